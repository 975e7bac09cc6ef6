/** One question of a gate, put to the network or to this host. Changes nothing; bounded in time, count and bytes. */
import { MAX_PROBE_MS, type ProbeAnswer, type ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { type Result, unable } from "./outcome.ts";

/** Never throws for what the network does. */
export async function probe(sys: System, question: ProbeQuestion): Promise<ProbeAnswer> {
  const at = sys.now();
  const bounded =
    "timeoutMs" in question
      ? { ...question, timeoutMs: Math.max(1, Math.min(question.timeoutMs, MAX_PROBE_MS)) }
      : question;
  const { outcome, because, observed } = await put(sys, bounded);
  return { outcome, because, sent: JSON.stringify(question), observed, elapsedMs: sys.now() - at, at };
}

/** Each kind is loaded where it is asked: most of them bring protocols that a host has no use for otherwise. */
async function put(sys: System, question: ProbeQuestion): Promise<Result> {
  switch (question.kind) {
    case "http":
      return (await import("./http.ts")).http(question);
    case "tcp":
      return (await import("./tcp.ts")).tcp(question);
    case "udp":
      return (await import("./udp.ts")).udp(question);
    case "ping":
      return (await import("./ping.ts")).ping(sys, question);
    case "dns":
      return (await import("./dns.ts")).dns(question);
    case "getaddrinfo":
      return (await import("./getaddrinfo.ts")).getaddrinfo(sys, question);
    case "parallel-connect":
      return (await import("./parallel-connect.ts")).parallelConnect(question);
    case "ipv4-use":
      return (await import("./ipv4-use.ts")).ipv4Use(sys, question);
    case "ipv6-standing":
      return (await import("./ipv6-standing.ts")).ipv6Standing(sys, question);
    case "time-source":
      return (await import("./time-source.ts")).timeSource(sys);
    case "log-write":
      return (await import("./logs.ts")).logWrite(sys, question);
    case "text-find":
      return (await import("./logs.ts")).textFind(sys, question);
    case "tls":
      return (await import("./tls.ts")).tls(question);
    case "smtp":
      return (await import("./smtp.ts")).smtp(question);
    case "command":
      return (await import("./command.ts")).command(sys, question);
    case "icmpv6-filter":
      return (await import("./icmpv6-filter.ts")).icmpv6Filter(sys);
    case "daemon-status":
      return (await import("./daemon-status.ts")).daemonStatus(question);
    default:
      return unable(`this agent knows no probe of kind ${JSON.stringify((question as { kind?: unknown }).kind)}`);
  }
}
