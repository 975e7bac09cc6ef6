/** Questions a host can put to the network on behalf of a gate. Each answer says what was sent and what came back; the gate judges it. */

import type { Icmpv6Block } from "./facts.ts";

export type Family = 4 | 6;

/** Most bytes a probe reads or sends in one direction. */
export const MAX_PROBE_BYTES = 268_435_456;
/** Most connections `parallel-connect` opens at once. */
export const MAX_PARALLEL = 1_000;
/** No probe takes longer, whatever it was told. Milliseconds. */
export const MAX_PROBE_MS = 60_000;

export type DnsType = "A" | "AAAA" | "PTR" | "SOA" | "TXT" | "NS" | "MX";

export type ProbeQuestion =
  /** One connection, one request. `expectBody` is not judged here. */
  | {
      readonly kind: "http";
      readonly url: string;
      readonly family: Family | null;
      /** Where to connect instead of what the URL's name resolves to; the name stays in Host and SNI. */
      readonly address?: string;
      readonly timeoutMs: number;
      /** POST this many pseudo-random bytes; without it the request is a GET. */
      readonly upload?: { readonly bytes: number; readonly seed: number };
      /** Hang up after this many bytes of the body. Default: 1 MiB. */
      readonly maxBytes?: number;
      /** Give up when nothing moved for so long. */
      readonly idleMs?: number;
      /** Accept any certificate. */
      readonly insecure?: boolean;
      /** Characters of the body that come back. Default 2,048, at most 65,536. */
      readonly keep?: number;
    }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly send?: string;
      /** What must come before it counts as answered: nothing but the connection, a line, or `send` back. */
      readonly read: "nothing" | "line" | "echo";
      readonly timeoutMs: number;
    }
  /** One datagram; whatever comes back first is the answer. */
  | {
      readonly kind: "udp";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly send: string;
      readonly timeoutMs: number;
    }
  /** `bytes` is the whole IP packet. */
  | {
      readonly kind: "ping";
      readonly host: string;
      readonly family: Family;
      readonly bytes: number;
      readonly dontFragment: boolean;
      readonly count: number;
      readonly timeoutMs: number;
    }
  /** To one server, by our own client: flags as bits of the question. */
  | {
      readonly kind: "dns";
      readonly server: string;
      readonly port: number;
      readonly transport: "udp" | "tcp";
      readonly name: string;
      readonly type: DnsType;
      readonly dnssecOk: boolean;
      readonly checkingDisabled: boolean;
      readonly timeoutMs: number;
    }
  /**
   * Through the host's own stub, in a new process: rows of `getent ahosts`. With `nameservers` the process sees a resolv.conf of its own
   * (in a mount namespace of its own) that names these; the host's stays as it is.
   */
  | {
      readonly kind: "getaddrinfo";
      readonly name: string;
      readonly nameservers?: readonly string[];
      readonly timeoutMs: number;
    }
  /** Many connects to one destination at once. */
  | {
      readonly kind: "parallel-connect";
      readonly host: string;
      readonly port: number;
      readonly count: number;
      readonly timeoutMs: number;
    }
  /** IPv4 seen on this host now: addresses, routes, sockets with an IPv4 or mapped peer, listeners. `ignore`: addresses or prefixes of peers that do not count. */
  | { readonly kind: "ipv4-use"; readonly ignore: readonly string[] }
  /** What this host lives by once IPv4 is gone, and from which address it would call `destination`. */
  | { readonly kind: "ipv6-standing"; readonly destination: string }
  /** Whom this host takes its time from. */
  | { readonly kind: "time-source" }
  /** One line to this host's own log, as `logger` writes it; it is on its way when the answer comes. */
  | { readonly kind: "log-write"; readonly text: string; readonly timeoutMs: number }
  /** Whether a text stands in one of these files or below these folders. */
  | {
      readonly kind: "text-find";
      readonly paths: readonly string[];
      readonly text: string;
      readonly timeoutMs: number;
    }
  /** A TLS handshake; the certificate is judged as for `servername`, and the handshake completed whatever comes of it. */
  | {
      readonly kind: "tls";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly servername: string | null;
      readonly timeoutMs: number;
    }
  /** Banner, EHLO, QUIT; on port 465 within TLS. Sends no mail. */
  | {
      readonly kind: "smtp";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly timeoutMs: number;
    }
  /** A program of the operator's, which must change nothing. */
  | { readonly kind: "command"; readonly argv: readonly string[]; readonly timeoutMs: number }
  /** Chains of this host's packet filter that drop ICMPv6 which a gateway needs. */
  | { readonly kind: "icmpv6-filter" }
  /** One of our daemons' status sockets. */
  | { readonly kind: "daemon-status"; readonly socket: string; readonly timeoutMs: number };

export interface ProbeAnswer {
  /** answered: the question was put and something came back · refused: the far side said no · timeout · unreachable · unable: this host cannot ask (says why). */
  readonly outcome: "answered" | "refused" | "timeout" | "unreachable" | "unable";
  readonly because: string;
  /** What was sent, for the evidence. */
  readonly sent: string;
  /** What came back; shape by kind: see `Observed`. Empty unless answered, but for `code`: the system's name of the error. */
  readonly observed: Readonly<Record<string, unknown>>;
  readonly elapsedMs: number;
  readonly at: number;
}

/** One TCP or UDP socket with an IPv4 peer, possibly written as `::ffff:a.b.c.d`; peer and local without the mapping. */
export interface Ipv4Socket {
  readonly protocol: string;
  /** As `ss` has it: ESTAB, SYN-SENT, TIME-WAIT, … */
  readonly state: string;
  readonly local: string;
  readonly localPort: number;
  readonly peer: string;
  readonly peerPort: number;
  readonly mapped: boolean;
  /** `nginx[812]`, where the kernel lets us see it. */
  readonly process: string | null;
}

/** Shape of `observed` by kind, where the answer is `answered`. */
export interface Observed {
  http: {
    readonly remote: string;
    readonly local: string;
    readonly status: number;
    readonly bytes: number;
    /** Of the bytes of the body that were read. */
    readonly sha256: string;
    /** The whole body arrived. False where `maxBytes` cut it. */
    readonly complete: boolean;
    /** Its beginning: see `keep`. */
    readonly body: string;
    /** `Content-Digest` or `Repr-Digest` (RFC 9530), sha-256 in hex, where the server sent one. */
    readonly digest: string | null;
    readonly uploaded: { readonly bytes: number; readonly sha256: string } | null;
  };
  tcp: { readonly remote: string; readonly local: string; readonly received: string };
  udp: { readonly remote: string; readonly received: string };
  ping: {
    readonly sent: number;
    readonly received: number;
    /** Packet-too-big came back with this MTU. */
    readonly tooBigMtu: number | null;
    /** Its sender; null where our own host knew already. */
    readonly tooBigFrom: string | null;
  };
  dns: {
    /** NOERROR, NXDOMAIN, SERVFAIL, … */
    readonly rcode: string;
    readonly authenticated: boolean;
    readonly truncated: boolean;
    readonly answers: readonly {
      readonly name: string;
      readonly type: string;
      readonly ttl: number;
      readonly data: string;
    }[];
    /** Types of the records in the authority section. */
    readonly authority: readonly string[];
  };
  getaddrinfo: { readonly rows: readonly { readonly address: string; readonly type: string }[] };
  "parallel-connect": {
    readonly asked: number;
    readonly connected: number;
    readonly refused: number;
    readonly timeouts: number;
    readonly failed: number;
  };
  "ipv4-use": {
    /** Outside 127.0.0.0/8: `eth0 198.51.100.7/24`. */
    readonly addresses: readonly string[];
    readonly routes: readonly string[];
    readonly sockets: readonly Ipv4Socket[];
    /** `0.0.0.0:80` or `198.51.100.7:80` with no IPv6 listener on that port. */
    readonly listenersIpv4Only: readonly string[];
  };
  "ipv6-standing": {
    /** Global ones of IPv6. */
    readonly addresses: readonly {
      readonly interface: string;
      readonly address: string;
      readonly temporary: boolean;
      readonly deprecated: boolean;
      /** Duplicate address detection runs or failed. */
      readonly unusable: boolean;
      /** Null: for ever. */
      readonly preferredSeconds: number | null;
    }[];
    readonly defaults: readonly {
      readonly interface: string | null;
      readonly via: string | null;
      readonly protocol: string;
      readonly expiresSeconds: number | null;
    }[];
    /** Why it would be lost without IPv4; null where it lives on. */
    readonly lacks: string | null;
    /** How that was found. */
    readonly because: readonly string[];
    /** Address the kernel would send to the destination from; null where it has no route. */
    readonly source: string | null;
    readonly bootedAt: number;
  };
  "time-source": {
    /** chrony, systemd-timesyncd, ntpd. */
    readonly program: string;
    readonly synchronised: boolean;
    /** The one selected now: address, or a reference clock's name; null where none is. */
    readonly source: string | null;
    readonly sources: readonly string[];
  };
  "log-write": Record<string, never>;
  "text-find": { readonly found: boolean; readonly path: string | null };
  tls: {
    readonly remote: string;
    readonly protocol: string;
    /** What is wrong with the chain or the dates; null: nothing. */
    readonly error: string | null;
    /** Why the certificate is not for that name; null where it is. */
    readonly nameError: string | null;
    readonly subject: string;
    readonly names: readonly string[];
    readonly validTo: number;
  };
  smtp: {
    readonly remote: string;
    readonly banner: string;
    /** What EHLO was answered with, without codes. */
    readonly offers: readonly string[];
  };
  command: { readonly code: number; readonly stdout: string; readonly stderr: string };
  "icmpv6-filter": { readonly blocks: readonly Icmpv6Block[] };
  "daemon-status": { readonly status: Readonly<Record<string, unknown>> };
}
