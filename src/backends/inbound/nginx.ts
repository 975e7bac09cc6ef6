/** Upstreams and servers of nginx, for its `stream` or its `http` block. */
import type { Endpoint } from "./endpoints.ts";

export function nginxServers(endpoints: readonly Endpoint[], block: "stream" | "http"): string {
  return endpoints.map((endpoint) => upstream(endpoint) + server(endpoint, block)).join("\n");
}

function upstream({ id, servers, toPort }: Endpoint): string {
  const lines = servers.map(({ name, address }) => `    server [${address}]:${toPort}; # ${name}\n`);
  return `upstream ${id} {\n${lines.join("")}}\n`;
}

function server({ id, listen, port, clientAddress }: Endpoint, block: "stream" | "http"): string {
  const listens = listen.map((address) => `    listen ${address}:${port};\n`).join("");
  if (block === "stream") {
    const told = clientAddress === "proxy-protocol" ? "    proxy_protocol on;\n" : "";
    return `server {\n${listens}    proxy_connect_timeout 3s;\n    proxy_pass ${id};\n${told}}\n`;
  }
  // Set, not added to: what a client says of itself is not to be believed.
  return `server {
${listens}    server_name _;
    location / {
        proxy_pass http://${id};
        proxy_http_version 1.1;
        proxy_connect_timeout 3s;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $http_connection;
        proxy_request_buffering off;
        client_max_body_size 0;
    }
}
`;
}
