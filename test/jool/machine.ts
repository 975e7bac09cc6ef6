/** A host of a lab becomes a virtual machine with a kernel of its own: same addresses, same keys, the cable bridged to QEMU. No KVM: TCG. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HeldLab } from "../../src/lab/lab.ts";
import { until } from "../../src/lab/lab.ts";
import { inside, must, NETWORK_ONLY } from "../../src/lab/process.ts";
import type { JoolImage } from "./image.ts";

/** What the machine is known by. sshd reads keys from where the lab's hosts have them. */
const IDENTITY = [
  "etc/hostname",
  "etc/hosts",
  "etc/resolv.conf",
  "etc/nsswitch.conf",
  "etc/network/interfaces",
  "etc/ssh/sshd_config",
  "etc/ssh/ssh_host_ed25519_key",
  "etc/ssh/ssh_host_ed25519_key.pub",
  "etc/ssh/authorized_keys",
];
const CONFIG_BYTES = 1_048_576;
const BOOT_MS = 240_000;

export class Machine {
  readonly #qemu: ChildProcess;

  private constructor(qemu: ChildProcess) {
    this.#qemu = qemu;
  }

  /** @param folder for its second disk and what it says while it boots. Resolves when its sshd lets the operator in. */
  static async start(
    lab: HeldLab,
    host: string,
    { disk, kernel, initrd }: JoolImage,
    folder: string,
  ): Promise<Machine> {
    const packed = await lab.exec(host, ["sh", "-c", `tar -cf - -C / ${IDENTITY.join(" ")} | base64 -w0`]);
    const config = join(folder, "config.tar");
    await writeFile(config, Buffer.from(packed.stdout, "base64"));
    await truncate(config, CONFIG_BYTES);
    const pid = await lab.pid(host);
    // What the machine has from here on, the namespace has no more.
    const cable = [
      "link add br0 type bridge forward_delay 0",
      "tuntap add tap0 mode tap",
      "addr flush dev eth0",
      "link set eth0 master br0",
      "link set tap0 master br0 up",
      "link set br0 up",
      "link set eth0 promisc on",
    ];
    for (const line of cable) await must(inside(pid, ["ip", ...line.split(" ")], NETWORK_ONLY));
    const drive = (file: string, rest: string): string[] => ["-drive", `file=${file},format=raw,if=virtio,${rest}`];
    const argv = [
      ...[
        "qemu-system-x86_64",
        "-machine",
        "q35",
        "-accel",
        "tcg,thread=multi",
        "-smp",
        "2",
        "-cpu",
        "max",
        "-m",
        "1024",
        "-nodefaults",
      ],
      ...["-display", "none", "-serial", "stdio", "-device", "virtio-rng-pci"],
      ...["-kernel", kernel, "-initrd", initrd, "-append", "root=/dev/vda rw console=ttyS0 quiet net.ifnames=0"],
      ...drive(disk, "snapshot=on"),
      ...drive(config, "readonly=on"),
      ...["-netdev", "tap,id=n0,ifname=tap0,script=no,downscript=no"],
      ...["-device", "virtio-net-pci,netdev=n0,mac=02:6a:6f:6f:6c:01"],
    ];
    const [program, ...args] = inside(pid, ["setpriv", "--pdeathsig", "KILL", ...argv], NETWORK_ONLY);
    const qemu = spawn(program!, args, { stdio: ["ignore", "pipe", "pipe"] });
    const log = createWriteStream(join(folder, "console.log"));
    qemu.stdout!.pipe(log);
    qemu.stderr!.pipe(log);
    const letsIn = async (): Promise<boolean> =>
      (await lab.run(["ssh", "-o", "ConnectTimeout=3", host, "true"], { timeoutMs: 20_000 })).code === 0;
    await until(`${host} to boot`, letsIn, BOOT_MS);
    return new Machine(qemu);
  }

  async stop(): Promise<void> {
    if (this.#qemu.exitCode !== null || this.#qemu.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#qemu.once("exit", resolve));
    this.#qemu.kill("SIGKILL");
    await gone;
  }
}
