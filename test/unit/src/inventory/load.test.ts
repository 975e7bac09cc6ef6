/** Inventories of every kind: `test/cases/inventory/SOURCE` with `SOURCE.expected.json` beside it. Add both, get a test. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { loadInventory } from "../../../../src/inventory/load.ts";
import { formatDiagnostic } from "../../../../src/plan/diagnostics.ts";
import { hashOf } from "../../../../src/plan/source-hash.ts";
import { asJson } from "./as-json.ts";

const CASES = relative(process.cwd(), join(import.meta.dirname, "../../../cases/inventory"));

const names = readdirSync(CASES).filter((file) => !file.endsWith(".expected.json"));

const at = (path: string) => ({ path, at: { file: "plan.yaml", line: 3, col: 21 } });

describe("inventory sources", () => {
  it.each(names)("%s", async (name) => {
    const loaded = await loadInventory([at(join(CASES, name))]);
    const expected = JSON.parse(readFileSync(join(CASES, `${name}.expected.json`), "utf8"));
    expect(JSON.parse(JSON.stringify(asJson(loaded)).replaceAll(`${CASES}/`, ""))).toEqual(expected);
  });

  it("reads several, a later one over an earlier", async () => {
    const { inventory, diagnostics, sources } = await loadInventory(
      ["ours.yaml", "dynamic.sh", "ansible-groups-inherit.ini"].map((name) => at(join(CASES, name))),
    );
    expect(diagnostics).toEqual([]);
    expect([...inventory.hosts.keys()]).toEqual(["api1", "api2", "db1", "vm1", "vm2", "h1", "h2", "h3"]);
    // [all:vars] of the last source reaches the hosts of the first, which state what they state.
    expect(inventory.hosts.get("api1")).toMatchObject({ port: 2222, vars: { level: "all", rack: 7 } });
    expect(inventory.hosts.get("api2")).toMatchObject({ port: 1 });
    expect(sources.map(({ sha256 }) => sha256.length)).toEqual([64, 64, 64]);
  });

  it("says where a source was named when it does not exist", async () => {
    const { complete, diagnostics } = await loadInventory([at("nowhere.ini")]);
    expect(complete).toBe(false);
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      "plan.yaml:3:21: error: inventory nowhere.ini does not exist [missing-file]",
    ]);
  });

  it("refuses a directory", async () => {
    const { diagnostics } = await loadInventory([at(CASES)]);
    expect(diagnostics.map((d) => d.code)).toEqual(["inventory-directory"]);
  });

  it.each([
    ["never-answers.sh", "did not answer to --list within 0.2 s"],
    ["answers-and-hangs.sh", "stopped amid its answer to --list: nothing for 0.2 s"],
    ["leaves-its-output-open.sh", "stopped amid its answer to --list: nothing for 0.2 s"],
  ])("lets an executable be silent so long and no longer: %s", async (script, said) => {
    const { complete, inventory, diagnostics } = await loadInventory([at(join(import.meta.dirname, script))], {
      silenceMs: 200,
    });
    expect(complete).toBe(false);
    expect(diagnostics.map((d) => d.message)).toEqual([expect.stringContaining(said)]);
    expect(inventory.hosts.size).toBe(0);
  });

  it("has vars of groups and nested groups from our YAML beside a host a line", async () => {
    const { inventory, diagnostics } = await loadInventory(
      ["host-lines.jsonl", "beside-host-lines.yaml"].map((name) => at(join(CASES, name))),
    );
    expect(diagnostics).toEqual([]);
    expect(inventory.groups.get("sites")).toEqual(["web1"]);
    expect(inventory.hosts.get("web2")?.vars).toEqual({ team: "front" });
    expect(inventory.hosts.get("web1")?.vars).toEqual({ team: "front", rack: "r7" });
  });

  it("holds one list of groups for all hosts that are in the same", async () => {
    const { inventory } = await loadInventory([at(join(CASES, "ansible-ini.ini"))]);
    const [first, second] = inventory.groups.get("web")!.map((name) => inventory.hosts.get(name)!);
    expect(first!.groups).toEqual(["eu", "web"]);
    expect(second!.groups).toBe(first!.groups);
  });

  it("knows what a file held, however it is read", async () => {
    const files = ["host-lines.jsonl", "ours.yaml"].map((name) => join(CASES, name));
    const { sources } = await loadInventory(files.map(at));
    expect(sources).toEqual(files.map((file) => hashOf(file, readFileSync(file, "utf8"))));
  });
});

describe("folders of variables", () => {
  it("win over the inventory, hosts over groups, later files over earlier; what cannot be read is said", async () => {
    const folder = join(CASES, "..", "inventory-folders");
    const { inventory, diagnostics } = await loadInventory([at(join(folder, "hosts.ini"))]);
    expect(inventory.hosts.get("web1")).toMatchObject({
      user: "deploy",
      port: 11,
      become: { method: "sudo" },
      vars: { from: "inventory" },
    });
    expect(inventory.hosts.has("nobody")).toBe(false);
    expect(diagnostics.map((d) => `${d.severity} ${d.code} ${relative(folder, d.file)}`)).toEqual([
      "warning ansible-vault group_vars/web/20-vault.yml",
      "error wrong-type host_vars/web2.yml",
    ]);
  });
});
