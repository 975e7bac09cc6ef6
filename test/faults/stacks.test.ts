/** IPv4 taken from every network stack of a Debian that boots: gone for good, undone by the host to the byte, lease renewals and boots survived. */
import { describe, expect, it, type TestContext } from "vitest";
import type { Hello, StepRequest, StepResult } from "../../agent/protocol/messages.ts";
import type { NetworkStack } from "../../src/lab/spec.ts";
import { until } from "../lab/module-host/host.ts";
import { type StackHost, startStackHost } from "../lab/stack-host/host.ts";

const CAME_IN: Hello["connection"] = {
  client: "2001:db8:1::c",
  clientPort: 4000,
  server: "2001:db8:1::7",
  serverPort: 22,
};
const ANEW: Hello["connection"] = { ...CAME_IN, clientPort: 4001 };

/** The tests mostly wait, each for a host of its own: they run side by side. */
async function started(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  stack: NetworkStack,
): Promise<StackHost> {
  const host = await startStackHost(stack);
  onTestFinished(() => host.close());
  return host;
}

function step(module: string, want: unknown, withinMs: number): StepRequest {
  const id = `phase-4/${module}/${Math.round(performance.now())}`;
  return { step: id, run: "r1", module, want, mode: "apply", undoUnlessConfirmedWithin: withinMs } as StepRequest;
}

/** Left out: lifetimes, and what the kernel and routers put there by themselves. */
function asIs(host: StackHost): string {
  return host.run(
    "sh",
    "-c",
    `ip -4 -o addr show | sed 's/valid_lft.*//'; ip -o -6 addr show scope global | sed 's/valid_lft.*//; s/ tentative//'
     ip -4 route show table all | sort; ip -6 route show | grep -v ' proto ra' | sort; ip rule; ip -6 rule; nft list ruleset
     find /etc -printf '%p %y %m %u %g %l\\n' | sort; find /etc/systemd/network /etc/netplan /etc/NetworkManager /etc/network /etc/cloud /etc/resolv.conf -type f -exec sha256sum {} + 2>/dev/null || :`,
  );
}

const ipv4 = (host: StackHost): string =>
  host
    .run(
      "sh",
      "-c",
      "ip -4 -o addr show | grep -v ' 127.0.0.1' || :; ip -4 route show table all | grep -v 127.0.0 || :",
    )
    .trim();
/** Duplicate address detection is over. */
const settled = (host: StackHost): boolean => {
  const shown = host.run("ip", "-6", "-o", "addr", "show", "dev", "eth0");
  return shown.includes("2001:db8:1::7/64") && !shown.includes("tentative");
};
const state = (host: StackHost): string =>
  host.try("sh", "-c", "cat /var/lib/migrate/guard/phase*/state").stdout.trim();

const STACKS: readonly (readonly [NetworkStack, RegExp])[] = [
  ["networkd", /systemd-networkd configures eth0 \(\/etc\/systemd\/network\/20-uplink\.network\)/],
  [
    "networkmanager",
    /NetworkManager configures eth0 \(\/etc\/NetworkManager\/system-connections\/uplink\.nmconnection\)/,
  ],
  ["netplan-networkd", /netplan configures eth0 \(\/run\/systemd\/network\/10-netplan-eth0\.network\)/],
  ["netplan-nm", /netplan configures eth0 \(\/run\/NetworkManager\/system-connections\/netplan-eth0\.nmconnection\)/],
  ["ifupdown-dhcp", /ifupdown has eth0 inet dhcp in \/etc\/network\/interfaces:\d+/],
];

describe.concurrent.each(STACKS)("%s", (stack, owner) => {
  it("loses IPv4, has it back to the byte when nobody confirms, and keeps it gone when somebody does", async (test) => {
    const host = await started(test, stack);
    const before = asIs(host);
    const request = step("ipv4-address", { state: "absent", keep: [] }, 12_000);
    const first: StepResult = await host.ask({ do: "step", request, connection: CAME_IN });
    expect(first.because.join("\n")).toMatch(owner);
    expect(first.armed!.transaction.because.join("\n")).toContain("undo rehearsed in a network namespace");
    expect(ipv4(host)).toBe("");
    expect(host.run("ip", "-6", "route", "get", "2001:db8:99::1")).toContain("dev eth0");
    await until("the host has undone itself", 30_000, () => state(host) === "undone");
    await until("the stack has settled", 5_000, () => settled(host));
    expect(asIs(host)).toBe(before);

    const again = step("ipv4-address", { state: "absent", keep: [] }, 240_000);
    const second: StepResult = await host.ask({ do: "step", request: again, connection: CAME_IN });
    const { transaction, nonce } = second.armed!;
    await host.ask({ do: "confirm", params: { id: transaction.id, nonce }, connection: ANEW });
    await host.ask({ do: "commit", id: transaction.id });
    expect(
      host.run("sh", "-c", "systemctl list-timers --all; systemctl list-units; ls /etc/systemd/system"),
    ).not.toMatch(/migrate-(undo|guard)/);
    host.run("ip", "address", "add", "10.1.2.3/32", "dev", "eth0");
    await until("the watch has seen it", 70_000, async () => (await host.ask({ do: "standing" })).returned.length > 0);
    const seen = await host.ask({ do: "standing" });
    expect(seen).toMatchObject({
      watching: true,
      returned: [{ interface: "eth0", address: "10.1.2.3/32", how: "configured" }],
    });
    host.run("ip", "address", "del", "10.1.2.3/32", "dev", "eth0");
    expect(await host.ask({ do: "undo", step: again.step })).toMatchObject({ outcome: "undone" });
    await until("the stack has settled", 5_000, () => settled(host));
    expect(asIs(host).replace(/inet 198\.51\.100\.\d+/g, "inet 198.51.100.x")).toBe(
      before.replace(/inet 198\.51\.100\.\d+/g, "inet 198.51.100.x"),
    );
  }, 240_000);
});

describe.concurrent("under systemd", () => {
  it("comes back with the cable cut, its systemd timer stopped and the stack's own server gone", async (test) => {
    const host = await started(test, "networkd");
    const before = host.run(
      "sh",
      "-c",
      "ip -4 -o addr show | sed 's/valid_lft.*//'; find /etc/systemd -printf '%p %l\\n' | sort",
    );
    await host.ask({
      do: "step",
      request: step("ipv4-address", { state: "absent", keep: [] }, 12_000),
      connection: CAME_IN,
    });
    host.run("sh", "-c", "systemctl stop 'migrate-undo-*.timer'");
    host.cable("down");
    await until("the host has undone itself", 24_000, () => state(host) === "undone");
    // The files are back; the stack leases its address anew once there is a cable.
    host.cable("up");
    const now = (): string =>
      host.run("sh", "-c", "ip -4 -o addr show | sed 's/valid_lft.*//'; find /etc/systemd -printf '%p %l\\n' | sort");
    await until("the stack has its address again", 30_000, () => now() === before);
  }, 240_000);

  it("is armed again through a boot that was asked for, comes back without IPv4, and is undone by the next boot", async (test) => {
    const host = await started(test, "networkd");
    const before = host.run("sh", "-c", "find /etc/systemd -printf '%p %l\\n' | sort");
    const result: StepResult = await host.ask({
      do: "step",
      request: step("ipv4-address", { state: "absent", keep: [] }, 60_000),
      connection: CAME_IN,
    });
    const { transaction, nonce } = result.armed!;
    await host.ask({ do: "confirm", params: { id: transaction.id, nonce }, connection: ANEW });
    const bootId = (await host.ask({ do: "facts" })).bootId;
    expect(await host.ask({ do: "reboot", id: transaction.id })).toEqual({ bootId });
    await host.bootedAgain();
    expect((await host.ask({ do: "facts" })).bootId).not.toBe(bootId);
    expect(state(host)).toBe("armed");
    expect(ipv4(host)).toBe("");
    expect(host.run("systemctl", "is-active", "migrate-guard-watch.service").trim()).toBe("active");
    expect(
      (
        await host.ask({
          do: "confirm",
          params: { id: transaction.id, nonce },
          connection: { ...ANEW, clientPort: 4002 },
        })
      ).state,
    ).toBe("confirmed");
    host.try("systemctl", "reboot");
    await until("the host has undone itself at boot", 30_000, () => state(host) === "undone");
    await until("IPv4 is back", 20_000, () => ipv4(host).includes("198.51.100."));
    expect(host.run("sh", "-c", "find /etc/systemd -printf '%p %l\\n' | sort")).toBe(before);
  }, 240_000);

  it("rejects IPv4 of the host or of one unit, lets DHCP and IPv6 through, and lets everything through again", async (test) => {
    const host = await started(test, "networkd");
    const ping = (address: string) => host.try("ping", "-c1", "-W2", address);
    expect(ping("198.51.100.1").code).toBe(0);
    const whole = step("brownout", { state: "active", mode: "reject", unit: null }, 9_000);
    await host.ask({ do: "step", request: whole, connection: CAME_IN });
    expect(ping("198.51.100.1")).toMatchObject({ code: 1, stdout: expect.stringContaining("Packet filtered") });
    expect(ping("2001:db8:1::1").code).toBe(0);
    expect(ping("127.0.0.1").code).toBe(0);
    host.run("networkctl", "renew", "eth0");
    await until("the host has undone itself", 20_000, () => state(host) === "undone");
    expect(host.run("nft", "list", "ruleset")).toBe("");
    expect(ping("198.51.100.1").code).toBe(0);

    host.run(
      "systemd-run",
      "--quiet",
      "--unit=api",
      "sh",
      "-c",
      "while :; do ping -c1 -W1 198.51.100.1 >/dev/null && echo through || echo refused; sleep 0.3; done",
    );
    const heard = () => host.run("journalctl", "-u", "api", "-o", "cat", "-n", "1", "--no-pager").trim();
    await until("the unit gets through", 5_000, () => heard() === "through");
    const one = step("brownout", { state: "active", mode: "reject", unit: "api.service" }, 240_000);
    const done: StepResult = await host.ask({ do: "step", request: one, connection: CAME_IN });
    await until("the unit is refused", 5_000, () => heard() === "refused");
    expect(ping("198.51.100.1").code).toBe(0);
    await host.ask({ do: "undoNow", id: done.armed!.transaction.id });
    await until("the unit gets through again", 5_000, () => heard() === "through");
    expect(host.run("nft", "list", "ruleset")).toBe("");
  }, 240_000);
});
