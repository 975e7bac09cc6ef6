import { describe, expect, it } from "vitest";
import { icmpv6Of, parityOf } from "../../../../../src/backends/cloud/aws/parity.ts";

const rule = (
  IpProtocol: string,
  from: number | undefined,
  to: number | undefined,
  ipv4: string,
  ipv6: string[] = [],
) => ({
  IpProtocol,
  ...(from === undefined ? {} : { FromPort: from, ToPort: to }),
  IpRanges: [{ CidrIp: ipv4 }],
  Ipv6Ranges: ipv6.map((CidrIpv6) => ({ CidrIpv6 })),
});

describe("parity of a security group", () => {
  it("has nothing to do where IPv6 is there already, also by a rule for all protocols", () => {
    expect(parityOf([rule("tcp", 443, 443, "0.0.0.0/0", ["::/0"])], {}).missing).toEqual([]);
    const all = { IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6: "::/0" }] };
    expect(parityOf([rule("tcp", 443, 443, "0.0.0.0/0"), all], {}).missing).toEqual([]);
  });

  it("takes ranges from the counterparts, leaves out those that need none, and names those that have none", () => {
    const found = parityOf(
      [rule("tcp", 22, 22, "10.0.0.0/8"), rule("tcp", 22, 22, "192.0.2.1/32"), rule("udp", 53, 53, "198.51.100.0/24")],
      {
        "10.0.0.0/8": "2001:db8::/32",
        "192.0.2.1/32": null,
      },
    );
    expect(found.missing).toEqual([
      { protocol: "tcp", from: 22, to: 22, ipv6: "2001:db8::/32", description: undefined },
    ]);
    expect(found.unmapped).toEqual(["198.51.100.0/24"]);
  });

  it("a counterpart of 0.0.0.0/0 is taken at its word", () => {
    expect(parityOf([rule("tcp", 80, 80, "0.0.0.0/0")], { "0.0.0.0/0": null }).missing).toEqual([]);
  });

  it.each([
    ["everything", -1, -1, { type: -1, code: -1 }],
    ["echo request", 8, 0, { type: 128, code: 0 }],
    ["fragmentation needed is packet too big", 3, 4, { type: 2, code: 0 }],
    ["unreachable", 3, -1, { type: 1, code: -1 }],
    ["time exceeded", 11, 0, { type: 3, code: 0 }],
    ["redirect has none", 5, 0, null],
  ])("icmp: %s", (_, type, code, wanted) => expect(icmpv6Of(type, code)).toEqual(wanted));
});
