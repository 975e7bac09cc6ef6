/** Hosts that keep their IPv4 for one service while another of theirs is to do without it. */
import type { Plan, Service } from "./plan.ts";

/** Services for whose sake the host keeps IPv4. */
export function keepersOf(plan: Plan, host: string): readonly Service[] {
  return plan.services.filter((service) => service.target === "dual-stack" && service.hosts.includes(host));
}
