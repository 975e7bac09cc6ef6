import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { globalsOf, withGlobals } from "../../../../src/cli/globals.ts";
import { applySettings, readSettings } from "../../../../src/cli/settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-settings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function settings(text: string): string {
  const file = join(folder, "settings.yaml");
  writeFileSync(file, text);
  return file;
}

async function globals(file: string, argv: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const root = withGlobals(new Command("migrate")).action(() => undefined);
  root.parse(argv, { from: "user" });
  await applySettings(file, root, environment);
  return globalsOf(root);
}

describe("settings", () => {
  const file = () =>
    settings("settings: 1\nforks: 20\ncolor: false\ninventory: [hosts.yaml]\nstate: runs\nstore: postgres://there/a\n");

  it("stand in for options that nobody typed; paths are from their own folder", async () => {
    expect(await globals(file(), [])).toMatchObject({
      forks: 20,
      color: false,
      input: true,
      inventory: [join(folder, "hosts.yaml")],
      state: join(folder, "runs"),
      store: "postgres://there/a",
    });
  });

  it("give way to what is typed, and to the environment", async () => {
    expect(await globals(file(), ["-f", "3", "--state", "/here"], { MIGRATE_STORE: "postgres://b" })).toMatchObject({
      forks: 3,
      state: "/here",
      color: false,
    });
    expect((await globals(file(), [], { MIGRATE_STORE: "postgres://b" })).store).toBeUndefined();
  });

  it("say where they are wrong, and what was meant", async () => {
    const wrong = settings("settings: 1\nfork: 20\nverbose: 9\n");
    await expect(readSettings(wrong)).rejects.toThrow(`${wrong}:2:1: error: unknown key \`fork\``);
    await expect(readSettings(wrong)).rejects.toThrow("did you mean `forks`?");
    await expect(readSettings(wrong)).rejects.toThrow(`${wrong}:3:10: error: \`verbose\` must be at most 2, not 9`);
    await expect(readSettings(join(folder, "none.yaml"))).rejects.toThrow("does not exist");
  });
});
