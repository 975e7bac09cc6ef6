import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { StepRequest } from "../../../../agent/protocol/messages.ts";
import type { OwnWant } from "../../../../agent/protocol/wants.ts";
import { memoryHost } from "../memory-system.ts";

const EXAMPLE = join(import.meta.dirname, "../../../../docs/examples/extending/modules/motd.ts");
const NO_CONNECTION = null as never;
const HOME = { node: "/usr/bin/node", bundleDir: "/var/lib/migrate/cache/agent/a", sha256: "a".repeat(64) };

function request(
  source: string,
  want: unknown,
  mode: "check" | "apply" = "apply",
  backend?: OwnWant["backend"],
): StepRequest {
  const which = backend === undefined ? {} : { backend };
  return { step: "s", run: "r", module: "own", want: { file: "./own.ts", source, want, ...which }, mode };
}

describe("a module of the operator's own", () => {
  const source = stripTypeScriptTypes(readFileSync(EXAMPLE, "utf8"));

  it("changes what it says, once, and is undone from its receipt alone", async () => {
    const host = memoryHost({ files: { "/etc/motd": { content: "hello\n", mode: 0o600 } } });
    const before = host.snapshot();
    const first = await runStep(host.sys, request(source, { line: "moving" }), NO_CONNECTION);
    expect(first).toMatchObject({ outcome: "changed", changes: [{ key: "file:/etc/motd" }] });
    expect(host.file("/etc/motd")).toMatchObject({ content: "hello\nmoving\n", mode: 0o600 });
    const again = { ...request(source, { line: "moving" }), step: "s2" };
    expect((await runStep(host.sys, again, NO_CONNECTION)).outcome).toBe("unchanged");
    expect((await undoStep(host.sys, "s")).outcome).toBe("undone");
    expect(host.snapshot()).toEqual(before);
  });

  it("changes nothing in a dry run", async () => {
    const host = memoryHost({ files: { "/etc/motd": "hello\n" } });
    const before = host.snapshot();
    expect((await runStep(host.sys, request(source, { line: "x" }, "check"), NO_CONNECTION)).outcome).toBe(
      "would-change",
    );
    expect(host.snapshot()).toEqual(before);
  });

  it("does what files cannot say, with an image of its own for undo", async () => {
    const host = memoryHost({ files: { "/etc/flag": "old" } });
    const own = `export default {
      check: async (sys) => ({ now: await sys.read("/etc/flag") }),
      diff: ({ now }, want) => now === want.to ? { changes: [] } : { changes: [{ key: "flag", title: "set it", before: now, after: want.to }] },
      image: ({ now }) => now,
      apply: async (sys, { want }) => sys.write("/etc/flag", want.to),
      undo: async (sys, image) => sys.write("/etc/flag", image),
    }`;
    await runStep(host.sys, request(own, { to: "new" }), NO_CONNECTION);
    expect(host.file("/etc/flag")?.content).toBe("new");
    await undoStep(host.sys, "s");
    expect(host.file("/etc/flag")?.content).toBe("old");
  });

  it.each([
    ["export default 1", /\.\/own\.ts is no module: its default export has no function check/],
    ["export default { check() {} }", /has no function diff/],
    ["this is not JavaScript", /\.\/own\.ts cannot be loaded/],
    ['import "left-pad"; export default {}', /cannot be loaded/],
    ['export default { check: async () => 0, diff: () => ({ refused: "too old" }) }', /\.\/own\.ts: too old/],
    ["export default { check: async () => 0, diff: () => ({}) }", /without a list of changes/],
  ])("is refused where it is none, or refuses: %s", async (wrong, message) => {
    const host = memoryHost({});
    await expect(runStep(host.sys, request(wrong, {}), NO_CONNECTION)).rejects.toThrow(message);
  });

  it.each([
    [
      "export default { backend: 'dns64', version: 1, check() {}, diff() {} }",
      /is no nat64 backend: its default export says backend: "dns64", not "nat64"/,
    ],
    ["export default {}", /is no nat64 backend: its default export says backend: undefined/],
    [
      "export default { backend: 'nat64', version: 2, check() {}, diff() {} }",
      /for version 2 of the contract of backends, and this migrate has version 1/,
    ],
    ["export default { backend: 'nat64', version: 1, check() {} }", /has no function diff/],
    [
      "export default { backend: 'nat64', version: 1, async check() { throw new Error('oh') }, diff() {} }",
      /\.\/own\.ts: its check threw: oh/,
    ],
    [
      "export default { backend: 'nat64', version: 1, async check() {}, diff() { throw new Error('no') } }",
      /\.\/own\.ts: its diff threw: no/,
    ],
    ["export default { backend: 'nat64', version: 1, async check() {}, diff() {} }", /diff answered without a list/],
  ])("is refused where it is to be a backend and is none: %s", async (wrong, message) => {
    const host = memoryHost({});
    const before = host.snapshot();
    const asked = request(wrong, {}, "apply", "nat64");
    await expect(runStep(host.sys, asked, NO_CONNECTION, HOME)).rejects.toThrow(message);
    expect(host.snapshot()).toEqual(before);
  });

  it("is refused as a backend where ours runs", async () => {
    const host = memoryHost({
      files: { "/run/migrate-nat64.pid": "77\n" },
      processes: { "77": ["sh", "migrate-nat64", "supervise"] },
    });
    const mine = "export default { backend: 'nat64', version: 1, async check() {}, diff: () => ({ changes: [] }) }";
    await expect(runStep(host.sys, request(mine, {}, "check", "nat64"), NO_CONNECTION, HOME)).rejects.toThrow(
      /migrate-nat64 runs here, and \.\/own\.ts would be a second one/,
    );
  });

  it("that does not do what it said is undone", async () => {
    const host = memoryHost({ files: { "/etc/flag": "old" } });
    const own = `export default {
      check: async (sys) => sys.read("/etc/flag"),
      diff: (now) => ({ changes: [{ key: "flag", title: "set it", before: now, after: "new" }], edits: [{ path: "/etc/flag", after: "neither" }] }),
    }`;
    await expect(runStep(host.sys, request(own, {}), NO_CONNECTION)).rejects.toThrow(
      /still open: set it; it was undone/,
    );
    expect(host.file("/etc/flag")?.content).toBe("old");
  });
});
