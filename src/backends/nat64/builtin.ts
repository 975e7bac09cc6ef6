/** What a gateway host is to run: our own translator, configured from the plan. Keys as schemas/nat64.schema.json has them. */
import { NAT64_STATE_FILE, NAT64_STATUS_SOCKETS } from "../../../agent/protocol/daemons.ts";
import type { Plan } from "../../plan/plan.ts";
import { pool4Of } from "./share.ts";

export function builtinNat64(plan: Plan, host: string): Readonly<Record<string, unknown>> {
  const nat64 = plan.nat64!;
  const { mtu4, mtu6 } = nat64;
  return {
    mode: "nat64",
    tun: "nat64",
    pool6: nat64.prefix,
    pool4: pool4Of(nat64, host).map(({ prefix, ports }) => ({ prefix, ...(ports === null ? {} : { ports }) })),
    clients: nat64.clients,
    filtering: nat64.filtering,
    mss_clamp: nat64.mssClamp ? "auto" : "off",
    fastpath: nat64.fastpath,
    status: NAT64_STATUS_SOCKETS.builtin,
    state_file: NAT64_STATE_FILE,
    ...(mtu4 === null ? {} : { mtu4 }),
    ...(mtu6 === null ? {} : { mtu6 }),
    // The operator's own prefix says that private IPv4 behind it is meant (RFC 6052 §3.1 forbids it only under the well-known one).
    ...(nat64.reaches.length === 0 ? {} : { allow_non_global: true }),
  };
}
