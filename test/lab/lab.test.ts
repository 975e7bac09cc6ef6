/** The lab itself: its machines are apart from this one, reachable only through their network, and leave nothing behind. */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HeldLab, Lab, startLab, until } from "../../src/lab/lab.ts";
import { startMachine } from "../../src/lab/machine.ts";
import { run } from "../../src/lab/process.ts";
import { GLOBAL_INTERNET, type LabSpec, PRIVATE_INTERNET } from "../../src/lab/spec.ts";
import { isHeld, labFolder, readState, startedTicks } from "../../src/lab/state.ts";
import { hostOf as host } from "../unit/src/lab/specs.ts";

const CHECKOUT = join(import.meta.dirname, "../..");

const ZONE = {
  zone: "corp.example",
  file: "/etc/bind/corp.example.zone",
  ttlSeconds: 300,
  records: [{ name: "api.corp.example", type: "A" as const, address: "10.10.0.11" }],
};

const SPEC: LabSpec = {
  name: `test-${process.pid}`,
  hosts: [
    host("api1", 11, { serves: [{ port: 8080, kind: "http", families: [4, 6], body: "api1\n" }] }),
    host("zone1", 54, { zones: [ZONE] }),
    host("deploy1", 12, { user: "deploy", port: 2222, sudoPassword: "correct horse" }),
    host("six1", 61, { ipv4: null }),
    host("probe1", 11, { outside: true, ipv4: "10.20.0.11", ipv6: "2001:db8:20::11", address: "2001:db8:20::11" }),
  ],
  nat64: { prefix: "64:ff9b::/96", gateway: "api1", pool4: ["93.184.215.64/29"] },
  upstream: [{ address: "2001:db8:53::53", port: 53 }],
  internet: GLOBAL_INTERNET,
  names: [
    { name: "www.vendor.example", a: true, aaaa: false, bogus: false },
    { name: "*.wild.vendor.example", a: true, aaaa: false, bogus: false },
    { name: "dual.vendor.example", a: true, aaaa: true, bogus: false },
    { name: "www.signed.example", a: true, aaaa: false, bogus: false },
    { name: "six.signed.example", a: false, aaaa: true, bogus: false },
    { name: "bogus.signed.example", a: true, aaaa: false, bogus: true },
  ],
  signed: ["signed.example"],
  serves: [
    {
      port: 80,
      kind: "http",
      families: [4],
      body: "nonce 4711\n",
      routes: { "/big": "download", "/up": "upload", "/whoami": "client" },
    },
    { port: 443, kind: "https", families: [4], body: "secret\n" },
    { port: 7, kind: "tcp-echo", families: [4] },
    { port: 7, kind: "udp-echo", families: [4] },
  ],
  internetMtu: 1500,
};

let lab: HeldLab;

beforeAll(async () => {
  lab = await startLab(SPEC, { say: (line) => console.log(line) });
});

afterAll(async () => {
  const { machines } = await lab.state();
  const lived = Object.values(machines).map(({ pid }) => ({ pid: pid!, ticks: startedTicks(pid!) }));
  await lab.stop();
  expect(existsSync(lab.folder)).toBe(false);
  // By start time as well: process numbers are used again.
  for (const { pid, ticks } of lived) expect(startedTicks(pid)).not.toBe(ticks);
  expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(lab.name);
});

async function ssh(host: string, command: string): Promise<string> {
  const { code, stdout, stderr } = await lab.run(["ssh", "-o", "ConnectTimeout=5", host, command], {
    timeoutMs: 20_000,
  });
  if (code !== 0) throw new Error(`${host}: ${command}: exit ${code}: ${stderr}`);
  return stdout;
}

async function dig(...question: string[]): Promise<string> {
  return (await lab.run(["dig", "+time=5", "+tries=1", "@2001:db8:53::53", ...question])).stdout;
}

describe("machines", () => {
  test("each has its own network, mounts, name, IPC and processes", async () => {
    const { machines } = await lab.state();
    for (const kind of ["net", "mnt", "uts", "ipc", "pid"]) {
      const seen = SPEC.hosts.map(({ name }) => readlinkSync(`/proc/${machines[name]!.pid}/ns/${kind}`));
      expect(new Set([...seen, readlinkSync(`/proc/self/ns/${kind}`)]).size, kind).toBe(SPEC.hosts.length + 1);
    }
  });

  test("are reached by ssh, over both families, with the host keys of the lab", async () => {
    expect(await ssh("2001:db8:10::11", "hostname; echo $SSH_CONNECTION")).toMatch(/^api1\n2001:db8:ffff:/);
    expect(await ssh("10.10.0.11", "echo $SSH_CONNECTION")).toMatch(/^100\.64\./);
    expect(await ssh("api1", "echo $SSH_CONNECTION")).toMatch(/^2001:db8:/);
    expect(await ssh("2001:db8:20::11", "hostname")).toBe("probe1\n");
  });

  test("an unknown host key is refused", async () => {
    const none = ["-o", "UserKnownHostsFile=/dev/null"];
    const { code, stderr } = await lab.run(["ssh", ...none, "2001:db8:10::11", "true"]);
    expect(code).toBe(255);
    expect(stderr).toContain("Host key verification failed");
  });

  test("a user other than root, another port, sudo with its password", async () => {
    expect(await ssh("deploy1", "id -un; echo 'correct horse' | sudo -S -p '' id -un")).toBe("deploy\nroot\n");
    await expect(ssh("deploy1", "sudo -n true")).rejects.toThrow(/password is required/);
  });

  test("see neither the checkout, nor the operator's home, nor Node", async () => {
    const seen = await ssh(
      "api1",
      `ls -A ${CHECKOUT} ${lab.folder} /root/.ssh 2>&1; command -v node nodejs npm; ls -A /root; ls -A /usr/lib/node_modules 2>/dev/null; true`,
    );
    for (const line of seen.trim().split("\n")) expect(line).toMatch(/No such file|^\.bashrc$/);
    const disks = await ssh("api1", "cat /proc/self/mountinfo");
    expect(disks).toMatch(new RegExp(` / / .* - overlay lab-${lab.name}-api1 `));
    expect(existsSync("/etc/lab")).toBe(false);
  });

  test("run none of this machine's own services", async () => {
    expect(await ssh("api1", "ls /etc/rc2.d | wc -l")).toBe("0\n");
    const { stdout } = await lab.exec("six1", ["ss", "-Hlntu"]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(/\s+/)[4]!.replace(/^.*:/, "")),
    ).toEqual(["22", "22"]);
  });

  test("have the addresses of the inventory, from their own interfaces file", async () => {
    expect(await ssh("api1", "ip -br addr show eth0")).toMatch(/10\.10\.0\.11\/24 2001:db8:10::11\/64 fe80::/);
    const { stdout } = await lab.exec("six1", ["ip", "-4", "-o", "addr", "show", "scope", "global"]);
    expect(stdout).toBe("");
  });

  test("the router announces the fleet's network", async () => {
    const { stdout } = await lab.exec("lab-router", ["cat", "/etc/radvd.conf"]);
    expect(stdout).toContain("prefix 2001:db8:10::/64");
    const { code } = await lab.exec("lab-router", ["sh", "-c", 'kill -0 "$(cat /run/radvd.pid)"']);
    expect(code).toBe(0);
  });
});

describe("names", () => {
  test("a signed name is authenticated, a bogus one fails, an unsigned one is plain", async () => {
    expect(await dig("www.signed.example", "A")).toMatch(/flags: [a-z ]*\bad\b[\s\S]*93\.184\.216\.10/);
    expect(await dig("six.signed.example", "AAAA")).toMatch(/flags: [a-z ]*\bad\b/);
    expect(await dig("bogus.signed.example", "A")).toContain("status: SERVFAIL");
    expect(await dig("bogus.signed.example", "A", "+cd")).toContain("status: NOERROR");
    const plain = await dig("www.vendor.example", "A");
    expect(plain).toContain("93.184.216.10");
    expect(plain).not.toMatch(/flags: [a-z ]*\bad\b/);
  });

  test("wildcard, dual, missing, and the name of RFC 7050", async () => {
    expect(await dig("+short", "x4711.wild.vendor.example", "A")).toBe("93.184.216.10\n");
    expect(await dig("+short", "x4711.wild.vendor.example", "AAAA")).toBe("");
    expect(await dig("+short", "dual.vendor.example", "AAAA")).toMatch(/^2001:db8:/);
    expect(await dig("nobody.vendor.example", "A")).toContain("status: NXDOMAIN");
    const wka = await dig("+short", "ipv4only.arpa", "A");
    expect(wka.trim().split("\n").sort()).toEqual(["192.0.0.170", "192.0.0.171"]);
    expect(await dig("ipv4only.arpa", "AAAA")).toMatch(/status: NOERROR[\s\S]*ANSWER: 0/);
  });

  test("the fleet's own zone is served from a file that can be edited and reloaded", async () => {
    expect(await dig("+short", "api.corp.example", "A")).toBe("10.10.0.11\n");
    const edit =
      "sed -i -e 's/2026010100/2026010101/' /etc/bind/corp.example.zone && echo 'api IN AAAA 2001:db8:10::11' >>/etc/bind/corp.example.zone && rndc reload corp.example";
    await ssh("zone1", edit);
    await until(
      "the AAAA record",
      async () => (await dig("+short", "api.corp.example", "AAAA")) === "2001:db8:10::11\n",
      15_000,
    );
  });
});

describe("the IPv4-only internet", () => {
  test("answers over HTTP: page, client address, download and upload with their digests", async () => {
    expect(await ssh("api1", "curl -sS http://www.vendor.example/")).toBe("nonce 4711\n");
    expect(await ssh("api1", "curl -sS http://www.vendor.example/whoami")).toBe("10.10.0.11\n");
    const big = await ssh(
      "api1",
      "curl -sS -D /tmp/head http://www.vendor.example/big | sha256sum | cut -d' ' -f1; wc -c </dev/null; grep -i content- /tmp/head",
    );
    const hex = big.split("\n")[0]!;
    expect(big).toMatch(/Content-Length: 2000000\r/);
    expect(big).toContain(`Content-Digest: sha-256=:${Buffer.from(hex, "hex").toString("base64")}:`);
    const body = "x".repeat(300_000);
    const up = await lab.exec("api1", ["curl", "-sS", "--data-binary", "@-", "http://www.vendor.example/up"], {
      input: body,
    });
    expect(up.stdout).toBe(`${createHash("sha256").update(body).digest("hex")}\n`);
    const chunked = ["curl", "-sS", "-T", "-", "-X", "POST", "http://www.vendor.example/up"];
    expect((await lab.exec("api1", chunked, { input: body })).stdout).toBe(up.stdout);
    expect(await ssh("api1", "curl -sSk https://www.vendor.example/")).toBe("secret\n");
  });

  test("echoes TCP and UDP, answers ping, refuses a closed port", async () => {
    const python = (code: string) => lab.exec("api1", ["python3", "-c", code]);
    const tcp = await python(
      "import socket\ns=socket.create_connection(('www.vendor.example',7),5)\ns.sendall(b'hello')\nprint(s.recv(9))",
    );
    expect(tcp.stdout).toBe("b'hello'\n");
    const udp = await python(
      "import socket\ns=socket.socket(type=socket.SOCK_DGRAM)\ns.settimeout(5)\ns.connect(('www.vendor.example',7))\ns.send(b'hello')\nprint(s.recv(9))",
    );
    expect(udp.stdout).toBe("b'hello'\n");
    expect((await lab.exec("api1", ["ping", "-c1", "-W5", "www.vendor.example"])).code).toBe(0);
    const closed = await python(
      "import socket\ntry: socket.create_connection(('www.vendor.example',9),5)\nexcept OSError as e: print(e)",
    );
    expect(closed.stdout).toContain("Connection refused");
  });

  test("has no IPv6, and a host without IPv4 does not reach it", async () => {
    expect((await lab.exec("lab-internet", ["ip", "-6", "addr", "show", "dev", "eth0"])).stdout).toBe("");
    expect((await lab.exec("six1", ["curl", "-sS", "-m", "3", "http://www.vendor.example/"])).code).not.toBe(0);
    expect((await lab.exec("six1", ["curl", "-sS", "-m", "5", "http://dual.vendor.example/"])).stdout).toBe(
      "nonce 4711\n",
    );
  });

  test("the router leads prefix and pool4 to the gateway", async () => {
    const { stdout } = await lab.exec("lab-router", [
      "sh",
      "-c",
      "ip -6 route show 64:ff9b::/96; ip route show 93.184.215.64/29",
    ]);
    expect(stdout).toMatch(/64:ff9b::\/96 via 2001:db8:10::11[\s\S]*93\.184\.215\.64\/29 via 10\.10\.0\.11/);
  });
});

describe("reboot", () => {
  const identity =
    "cat /proc/sys/kernel/random/boot_id; cat /sys/class/net/eth0/address; cat /etc/survives; ls /run/does-not 2>/dev/null; true";

  test("starts a host anew from its own /etc, with its servers and its MAC", async () => {
    await ssh(
      "api1",
      "echo kept >/etc/survives; touch /run/does-not; sed -i '/inet static/,/gateway/d' /etc/network/interfaces",
    );
    const [before, mac] = (await ssh("api1", identity)).split("\n");
    await lab.reboot("api1");
    const [after, macAfter, kept, gone] = (await ssh("2001:db8:10::11", identity)).split("\n");
    expect(after).not.toBe(before);
    expect([macAfter, kept, gone]).toEqual([mac, "kept", ""]);
    expect(await ssh("2001:db8:10::11", "ip -4 -o addr show eth0")).toBe("");
    expect((await lab.exec("six1", ["curl", "-sS", "http://[2001:db8:10::11]:8080/"])).stdout).toBe("api1\n");
  });

  test("leaves the other hosts' neighbours alone: the router keeps its MAC", async () => {
    const mac = async () => (await lab.exec("lab-router", ["cat", "/sys/class/net/inside/address"])).stdout;
    const before = await mac();
    await Promise.all(["api1", "zone1", "six1"].map((name) => lab.reboot(name)));
    expect(await mac()).toBe(before);
    expect(before).toMatch(/^02:/);
  });

  test("from inside, by the usual command", async () => {
    const before = (await lab.state()).machines.six1!.boots;
    await lab.run(["ssh", "2001:db8:10::61", "reboot"]);
    await until("six1 to come back", async () => (await lab.state()).machines.six1!.boots === before + 1);
    expect(await ssh("2001:db8:10::61", "hostname")).toBe("six1\n");
  });

  test("start scripts in rc2.d run at boot, and network settings of sysctl.d hold", async () => {
    await ssh("2001:db8:10::61", "echo net.ipv6.conf.all.forwarding=1 >/etc/sysctl.d/90-ours.conf");
    const script = "printf '#!/bin/sh\\necho $1 >/run/started\\n' >/etc/rc2.d/S20ours && chmod 755 /etc/rc2.d/S20ours";
    await ssh("2001:db8:10::61", script);
    await lab.reboot("six1");
    expect(await ssh("2001:db8:10::61", "cat /run/started /proc/sys/net/ipv6/conf/all/forwarding")).toBe("start\n1\n");
  });

  test("a power cut leaves it off until it is started", async () => {
    await lab.powerOff("six1");
    await expect(lab.exec("six1", ["true"])).rejects.toThrow("six1 is off");
    await lab.boot("six1");
    expect(await ssh("2001:db8:10::61", "hostname")).toBe("six1\n");
  });
});

describe("faults", () => {
  /** Whether sshd answers within a second. */
  const reaches = async (address: string) => {
    const connect = `import socket; print(socket.create_connection(("${address}", 22), 1).recv(4))`;
    return (await lab.run(["/usr/bin/python3", "-I", "-c", connect])).stdout === "b'SSH-'\n";
  };
  const six = () => reaches("2001:db8:10::54");
  const four = () => reaches("10.10.0.54");

  test("a family is cut and healed, unseen by the host's own rules", async () => {
    await lab.cut("zone1", "ipv6");
    await until("zone1 over IPv4", four, 15_000);
    expect(await six()).toBe(false);
    await lab.heal("zone1");
    await lab.cut("zone1", "ipv4");
    await until("zone1 over IPv6", six, 15_000);
    expect(await four()).toBe(false);
    expect((await lab.exec("zone1", ["nft", "list", "ruleset"])).stdout).toBe("");
    await lab.heal("zone1");
    await lab.cut("zone1", "all");
    expect([await six(), await four()]).toEqual([false, false]);
    await lab.heal("zone1");
    await until("zone1 over IPv6", six, 15_000);
    await until("zone1 over IPv4", four, 15_000);
  });

  test("the checksum of a host sees configuration and addresses, and nothing else", async () => {
    const before = await lab.checksum("zone1");
    await ssh("2001:db8:10::54", "touch /run/x /root/y; cat /etc/passwd >/dev/null");
    expect(await lab.checksum("zone1")).toBe(before);
    await ssh("2001:db8:10::54", "ip addr add 10.10.0.99/24 dev eth0");
    expect(await lab.checksum("zone1")).not.toBe(before);
    await ssh("2001:db8:10::54", "ip addr del 10.10.0.99/24 dev eth0; chmod 600 /etc/hosts");
    expect(await lab.checksum("zone1")).not.toBe(before);
  });
});

describe("isolation and ends", () => {
  test("the operator keeps this machine's files, with the lab's network, home and name servers", async () => {
    const { stdout } = await lab.run([
      "sh",
      "-c",
      `ls ${CHECKOUT}/package.json; echo $HOME; cat /etc/resolv.conf; ip -o link | wc -l`,
    ]);
    expect(stdout).toBe(
      `${CHECKOUT}/package.json\n${lab.folder}/home\nnameserver 2001:db8:ffff:2::2\nnameserver 100.64.255.10\n2\n`,
    );
    expect(readFileSync("/etc/resolv.conf", "utf8")).not.toContain("2001:db8:ffff");
  });

  test("a second lab of the same name is refused, one of another name is not", async () => {
    await expect(startLab(SPEC)).rejects.toThrow(`lab ${SPEC.name} is up already`);
    const small: LabSpec = {
      ...SPEC,
      name: `${SPEC.name}-b`,
      internet: PRIVATE_INTERNET,
      nat64: null,
      hosts: [host("api1", 11)],
    };
    const other = await startLab(small);
    try {
      const { stdout } = await other.run([
        "ssh",
        "api1",
        "curl -sS http://www.vendor.example/whoami; getent ahostsv4 www.vendor.example",
      ]);
      expect(stdout).toMatch(/^10\.10\.0\.11\n10\.93\.184\.10 /);
    } finally {
      await other.stop();
      await other.stop();
    }
    expect(await ssh("deploy1", "true")).toBe("");
  });

  test("a mount that fails ends a machine before it writes anything", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-closed-"));
    const script = readFileSync(join(CHECKOUT, "src/lab/init/host.sh"), "utf8");
    const namespaces = ["--net", "--mount", "--uts", "--ipc", "--pid", "--propagation", "private"];
    const start = (text: string) => {
      const log = join(folder, "log");
      return startMachine({
        name: "closed",
        script: text,
        args: ["closed", folder, `lab-closed-${process.pid}`],
        namespaces,
        log,
        cable: async () => {},
      });
    };
    const witness = [
      "sh",
      "-c",
      'hostname; find /etc /run -xdev -newer "$1" 2>/dev/null | sort',
      "sh",
      join(folder, "before"),
    ];
    try {
      await Promise.all(
        ["root", "homes/root", "homes/home"].map((part) => mkdir(join(folder, part), { recursive: true })),
      );
      await writeFile(join(folder, "before"), "");
      const name = (await run(["hostname"])).stdout;
      // No upper folder: the overlay cannot be mounted.
      await expect(start(script)).rejects.toThrow("did not start");
      // Worse: the mount claims to have worked, and what it mounted is this machine's own root.
      const lying = script.replace(/^mount -t overlay .*$/m, 'mount --bind / "$dir/root"');
      expect(lying).not.toBe(script);
      await expect(start(lying)).rejects.toThrow("not its overlay, stopping before the first write");
      const { stdout } = await run(witness);
      expect(stdout.split("\n")[0]).toBe(name.trim());
      expect(stdout).not.toMatch(/boot-id|sshd|ifup|hostname/);
      expect(existsSync("/run/boot-id")).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("when the holder is killed, its machines end with it and what is left is cleared", async () => {
    const name = `${SPEC.name}-k`;
    const spec = { ...SPEC, name, nat64: null, hosts: [host("api1", 11)] };
    const holder = spawn(
      process.execPath,
      [...process.execArgv.filter((a) => a.startsWith("--disable-warning")), join(CHECKOUT, "src/lab/holder.ts")],
      {
        stdio: ["pipe", "pipe", "inherit"],
        detached: true,
      },
    );
    holder.stdin.end(JSON.stringify({ spec, name, plan: null, seed: 7 }));
    const other = new Lab(name);
    try {
      await until("the lab to be up", async () => (await readState(labFolder(name)))?.ready === true);
      const { machines, seed } = await other.state();
      expect(seed).toBe(7);
      const guest = await other.operator(["sleep", "600"]);
      const ended = new Promise((resolve) => guest.once("exit", resolve));
      holder.kill("SIGKILL");
      const alive = () => Object.values(machines).some(({ pid }) => pid !== null && existsSync(`/proc/${pid}`));
      await until("every machine to end", async () => !alive(), 10_000);
      const stale = await readState(labFolder(name));
      expect(isHeld(stale!)).toBe(false);
      const again = await startLab(spec);
      await ended;
      await again.stop();
      expect(existsSync(labFolder(name))).toBe(false);
    } finally {
      holder.kill("SIGKILL");
      rmSync(labFolder(name), { recursive: true, force: true });
    }
  });
});
