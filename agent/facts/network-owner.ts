/** Which network stack owns the addresses, and the trail that says so. */

import { physical } from "../formats/interfaces.ts";
import { type NetplanFileView, parseNetplan } from "../formats/netplan.ts";
import type { HostFacts } from "../protocol/facts.ts";
import type { System } from "../system.ts";
import type { LinkFact } from "./addresses.ts";
import { type InterfacesFile, interfacesFiles } from "./interfaces-files.ts";
import { type NetworkManagerDevice, networkManagerDevices } from "./network-manager.ts";
import { type NetworkdLink, networkdLinks, type TextFile } from "./networkd.ts";
import { hasProgram } from "./programs.ts";

export type Stack = "ifupdown" | "networkd" | "networkmanager" | "netplan";

export interface NetplanFile extends TextFile {
  readonly view: NetplanFileView;
}

/** Everything the decision rests on. */
export interface NetworkOwnerSigns {
  /** In the order netplan reads them: by name, a name in /run before /etc before /lib. */
  readonly netplan: readonly NetplanFile[];
  /** Null where NetworkManager does not run. */
  readonly networkManager: readonly NetworkManagerDevice[] | null;
  /** Links it says it has configured. */
  readonly networkd: readonly NetworkdLink[];
  readonly interfaces: readonly InterfacesFile[];
  /** Whether anything reads those: ifupdown is installed. */
  readonly ifup: boolean;
  /** Interfaces that hold addresses, lo left out. */
  readonly addressed: readonly string[];
}

export async function networkOwnerSigns(
  sys: System,
  addressed: readonly string[],
  links: readonly LinkFact[],
): Promise<NetworkOwnerSigns> {
  return {
    netplan: await netplanFiles(sys),
    networkManager: await networkManagerDevices(sys),
    networkd: await networkdLinks(sys, links),
    interfaces: await interfacesFiles(sys),
    ifup: await hasProgram(sys, "ifup"),
    addressed,
  };
}

async function netplanFiles(sys: System): Promise<NetplanFile[]> {
  const byName = new Map<string, NetplanFile>();
  for (const folder of ["/run/netplan", "/etc/netplan", "/lib/netplan"]) {
    for (const name of await sys.list(folder)) {
      if (!name.endsWith(".yaml") || byName.has(name)) continue;
      const path = `${folder}/${name}`;
      const text = (await sys.read(path)) ?? "";
      byName.set(name, { path, text, view: parseNetplan(text) });
    }
  }
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

/** Where netplan has its renderers' files: what they are made from is netplan's. */
const BY_NETPLAN = /^\/run\/(systemd\/network\/\d+-netplan-|NetworkManager\/system-connections\/netplan-)/;

/** The definition in netplan's files that a renderer's file was made from. */
export function netplanId(path: string): string | null {
  if (!BY_NETPLAN.test(path)) return null;
  return /netplan-(.+)\.(network|nmconnection)$/.exec(path)?.[1] ?? null;
}

export interface Claim {
  readonly stack: Stack;
  readonly interface: string;
  /** What it has for it: a file, and where in it. */
  readonly where: string;
}

/** Pure. Which stack would put an address back, interface by interface. */
export function claims(signs: NetworkOwnerSigns): Claim[] {
  const found: Claim[] = [];
  for (const device of signs.networkManager ?? []) {
    const where = device.file === null ? `a profile in memory (${device.uuid})` : device.file.path;
    const stack = netplanId(where) === null ? "networkmanager" : "netplan";
    found.push({ stack, interface: device.interface, where });
  }
  for (const link of signs.networkd) {
    const stack = netplanId(link.file.path) === null ? "networkd" : "netplan";
    found.push({ stack, interface: link.interface, where: link.file.path });
  }
  const others = found.length > 0;
  for (const file of signs.interfaces) {
    for (const stanza of file.parsed.stanzas) {
      if (stanza.kind !== "iface" || physical(stanza.name) === "lo" || (others && !signs.ifup)) continue;
      found.push({
        stack: "ifupdown",
        interface: physical(stanza.name),
        where: `${stanza.name} ${stanza.family ?? ""} ${stanza.method ?? ""} in ${file.path}:${stanza.line}`,
      });
    }
  }
  return found;
}

const NAMES: Readonly<Record<Stack, string>> = {
  ifupdown: "ifupdown",
  networkd: "systemd-networkd",
  networkmanager: "NetworkManager",
  netplan: "netplan",
};

/** Pure. The stack that would put an address back is the owner; one that is installed and manages nothing is not. */
export function networkOwner(signs: NetworkOwnerSigns): HostFacts["networkOwner"] {
  const found = claims(signs);
  const because: string[] = [];
  const defined = signs.netplan.filter(({ view }) => "cannot" in view || view.devices.length > 0);
  const stacks = new Set(found.map(({ stack }) => stack));
  // Written for the next boot, whoever configures the interfaces now.
  if (defined.length > 0) stacks.add("netplan");
  for (const stack of stacks) {
    const mine = found.filter((claim) => claim.stack === stack);
    if (stack === "netplan")
      because.push(`netplan has ${defined.map(({ path }) => path).join(", ") || "no file left"}`);
    if (mine.length === 0) continue;
    const list = mine.map((claim) => (stack === "ifupdown" ? claim.where : `${claim.interface} (${claim.where})`));
    because.push(`${NAMES[stack]} ${stack === "ifupdown" ? "has" : "configures"} ${list.join("; ")}`);
  }
  if (signs.networkManager?.length === 0) because.push("NetworkManager runs and manages no interface");
  if (signs.interfaces.length > 0 && !signs.ifup && found.some(({ stack }) => stack !== "ifupdown")) {
    because.push(`${signs.interfaces[0]!.path} is read by nobody: ifupdown is not installed`);
  }
  if (stacks.size > 1) return { owner: "unknown", because: [...because, "more than one stack has a hand in it"] };
  const [owner] = stacks;
  if (owner !== undefined) return { owner, because };
  because.push(
    signs.addressed.length === 0
      ? "no interface but lo has an address"
      : `no network stack configures ${signs.addressed.join(", ")}: set by hand`,
  );
  return { owner: "plain", because };
}
