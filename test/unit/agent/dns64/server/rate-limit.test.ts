import { describe, expect, it } from "vitest";
import { addressBytes } from "../../../../../agent/dns64/server/clients.ts";
import {
  newRateMemory,
  OVER,
  RateLimit,
  type RateLimitSettings,
  SLIP,
  WITHIN,
} from "../../../../../agent/dns64/server/rate-limit.ts";

const settings: RateLimitSettings = { perSecond: 10, burstS: 2, slip: 2, ip4Bits: 24, ip6Bits: 56 };
const START = 1e6;

function limit(more: Partial<RateLimitSettings> = {}): (client: string, atMs?: number) => number {
  const rates = new RateLimit({ ...settings, ...more }, newRateMemory(5));
  return (client, atMs = 0) => {
    const address = addressBytes(client)!;
    return rates.take(address, 0, address.length, START + atMs);
  };
}

function within(take: (client: string, atMs?: number) => number, client: string, asked: number, atMs = 0): number {
  let count = 0;
  for (let i = 0; i < asked; i++) count += take(client, atMs) === WITHIN ? 1 : 0;
  return count;
}

describe("RateLimit", () => {
  it("lets the burst through, then the rate", () => {
    const take = limit();
    expect(within(take, "2001:db8::1", 100)).toBe(20);
    expect(within(take, "2001:db8::1", 100, 1000)).toBe(10);
    expect(within(take, "2001:db8::1", 100, 60_000)).toBe(20);
  });
  it("counts a network together and networks apart", () => {
    const take = limit();
    expect(within(take, "2001:db8:0:1::1", 100)).toBe(20);
    expect(within(take, "2001:db8:0:2::1", 100)).toBe(0);
    expect(within(take, "2001:db8:0:100::1", 100)).toBe(20);
    expect(within(take, "192.0.2.1", 100)).toBe(20);
    expect(within(take, "192.0.2.200", 100)).toBe(0);
    expect(within(take, "192.0.3.1", 100)).toBe(20);
  });
  it("heeds lengths that are not whole octets", () => {
    const take = limit({ ip4Bits: 28 });
    expect(within(take, "192.0.2.1", 100)).toBe(20);
    expect(within(take, "192.0.2.15", 100)).toBe(0);
    expect(within(take, "192.0.2.16", 100)).toBe(20);
  });
  it("slips every second one, every one, or none", () => {
    for (const [slip, expected] of [
      [2, [OVER, SLIP, OVER, SLIP]],
      [1, [SLIP, SLIP, SLIP, SLIP]],
      [0, [OVER, OVER, OVER, OVER]],
    ] as const) {
      const take = limit({ slip });
      within(take, "192.0.2.1", 20);
      expect([0, 0, 0, 0].map(() => take("192.0.2.1"))).toEqual(expected);
    }
  });
  it("does not forget who is over the rate while others come and go", () => {
    const take = limit();
    within(take, "192.0.2.1", 1000);
    for (let i = 0; i < 2000; i++) take(`10.${i >> 8}.${i & 255}.1`);
    expect(within(take, "192.0.2.1", 10)).toBe(0);
  });
});
