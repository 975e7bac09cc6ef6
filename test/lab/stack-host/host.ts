/** A throw-away Debian with its own systemd and network stack, behind a router of its own that leases addresses and advertises itself. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { debianBase } from "../../../src/lab/debian/base.ts";
import { stackFiles } from "../../../src/lab/debian/stacks.ts";
import type { NetworkStack } from "../../../src/lab/spec.ts";
import { bundleDriver, type Call, DRIVER, until } from "../module-host/host.ts";

const HERE = dirname(fileURLToPath(import.meta.url));

export interface StackHost {
  run(...argv: string[]): string;
  try(...argv: string[]): { code: number | null; stdout: string; stderr: string };
  // biome-ignore lint/suspicious/noExplicitAny: the answer's shape follows from the call
  ask(call: Call): Promise<any>;
  /** Cut or mend the cable to the router. */
  cable(state: "up" | "down"): void;
  /** Wait until the host, which was told to boot, is up again. */
  bootedAgain(): Promise<void>;
  close(): void;
}

/** @param more files besides the stack's own, by path. */
export async function startStackHost(
  stack: NetworkStack,
  more: Readonly<Record<string, string>> = {},
): Promise<StackHost> {
  const image = await debianBase(() => {});
  const base = mkdtempSync(join(tmpdir(), `migrate-stack-host-${process.pid}-`));
  const upper = join(base, "upper");
  const files = stackFiles(stack, {
    ipv4: "198.51.100.7/24",
    router4: "198.51.100.1",
    ipv6: "2001:db8:1::7/64",
    router6: "2001:db8:1::1",
    nameservers: ["2001:db8:1::53"],
  });
  const own = [...files, ...Object.entries(more).map(([path, content]) => ({ path, content }))];
  for (const file of [...own, { path: "/etc/resolv.conf", content: "nameserver 2001:db8:1::53\n" }]) {
    const target = join(upper, file.path);
    mkdirSync(dirname(target), { recursive: true });
    if ("link" in file) symlinkSync(file.link as string, target);
    else {
      writeFileSync(target, file.content as string);
      chmodSync(target, ("mode" in file ? file.mode : undefined) ?? 0o644);
    }
  }
  bundleDriver(join(upper, DRIVER));
  const unshare = spawn(
    "unshare",
    [
      "-n",
      "-m",
      "-u",
      "-i",
      "-p",
      "-f",
      "--kill-child=KILL",
      "--propagation",
      "private",
      "bash",
      join(HERE, "init.sh"),
      base,
      image,
      dirname(process.execPath),
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  let said = "";
  unshare.stdout!.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const boots = (): number => said.split("ready ").length - 1;
  const outer = (): string =>
    execFileSync("ps", ["-o", "pid=", "--ppid", String(unshare.pid)], { encoding: "utf8" }).trim();
  const router = (argv: readonly string[]): string[] => ["-t", outer(), "-m", "-p", "-n", "--", ...argv];
  const inside = (argv: readonly string[]): string[] =>
    router(["sh", "-c", 'exec nsenter -t "$(pgrep -P "$(cat "$0")")" -a -- "$@"', join(base, "nspawn"), ...argv]);
  const tried: StackHost["try"] = (...argv) => {
    const done = spawnSync("nsenter", inside(argv), { encoding: "utf8" });
    return { code: done.status, stdout: done.stdout, stderr: done.stderr };
  };
  const up = (): Promise<number> =>
    until(`${stack} is up`, 60_000, () => {
      if (boots() === 0 || unshare.exitCode !== null) return false;
      const units = tried("systemctl", "is-system-running").stdout.trim();
      const addresses = tried("ip", "-o", "address", "show", "dev", "eth0").stdout;
      return (
        /^(running|degraded)$/.test(units) &&
        /inet 198\.51\.100\./.test(addresses) &&
        /2001:db8:1::7\/64/.test(addresses) &&
        !/tentative/.test(addresses)
      );
    });
  const host: StackHost = {
    run: (...argv) => execFileSync("nsenter", inside(argv), { encoding: "utf8" }),
    try: tried,
    ask: (call) =>
      new Promise((resolve, reject) => {
        const child = spawn(
          "nsenter",
          inside(["env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", process.execPath, DRIVER]),
          { stdio: ["pipe", "pipe", "inherit"] },
        );
        let out = "";
        child.stdout.on("data", (piece: Buffer) => {
          out += piece.toString();
        });
        child.on("close", () => {
          const answer = JSON.parse(out === "" ? '{"fault":{"code":"gone","message":"the driver died"}}' : out);
          if ("fault" in answer) reject(Object.assign(new Error(answer.fault.message), { code: answer.fault.code }));
          else resolve(answer.ok);
        });
        child.stdin.end(JSON.stringify(call));
      }),
    cable: (state) => execFileSync("nsenter", router(["ip", "link", "set", "dev", "cable", state])),
    bootedAgain: async () => {
      await until(`${stack} boots`, 60_000, () => boots() > 1);
      await until(`${stack} is up again`, 60_000, () =>
        /^(running|degraded)$/.test(tried("systemctl", "is-system-running").stdout.trim()),
      );
    },
    close: () => {
      const pid = unshare.exitCode === null ? outer() : "";
      if (pid !== "") process.kill(Number(pid), "SIGKILL");
      spawnSync("tail", ["-s", "0.02", `--pid=${unshare.pid}`, "-f", "/dev/null"], { timeout: 10_000 });
      rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      // Its control groups outlive it.
      const groups = `mount -t cgroup2 cgroup2 /mnt && find "/mnt/stack-host-$1" -depth -type d -exec rmdir {} + 2>/dev/null`;
      spawnSync("unshare", ["-m", "--propagation", "private", "sh", "-c", groups, "groups", basename(base)]);
    },
  };
  try {
    await up();
  } catch (error) {
    const log = readFileSync(join(base, "console.log"), "utf8").slice(-2_000);
    host.close();
    throw new Error(`${(error as Error).message}\n${said}\n${log}`);
  }
  return host;
}
