import { describe, expect, it } from "vitest";
import { udp } from "./packets.ts";
import { CLIENT, POOL, SERVER, World } from "./world.ts";

describe("addresses that no router forwards", () => {
  it("multicast, loopback and link-local go no further", () => {
    const stateful = new World();
    const stateless = new World({ mode: "siit", pool4: undefined });
    for (const world of [stateful, stateless]) {
      for (const from of ["ff02::1", "::1", "::", "fe80::1"])
        expect(world.send(udp({ from, to: `2001:db8:64::${SERVER}` }, 1, 2))).toBe("unusable-address");
      for (const to of [
        "2001:db8:64::224.0.0.1",
        "2001:db8:64::127.0.0.1",
        "2001:db8:64::0.0.0.0",
        "2001:db8:64::255.255.255.255",
      ])
        expect(world.send(udp({ from: world === stateful ? CLIENT : `2001:db8:64::192.0.2.9`, to }, 1, 2))).toBe(
          "unusable-address",
        );
      for (const from of ["127.0.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"])
        expect(world.send(udp({ from, to: POOL }, 1, 2))).toBe("unusable-address");
    }
  });
});
