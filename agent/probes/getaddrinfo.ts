/** What a new process of this host gets for a name: `getent ahosts`, never `getent hosts`, which asks another way. */
import { canonicalIp6 } from "../net/ip6.ts";
import type { ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, timedOut, unable } from "./outcome.ts";

/**
 * Runs `getent` where /etc/resolv.conf names other servers: in a mount namespace of its own, so that the host's file stays as it is.
 * $1 is the file's content, $2 the name. /mnt is hidden by a small memory file system there, and only there.
 */
const WITH_NAMESERVERS = [
  "mount -t tmpfs -o size=64k,mode=0755 probe /mnt || exit 125",
  'printf "%s" "$1" > /mnt/resolv.conf && printf "hosts: files dns\\n" > /mnt/nsswitch.conf || exit 125',
  "mount --bind /mnt/resolv.conf /etc/resolv.conf || exit 125",
  "mount --bind /mnt/nsswitch.conf /etc/nsswitch.conf || exit 125",
  'exec getent ahosts "$2"',
].join("\n");

export async function getaddrinfo(
  sys: System,
  question: Extract<ProbeQuestion, { kind: "getaddrinfo" }>,
): Promise<Result> {
  const { name, nameservers, timeoutMs } = question;
  // A name that looks like an option would be read as one.
  if (!/^[A-Za-z0-9_.:][A-Za-z0-9_.:-]*$/.test(name)) return unable(`${name} is no name`);
  if (nameservers === undefined) {
    const { names, rows } = turnOf(sys);
    names.add(name);
    const own = (await rows)?.get(name);
    if (own !== undefined) return found(`getent ahosts ${[...names].join(" ")}`, own);
  }
  const argv =
    nameservers === undefined
      ? ["getent", "ahosts", name]
      : [
          ...["unshare", "--mount", "--propagation", "private", "sh", "-c", WITH_NAMESERVERS, "sh"],
          `${nameservers.map((server) => `nameserver ${server}\n`).join("")}options timeout:2 attempts:2\n`,
          name,
        ];
  const ran = await sys.exec(argv, { timeoutMs });
  const what = `getent ahosts ${name}${nameservers === undefined ? "" : ` with nameserver ${nameservers.join(", ")}`}`;
  if (ran.signal !== null) return timedOut(what, timeoutMs);
  if (ran.code === 127) return unable(`${what}: the program is not on this host`);
  if (ran.code === 125 || (nameservers !== undefined && ran.code === 1))
    return unable(`${what}: cannot give a process a resolv.conf of its own: ${ran.stderr.trim()}`);
  // getent: 2 says that the name was not found.
  if (ran.code !== 0 && ran.code !== 2) return unable(`${what}: exit ${ran.code}: ${ran.stderr.trim()}`);
  return found(what, parseAhosts(ran.stdout).flat());
}

function found(what: string, rows: readonly Row[]): Result {
  return answered(
    rows.length === 0 ? `${what}: no address` : `${what}: ${rows[0]!.address} first of ${rows.length} rows`,
    { rows },
  );
}

/** Names that are asked for in the same turn, and what one process says of all of them; null where each is to be asked for alone. */
interface Turn {
  readonly names: Set<string>;
  readonly rows: Promise<ReadonlyMap<string, readonly Row[]> | null>;
}

const turns = new WeakMap<System, Turn>();
/** After that each is asked for alone: a name server that is slow for one is not to be held against the others. */
const TOGETHER_MS = 500;

function turnOf(sys: System): Turn {
  const open = turns.get(sys);
  if (open !== undefined) return open;
  const names = new Set<string>();
  const rows = new Promise((resolve) => setImmediate(resolve)).then(() => {
    turns.delete(sys);
    return askTogether(sys, [...names]);
  });
  const turn = { names, rows };
  turns.set(sys, turn);
  return turn;
}

/** Starting a process costs a host more than looking a name up. */
async function askTogether(sys: System, names: readonly string[]): Promise<Map<string, readonly Row[]> | null> {
  if (names.length < 2) return null;
  const ran = await sys.exec(["getent", "ahosts", ...names], { timeoutMs: TOGETHER_MS });
  const found = parseAhosts(ran.stdout);
  if (ran.code !== 0 || found.length !== names.length) return null;
  return new Map(names.map((name, i) => [name, found[i]!]));
}

interface Row {
  readonly address: string;
  readonly type: string;
}

/** Rows of `getent ahosts`, in order and by name: `2001:db8::1     STREAM www.example`. The first of each name says which it is. */
export function parseAhosts(text: string): Row[][] {
  const names: Row[][] = [];
  for (const line of text.split("\n")) {
    const found = /^(\S+)\s+(STREAM|DGRAM|RAW)\b *(\S*)/.exec(line);
    if (found === null) continue;
    if (found[3] !== "" || names.length === 0) names.push([]);
    names.at(-1)!.push({ address: canonicalIp6(found[1]!) ?? found[1]!, type: found[2]! });
  }
  return names;
}
