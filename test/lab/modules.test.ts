/** Modules on a real host: real glibc, ifupdown, BIND, supervisor. What they do to files is tested in memory; here, that it works. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StepRequest, StepResult } from "../../agent/protocol/messages.ts";
import { type LabHost, startHost, until } from "./module-host/host.ts";

const BUNDLE = "/var/lib/migrate/cache/agent/fake";
const HOME = { node: process.execPath, bundleDir: BUNDLE, sha256: "f".repeat(64) };
/** Stands for the bundle: says it is ready, and dies of SIGUSR1. With `broken` in its configuration it says why it cannot start. */
const FAKE_AGENT = `
const [, , daemon, , file] = process.argv;
const config = JSON.parse(require("fs").readFileSync(file, "utf8"));
if (config.broken) { console.error(daemon + ": pool4 overlaps eth0"); process.exit(65); }
console.log(daemon + " ready " + process.pid + " " + JSON.stringify(config));
process.on("SIGUSR1", () => process.exit(9));
process.on("SIGTERM", () => process.exit(0));
setInterval(() => {}, 1000);
`;

let host: LabHost;

function ask(
  module: string,
  want: unknown,
  options: { mode?: "check" | "apply"; step?: string } = {},
): Promise<StepResult> {
  const { mode = "apply", step = module } = options;
  return host.ask({
    do: "step",
    request: { step, run: "r1", module, want, mode } as StepRequest,
    connection: null,
    home: HOME,
  });
}

beforeAll(async () => {
  host = await startHost();
  host.run(
    "sh",
    "-c",
    `set -e; ip link add eth0 type veth peer name p0; ip link set p0 up; ip link set eth0 up
     sysctl -qw net.ipv6.conf.eth0.accept_dad=0
     ip addr add 198.51.100.7/24 dev eth0; ip addr add 2001:db8:1::7/64 dev eth0 nodad; ip route add default via 198.51.100.1; ip -6 route add default via 2001:db8:1::1 dev eth0
     printf '127.0.0.1 localhost\\n198.51.100.9 both.example\\n2001:db8:1::9 both.example\\n' >/etc/hosts
     printf 'precedence ::ffff:0:0/96  100\\n' >/etc/gai.conf
     mkdir -p ${BUNDLE} /run/network`,
  );
  host.run("sh", "-c", `cat >${BUNDLE}/agent.cjs <<'X'\n${FAKE_AGENT}\nX`);
});

afterAll(() => host?.close());

describe("gai-conf", () => {
  const first = () =>
    host
      .run("getent", "ahosts", "both.example")
      .split("\n")
      .find((line) => line.includes("STREAM"))!
      .split(/\s+/)[0];

  it("makes a new process choose IPv6, and IPv4 again once undone", async () => {
    expect(first()).toBe("198.51.100.9");
    const done = await ask("gai-conf", { ipv6: 50, ipv4: 40, nat64_prefixes: ["64:ff9b::/96"], nat64: 39 });
    expect(done.outcome).toBe("changed");
    expect(first()).toBe("2001:db8:1::9");
    expect(await host.ask({ do: "undo", step: "gai-conf" })).toMatchObject({ outcome: "undone" });
    expect(first()).toBe("198.51.100.9");
  });

  it("keeps a synthesised address below native IPv4", async () => {
    host.run("sh", "-c", "printf '198.51.100.9 nat.example\\n64:ff9b::c633:6409 nat.example\\n' >>/etc/hosts");
    const nat = () => host.run("getent", "ahosts", "nat.example").split("\n")[0]!.split(/\s+/)[0];
    await ask("gai-conf", { ipv6: 50, ipv4: 40, nat64_prefixes: ["64:ff9b::/96"], nat64: 39 }, { step: "gai-2" });
    expect(nat()).toBe("198.51.100.9");
    await ask("gai-conf", { ipv6: 50, ipv4: 40, nat64_prefixes: ["64:ff9b::/96"], nat64: 50 }, { step: "gai-3" });
    expect(nat()).toBe("64:ff9b::c633:6409");
  });
});

describe("nat64-gateway", () => {
  const want = (config: object) => ({ backend: "builtin", drain_s: 7200, config });
  const running = (): string[] =>
    host
      .run(
        "sh",
        "-c",
        "for p in /proc/[0-9]*; do cat $p/cmdline 2>/dev/null | tr '\\0' ' ' | grep -q '[a]gent.cjs nat64' && echo ${p#/proc/}; done; true",
      )
      .trim()
      .split("\n")
      .filter((pid) => pid !== "");

  it("runs the daemon from its own copy, starts it again when it dies, and outlives the agent and its cache", async () => {
    const done = await ask("nat64-gateway", want({ mode: "nat64" }), { step: "gw" });
    expect(done.outcome).toBe("changed");
    expect(done.because.join("\n")).toMatch(/nat64 ready \d+ \{"mode":"nat64"\}/);
    const [pid] = running();
    expect(pid).toBeDefined();
    expect(host.run("cat", "/proc/sys/net/ipv6/conf/all/forwarding").trim()).toBe("1");
    host.run("rm", "-rf", BUNDLE);
    host.run("kill", "-USR1", pid!);
    await until("the daemon runs again", 10_000, () => running().length === 1 && running()[0] !== pid);
    host.run("sh", "-c", `mkdir -p ${BUNDLE} && cp /var/lib/migrate/daemons/*/agent.cjs ${BUNDLE}/`);
    expect((await ask("nat64-gateway", want({ mode: "nat64" }), { step: "gw-same" })).outcome).toBe("unchanged");
  });

  it("restarts with another configuration", async () => {
    const [before] = running();
    const done = await ask("nat64-gateway", want({ mode: "siit" }), { step: "gw-2" });
    expect(done.changes.map(({ key }) => key)).toEqual(["file:/etc/migrate/nat64.json", "daemon:migrate-nat64"]);
    expect(done.because.join("\n")).toContain('{"mode":"siit"}');
    expect(running()).toHaveLength(1);
    expect(running()[0]).not.toBe(before);
  });

  it("says the daemon's last words where it does not come up, and leaves what ran before running", async () => {
    const request = {
      step: "gw-3",
      run: "r1",
      module: "nat64-gateway",
      want: want({ broken: true }),
      mode: "apply",
    } as StepRequest;
    await expect(host.ask({ do: "step", request, connection: null, home: HOME })).rejects.toThrow(
      /pool4 overlaps eth0(.|\n)*it was undone/,
    );
    expect(host.run("cat", "/etc/migrate/nat64.json")).toContain("siit");
    await until("the old one runs", 5_000, () => running().length === 1);
  });

  it("starts at boot", async () => {
    await host.reboot();
    expect(running()).toEqual([]);
    host.run("sh", "-c", "for s in /etc/rc2.d/S90migrate-*; do $s start; done");
    await until("it runs", 5_000, () => running().length === 1);
  });

  it("is gone once undone, with forwarding as before", async () => {
    host.run("sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
    expect(await host.ask({ do: "undo", step: "gw-2" })).toMatchObject({ outcome: "undone" });
    expect(await host.ask({ do: "undo", step: "gw" })).toMatchObject({ outcome: "undone" });
    expect(running()).toEqual([]);
    expect(host.run("cat", "/proc/sys/net/ipv6/conf/all/forwarding").trim()).toBe("0");
    expect(
      host.try(
        "ls",
        "/etc/migrate",
        "/etc/init.d/migrate-nat64",
        "/etc/rc2.d/S90migrate-nat64",
        "/etc/sysctl.d/90-migrate-nat64.conf",
        "/var/lib/migrate/daemons",
      ).stdout,
    ).toBe("");
  });
});

describe("dns-record", () => {
  const want = (records: unknown[]) => ({
    source: "zonefile",
    zone: "corp.example",
    file: "/etc/bind/corp.example",
    reload: ["rndc", "-c", "/etc/bind/lab.rndc", "reload", "corp.example"],
    records,
  });

  it("changes what a real server answers, and sees the serial served", async () => {
    host.run(
      "sh",
      "-c",
      `set -e; mkdir -p /etc/bind /run/named /var/cache/bind; ip link set lo up
       printf '$TTL 300\\n@ IN SOA ns1 root ( 2026010100 60 60 60 60 )\\n@ IN NS ns1\\nns1 IN AAAA ::1\\napi IN A 10.0.0.7\\n' >/etc/bind/corp.example
       printf 'key k { algorithm hmac-sha256; secret "c2VjcmV0c2VjcmV0c2VjcmV0"; };\\noptions { default-key k; default-server 127.0.0.1; default-port 1953; };\\n' >/etc/bind/lab.rndc
       printf 'key k { algorithm hmac-sha256; secret "c2VjcmV0c2VjcmV0c2VjcmV0"; };\\ncontrols { inet 127.0.0.1 port 1953 allow { any; } keys { k; }; };\\noptions { directory "/var/cache/bind"; pid-file none; listen-on { 127.0.0.1; }; listen-on-v6 { ::1; }; recursion no; };\\nzone "corp.example" { type primary; file "/etc/bind/corp.example"; };\\n' >/etc/bind/lab.conf
       setsid named -c /etc/bind/lab.conf -n 1 -g >/tmp/named.log 2>&1 </dev/null &`,
    );
    await until("named answers", 15_000, () => host.try("rndc", "-c", "/etc/bind/lab.rndc", "status").code === 0);
    const records = [
      { name: "api.corp.example", type: "AAAA", address: "2001:db8:1::7", state: "present" },
      { name: "api.corp.example", type: "A", address: "10.0.0.7", state: "absent" },
    ];
    const before = host.run("cat", "/etc/bind/corp.example");
    const done = await ask("dns-record", want(records), { step: "dns" });
    expect(done.because.join("\n")).toMatch(/corp.example is served with serial 20\d{8}/);
    expect(host.run("rndc", "-c", "/etc/bind/lab.rndc", "zonestatus", "corp.example")).not.toContain(
      "serial: 2026010100",
    );
    expect(await host.ask({ do: "undo", step: "dns" })).toMatchObject({ outcome: "undone" });
    const after = host.run("cat", "/etc/bind/corp.example");
    expect(after.replace(/20\d{8}/, "SERIAL")).toBe(before.replace(/20\d{8}/, "SERIAL"));
    expect(after).not.toBe(before);
  });

  it("undoes itself where the server does not take the file", async () => {
    const before = host.run("cat", "/etc/bind/corp.example");
    await expect(
      ask(
        "dns-record",
        { ...want([{ name: "x.corp.example", type: "A", address: "10.0.0.1", state: "present" }]), reload: ["false"] },
        { step: "dns-2" },
      ),
    ).rejects.toThrow(/false failed \(1\)/);
    expect(host.run("cat", "/etc/bind/corp.example").replace(/20\d{8}/, "")).toBe(before.replace(/20\d{8}/, ""));
  });
});

describe("new-host-network", () => {
  it("makes a dual-stack host IPv6-only, now and after a boot, and back", async () => {
    host.run(
      "sh",
      "-c",
      `set -e; printf 'auto eth0\\niface eth0 inet static\\n  address 198.51.100.7/24\\n' >/etc/network/interfaces; printf 'nameserver 192.0.2.1\\n' >/etc/resolv.conf
       ip link add eth0 type veth peer name p0; ip link set p0 up; mkdir -p /run/network; ifup -a 2>/dev/null`,
    );
    const addresses = () =>
      host.run(
        "sh",
        "-c",
        "ip -o addr show dev eth0 scope global | sed 's/valid_lft.*//; s/ nodad//; s/ tentative//'; ip -4 route; ip -6 route show default; ip -6 route show 64:ff9b::/96",
      );
    const before = addresses();
    const want = {
      renderer: "auto",
      interface: "eth0",
      address: "2001:db8:1::9/64",
      gateway: "2001:db8:1::1",
      nameservers: ["2001:db8:1::53"],
      nat64_route: { prefix: "64:ff9b::/96", via: "2001:db8:1::64" },
    };
    const done = await ask("new-host-network", want, { step: "new" });
    expect(done.outcome).toBe("changed");
    const now = addresses();
    expect(now).toContain("2001:db8:1::9/64");
    expect(now).not.toContain("198.51.100.7");
    expect(await host.ask({ do: "undo", step: "new" })).toMatchObject({ outcome: "undone" });
    expect(addresses()).toBe(before);
    await ask("new-host-network", want, { step: "new-2" });
    await host.reboot();
    host.run(
      "sh",
      "-c",
      "ip link add eth0 type veth peer name p0; ip link set p0 up; mkdir -p /run/network; ifup -a 2>/dev/null",
    );
    expect(addresses()).toBe(now);
    expect((await ask("new-host-network", want, { step: "new-3" })).outcome).toBe("unchanged");
  });
});
