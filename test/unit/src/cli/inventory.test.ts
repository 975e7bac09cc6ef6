import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { printInventory } from "../../../../src/cli/inventory.ts";
import { loadInventory } from "../../../../src/inventory/load.ts";
import { collect } from "./collect.ts";

const CASES = relative(process.cwd(), join(import.meta.dirname, "../../../cases"));
const PLAN = join(CASES, "plan-valid/short.yaml");

describe("migrate inventory", () => {
  it("draws a tree", async () => {
    const output = collect();
    expect(await printInventory(PLAN, { form: "graph" }, output)).toBe(0);
    expect(output.text().out.split("\n").slice(0, 5)).toEqual([
      "@all",
      "  @web",
      "    api1  (193.0.0.11 2001:db8::11)",
      "    api2",
      "  @ungrouped",
    ]);
  });

  it("lists what Ansible and we read again as the same hosts", async () => {
    const given = [join(CASES, "inventory/ansible-ini.ini"), join(CASES, "inventory/dynamic.sh")];
    const output = collect();
    expect(await printInventory(PLAN, { form: "list", inventory: given }, output)).toBe(0);
    const { out } = output.text();
    expect(out).not.toContain("hunter2");
    const listed = JSON.parse(out);
    const at = (path: string) => ({ path, at: { file: path, line: 0, col: 0 } });
    const { inventory } = await loadInventory(given.map(at));
    expect(Object.keys(listed._meta.hostvars)).toEqual([...inventory.hosts.keys()]);
    for (const host of inventory.hosts.values()) {
      expect(listed._meta.hostvars[host.name].ansible_host).toBe(host.address);
      for (const group of host.groups) expect(listed[group].hosts).toContain(host.name);
    }
  });

  it("exits 65 where the inventory is wrong", async () => {
    const output = collect();
    const inventory = [join(CASES, "inventory/dynamic-fails.sh")];
    expect(await printInventory(PLAN, { form: "list", inventory }, output)).toBe(65);
    expect(output.text().out).toBe("");
    expect(output.text().err).toContain("it said: no route to the database");
  });
});
