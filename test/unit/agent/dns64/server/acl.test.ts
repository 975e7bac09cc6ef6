import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../../agent/dns64/config.ts";
import { Acl } from "../../../../../agent/dns64/server/acl.ts";

function acl(clients?: string[]): Acl {
  const reading = readConfig({ listen: "::1", upstream: "192.0.2.1", ...(clients === undefined ? {} : { clients }) });
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return new Acl(reading.settings.clients);
}

describe("Acl", () => {
  it.each([
    ["2001:db8::1", true],
    ["2001:db9::1", false],
    ["192.0.2.7", true],
    ["192.0.3.7", false],
    ["::ffff:192.0.2.7", true],
    ["fe80::1%eth0", true],
    ["nonsense", false],
  ])("%s: %s", (address, allowed) => {
    const list = acl(["2001:db8::/32", "192.0.2.0/24", "fe80::/10"]);
    expect([list.allows(address), list.allows(address)]).toEqual([allowed, allowed]);
  });
  it("everybody without a list, nobody with an empty one", () => {
    expect(acl().allows("2001:db8::1")).toBe(true);
    expect(acl([]).allows("2001:db8::1")).toBe(false);
  });
});
