import { describe, expect, it } from "vitest";
import type { World } from "../../../../src/gates/gate.ts";
import { own } from "../../../../src/gates/own.ts";

const clock = {
  now: () => 0,
  wait: (_: number, signal: AbortSignal) => new Promise<void>((done) => signal.addEventListener("abort", () => done())),
};
const world = {
  clock,
  facts: new Map(),
  probe: async () => ({ outcome: "answered", observed: { status: 204 } }),
} as unknown as World;

function ask(source: string, its: World = world) {
  return own.ask({
    args: { file: "./own.ts", source, args: { n: 7 } },
    service: "api",
    hosts: ["a1"],
    phase: 1,
    world: its,
  });
}

describe("a gate of the operator's own", () => {
  it("is given arguments, hosts and a way to ask, and what it saw is kept with the hash of its source", async () => {
    const judged = await ask(
      `export default async ({ args, hosts, probe }) => ({ finding: "pass", because: "fine", observed: [args.n, hosts, (await probe(hosts[0], {})).observed.status] })`,
    );
    expect(judged).toMatchObject({ finding: "pass", because: "fine", observed: { answer: [7, ["a1"], 204] } });
    expect((judged.observed as { sha256: string }).sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("says fail", async () => {
    expect((await ask(`export default async () => ({ finding: "fail", because: "no", observed: 1 })`)).finding).toBe(
      "fail",
    );
  });

  it.each([
    [
      "an answer that is none",
      `export default async () => ({ finding: "green" })`,
      /answered "green", which is none of/,
    ],
    ["no answer at all", "export default async () => undefined", /answered undefined/],
    ["no function", "export default 1", /is no gate/],
    ["no JavaScript", "export default (", /cannot be loaded/],
  ])("is unknown, never pass: %s", async (_, source, because) => {
    const judged = await ask(source);
    expect(judged.finding).toBe("unknown");
    expect(judged.because).toMatch(because);
  });

  it("is unknown where it does not come to an end", async () => {
    const soon = { ...clock, wait: async () => undefined };
    const judged = await ask("export default () => new Promise(() => {})", { ...world, clock: soon } as World);
    expect(judged).toMatchObject({ finding: "unknown", because: expect.stringContaining("no answer within 120 s") });
  });
});
