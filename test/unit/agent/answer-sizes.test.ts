/** What an agent says of a recorded Debian host, in bytes on the wire: thousands of hosts answer at once. */
import { expect, it } from "vitest";
import { handlersOf } from "../../../agent/handlers.ts";
import type { RouteFact } from "../../../agent/protocol/facts.ts";
import { encodeFrame } from "../../../agent/protocol/framing.ts";
import type { StepRequest } from "../../../agent/protocol/messages.ts";
import type { System } from "../../../agent/system.ts";
import { alreadyPreferred, selfOf } from "../../simulated/fleet.ts";
import { recordedSystem, type Written } from "../../simulated/recorded-system.ts";

const NODE = { path: "/usr/bin/node", version: "v24.0.0" };

function handlers(written: Written, over: Partial<System> = {}): ReturnType<typeof handlersOf> {
  const identity = { agent: "0".repeat(64), node: NODE, pid: 1, uid: 0, hostname: "h5", connection: null };
  return handlersOf({ ...recordedSystem(selfOf("h5"), written), ...over }, identity, "/agent");
}

const size = (ok: unknown): number => encodeFrame({ id: 1, ok }).length;

const STEP: StepRequest = {
  step: "phase-1/web/prefer-ipv6/h5",
  run: "r1",
  module: "gai-conf",
  want: { ipv6: 50, ipv4: 40, nat64: 30, nat64_prefixes: [] },
  mode: "apply",
};

it("facts take less than 2 KiB, whatever a routing daemon holds", async () => {
  const { routes } = recordedSystem(selfOf("h5"), new Map());
  const full = Array.from({ length: 5_000 }, (_, i): RouteFact => {
    const destination = `10.${i >> 8}.${i & 255}.0/24`;
    return { family: 4, destination, via: "198.18.0.1", interface: "eth0", protocol: "bird", table: "main" };
  });
  const router = handlers(new Map(), {
    routes: async (family) => [...(await routes(family)), ...(family === 4 ? full : [])],
  });
  const plain = await handlers(new Map()).facts({});
  expect(plain.routes.length).toBeGreaterThan(2);
  expect(await router.facts({})).toEqual(plain);
  expect(size(plain)).toBeLessThan(2048);
});

it("a step that changes nothing takes less than half a KiB; one that changes a file takes what was in it and what is now", async () => {
  expect(size(await handlers(await alreadyPreferred()).step(STEP))).toBeLessThan(512);
  const changed = await handlers(new Map()).step(STEP);
  const [{ before, after }] = changed.changes as [(typeof changed.changes)[number]];
  expect(changed.changes).toHaveLength(1);
  const texts = JSON.stringify([before, after]).length;
  expect(size(changed) - texts).toBeLessThan(768);
});
