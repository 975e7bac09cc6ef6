/** What taking IPv4 away rests on: addresses, routes, who configures them, and what else lives by them. */
import type { InterfaceAddress, LinkFact } from "../../facts/addresses.ts";
import { type DhcpClient, dhcpClients } from "../../facts/dhcp.ts";
import type { InterfacesFile } from "../../facts/interfaces-files.ts";
import { type Ipv6Path, routerSettings } from "../../facts/ipv6-path.ts";
import { networkOwner, networkOwnerSigns } from "../../facts/network-owner.ts";
import { nameserversOf, parseResolvConf } from "../../formats/resolv-conf.ts";
import type { HostFacts, RouteFact } from "../../protocol/facts.ts";
import type { System } from "../../system.ts";
import { configuredRoutes } from "./restore.ts";

const COMMAND_MS = 15_000;
/** Where systemd-resolved lists the servers behind its stub. */
const RESOLVED_UPSTREAM = "/run/systemd/resolve/resolv.conf";
const KEEPALIVED = "/etc/keepalived/keepalived.conf";
export const CLOUD_CONFIG = "/etc/cloud/cloud.cfg.d/99-disable-network-config.cfg";
/** Where addresses are set by scripts. */
const SCRIPTS = [
  "/etc/rc.local",
  "/etc/rc.d/rc.local",
  "/etc/init.d",
  "/etc/local.d",
  "/etc/systemd/system",
  "/etc/cron.d",
];

export interface Ipv4AddressFacts extends Ipv6Path {
  readonly links: readonly LinkFact[];
  readonly routes4: readonly RouteFact[];
  /** `ip -4 route show table all`, for undo. */
  readonly routeLines: readonly string[];
  readonly owner: HostFacts["networkOwner"];
  readonly interfaces: readonly InterfacesFile[];
  readonly dhcp: readonly DhcpClient[];
  readonly nameservers: readonly string[];
  /** Servers behind systemd-resolved's stub, null where it does not run. */
  readonly resolvedUpstream: readonly string[] | null;
  /** keepalived's configuration, null where there is none. */
  readonly keepalived: string | null;
  /** What CLOUD_CONFIG says, null where cloud-init is told nothing. */
  readonly cloudConfig: string | null;
  /** Scripts that name an IPv4 address of this host: `path:line: text`. */
  readonly scripts: readonly string[];
}

export async function gather(sys: System): Promise<Ipv4AddressFacts> {
  const { addresses, links } = await sys.network();
  const addressed = [...new Set(addresses.map((a) => a.interface))].filter((name) => name !== "lo");
  const signs = await networkOwnerSigns(sys, addressed, links);
  const upstream = await sys.read(RESOLVED_UPSTREAM);
  const routes6 = await sys.routes(6);
  return {
    addresses,
    links,
    routes4: await sys.routes(4),
    routes6,
    routeLines: configuredRoutes((await showRoutes(sys)).stdout),
    owner: networkOwner(signs),
    signs,
    interfaces: signs.interfaces,
    dhcp: await dhcpClients(sys),
    nameservers: nameserversOf(parseResolvConf((await sys.read("/etc/resolv.conf")) ?? "")),
    resolvedUpstream: upstream === null ? null : nameserversOf(parseResolvConf(upstream)),
    keepalived: await sys.read(KEEPALIVED),
    cloudConfig: await sys.read(CLOUD_CONFIG),
    scripts: await scriptsNaming(sys, addresses),
    routerSettings: await routerSettings(sys, routes6),
  };
}

export function showRoutes(sys: System): Promise<{ stdout: string }> {
  return sys.exec(["ip", "-4", "route", "show", "table", "all"], { timeoutMs: COMMAND_MS });
}

async function scriptsNaming(sys: System, addresses: readonly InterfaceAddress[]): Promise<string[]> {
  const four = addresses.filter((a) => a.family === 4 && !a.address.startsWith("127.")).map((a) => a.address);
  if (four.length === 0) return [];
  const patterns = four.flatMap((address) => ["-e", address]);
  const found = await sys.exec(["grep", "-rnswF", ...patterns, ...SCRIPTS], { timeoutMs: COMMAND_MS });
  return found.stdout.split("\n").filter((line) => line !== "");
}
