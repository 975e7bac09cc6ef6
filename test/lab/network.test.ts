/** Addresses, links and routes as the agent reads them from the kernel, beside what iproute2 prints about the same namespace. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Network } from "../../agent/facts/addresses.ts";
import type { RouteFact } from "../../agent/protocol/facts.ts";
import { parseAddresses, parseRoutes } from "../simulated/ip-json.ts";

const SYSTEM = join(import.meta.dirname, "../../agent/system-host.ts");

/** Everything `ip` can say of an address or a route that somebody here asks about. */
const NETWORK = `
ip link set lo up
ip link add e0 type veth peer name e1
ip link add x0 type veth peer name x1
ip tuntap add t0 mode tun
ip link set e0 mtu 1400; for l in e0 e1 x0 x1; do ip link set $l up; done
ip address add 198.51.100.7/24 broadcast + label e0:www dev e0
ip address add 10.3.0.8/24 dev e0 scope link metric 77 noprefixroute
ip address add 10.1.0.1 peer 10.1.0.2/32 dev e0
ip address add 10.2.0.1/24 dev e0 valid_lft 6000 preferred_lft 3000
ip address add 10.4.0.9/24 dev e0 scope 42
ip address add 2001:db8::7/64 dev e0 nodad
ip address add 2001:db8::8/64 dev e0 preferred_lft 0 valid_lft 5000 nodad
ip address add 2001:db8:9::1 peer 2001:db8:9::2/128 dev e0 nodad
ip address add 2001:db8::1234:5678/64 dev x1
ip address add fd00::1/64 dev x0 nodad noprefixroute
ip route add default via 198.51.100.1 proto static
ip route add 203.0.113.0/25 via 198.51.100.2 metric 9 table 100
ip route add 203.0.113.9 via inet6 2001:db8::99 dev e0 proto bird
ip route add 192.0.2.0/24 proto 77 nexthop via 198.51.100.3 weight 2 nexthop via 10.1.0.2
ip route add blackhole 192.0.3.0/24
ip route add 203.0.114.0/24 dev e0 scope link
ip -6 route add default via fe80::1 dev e0 proto ra expires 1700
ip -6 route add 2001:db8:77::/48 via 2001:db8::77 table 1234
ip -6 route add 2001:db8:78::/48 nexthop via 2001:db8::78 nexthop via 2001:db8::79
ip -6 route add unreachable 2001:db8:79::/48
ip -6 route add 2001:db8:80::5 dev x0
`;

interface Shown {
  readonly network: string;
  readonly routes: Readonly<Record<4 | 6, string>>;
}

interface Seen {
  readonly network: Network;
  readonly routes: Readonly<Record<4 | 6, readonly RouteFact[]>>;
  /** What ip said before and after: lifetimes go on meanwhile. */
  readonly shown: readonly Shown[];
}

const READER = `
const { hostSystem } = await import(process.argv[1]);
const { execFileSync } = await import("node:child_process");
const ip = (...args) => execFileSync("ip", args, { encoding: "utf8" });
const sys = hostSystem();
const routes = (family) => ip("-j", family, "route", "show", "table", "all");
const show = () => ({ network: ip("-d", "-j", "address", "show"), routes: { 4: routes("-4"), 6: routes("-6") } });
const before = show();
const seen = { network: await sys.network(), routes: { 4: await sys.routes(4), 6: await sys.routes(6) } };
console.log(JSON.stringify({ ...seen, shown: [before, show()] }));
`;

test("addresses, links and routes are those that ip shows, with every trait", () => {
  const script = `set -e; ${NETWORK} exec "$0" --disable-warning=ExperimentalWarning --input-type=module -e "$1" "$2"`;
  const argv = ["--net", "sh", "-c", script, process.execPath, READER, SYSTEM];
  const seen = JSON.parse(execFileSync("unshare", argv, { encoding: "utf8" })) as Seen;
  expect(seen.shown.map(({ network }) => parseAddresses(network))).toContainEqual(seen.network);
  for (const family of [4, 6] as const)
    expect(seen.shown.map(({ routes }) => parseRoutes(routes[family], family))).toContainEqual(seen.routes[family]);
  // What was laid out is really there: an empty answer equals an empty answer.
  expect(seen.network.addresses.length).toBeGreaterThan(14);
  expect(seen.network.links.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["veth", "tun", null]));
  expect(seen.routes[4].length).toBeGreaterThan(9);
  expect(seen.routes[6].map(({ table }) => table)).toContain("1234");
  expect(seen.routes[6].some(({ expiresSeconds }) => expiresSeconds! > 1600)).toBe(true);
});
