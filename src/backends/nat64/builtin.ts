/** What a gateway host is to run: our own translator, configured from the plan. Keys as schemas/nat64.schema.json has them. */
import { formatPrefix4, parsePrefix4 } from "../../../agent/net/prefix.ts";
import { NAT64_STATE_FILE, NAT64_STATUS_SOCKET } from "../../../agent/protocol/daemons.ts";
import type { Plan } from "../../plan/plan.ts";

export function builtinNat64(plan: Plan, host: string): Readonly<Record<string, unknown>> {
  const nat64 = plan.nat64!;
  const { mtu4, mtu6 } = nat64;
  return {
    mode: "nat64",
    tun: "nat64",
    pool6: nat64.prefix,
    pool4: shareOf(nat64.pool4, nat64.gateways.indexOf(host), nat64.gateways.length),
    clients: nat64.clients,
    filtering: nat64.filtering,
    mss_clamp: nat64.mssClamp ? "auto" : "off",
    fastpath: nat64.fastpath,
    status: NAT64_STATUS_SOCKET,
    state_file: NAT64_STATE_FILE,
    ...(mtu4 === null ? {} : { mtu4 }),
    ...(mtu6 === null ? {} : { mtu6 }),
    // The operator's own prefix says that private IPv4 behind it is meant (RFC 6052 §3.1 forbids it only under the well-known one).
    ...(nat64.reaches.length === 0 ? {} : { allow_non_global: true }),
  };
}

type Pool4 = readonly { readonly prefix: string; readonly ports: string | null }[];

/** Gateways never share an address: each gets every n-th one of each prefix, as the longest prefixes that hold them. */
function shareOf(
  pool4: Pool4,
  index: number,
  gateways: number,
): readonly { readonly prefix: string; readonly ports?: string }[] {
  return pool4.flatMap(({ prefix, ports }) =>
    slice(prefix, index, gateways).map((part) => ({ prefix: part, ...(ports === null ? {} : { ports }) })),
  );
}

function slice(text: string, index: number, gateways: number): readonly string[] {
  const prefix = parsePrefix4(text.includes("/") ? text : `${text}/32`)!;
  if (gateways === 1) return [formatPrefix4(prefix)];
  const bits = Math.ceil(Math.log2(gateways));
  const length = prefix.length + bits;
  if (length > 32) return index === 0 ? [formatPrefix4(prefix)] : [];
  const size = 2 ** (32 - length);
  const parts = 2 ** bits;
  const own = Array.from({ length: parts }, (_, part) => part).filter((part) => part % gateways === index);
  return own.map((part) => formatPrefix4({ network: (prefix.network + part * size) >>> 0, length }));
}
