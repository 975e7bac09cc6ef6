import type { ModuleName, Wants } from "../protocol/wants.ts";
import type { Module } from "./module.ts";

/** Facts and before-images are each module's own affair: here they only pass through. */
export type AnyModule = Module<unknown, unknown, unknown>;

type Load<Want> = () => Promise<Module<never, Want, never>>;

function lazy<Facts, Want, Image>(load: () => Promise<Module<Facts, Want, Image>>): Load<Want> {
  return load as unknown as Load<Want>;
}

/** Each is loaded where it is asked for: a host needs few of them. Those the controller serves itself are not here. */
const MODULES: { readonly [M in Exclude<ModuleName, "cloud">]: Load<Wants[M]> } = {
  "ipv4-address": lazy(async () => (await import("./ipv4-address/ipv4-address.ts")).ipv4Address),
  "unit-ipv4": lazy(async () => (await import("./unit-ipv4.ts")).unitIpv4),
  brownout: lazy(async () => (await import("./brownout.ts")).brownout),
  "nat64-gateway": lazy(async () => (await import("./nat64-gateway/nat64-gateway.ts")).nat64Gateway),
  "nat64-switch": lazy(async () => (await import("./nat64-gateway/nat64-switch.ts")).nat64Switch),
  "nat64-spread": lazy(async () => (await import("./nat64-spread.ts")).nat64Spread),
  "nat64-retire": lazy(async () => (await import("./nat64-gateway/nat64-retire.ts")).nat64Retire),
  "dns64-resolver": lazy(async () => (await import("./dns64-resolver/dns64-resolver.ts")).dns64Resolver),
  resolver: lazy(async () => (await import("./resolver.ts")).resolver),
  "inbound-siit": lazy(async () => (await import("./inbound-siit.ts")).inboundSiit),
  "inbound-proxy": lazy(async () => (await import("./inbound-proxy/inbound-proxy.ts")).inboundProxy),
  "router-advertisements": lazy(async () => (await import("./router-advertisements.ts")).routerAdvertisements),
  clat: lazy(async () => (await import("./clat/clat.ts")).clat),
  "dns-record": lazy(async () => (await import("./dns-record/dns-record.ts")).dnsRecord),
  "new-host-network": lazy(async () => (await import("./new-host-network/new-host-network.ts")).newHostNetwork),
  monitoring: lazy(async () => (await import("./monitoring/monitoring.ts")).monitoring),
  command: lazy(async () => (await import("./command.ts")).command),
  own: lazy(async () => (await import("./own/own.ts")).own),
  "gai-conf": lazy(async () => (await import("./gai-conf.ts")).gaiConf),
};

export async function moduleNamed(name: string): Promise<AnyModule | null> {
  if (!Object.hasOwn(MODULES, name)) return null;
  return (await MODULES[name as keyof typeof MODULES]()) as unknown as AnyModule;
}
