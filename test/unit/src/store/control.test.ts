import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ControlBox } from "../../../../src/store/control.ts";
import type { ControlRequest } from "../../../../src/store/store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-control-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BY = { who: "ann", from: "desk", why: "" };

it("gives each request once, in order", async () => {
  const box = new ControlBox(folder);
  await box.ask({ verb: "pause", by: BY }, new Date(1_000));
  await box.ask({ verb: "lift", by: BY }, new Date(2_000));
  expect(box.take().map(({ verb }) => verb)).toEqual(["pause", "lift"]);
  expect(box.take()).toEqual([]);
});

it("tells the process that listens, which hears nothing of what was asked before it", async () => {
  const box = new ControlBox(folder);
  await box.ask({ verb: "abort", by: BY });
  const heard: ControlRequest[] = [];
  const stop = box.listen((request) => heard.push(request));
  await new ControlBox(folder).ask({ verb: "pause", by: BY });
  await vi.waitFor(() => expect(heard).toEqual([{ verb: "pause", by: BY }]), { timeout: 5_000 });
  stop();
});

it("passes over what is half written", () => {
  mkdirSync(join(folder, "control"));
  writeFileSync(join(folder, "control", "a.json"), '{"verb":');
  writeFileSync(join(folder, "control", "b.new"), "{}");
  expect(new ControlBox(folder).take()).toEqual([]);
});
