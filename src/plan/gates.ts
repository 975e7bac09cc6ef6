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
  "service.health": Record<string, never>;
  "ipv4.quiet": { readonly forMs: number; readonly ignore: readonly string[] };
  "ssh.fresh6": Record<string, never>;
  prefer6: { readonly name: string | null };
  needs6: Record<string, never>;
  "traffic.ratio": Record<string, never>;
  "ipv4.literals": { readonly allow: "none" | "unused" };
  "path.mtu": { readonly bytes: number };
  "firewall.parity": { readonly mode: "strict" };
  inbound4: Record<string, never>;
}

export type GateName = keyof GateArgs;

/** One gate with its arguments; `name` tells which. */
export type GateCall = { [N in GateName]: { readonly name: N; readonly args: GateArgs[N] } }[GateName];

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
  "inbound4",
];

export function isGateName(name: string): name is GateName {
  return (GATE_NAMES as readonly string[]).includes(name);
}
