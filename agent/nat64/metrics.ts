/** The status in Prometheus' text format, over HTTP. */
import { createServer, type Server } from "node:http";
import { clearStale } from "./device/status-socket.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Status } from "./status.ts";
import { FAILURE_KINDS } from "./tables/failures.ts";

/** Labels cost whoever keeps them. */
const MOST_SERVERS = 50;

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

interface Metric {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly samples: readonly Sample[];
}

function labelled(name: string, values: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(values).map(([key, value]) => [{ [name]: key }, value]);
}

function metricsOf(status: Status): Metric[] {
  const { counters, held, utilisation, sync, port_blocks: blocks } = status;
  const one = (value: number): Sample[] => [[{}, value]];
  const all: Metric[] = [
    { name: "uptime_seconds", type: "gauge", help: "Time since the start.", samples: one(status.uptime_s) },
    { name: "sessions", type: "gauge", help: "Sessions.", samples: one(status.sessions) },
    { name: "sessions_limit", type: "gauge", help: "Most sessions.", samples: one(status.sessions_limit) },
    {
      name: "sessions_transitory",
      type: "gauge",
      help: "Sessions not answered yet, or over.",
      samples: labelled("protocol", status.transitory),
    },
    { name: "bib_entries", type: "gauge", help: "Mappings.", samples: one(status.bib) },
    { name: "sources", type: "gauge", help: "Source prefixes that hold sessions.", samples: one(status.sources) },
    {
      name: "utilisation_ratio",
      type: "gauge",
      help: "Share in use: of sessions, of the ports of the busiest pool4 address, of all ports; the highest, now and of five minutes.",
      samples: labelled("of", { ...utilisation }),
    },
    {
      name: "packets_total",
      type: "counter",
      help: "Packets translated; one that is segmented later counts once.",
      samples: labelled("direction", { "6to4": counters.packets_6to4, "4to6": counters.packets_4to6 }),
    },
    {
      name: "bytes_total",
      type: "counter",
      help: "Bytes translated.",
      samples: labelled("direction", { "6to4": counters.bytes_6to4, "4to6": counters.bytes_4to6 }),
    },
    {
      name: "drops_total",
      type: "counter",
      help: "Packets not forwarded, by reason.",
      samples: labelled("reason", counters.drops),
    },
    {
      name: "failed_connections_total",
      type: "counter",
      help: "Connections that did not come about, by what was seen.",
      samples: FAILURE_KINDS.map((kind): Sample => [{ kind }, status.failures[kind]]),
    },
    {
      name: "failed_connections",
      type: "gauge",
      help: "The same by server, for the fifty that failed last.",
      samples: status.failures.servers
        .slice(0, MOST_SERVERS)
        .flatMap((server) =>
          FAILURE_KINDS.filter((kind) => server[kind] > 0).map(
            (kind): Sample => [
              { kind, protocol: server.protocol, server: server.address, port: String(server.port) },
              server[kind],
            ],
          ),
        ),
    },
    { name: "replies_total", type: "counter", help: "ICMP in our own name.", samples: one(counters.replies) },
    {
      name: "replies_suppressed_total",
      type: "counter",
      help: "ICMP in our own name not sent, over the rate.",
      samples: one(counters.replies_suppressed),
    },
    {
      name: "write_errors_total",
      type: "counter",
      help: "Packets the kernel did not take.",
      samples: one(counters.write_errors),
    },
    { name: "evicted_total", type: "counter", help: "Sessions that made room.", samples: one(counters.evicted) },
    { name: "held_fragments", type: "gauge", help: "Fragmented packets tracked.", samples: one(held.fragments) },
    { name: "held_fragment_bytes", type: "gauge", help: "Bytes of fragments.", samples: one(held.fragment_bytes) },
    { name: "held_syns", type: "gauge", help: "SYNs that wait.", samples: one(held.syns) },
  ];
  if (blocks !== null)
    all.push({
      name: "port_blocks",
      type: "gauge",
      help: "Blocks of ports.",
      samples: labelled("state", { ...blocks }),
    });
  if (sync !== null)
    all.push({
      name: "sync_connected",
      type: "gauge",
      help: "Whether the other gateway is there.",
      samples: one(sync.connected ? 1 : 0),
    });
  return all;
}

export function metricsText(status: Status): string {
  return metricsOf(status)
    .map(({ name, type, help, samples }) => {
      const full = `migrate_nat64_${name}`;
      const lines = samples.map(([labels, value]) => {
        const inner = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
        return `${full}${inner.length > 0 ? `{${inner.join(",")}}` : ""} ${value}\n`;
      });
      return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join("")}`;
    })
    .join("");
}

/** @param text is asked anew for each request. @throws where it cannot listen there. */
export async function serveMetrics(endpoint: Endpoint, text: () => string): Promise<Server> {
  if ("path" in endpoint) await clearStale(endpoint.path);
  const server = createServer((asked, answer) => {
    if (asked.method !== "GET" || !/^\/metrics(\?|$)/.test(asked.url ?? "")) {
      answer.writeHead(404, { "content-type": "text/plain" }).end("GET /metrics\n");
      return;
    }
    answer
      .writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8", connection: "close" })
      .end(text());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(endpoint, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}
