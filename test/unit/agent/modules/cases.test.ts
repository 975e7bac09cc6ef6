/** Every file under test/cases/modules/<module>/ is a test: a host, a want, and what the module is to make of it. The module laws are checked on each. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { StepRequest } from "../../../../agent/protocol/messages.ts";
import { type HostSpec, memoryHost } from "../memory-system.ts";

interface ModuleCase extends HostSpec {
  readonly about: string;
  readonly want: unknown;
  /** An earlier run has done this very step. */
  readonly already?: boolean;
  readonly expect: {
    readonly outcome: "unchanged" | "would-change" | "refused" | "unsupported";
    /** Keys of the changes, in any order. */
    readonly changes?: readonly string[];
    /** Each is part of some line of `because`, or of the refusal. */
    readonly because?: readonly string[];
    /** Files after apply; null: gone. */
    readonly files?: Readonly<Record<string, string | null>>;
    /** Addresses after apply, lo left out. */
    readonly addresses?: readonly string[];
    /** `apply` refuses although the dry run shows changes. */
    readonly blocked?: string;
  };
}

const CASES = join(import.meta.dirname, "../../../cases/modules");
const HOME = {
  node: "/var/lib/migrate/cache/node/n/node",
  bundleDir: "/var/lib/migrate/cache/agent/a",
  sha256: "a".repeat(64),
};

for (const module of readdirSync(CASES)) {
  const files = readdirSync(join(CASES, module)).filter((name) => name.endsWith(".json"));
  describe(module, () => {
    it("has a case with nothing to do", () => {
      expect(files.some((name) => name.endsWith("-noop.json"))).toBe(true);
    });
    for (const file of files) {
      const spec = JSON.parse(readFileSync(join(CASES, module, file), "utf8")) as ModuleCase;
      it(`${file.replace(/\.json$/, "")}: ${spec.about}`, () => check(module, spec));
    }
  });
}

async function check(module: string, spec: ModuleCase): Promise<void> {
  const host = memoryHost({
    ...spec,
    files: { ...spec.files, [`${HOME.bundleDir}/agent.cjs`]: "agent", [HOME.node]: "node" },
  });
  const request = (mode: "check" | "apply"): StepRequest =>
    ({ step: `s/${module}`, run: "r1", module, want: spec.want, mode }) as StepRequest;
  const step = (mode: "check" | "apply") => runStep(host.sys, request(mode), null, HOME);
  if (spec.already === true) {
    const earlier = { ...request("apply"), run: "r0", step: "earlier" } as StepRequest;
    expect((await runStep(host.sys, earlier, null, HOME)).outcome).toBe("changed");
  }
  const before = host.snapshot();
  const { outcome, because = [] } = spec.expect;

  if (outcome === "refused" || outcome === "unsupported") {
    for (const mode of ["check", "apply"] as const) {
      const fault = await step(mode).then(
        (result) => ({ code: result.outcome, message: "" }),
        (error: { code: string; message: string }) => error,
      );
      expect(fault.code).toBe(outcome);
      for (const part of because) expect(fault.message).toContain(part);
    }
    expect(host.snapshot()).toEqual(before);
    return;
  }

  const dry = await step("check");
  expect(dry.outcome).toBe(outcome);
  for (const part of because) expect(dry.because.join("\n")).toContain(part);
  expect(host.snapshot(), "a dry run changes nothing").toEqual(before);
  expect(dry.changes.map(({ key }) => key).sort()).toEqual([...(spec.expect.changes ?? [])].sort());
  expect(new Set(dry.changes.map(({ key }) => key)).size).toBe(dry.changes.length);

  if (spec.expect.blocked !== undefined) {
    await expect(step("apply")).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining(spec.expect.blocked),
    });
    expect(host.snapshot()).toEqual(before);
    return;
  }

  const done = await step("apply");
  expect(done.outcome).toBe(outcome === "would-change" ? "changed" : "unchanged");
  expect(done.changes.map(({ key }) => key)).toEqual(dry.changes.map(({ key }) => key));
  for (const [path, content] of Object.entries(spec.expect.files ?? {})) {
    expect(host.file(path)?.content ?? null, path).toBe(content);
  }
  const after = host.snapshot() as { addresses: string[] };
  if (spec.expect.addresses !== undefined) {
    expect(after.addresses.filter((each) => !each.startsWith("lo "))).toEqual([...spec.expect.addresses].sort());
  }
  expect((await step("check")).outcome, "diff after apply is empty").toBe("unchanged");
  expect((await step("apply")).outcome, "asked twice").toBe(outcome === "would-change" ? "already-done" : "unchanged");

  const undone = await undoStep(host.sys, `s/${module}`);
  expect(undone.outcome, undone.because.join("; ")).toBe(outcome === "would-change" ? "undone" : "nothing");
  expect(host.snapshot(), "undo after apply is as before").toEqual(before);
  expect((await undoStep(host.sys, `s/${module}`)).outcome, "undone twice").toBe("nothing");
}
