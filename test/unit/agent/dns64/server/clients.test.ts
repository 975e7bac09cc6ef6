import { describe, expect, it } from "vitest";
import { readConfig } from "../../../../../agent/dns64/config.ts";
import { addressBytes, Clients } from "../../../../../agent/dns64/server/clients.ts";
import { NOBODY } from "../../../../../agent/dns64/view.ts";

function prefixes(list?: string[]) {
  const reading = readConfig({
    listen: "::1",
    upstream: "192.0.2.1",
    ...(list === undefined ? {} : { clients: list }),
  });
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.settings.clients;
}

describe("Clients", () => {
  it.each([
    ["2001:db8::1", 0],
    ["2001:db9::1", NOBODY],
    ["192.0.2.7", 0],
    ["192.0.3.7", NOBODY],
    ["::ffff:192.0.2.7", 0],
    ["fe80::1%eth0", 0],
    ["nonsense", NOBODY],
  ])("%s: %s", (address, view) => {
    const rest = prefixes(["2001:db8::/32", "192.0.2.0/24", "fe80::/10"]);
    const bytes = addressBytes(address);
    expect(bytes === null ? NOBODY : new Clients({ rest, views: [] }).viewOf(bytes, 0, bytes.length)).toBe(view);
  });
  it("everybody without a list, nobody with an empty one", () => {
    const bytes = addressBytes("2001:db8::1")!;
    expect(new Clients({ rest: prefixes(), views: [] }).viewOf(bytes, 0, 16)).toBe(0);
    expect(new Clients({ rest: prefixes([]), views: [] }).viewOf(bytes, 0, 16)).toBe(NOBODY);
  });
  it("the first view that holds a client is its view, listed among the others or not", () => {
    const views = [prefixes(["2001:db8:1::/48"])!, prefixes(["2001:db8::/32", "192.0.2.0/24"])!];
    const clients = new Clients({ rest: prefixes(["198.51.100.0/24"]), views });
    const viewOf = (text: string): number => {
      const address = Uint8Array.from([9, ...addressBytes(text)!]);
      return clients.viewOf(address, 1, address.length - 1);
    };
    expect(["2001:db8:1::1", "2001:db8:2::1", "192.0.2.1", "198.51.100.1", "203.0.113.1"].map(viewOf)).toEqual([
      1,
      2,
      2,
      0,
      NOBODY,
    ]);
  });
});
