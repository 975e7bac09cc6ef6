import { describe, expect, it } from "vitest";
import { handlersOf, type Identity } from "../../../../agent/handlers.ts";
import { serve } from "../../../../agent/rpc.ts";
import type { System } from "../../../../agent/system.ts";
import { UnreachableError } from "../../../../src/engine/ports.ts";
import { createFleet, type FleetEvent } from "../../../../src/transport/fleet.ts";

/** A host of files only: a command never ends. */
function fakeSystem(files: Record<string, string>): System {
  const refuse = (): never => {
    throw new Error("this host runs nothing");
  };
  return {
    owners: async () => null,
    exec: () => new Promise(() => {}),
    network: () => new Promise(() => {}),
    routes: () => new Promise(() => {}),
    detach: refuse,
    stat: async () => null,
    read: async (path) => files[path] ?? null,
    list: async () => [],
    has: async () => false,
    write: refuse,
    symlink: refuse,
    remove: refuse,
    mkdir: refuse,
    now: () => 42,
  };
}

const identity: Identity = {
  agent: "a",
  node: { path: "/n", version: "v24" },
  pid: 1,
  uid: 0,
  hostname: "h1",
  connection: null,
};

function memoryFleet(breaks: { after?: number } = {}) {
  const events: FleetEvent[] = [];
  let started = 0;
  let cut = (): void => {};
  const fleet = createFleet({
    hosts: (name) => {
      if (name === "nobody") throw new UnreachableError(name, "no such host");
      return { name, become: { method: "none" } };
    },
    log: (event) => {
      events.push(event);
    },
    memory: () => (streams) => {
      started += 1;
      if (started === breaks.after) return Promise.reject(new Error("no agent today"));
      cut = () => streams.input.destroy();
      return serve({ ...streams, handlers: handlersOf(fakeSystem({}), identity, "/b"), log: () => {} });
    },
  });
  return { fleet, events, started: () => started, cut: () => cut() };
}

describe("a fleet in memory", () => {
  it("runs the agent's own loop and handlers", async () => {
    const { fleet, events } = memoryFleet();
    const link = await fleet.link("h1");
    expect(link.hello).toEqual({ protocol: 1, ...identity });
    expect(await link.call("ping", {})).toEqual({ at: 42 });
    await expect(link.call("receipts", {})).resolves.toEqual({ receipts: [] });
    expect(events).toMatchObject([{ type: "connected", host: "h1", via: "memory" }]);
    await fleet.close();
  });

  it("has one link per host, however often it is asked for", async () => {
    const { fleet, started } = memoryFleet();
    const links = await Promise.all([fleet.link("h1"), fleet.link("h1"), fleet.link("h2")]);
    expect(links[0]).toBe(links[1]);
    expect(links[0]).not.toBe(links[2]);
    expect(await fleet.link("h1")).toBe(links[0]);
    expect(started()).toBe(2);
    await fleet.close();
  });

  it("opens a lost link anew, once for all who ask", async () => {
    const { fleet, started, cut, events } = memoryFleet();
    const link = await fleet.link("h1");
    const asked = link.call("facts", {});
    cut();
    await expect(asked).rejects.toThrow(UnreachableError);
    const again = await Promise.all([fleet.link("h1"), fleet.link("h1")]);
    expect(again[0]).toBe(again[1]);
    expect(again[0]).not.toBe(link);
    expect(started()).toBe(2);
    expect(events.filter((e) => e.type === "lost")).toHaveLength(1);
    await fleet.close();
  });

  it("gives a fresh connection beside the link", async () => {
    const { fleet, started } = memoryFleet();
    const link = await fleet.link("h1");
    const fresh = await fleet.freshOverIpv6("h1");
    expect(fresh).not.toBe(link);
    await fresh.close();
    expect(await link.call("ping", {})).toEqual({ at: 42 });
    expect(started()).toBe(2);
    await fleet.close();
  });

  it("tries again after an agent that did not start", async () => {
    const { fleet } = memoryFleet({ after: 1 });
    await expect(fleet.link("h1")).rejects.toThrow("h1: the agent did not start (the agent failed: no agent today)");
    await (await fleet.link("h1")).call("ping", {});
    await fleet.close();
  });

  it("opens nothing once closed", async () => {
    const { fleet } = memoryFleet();
    await fleet.close();
    await expect(fleet.link("h1")).rejects.toThrow("h1: the fleet is closed");
  });
});
