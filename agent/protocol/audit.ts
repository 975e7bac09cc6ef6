/** What `audit` asks of a host: to observe for a while, to hand over what was observed, and to look at the host as it stands. Nothing here changes how a host works. */
import type { Millis } from "./millis.ts";

/** How a packet of this host travelled: IPv6 to IPv6, IPv6 to an address inside a NAT64 prefix, or IPv4 (also where the program saw `::ffff:a.b.c.d`). */
export type TrafficClass = "native6" | "translated" | "ipv4";
export const TRAFFIC_CLASSES: readonly TrafficClass[] = ["native6", "translated", "ipv4"];

/** Bytes, both directions together, loopback, DHCP, link-local and multicast left out. */
export type Traffic = Readonly<Record<TrafficClass, number>>;

/** A service's own ports, so that its bytes can be told from its neighbours' on the same host. */
export interface ServicePorts {
  readonly service: string;
  readonly listen: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
}

export interface ObservationWant {
  /** Ends by itself after so long. */
  readonly forMs: Millis;
  /** Goes on after a reboot: with a unit, or an init script where systemd is not PID 1. */
  readonly survivesReboot: boolean;
  /** RFC 6052 prefixes: what goes there is `translated`. */
  readonly nat64: readonly string[];
  readonly services: readonly ServicePorts[];
  /** Names this host answers DNS queries for: those for A and AAAA over UDP are counted. */
  readonly queries: readonly string[];
  /** Attach eBPF programs to connect(2): flows however short then have a process. Where that cannot be, observation goes on without. */
  readonly connectHooks: boolean;
}

/** Queries for one name since observation began. */
export interface QueryCount {
  readonly at: Millis;
  readonly a: number;
  readonly aaaa: number;
}

export type FlowDirection = "out" | "in" | "forward";

/** All traffic between this host and one peer on one port, while observed. */
export interface Flow {
  readonly direction: FlowDirection;
  readonly class: TrafficClass;
  readonly peer: string;
  /** tcp, udp, icmp, … */
  readonly protocol: string;
  /** The server's port: the peer's for `out`, ours for `in`; 0 where the protocol has none. */
  readonly port: number;
  /** Of the socket that sent; null where the kernel itself did, and for `in` and `forward`. */
  readonly user: string | null;
  /** `curl[812]`; null where no sample of the sockets met it: flows shorter than the time between two samples. */
  readonly process: string | null;
  /** systemd unit, where the packet filter or a sample saw its control group; several where the same user's units share the flow. */
  readonly unit: string | null;
  /** The program sees this peer as `::ffff:a.b.c.d`. */
  readonly mapped: boolean;
  readonly first: Millis;
  readonly last: Millis;
  /** Packets that opened something (TCP SYN, any other protocol's packets), not those of the whole flow. */
  readonly packets: number;
  /** For `forward`: where to. */
  readonly to?: string;
}

/** Time nobody watched. What happened in it is unknown. */
export interface Gap {
  readonly from: Millis;
  readonly to: Millis;
  readonly because: string;
}

export interface TrafficPoint extends Traffic {
  /** End of the time the bytes are of. */
  readonly at: Millis;
}

export interface Observation {
  /** False after its end, after a reboot it was not to survive, and where the process that samples is gone. */
  readonly running: boolean;
  readonly because: string;
  readonly startedAt: Millis;
  readonly until: Millis;
  readonly survivesReboot: boolean;
  /** Every packet from here to `readAt` went past the counters. */
  readonly unbrokenSince: Millis;
  readonly readAt: Millis;
  readonly gaps: readonly Gap[];
  /** When flows were last dropped because there were too many to keep; null: never. */
  readonly overflowAt: Millis | null;
  readonly flows: readonly Flow[];
  /** Since `startedAt`. */
  readonly traffic: Traffic;
  readonly services: Readonly<Record<string, Traffic>>;
  /** The same over time, oldest first. */
  readonly history: readonly TrafficPoint[];
  /** By name, oldest first; the last is of now. */
  readonly queries: Readonly<Record<string, readonly QueryCount[]>>;
  readonly sampling: { readonly everyMs: Millis; readonly samples: number };
  /** Of the eBPF programs at connect(2): `attached`, why not, or that nobody asked for them. */
  readonly connectHooks: string;
  /** What observing took of this host, children included. */
  readonly cost: { readonly cpuMs: number; readonly rssBytes: number };
}

/** A name this host calls, and on which port, as a plan or a configuration file says. */
export interface NamedNeed {
  readonly name: string;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

/** What a host is looked at for; a gate needs one of them. */
export type InspectionPart =
  | "allow-lists"
  | "certificates"
  | "firewall"
  | "listeners"
  | "literals"
  | "names"
  | "others"
  | "servers";

export interface Inspection {
  /** Absent: everything. */
  readonly only?: readonly InspectionPart[];
  /** Folders to search besides the usual ones. */
  readonly scanPaths: readonly string[];
  /** What the plan says the services here call. */
  readonly needs: readonly NamedNeed[];
  /** RFC 6052 prefixes: an AAAA inside one is synthesised, not native. */
  readonly nat64: readonly string[];
  /** Names of the services here, to be asked for at each authoritative server. */
  readonly serviceNames: readonly string[];
  /** Names of the services here that send or take mail. */
  readonly mailNames: readonly string[];
}

export const FINDING_KINDS = [
  "literal.file",
  "literal.unit",
  "literal.cron",
  "literal.hosts",
  "literal.environ",
  "literal.argv",
  "listener.ipv4-only",
  "socket.af-inet",
  "socket.addrconfig",
  "symbols.af-inet",
  "runtime.java",
  "runtime.node",
  "runtime.go",
  "runtime.musl",
  "runtime.nginx",
  "resolver.order",
  "allow-list.pg-hba",
  "allow-list.hosts-allow",
  "allow-list.fail2ban",
  "allow-list.sshd",
  "allow-list.nginx",
  "pattern.rejects-ipv6",
  "certificate.ipv4-san",
  "firewall.parity",
  "firewall.icmpv6",
  "service.docker",
  "service.nfs",
  "service.chrony",
  "service.syslog",
  "mirror.ipv4-only",
  "mail.relay",
  "mail.ipv4-only",
  "mail.mx",
  "mail.ptr",
  "mail.spf",
  "dns.no-aaaa",
  "dns.differs",
  "name.no-aaaa",
  "name.unreachable6",
  "inbound.ipv4",
  "inbound.mapped",
  "inbound.monitoring",
  "flow.ipv4",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface AuditFinding {
  readonly kind: FindingKind;
  /** blocks: breaks when IPv4 goes · look: a person must decide · note: good to know, and no reason to wait. */
  readonly weight: "blocks" | "look" | "note";
  /** `/etc/nginx/nginx.conf:12`, `nginx[812]`, `0.0.0.0:80`, a name. */
  readonly place: string;
  readonly process: string | null;
  readonly unit: string | null;
  /** The IPv4 address it is about, for joining with flows; null where it is about none. */
  readonly address: string | null;
  readonly port: number | null;
  /** One sentence: what was found. Secrets are redacted. */
  readonly what: string;
  /** One sentence: what to do. */
  readonly fix: string;
}

/** What a name is worth over IPv6, asked from this host. */
export interface NameFact extends NamedNeed {
  /** Who calls it: `plan`, or `/etc/apt/sources.list:3`. */
  readonly from: string;
  readonly a: readonly string[];
  /** Native ones; those inside a NAT64 prefix are in `synthesised`. */
  readonly aaaa: readonly string[];
  readonly synthesised: readonly string[];
  /** A connection over native IPv6 came about just now. Null: not tried, as there is no AAAA or the port is not TCP. */
  readonly reachable6: boolean | null;
  /** The same to a synthesised address, where there is no native one. */
  readonly reachableTranslated: boolean | null;
  /** First line the far side said, where it speaks first (mail). */
  readonly banner: string | null;
  readonly because: string;
}

export interface HostAudit {
  readonly at: Millis;
  readonly elapsedMs: Millis;
  readonly findings: readonly AuditFinding[];
  readonly names: readonly NameFact[];
  /** Ports somebody listens on beyond loopback: `tcp 80`, with who. */
  readonly listeners: readonly {
    readonly protocol: "tcp" | "udp";
    readonly port: number;
    readonly families: readonly (4 | 6)[];
    readonly process: string | null;
    readonly unit: string | null;
  }[];
  /** Package of each running process's program, by `nginx[812]`; what no package brought is left out. */
  readonly packages: Readonly<Record<string, string>>;
  /** IPv4 literals that were seen and set aside, by reason. */
  readonly setAside: Readonly<Record<string, number>>;
  /** What could not be looked at, and why: there the answer is unknown. */
  readonly unknown: readonly { readonly what: string; readonly because: string }[];
}
