import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initCommand } from "../../../../src/cli/init.ts";
import { loadPlan } from "../../../../src/inventory/load-plan.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function init(...args: string[]): Promise<void> {
  await initCommand().parseAsync(["--dir", join(folder, "out"), ...args], { from: "user" });
}

async function written(): Promise<NonNullable<Awaited<ReturnType<typeof loadPlan>>["plan"]>> {
  const { plan, diagnostics } = await loadPlan(join(folder, "out", "plan.yaml"), { now: new Date() });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return plan!;
}

const ANSIBLE = `
[gateways]
gw1 ansible_host=2001:db8::6
[api]
api1 ansible_host=2001:db8::11 ipv4=192.0.2.11
"yes"  ansible_host=2001:db8::12
[mail]
mx1 ansible_host=192.0.2.25
`;

describe("migrate init", () => {
  it("writes a plan from an Ansible inventory that check accepts, beside the inventory as it is", async () => {
    const hosts = join(folder, "hosts.ini");
    writeFileSync(hosts, ANSIBLE.replace('"yes"', "api2"));
    await init(hosts, "--name", "eu1");
    const plan = await written();
    expect(plan.name).toBe("eu1");
    expect(plan.services.map(({ name, hosts: members, target }) => [name, members, target]).sort()).toEqual([
      ["api", ["api1", "api2"], "ipv6-only"],
      ["mail", ["mx1"], "dual-stack"],
    ]);
    expect(readFileSync(join(folder, "out", "inventory.yaml"), "utf8")).toContain(
      '  api1: {address: "2001:db8::11", ipv4: 192.0.2.11, ipv6: "2001:db8::11"}',
    );
    expect(readFileSync(join(folder, "out", "plan.yaml"), "utf8")).toContain("#   gateways: [gw1]");
  });

  it("writes a plan from a host a line, which stays as it is", async () => {
    const hosts = join(folder, "hosts.jsonl");
    writeFileSync(hosts, '{"name": "gw1", "address": "2001:db8::6"}\n{"name": "api1", "address": "2001:db8::11"}\n');
    await init(hosts);
    expect((await written()).services.map(({ name, hosts: members }) => [name, members])).toEqual([["api", ["api1"]]]);
    expect(readFileSync(join(folder, "out", "plan.yaml"), "utf8")).toContain(
      "inventory: [../hosts.jsonl, ./inventory.yaml]",
    );
  });

  it("takes hosts by address too", async () => {
    await init("2001:db8::5", "192.0.2.7");
    expect((await written()).services.map(({ hosts }) => hosts)).toEqual([["host1", "host2"]]);
  });

  it("never writes over a file", async () => {
    await init("192.0.2.7");
    const before = readFileSync(join(folder, "out", "plan.yaml"), "utf8");
    await expect(init("192.0.2.8")).rejects.toThrow(/plan\.yaml is there already; nothing was written/);
    expect(readFileSync(join(folder, "out", "plan.yaml"), "utf8")).toBe(before);
  });

  it("writes nothing where an inventory is missing or wrong", async () => {
    await expect(init(join(folder, "no.ini"))).rejects.toThrow(/no\.ini does not exist; nothing was written/);
    writeFileSync(join(folder, "bad.yaml"), "inventory: 1\nhosts:\n  a: {adress: x}\n");
    await expect(init(join(folder, "bad.yaml"))).rejects.toThrow(/has mistakes; nothing was written/);
    expect(readdirSync(folder)).toEqual(["bad.yaml"]);
  });
});
