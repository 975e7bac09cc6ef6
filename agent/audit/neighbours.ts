/** Docker, NFS, time and logs: services that carry IPv4 of their own. Pure. */
import { parseIp4 } from "../net/ip4.ts";
import type { AuditFinding, NamedNeed } from "../protocol/audit.ts";
import { finding } from "./finding.ts";
import type { FoundLine } from "./scan.ts";

export interface NamedIn extends NamedNeed {
  readonly from: string;
}

/** @param daemonJson content of /etc/docker/daemon.json. @param runs whether dockerd does. */
export function dockerFindings(daemonJson: string | null, runs: boolean): AuditFinding[] {
  if (!runs && daemonJson === null) return [];
  let settings: { readonly ipv6?: boolean } = {};
  try {
    settings = JSON.parse(daemonJson ?? "{}") as typeof settings;
  } catch {
    // dockerd would not start with it either.
  }
  if (settings.ipv6 === true) return [];
  return [
    finding(
      "service.docker",
      "/etc/docker/daemon.json",
      "Docker gives containers IPv4 only: without IPv4 on this host they reach nobody",
      'set "ipv6": true with a "fixed-cidr-v6" of this host, or give containers the NAT64 prefix',
    ),
  ];
}

/** @param mounts content of /proc/mounts. */
export function nfsFindings(mounts: string): AuditFinding[] {
  return mounts.split("\n").flatMap((line) => {
    const [source, folder, type, options] = line.split(" ");
    const address = /(?:^|,)addr=(\d+\.\d+\.\d+\.\d+)/.exec(options ?? "")?.[1];
    if (!/^nfs4?$/.test(type ?? "") || address === undefined) return [];
    return [
      finding(
        "service.nfs",
        folder!,
        `${source} is mounted over IPv4 (${address}): it hangs when IPv4 goes`,
        "mount it by a name with AAAA records, with proto=tcp6",
        { address, port: 2_049 },
      ),
    ];
  });
}

/** Lines of configuration that name servers of time and logs, mirrors of packages and mail relays. */
export const SERVER_PATTERN =
  '^[[:space:]]*(server|pool|peer|NTP=|FallbackNTP=|deb(-src)?[[:space:]]|URIs:|baseurl|mirrorlist|relayhost|inet_protocols|dc_smarthost|DS)|^[^#]*[[:space:]]@@?[^[:space:]]|target="';
export const SERVER_PATHS = [
  "/etc/chrony",
  "/etc/chrony.conf",
  "/etc/ntp.conf",
  "/etc/systemd/timesyncd.conf",
  "/etc/rsyslog.conf",
  "/etc/rsyslog.d",
  "/etc/apt/sources.list",
  "/etc/apt/sources.list.d",
  "/etc/yum.repos.d",
  "/etc/postfix/main.cf",
  "/etc/exim4/update-exim4.conf.conf",
];

/** Literals become findings of their own kind; names are given back to be asked. */
export function configuredServers(lines: readonly FoundLine[]): { findings: AuditFinding[]; names: NamedIn[] } {
  const findings: AuditFinding[] = [];
  const names: NamedIn[] = [];
  for (const { path, number, text } of lines) {
    const place = `${path}:${number}`;
    const line = text.replace(/\s#.*$/, "");
    if (/^\s*#/.test(line) || /\.(dpkg-\w+|bak|orig)$|~$/.test(path)) continue;
    if (/^\/etc\/postfix\//.test(path) && /^\s*inet_protocols\s*=\s*ipv4\s*$/.test(line)) {
      findings.push(
        finding(
          "mail.ipv4-only",
          place,
          "Postfix is told to use IPv4 only",
          "set inet_protocols = all, with smtp_address_preference = ipv6",
        ),
      );
      continue;
    }
    for (const { kind, host, port, protocol } of serversOn(path, line)) {
      const value = parseIp4(host);
      if (value === null) {
        if (!host.includes(":") && /[a-z]/i.test(host)) names.push({ name: host, port, protocol, from: place });
      } else if (!host.startsWith("127.")) {
        findings.push(
          finding(kind, place, `${SAYS[kind]} ${host}, an IPv4 address`, "name a server that has AAAA records", {
            address: host,
            port,
          }),
        );
      }
    }
  }
  return { findings, names };
}

type ServerKind = "service.chrony" | "service.syslog" | "mirror.ipv4-only" | "mail.relay";

const SAYS: Readonly<Record<ServerKind, string>> = {
  "service.chrony": "time comes from",
  "service.syslog": "logs go to",
  "mirror.ipv4-only": "packages come from",
  "mail.relay": "mail goes through",
};

interface Server {
  readonly kind: ServerKind;
  readonly host: string;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

/** Which kind a name was for, by where it stands. */
export function kindOfPlace(place: string): ServerKind | null {
  if (/^\/etc\/(chrony|ntp|systemd\/timesyncd)/.test(place)) return "service.chrony";
  if (/^\/etc\/rsyslog/.test(place)) return "service.syslog";
  if (/^\/etc\/(apt|yum)/.test(place)) return "mirror.ipv4-only";
  return /^\/etc\/(postfix|exim)/.test(place) ? "mail.relay" : null;
}

function serversOn(path: string, line: string): Server[] {
  const kind = kindOfPlace(path);
  switch (kind) {
    case "service.chrony": {
      const words =
        /^\s*(?:server|pool|peer)\s+(\S+)/.exec(line)?.[1] ?? /^\s*(?:Fallback)?NTP=(.*)$/.exec(line)?.[1] ?? "";
      return words
        .split(/\s+/)
        .filter((host) => host !== "")
        .map((host) => ({ kind, host, port: 123, protocol: "udp" }));
    }
    case "service.syslog": {
      const old = /\s(@@?)(?:\([^)]*\))?\[?([^\s:;\]]+)\]?(?::(\d+))?/.exec(line);
      if (old !== null)
        return [{ kind, host: old[2]!, port: Number(old[3] ?? 514), protocol: old[1] === "@@" ? "tcp" : "udp" }];
      const target = /target="([^"]+)"/i.exec(line);
      if (target === null) return [];
      const port = Number(/port="(\d+)"/i.exec(line)?.[1] ?? 514);
      return [{ kind, host: target[1]!, port, protocol: /protocol="tcp"/i.test(line) ? "tcp" : "udp" }];
    }
    case "mirror.ipv4-only": {
      const urls = [...line.matchAll(/\b(https?):\/\/([^\s/:\]]+)(?::(\d+))?/g)];
      return urls.map(([, scheme, host, port]) => ({
        kind,
        host: host!,
        port: Number(port ?? (scheme === "https" ? 443 : 80)),
        protocol: "tcp",
      }));
    }
    case "mail.relay": {
      const relay = /^\s*(?:relayhost\s*=|dc_smarthost=')\s*\[?([^\s:'\]]+)\]?(?:::?(\w+))?/.exec(line);
      if (relay === null) return [];
      const port = { submission: 587, smtps: 465, smtp: 25 }[relay[2] ?? "smtp"] ?? Number(relay[2]);
      return [{ kind, host: relay[1]!, port, protocol: "tcp" }];
    }
    case null:
      return [];
  }
}
