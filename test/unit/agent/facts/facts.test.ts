import { describe, expect, it } from "vitest";
import { asClient4, dhcpClients } from "../../../../agent/facts/dhcp.ts";
import { gatherFacts } from "../../../../agent/facts/gather.ts";
import { parseOsRelease, parseTraffic } from "../../../../agent/facts/host.ts";
import { interfacesFiles } from "../../../../agent/facts/interfaces-files.ts";
import { resolverOwner } from "../../../../agent/facts/resolver-owner.ts";
import { isSettled } from "../../../../agent/facts/routes.ts";
import { parseListeners } from "../../../../agent/modules/daemon/listeners.ts";
import { addAddress, configuredRoutes } from "../../../../agent/modules/ipv4-address/restore.ts";
import { parseAddresses, parseRoutes } from "../../../simulated/ip-json.ts";
import { memoryHost } from "../memory-system.ts";

describe("addresses", () => {
  const shown = JSON.stringify([
    {
      ifname: "eth0",
      ifindex: 2,
      flags: ["UP"],
      mtu: 1500,
      addr_info: [
        {
          family: "inet",
          local: "10.1.0.1",
          address: "10.1.0.2",
          prefixlen: 32,
          scope: "link",
          label: "eth0:x",
          metric: 5,
          noprefixroute: true,
          dynamic: true,
          valid_life_time: 600,
          preferred_life_time: 300,
        },
        {
          family: "inet6",
          local: "2001:0db8::7",
          prefixlen: 64,
          scope: "global",
          temporary: true,
          deprecated: true,
          tentative: true,
        },
        { family: "mctp", local: "1", prefixlen: 8, scope: "global" },
      ],
    },
    {},
  ]);

  it("are read with all their traits, and can be added again from them", () => {
    const { addresses, links } = parseAddresses(shown);
    expect(links).toEqual([{ name: "eth0", index: 2, up: true, mtu: 1500, kind: null }]);
    expect(addresses).toHaveLength(2);
    expect(addresses[1]).toMatchObject({ address: "2001:db8::7", temporary: true, deprecated: true, unusable: true });
    expect(addAddress(addresses[0]!).join(" ")).toBe(
      "-4 address add 10.1.0.1 peer 10.1.0.2/32 dev eth0 label eth0:x scope link metric 5 noprefixroute valid_lft 600 preferred_lft 300",
    );
  });

  it("are none where ip says nothing", () => expect(parseAddresses("").addresses).toEqual([]));
});

describe("routes", () => {
  it("leave out what the kernel keeps for its own addresses, and spread multipath", () => {
    const routes = parseRoutes(
      JSON.stringify([
        { dst: "default", gateway: "192.0.2.1", dev: "eth0", protocol: "static" },
        {
          dst: "10.0.0.0/8",
          nexthops: [
            { gateway: "192.0.2.2", dev: "eth0" },
            { gateway: "192.0.2.3", dev: "eth1" },
          ],
          table: "100",
        },
        { type: "local", dst: "192.0.2.7", dev: "eth0", table: "local" },
        { type: "blackhole", dst: "192.168.0.0/16" },
        { dst: "default", via: { family: "inet6", host: "fe80::1" }, dev: "eth0" },
      ]),
      4,
    );
    expect(routes.map((r) => `${r.destination} ${r.via} ${r.interface} ${r.protocol} ${r.table}`)).toEqual([
      "default 192.0.2.1 eth0 static main",
      "10.0.0.0/8 192.0.2.2 eth0 boot 100",
      "10.0.0.0/8 192.0.2.3 eth1 boot 100",
      "default fe80::1 eth0 boot main",
    ]);
  });

  it("of a routing daemon are no facts, but for the way out", () => {
    const routes = parseRoutes(
      JSON.stringify([
        { dst: "default", gateway: "192.0.2.1", dev: "eth0", protocol: "bird" },
        { dst: "10.1.0.0/16", gateway: "192.0.2.1", dev: "eth0", protocol: "bird" },
        { dst: "10.2.0.0/16", gateway: "192.0.2.2", dev: "eth0", protocol: "static" },
        { dst: "10.3.0.0/16", gateway: "192.0.2.2", dev: "eth0", protocol: "bgp" },
        { dst: "192.0.2.0/24", dev: "eth0", protocol: "kernel" },
      ]),
      4,
    );
    expect(routes.filter(isSettled).map((r) => r.destination)).toEqual(["default", "10.2.0.0/16", "192.0.2.0/24"]);
  });

  it("are kept for undo in an order in which they can be added", () => {
    expect(
      configuredRoutes(
        "default via 10.0.0.1 dev eth0 linkdown\n10.0.0.1 dev eth0 scope link\n10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.7\nlocal 10.0.0.7 dev eth0 table local proto kernel\n10.9.0.0/16\n\tnexthop via 10.0.0.2 dev eth0 weight 1\n",
      ),
    ).toEqual([
      "10.0.0.1 dev eth0 scope link",
      "default via 10.0.0.1 dev eth0",
      "10.9.0.0/16 nexthop via 10.0.0.2 dev eth0 weight 1",
    ]);
  });
});

describe("the host", () => {
  it("names itself", () => {
    expect(parseOsRelease('NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\nPRETTY_NAME=\'Debian 12\'\n')).toEqual({
      id: "debian",
      version: "12",
      name: "Debian 12",
    });
    expect(parseOsRelease("")).toEqual({ id: "linux", version: "", name: "Linux" });
  });

  it("counts octets by family, and says null rather than zero where it cannot", () => {
    const netstat = "TcpExt: A\nTcpExt: 1\nIpExt: InNoRoutes InOctets OutOctets\nIpExt: 0 100 23\n";
    expect(parseTraffic(netstat, "Ip6InOctets  \t7\nIp6OutOctets 8\n")).toEqual({ ipv4Bytes: 123, ipv6Bytes: 15 });
    expect(parseTraffic(netstat, "Ip6InOctets 7\n")).toBeNull();
    expect(parseTraffic("IpExt: InOctets\n", "Ip6InOctets 7\nIp6OutOctets 8\n")).toBeNull();
    expect(parseTraffic(null, "")).toBeNull();
  });

  it("is gathered whole, and says what is missing", async () => {
    const host = memoryHost({
      files: {
        "/etc/os-release": "ID=debian\n",
        "/etc/resolv.conf": "nameserver ::1\n",
        "/proc/sys/kernel/hostname": "h1\n",
        "/proc/sys/kernel/osrelease": "6.1.0\n",
        "/usr/sbin/ip": "",
        "/usr/bin/getent": "",
      },
      addresses: ["eth0 2001:db8::7/64 dynamic"],
    });
    expect(await gatherFacts(host.sys)).toMatchObject({
      hostname: "h1",
      kernel: "6.1.0",
      arch: "x86_64",
      init: "other",
      nameservers: ["::1"],
      networkOwner: { owner: "plain" },
      resolverOwner: { owner: "plain-file" },
      missing: ["ss", "nft", "setsid", "systemd-run", "ifup", "sysctl"],
      traffic: null,
    });
  });
});

describe("DHCP clients", () => {
  it.each([
    [["dhclient", "-4", "-v", "-i", "-pf", "/run/x.pid", "eth0"], ["eth0"]],
    [["dhclient", "-lf", "/x/eth0.leases", "-I", "-df", "/x/dhclient6.eth0.leases", "eth0"], ["eth0"]],
    [["dhclient", "-nw"], []],
    [["dhclient", "-6", "eth0"], null],
  ])("%j serves %j", (argv, interfaces) =>
    expect(asClient4("dhclient", 1, argv)?.interfaces ?? null).toEqual(interfaces),
  );
  it("that have ended, and whose parent has not asked yet, serve nobody", async () => {
    const host = memoryHost({
      files: { "/proc/41/comm": "dhclient\n", "/proc/41/cmdline": "" },
      processes: { 42: ["/sbin/dhclient", "eth0"] },
    });
    expect((await dhcpClients(host.sys)).map(({ pid }) => pid)).toEqual([42]);
  });
  it("of busybox name theirs by -i", () =>
    expect(asClient4("udhcpc", 1, ["udhcpc", "-i", "eth1"])?.interfaces).toEqual(["eth1"]));
});

describe("the resolver's owner", () => {
  it.each([
    ["../run/systemd/resolve/stub-resolv.conf", "", "resolved"],
    ["/var/run/NetworkManager/resolv.conf", "", "networkmanager"],
    ["/etc/resolvconf/run/resolv.conf", "", "resolvconf"],
    ["/srv/x", "", "unknown"],
    [null, "# Generated by NetworkManager\n", "networkmanager"],
    [null, "nameserver ::1 # Generated by hand\n", "plain-file"],
  ])("of a link to %j with text %j is %s", (link, text, owner) => {
    const found = resolverOwner({ link, text, exists: true, resolvconf: false });
    expect(found.owner).toBe(owner);
    expect(found.because.length).toBeGreaterThan(0);
  });
});

describe("interfaces files", () => {
  it("are found through sources, globs and folders, each once, round circles too", async () => {
    const host = memoryHost({
      files: {
        "/etc/network/interfaces":
          "source interfaces.d/*.cfg\nsource-directory /etc/network/more\nsource /etc/network/interfaces\n",
        "/etc/network/interfaces.d/a.cfg": "auto a\n",
        "/etc/network/interfaces.d/.hidden.cfg": "auto x\n",
        "/etc/network/interfaces.d/b.bak": "auto x\n",
        "/etc/network/more/good": "auto b\n",
        "/etc/network/more/bad.dpkg-old": "auto x\n",
      },
    });
    expect((await interfacesFiles(host.sys)).map(({ path }) => path)).toEqual([
      "/etc/network/interfaces",
      "/etc/network/interfaces.d/a.cfg",
      "/etc/network/more/good",
    ]);
  });
});

describe("listeners", () => {
  it("are read from ss", () => {
    expect(
      parseListeners(
        'udp UNCONN 0 0 [fe80::1]%eth0:53 [::]:* users:(("named",pid=9,fd=3))\ntcp LISTEN 0 10 *:22 *:*\n',
      ),
    ).toEqual([
      { protocol: "udp", address: "fe80::1", port: 53, program: "named", pid: 9 },
      { protocol: "tcp", address: "*", port: 22, program: null, pid: null },
    ]);
  });
});
