/** Our translator in SIIT mode: each host has an IPv4 address of its own at the edge (RFC 7757), clients appear under the prefix. Keys as schemas/nat64.schema.json has them. */
import { SIIT_STATUS_SOCKET } from "../../../agent/protocol/daemons.ts";
import { servicesThrough } from "../../plan/context.ts";
import type { Plan } from "../../plan/plan.ts";
import type { AddressOf } from "./endpoints.ts";

export function siitConfig(plan: Plan, address: AddressOf): Readonly<Record<string, unknown>> {
  return {
    mode: "siit",
    tun: "siit",
    pool6: plan.edge!.siit.prefix,
    eam: servicesThrough(plan, "siit").flatMap(({ hosts, inbound }) =>
      hosts.flatMap((host, i) => {
        const [v4, v6] = [inbound.addresses[i], address(host, 6)];
        return v4 === undefined || v6 === null ? [] : [{ v4, v6 }];
      }),
    ),
    // IPv4 segments grow on their way to IPv6.
    mss_clamp: "auto",
    status: SIIT_STATUS_SOCKET,
  };
}
