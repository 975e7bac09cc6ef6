import { expect, it } from "vitest";
import { type Fleet, type HostLink, UnreachableError } from "../../../../src/engine/ports.ts";
import { gatherFacts } from "../../../../src/engine/run.ts";

it("works on as many hosts at a time as somebody asked for, and no more", async () => {
  let open = 0;
  let most = 0;
  const fleet: Fleet = {
    forks: 2,
    link: async (host): Promise<HostLink> => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      throw new UnreachableError(host, "away");
    },
    freshOverIpv6: () => Promise.reject(new Error("not asked for")),
    knockOverIpv6: () => Promise.reject(new Error("not asked for")),
    close: async () => undefined,
  };
  const { unreachable } = await gatherFacts(fleet, ["a", "b", "c", "d", "e"]);
  expect(unreachable.size).toBe(5);
  expect(most).toBe(2);
});
