/** undo∘apply = id and diff after apply = [] on hosts made up at random; refusals change nothing. */
import { describe, expect, it } from "vitest";
import { effectiveTable, parseGaiConf } from "../../agent/formats/gai-conf.ts";
import { runStep, undoStep } from "../../agent/modules/registry.ts";
import type { StepRequest } from "../../agent/protocol/messages.ts";
import { memoryHost } from "../unit/agent/memory-system.ts";
import { type Random, random } from "./prng.ts";

const SEED = 20261123;
const ROUNDS = 150;

function gaiText(r: Random): string {
  const line = () =>
    `${r.pick(["precedence", "label", "precedence", "#precedence", "reload", "scopev4"])} ${r.pick(["::/0", "::ffff:0:0/96", "::ffff:0.0.0.0/96", "::1/128", "64:ff9b::/96", "2001:db8::/32", "fc00::/7", "bad"])} ${r.pick(["1", "40", "50", "100", "0x28", "x"])}${r.pick(["", " # note"])}`;
  return (
    Array.from({ length: r.below(10) }, () => r.pick([line(), line(), "", "# comment"])).join("\n") + r.pick(["", "\n"])
  );
}

function interfacesText(r: Random): string {
  const stanza = (name: string) =>
    r.pick([
      `iface ${name} inet static\n    address 198.51.100.7/24\n    gateway 198.51.100.1\n${r.pick(["", "    mtu 1400\n", "    up ethtool -K eth0 tso off\n", "# tail\n"])}`,
      `iface ${name} inet dhcp\n`,
      `iface ${name} inet manual\n    bridge_ports eth9\n`,
      `iface ${name} inet6 static\n    address 2001:db8::7/64\n`,
      `iface ${name} inet6 auto\n`,
    ]);
  const parts = ["auto lo\niface lo inet loopback\n"];
  for (let i = r.below(5); i > 0; i--) {
    const name = r.pick(["eth0", "eth1", "eth0:1"]);
    parts.push(
      r.pick([`auto ${name}\n`, `allow-hotplug ${name} eth1\n`, "\n", "# comment\n", stanza(name), stanza(name)]),
    );
  }
  return parts.join("");
}

async function laws(
  host: ReturnType<typeof memoryHost>,
  module: string,
  want: unknown,
): Promise<"changed" | "unchanged" | "refused"> {
  const before = host.snapshot();
  const step = (mode: "check" | "apply") =>
    runStep(host.sys, { step: "s", run: "r", module, want, mode } as StepRequest, null);
  let done: Awaited<ReturnType<typeof runStep>>;
  try {
    done = await step("apply");
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    expect(["refused", "unsupported"], message).toContain(code);
    expect(host.snapshot()).toEqual(before);
    return "refused";
  }
  expect((await step("check")).changes).toEqual([]);
  if (done.outcome === "changed") {
    expect((await undoStep(host.sys, "s")).outcome).toBe("undone");
    expect(host.snapshot()).toEqual(before);
    return "changed";
  }
  expect(host.snapshot()).toEqual(before);
  return "unchanged";
}

describe(`seed ${SEED}`, () => {
  it("gai-conf: IPv6 always comes out above IPv4, and undo is exact", async () => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const files = { "/etc/gai.conf": { content: gaiText(r), mode: r.pick([0o644, 0o600]), uid: r.below(3) } };
      const addresses = [
        r.pick(["eth0 2001:db8::7/64", "eth0 fd00::7/64", "eth0 fe80::7/64"]),
        ...r.pick([[], ["eth0 198.51.100.7/24"]]),
      ];
      const want = {
        ipv6: 50,
        ipv4: r.pick([10, 40]),
        nat64_prefixes: r.pick([[], ["64:ff9b::/96"]]),
        nat64: r.pick([9, 9, 50]),
      };
      const host = memoryHost({ files, addresses });
      expect(await laws(host, "gai-conf", want)).not.toBe("refused");
      await runStep(
        host.sys,
        { step: "again", run: "r2", module: "gai-conf", want, mode: "apply" } as StepRequest,
        null,
      );
      const table = effectiveTable(parseGaiConf(host.file("/etc/gai.conf")!.content!), "precedence");
      expect(table.get("::/0")).toBe(50);
      expect(table.get("::ffff:0:0/96")).toBe(want.ipv4);
      if (want.nat64_prefixes.length > 0 && want.nat64 < 50) expect(table.get("64:ff9b::/96")).toBe(9);
    }
  });

  it("ipv4-address: either refused untouched, or gone for good and back again", async () => {
    const r = random(SEED);
    const seen = { changed: 0, unchanged: 0, refused: 0 };
    for (let i = 0; i < ROUNDS; i++) {
      const host = memoryHost({
        files: {
          "/etc/network/interfaces": interfacesText(r),
          "/etc/resolv.conf": r.pick([
            "nameserver 2001:db8::53\n",
            "nameserver 192.0.2.1\n",
            "nameserver ::1\nnameserver 192.0.2.1\n",
          ]),
        },
        addresses: [
          r.pick(["eth0 2001:db8::7/64", "eth0 2001:db8::7/64 dynamic"]),
          ...r.pick([[], ["eth0 198.51.100.7/24"], ["eth0 198.51.100.7/24", "eth1 10.0.0.7/8"]]),
        ],
        routes4: r.pick([[], ["default via 198.51.100.1 dev eth0"]]),
        routes6: r.pick([["default via 2001:db8::1 dev eth0"], ["default via 2001:db8::1 dev eth0"], []]),
      });
      seen[
        await laws(host, "ipv4-address", {
          state: "absent",
          keep: r.pick([[], ["eth1"]]),
          remove: r.pick([[], ["eth0", "eth1"], ["eth0", "10.0.0.7"]]),
        })
      ]++;
    }
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(3);
  });

  it("new-host-network: the file is the same the second time, and undo is exact", async () => {
    const r = random(SEED);
    for (let i = 0; i < ROUNDS; i++) {
      const host = memoryHost({
        files: {
          "/sbin/ifup": "",
          "/etc/network/interfaces": interfacesText(r),
          "/etc/resolv.conf": "nameserver 192.0.2.1\n",
        },
        addresses: ["eth0 198.51.100.7/24", ...r.pick([[], ["eth0 2001:db8::9/64"]])],
        routes6: r.pick([[], ["default via 2001:db8::1 dev eth0"]]),
      });
      const want = {
        renderer: "auto",
        interface: "eth0",
        address: r.pick(["auto", "2001:db8::9/64"]),
        gateway: r.pick([null, "2001:db8::1"]),
        nameservers: ["2001:db8::53"],
        nat64_route: r.pick([null, { prefix: "64:ff9b::/96", via: "2001:db8::64" }]),
      };
      expect(await laws(host, "new-host-network", want)).toBe("changed");
    }
  });
});
