/** Sections of haproxy.cfg. */
import type { Endpoint } from "./endpoints.ts";

export function haproxySections(endpoints: readonly Endpoint[]): string {
  return endpoints.map(sections).join("\n");
}

function sections({ id, listen, port, toPort, clientAddress, servers }: Endpoint): string {
  const mode = clientAddress === "x-forwarded-for" ? "http" : "tcp";
  const told = clientAddress === "proxy-protocol" ? " send-proxy-v2" : "";
  const lines = [
    `frontend ${id}`,
    `    mode ${mode}`,
    ...listen.map((address) => `    bind ${address}:${port}`),
    "    timeout client 1h",
    // Set, not added to: what a client says of itself is not to be believed.
    ...(mode === "http" ? ["    http-request set-header X-Forwarded-For %[src]"] : []),
    `    default_backend ${id}`,
    `backend ${id}`,
    `    mode ${mode}`,
    "    timeout connect 3s",
    "    timeout server 1h",
    "    option redispatch",
    ...servers.map(({ name, address }) => `    server ${name} [${address}]:${toPort} check${told}`),
  ];
  return `${lines.join("\n")}\n`;
}
