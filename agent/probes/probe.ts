/** One question of a gate, put to the network or to this host. Changes nothing; bounded in time, count and bytes. */
import { MAX_PROBE_MS, type ProbeAnswer, type ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { command } from "./command.ts";
import { daemonStatus } from "./daemon-status.ts";
import { dns } from "./dns.ts";
import { getaddrinfo } from "./getaddrinfo.ts";
import { http } from "./http.ts";
import { icmpv6Filter } from "./icmpv6-filter.ts";
import { ipv4Use } from "./ipv4-use.ts";
import { ipv6Standing } from "./ipv6-standing.ts";
import { logWrite, textFind } from "./logs.ts";
import { type Result, unable } from "./outcome.ts";
import { parallelConnect } from "./parallel-connect.ts";
import { ping } from "./ping.ts";
import { smtp } from "./smtp.ts";
import { tcp } from "./tcp.ts";
import { timeSource } from "./time-source.ts";
import { tls } from "./tls.ts";
import { udp } from "./udp.ts";

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

function put(sys: System, question: ProbeQuestion): Promise<Result> {
  switch (question.kind) {
    case "http":
      return http(question);
    case "tcp":
      return tcp(question);
    case "udp":
      return udp(question);
    case "ping":
      return ping(sys, question);
    case "dns":
      return dns(question);
    case "getaddrinfo":
      return getaddrinfo(sys, question);
    case "parallel-connect":
      return parallelConnect(question);
    case "ipv4-use":
      return ipv4Use(sys, question);
    case "ipv6-standing":
      return ipv6Standing(sys, question);
    case "time-source":
      return timeSource(sys);
    case "log-write":
      return logWrite(sys, question);
    case "text-find":
      return textFind(sys, question);
    case "tls":
      return tls(question);
    case "smtp":
      return smtp(question);
    case "command":
      return command(sys, question);
    case "icmpv6-filter":
      return icmpv6Filter(sys);
    case "daemon-status":
      return daemonStatus(question);
    default:
      return Promise.resolve(
        unable(`this agent knows no probe of kind ${JSON.stringify((question as { kind?: unknown }).kind)}`),
      );
  }
}
