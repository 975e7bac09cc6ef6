/** The dead man's switch on a real host: real addresses, real scripts, killed processes, links down, a reboot. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hello, StepRequest, StepResult } from "../../agent/protocol/messages.ts";
import { type LabHost, startHost, until } from "./module-host/host.ts";

const STEP = "phase-4/api/remove-ipv4/h1";
const CAME_IN: Hello["connection"] = {
  client: "2001:db8:1::c",
  clientPort: 4000,
  server: "2001:db8:1::7",
  serverPort: 22,
};
const ANEW: Hello["connection"] = { ...CAME_IN, clientPort: 4001 };
const INTERFACES = `# the host's network
auto lo eth0
iface lo inet loopback

iface eth0 inet static
    address 198.51.100.7/24
    gateway 198.51.100.1

iface eth0 inet6 static
    address 2001:db8:1::7/64
    gateway 2001:db8:1::1
    dad-attempts 0
`;

let host: LabHost;

function removeIpv4(withinMs: number): StepRequest {
  return {
    step: STEP,
    run: "r1",
    module: "ipv4-address",
    want: { state: "absent", keep: [], remove: ["10.9.9.9"] },
    mode: "apply",
    undoUnlessConfirmedWithin: withinMs,
  };
}

/** Everything the promise "as before" is about; what comes and goes by itself (lifetimes, duplicate address detection, kernel routes of IPv6) left out. */
function asIs(): string {
  return host.run(
    "sh",
    "-c",
    `ip -4 -o addr show | sed 's/valid_lft.*//'; ip -o -6 addr show scope global | sed 's/valid_lft.*//'
     ip -4 route show table all; ip -6 route show; ip rule; ip -6 rule; ip -o link show up | cut -d: -f2
     grep -rs . /proc/sys/net/ipv6/conf/eth0/accept_ra /proc/sys/net/ipv6/conf/all/forwarding
     find /etc -not -type d -printf '%p %m %u %g %s %l %T@\\n' | sort
     find /etc/network /etc/resolv.conf /etc/init.d /etc/rc2.d /etc/rcS.d -type f -exec sha256sum {} + ; ls -l /etc/network /etc/resolv.conf | grep -v ^total`,
  );
}

async function states(): Promise<string[]> {
  return (await host.ask({ do: "transactions" })).map((t: { state: string }) => t.state);
}

const undone = () => host.try("sh", "-c", "cat /var/lib/migrate/guard/*/state").stdout.trim() === "undone";

beforeEach(async () => {
  host = await startHost();
  host.run(
    "sh",
    "-c",
    `set -e; ip link add eth0 type veth peer name p0; ip link set p0 up
     printf '%s' '${INTERFACES.replaceAll("'", "'\\''")}' >/etc/network/interfaces; chown 7:8 /etc/network/interfaces; chmod 640 /etc/network/interfaces
     printf 'nameserver 2001:db8:1::53\\n' >/etc/resolv.conf
     mkdir -p /run/network; ifup -a 2>/dev/null
     ip addr add 10.9.9.9/32 dev eth0 label eth0:vip; ip route add 10.20.0.0/16 via 198.51.100.2 metric 77; ip route add 10.30.0.0/16 via 198.51.100.3 table 100; ip rule add from 10.9.9.9 table 100`,
  );
});

afterEach(() => host.close());

describe("a guarded step", () => {
  it("is undone by the host itself when nobody confirms, to the byte", async () => {
    const before = asIs();
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(5_000), connection: CAME_IN });
    expect(result.outcome).toBe("changed");
    expect(
      host
        .run("ip", "-4", "-o", "addr")
        .split("\n")
        .filter((line) => line !== "" && !line.includes("127.0.0.1")),
    ).toEqual([]);
    expect(host.run("ip", "-4", "route", "show", "table", "all")).not.toContain("eth0");
    expect(await states()).toEqual(["armed"]);
    await until("the host has undone itself", 15_000, undone);
    expect(asIs()).toBe(before);
    expect((await host.ask({ do: "receipts" }))[0].state).toBe("undone");
    await expect(
      host.ask({
        do: "confirm",
        params: { id: result.armed!.transaction.id, nonce: result.armed!.nonce },
        connection: ANEW,
      }),
    ).rejects.toMatchObject({ code: "refused" });
  });

  it("comes back with the agent killed half-way, every link down and no Node, within the time and ten seconds", async () => {
    const before = asIs();
    // The agent dies just before the addresses go: the file is written already.
    await expect(
      host.ask({ do: "step", request: removeIpv4(5_000), connection: CAME_IN, stopBefore: "ip -4 -force" }),
    ).rejects.toMatchObject({ code: "gone" });
    expect(host.run("cat", "/etc/network/interfaces")).not.toContain("198.51.100.7");
    host.run("sh", "-c", "ip link set eth0 down; ip link set p0 down; ip link set lo down; ip -4 addr flush dev eth0");
    const node = host.run("sh", "-c", "command -v node || true").trim();
    if (node !== "") host.run("mv", node, `${node}.gone`);
    await until("the host has undone itself", 15_000, undone);
    if (node !== "") host.run("mv", `${node}.gone`, node);
    expect(asIs()).toBe(before);
    expect(host.run("ps", "ax")).not.toContain("timer.sh");
  });

  it("ends the sockets that still had the address, mapped ones too, once it is committed", async () => {
    const server = `import socket
l = socket.socket(socket.AF_INET6)
l.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
l.bind(("::", 8000))
l.listen()
c = socket.create_connection(("198.51.100.7", 8000))
s, _ = l.accept()
print("connected", flush=True)
for each in (c, s):
    try:
        print("ended" if each.recv(1) == b"" else "data", flush=True)
    except OSError as error:
        print(error.strerror, flush=True)
`;
    const child = host.spawn(["python3", "-c", server]);
    let said = "";
    child.stdout!.on("data", (piece: Buffer) => {
      said += piece.toString();
    });
    await until("it is connected", 10_000, () => said.includes("connected"));
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(30_000), connection: CAME_IN });
    const { transaction, nonce } = result.armed!;
    await host.ask({ do: "confirm", params: { id: transaction.id, nonce }, connection: ANEW });
    expect(said).toBe("connected\n");
    await host.ask({ do: "commit", id: transaction.id });
    await until("both ends are gone", 5_000, () => said.split("\n").length === 4);
  });

  it("stays once confirmed over a new IPv6 connection and committed", async () => {
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(15_000), connection: CAME_IN });
    const { transaction, nonce } = result.armed!;
    const confirm = (connection: Hello["connection"], given = nonce) =>
      host.ask({ do: "confirm", params: { id: transaction.id, nonce: given }, connection });
    await expect(host.ask({ do: "commit", id: transaction.id })).rejects.toMatchObject({ code: "refused" });
    await expect(confirm(CAME_IN)).rejects.toThrow(/the connection that armed it/);
    await expect(confirm(null)).rejects.toThrow(/no network connection/);
    await expect(confirm({ ...ANEW, client: "198.51.100.9" })).rejects.toThrow(/over IPv4/);
    await expect(confirm({ ...ANEW, server: "::ffff:198.51.100.7" })).rejects.toThrow(/over IPv4/);
    await expect(confirm(ANEW, "x")).rejects.toThrow(/not the nonce/);
    expect((await confirm(ANEW)).state).toBe("confirmed");
    expect((await host.ask({ do: "commit", id: transaction.id })).state).toBe("committed");
    await until("the timer has ended", 3_000, () => !host.run("ps", "ax").includes("timer.sh"));
    await until("the deadline is past", 20_000, () => Date.now() > transaction.deadline + 500);
    expect(host.run("ip", "-4", "addr")).not.toContain("198.51.100.7");
    expect(await states()).toEqual(["committed"]);
    expect(host.run("sh", "-c", "ls /etc/rcS.d /etc/rc2.d /etc/init.d")).not.toContain("migrate-guard");
    const again = await host.ask({ do: "step", request: removeIpv4(3_000), connection: ANEW });
    expect(again.outcome).toBe("already-done");
    // A person changes their mind afterwards: the receipt still knows.
    expect(await host.ask({ do: "undo", step: STEP })).toMatchObject({ outcome: "undone" });
    // A commit that was repeated, and is overtaken.
    await expect(host.ask({ do: "commit", id: transaction.id })).rejects.toMatchObject({ code: "refused" });
    expect(host.run("sh", "-c", "ls /etc/rc2.d /etc/init.d /var/lib/migrate/guard")).not.toContain("standing");
    expect(host.run("ip", "-4", "-o", "addr")).toContain("eth0:vip");
    expect(host.run("ip", "-4", "route", "show", "table", "100")).toContain("10.30.0.0/16 via 198.51.100.3");
    expect(host.run("stat", "-c", "%a %u %g", "/etc/network/interfaces").trim()).toBe("640 7 8");
  });

  it("is undone when confirmed but never committed", async () => {
    const before = asIs();
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(6_000), connection: CAME_IN });
    const { transaction, nonce } = result.armed!;
    await host.ask({ do: "confirm", params: { id: transaction.id, nonce }, connection: ANEW });
    await until("the host has undone itself", 15_000, undone);
    expect(asIs()).toBe(before);
  });

  it("is undone at once when asked, and from the console without any agent", async () => {
    const before = asIs();
    const first: StepResult = await host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN });
    await expect(
      host.ask({
        do: "step",
        request: { ...removeIpv4(60_000), step: "other", want: { state: "absent", keep: ["lo"] } } as StepRequest,
        connection: CAME_IN,
      }),
    ).resolves.toMatchObject({ outcome: "unchanged" });
    await expect(
      host.ask({
        do: "step",
        request: {
          step: "second",
          run: "r1",
          module: "gai-conf",
          want: { ipv6: 50, ipv4: 40, nat64_prefixes: [], nat64: 39 },
          mode: "apply",
          undoUnlessConfirmedWithin: 60_000,
        },
        connection: CAME_IN,
      }),
    ).rejects.toThrow(/is armed on this host/);
    expect((await host.ask({ do: "undoNow", id: first.armed!.transaction.id })).state).toBe("undone");
    expect(asIs()).toBe(before);

    await host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN });
    const console = host.try("sh", "/var/lib/migrate/guard/undo.sh");
    expect(console.stdout).toMatch(/: undone \(log: /);
    expect(console.code).toBe(0);
    expect(asIs()).toBe(before);
    expect(host.try("sh", "/var/lib/migrate/guard/undo.sh")).toMatchObject({ code: 0, stdout: "" });
  });

  it("is undone at boot, before the network comes up", async () => {
    const files = () =>
      host.run(
        "sh",
        "-c",
        "cat /etc/network/interfaces; stat -c '%a %u %g' /etc/network/interfaces; ls /etc/rcS.d /etc/rc2.d /etc/init.d",
      );
    const before = files();
    await host.ask({ do: "step", request: removeIpv4(600_000), connection: CAME_IN });
    expect(files()).not.toBe(before);
    await host.reboot();
    expect(host.run("sh", "-c", "cat /var/lib/migrate/guard/*/state").trim()).toBe("undone");
    expect(files()).toBe(before);
    host.run(
      "sh",
      "-c",
      "ip link add eth0 type veth peer name p0; ip link set p0 up; mkdir -p /run/network; ifup -a 2>/dev/null",
    );
    expect(host.run("ip", "-4", "addr")).toContain("198.51.100.7/24");
  });

  it.each([
    ["before anything was changed", "rm $T/state"],
    ["at the very end of its undo", ":"],
  ])("leaves nothing behind where the power goes %s", async (_when, cut) => {
    const here = (): string => host.run("sh", "-c", "ls /etc/rcS.d /etc/rc2.d /etc/init.d");
    const before = here();
    await host.ask({ do: "step", request: removeIpv4(600_000), connection: CAME_IN });
    host.run(
      "sh",
      "-c",
      `set -e; cd /var/lib/migrate/guard; T=$(readlink armed); tar -cf /tmp/hook.tar /etc/rc*.d/*migrate* /etc/init.d/migrate-guard 2>/dev/null
       sh undo.sh >/dev/null; tar -C / -xf /tmp/hook.tar; ln -sn $T armed; ${cut}`,
    );
    expect(here()).not.toBe(before);
    await host.reboot();
    expect(here()).toBe(before);
    expect(host.run("sh", "-c", "ls -d /var/lib/migrate/guard/armed 2>&1 || :")).toMatch(/No such file/);
  });

  it("is undone at boot where the network is up already and interfaces have other numbers", async () => {
    await host.ask({ do: "step", request: removeIpv4(600_000), connection: CAME_IN });
    host.run("rm", "/etc/rcS.d/S00migrate-guard");
    await host.reboot();
    host.run(
      "sh",
      "-c",
      `ip link add other type veth peer name another; ip link add eth0 type veth peer name p0; ip link set p0 up; mkdir -p /run/network; ifup -a 2>/dev/null; ip rule add from 10.9.9.9 table 100
       /etc/rc2.d/S00migrate-guard start`,
    );
    expect(host.run("sh", "-c", "cat /var/lib/migrate/guard/*/state").trim()).toBe("undone");
    expect(host.run("ip", "-4", "addr")).toContain("198.51.100.7/24");
    const routes = host.run("ip", "-4", "route", "show", "table", "all");
    expect(routes).toContain("default via 198.51.100.1 dev eth0");
    expect(routes).toContain("10.30.0.0/16 via 198.51.100.3 dev eth0 table 100");
    expect(host.run("cat", "/etc/network/interfaces")).toBe(INTERFACES);
  });

  it("starts anew after its agent died half-way, with nothing done twice", async () => {
    await expect(
      host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN, stopBefore: "ip -4 -force" }),
    ).rejects.toMatchObject({ code: "gone" });
    expect((await host.ask({ do: "receipts" }))[0].state).toBe("applying");
    const again: StepResult = await host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN });
    expect(again.outcome).toBe("changed");
    expect(again.because.join("\n")).toContain("what it had done was undone first");
    expect(again.armed).toBeDefined();
    expect((await states()).sort()).toEqual(["armed", "undone"]);
    expect(await host.ask({ do: "receipts" })).toHaveLength(1);
  });

  it("outlives either of its two timers", async () => {
    const before = asIs();
    await host.ask({ do: "step", request: removeIpv4(5_000), connection: CAME_IN });
    const [first, second] = ["timer.pid", "timer2.pid"].map((name) =>
      host.run("sh", "-c", `cat /var/lib/migrate/guard/phase*/${name}`).trim(),
    );
    expect(first).not.toBe(second);
    host.run("kill", "-KILL", first!);
    await until("the host has undone itself", 14_000, undone);
    expect(asIs()).toBe(before);
  });

  it("lives as long as heartbeats come, and is undone once they stop", async () => {
    const before = asIs();
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(10_000), connection: CAME_IN });
    const { transaction, nonce } = result.armed!;
    const { id } = transaction;
    await host.ask({ do: "confirm", params: { id, nonce }, connection: ANEW });
    let next = nonce;
    for (let port = 5000; Date.now() < transaction.deadline + 500; port++) {
      const answer = await host.ask({
        do: "heartbeat",
        params: { id, nonce: next },
        connection: { ...ANEW, clientPort: port },
      });
      next = answer.nonce;
    }
    expect(await states()).toEqual(["confirmed"]);
    expect(host.run("ip", "-4", "addr")).not.toContain("198.51.100.7");
    await until("the host has undone itself", 20_000, undone);
    expect(asIs()).toBe(before);
  });

  it("is armed again through a boot that was asked for, and undone by a second one", async () => {
    const up = `ip link add eth0 type veth peer name p0; ip link set p0 up; mkdir -p /run/network; ifup -a 2>/dev/null`;
    const result: StepResult = await host.ask({ do: "step", request: removeIpv4(30_000), connection: CAME_IN });
    const { transaction, nonce } = result.armed!;
    const { id } = transaction;
    await host.ask({ do: "confirm", params: { id, nonce }, connection: ANEW });
    await host.ask({ do: "armThroughReboot", id });
    await host.reboot();
    host.run("sh", "-c", up);
    expect(await states()).toEqual(["armed"]);
    expect(host.run("ip", "-4", "addr")).not.toContain("198.51.100.7");
    expect(host.run("ps", "ax").split("timer.sh").length - 1).toBe(2);
    const again = { ...ANEW, clientPort: 4002 };
    expect((await host.ask({ do: "confirm", params: { id, nonce }, connection: again })).state).toBe("confirmed");
    await host.reboot();
    expect(host.run("sh", "-c", "cat /var/lib/migrate/guard/*/state").trim()).toBe("undone");
    expect(host.run("cat", "/etc/network/interfaces")).toBe(INTERFACES);
  });

  it("is not armed where the rehearsed undo does not bring everything back", async () => {
    // A route that can only be added by naming an object that is not in any dump.
    host.run("sh", "-c", "ip nexthop add id 7 via 198.51.100.9 dev eth0; ip route add 10.40.0.0/16 nhid 7");
    const before = asIs();
    await expect(host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN })).rejects.toThrow(
      /rehearsed in a network namespace and did not bring everything back(.|\n)*10\.40\.0\.0/,
    );
    expect(asIs()).toBe(before);
    expect(await states()).toEqual([]);
  });

  it("is undone although the host has lost ip and cmp by then", async () => {
    const before = asIs();
    await host.ask({ do: "step", request: removeIpv4(6_000), connection: CAME_IN });
    host.run("sh", "-c", 'for tool in ip cmp; do p=$(readlink -f "$(command -v $tool)"); mv "$p" "$p.gone"; done');
    await until("the host has undone itself", 16_000, undone);
    host.run(
      "sh",
      "-c",
      'for p in /usr/bin/*.gone /usr/sbin/*.gone /bin/*.gone /sbin/*.gone; do [ ! -e "$p" ] || mv "$p" "${p%.gone}"; done',
    );
    expect(asIs()).toBe(before);
  });

  it("says so where a copy in the snapshot was damaged, and puts back the rest", async () => {
    await host.ask({ do: "step", request: removeIpv4(60_000), connection: CAME_IN });
    host.run("sh", "-c", "printf x >>$(grep -l 198.51.100.7 /var/lib/migrate/guard/phase*/files/*)");
    const console = host.try("sh", "/var/lib/migrate/guard/undo.sh");
    expect(console.code).toBe(1);
    expect(console.stdout).toContain(": undo_failed");
    expect(host.run("sh", "-c", "cat /var/lib/migrate/guard/*/log")).toMatch(/the snapshot is damaged: \.\/files\/\d/);
    expect(host.run("ip", "-4", "addr")).toContain("198.51.100.7/24");
  });
});
