/** A fleet of recorded hosts: its plan and inventory as files, and the real agent loop of each in this process. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { handlersOf, type Identity } from "../../agent/handlers.ts";
import { gaiConf } from "../../agent/modules/gai-conf.ts";
import { isRefusal } from "../../agent/modules/module.ts";
import { serve } from "../../agent/rpc.ts";
import type { System } from "../../agent/system.ts";
import type { ServeAgent } from "../../src/transport/memory.ts";
import { recordedSystem, type Self, type Written } from "./recorded-system.ts";

/** Racks of forty, ten racks to a zone. */
const RACK = 40;
const ZONE = 400;

export function selfOf(name: string): Self {
  const i = Number(name.slice(1));
  const group = (i + 16).toString(16);
  return { name, ipv4: `198.18.${(i >> 8) + 1}.${i & 255}`, ipv6: `2001:db8:18::${group}` };
}

/** `h0` … */
export function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `h${i}`);
}

export interface PlanText {
  readonly rollout?: string;
  /** Lines below `services.web`, indented by four. */
  readonly service?: string;
  /** The text of a playbook for phase 1 in place of ours. */
  readonly playbook?: string;
  /** Where ssh connects, if not to the recorded address on port 22. */
  readonly address?: (name: string) => string;
  readonly port?: number;
}

/** @returns the path of the plan, in `folder`. */
export function writePlan(folder: string, count: number, text: PlanText = {}): string {
  mkdirSync(folder, { recursive: true });
  const names = namesOf(count);
  const hosts = names.map((name, i) => {
    const { ipv6 } = selfOf(name);
    const where =
      text.address === undefined ? `address: "${ipv6}", ipv6: "${ipv6}"` : `address: "${text.address(name)}"`;
    const port = text.port === undefined ? "" : `, port: ${text.port}`;
    return `  ${name}: {${where}${port}, vars: {rack: r${Math.floor(i / RACK)}, zone: z${Math.floor(i / ZONE)}}}`;
  });
  writeFileSync(
    join(folder, "inventory.yaml"),
    `inventory: 1\nhosts:\n${hosts.join("\n")}\ngroups:\n  web:\n${names.map((name) => `    - ${name}`).join("\n")}\n`,
  );
  if (text.playbook !== undefined) writeFileSync(join(folder, "phase-1.yaml"), text.playbook);
  const plan = join(folder, "plan.yaml");
  writeFileSync(
    plan,
    `migrate: 1
name: simulated
fleet: {inventory: [./inventory.yaml], user: root}
${text.playbook === undefined ? "" : "playbooks: {phase-1: ./phase-1.yaml}\n"}rollout: ${text.rollout ?? "{batch: [1, 100%], max_unavailable: 10%, soak: 0s}"}
services:
  web:
    hosts: [web]
    target: ipv6-preferred
${text.service ?? ""}`,
  );
  return plan;
}

const NODE = { path: "/usr/bin/node", version: process.version };

export interface HostOptions {
  /** What every host has beyond the recording. */
  readonly like?: Written;
  /** How long a step takes on a host. */
  readonly stepMs?: () => number;
}

/** The agents of the fleet; what they write stays for as long as this object. */
export class SimulatedHosts {
  readonly #written = new Map<string, Written>();
  readonly #options: HostOptions;
  /** One change at a time on a host, over all its agents, as on a real one. */
  readonly #steps = new Map<string, Promise<unknown>>();
  /** Host → how often its policy table was written. */
  readonly changed = new Map<string, number>();

  constructor(options: HostOptions = {}) {
    this.#options = options;
  }

  written(name: string): Written {
    let written = this.#written.get(name);
    if (written === undefined) {
      written = new Map(this.#options.like);
      this.#written.set(name, written);
    }
    return written;
  }

  serve(name: string): ServeAgent {
    const self = selfOf(name);
    const identity: Identity = {
      agent: "0".repeat(64),
      node: NODE,
      pid: 1,
      uid: 0,
      hostname: name,
      connection: { client: "2001:db8:18::1", clientPort: 40000, server: self.ipv6, serverPort: 22 },
    };
    const recorded = recordedSystem(self, this.written(name));
    const sys: System = {
      ...recorded,
      write: (path, content) => {
        if (path === "/etc/gai.conf") this.changed.set(name, (this.changed.get(name) ?? 0) + 1);
        return recorded.write(path, content);
      },
    };
    const handlers = handlersOf(sys, identity, "/agent");
    const { stepMs } = this.#options;
    const step: typeof handlers.step = async (request) => {
      const work = (this.#steps.get(name) ?? Promise.resolve()).then(async () => {
        if (stepMs !== undefined) await wait(stepMs());
        return handlers.step(request);
      });
      this.#steps.set(
        name,
        work.catch(() => undefined),
      );
      return work;
    };
    return (streams) => serve({ ...streams, handlers: { ...handlers, step }, log: () => undefined });
  }
}

/** What a host has that is already as phase 1 wants it. */
export async function alreadyPreferred(): Promise<Written> {
  const sys = recordedSystem(selfOf("h0"), new Map());
  const want = { ipv6: 50, ipv4: 40, nat64: 30, nat64_prefixes: [] };
  const plan = gaiConf.diff(await gaiConf.check(sys, want, null), want);
  if (isRefusal(plan)) throw new Error(plan.message);
  return new Map(plan.edits.map(({ path, after }) => [path, after]));
}
