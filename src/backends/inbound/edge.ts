/** What an edge is to run so that IPv4 clients reach services without IPv4. */
import type { InboundProxyWant } from "../../../agent/protocol/wants.ts";
import type { EdgeWants } from "../../plan/context.ts";
import type { Plan } from "../../plan/plan.ts";
import { type AddressOf, type Endpoint, proxyEndpoints } from "./endpoints.ts";
import { haproxySections } from "./haproxy.ts";
import { nginxServers } from "./nginx.ts";
import { siitConfig } from "./siit.ts";

export function edgeWants(plan: Plan, host: string, address: AddressOf): EdgeWants {
  const { proxy } = plan.edge!;
  return {
    siit: { config: siitConfig(plan, address) },
    proxy: proxyWant(proxy.backend, proxyEndpoints(plan, host, address)),
  };
}

function proxyWant(backend: InboundProxyWant["backend"], endpoints: readonly Endpoint[]): InboundProxyWant {
  const http = endpoints.filter(({ clientAddress }) => clientAddress === "x-forwarded-for");
  const tcp = endpoints.filter(({ clientAddress }) => clientAddress !== "x-forwarded-for");
  return backend === "nginx"
    ? { backend, tcp: nginxServers(tcp, "stream"), http: nginxServers(http, "http") }
    : { backend, tcp: haproxySections(tcp), http: haproxySections(http) };
}
