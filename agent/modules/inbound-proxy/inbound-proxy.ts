/** IPv4 clients handed on by nginx or HAProxy on an edge: our part beside the operator's, checked by the program itself before it reads it. */
import { createHash } from "node:crypto";
import { initOf } from "../../facts/gather.ts";
import type { Change } from "../../protocol/messages.ts";
import type { InboundProxyWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { type Listener, parseListeners } from "../daemon/listeners.ts";
import { fileChange } from "../files.ts";
import { type FileEdit, isRefusal, type Module, type Plan, type Refusal } from "../module.ts";
import { haproxy } from "./haproxy.ts";
import { nginx } from "./nginx.ts";
import { type Program, refusal } from "./program.ts";

type AnyProgram = Program<unknown>;
const PROGRAMS: Readonly<Record<InboundProxyWant["backend"], AnyProgram>> = {
  nginx: nginx as AnyProgram,
  haproxy: haproxy as AnyProgram,
};

/** sha256 of our part that the program last read. */
const READ = "/var/lib/migrate/inbound-proxy.read";
const COMMAND_MS = 30_000;
const LISTEN_MS = 10_000;
const POLL_MS = 100;

interface Facts {
  readonly installed: boolean;
  readonly systemd: boolean;
  readonly running: boolean;
  readonly program: unknown;
  readonly files: Readonly<Record<string, string | null>>;
  readonly read: string | null;
  readonly listeners: readonly Listener[];
}

interface Image {
  readonly backend: InboundProxyWant["backend"];
  readonly systemd: boolean;
  readonly running: boolean;
  readonly read: string | null;
}

export const inboundProxy: Module<Facts, InboundProxyWant, Image> = {
  async check(sys, want) {
    const program = PROGRAMS[want.backend];
    const installed = (await sys.exec([program.name, "-v"], { timeoutMs: COMMAND_MS })).code !== 127;
    const systemd = (await initOf(sys)) === "systemd";
    const looked = installed ? await program.look(sys) : null;
    const places = installed ? program.place(looked, want) : new Map<string, string | null>();
    const files: Record<string, string | null> = {};
    if (!isRefusalOf(places)) for (const path of places.keys()) files[path] = await sys.read(path);
    const asked = await sys.exec(["ss", "-Hlntup"], { timeoutMs: COMMAND_MS });
    return {
      installed,
      systemd,
      running: installed && (await isRunning(sys, program.name, systemd)),
      program: looked,
      files,
      read: (await sys.read(READ))?.trim() ?? null,
      listeners: parseListeners(asked.stdout),
    };
  },
  diff,
  image: (facts, { backend }) => ({ backend, systemd: facts.systemd, running: facts.running, read: facts.read }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    const { name, test } = PROGRAMS[want.backend];
    await writeFiles();
    const tested = await sys.exec(test, { timeoutMs: COMMAND_MS });
    if (tested.code !== 0)
      throw new Fault(
        "refused",
        `${test.join(" ")} refuses the configuration, so ${name} was not told of it: ${tested.stderr.trim() || tested.stdout.trim()}`,
      );
    if (!plan.changes.some(({ key }) => key === `daemon:${name}`)) return;
    await control(sys, name, facts.systemd, facts.running ? "reload" : "start");
    await listening(sys, name, want);
    await sys.mkdir(READ.slice(0, READ.lastIndexOf("/")));
    await sys.write(READ, `${digest(want)}\n`, { mode: 0o644 });
  },
  async undo(sys, image, restoreFiles) {
    const { name } = PROGRAMS[image.backend];
    await restoreFiles();
    if (image.read === null) await sys.remove(READ);
    else await sys.write(READ, `${image.read}\n`, { mode: 0o644 });
    if (!(await isRunning(sys, name, image.systemd))) return [];
    await control(sys, name, image.systemd, image.running ? "reload" : "stop");
    return [image.running ? `${name} reads its configuration as it was` : `${name} stopped`];
  },
};

function diff(facts: Facts, want: InboundProxyWant): Plan | Refusal {
  const { name, place } = PROGRAMS[want.backend];
  if (!facts.installed) return refusal("unsupported", `${name} is not installed here: install it`);
  const places = place(facts.program, want);
  if (isRefusalOf(places)) return places;
  const changes: Change[] = [];
  const edits: FileEdit[] = [];
  for (const [path, after] of places) {
    const before = facts.files[path] ?? null;
    if (before === after) continue;
    changes.push(fileChange(path, before, after, `IPv4 clients in ${path}`));
    edits.push({ path, after, mode: 0o644 });
  }
  const nothing = want.tcp === "" && want.http === "";
  if (changes.length > 0 || (!nothing && (!facts.running || facts.read !== digest(want))))
    changes.push({
      key: `daemon:${name}`,
      title: `${facts.running ? "have" : "start"} ${name}${facts.running ? " read its configuration" : ""}`,
      before: facts.running ? "running" : null,
      after: "running",
    });
  const because = [`${name} ${facts.running ? "runs" : "does not run"} here; what it does already stays`];
  const taken = changes.length === 0 ? null : occupied(facts, want);
  return { changes, edits, because, ...(taken === null ? {} : { blocked: `inbound-proxy: ${taken}` }) };
}

function isRefusalOf(places: ReadonlyMap<string, string | null> | Refusal): places is Refusal {
  return !(places instanceof Map) && isRefusal(places as Plan | Refusal);
}

function digest({ tcp, http }: InboundProxyWant): string {
  return createHash("sha256").update(tcp).update("\0").update(http).digest("hex");
}

/** `203.0.113.80:443` */
function endpoints({ tcp, http }: InboundProxyWant): string[] {
  return [...`${tcp}\n${http}`.matchAll(/^\s*(?:listen|bind) ([\d.]+:\d+);?$/gm)].map(([, endpoint]) => endpoint!);
}

/** Another program where the proxy is to listen. */
function occupied({ listeners }: Facts, want: InboundProxyWant): string | null {
  for (const endpoint of endpoints(want)) {
    const [address, port] = endpoint.split(":") as [string, string];
    const other = listeners.find(
      (l) =>
        l.protocol === "tcp" &&
        l.port === Number(port) &&
        l.program !== want.backend &&
        (l.address === address || l.address === "0.0.0.0" || l.address === "*"),
    );
    if (other !== undefined)
      return `${other.program ?? "another program"} listens on ${other.address} port ${port}, where ${want.backend} is to take IPv4 clients; stop it, or give inbound.addresses`;
  }
  return null;
}

/** A reload comes back before it has taken effect. @throws Fault where it does not. */
async function listening(sys: System, name: string, want: InboundProxyWant): Promise<void> {
  let missing: string[] = [];
  for (let waited = 0; waited < LISTEN_MS; waited += POLL_MS) {
    const now = parseListeners((await sys.exec(["ss", "-Hlntup"], { timeoutMs: COMMAND_MS })).stdout);
    missing = endpoints(want).filter((wanted) => !now.some((l) => `${l.address}:${l.port}` === wanted));
    if (missing.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault(
    "io",
    `${name} does not listen on ${missing.join(", ")} ${LISTEN_MS / 1000} s after it was told to; its log says why`,
  );
}

async function isRunning(sys: System, name: string, systemd: boolean): Promise<boolean> {
  if (systemd)
    return (await sys.exec(["systemctl", "is-active", "--quiet", name], { timeoutMs: COMMAND_MS })).code === 0;
  const pid = ((await sys.read(`/run/${name}.pid`)) ?? "").trim().split(/\s/)[0]!;
  return /^\d+$/.test(pid) && ((await sys.read(`/proc/${pid}/comm`)) ?? "").trim() === name;
}

async function control(sys: System, name: string, systemd: boolean, verb: "start" | "reload" | "stop"): Promise<void> {
  const argv = systemd ? ["systemctl", verb, name] : [`/etc/init.d/${name}`, verb];
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim() || done.stdout.trim()}`);
}
