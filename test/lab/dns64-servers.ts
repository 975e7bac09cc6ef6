/**
 * A network namespace with real name servers: BIND as authority for an unsigned, a signed and a bogus zone, Unbound as validating resolver,
 * /etc/resolv.conf of its own. Everything in it dies with this process, also if it is killed: the namespace's first process reads a pipe from
 * here, the others have asked for a signal at their parent's death.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const AUTHORITY = "127.0.0.1#5300";
export const RESOLVER = "127.0.0.1#5301";
export const CLIENT_ADDRESSES = ["2001:db8:1::1", "2001:db8:1::2"] as const;

const REPOSITORY = join(import.meta.dirname, "../..");

const HEADER = `$TTL 300
@ SOA ns host 1 3600 600 86400 60
@ NS ns
ns A 127.0.0.1
`;

const NAMES = `v4 120 A 8.8.8.8
v4 120 A 9.9.9.9
private A 10.1.2.3
dual A 8.8.8.8
dual AAAA 2001:db8:2::1
mapped A 1.2.3.4
mapped AAAA ::ffff:1.2.3.4
alias 100 CNAME middle
middle 90 CNAME v4
below DNAME target
x.target A 8.8.4.4
*.wild A 8.8.4.4
text TXT "no address"
${Array.from({ length: 60 }, (_, i) => `many A 8.8.8.${i + 1}`).join("\n")}
`;

export interface Servers {
  /** Run a program inside; resolves with its stdout, rejects where it exits otherwise than 0. */
  inside(program: string, ...args: string[]): Promise<string>;
  /** Start a program inside that goes on running; it is killed at the end. */
  start(program: string, ...args: string[]): ChildProcess;
  /** Start `migrate dns64` inside with this configuration; resolves when it says that it is ready. */
  dns64(config: object, name?: string): Promise<Daemon>;
  startResolver(): Promise<void>;
  stopResolver(): Promise<void>;
  readonly folder: string;
  close(): Promise<void>;
}

export interface Daemon {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Send SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export async function startServers(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-dns64-"));
  writeFileSync(join(folder, "resolv.conf"), "nameserver ::1\noptions timeout:5 attempts:1\n");
  const setUp = `set -e
mount --bind ${folder}/resolv.conf /etc/resolv.conf
ip link set lo up
ip link add d0 type veth peer name d1
ip link set d0 up
ip link set d1 up
${CLIENT_ADDRESSES.map((a) => `ip -6 addr add ${a}/64 dev d0 nodad`).join("\n")}
echo up
exec cat`;
  const flags = ["-n", "-m", "--propagation", "private"];
  const holder = spawn("unshare", [...flags, "sh", "-c", setUp], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    await seen(holder, "up");
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const enter = ["-t", String(holder.pid), "-n", "-m", "setpriv", "--pdeathsig", "KILL"];
  const children: ChildProcess[] = [];
  const start = (program: string, ...args: string[]): ChildProcess => {
    const child = spawn("nsenter", [...enter, program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    return child;
  };
  const inside = async (program: string, ...args: string[]): Promise<string> => {
    const { stdout } = await run("nsenter", [...enter, program, ...args], { timeout: 30_000 });
    return stdout;
  };
  let resolver: ChildProcess | null = null;
  const servers: Servers = {
    folder,
    inside,
    start,
    async dns64(config, name = "dns64") {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(config));
      const child = start(join(REPOSITORY, "bin/migrate"), "dns64", "--config", file);
      return daemon(child, await seen(child, "dns64 ready "));
    },
    async startResolver() {
      resolver = start("/usr/sbin/unbound", "-d", "-c", join(folder, "unbound.conf"));
      await answers(inside, RESOLVER, "text.plain.test");
    },
    async stopResolver() {
      if (resolver === null) return;
      await killed(resolver);
      resolver = null;
    },
    async close() {
      const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
      await Promise.all([...running, holder].map(killed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    writeZones(folder);
    start("/usr/sbin/named", "-f", "-c", join(folder, "named.conf"));
    await answers(inside, AUTHORITY, "text.plain.test");
    await servers.startResolver();
  } catch (error) {
    await servers.close();
    throw error;
  }
  return servers;
}

/** plain.test as it is; signed.test and bogus.test signed, bogus.test with another trust anchor than its key. */
function writeZones(folder: string): void {
  const zone = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  zone("plain.test", HEADER + NAMES);
  zone("8.8.8.in-addr.arpa", `${HEADER}8 PTR dns.plain.test.\n9 CNAME 9.part\n9.part PTR nine.plain.test.\n`);
  for (const name of ["signed.test", "bogus.test"]) {
    const keys = join(folder, `keys-${name}`);
    mkdirSync(keys);
    const key = execFileSync("dnssec-keygen", ["-q", "-K", keys, "-a", "ECDSAP256SHA256", "-f", "KSK", name], {
      encoding: "utf8",
    }).trim();
    execFileSync("dnssec-keygen", ["-q", "-K", keys, "-a", "ECDSAP256SHA256", name]);
    zone(`${name}.unsigned`, HEADER + NAMES);
    const life = name === "bogus.test" ? ["-P", "-s", "20200101000000", "-e", "20200201000000"] : ["-e", "+30d"];
    const files = ["-f", join(folder, name), join(folder, `${name}.unsigned`)];
    execFileSync("dnssec-signzone", ["-S", "-K", keys, "-d", folder, "-o", name, ...life, ...files], {
      stdio: "ignore",
    });
    const lines = readFileSync(join(keys, `${key}.key`), "utf8").split("\n");
    zone(`${name}.anchor`, `${lines.find((line) => line.includes("DNSKEY"))}\n`);
  }
  const names = ["plain.test", "signed.test", "bogus.test", "8.8.8.in-addr.arpa"];
  writeFileSync(
    join(folder, "named.conf"),
    `options { directory "${folder}"; listen-on port 5300 { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; pid-file none;
  session-keyfile "${folder}/session.key"; lock-file none; minimal-responses no; };
controls { };
${names.map((name) => `zone "${name}" { type primary; file "${name}"; };`).join("\n")}
`,
  );
  writeFileSync(
    join(folder, "unbound.conf"),
    `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  interface: 127.0.0.1@5301
  do-not-query-localhost: no
  module-config: "validator iterator"
  ede: yes
  trust-anchor-file: ${folder}/signed.test.anchor
  trust-anchor-file: ${folder}/bogus.test.anchor
  local-zone: "test." nodefault
  num-threads: 1
remote-control:
  control-enable: no
${names.map((name) => `stub-zone:\n  name: "${name}"\n  stub-addr: 127.0.0.1@5300`).join("\n")}
`,
  );
}

function daemon(child: ChildProcess, out: { stdout: string; stderr: string }): Daemon {
  return {
    pid: child.pid!,
    stdout: () => out.stdout,
    stderr: () => out.stderr,
    async stop() {
      child.kill("SIGTERM");
      return new Promise((resolve) => {
        if (child.exitCode !== null) resolve(child.exitCode);
        else child.once("exit", (code) => resolve(code));
      });
    },
  };
}

/** Wait until a program has written `text`; what it writes is collected on. Rejects where it ends before. */
async function seen(child: ChildProcess, text: string): Promise<{ stdout: string; stderr: string }> {
  const out = { stdout: "", stderr: "" };
  child.stderr?.setEncoding("utf8").on("data", (chunk) => {
    out.stderr += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.setEncoding("utf8").on("data", (chunk) => {
      out.stdout += chunk;
      if (out.stdout.includes(text)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it said "${text}": ${out.stderr}`)));
  });
  return out;
}

/** Wait until a server answers `TXT` of this name as the zones have it; each try waits on the server, not on a clock. */
export async function answers(inside: Servers["inside"], server: string, name: string): Promise<void> {
  const [address, port] = server.split("#");
  for (let attempt = 0; ; attempt++) {
    try {
      const out = await inside("dig", `@${address}`, "-p", port!, "+time=1", "+tries=1", name, "TXT", "+short");
      if (out.includes("no address")) return;
    } catch (error) {
      if (attempt > 100) throw error;
    }
    if (attempt > 200) throw new Error(`${server} does not answer`);
  }
}

function killed(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return gone;
}
