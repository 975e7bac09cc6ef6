/** A fleet for gates out of a lab's machines: a process on each that asks, and ssh for the new connections. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { parseConnection } from "../../../agent/protocol/connection.ts";
import type { HostFacts } from "../../../agent/protocol/facts.ts";
import type { Hello } from "../../../agent/protocol/messages.ts";
import { type Fleet, type HostLink, UnreachableError } from "../../../src/engine/ports.ts";
import type { HeldLab } from "../../../src/lab/lab.ts";
import { inside, MACHINE_ENV, NETWORK_ONLY, WHOLE_MACHINE } from "../../../src/lab/process.ts";
import { agentBundle } from "../../../src/transport/agent-bundle.ts";

/** The machines see neither Node nor the checkout: the runtime is executed and koffi's addon loaded by a descriptor, the program read from a pipe. */
const NODE_FD = 3;
const CODE_FD = 4;
const ADDON_FD = 5;
const LOAD = `
const koffi = { exports: {} };
process.dlopen(koffi, "/proc/self/fd/${ADDON_FD}");
const load = (name) => (name === "koffi" ? koffi.exports : require(name));
new Function("require", "process", require("node:fs").readFileSync(${CODE_FD}, "utf8"))(load, process);`;

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (result: unknown) => void>;
}

export class LabFleet implements Fleet {
  readonly #lab: HeldLab;
  readonly #code: string;
  /** koffi's addon. */
  readonly #addon: string;
  readonly #running = new Map<string, Promise<Running>>();
  /** Hosts whose daemons run outside their mounts: so does the process that asks there. */
  readonly #networkOnly: readonly string[];
  readonly #lost = new Set<string>();
  #nextId = 1;

  private constructor(lab: HeldLab, code: string, addon: string, networkOnly: readonly string[]) {
    this.#lab = lab;
    this.#code = code;
    this.#addon = addon;
    this.#networkOnly = networkOnly;
  }

  static async open(lab: HeldLab, networkOnly: readonly string[]): Promise<LabFleet> {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "probe-host.ts")],
      bundle: true,
      platform: "node",
      format: "cjs",
      write: false,
      external: ["koffi"],
    });
    const addon = join(lab.folder, "koffi.node");
    const { files } = await agentBundle();
    writeFileSync(addon, files.find(({ name }) => name === "koffi.node")!.bytes);
    return new LabFleet(lab, outputFiles[0]!.text, addon, networkOnly);
  }

  /** From now on nobody reaches the process that asks there. */
  lose(host: string): void {
    this.#lost.add(host);
  }

  regain(host: string): void {
    this.#lost.delete(host);
  }

  /** A host that was restarted has lost its process. */
  async forget(host: string): Promise<void> {
    (await this.#running.get(host))?.child.kill("SIGKILL");
    this.#running.delete(host);
  }

  async link(host: string): Promise<HostLink> {
    if (this.#lost.has(host)) throw new UnreachableError(host, `${host} cannot be reached`);
    return {
      host,
      call: async (method, params) => {
        if (method === "hello") throw new Error("the lab's fleet has no channel of its own");
        return (await this.#ask(host, method, params)) as never;
      },
      close: () => Promise.resolve(),
    };
  }

  freshOverIpv6(): Promise<HostLink> {
    throw new Error("no gate starts an agent");
  }

  async knockOverIpv6(host: string, from: string | null = null): Promise<Hello["connection"]> {
    if (from !== null && this.#lost.has(from)) throw new UnreachableError(host, `${from} cannot be reached`);
    const ran = await this.#lab.run(["ssh", "-6", "-o", "ConnectTimeout=2", host, "echo $SSH_CONNECTION"], {
      timeoutMs: 10_000,
    });
    if (ran.code !== 0) throw new UnreachableError(host, `${host}: ${ran.stderr.trim()}`);
    return parseConnection(ran.stdout);
  }

  /** Anything `probe-host.ts` answers. */
  call<T>(host: string, method: string, params: object = {}): Promise<T> {
    return this.#ask(host, method, params) as Promise<T>;
  }

  facts(host: string): Promise<HostFacts> {
    return this.#ask(host, "facts", {}) as Promise<HostFacts>;
  }

  async #ask(host: string, method: string, params: unknown): Promise<unknown> {
    let running = this.#running.get(host);
    if (running === undefined) {
      running = this.#start(host);
      this.#running.set(host, running);
    }
    const { child, waiting } = await running;
    const id = this.#nextId++;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      child.stdin!.write(`${JSON.stringify({ id, method, params })}\n`);
    });
  }

  async #start(host: string): Promise<Running> {
    const kinds = this.#networkOnly.includes(host) ? NETWORK_ONLY : WHOLE_MACHINE;
    const argv = inside(await this.#lab.pid(host), [`/proc/self/fd/${NODE_FD}`, "-e", LOAD], kinds);
    const node = openSync(process.execPath, "r");
    const addon = openSync(this.#addon, "r");
    const child = spawn(argv[0]!, argv.slice(1), {
      stdio: ["pipe", "pipe", "inherit", node, "pipe", addon],
      env: MACHINE_ENV,
      cwd: "/",
    });
    closeSync(node);
    closeSync(addon);
    const code = child.stdio[CODE_FD] as unknown as NodeJS.WritableStream;
    code.end(this.#code);
    const waiting = new Map<number, (result: unknown) => void>();
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const { id, result } = JSON.parse(line) as { id: number; result: unknown };
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    return { child, waiting };
  }

  async close(): Promise<void> {
    for (const running of this.#running.values()) (await running).child.kill("SIGKILL");
  }
}
