/** What `audit --for` gathered, as ipv4.quiet takes it. The watch it makes by itself is in gates.test.ts. */
import { describe, expect, it } from "vitest";
import type { Flow, Observation } from "../../../../agent/protocol/audit.ts";
import type { World } from "../../../../src/gates/gate.ts";
import { ipv4Quiet } from "../../../../src/gates/ipv4-quiet.ts";
import { flow, NOW, observation } from "../assess/fleet.ts";
import { INVENTORY, PLAN } from "./scripted.ts";

const HOUR = 3_600_000;

const FLOW: Flow = flow({ process: null, first: NOW - 3 * HOUR, last: NOW - HOUR, packets: 4 });

/** Two days of it, without a gap. */
function seen(more: Partial<Observation> = {}): Observation {
  return observation([], {
    startedAt: NOW - 48 * HOUR,
    until: NOW + HOUR,
    unbrokenSince: NOW - 48 * HOUR,
    ...more,
  });
}

function ask(observation: Observation | null, args: { forMs?: number; ignore?: string[]; host?: string } = {}) {
  const { forMs = 24 * HOUR, ignore = [], host = "api1" } = args;
  const world = {
    plan: PLAN,
    inventory: INVENTORY,
    fleet: { link: async () => ({ call: async () => ({ observation }) }) },
    clock: { now: () => NOW, wait: () => Promise.resolve() },
    ownConnection: async () => ({ client: "192.0.2.1", clientPort: 5, server: "198.51.100.11", serverPort: 22 }),
  } as unknown as World;
  return ipv4Quiet.ask({ args: { forMs, ignore }, service: "api", hosts: [host], phase: 4, world });
}

describe("ipv4.quiet from an observation", () => {
  it("passes over a day without a flow", async () => expect((await ask(seen())).finding).toBe("pass"));

  it("fails for one short flow, and says whose", async () => {
    const { finding, because } = await ask(seen({ flows: [FLOW] }));
    expect(finding).toBe("fail");
    expect(because).toContain("a process of www-data talks to 192.0.2.9 tcp 443");
  });

  it("fails for a flow even where the observation does not reach back far enough", async () => {
    expect((await ask(seen({ flows: [FLOW], unbrokenSince: NOW - 2 * HOUR }))).finding).toBe("fail");
  });

  it.each([
    ["before the window", { flows: [{ ...FLOW, last: NOW - 25 * HOUR }] }, {}],
    ["to be ignored", { flows: [FLOW] }, { ignore: ["192.0.2.8/31"] }],
    ["our own SSH", { flows: [{ ...FLOW, direction: "in", peer: "192.0.2.1", port: 22 } as Flow] }, {}],
    ["not IPv4", { flows: [{ ...FLOW, class: "translated", peer: "64:ff9b::1" } as Flow] }, {}],
    ["a gateway's own trade", { flows: [{ ...FLOW, direction: "forward", to: "192.0.2.7" } as Flow] }, { host: "gw1" }],
  ])("passes over a flow %s", async (_, more, args) => expect((await ask(seen(more), args)).finding).toBe("pass"));

  it("counts what another host forwards, as containers do", async () => {
    expect((await ask(seen({ flows: [{ ...FLOW, direction: "forward", to: "192.0.2.7" }] }))).finding).toBe("fail");
  });

  it.each([
    ["a gap", { unbrokenSince: NOW - HOUR, gaps: [{ from: 0, to: NOW - HOUR, because: "the host restarted" }] }, "gap"],
    ["too many flows to keep", { overflowAt: NOW - HOUR }, "more flows than could be kept"],
    ["its end", { readAt: NOW - HOUR, until: NOW - HOUR, because: "its time is over" }, "its time is over"],
    ["a start too late", { unbrokenSince: NOW - HOUR }, "2026-11-24T11:00:00.000Z"],
  ])("is unknown after %s", async (_, more, says) => {
    const { finding, because } = await ask(seen(more));
    expect(finding).toBe("unknown");
    expect(because).toContain(says);
  });

  it("is unknown without any, and says the command", async () => {
    const { finding, because } = await ask(null);
    expect(finding).toBe("unknown");
    expect(because).toContain("migrate audit PLAN --for 1d");
  });
});
