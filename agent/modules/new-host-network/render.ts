/** /etc/network/interfaces of an IPv6-only host: one interface written anew, everything else in the files as it was. Pure. */
import type { InterfacesFile } from "../../facts/interfaces-files.ts";
import { INTERFACES } from "../../facts/interfaces-files.ts";
import { type IfaceStanza, parseInterfaces, physical, printStanza, type Stanza } from "../../formats/interfaces.ts";
import { closed } from "../../formats/lines.ts";
import type { NewHostNetworkWant } from "../../protocol/wants.ts";

const INDENT = "    ";
/** Options about the link itself, which the new stanza takes over from the old ones. */
const LINK_OPTION = /^(mtu|hwaddress|bridge[-_].*|bond[-_].*|slaves|vlan[-_].*|wpa-.*|wireless-.*)$/;

export interface Rendered {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** Only the files that change. */
export function renderInterfaces(files: readonly InterfacesFile[], want: NewHostNetworkWant): Rendered[] {
  const all = files.length > 0 ? files : [{ path: INTERFACES, text: "", parsed: parseInterfaces("") }];
  const old = all.flatMap((file) =>
    file.parsed.stanzas.filter((s): s is IfaceStanza => s.kind === "iface" && physical(s.name) === want.interface),
  );
  const options = new Map<string, string>();
  for (const stanza of old) {
    for (const option of stanza.options) {
      if (LINK_OPTION.test(option.name)) options.set(option.name, `${INDENT}${option.name} ${option.value}\n`);
    }
  }
  const out = all.map((file) => {
    const isMain = file.path === INTERFACES;
    let text = file.parsed.stanzas.map((stanza) => withoutInterface(stanza, want.interface)).join("");
    if (isMain) {
      const hasLo = all.some((each) => each.parsed.stanzas.some((s) => s.kind === "iface" && s.name === "lo"));
      if (!hasLo) text = `${closed(text)}auto lo\niface lo inet loopback\n`;
      text = closed(text);
      const gap = text === "" || text.endsWith("\n\n") ? "" : "\n";
      text += gap + stanzaFor(want, [...options.values()]);
    }
    return { path: file.path, before: files.length === 0 ? null : file.text, after: text };
  });
  return out.filter(({ before, after }) => before !== after);
}

function withoutInterface(stanza: Stanza, name: string): string {
  if (stanza.kind === "iface" && physical(stanza.name) === name) return stanza.tail;
  if (stanza.kind !== "names") return printStanza(stanza);
  const names = stanza.names.filter((each) => physical(each) !== name);
  if (names.length === stanza.names.length) return stanza.text;
  return names.length === 0 ? "" : `${stanza.keyword} ${names.join(" ")}\n`;
}

function stanzaFor(want: NewHostNetworkWant, options: readonly string[]): string {
  const { interface: name, address, gateway, nat64_route: route } = want;
  const lines = [
    `auto ${name}`,
    `iface ${name} inet6 ${address === "auto" ? "auto" : "static"}`,
    `${INDENT}# Written by migrate: this interface has IPv6 only.`,
    ...(address === "auto" ? [] : [`${INDENT}address ${address}`]),
    ...(address === "auto" || gateway === null ? [] : [`${INDENT}gateway ${gateway}`]),
    ...(route === null ? [] : [`${INDENT}up ip -6 route replace ${route.prefix} via ${route.via} dev ${name}`]),
  ];
  return `${lines.join("\n")}\n${options.join("")}`;
}
