import type { ModuleName, Wants } from "../protocol/wants.ts";
import { gaiConf } from "./gai-conf.ts";
import { ipv4Address } from "./ipv4-address/ipv4-address.ts";
import type { Module } from "./module.ts";

/** Facts and before-images are each module's own affair: here they only pass through. */
export type AnyModule = Module<unknown, unknown, unknown>;

const MODULES: Partial<{ readonly [M in ModuleName]: Module<never, Wants[M], never> }> = {
  "ipv4-address": ipv4Address as Module<never, Wants["ipv4-address"], never>,
  "gai-conf": gaiConf as Module<never, Wants["gai-conf"], never>,
};

export function moduleNamed(name: string): AnyModule | null {
  return Object.hasOwn(MODULES, name) ? (MODULES[name as ModuleName] as unknown as AnyModule) : null;
}
