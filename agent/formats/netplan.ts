/** netplan's YAML, netplan(5): IPv4 taken out of one device's definition, everything else as it was written. */
import { parseIp4 } from "../net/ip4.ts";
import { child, parseYamlLines, unquoted, YamlEdit, type YamlEntry, type YamlNode } from "./yaml-lines.ts";

export interface NetplanDevice {
  /** `ethernets`, `bridges`, … */
  readonly type: string;
  readonly id: string;
  readonly entry: YamlEntry;
}

export type NetplanFileView =
  | { readonly devices: readonly NetplanDevice[]; readonly lines: readonly string[] }
  | { readonly line: number; readonly cannot: string };

const EDITED = ["addresses", "routes", "routing-policy", "nameservers", "link-local", "networkmanager"] as const;
const ONE: Readonly<Record<string, string>> = { addresses: "address", routes: "route", "routing-policy": "rule" };
const NO_DEVICES = new Set(["version", "renderer", "openvswitch"]);

export function parseNetplan(text: string): NetplanFileView {
  const parsed = parseYamlLines(text);
  if ("cannot" in parsed) return parsed;
  const network = child(parsed.root, "network")?.value;
  const devices: NetplanDevice[] = [];
  for (const type of network?.kind === "map" ? network.entries : []) {
    if (NO_DEVICES.has(type.key)) continue;
    if (type.value.kind === "opaque" && /\w/.test(type.value.text)) return cannot(type.value);
    if (type.value.kind !== "map") continue;
    for (const entry of type.value.entries) {
      const hidden = EDITED.map((key) => child(entry.value, key)?.value).find((node) => node?.kind === "opaque");
      if (entry.value.kind === "opaque" && /\w/.test(entry.value.text)) return cannot(entry.value);
      if (hidden?.kind === "opaque") return cannot(hidden);
      devices.push({ type: type.key, id: entry.key, entry });
    }
  }
  return { devices, lines: parsed.lines };
}

function cannot({ line, text }: { line: number; text: string }): NetplanFileView {
  return { line: line + 1, cannot: `${text} (write it out over several lines, and it can be edited)` };
}

/** IPv4 a definition assigns, as text, `dhcp4` and `link-local` by those names. */
export function ipv4Of(device: NetplanDevice): string[] {
  const { value } = device.entry;
  const found: string[] = [];
  if (isTrue(child(value, "dhcp4")?.value)) found.push("dhcp4");
  if (items(child(value, "link-local")?.value).some(({ text }) => text === "ipv4")) found.push("link-local");
  for (const { text } of items(child(value, "addresses")?.value)) if (isIp4(text)) found.push(text);
  return found;
}

/**
 * The file without the IPv4 of the given devices.
 * @param disabled ids whose renderer is NetworkManager: without a lease or address netplan gives it `link-local` for IPv4, so it is told `disabled`.
 */
export function withoutIpv4(
  view: Extract<NetplanFileView, { devices: unknown }>,
  ids: ReadonlySet<string>,
  disabled: ReadonlySet<string>,
): { readonly text: string; readonly because: readonly string[] } {
  const edit = new YamlEdit(view.lines);
  const because: string[] = [];
  for (const { id, entry } of view.devices) {
    if (!ids.has(id)) continue;
    const { value } = entry;
    const at = (each: { from: number }): string => `line ${each.from + 1}`;
    const dhcp4 = child(value, "dhcp4");
    if (dhcp4 !== undefined && dhcp4.value.kind === "scalar" && isTrue(dhcp4.value)) {
      edit.replace(dhcp4.value, "false");
      because.push(`${at(dhcp4)}: no DHCPv4 on ${id}`);
    }
    const gone = [
      strip(edit, child(value, "addresses"), (text) => isIp4(text)),
      strip(edit, child(value, "link-local"), (text) => text === "ipv4", "[]"),
      strip(edit, child(value, "routes"), isRoute4),
      strip(edit, child(value, "routing-policy"), isRule4),
    ].flat();
    const gateway4 = child(value, "gateway4");
    if (gateway4 !== undefined) {
      edit.drop(gateway4);
      gone.push(`gateway4 (${at(gateway4)})`);
    }
    const nameservers = child(value, "nameservers");
    const servers = child(nameservers?.value, "addresses");
    const left = items(servers?.value).filter(({ text }) => !isIp4(text));
    if (nameservers !== undefined && servers !== undefined && left.length === 0 && only(nameservers, servers)) {
      if (items(servers.value).length > 0) {
        edit.drop(nameservers);
        gone.push(...items(servers.value).map(({ text }) => `nameserver ${text}`));
      }
    } else {
      gone.push(...strip(edit, servers, (text) => isIp4(text)).map((each) => `nameserver ${each}`));
    }
    if (gone.length > 0) because.push(`${id}: ${gone.join(", ")} gone`);
    if (disabled.has(id) && !isDisabled(value)) {
      const indent = " ".repeat(
        value.kind === "map" ? (value.entries[0]?.indent ?? entry.indent + 2) : entry.indent + 2,
      );
      const manager = child(value, "networkmanager");
      const through = child(manager?.value, "passthrough");
      if (manager === undefined) {
        edit.insert(
          entry.to,
          `${indent}networkmanager:\n${indent}  passthrough:\n${indent}    ipv4.method: disabled\n`,
        );
      } else if (through === undefined) {
        edit.insert(manager.from + 1, `${indent}  passthrough:\n${indent}    ipv4.method: disabled\n`);
      } else {
        const deeper = through.value.kind === "map" ? (through.value.entries[0]?.indent ?? 0) : through.indent + 2;
        edit.insert(through.from + 1, `${" ".repeat(deeper)}ipv4.method: disabled\n`);
      }
      because.push(`${id}: ipv4.method disabled, or NetworkManager would be given a link-local IPv4 address instead`);
    }
  }
  return { text: edit.text(), because };
}

function only(parent: YamlEntry, entry: YamlEntry): boolean {
  return parent.value.kind === "map" && parent.value.entries.length === 1 && parent.value.entries[0] === entry;
}

function isDisabled(value: YamlNode): boolean {
  const through = child(child(value, "networkmanager")?.value, "passthrough");
  const method = child(through?.value, "ipv4.method")?.value;
  return method?.kind === "scalar" && method.value === "disabled";
}

interface Item {
  readonly text: string;
  readonly node: YamlNode;
  readonly from: number;
  readonly to: number;
}

/** Items of a list in either style; a mapping goes by its first key, as an address with a label is written. */
function items(node: YamlNode | undefined): Item[] {
  if (node?.kind === "flow") {
    return node.items.map((text) => ({ text: unquoted(text), node, from: node.line, to: node.line + 1 }));
  }
  if (node?.kind !== "list") return [];
  return node.items.map(({ value, from, to }) => ({
    text: value.kind === "scalar" ? value.value : value.kind === "map" ? (value.entries[0]?.key ?? "") : "",
    node: value,
    from,
    to,
  }));
}

/** Take items out of a list; the key goes with its last item, or gets `empty`. @returns what went. */
function strip(
  edit: YamlEdit,
  entry: YamlEntry | undefined,
  drop: (text: string, node: YamlNode) => boolean,
  empty?: string,
): string[] {
  if (entry === undefined) return [];
  const all = items(entry.value);
  const gone = all.filter(({ text, node }) => drop(text, node));
  if (gone.length === 0) return [];
  const said = gone.map(({ text, node }) => (node.kind === "map" ? (ONE[entry.key] ?? entry.key) : text));
  if (gone.length === all.length && empty === undefined) edit.drop(entry);
  else if (entry.value.kind === "flow") {
    edit.replace(entry.value, `[${entry.value.items.filter((text) => !drop(unquoted(text), entry.value)).join(", ")}]`);
  } else if (gone.length === all.length) {
    edit.drop(entry);
    edit.insert(entry.to, `${" ".repeat(entry.indent)}${entry.key}: ${empty}\n`);
  } else for (const item of gone) edit.drop(item);
  return said;
}

function scalar(node: YamlNode, key: string): string {
  const value = child(node, key)?.value;
  return value?.kind === "scalar" ? value.value : "";
}

function isRoute4(_: string, node: YamlNode): boolean {
  return isIp4(scalar(node, "to")) || isIp4(scalar(node, "via"));
}

function isRule4(_: string, node: YamlNode): boolean {
  return isIp4(scalar(node, "from")) || isIp4(scalar(node, "to"));
}

function isIp4(text: string): boolean {
  return parseIp4(text.split("/", 1)[0]!) !== null;
}

/** YAML 1.1, which netplan reads. */
function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === "scalar" && /^(true|yes|on|y)$/i.test(node.value);
}
