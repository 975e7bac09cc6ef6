/** Phase 1 on hosts of the lab, beside ansible-core with pipelining and, where Debian has it, Mitogen: the same hosts, the same sshd, interleaved. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";
import { nodeRuntime, runtimeCache } from "../../src/transport/node-runtime.ts";
import { median } from "./median.ts";

const ROOT = join(import.meta.dirname, "../..");
const MIGRATE = join(ROOT, "bin/migrate");
/** Where every host of a lab sees it: below this machine's own /usr. */
const SHARED_NODE = "/usr/share/migrate-bench/node";
const MITOGEN = "/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy";

/** What ours does on a host, in Ansible's words: facts, the policy table, a lookup in a new process, the sockets. Both take all hosts at once. */
const PLAYBOOK = `- hosts: all
  gather_facts: true
  tasks:
    - name: policy table
      copy:
        dest: /etc/gai.conf
        mode: "0644"
        content: |
          precedence ::1/128 50
          precedence ::/0 50
          precedence 2002::/16 30
          precedence ::/96 20
          precedence ::ffff:0:0/96 40
    - name: a new process chooses
      command: getent ahosts dual.vendor.example
      changed_when: false
    - name: sockets
      command: ss -Htnup
      changed_when: false
`;

interface Bed {
  readonly lab: HeldLab;
  readonly plan: string;
  readonly names: readonly string[];
  readonly folder: string;
}

async function bed(count: number): Promise<Bed> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-bench-fleet-"));
  const names = Array.from({ length: count }, (_, i) => `h${i + 1}`);
  const addresses = names.map((_, i) => ({ ipv4: `192.0.2.${i + 10}`, ipv6: `2001:db8:10::${(i + 16).toString(16)}` }));
  writeFileSync(
    join(folder, "inventory.yaml"),
    `inventory: 1\nhosts:\n${names.map((name, i) => `  ${name}: {address: "${addresses[i]!.ipv6}", ipv4: ${addresses[i]!.ipv4}, ipv6: "${addresses[i]!.ipv6}"}\n`).join("")}groups: {web: [${names.join(", ")}]}\n`,
  );
  const plan = join(folder, "plan.yaml");
  writeFileSync(
    plan,
    `migrate: 1
name: bench
fleet: {inventory: [./inventory.yaml], user: root}
targets: {dual: dual.vendor.example}
rollout: {batch: [100%], soak: 0s}
services:
  web: {hosts: [web], target: ipv6-preferred, health: {tcp: 8080}}
`,
  );
  writeFileSync(join(folder, "playbook.yml"), PLAYBOOK);
  writeFileSync(
    join(folder, "hosts.ini"),
    `${names.map((name, i) => `${name} ansible_host=${addresses[i]!.ipv6} ansible_user=root ansible_python_interpreter=/usr/bin/python3\n`).join("")}`,
  );
  const lab = await startLabFromFile(plan, { name: `bench-${process.pid}-${count}`, say: () => undefined });
  return { lab, plan, names, folder };
}

/** Seconds. Processor time, user and system, is steady also where other work shares the machine. */
interface Took {
  readonly wall: number;
  /** Of the program and what it started and waited for. */
  readonly controller: number;
  /** Of everything on the hosts. */
  readonly hosts: number;
}

/** @throws where it does not end well. */
async function timed(argv: readonly string[], { lab, names }: Bed, env: NodeJS.ProcessEnv = {}): Promise<Took> {
  const pids = await Promise.all(names.map((name) => lab.pid(name)));
  const hosts = await settled(pids);
  const controller = childrenSpent();
  const start = performance.now();
  const { code, stdout, stderr } = await lab.run(argv, { cwd: ROOT, timeoutMs: 500_000, env });
  const wall = (performance.now() - start) / 1000;
  if (code !== 0)
    throw new Error(`${argv.slice(0, 3).join(" ")} ended with ${code}: ${stderr.slice(-1500)}${stdout.slice(-1500)}`);
  return { wall, controller: childrenSpent() - controller, hosts: (await settled(pids)) - hosts };
}

/** Clock ticks per second of proc(5) on every Linux that runs Node. */
const TICKS = 100;

/** Fields 14 to 17 of proc(5) stat: of the process, and of children it has waited for. */
function spent(pid: number | "self"): readonly number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15)
    .map((ticks) => Number(ticks) / TICKS);
}

function childrenSpent(): number {
  const [, , user, system] = spent("self");
  return user! + system!;
}

/** Processor seconds of everything below these processes so far, once sessions have ended: what an sshd has waited for is counted with it. */
async function settled(pids: readonly number[]): Promise<number> {
  const alive = (): number => pids.reduce((sum, pid) => sum + countBelow(pid), 0);
  for (let before = alive(), looks = 0; looks < 20; looks++) {
    await wait(100);
    const now = alive();
    if (now === before && looks > 2) break;
    before = now;
  }
  return pids.reduce((sum, pid) => sum + spentBelow(pid), 0);
}

function below(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function countBelow(pid: number): number {
  return below(pid).reduce((sum, child) => sum + countBelow(child), 1);
}

function spentBelow(pid: number): number {
  try {
    const own = spent(pid).reduce((sum, seconds) => sum + seconds, 0);
    return below(pid).reduce((sum, child) => sum + spentBelow(child), own);
  } catch {
    return 0;
  }
}

function ours(bed: Bed): Promise<Took> {
  return timed([MIGRATE, "apply", bed.plan, "--phase", "1", "--yes", "-q"], bed);
}

let started = 0;

async function ansible(bed: Bed, mitogen: boolean): Promise<Took> {
  const { folder } = bed;
  // Connections of its own each time, as ours has.
  const control = `/tmp/ansible-cp-${process.pid}-${++started}`;
  const config = join(folder, "ansible.cfg");
  writeFileSync(config, "[defaults]\nhost_key_checking = True\n[ssh_connection]\npipelining = True\n");
  const env = {
    ANSIBLE_CONFIG: config,
    ANSIBLE_FORKS: "64",
    // A busy machine is no reason for an unreachable host.
    ANSIBLE_TIMEOUT: "120",
    ANSIBLE_SSH_CONTROL_PATH_DIR: control,
    ANSIBLE_LOCAL_TEMP: "/tmp/ansible-local",
    ...(mitogen ? { ANSIBLE_STRATEGY_PLUGINS: MITOGEN, ANSIBLE_STRATEGY: "mitogen_linear" } : {}),
  };
  return timed(["ansible-playbook", "-i", join(folder, "hosts.ini"), join(folder, "playbook.yml")], bed, env);
}

/** As before phase 1; agent and runtime stay where they are cached. */
async function reset({ lab, names }: Bed, also = ""): Promise<void> {
  const script = `cp -p /usr/share/libc-bin/gai.conf /etc/gai.conf 2>/dev/null || : >/etc/gai.conf; ${also}`;
  await Promise.all(names.map((name) => lab.exec(name, ["sh", "-c", script])));
}

type Kind = "ours" | "ansible" | "mitogen";

type Times = Readonly<Record<Kind, readonly Took[]>>;

function wallOf(took: readonly Took[]): number {
  return median(took.map(({ wall }) => wall));
}

/** `12.5 s (3.1 s of processor here, 9.4 on the hosts)` */
function words(took: readonly Took[]): string {
  const [here, there] = [median(took.map((t) => t.controller)), median(took.map((t) => t.hosts))];
  return `${wallOf(took).toFixed(2)} s (processor: ${here.toFixed(1)} s here, ${there.toFixed(1)} s on the hosts)`;
}

function line(what: string, times: Times, targets: Partial<Record<Kind, number>>): void {
  const own = wallOf(times.ours);
  const parts = (["ansible", "mitogen"] as const).flatMap((peer) => {
    if (times[peer].length === 0) return [];
    const ratio = own / wallOf(times[peer]);
    const target = targets[peer];
    const verdict = target === undefined ? "" : ` (≤ 1/${target}: ${ratio <= 1 / target ? "holds" : "MISSED"})`;
    return [`${peer} ${words(times[peer])}, 1/${(1 / ratio).toFixed(1)} of it${verdict}`];
  });
  console.log(`${what}: ours ${words(times.ours)}; ${parts.join("; ")}`);
}

async function interleaved(
  bed: Bed,
  before: () => Promise<void>,
  kinds: readonly Kind[],
  rounds: number,
): Promise<Times> {
  const times: Record<Kind, Took[]> = { ours: [], ansible: [], mitogen: [] };
  for (let round = 0; round < rounds; round++)
    for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) {
      await before();
      times[kind].push(await (kind === "ours" ? ours(bed) : ansible(bed, kind === "mitogen")));
    }
  return times;
}

export async function benchFleetLab(): Promise<void> {
  mkdirSync("/usr/share/migrate-bench", { recursive: true });
  copyFileSync((await nodeRuntime("x86_64")).path, SHARED_NODE);
  try {
    const perHost = await twenty();
    await manyNeighbours(() => twoHundred(perHost));
  } finally {
    rmSync("/usr/share/migrate-bench", { recursive: true, force: true });
  }
}

const GIVE_NODE = `ln -sf ${SHARED_NODE} /usr/local/bin/node`;

/** @returns seconds per host of a warm run, on hosts that have Node. */
async function twenty(): Promise<number> {
  const small = await bed(20);
  try {
    const kinds: Kind[] = ["ours", "ansible", ...(existsSync(MITOGEN) ? (["mitogen"] as const) : [])];
    await ours(small);
    const warm = await interleaved(small, () => reset(small), kinds, 3);
    line("20 hosts, phase 1, warm", warm, { ansible: 20, mitogen: 8 });
    await ours(small);
    const same = await interleaved(small, async () => undefined, kinds, 3);
    line("20 hosts, nothing to change", same, { ansible: 20, mitogen: 8 });
    const cold = await interleaved(
      small,
      () => reset(small, `rm -rf /var/lib/migrate; ${GIVE_NODE}`),
      ["ours", "ansible"],
      3,
    );
    line("20 hosts, phase 1, cold, the hosts have Node", cold, { ansible: 6 });
    const own: Took[] = [];
    for (let round = 0; round < 3; round++) {
      await reset(small);
      own.push(await ours(small));
    }
    await floor(small);
    await coldRuntime(small);
    return wallOf(own) / small.names.length;
  } finally {
    await end(small);
  }
}

/** The kernel keeps 1024 neighbours of a family over all namespaces together: two hundred hosts on a link have more, and lose what they send. */
async function manyNeighbours(work: () => Promise<void>): Promise<void> {
  const limits = ["ipv4", "ipv6"].map((family) => `/proc/sys/net/${family}/neigh/default/gc_thresh3`);
  const before = limits.map((path) => readFileSync(path, "utf8"));
  for (const path of limits) writeFileSync(path, "16384");
  try {
    await work();
  } finally {
    limits.forEach((path, i) => {
      writeFileSync(path, before[i]!);
    });
  }
}

async function twoHundred(perHost: number): Promise<void> {
  const large = await bed(200);
  try {
    await reset(large, GIVE_NODE);
    await ours(large);
    await reset(large);
    const { seconds, megabytes } = await watched(large);
    const ratio = seconds / large.names.length / perHost;
    console.log(
      `200 hosts, phase 1, warm: ${seconds.toFixed(1)} s, ${ratio.toFixed(2)} × the time per host at 20 (≤ 1.15: ${ratio <= 1.15 ? "holds" : "MISSED"}); controller ${Math.round(megabytes)} MB (≤ 200: ${megabytes <= 200 ? "holds" : "MISSED"})`,
    );
  } finally {
    await end(large);
  }
}

async function end({ lab, folder }: Bed): Promise<void> {
  await lab.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The same run, and the high-water mark of the controller's memory. */
async function watched({ lab, plan }: Bed): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const start = performance.now();
  // The shell becomes the controller: the process we started is the one to look at.
  const argv = ["sh", "-c", 'exec "$@" 2>&1 && :', "sh", MIGRATE, "apply", plan, "--phase", "1", "--yes", "-q"];
  const child = await lab.operator(argv, { cwd: ROOT, stdio: ["ignore", "ignore", "ignore"] });
  let ended = false;
  const exit = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => {
      ended = true;
      resolve(code);
    }),
  );
  let megabytes = 0;
  while (!ended) {
    megabytes = Math.max(megabytes, peakBelow(child.pid!));
    await Promise.race([exit, wait(100)]);
  }
  const code = await exit;
  if (code !== 0) throw new Error(`migrate apply over 200 hosts ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, megabytes };
}

/** The largest high-water mark of a process and all below it, megabytes. */
function peakBelow(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
    return Math.max(own, ...below(pid).map(peakBelow));
  } catch {
    return 0;
  }
}

/** What no agent in Node can be faster than: as many connections at once, each of which starts the same Node and ends. */
async function floor(small: Bed): Promise<void> {
  const script = `for h in "$@"; do ssh -o BatchMode=yes root@$h 'node -e 0' & all="$all $!"; done; for one in $all; do wait $one || exit 1; done`;
  const took: Took[] = [];
  for (let round = 0; round < 3; round++)
    took.push(await timed(["sh", "-c", script, "sh", ...addressesOf(small)], small));
  console.log(`20 hosts, ssh HOST node -e 0, all at once: ${words(took)}`);
}

function addressesOf({ names }: Bed): readonly string[] {
  return names.map((_, i) => `2001:db8:10::${(i + 16).toString(16)}`);
}

/** Runtime and agent pushed, beside ssh and gzip with the same bytes to the same hosts: both find them compressed on the workstation. */
async function coldRuntime(small: Bed): Promise<void> {
  const { path, content } = await (await nodeRuntime("x86_64")).compressed();
  await agentBundle();
  const plain: Took[] = [];
  const own: Took[] = [];
  const cache = { XDG_CACHE_HOME: join(runtimeCache(), "../..") };
  const script = `for h in "$@"; do ssh -o BatchMode=yes root@$h 'gzip -d >/var/tmp/f' <${path} & done; wait`;
  for (let round = 0; round < 1; round++) {
    plain.push(await timed(["sh", "-c", script, "sh", ...addressesOf(small)], small));
    await reset(small, "rm -rf /var/tmp/f /var/lib/migrate /usr/local/bin/node");
    own.push(await timed([MIGRATE, "plan", small.plan, "--phase", "1", "-q"], small, cache));
  }
  console.log(
    `20 hosts, cold, runtime pushed (${Math.round(content.length / 1e6)} MB each): ours ${words(own)}, ssh with gzip ${words(plain)}: ${(wallOf(own) / wallOf(plain)).toFixed(2)} of it (≤ 1.3)`,
  );
}
