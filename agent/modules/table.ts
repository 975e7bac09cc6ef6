import type { ModuleName, Wants } from "../protocol/wants.ts";
import { brownout } from "./brownout.ts";
import { clat } from "./clat/clat.ts";
import { command } from "./command.ts";
import { dnsRecord } from "./dns-record/dns-record.ts";
import { dns64Resolver } from "./dns64-resolver/dns64-resolver.ts";
import { gaiConf } from "./gai-conf.ts";
import { inboundProxy } from "./inbound-proxy/inbound-proxy.ts";
import { inboundSiit } from "./inbound-siit.ts";
import { ipv4Address } from "./ipv4-address/ipv4-address.ts";
import type { Module } from "./module.ts";
import { monitoring } from "./monitoring/monitoring.ts";
import { nat64Gateway } from "./nat64-gateway/nat64-gateway.ts";
import { nat64Retire } from "./nat64-gateway/nat64-retire.ts";
import { nat64Spread } from "./nat64-spread.ts";
import { newHostNetwork } from "./new-host-network/new-host-network.ts";
import { own } from "./own/own.ts";
import { resolver } from "./resolver.ts";
import { routerAdvertisements } from "./router-advertisements.ts";
import { unitIpv4 } from "./unit-ipv4.ts";

/** Facts and before-images are each module's own affair: here they only pass through. */
export type AnyModule = Module<unknown, unknown, unknown>;

/** Those the controller serves itself are not here. */
const MODULES: { readonly [M in Exclude<ModuleName, "cloud">]: Module<never, Wants[M], never> } = {
  "ipv4-address": ipv4Address as Module<never, Wants["ipv4-address"], never>,
  "unit-ipv4": unitIpv4 as Module<never, Wants["unit-ipv4"], never>,
  brownout: brownout as Module<never, Wants["brownout"], never>,
  "nat64-gateway": nat64Gateway as Module<never, Wants["nat64-gateway"], never>,
  "nat64-spread": nat64Spread as Module<never, Wants["nat64-spread"], never>,
  "nat64-retire": nat64Retire as Module<never, Wants["nat64-retire"], never>,
  "dns64-resolver": dns64Resolver as Module<never, Wants["dns64-resolver"], never>,
  resolver: resolver as Module<never, Wants["resolver"], never>,
  "inbound-siit": inboundSiit as Module<never, Wants["inbound-siit"], never>,
  "inbound-proxy": inboundProxy as Module<never, Wants["inbound-proxy"], never>,
  "router-advertisements": routerAdvertisements as Module<never, Wants["router-advertisements"], never>,
  clat: clat as Module<never, Wants["clat"], never>,
  "dns-record": dnsRecord as Module<never, Wants["dns-record"], never>,
  "new-host-network": newHostNetwork as Module<never, Wants["new-host-network"], never>,
  monitoring: monitoring as Module<never, Wants["monitoring"], never>,
  command: command as Module<never, Wants["command"], never>,
  own: own as Module<never, Wants["own"], never>,
  "gai-conf": gaiConf as Module<never, Wants["gai-conf"], never>,
};

export function moduleNamed(name: string): AnyModule | null {
  return Object.hasOwn(MODULES, name) ? (MODULES[name as keyof typeof MODULES] as unknown as AnyModule) : null;
}
