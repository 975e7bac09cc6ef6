import { describe, expect, it } from "vitest";
import { removeAgent } from "../../../agent/remove.ts";
import type { System } from "../../../agent/system.ts";

const CACHE = "/var/lib/migrate/cache";

/** A host of files by path; folders are what paths go through. */
function hostOf(initial: Record<string, string>) {
  const files = new Map(Object.entries(initial));
  const below = (path: string): string[] => [...files.keys()].filter((f) => f === path || f.startsWith(`${path}/`));
  const sys = {
    list: async (path: string) => [
      ...new Set(
        below(path)
          .map((f) => f.slice(path.length + 1).split("/")[0]!)
          .filter((name) => name !== ""),
      ),
    ],
    read: async (path: string) => files.get(path) ?? null,
    stat: async (path: string) =>
      below(path).length === 0
        ? null
        : {
            kind: files.has(path) ? "file" : "directory",
            content: files.get(path) ?? null,
            mode: 0,
            uid: 0,
            gid: 0,
            mtimeMs: 0,
          },
    remove: async (path: string) => {
      for (const file of below(path)) files.delete(file);
    },
    now: () => 0,
  } as unknown as System;
  return { sys, left: () => [...files.keys()].filter((f) => f.startsWith("/var/")).sort() };
}

const cached = {
  [`${CACHE}/agent/a1/agent.cjs`]: "",
  [`${CACHE}/node/n1/node`]: "",
  [`${CACHE}/digests/1-2`]: "",
};

const receipt = (module: string, state: string): string =>
  JSON.stringify({ id: "s", run: "r", module, changes: [], before: {}, at: 1, state, transaction: null });

const RECEIPT = "/var/lib/migrate/receipts/r/s.json";

describe("removing the agent", () => {
  it("takes the cache, and leaves receipts and daemons", async () => {
    const { sys, left } = hostOf({
      ...cached,
      [RECEIPT]: receipt("gai-conf", "applied"),
      "/var/lib/migrate/daemons/d/node": "",
    });
    expect(await removeAgent(sys, false)).toEqual({ removed: [CACHE] });
    expect(left()).toEqual(["/var/lib/migrate/daemons/d/node", RECEIPT]);
    expect(await removeAgent(sys, false)).toEqual({ removed: [] });
  });

  it("with everything takes all, receipts of undone steps included", async () => {
    const { sys, left } = hostOf({ ...cached, [RECEIPT]: receipt("nat64-gateway", "undone") });
    expect(await removeAgent(sys, true)).toEqual({ removed: ["/var/lib/migrate"] });
    expect(left()).toEqual([]);
  });

  it("with everything keeps all where a daemon's step cannot be undone", async () => {
    const { sys, left } = hostOf({ ...cached, [RECEIPT]: receipt("nat64-gateway", "applied") });
    await expect(removeAgent(sys, true)).rejects.toThrow();
    expect(left()).toContain(RECEIPT);
    expect(left()).toContain(`${CACHE}/node/n1/node`);
  });

  it.each(["armed", "confirmed"])("is refused while a transaction is %s", async (state) => {
    const folder = "/var/lib/migrate/guard/t1";
    const meta = {
      id: "t1",
      steps: ["s"],
      armedAt: 1,
      deadline: 2,
      armedUptime: 1,
      deadlineUptime: 2,
      nonceSha256: "",
      armedBy: null,
      closing: [],
      because: [],
    };
    const { sys, left } = hostOf({
      ...cached,
      [`${folder}/state`]: `${state}\n`,
      [`${folder}/meta.json`]: JSON.stringify(meta),
    });
    await expect(removeAgent(sys, false)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining("t1 is not finished"),
    });
    expect(left()).toContain(`${CACHE}/node/n1/node`);
  });
});
