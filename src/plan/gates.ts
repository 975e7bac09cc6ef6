/** Gates as a plan calls them: a name with its arguments, defaults filled from the plan's `targets`. */

export interface GateArgs {
  "dns64.resolve": { readonly ipv4Only: string | null; readonly wildcard: string | null; readonly dual: string | null };
  "dns64.dnssec": {
    readonly signedIpv4Only: string | null;
    readonly signedNative: string | null;
    readonly bogus: string | null;
  };
  /** `tcp`, `udp` and `closed` are NAME:PORT. `serverSees` answers with the address it sees, which must lie in pool4. */
  "nat64.connect": {
    readonly http: string | null;
    readonly tcp: string | null;
    readonly udp: string | null;
    readonly ping: string | null;
    readonly closed: string | null;
    readonly serverSees: string | null;
    readonly tries: number;
  };
  "nat64.large": { readonly urlDown: string | null; readonly urlUp: string | null; readonly bytes: number };
  /** Percent; the utilisation must stay below it. */
  "nat64.state": { readonly max: number };
  /** address: not by the service's names, which may have no AAAA yet. */
  "service.health": { readonly by: "all" | "address" };
  "ipv4.quiet": { readonly forMs: number; readonly ignore: readonly string[] };
  "ssh.fresh6": Record<string, never>;
  prefer6: { readonly name: string | null };
  needs6: Record<string, never>;
  "traffic.ratio": Record<string, never>;
  "ipv4.literals": { readonly allow: "none" | "unused" };
  "path.mtu": { readonly bytes: number };
  "firewall.parity": { readonly mode: "strict" };
  inbound4: Record<string, never>;
  "host.ipv6": Record<string, never>;
  "listen.parity": Record<string, never>;
  "allow.parity": Record<string, never>;
  "tls.sans": Record<string, never>;
  "dns.reverse": Record<string, never>;
  "dns.authoritative": Record<string, never>;
  /** `max`: queries for A a minute; null: judged by those for AAAA. */
  "dns.quiet": { readonly forMs: number; readonly max: number | null };
  "time.sync": Record<string, never>;
  "packages.mirror": Record<string, never>;
  "logs.arrive": { readonly at: string | null; readonly in: readonly string[] };
  /** `from` empty: the vantage points inside. */
  "monitoring.ipv6": { readonly forMs: number; readonly from: readonly string[] };
  /** `leaseMs` null: what the host knows of its lease. */
  "ipv4.gone": { readonly leaseMs: number | null; readonly reboot: boolean };
  "metric.prometheus": MetricArgs & Bounds & { readonly url: string; readonly query: string };
  "metric.http": MetricArgs & {
    readonly url: string;
    readonly status: number;
    readonly body: string | null;
    readonly family: 4 | 6;
  };
  "metric.command": MetricArgs & Bounds & { readonly run: readonly string[] };
  /** `server` is NAME:PORT, here and below. */
  "metric.smtp": MetricArgs & { readonly server: string; readonly starttls: boolean; readonly family: 4 | 6 };
  "metric.tcp": MetricArgs & { readonly server: string; readonly family: 4 | 6 };
  /** `name` null: the server's own. */
  "metric.tls": MetricArgs & {
    readonly server: string;
    readonly name: string | null;
    readonly days: number;
    readonly anyIssuer: boolean;
    readonly family: 4 | 6;
  };
  "metric.dns": MetricArgs & {
    /** An address. */
    readonly server: string;
    readonly name: string;
    readonly type: "A" | "AAAA" | "PTR" | "TXT" | "MX" | "NS";
    readonly answer: string | null;
  };
  /** How long secondaries may take. */
  "records.aaaa": { readonly withinMs: number };
  "records.expired": Record<string, never>;
  /** Null: recorded only. */
  "nat64.failures": { readonly max: number | null };
  /** A gate of the operator's own: its file as the plan names it, as JavaScript, and what it is given. */
  own: { readonly file: string; readonly source: string; readonly args: Readonly<Record<string, unknown>> };
}

/** What every gate about a metric of the operator's takes. */
export interface MetricArgs {
  /** Who asks; empty: the vantage points inside. */
  readonly from: readonly string[];
  /** How long the condition must hold. */
  readonly forMs: number;
  readonly noData: "hold" | "fail" | "pass";
}

interface Bounds {
  readonly above: number | null;
  readonly below: number | null;
}

export type MetricGateName = Extract<GateName, `metric.${string}`>;

export type GateName = keyof GateArgs;

/** One gate with its arguments; `name` tells which. */
export type GateCall = { [N in GateName]: { readonly name: N; readonly args: GateArgs[N] } }[GateName];

/** How the sentence of `nat64.failures` begins where something failed. */
export const FAILED_CONNECTIONS = "Failed connections to IPv4-only servers";

export const GATE_NAMES: readonly GateName[] = [
  "dns64.resolve",
  "dns64.dnssec",
  "nat64.connect",
  "nat64.large",
  "nat64.state",
  "service.health",
  "ipv4.quiet",
  "ssh.fresh6",
  "prefer6",
  "needs6",
  "traffic.ratio",
  "ipv4.literals",
  "path.mtu",
  "firewall.parity",
  "nat64.failures",
  "inbound4",
  "host.ipv6",
  "listen.parity",
  "allow.parity",
  "tls.sans",
  "dns.reverse",
  "dns.authoritative",
  "dns.quiet",
  "time.sync",
  "packages.mirror",
  "logs.arrive",
  "monitoring.ipv6",
  "ipv4.gone",
  "metric.prometheus",
  "metric.http",
  "metric.command",
  "metric.smtp",
  "metric.tcp",
  "metric.tls",
  "metric.dns",
  "records.aaaa",
  "records.expired",
  "own",
];

/** Gates that ask nothing without being told what. */
export const NEEDS_ARGUMENTS: readonly GateName[] = GATE_NAMES.filter(
  (name) => name.startsWith("metric.") || name === "logs.arrive" || name === "own",
);

export function isGateName(name: string): name is GateName {
  return (GATE_NAMES as readonly string[]).includes(name);
}
