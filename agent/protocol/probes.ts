/** Questions a host can put to the network on behalf of a gate. Each answer says what was sent and what came back; the gate judges it. */

export type Family = 4 | 6;

export type ProbeQuestion =
  /** One connection, one request. `expectBody` is not judged here. */
  | {
      readonly kind: "http";
      readonly url: string;
      readonly family: Family | null;
      readonly address?: string;
      readonly timeoutMs: number;
      readonly upload?: { readonly bytes: number; readonly seed: number };
      readonly insecure?: boolean;
    }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly send?: string;
      readonly timeoutMs: number;
    }
  | {
      readonly kind: "udp";
      readonly host: string;
      readonly port: number;
      readonly family: Family | null;
      readonly send: string;
      readonly timeoutMs: number;
    }
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
      readonly type: "A" | "AAAA" | "PTR" | "SOA" | "TXT";
      readonly dnssecOk: boolean;
      readonly checkingDisabled: boolean;
      readonly timeoutMs: number;
    }
  /** Through the host's own stub, in a new process: rows of `getent ahosts`. */
  | { readonly kind: "getaddrinfo"; readonly name: string; readonly timeoutMs: number }
  /** Many connects to one destination at once. */
  | {
      readonly kind: "parallel-connect";
      readonly host: string;
      readonly port: number;
      readonly count: number;
      readonly timeoutMs: number;
    }
  /** IPv4 seen on this host now: addresses, routes, sockets with an IPv4 or mapped peer, listeners. */
  | { readonly kind: "ipv4-use"; readonly ignore: readonly string[] }
  /** One of our daemons' status sockets. */
  | { readonly kind: "daemon-status"; readonly socket: string; readonly timeoutMs: number };

export interface ProbeAnswer {
  /** answered: the question was put and something came back · refused: the far side said no · timeout · unreachable · unable: this host cannot ask (says why). */
  readonly outcome: "answered" | "refused" | "timeout" | "unreachable" | "unable";
  readonly because: string;
  /** What was sent, for the evidence. */
  readonly sent: string;
  /** What came back; shape by kind. */
  readonly observed: Readonly<Record<string, unknown>>;
  readonly elapsedMs: number;
  readonly at: number;
}
