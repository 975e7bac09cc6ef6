/** What `migrate audit --for` gathered on a host, as gates use it. */
import { parseIp4 } from "../../agent/net/ip4.ts";
import { contains4, parsePrefix4 } from "../../agent/net/prefix.ts";
import type { Flow, Observation } from "../../agent/protocol/audit.ts";
import type { World } from "./gate.ts";

/** Null where nobody started it, or the host cannot be asked: then there is no observation, which is not the same as no flow. */
export async function observationOf(world: World, host: string): Promise<Observation | null> {
  try {
    const link = await world.fleet.link(host);
    return (await link.call("audit.read", {}, { timeoutMs: READ_MS })).observation ?? null;
  } catch {
    return null;
  }
}

const READ_MS = 60_000;

/** Whether every packet of the last `forMs` went past the counters. By the host's own clock. */
export function covers(seen: Observation, forMs: number): boolean {
  const from = seen.readAt - forMs;
  return isLive(seen) && seen.unbrokenSince <= from && (seen.overflowAt === null || seen.overflowAt < from);
}

/** One that ended, or whose table is gone, says nothing of now. */
export function isLive(seen: Observation): boolean {
  return seen.readAt < seen.until && seen.readAt - seen.unbrokenSince > 0;
}

/** IPv4 flows of the last `forMs`. @param ignore IPv4 prefixes. @param forwarded whether what the host passes on for others counts. */
export function ipv4Flows(seen: Observation, forMs: number, ignore: readonly string[], forwarded: boolean): Flow[] {
  const prefixes = ignore.flatMap((text) => parsePrefix4(text.includes("/") ? text : `${text}/32`) ?? []);
  const ignored = (text: string): boolean => {
    const address = parseIp4(text);
    return address !== null && prefixes.some((prefix) => contains4(prefix, address));
  };
  return seen.flows.filter(
    (flow) =>
      flow.class === "ipv4" &&
      flow.last >= seen.readAt - forMs &&
      !ignored(flow.peer) &&
      (flow.direction !== "forward" || (forwarded && !ignored(flow.to ?? ""))),
  );
}

/** `curl[812] talked to 192.0.2.2 tcp 80`, as well as it is known. */
export function flowText(flow: Flow): string {
  const who = flow.process ?? (flow.user === null ? null : `a process of ${flow.user}`);
  const port = flow.port === 0 ? flow.protocol : `${flow.protocol} ${flow.port}`;
  switch (flow.direction) {
    case "out":
      return `${who ?? "the kernel"} talks to ${flow.peer} ${port}`;
    case "in":
      return `${flow.peer} talks to ${who === null ? `port ${port}` : `${who} (${port})`}`;
    case "forward":
      return `${flow.peer} is forwarded to ${flow.to ?? "somebody"} ${port}`;
  }
}
