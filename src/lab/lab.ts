/** A running lab: started here, or found by its state folder. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Addressing, addressing } from "./addressing.ts";
import { hostFiles, makeSecrets, ownFiles, writeDisk, writeOperator } from "./build.ts";
import { debianBase } from "./debian/base.ts";
import { cutDiskPower, makeExt4 } from "./disk.ts";
import { type CutFamily, cutCommands, FILL_DISK, healCommands } from "./faults.ts";
import { groupOf, removeGroups } from "./groups.ts";
import { endGuests } from "./guests.ts";
import { covered, type DiskFile } from "./image.ts";
import { type Machine, startMachine } from "./machine.ts";
import { type Cable, cableLines, macOf, macOfHost, OWN, routeLines, routerLines } from "./network.ts";
import {
  inside,
  LabError,
  MACHINE_ENV,
  must,
  NETWORK_ONLY,
  OPERATOR,
  type Ran,
  type RunOptions,
  run,
  WHOLE_MACHINE,
} from "./process.ts";
import { missingRequirement } from "./requirements.ts";
import { signZones } from "./signing.ts";
import type { LabHost, LabSpec } from "./spec.ts";
import {
  isHeld,
  type LabState,
  labFolder,
  labNames,
  type MachineState,
  makeFolder,
  readState,
  startedTicks,
  writeState,
} from "./state.ts";

/** What can be done with a lab from any process on this machine. */
export class Lab {
  readonly name: string;
  readonly folder: string;

  constructor(name: string, folder: string = labFolder(name)) {
    this.name = name;
    this.folder = folder;
  }

  /** @throws LabError where no such lab is up. */
  async state(): Promise<LabState> {
    const state = await readState(this.folder);
    if (state === null || !isHeld(state)) throw new LabError(`lab ${this.name} is not up`);
    return state;
  }

  /** PID 1 of a machine. @throws LabError where it is off or unknown. */
  async pid(machine: string): Promise<number> {
    const { machines } = await this.state();
    const found = machines[machine];
    if (found === undefined)
      throw new LabError(`lab ${this.name} has no host ${machine}: it has ${Object.keys(machines).join(", ")}`);
    if (found.pid === null) throw new LabError(`${machine} is off`);
    return found.pid;
  }

  /** Environment of the operator's programs: their home is the lab's. */
  operatorEnv(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    const { XDG_STATE_HOME: _state, XDG_CONFIG_HOME: _config, SSH_AUTH_SOCK: _agent, ...own } = process.env;
    return { ...own, HOME: join(this.folder, "home"), MIGRATE_LAB: this.folder, ...env };
  }

  /** Start a program at the operator's workstation: this machine's files, the lab's network, name servers, ssh keys and home. */
  async operator(argv: readonly string[], options: SpawnOptions = {}): Promise<ChildProcess> {
    const [program, ...args] = await this.#operatorArgv(argv, String(options.cwd ?? process.cwd()));
    return spawn(program!, args, { ...options, cwd: "/", env: this.operatorEnv(options.env) });
  }

  /** The same, to its end. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const command = await this.#operatorArgv(argv, options.cwd ?? process.cwd());
    return run(command, { ...options, cwd: "/", env: this.operatorEnv(options.env) });
  }

  // Entering a mount namespace leaves the working folder behind.
  async #operatorArgv(argv: readonly string[], cwd: string): Promise<string[]> {
    return inside(
      await this.pid(OWN.operator),
      ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", cwd, ...argv],
      OPERATOR,
    );
  }

  /** Run a program on a machine, from outside the network. For tests and summaries: the controller never does this. */
  async exec(machine: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return run(inside(await this.pid(machine), argv, WHOLE_MACHINE), {
      ...options,
      cwd: "/",
      env: { ...MACHINE_ENV, ...options.env },
    });
  }

  /** A host's own reboot: its systemd shuts down in order, one without ends at once. On the same disk; resolves when its sshd listens. */
  async reboot(host: string): Promise<void> {
    const before = (await this.state()).machines[host];
    await this.exec(host, ["reboot"]);
    await until(`${host} to come back`, async () => {
      const now = (await this.state()).machines[host]!;
      return now.pid !== null && now.boots > before!.boots;
    });
  }

  /** Drop what a host sends and gets, in one family; or take the cable out. Nothing of it is seen in the host's own rules. */
  async cut(host: string, family: CutFamily): Promise<void> {
    await this.#faults(host, (port) => cutCommands(port, family));
  }

  /** Fill the disk of a host that has one of its own. */
  async fill(host: string): Promise<void> {
    const { code } = await this.exec(host, ["sh", "-c", FILL_DISK]);
    if (code !== 0) throw new LabError(`the disk of ${host} would not be full`);
  }

  /** Take back every cut of a host. */
  async heal(host: string): Promise<void> {
    await this.#faults(host, healCommands);
  }

  async #faults(host: string, commands: (port: string) => { argv: string[]; input?: string }[]): Promise<void> {
    const { machines } = await this.state();
    const port = machines[host]?.port;
    if (port === undefined || port === null) throw new LabError(`${host} has no cable`);
    const router = await this.pid(OWN.router);
    for (const { argv, input } of commands(port))
      await must(inside(router, argv, NETWORK_ONLY), input === undefined ? {} : { input });
  }

  /** What a host is configured to be and what it is: files below /etc, addresses, routes, policy table, packet filter. */
  async checksum(host: string): Promise<string> {
    const { code, stdout, stderr } = await this.exec(host, ["sh", "-c", SNAPSHOT]);
    if (code !== 0) throw new LabError(`${host}: ${stderr.trim()}`);
    return createHash("sha256").update(stdout).digest("hex");
  }
}

/** Lifetimes count down and are left out. */
const SNAPSHOT = `set -eu
find /etc -xdev \\( -type f -exec sha256sum {} + \\) -o \\( -type l -printf '%p -> %l\\n' \\) | LC_ALL=C sort
find /etc -xdev -printf '%p %m %U:%G\\n' | LC_ALL=C sort
ip -o addr show | sed 's/valid_lft.*//'
ip -4 route show table all
ip -6 route show table all | sed 's/ expires [^ ]*//'
ip -4 rule; ip -6 rule
nft list ruleset`;

/** Wait on a condition. @throws LabError naming it after `ms`. */
export async function until(what: string, holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new LabError(`waited ${ms / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface StartOptions {
  /** Default: the plan's name. */
  readonly name?: string;
  readonly seed?: number;
  readonly plan?: string;
  /** Where one line per step goes, and what goes wrong later. */
  readonly say?: (line: string) => void;
  /** Stops a start between two machines; nothing is left then. */
  readonly signal?: AbortSignal;
}

/** A lab held by this process: when it ends, however it ends, so does the lab. */
export class HeldLab extends Lab {
  readonly seed: number;
  readonly spec: LabSpec;
  readonly addresses: Addressing;
  readonly #machines = new Map<string, Machine>();
  readonly #states: Record<string, MachineState> = {};
  readonly #plan: string | null;
  readonly #say: (line: string) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #cables = new Map<string, Cable>();
  #covered: readonly string[] = [];
  #disks: Readonly<Record<string, readonly DiskFile[]>> = {};
  readonly #under = new Map<string, string | null>();
  /** Folder of the Debian image, where a host boots from it. */
  #base = "";
  #ready = false;
  #stopping = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(spec: LabSpec, options: StartOptions) {
    super(options.name ?? spec.name);
    this.spec = spec;
    this.seed = options.seed ?? randomInt(2 ** 31);
    this.addresses = addressing(spec);
    this.#plan = options.plan ?? null;
    this.#say = options.say ?? (() => undefined);
    this.#signal = options.signal;
  }

  async start(): Promise<void> {
    const { spec, addresses, folder, seed } = this;
    await makeFolder(folder);
    await this.#save();
    await mkdir(join(folder, "log"));
    const secrets = await makeSecrets(spec, folder);
    const [zones] = await Promise.all([
      signZones(spec, addresses, join(folder, "dnssec")),
      writeOperator(folder, spec, addresses, secrets),
    ]);
    await writeFile(join(folder, "root.key"), zones.trustAnchor);
    const disks = { ...ownFiles(spec, addresses, zones, secrets, seed) };
    for (const host of spec.hosts) disks[host.name] = hostFiles(host, addresses, secrets, seed);
    if (spec.hosts.some(({ systemd }) => systemd !== undefined)) this.#base = await debianBase(this.#say);
    this.#disks = disks;
    await Promise.all(Object.keys(disks).map((name) => this.#newDisk(name)));
    this.#covered = covered([folder]);
    this.#layCables();

    this.#say(`lab ${this.name}: seed ${seed}, ${spec.hosts.length} hosts`);
    await this.#boot(OWN.router, "router");
    await Promise.all([
      this.#boot(OWN.internet, "internet"),
      this.#boot(OWN.resolver, "resolver"),
      this.#boot(OWN.client, "client"),
      this.#bootOperator(),
    ]);
    // A few at a time: more only makes the cores wait for each other.
    const waiting = spec.hosts.filter((host) => host.off !== true);
    for (const { name } of spec.hosts.filter((host) => host.off === true)) this.#offAtFirst(name);
    await Promise.all(
      [0, 1, 2, 3].map(async () => {
        for (let host = waiting.shift(); host !== undefined; host = waiting.shift())
          await this.#boot(host.name, "host");
      }),
    );
    this.#ready = true;
    await this.#save();
  }

  /** What the disk of a machine lies on. */
  #lower(name: string): string {
    if (this.#host(name)?.systemd === undefined) return "/";
    const under = this.#under.get(name) ?? null;
    return under === null ? this.#base : `${under}:${this.#base}`;
  }

  #host(name: string): LabHost | undefined {
    return this.spec.hosts.find((host) => host.name === name);
  }

  async #newDisk(name: string): Promise<void> {
    const folder = join(this.folder, "disk", name);
    const systemd = this.#host(name)?.systemd !== undefined;
    await writeDisk(folder, this.#disks[name]!, systemd ? this.#base : "/");
    const under = this.#under.get(name) ?? null;
    // A second layer over / cannot be: it would lie in the first.
    if (under !== null && !systemd) await must(["cp", "-a", `${under}/.`, join(folder, "upper")]);
    const megabytes = this.#host(name)?.diskMegabytes;
    if (megabytes !== undefined) await makeExt4(join(folder, "root.img"), megabytes);
  }

  #layCables(): void {
    const { links } = this.addresses;
    const p2p = { internet: OWN.internet, resolver: OWN.resolver, client: OWN.client, operator: OWN.operator } as const;
    Object.entries(p2p).forEach(([role, name], index) => {
      const link = links[role as keyof typeof links];
      const mtu = role === "internet" ? this.spec.internetMtu : 1500;
      this.#cables.set(name, { port: role, mac: macOf(this.seed, 1 + index), plugged: { link, mtu } });
    });
    this.spec.hosts.forEach((host, index) => {
      const plugged = { bridge: host.outside ? "outside" : "inside" } as const;
      this.#cables.set(host.name, { port: `host${index}`, mac: macOfHost(this.seed, index), plugged });
    });
  }

  async #boot(name: string, role: MachineState["role"]): Promise<void> {
    if (this.#signal?.aborted && !this.#ready) throw new LabError(`lab ${this.name}: stopped before it was up`);
    const folder = join(this.folder, "disk", name);
    const overlay = `lab-${this.name}-${name}`;
    const nested = this.#host(name)?.systemd !== undefined;
    const machine = await startMachine({
      name,
      ...(nested
        ? { script: SYSTEMD_SCRIPT, args: [name, folder, overlay, groupOf(this.name, name), this.#lower(name)] }
        : { script: HOST_SCRIPT, args: [name, folder, overlay, ...this.#covered] }),
      nested,
      namespaces: ["--net", "--mount", "--uts", "--ipc", "--pid", "--propagation", "private"],
      log: join(this.folder, "log", `${name}.log`),
      cable: (pid) => (role === "router" ? this.#router(pid) : this.#plug(name, pid)),
    });
    this.#arrived(name, role, machine);
    await this.#carrier(name);
    await this.#save();
  }

  async #bootOperator(): Promise<void> {
    const name = OWN.operator;
    const machine = await startMachine({
      name,
      script: OPERATOR_SCRIPT,
      args: [this.folder],
      namespaces: ["--net", "--mount", "--pid", "--propagation", "private"],
      log: join(this.folder, "log", `${name}.log`),
      cable: async (pid) => {
        await this.#plug(name, pid);
        const { own4, own6, router4, router6 } = this.addresses.links.operator;
        await this.#ip(pid, [
          "link set lo up",
          `addr add ${own4}/30 dev eth0`,
          `addr add ${own6}/64 dev eth0 nodad`,
          "link set eth0 up",
          `route add default via ${router4}`,
          `route add default via ${router6}`,
        ]);
      },
    });
    this.#arrived(name, "operator", machine);
    await this.#carrier(name);
    await this.#save();
  }

  async #router(pid: number): Promise<void> {
    await this.#ip(pid, routerLines(this.addresses, this.seed));
  }

  async #plug(name: string, pid: number): Promise<void> {
    const cable = this.#cables.get(name)!;
    const router = this.#machines.get(OWN.router)!.pid;
    // The cable of its life before goes with its network, which the kernel clears up when it has time.
    await run(inside(router, ["ip", "link", "del", cable.port], NETWORK_ONLY));
    await this.#ip(router, cableLines(cable, pid));
    if (
      [OWN.internet, OWN.resolver].some((own) => own === name) ||
      this.spec.nat64?.gateway === name ||
      (this.spec.routes ?? []).some(({ via }) => via === name)
    )
      await this.#routes(router);
  }

  /** Routes need their next hops' cables: set what is possible each time one of those comes. */
  async #routes(router: number): Promise<void> {
    const lines = routeLines(this.spec, this.addresses);
    await run(inside(router, ["ip", "-force", "-batch", "-"], NETWORK_ONLY), { input: `${lines.join("\n")}\n` });
  }

  /** The kernel tells IPv6 of a cable up to a second after it came: until then its routes are missing at the router. */
  async #carrier(name: string): Promise<void> {
    const port = this.#cables.get(name)?.port;
    if (port === undefined) return;
    const router = this.#machines.get(OWN.router)!.pid;
    await until(`the cable of ${name}`, async () => {
      const { stdout } = await run(inside(router, ["ip", "-o", "link", "show", "dev", port], NETWORK_ONLY));
      return stdout.includes(" state UP ");
    });
  }

  async #ip(pid: number, lines: readonly string[]): Promise<void> {
    await must(inside(pid, ["ip", "-batch", "-"], NETWORK_ONLY), { input: `${lines.join("\n")}\n` });
  }

  #arrived(name: string, role: MachineState["role"], machine: Machine): void {
    this.#machines.set(name, machine);
    const boots = (this.#states[name]?.boots ?? 0) + 1;
    this.#states[name] = {
      role,
      pid: machine.init,
      boots,
      port: this.#cables.get(name)?.port ?? null,
      addresses: this.#addressesOf(name),
    };
    void machine.ended
      .then(async (how) => {
        this.#states[name] = { ...this.#states[name]!, pid: null };
        if (this.#stopping) return;
        await this.#save();
        if (how === "reboot") await this.#boot(name, role);
      })
      .catch((error: Error) => this.#say(`lab ${this.name}: ${error.message}`));
  }

  #offAtFirst(name: string): void {
    const port = this.#cables.get(name)!.port;
    this.#states[name] = { role: "host", pid: null, boots: 0, port, addresses: this.#addressesOf(name) };
  }

  #addressesOf(name: string): string[] {
    const host = this.spec.hosts.find((one) => one.name === name);
    const { links, server4, dns4 } = this.addresses;
    const own: Record<string, (string | null)[]> = {
      [OWN.internet]: [server4, dns4],
      [OWN.resolver]: [links.resolver.own6, links.resolver.own4, ...this.spec.upstream.map(({ address }) => address)],
      [OWN.client]: [links.client.own6, links.client.own4],
      [OWN.operator]: [links.operator.own6, links.operator.own4],
    };
    return (host === undefined ? (own[name] ?? []) : [host.ipv6, host.ipv4]).filter((address) => address !== null);
  }

  /** Start a host that is off. */
  async boot(host: string): Promise<void> {
    if (this.#states[host]?.pid !== null) throw new LabError(`${host} is not off`);
    await this.#boot(host, "host");
  }

  /**
   * An off host's disk anew, and boot: nothing of its life before is left.
   * @param under a folder whose files it finds on its disk besides its own.
   */
  async renew(host: string, under: string | null = null): Promise<void> {
    if (this.#states[host]?.pid !== null) await this.powerOff(host);
    await rm(join(this.folder, "disk", host), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    this.#under.set(host, under);
    await this.#newDisk(host);
    await this.boot(host);
  }

  /** Everything on the host stands still, until `thaw`. For moments that are shorter than what is to be done in them. */
  async freeze(host: string, still = true): Promise<void> {
    const machine = this.#machine(host);
    if (this.#host(host)?.systemd === undefined) return;
    // Its control group is the root of its namespace.
    await writeFile(`/proc/${machine.pid}/root/sys/fs/cgroup/cgroup.freeze`, still ? "1" : "0");
  }

  #machine(host: string): Machine {
    const machine = this.#machines.get(host);
    if (machine === undefined) throw new LabError(`lab ${this.name} has no host ${host}`);
    return machine;
  }

  /** Power cut: everything on the host ends at once and stays ended until `boot`. With a disk of its own, what was not synced is lost. */
  async powerOff(host: string): Promise<void> {
    const machine = this.#machine(host);
    if (this.#host(host)?.diskMegabytes !== undefined) await cutDiskPower(machine.pid);
    machine.cut();
    await machine.ended;
    await until(`${host} to be off`, async () => (await this.state()).machines[host]!.pid === null);
  }

  async #save(): Promise<void> {
    // One at a time, each with what is true when its turn comes.
    this.#writing = this.#writing.then(() =>
      this.#stopping
        ? undefined
        : writeState(this.folder, {
            name: this.name,
            seed: this.seed,
            holder: { pid: process.pid, startedTicks: startedTicks(process.pid)! },
            plan: this.#plan,
            ready: this.#ready,
            machines: { ...this.#states },
          }),
    );
    await this.#writing;
  }

  /** End every machine, every process in the lab's network, and remove its files. Safe to call twice. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#writing.catch(() => undefined);
    endGuests(
      this.folder,
      [...this.#machines.values()].map(({ pid }) => pid),
    );
    for (const machine of this.#machines.values()) machine.cut();
    await Promise.all([...this.#machines.values()].map(({ ended }) => ended));
    await removeGroups(this.name);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

const SYSTEMD_SCRIPT = readFileSync(new URL("./init/systemd.sh", import.meta.url), "utf8");
const HOST_SCRIPT = readFileSync(new URL("./init/host.sh", import.meta.url), "utf8");
const OPERATOR_SCRIPT = readFileSync(new URL("./init/holder.sh", import.meta.url), "utf8");

/** Build a lab and hold it. @throws LabError where one of that name is up, something is missing, or a machine does not start: nothing is left then. */
export async function startLab(spec: LabSpec, options: StartOptions = {}): Promise<HeldLab> {
  const missing = missingRequirement(spec.hosts);
  if (missing !== null) throw new LabError(missing);
  const lab = new HeldLab(spec, options);
  const state = await readState(lab.folder);
  if (state !== null && isHeld(state))
    throw new LabError(`lab ${lab.name} is up already: migrate lab down ${state.plan ?? lab.name}`);
  await clearStale(lab.folder);
  await clearAllStale();
  try {
    await lab.start();
  } catch (error) {
    await lab.stop();
    if (options.signal?.aborted) throw new LabError(`lab ${lab.name}: stopped before it was up; nothing is left`);
    throw error;
  }
  return lab;
}

/** Remove what a lab left whose holder is gone: its machines ended with it, its files and what the operator had started did not. */
export async function clearStale(folder: string): Promise<void> {
  endGuests(folder, []);
  await removeGroups(basename(folder));
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Labs whose holder was killed: their machines are gone, their disks would pile up. A folder without state may be one that begins right now. */
async function clearAllStale(): Promise<void> {
  for (const folder of (await labNames()).map(labFolder)) {
    const state = await readState(folder);
    if (state !== null && !isHeld(state)) await clearStale(folder);
  }
}
