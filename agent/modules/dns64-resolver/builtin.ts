/** Our DNS64 server on a resolver host. */
import type { Dns64ResolverWant } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import type { DaemonName } from "../daemon/control-files.ts";
import { configPath, unitName } from "../daemon/control-files.ts";
import { type Listener, parseListeners } from "../daemon/listeners.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "../daemon/service.ts";
import type { Module } from "../module.ts";
import { occupied } from "./port-taken.ts";

export const NAME: DaemonName = { daemon: "dns64", title: "DNS64 resolver" };

interface Facts {
  readonly service: ServiceFacts;
  /** Null where `ss` is missing. */
  readonly listeners: readonly Listener[] | null;
  /** Process ids that run our own daemon. */
  readonly own: readonly number[];
}

type Want = Extract<Dns64ResolverWant, { backend: "builtin" }>;

export const builtin: Module<Facts, Want, ServiceImage> = {
  async check(sys, _want, home) {
    const listeners = await gatherListeners(sys);
    return { service: await checkService(sys, NAME, home), listeners, own: await ownPids(sys, listeners) };
  },
  diff(facts, want) {
    const service = diffService(NAME, facts.service, want.config);
    if (service.changes.length === 0) return service;
    if (facts.listeners === null) return { ...service, because: [...service.because, NO_SS] };
    const taken = occupied(want.config.listen, facts.listeners, facts.own, unitName(NAME));
    return taken === null ? service : { ...service, blocked: `dns64-resolver: ${taken}` };
  },
  image: (facts) => imageOfService(NAME, facts.service),
  apply: (sys, { facts, plan, writeFiles }) => applyService(sys, NAME, facts.service, plan, writeFiles),
  undo: undoService,
};

export const NO_SS = "ss is missing: whether the port is free shows when the server starts";

/** Null where `ss` is missing. */
export async function gatherListeners(sys: System): Promise<Listener[] | null> {
  const asked = await sys.exec(["ss", "-Hlntup"], { timeoutMs: 10_000 });
  return asked.code === 0 ? parseListeners(asked.stdout) : null;
}

/** Listening processes that are our own daemon. */
export async function ownPids(sys: System, listeners: readonly Listener[] | null): Promise<number[]> {
  const own: number[] = [];
  for (const pid of new Set((listeners ?? []).flatMap((listener) => listener.pid ?? []))) {
    const cmdline = (await sys.read(`/proc/${pid}/cmdline`).catch(() => null)) ?? "";
    if (cmdline.includes(`\0dns64\0--config\0${configPath(NAME)}`)) own.push(pid);
  }
  return own;
}
