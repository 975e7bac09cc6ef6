/** `ss` as sockets and listeners, with process, unit and user. Pure. */
import { parseIp4 } from "../net/ip4.ts";
import { canonicalIp6 } from "../net/ip6.ts";
import { unitOfPath } from "./processes.ts";

/** Sockets with a peer. TIME-WAIT has no owner and may be there by the ten thousand; the counters have seen what left it. */
export const CONNECTED = ["ss", "-Htunpe", "state", "connected", "exclude", "time-wait"] as const;
export const LISTENING = ["ss", "-Hltunpe"] as const;

export interface Owner {
  /** `nginx[812]` */
  readonly process: string | null;
  readonly pid: number | null;
  /** systemd unit, from the control group. */
  readonly unit: string | null;
  readonly uid: number;
}

export interface Connected extends Owner {
  readonly protocol: "tcp" | "udp";
  readonly state: string;
  readonly local: string;
  readonly localPort: number;
  readonly peer: string;
  readonly peerPort: number;
  readonly family: 4 | 6;
  /** IPv4 on the wire, `::ffff:a.b.c.d` to the program. */
  readonly mapped: boolean;
}

export interface Listening extends Owner {
  readonly protocol: "tcp" | "udp";
  /** `*`: every address of both families; `::` with `v6only`: of IPv6. */
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly v6only: boolean;
}

export function parseConnected(text: string): Connected[] {
  return text.split("\n").flatMap((line) => {
    const row = /^(tcp|udp)\s+(\S+)\s+\d+\s+\d+\s+(\S+)\s+(\S+)(.*)$/.exec(line);
    if (row === null) return [];
    const local = endpoint(row[3]!);
    const peer = endpoint(row[4]!);
    if (local === null || peer === null || peer.port === 0) return [];
    const plain = unmap(peer.host);
    return [
      {
        protocol: row[1] as "tcp" | "udp",
        state: row[2]!,
        local: unmap(local.host),
        localPort: local.port,
        peer: plain,
        peerPort: peer.port,
        family: parseIp4(plain) === null ? 6 : 4,
        mapped: plain !== peer.host,
        ...ownerOf(row[5]!),
      },
    ];
  });
}

export function parseListening(text: string): Listening[] {
  return text.split("\n").flatMap((line) => {
    const row = /^(tcp|udp)\s+\S+\s+\d+\s+\d+\s+(\S+)\s+\S+(.*)$/.exec(line);
    const local = row === null ? null : endpoint(row[2]!);
    if (row === null || local === null) return [];
    return [
      {
        protocol: row[1] as "tcp" | "udp",
        address: local.host,
        port: local.port,
        family: parseIp4(local.host) === null ? 6 : 4,
        v6only: /\bv6only:1\b/.test(row[3]!),
        ...ownerOf(row[3]!),
      },
    ];
  });
}

function ownerOf(text: string): Owner {
  const user = /users:\(\("([^"]*)",pid=(\d+)/.exec(text);
  const group = /\bcgroup:(\S+)/.exec(text);
  return {
    process: user === null ? null : `${user[1]}[${user[2]}]`,
    pid: user === null ? null : Number(user[2]),
    unit: unitOfPath(group?.[1] ?? ""),
    uid: Number(/\buid:(\d+)/.exec(text)?.[1] ?? 0),
  };
}

export function unmap(host: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(host);
  return mapped === null ? host : mapped[1]!;
}

/** `[::1]:22`, `198.51.100.7%eth0:68`, `*:*`. A `*` port is 0. */
function endpoint(text: string): { host: string; port: number } | null {
  const at = text.lastIndexOf(":");
  const port = text.slice(at + 1);
  if (at < 0 || !/^(\*|\d+)$/.test(port)) return null;
  const host = text
    .slice(0, at)
    .replace(/%[^\]]*/, "")
    .replace(/^\[|\]$/g, "");
  return { host: canonicalIp6(host) ?? host, port: port === "*" ? 0 : Number(port) };
}
