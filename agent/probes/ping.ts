/** Echo requests of a stated packet size. iputils' `ping`, because a raw socket is not ours to open. */
import type { ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { findAddress } from "./lookup.ts";
import { answered, type Result, unable } from "./outcome.ts";

/** IP and ICMP headers, in bytes, without options. */
const HEADERS = { 4: 20 + 8, 6: 40 + 8 } as const;
const MAX_COUNT = 20;

export async function ping(sys: System, question: Extract<ProbeQuestion, { kind: "ping" }>): Promise<Result> {
  const { host, family, bytes, dontFragment, timeoutMs } = question;
  const address = await findAddress(host, family, timeoutMs);
  if (typeof address !== "string") return address;
  const count = Math.max(1, Math.min(question.count, MAX_COUNT));
  const ran = await sys.exec(
    [
      ...["ping", `-${family}`, "-n", "-c", String(count), "-i", "0.2"],
      ...["-s", String(Math.max(0, bytes - HEADERS[family])), "-M", dontFragment ? "do" : "dont"],
      ...["-w", String(Math.max(1, Math.ceil(timeoutMs / 1000))), address],
    ],
    { timeoutMs: timeoutMs + 2_000, env: { LC_ALL: "C" } },
  );
  if (ran.code === 127) return unable("ping is not on this host (package iputils-ping)");
  const seen = parsePing(`${ran.stdout}\n${ran.stderr}`);
  const what = `${count} pings of ${bytes} bytes to ${address}`;
  const observed = { remote: address, ...seen };
  if (seen.received > 0) return answered(`${what}: ${seen.received} of ${seen.sent} came back`, observed);
  if (seen.tooBigMtu !== null)
    return answered(
      `${what}: too big, the path takes ${seen.tooBigMtu} (said ${seen.tooBigFrom ?? "our own host"})`,
      observed,
    );
  if (seen.sent === 0) return unable(`${what}: ${(ran.stderr || ran.stdout).trim().split("\n")[0] ?? ""}`);
  const unreachable = /unreachable|prohibited/i.exec(ran.stdout);
  return {
    outcome: unreachable === null ? "timeout" : "unreachable",
    because: `${what}: ${unreachable === null ? "silence" : unreachable[0].toLowerCase()}`,
    observed,
  };
}

/** Output of iputils ping in the C locale, errors included. */
export function parsePing(text: string): {
  sent: number;
  received: number;
  tooBigMtu: number | null;
  tooBigFrom: string | null;
} {
  const summary = /(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(text);
  // "From 2001:db8::1 icmp_seq=1 Packet too big: mtu=1400", "From 192.0.2.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)"
  const far = /From (\S+?):? icmp_seq=\d+ (?:Packet too big: mtu=|Frag needed and DF set \(mtu = )(\d+)/.exec(text);
  // "ping: local error: message too long, mtu: 1400" and "sendmsg: Message too long"
  const own = /message too long, mtu[:=] ?(\d+)/i.exec(text);
  const mtu = far?.[2] ?? own?.[1];
  return {
    sent: Number(summary?.[1] ?? 0),
    received: Number(summary?.[2] ?? 0),
    tooBigMtu: mtu === undefined ? null : Number(mtu),
    tooBigFrom: far?.[1] ?? null,
  };
}
