/** Programs that will not choose IPv6 by themselves, by how they were started and what they were built from. Pure but for `gatherMarks`. */
import type { AuditFinding } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { finding } from "./finding.ts";
import { type Process, processText } from "./processes.ts";

const SEARCH_MS = 20_000;
const MARKS =
  "gethostbyname(2|_r|2_r)?|\\binet_addr\\b|inet_pton|getaddrinfo|freeaddrinfo|ld-musl-[a-z0-9_]+[.]so|Go buildinf:";

/** Words found in a program's file, by path. */
export type Marks = ReadonlyMap<string, ReadonlySet<string>>;

/** Imported symbols stand as text in a program's string table; searching for them needs no tools a small host lacks. */
export async function gatherMarks(sys: System, processes: readonly Process[]): Promise<Marks> {
  const programs = new Map<string, number>();
  for (const { exe, pid } of processes) if (exe !== null && !programs.has(exe)) programs.set(exe, pid);
  if (programs.size === 0) return new Map();
  // By /proc/PID/exe: that is the file that runs, also where it was replaced, and in whichever mount namespace.
  const found = await sys.exec(
    [
      "grep",
      "-aoHsE",
      "--null",
      "-m",
      "40",
      "-e",
      MARKS,
      "--",
      ...[...programs.values()].map((pid) => `/proc/${pid}/exe`),
    ],
    { timeoutMs: SEARCH_MS },
  );
  const byPid = parseMarks(found.stdout);
  for (const [path, words] of byPid)
    if (isSuspect(words) && (await librariesResolve(sys, path))) words.add("getaddrinfo");
  return new Map([...programs].map(([exe, pid]) => [exe, byPid.get(`/proc/${pid}/exe`) ?? new Set<string>()]));
}

/** Looks names or addresses up in a way that knows IPv4 alone, and in no other. */
function isSuspect(words: ReadonlySet<string>): boolean {
  if (words.has("getaddrinfo")) return false;
  return (
    [...words].some((word) => word.startsWith("gethostbyname")) || (words.has("inet_addr") && !words.has("inet_pton"))
  );
}

/** A program may leave looking up to a library of its own (Postfix does). The C library has every symbol and proves nothing. */
async function librariesResolve(sys: System, program: string): Promise<boolean> {
  const maps = (await sys.read(program.replace(/exe$/, "maps")).catch(() => null)) ?? "";
  const mapped = [...maps.matchAll(/\s(\/\S+\.so[.\d]*)$/gm)].map(([, path]) => path!);
  const libraries = [...new Set(mapped)].filter(
    (path) => !/\/(libc|ld-|libnss_|libresolv|libpthread)[^/]*$/.test(path),
  );
  if (libraries.length === 0) return false;
  const found = await sys.exec(["grep", "-qsF", "-e", "getaddrinfo", "--", ...libraries], { timeoutMs: SEARCH_MS });
  return found.code === 0;
}

/** `grep -oH --null`: path, NUL, word. */
export function parseMarks(text: string): Map<string, Set<string>> {
  const marks = new Map<string, Set<string>>();
  for (const row of text.split("\n")) {
    const [path, word] = row.split("\0");
    if (word === undefined) continue;
    const words = marks.get(path!) ?? new Set();
    marks.set(path!, words.add(word));
  }
  return marks;
}

export function runtimeFindings(processes: readonly Process[], marks: Marks): AuditFinding[] {
  return processes.flatMap((process) => {
    const place = processText(process);
    const rest = { process: place, unit: process.unit };
    const words = process.exe === null ? new Set<string>() : (marks.get(process.exe) ?? new Set<string>());
    const base = process.exe?.split("/").at(-1) ?? "";
    if (base === "java") return java(process, place, rest);
    if (/^(node|nodejs)$/.test(base)) return node(process, place, rest);
    if (words.has("Go buildinf:"))
      return [
        finding(
          "runtime.go",
          place,
          `${place} is a Go program: it sorts addresses by itself, IPv6 first, and takes no notice of gai.conf`,
          "nothing, unless it is to prefer IPv4: then start it with GODEBUG=netdns=cgo",
          { ...rest, weight: "note" },
        ),
      ];
    const found: AuditFinding[] = [];
    if ([...words].some((word) => word.startsWith("ld-musl")))
      found.push(
        finding(
          "runtime.musl",
          place,
          `${place} uses musl, which takes no notice of gai.conf`,
          "prove what it chooses",
          {
            ...rest,
            weight: "note",
          },
        ),
      );
    if (isSuspect(words))
      found.push(
        finding(
          "symbols.af-inet",
          place,
          `${place} (${process.exe}) knows ${[...words].some((word) => word.startsWith("gethostbyname")) ? "names by gethostbyname" : "addresses by inet_addr"} and never by getaddrinfo: it cannot use IPv6`,
          "replace it by a version that speaks IPv6, or give the service a clat",
          rest,
        ),
      );
    return found;
  });
}

type Rest = { readonly process: string; readonly unit: string | null };

function java({ argv, environ }: Process, place: string, rest: Rest): AuditFinding[] {
  const options = [
    ...argv,
    ...(environ ?? []).filter((one) => /^(JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)=/.test(one)),
  ].join(" ");
  if (/-Djava\.net\.preferIPv4Stack=true/.test(options))
    return [
      finding(
        "runtime.java",
        place,
        `${place} runs with -Djava.net.preferIPv4Stack=true: it opens IPv4 sockets only and sees no AAAA`,
        "start it with -Djava.net.preferIPv6Addresses=system instead",
        rest,
      ),
    ];
  if (/-Djava\.net\.preferIPv6Addresses=(true|system)/.test(options)) return [];
  return [
    finding(
      "runtime.java",
      place,
      `${place} runs without -Djava.net.preferIPv6Addresses: Java then takes IPv4 addresses first, whatever gai.conf says`,
      "start it with -Djava.net.preferIPv6Addresses=system",
      { ...rest, weight: "look" },
    ),
  ];
}

function node({ argv, environ }: Process, place: string, rest: Rest): AuditFinding[] {
  const options = [...argv, ...(environ ?? []).filter((one) => one.startsWith("NODE_OPTIONS="))].join(" ");
  if (!/--dns-result-order=ipv4first/.test(options)) return [];
  return [
    finding(
      "runtime.node",
      place,
      `${place} runs with --dns-result-order=ipv4first`,
      "take the option away: Node then keeps the system's order",
      { ...rest, weight: "look" },
    ),
  ];
}

/** A loopback literal where a program connects: getaddrinfo("127.0.0.1", AI_ADDRCONFIG) fails on a host whose only IPv4 is loopback. */
export function addrconfigFindings(processes: readonly Process[], marks: Marks): AuditFinding[] {
  return processes.flatMap((process) => {
    const words = process.exe === null ? undefined : marks.get(process.exe);
    if (words?.has("getaddrinfo") !== true) return [];
    const all = [
      ...process.argv.map((word) => ["argv", word]),
      ...(process.environ ?? []).map((one) => ["environ", one]),
    ];
    const hit = all.find(
      ([, text]) =>
        /(:\/\/(?:[^\s/@]*@)?|host\w*=|(?:url|uri|dsn|addr\w*|server|endpoint|upstream)=)127\.0\.0\.1\b/i.test(text!) &&
        !/listen|bind/i.test(text!),
    );
    if (hit === undefined) return [];
    const place = processText(process);
    const name = hit[0] === "argv" ? "argv" : `environ ${hit[1]!.slice(0, hit[1]!.indexOf("="))}`;
    return [
      finding(
        "socket.addrconfig",
        `${place} ${name}`,
        `${place} is told to connect to 127.0.0.1: where it asks getaddrinfo with AI_ADDRCONFIG, that fails once the host has no other IPv4 address`,
        "write localhost or ::1 instead, and let the server listen there",
        { process: place, unit: process.unit, weight: "look", address: "127.0.0.1" },
      ),
    ];
  });
}
