/** An IPv6-only interface in the files of the network stack that owns it. Pure. */
import { netplanId } from "../../facts/network-owner.ts";
import { listens, networkV2 } from "../../protocol/network-v2.ts";
import type { NewHostNetworkWant } from "../../protocol/wants.ts";
import { CLOUD_CONFIG, type Ipv4AddressFacts } from "../ipv4-address/facts.ts";
import { load } from "../ipv4-address/stacks/network-manager.ts";
import { RELOAD } from "../ipv4-address/stacks/networkd.ts";
import { renderInterfaces } from "./render.ts";

const WRITTEN = "# Written by migrate: this interface has IPv6 only.\n";

export interface StackText {
  readonly path: string;
  readonly before: string | null;
  /** Null: the file goes. */
  readonly after: string | null;
  readonly mode: number;
}

export interface StackFiles {
  readonly files: readonly StackText[];
  /** Commands with which the stack takes its files in, now and after an undo; empty where it reads them only at boot. */
  readonly reload: readonly (readonly string[])[];
  readonly because: readonly string[];
}

export interface Unfit {
  readonly refused: "refused" | "unsupported";
  readonly message: string;
}

export interface NewHostFacts extends Ipv4AddressFacts {
  /** Files of ours that are there, by path. */
  readonly ours: Readonly<Record<string, string>>;
}

export function stackFiles(facts: NewHostFacts, want: NewHostNetworkWant): StackFiles | Unfit {
  const { owner, because } = facts.owner;
  const stack = owner === "plain" ? "ifupdown" : owner;
  if (stack === "unknown")
    return unfit("unsupported", `more than one network stack owns the addresses here (${because.join("; ")})`);
  if (want.renderer !== "auto" && want.renderer !== "cloud-init" && want.renderer !== stack)
    return unfit(
      "refused",
      `${stack} owns the addresses here (${because.join("; ")}), and the plan says renderer: ${want.renderer}`,
    );
  const made = byStack(stack, facts, want);
  return "message" in made ? made : want.renderer === "cloud-init" ? withCloudInit(facts, want, made) : made;
}

function byStack(
  stack: "ifupdown" | "networkd" | "networkmanager" | "netplan",
  facts: NewHostFacts,
  want: NewHostNetworkWant,
): StackFiles | Unfit {
  switch (stack) {
    case "networkd":
      return networkd(facts, want);
    case "networkmanager":
      return networkManager(facts, want);
    case "netplan":
      return netplan(facts, want);
    default: {
      const files = renderInterfaces(facts.interfaces, want).map((file) => ({ ...file, mode: 0o644 }));
      return { files, reload: [], because: [] };
    }
  }
}

function unfit(refused: Unfit["refused"], message: string): Unfit {
  return { refused, message };
}

/** A file before all others: the operator's stay as they are, and apply no more. */
function networkd({ signs, ours }: NewHostFacts, want: NewHostNetworkWant): StackFiles | Unfit {
  const path = networkdPath(want);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const now = signs.networkd.find((link) => link.interface === want.interface)?.file;
  const nameNow = now?.path.slice(now.path.lastIndexOf("/") + 1);
  if (nameNow !== undefined && nameNow < name)
    return unfit("unsupported", `${now!.path} comes before ${name}, so that one would not apply: rename it`);
  const { address, gateway, nameservers, nat64_route: route } = want;
  const lines = [
    "[Match]",
    `Name=${want.interface}`,
    "",
    "[Network]",
    "DHCP=no",
    "LinkLocalAddressing=ipv6",
    `IPv6AcceptRA=${listens(want) ? "yes" : "no"}`,
    ...(address === "auto" ? [] : [`Address=${address}`]),
    ...nameservers.map((server) => `DNS=${server}`),
    ...(address !== "auto" && listens(want) ? ["", "[IPv6AcceptRA]", "UseAutonomousPrefix=no"] : []),
    ...(address === "auto" || gateway === null ? [] : ["", "[Route]", `Gateway=${gateway}`, "GatewayOnLink=yes"]),
    ...(route === null ? [] : ["", "[Route]", `Destination=${route.prefix}`, `Gateway=${route.via}`]),
  ];
  const before = ours[path] ?? null;
  return {
    files: changed([{ path, before, after: `${WRITTEN}${lines.join("\n")}\n`, mode: 0o644 }]),
    reload: RELOAD,
    because:
      now === undefined || now.path === path ? [] : [`${now.path} stays, and applies no more: ${name} comes first`],
  };
}

/** The profile in force, written anew under its own name: it is taken in without the device going down. */
function networkManager({ signs }: Ipv4AddressFacts, want: NewHostNetworkWant): StackFiles | Unfit {
  const device = (signs.networkManager ?? []).find((each) => each.interface === want.interface);
  if (device === undefined || device.file === null || !device.file.path.endsWith(".nmconnection"))
    return unfit(
      "unsupported",
      `NetworkManager has no keyfile in force for ${want.interface}: nmcli connection modify its profile first, so that one is saved`,
    );
  const { path, text } = device.file;
  if (!path.startsWith("/etc/"))
    return unfit("unsupported", `${path} lasts for this boot: save the profile with nmcli connection modify first`);
  const { address, gateway, nameservers, nat64_route: route } = want;
  const via = address !== "auto" && gateway !== null ? `,${gateway}` : "";
  const lines = [
    "[connection]",
    `id=${/^id=(.+)$/m.exec(text)?.[1] ?? want.interface}`,
    `uuid=${device.uuid}`,
    "type=ethernet",
    `interface-name=${want.interface}`,
    "",
    "[ipv4]",
    "method=disabled",
    "",
    "[ipv6]",
    "addr-gen-mode=eui64",
    ...(address === "auto" ? [] : [`address1=${address}${via}`]),
    ...(nameservers.length === 0 ? [] : [`dns=${nameservers.join(";")};`, "ignore-auto-dns=true"]),
    `method=${listens(want) ? "auto" : "manual"}`,
    ...(route === null ? [] : [`route1=${route.prefix},${route.via}`]),
  ];
  return {
    files: changed([{ path, before: text, after: `${WRITTEN}${lines.join("\n")}\n`, mode: 0o600 }]),
    reload: load(path, want.interface),
    because: [],
  };
}

/** The file that defines the interface, written anew: an overlay of netplan's can add to a list and never take from it. */
function netplan({ signs }: Ipv4AddressFacts, want: NewHostNetworkWant): StackFiles | Unfit {
  const link = signs.networkd.find((each) => each.interface === want.interface);
  const device = (signs.networkManager ?? []).find((each) => each.interface === want.interface);
  const profile = link?.file.path ?? device?.file?.path ?? "";
  const id = netplanId(profile) ?? want.interface;
  const files: StackText[] = [];
  for (const { path, text, view } of signs.netplan) {
    if ("cannot" in view) return unfit("unsupported", `${path}:${view.line}: ${view.cannot}`);
    if (!view.devices.some((each) => each.id === id)) continue;
    if (!path.startsWith("/etc/netplan/"))
      return unfit("unsupported", `${path} is made by a program: change what it is made from`);
    if (view.devices.length > 1)
      return unfit("unsupported", `${path} defines other devices than ${id}: give each a file of its own`);
    const first = files.length === 0;
    const renderer = /^\s*renderer:\s*(\S+)/m.exec(text)?.[1] ?? null;
    const after = first
      ? `${WRITTEN}network:\n${networkV2(want, { renderer, networkManager: link === undefined }, "  ")}`
      : null;
    files.push({ path, before: text, after, mode: 0o600 });
  }
  if (files.length === 0) return unfit("unsupported", `no file of netplan defines ${want.interface}`);
  return {
    files: changed(files),
    reload: [["netplan", "generate"], ...(link === undefined ? load(profile, want.interface) : RELOAD)],
    because: [],
  };
}

/** cloud-init would write the network anew at the next boot: it is given the same. */
function withCloudInit(facts: NewHostFacts, want: NewHostNetworkWant, made: StackFiles): StackFiles {
  const path = CLOUD_NETWORK;
  const after = `${WRITTEN}network:\n${networkV2(want, "cloud-init", "  ")}`;
  const disabled = /config:\s*["']?disabled/.test(facts.cloudConfig ?? "");
  return {
    ...made,
    files: [...made.files, ...changed([{ path, before: facts.ours[path] ?? null, after, mode: 0o644 }])],
    because: [...made.because, ...(disabled ? [`${CLOUD_CONFIG} keeps cloud-init from using ${path}`] : [])],
  };
}

const CLOUD_NETWORK = "/etc/cloud/cloud.cfg.d/95-migrate-network.cfg";

function networkdPath(want: NewHostNetworkWant): string {
  return `/etc/systemd/network/05-migrate-${want.interface}.network`;
}

/** Files that are ours alone. */
export function ourPaths(want: NewHostNetworkWant): string[] {
  return [networkdPath(want), CLOUD_NETWORK];
}

function changed(files: readonly StackText[]): StackText[] {
  return files.filter(({ before, after }) => before !== after);
}
