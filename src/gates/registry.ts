/** Every gate a plan can name. */
import type { GateName } from "../plan/gates.ts";
import { dns64Dnssec } from "./dns64-dnssec.ts";
import { dns64Resolve } from "./dns64-resolve.ts";
import { firewallParity } from "./firewall-parity.ts";
import type { Gate } from "./gate.ts";
import { inbound4 } from "./inbound4.ts";
import { ipv4Literals } from "./ipv4-literals.ts";
import { ipv4Quiet } from "./ipv4-quiet.ts";
import { nat64Connect } from "./nat64-connect.ts";
import { nat64Large } from "./nat64-large.ts";
import { nat64State } from "./nat64-state.ts";
import { needs6 } from "./needs6.ts";
import { pathMtu } from "./path-mtu.ts";
import { prefer6 } from "./prefer6.ts";
import { serviceHealth } from "./service-health.ts";
import { sshFresh6 } from "./ssh-fresh6.ts";
import { trafficRatio } from "./traffic-ratio.ts";

export const GATES: { readonly [N in GateName]: Gate<N> } = {
  "dns64.resolve": dns64Resolve,
  "dns64.dnssec": dns64Dnssec,
  "nat64.connect": nat64Connect,
  "nat64.large": nat64Large,
  "nat64.state": nat64State,
  "service.health": serviceHealth,
  "ipv4.quiet": ipv4Quiet,
  "ssh.fresh6": sshFresh6,
  prefer6,
  needs6,
  "traffic.ratio": trafficRatio,
  "ipv4.literals": ipv4Literals,
  "path.mtu": pathMtu,
  "firewall.parity": firewallParity,
  inbound4,
};
