/** Hosts that boot their own Debian: six network stacks, reboots, power cuts, leases, and what is left when they are gone. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HeldLab, startLab, until } from "../../src/lab/lab.ts";
import { startMachine } from "../../src/lab/machine.ts";
import { run } from "../../src/lab/process.ts";
import { GLOBAL_INTERNET, type LabHost, NETWORK_STACKS, type NetworkStack } from "../../src/lab/spec.ts";
import { startedTicks } from "../../src/lab/state.ts";

function host(stack: NetworkStack, at: number): LabHost {
  const last = 11 + at;
  return {
    name: stack,
    address: `2001:db8:10::${last}`,
    port: 22,
    user: stack === "networkd" ? "deploy" : "root",
    sudoPassword: stack === "networkd" ? "correct horse" : null,
    ipv4: `10.10.0.${last}`,
    ipv6: `2001:db8:10::${last}`,
    outside: false,
    serves: [{ port: 8080, kind: "http", families: [4, 6], body: `${stack}\n` }],
    zones: [],
    hostsFile: [],
    systemd: stack,
    ...(stack === "ifupdown-static" ? { diskMegabytes: 256 } : {}),
  };
}

let lab: HeldLab;
let upMs: number;

beforeAll(async () => {
  const begun = performance.now();
  lab = await startLab(
    {
      name: `systemd-${process.pid}`,
      hosts: NETWORK_STACKS.map(host),
      nat64: null,
      upstream: [{ address: "2001:db8:53::53", port: 53 }],
      internet: GLOBAL_INTERNET,
      names: [],
      signed: [],
      serves: [],
      internetMtu: 1500,
    },
    { say: (line) => console.log(line) },
  );
  upMs = performance.now() - begun;
}, 600_000);

/** Control groups of the lab, seen through a mount of our own. */
async function groups(): Promise<string> {
  const look =
    'mount -t tmpfs tmpfs /mnt && mkdir /mnt/g && mount -t cgroup2 cgroup2 /mnt/g && ls /mnt/g | grep -F "@$1@"';
  return (await run(["unshare", "--mount", "--propagation", "private", "sh", "-c", look, "sh", lab.name])).stdout;
}

afterAll(async () => {
  const { machines } = await lab.state();
  const lived = Object.values(machines).map(({ pid }) => ({ pid: pid!, ticks: startedTicks(pid!) }));
  expect(await groups()).not.toBe("");
  await lab.stop();
  expect(existsSync(lab.folder)).toBe(false);
  for (const { pid, ticks } of lived) expect(startedTicks(pid)).not.toBe(ticks);
  expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(lab.name);
  expect(await groups()).toBe("");
  const loops = readdirSync("/sys/block").map((block) => join("/sys/block", block, "loop/backing_file"));
  const backing = loops.filter((path) => existsSync(path)).map((path) => readFileSync(path, "utf8"));
  expect(backing.filter((path) => path.includes(lab.name))).toEqual([]);
});

async function ssh(name: string, command: string): Promise<string> {
  const { code, stdout, stderr } = await lab.run(["ssh", "-6", "-o", "ConnectTimeout=5", name, command], {
    timeoutMs: 20_000,
  });
  if (code !== 0) throw new Error(`${name}: ${command}: exit ${code}: ${stderr}`);
  return stdout;
}

const answers = (name: string) =>
  until(`ssh to ${name}`, async () => (await lab.run(["ssh", "-6", name, "true"])).code === 0, 15_000);

describe("a Debian that boots", () => {
  test("six of them are up, and the first is reached, within ten seconds each", () => {
    expect(upMs / NETWORK_STACKS.length).toBeLessThan(10_000);
  });

  test.each(NETWORK_STACKS)("%s: ssh over IPv6, systemd as PID 1, both addresses, its server", async (stack) => {
    await answers(stack);
    expect(await ssh(stack, "cat /proc/1/comm; hostname")).toBe(`systemd\n${stack}\n`);
    const at = NETWORK_STACKS.indexOf(stack) + 11;
    await until(
      `${stack} to have its IPv4`,
      async () => (await ssh(stack, "ip -br addr show eth0")).includes(`10.10.0.${at}/24`),
      15_000,
    );
    expect(await ssh(stack, "ip -br addr show eth0")).toContain(`2001:db8:10::${at}/64`);
    expect(await ssh(stack, "systemctl --failed --no-legend")).toBe("");
    expect(await ssh(stack, "curl -sS http://[::1]:8080/")).toBe(`${stack}\n`);
  });

  test("only the stack of a host runs there", async () => {
    const running = async (name: string) =>
      (await ssh(name, "systemctl is-active systemd-networkd NetworkManager networking || true")).trim().split("\n");
    expect(await running("networkd")).toEqual(["active", "inactive", "inactive"]);
    expect(await running("networkmanager")).toEqual(["inactive", "active", "inactive"]);
    expect(await running("ifupdown-static")).toEqual(["inactive", "inactive", "active"]);
  });

  test("leased addresses are leased for two minutes, from the lab", async () => {
    const { stdout } = await lab.exec("networkd", ["ip", "-4", "-o", "addr", "show", "dev", "eth0"]);
    expect(Number(/valid_lft (\d+)sec/.exec(stdout)?.[1])).toBeLessThanOrEqual(120);
    expect((await lab.exec("ifupdown-static", ["ip", "-4", "-o", "addr", "show", "dev", "eth0"])).stdout).toContain(
      "valid_lft forever",
    );
  });

  test("a user with sudo; no clock of this machine to set; nothing of this machine to see", async () => {
    expect(await ssh("networkd", "id -un; echo 'correct horse' | sudo -S -p '' id -un")).toBe("deploy\nroot\n");
    const { code } = await lab.exec("networkmanager", ["date", "-s", "@1"]);
    expect(code).not.toBe(0);
    expect((await lab.exec("networkmanager", ["ls", process.cwd()])).code).not.toBe(0);
  });
});

describe("reboot and power", () => {
  const boot = (name: string) => ssh(name, "cat /proc/sys/kernel/random/boot_id");

  test("reboot: another boot_id, what /etc says is there, what /run held is not", async () => {
    const before = await boot("ifupdown-dhcp");
    await ssh("ifupdown-dhcp", "echo kept >/etc/survives; touch /run/does-not; ip addr add 10.10.0.99/24 dev eth0");
    await lab.reboot("ifupdown-dhcp");
    await answers("ifupdown-dhcp");
    expect(await boot("ifupdown-dhcp")).not.toBe(before);
    expect(await ssh("ifupdown-dhcp", "cat /etc/survives; ls /run/does-not 2>/dev/null; ip -4 addr")).toMatch(
      /^kept\n(?![\s\S]*10\.10\.0\.99)/,
    );
  });

  test("from inside, by the usual command", async () => {
    const { boots } = (await lab.state()).machines["netplan-networkd"]!;
    await lab.run(["ssh", "-6", "netplan-networkd", "systemctl reboot"]);
    await until(
      "it to come back",
      async () => (await lab.state()).machines["netplan-networkd"]!.boots === boots + 1,
      30_000,
    );
    await answers("netplan-networkd");
  });

  test("a power cut loses what was not synced, and nothing else", async () => {
    await ssh("ifupdown-static", "echo synced >/etc/synced; sync; echo not >/etc/not-synced");
    await lab.powerOff("ifupdown-static");
    await expect(lab.exec("ifupdown-static", ["true"])).rejects.toThrow("is off");
    await lab.boot("ifupdown-static");
    await answers("ifupdown-static");
    expect(await ssh("ifupdown-static", "cat /etc/synced; cat /etc/not-synced 2>/dev/null || true")).toBe("synced\n");
  });

  test("a disk of its own can be full", async () => {
    await lab.fill("ifupdown-static");
    expect(await ssh("ifupdown-static", "head -c 8192 /dev/zero >/etc/probe 2>/dev/null || echo full")).toBe("full\n");
    await ssh("ifupdown-static", "rm -rf /var/lab-fill /etc/probe");
  });

  test("anew: nothing is left of its life before, and everything stands still on demand", async () => {
    await lab.renew("networkmanager");
    await answers("networkmanager");
    await ssh("networkmanager", "touch /etc/once");
    await lab.freeze("networkmanager");
    expect((await lab.run(["ssh", "-6", "-o", "ConnectTimeout=1", "networkmanager", "true"])).code).not.toBe(0);
    await lab.renew("networkmanager");
    await answers("networkmanager");
    expect(await ssh("networkmanager", "ls /etc/once 2>/dev/null || true")).toBe("");
  });
});

test("a mount that fails ends it before it writes anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-closed-"));
  const script = readFileSync(join(import.meta.dirname, "../../src/lab/init/systemd.sh"), "utf8");
  const namespaces = ["--net", "--mount", "--uts", "--ipc", "--pid", "--propagation", "private"];
  const start = (text: string) =>
    startMachine({
      name: "closed",
      script: text,
      args: [
        "closed",
        folder,
        `lab-closed-${process.pid}`,
        `migrate-lab@closed-${process.pid}@closed`,
        join(folder, "lower"),
      ],
      namespaces,
      nested: true,
      log: join(folder, "log"),
      cable: async () => {},
    });
  try {
    for (const part of ["root/etc/lab", "lower", "upper"]) await mkdir(join(folder, part), { recursive: true });
    await writeFile(join(folder, "root/etc/lab/first-boot"), "touch /wrote\n");
    // No work folder: the overlay cannot be mounted.
    await expect(start(script)).rejects.toThrow("did not start");
    const lying = script.replace(/^mount -t overlay .*$/m, 'mount --bind "$dir/root" "$dir/root"');
    expect(lying).not.toBe(script);
    await expect(start(lying)).rejects.toThrow("not its overlay, stopping before the first write");
    expect(existsSync(join(folder, "root/wrote"))).toBe(false);
    expect(existsSync(join(folder, "root/etc/lab/first-boot"))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
