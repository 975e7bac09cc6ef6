import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { exclusive } from "../../../agent/exclusive.ts";
import { tryFlock } from "../../../agent/kernel/flock.ts";
import type { StepRequest } from "../../../agent/protocol/messages.ts";
import type { Handlers } from "../../../agent/rpc.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "exclusive-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = (mode: "check" | "apply") => ({ mode }) as StepRequest;

function agent(waitMs: number, log: string[] = [], name = "") {
  return exclusive(
    {
      step: async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        log.push(`${name} ends`);
        return { outcome: "changed", changes: [], because: [] };
      },
    } as unknown as Handlers,
    { file: join(folder, "lease"), take: tryFlock, waitMs },
  );
}

it("two agents change a host one after the other", async () => {
  const log: string[] = [];
  await Promise.all([agent(5_000, log, "a").step(request("apply")), agent(5_000, log, "b").step(request("apply"))]);
  expect(log.map((line) => line.slice(2))).toEqual(["begins", "ends", "begins", "ends"]);
});

it("one that is waited for too long is named, and looking is always allowed", async () => {
  const other = openSync(join(folder, "lease"), "a");
  expect(tryFlock(other)).toBe(true);
  await expect(agent(60).step(request("apply"))).rejects.toMatchObject({
    code: "refused",
    message: expect.stringContaining("another agent"),
  });
  await agent(60).step(request("check"));
  closeSync(other);
  await agent(60).step(request("apply"));
});
