import { expect, it } from "vitest";
import { fastPathOff } from "../../../../../agent/nat64/fastpath/fast-path.ts";
import { fastPathProgram } from "../../../../../agent/nat64/fastpath/program.ts";
import { withFastPath } from "../../../../../agent/nat64/fastpath/status.ts";
import type { Status } from "../../../../../agent/nat64/status.ts";

it("counts every packet once, whichever way it took", () => {
  const counters = { packets_6to4: 3, packets_4to6: 4, bytes_6to4: 300, bytes_4to6: 400 };
  const kernel = { packets_6to4: 10, packets_4to6: 20, bytes_6to4: 1000, bytes_4to6: 2000 };
  const status = withFastPath({ counters } as Status, { ...fastPathOff("because"), ...kernel });
  expect(status.counters).toEqual({ packets_6to4: 13, packets_4to6: 24, bytes_6to4: 1300, bytes_4to6: 2400 });
  expect(status.fastpath).toMatchObject({ state: "off", because: "because", packets_6to4: 10 });
});

it("is small enough for every kernel: 4096 instructions", () => {
  const settings = { lowestIpv6Mtu: 1280, tunIndex: 7, fibFlags: 0, hasTerm: true };
  expect(fastPathProgram(settings).length).toBeLessThan(4096);
});
