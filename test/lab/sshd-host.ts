/**
 * A real sshd on loopback in mount and PID namespaces of its own: /etc, /root and /var/lib are copies that nobody else sees, so users, keys
 * and what the agent leaves behind belong to the test. Ends with its init, which ends with this process.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SshdHostOptions {
  /** The Node on the host's PATH; default none: every Node of the machine is hidden. */
  readonly node?: string;
  /** Content of root's .bashrc. */
  readonly bashrc?: string;
  /** Size of /var/lib as `mount -o size=` takes it. */
  readonly varLib?: string;
  /** Lines for sshd_config. */
  readonly sshd?: string;
  /** Shell lines run as the host's root before sshd starts. */
  readonly prepare?: string;
}

export interface SshdHost {
  readonly port: number;
  /** Holds `id` (private key root and ops accept), `config` (for `ssh -F`), `known_hosts`. */
  readonly folder: string;
  readonly sshConfig: string;
  /** Run sh on the host, not over SSH. @returns stdout. @throws for a non-zero exit. */
  inside(script: string): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Poll a condition. @throws with `what` after 10 s. */
export async function until<T>(what: string, condition: () => T | Promise<T>, ms = 10_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function startSshdHost(options: SshdHostOptions = {}): Promise<SshdHost> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-sshd-"));
  const port = await freePort();
  for (const name of ["id", "host_key"]) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", join(folder, name)]);
  }
  const hostKey = readFileSync(join(folder, "host_key.pub"), "utf8").split(" ").slice(0, 2).join(" ");
  writeFileSync(join(folder, "known_hosts"), `[127.0.0.1]:${port} ${hostKey}\n`);
  writeFileSync(
    join(folder, "config"),
    `Host *\n  UserKnownHostsFile ${folder}/known_hosts\n  GlobalKnownHostsFile none\n  IdentityFile ${folder}/id\n  IdentityAgent none\n  User root\n`,
  );
  writeFileSync(
    join(folder, "sshd_config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      "ListenAddress ::1",
      `HostKey ${folder}/host_key`,
      "PidFile none",
      `AuthorizedKeysFile ${folder}/id.pub`,
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "MaxStartups 100",
      "LogLevel VERBOSE",
      options.sshd ?? "",
      "",
    ].join("\n"),
  );
  mkdirSync(join(folder, "etc-upper"));
  mkdirSync(join(folder, "etc-work"));
  chmodSync(folder, 0o755);
  const init = `set -eu
mount -t tmpfs -o size=${options.varLib ?? "600m"} none /var/lib
mount -t tmpfs none /run
mkdir -p /run/sshd
mount -t overlay -o lowerdir=/etc,upperdir=${folder}/etc-upper,workdir=${folder}/etc-work none /etc
[ "$(stat -f -c %T /etc)" = overlayfs ]
mount -t tmpfs none /root
chmod 700 /root
cat > /root/.bashrc < ${folder}/bashrc
for node in /usr/bin/node /usr/local/bin/node; do
  [ ! -e $node ] || mount --bind ${options.node ?? "/dev/null"} $node
done
${options.prepare ?? ""}
exec /usr/sbin/sshd -D -e -f ${folder}/sshd_config
`;
  writeFileSync(join(folder, "bashrc"), options.bashrc ?? "");
  writeFileSync(join(folder, "init"), init);
  let said = "";
  const outer: ChildProcess = spawn(
    "unshare",
    ["-m", "-p", "-f", "--kill-child=KILL", "--mount-proc", "--propagation", "private", "sh", join(folder, "init")],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  for (const stream of [outer.stdout!, outer.stderr!]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  const gone = new Promise<void>((resolve) => outer.once("close", () => resolve()));
  const killWithUs = (): void => void outer.kill("SIGKILL");
  process.once("exit", killWithUs);
  const stop = async (): Promise<void> => {
    outer.kill("SIGKILL");
    await gone;
    process.off("exit", killWithUs);
    rmSync(folder, { recursive: true, force: true });
  };
  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
  try {
    await until(`sshd answers on port ${port}`, () => {
      if (outer.exitCode !== null) throw new Error(`sshd did not start: ${said}`);
      return answers();
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const initPid = readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, "utf8").trim();
  return {
    port,
    folder,
    sshConfig: join(folder, "config"),
    inside: (script) =>
      execFileSync("nsenter", ["-t", initPid, "-m", "-p", "-r", "-w", "sh", "-c", script], { encoding: "utf8" }),
    stop,
  };
}
