/** Search configuration, units, crontabs, environments and command lines for IPv4 literals. */
import type { AuditFinding, FindingKind } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { type Blind, finding } from "./finding.ts";
import { type Literal, literalsIn } from "./literals.ts";
import { type Process, processText } from "./processes.ts";

/** Where people write addresses. Libraries and programs are not searched. */
export const ROOTS = ["/etc", "/opt", "/srv", "/var/www", "/usr/local/etc", "/var/spool/cron", "/run/systemd/system"];
const UNIT_ROOTS = ["/usr/lib/systemd/system", "/lib/systemd/system"];
const SKIPPED_FOLDERS = [
  "node_modules",
  ".git",
  ".svn",
  ".hg",
  "__pycache__",
  "site-packages",
  "dist-packages",
  "vendor",
];
const SKIPPED_FILES = [
  "*.so",
  "*.so.*",
  "*.jar",
  "*.war",
  "*.gz",
  "*.xz",
  "*.zip",
  "*.png",
  "*.jpg",
  "*.svg",
  "*.css",
  "*.map",
  "*.min.js",
  "*.log",
  "*.pem",
  "*.crt",
];
const PATTERN = "(^|[^0-9.])([0-9]{1,3}\\.){3}[0-9]{1,3}($|[^0-9.])";
/** This tool's own: the agent that was pushed, and what it keeps. */
const OWN = "/var/lib/migrate/";
const LINES_PER_FILE = 200;
const SEARCH_MS = 20_000;
const MOST_FINDINGS = 500;

export interface Scanned {
  readonly findings: readonly AuditFinding[];
  readonly setAside: Readonly<Record<string, number>>;
  readonly unknown: readonly Blind[];
}

export interface ScanParts {
  readonly paths: readonly string[];
  readonly processes: readonly Process[];
  readonly own: ReadonlySet<string>;
}

export async function scan(sys: System, { paths, processes, own }: ScanParts): Promise<Scanned> {
  const cwds = processes.flatMap(({ cwd }) =>
    cwd !== null && /^\/(opt|srv|var\/lib|home|data|app)\/\S+/.test(cwd) ? [cwd] : [],
  );
  const asked = [...ROOTS, ...UNIT_ROOTS, ...paths, ...(await workingFolders(sys)), ...cwds].map(
    (path) => path.replace(/\/+$/, "") || "/",
  );
  const roots = [...new Set(asked)].filter((path) => !asked.some((outer) => path.startsWith(`${outer}/`)));
  const { lines, unknown } = await search(sys, roots);
  const collected = new Collector(own);
  for (const { path, number, text } of lines) collected.line(path, number, text);
  for (const process of processes) collected.process(process);
  return { findings: collected.findings, setAside: collected.setAside, unknown: [...unknown, ...collected.unknown] };
}

export interface FoundLine {
  readonly path: string;
  readonly number: number;
  readonly text: string;
}

async function search(
  sys: System,
  roots: readonly string[],
): Promise<{ lines: readonly FoundLine[]; unknown: Blind[] }> {
  const { lines, failed } = await searchLines(sys, PATTERN, roots);
  return {
    lines,
    unknown: failed === null ? [] : [{ what: `IPv4 literals below ${roots.join(", ")}`, because: failed }],
  };
}

/** Lines of text files that fit an extended regular expression. @returns why the search was not whole, or null. */
export async function searchLines(
  sys: System,
  pattern: string,
  roots: readonly string[],
): Promise<{ readonly lines: readonly FoundLine[]; readonly failed: string | null }> {
  const found = await sys.exec(
    [
      "grep",
      "-rIsnE",
      "--null",
      "--devices=skip",
      "-m",
      String(LINES_PER_FILE),
      ...SKIPPED_FOLDERS.map((name) => `--exclude-dir=${name}`),
      ...SKIPPED_FILES.map((name) => `--exclude=${name}`),
      "-e",
      pattern,
      "--",
      ...roots,
    ],
    { timeoutMs: SEARCH_MS },
  );
  // 2 also where one of the folders is not there, which is no failure; no end at all is one.
  const whole = found.code !== null && found.code <= 2;
  return { lines: parseFound(found.stdout), failed: whole ? null : found.stderr.trim() || "the search was cut short" };
}

/** `grep --null -n`: path, NUL, line number, colon, text; without what this tool keeps itself. Pure. */
export function parseFound(text: string): FoundLine[] {
  return text.split("\n").flatMap((row) => {
    const parts = /^([^\0]+)\0(\d+):(.*)$/.exec(row);
    return parts === null || parts[1]!.startsWith(OWN)
      ? []
      : [{ path: parts[1]!, number: Number(parts[2]), text: parts[3]! }];
  });
}

/** `WorkingDirectory=` of units this host has: an application's own files lie there. */
async function workingFolders(sys: System): Promise<string[]> {
  const found = await sys.exec(
    ["grep", "-rhsE", "^WorkingDirectory=/[^/]", "/etc/systemd/system", "/run/systemd/system"],
    { timeoutMs: SEARCH_MS },
  );
  return found.stdout
    .split("\n")
    .map((line) => line.replace(/^WorkingDirectory=-?/, "").trim())
    .filter((path) => /^\/[^/]+\/./.test(path) && !path.startsWith("/usr/"));
}

class Collector {
  readonly findings: AuditFinding[] = [];
  readonly setAside: Record<string, number> = {};
  readonly unknown: Blind[] = [];
  readonly #own: ReadonlySet<string>;

  constructor(own: ReadonlySet<string>) {
    this.#own = own;
  }

  line(path: string, number: number, text: string): void {
    const seen = new Set<string>();
    for (const literal of literalsIn(text, path, this.#own)) {
      if (seen.has(literal.address)) continue;
      seen.add(literal.address);
      this.#take(literal, kindOf(path), `${path}:${number}`, null, unitAt(path));
    }
  }

  process(process: Process): void {
    const { argv, environ, unit } = process;
    const place = processText(process);
    this.#words(argv.join(" "), "literal.argv", `${place} argv`, place, unit);
    for (const variable of environ ?? []) {
      // What sshd tells of its client, and shells of what they were told.
      if (/^(SSH_|REMOTE_|OLDPWD=|PWD=|_=|LS_COLORS=)/.test(variable)) continue;
      const name = variable.slice(0, variable.indexOf("="));
      this.#words(variable, "literal.environ", `${place} environ ${name}`, place, unit);
    }
  }

  #words(text: string, kind: FindingKind, place: string, process: string, unit: string | null): void {
    if (!/\d\.\d/.test(text)) return;
    for (const literal of literalsIn(text, "", this.#own)) this.#take(literal, kind, place, process, unit);
  }

  #take(literal: Literal, kind: FindingKind, place: string, process: string | null, unit: string | null): void {
    if (literal.aside !== null) {
      this.setAside[literal.aside] = (this.setAside[literal.aside] ?? 0) + 1;
      return;
    }
    if (this.findings.length >= MOST_FINDINGS) {
      if (this.unknown.length === 0)
        this.unknown.push({
          what: "IPv4 literals",
          because: `there are more than ${MOST_FINDINGS}; the rest is left out`,
        });
      return;
    }
    const { address, port, form, role, excerpt } = literal;
    const what = role === null ? address : `${role} ${form === "key-value" ? "is" : "goes to"} ${address}`;
    this.findings.push(
      finding(
        kind,
        place,
        `${what}${port === null ? "" : `, port ${port}`}: ${excerpt}`,
        kind === "literal.hosts"
          ? "add the name's IPv6 address beside it, or take the line out"
          : "write a name that has AAAA records instead of the address",
        { weight: "look", address, port, process, unit },
      ),
    );
  }
}

function kindOf(path: string): FindingKind {
  if (path === "/etc/hosts") return "literal.hosts";
  if (/^\/(etc\/cron|var\/spool\/cron|etc\/anacrontab)/.test(path)) return "literal.cron";
  if (unitAt(path) !== null) return "literal.unit";
  return "literal.file";
}

/** `/etc/systemd/system/app.service.d/env.conf` belongs to app.service. */
function unitAt(path: string): string | null {
  return (
    /\/systemd\/system\/(?:[^/]+\/)*?([^/]+\.(?:service|socket|timer|mount))(?:\.d\/[^/]+)?$/.exec(path)?.[1] ?? null
  );
}
