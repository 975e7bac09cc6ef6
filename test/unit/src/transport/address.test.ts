import { expect, it } from "vitest";
import { addressOfHost } from "../../../../src/cli/open-fleet.ts";
import { parseText } from "../../../../src/inventory/load.ts";
import { mergeSources } from "../../../../src/inventory/merge.ts";
import type { FleetDefaults } from "../../../../src/plan/plan.ts";
import { PUSHED } from "../../../../src/plan/plan.ts";
import { targetOf } from "../../../../src/transport/address.ts";

const none: FleetDefaults = {
  become: null,
  user: null,
  port: null,
  identityFile: null,
  jump: null,
  connection: "ssh",
  runtime: PUSHED,
};

it("an Ansible inventory's host is reached as Ansible would", async () => {
  const text =
    "[web]\nweb1 ansible_host=2001:db8::1 ansible_port=2222 ansible_user=ops ansible_become=true ansible_become_password=horse\nweb2\n";
  const { inventory, diagnostics } = mergeSources([parseText("hosts", text).source]);
  expect(diagnostics.filter((d) => !("severity" in d) || d.severity === "error")).toEqual([]);
  const web1 = addressOfHost(inventory.hosts.get("web1")!, none);
  expect(web1).toMatchObject({
    name: "web1",
    address: "2001:db8::1",
    port: 2222,
    user: "ops",
    become: { method: "sudo", user: "root" },
  });
  expect(await web1.become.password?.()).toBe("horse");
  const web2 = addressOfHost(inventory.hosts.get("web2")!, { ...none, jump: "gate", user: "deploy" });
  expect(targetOf(web2)).toBe("web2");
  expect(web2).toMatchObject({ jump: "gate", user: "deploy", become: { method: "none" }, connection: "ssh" });
});
