/** Our DNS64 server on a resolver host. */
import type { Dns64ResolverWant } from "../protocol/wants.ts";
import type { DaemonName } from "./daemon/control-files.ts";
import { configPath, unitName } from "./daemon/control-files.ts";
import { type Listener, parseListeners } from "./daemon/listeners.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "./daemon/service.ts";
import type { Module } from "./module.ts";

const NAME: DaemonName = { daemon: "dns64", title: "DNS64 resolver" };

interface Facts {
  readonly service: ServiceFacts;
  /** Null where `ss` is missing. */
  readonly listeners: readonly Listener[] | null;
  /** Pids that run our own daemon. */
  readonly own: readonly number[];
}

export const dns64Resolver: Module<Facts, Dns64ResolverWant, ServiceImage> = {
  async check(sys, _want, home) {
    const asked = await sys.exec(["ss", "-Hlntup"], { timeoutMs: 10_000 });
    const listeners = asked.code === 0 ? parseListeners(asked.stdout) : null;
    const own: number[] = [];
    for (const pid of new Set((listeners ?? []).flatMap((listener) => listener.pid ?? []))) {
      const cmdline = (await sys.read(`/proc/${pid}/cmdline`).catch(() => null)) ?? "";
      if (cmdline.includes(`\0dns64\0--config\0${configPath(NAME)}`)) own.push(pid);
    }
    return { service: await checkService(sys, NAME, home), listeners, own };
  },
  diff(facts, want) {
    const service = diffService(NAME, facts.service, want.config);
    if (service.changes.length === 0) return service;
    if (facts.listeners === null) {
      return {
        ...service,
        because: [...service.because, "ss is missing: whether the port is free shows when the daemon starts"],
      };
    }
    const taken = occupied((want.config as { listen?: unknown }).listen, facts.listeners, facts.own);
    return taken === null ? service : { ...service, blocked: `dns64-resolver: ${taken}` };
  },
  image: (facts) => imageOfService(NAME, facts.service),
  apply: (sys, { facts, plan, writeFiles }) => applyService(sys, NAME, facts.service, plan, writeFiles),
  undo: undoService,
};

/** Who else has an address and port that we are to listen on. */
function occupied(listen: unknown, listeners: readonly Listener[], own: readonly number[]): string | null {
  for (const entry of Array.isArray(listen) ? listen : [listen]) {
    if (typeof entry !== "string") continue;
    const wanted = endpoint(entry);
    const other = listeners.find(
      (l) =>
        l.port === wanted.port &&
        (l.pid === null || !own.includes(l.pid)) &&
        (l.address === wanted.address ||
          (isAny(l.address) && covers(l.address, wanted.address)) ||
          (isAny(wanted.address) && covers(wanted.address, l.address))),
    );
    if (other !== undefined) {
      return `${other.program ?? "another program"} listens on ${other.address} port ${other.port} (${other.protocol}), where ${unitName(NAME)} is to answer; stop it or give it another address`;
    }
  }
  return null;
}

function endpoint(text: string): { address: string; port: number } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) return { address: bracketed[1]!, port: Number(bracketed[2] ?? 53) };
  const four = /^([\d.]+)(?::(\d+))?$/.exec(text);
  if (four !== null) return { address: four[1]!, port: Number(four[2] ?? 53) };
  return { address: text, port: 53 };
}

function isAny(address: string): boolean {
  return address === "*" || address === "::" || address === "0.0.0.0";
}

/** Whether listening on this wildcard takes the port on that address too. */
function covers(any: string, address: string): boolean {
  if (any === "*") return true;
  return any === "0.0.0.0" ? !address.includes(":") : address.includes(":");
}
