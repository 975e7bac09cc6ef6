import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../agent/nat64/config.ts";
import { withOwnAddresses } from "../../../../agent/nat64/own-addresses.ts";
import type { Settings } from "../../../../agent/nat64/settings.ts";
import { formatIp4 } from "../../../../agent/net/ip4.ts";
import { formatIp6 } from "../../../../agent/net/ip6.ts";
import { seeded } from "../../../property/seeded.ts";
import { icmp, seen, udp } from "./packets.ts";
import { translatorOf } from "./world.ts";

function settingsOf(config: Record<string, unknown>): Settings {
  const reading = readConfig({ tun: "t", mode: "siit", ...config });
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.configuration.settings;
}

const shown = ({ self4, self6 }: Settings): string[] => [formatIp4(self4!), formatIp6(self6!)];
const info = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(":") ? "IPv6" : "IPv4" }) as NetworkInterfaceInfo;

describe("our own addresses", () => {
  const host = {
    lo: [info("127.0.0.1", true), info("::1", true)],
    eth0: [info("fe80::1"), info("10.0.0.9"), info("2001:db8::9")],
  };

  it("are those of the configuration, else of the host, else a router's that has none", () => {
    const config = { pool6: "2001:db8:64::/96" };
    expect(shown(withOwnAddresses(settingsOf({ ...config, self4: "192.0.2.1" }), host))).toEqual([
      "192.0.2.1",
      "2001:db8:64::c000:201",
    ]);
    expect(shown(withOwnAddresses(settingsOf(config), host))).toEqual(["10.0.0.9", "2001:db8::9"]);
    expect(shown(withOwnAddresses(settingsOf(config), {}))).toEqual(["192.0.0.8", "2001:db8:64::c000:8"]);
  });

  it("takes sources of errors at random from the pool", () => {
    const config = { mode: "siit", pool4: undefined, rfc6791: { v4: ["192.0.2.16/28"] } };
    const translator = translatorOf(config, seeded(3));
    const quoted = udp({ from: "2001:db8:64::8.8.8.8", to: "2001:db8:64::9.9.9.9" }, 1, 2);
    const error = icmp({ from: "2001:db8:99::1", to: "2001:db8:64::8.8.8.8" }, 3, 0, 0, quoted);
    const sources = new Set(
      Array.from({ length: 100 }, () => {
        const out = translator.translate(error, 0);
        return "forward" in out ? seen(out.forward[0]!).from : "";
      }),
    );
    expect(sources.size).toBeGreaterThan(8);
    for (const source of sources) expect(source).toMatch(/^192\.0\.2\.(1[6-9]|2\d|3[01])$/);
  });
});
