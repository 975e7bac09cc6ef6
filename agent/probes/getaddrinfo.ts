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
  const rows = parseAhosts(ran.stdout);
  return answered(
    rows.length === 0 ? `${what}: no address` : `${what}: ${rows[0]!.address} first of ${rows.length} rows`,
    { rows },
  );
}

/** Rows of `getent ahosts`, in order: `2001:db8::1     STREAM www.example`. */
export function parseAhosts(text: string): { address: string; type: string }[] {
  const rows: { address: string; type: string }[] = [];
  for (const line of text.split("\n")) {
    const found = /^(\S+)\s+(STREAM|DGRAM|RAW)\b/.exec(line);
    if (found !== null) rows.push({ address: canonicalIp6(found[1]!) ?? found[1]!, type: found[2]! });
  }
  return rows;
}
