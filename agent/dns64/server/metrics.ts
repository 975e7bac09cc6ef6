/** The counters in Prometheus' text format, version 0.0.4, over HTTP. */
import { createServer, type Server } from "node:http";
import type { Endpoint } from "../endpoint.ts";

/** What the status says. */
export type Counters = { readonly [name: string]: unknown };

/** Numbers that go up and down; all others only up. */
const GAUGES: ReadonlySet<string> = new Set([
  "cache_entries",
  "cache_bytes",
  "pending",
  "exchanges",
  "tcp_connections",
  "upstream_down",
  "validation_zones",
]);

export function metricsText(counters: Counters): string {
  const lines: string[] = [];
  const say = (name: string, labels: string, value: number): void => {
    const gauge = GAUGES.has(name);
    const full = `migrate_dns64_${name}${gauge ? "" : "_total"}`;
    const type = `# TYPE ${full} ${gauge ? "gauge" : "counter"}`;
    if (!lines.includes(type)) lines.push(type);
    lines.push(`${full}${labels} ${value}`);
  };
  const { upstreams, ...rest } = counters as { readonly upstreams?: readonly { address: string; down: boolean }[] };
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === "number") say(snake(name), "", value);
    else if (typeof value === "object" && value !== null)
      for (const [part, count] of Object.entries(value))
        if (typeof count === "number") say(`${snake(name)}_${snake(part)}`, "", count);
  }
  for (const { address, down } of upstreams ?? []) say("upstream_down", `{address="${address}"}`, down ? 1 : 0);
  return `${lines.join("\n")}\n`;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Answer GET /metrics. Rejects where the address cannot be bound. @param snapshot made anew for each request. */
export async function serveMetrics({ address, port }: Endpoint, snapshot: () => Promise<Counters>): Promise<Server> {
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000 }, (request, response) => {
    if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    snapshot().then(
      (counters) => response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(metricsText(counters)),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 16;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: address, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}
