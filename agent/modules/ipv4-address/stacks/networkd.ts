/**
 * IPv4 out of systemd-networkd's files, systemd.network(5): DHCP goes by a drop-in, static addresses go from the file that has them, for a
 * drop-in cannot take one item out of a list.
 */
import type { NetworkdLink, TextFile } from "../../../facts/networkd.ts";
import {
  type IniFile,
  type IniLine,
  type IniSection,
  parseIni,
  printIni,
  valuesOf,
  withoutLines,
  withoutSections,
} from "../../../formats/ini.ts";
import { parseIp4 } from "../../../net/ip4.ts";
import { assignment, type StackEdit, type StackFile, type Unsupported } from "./stack.ts";

export const RELOAD: readonly (readonly string[])[] = [["networkctl", "reload"]];
const OWN = "90-migrate.conf";

/** @param keep interfaces that are not ours. Pure. */
export function withoutIpv4(links: readonly NetworkdLink[], keep: ReadonlySet<string>): StackEdit | Unsupported {
  const files: StackFile[] = [];
  const because: string[] = [];
  const seen = new Set<string>();
  for (const link of links) {
    if (keep.has(link.interface) || link.interface === "lo") continue;
    const { path } = link.file;
    if (seen.has(path)) continue;
    seen.add(path);
    const all = [link.file, ...link.dropIns];
    if (!assignsIpv4(all)) continue;
    const sharing = links.find((other) => other.file.path === path && keep.has(other.interface));
    if (sharing !== undefined) {
      return {
        unsupported: `${path} configures ${link.interface} and ${sharing.interface}, which stays; give each its own file first`,
      };
    }
    if (path.startsWith("/run/")) {
      return {
        unsupported: `${link.interface} is configured by ${path}, which is made anew at every boot (from the kernel's command line or a generator); take IPv4 out of what it is made from`,
      };
    }
    if (all.some(({ text }) => /^(true|yes|on|1)$/i.test(last(text, "Network", "DHCPServer") ?? ""))) {
      return {
        unsupported: `${path} makes this host a DHCP server on ${link.interface}; end that first, or add ${link.interface} to keep`,
      };
    }
    for (const file of all) {
      const { after, said } = edited(file);
      if (after === file.text) continue;
      if (file !== link.file && file.path.startsWith("/run/")) {
        return {
          unsupported: `${file.path} assigns IPv4 and is made anew at every boot; take IPv4 out of what it is made from`,
        };
      }
      // The vendor's copy stays: one in /etc of the same name hides it.
      const target = file.path.replace(/^(\/usr)?\/lib\//, "/etc/");
      files.push({ path: target, before: target === file.path ? file.text : null, after });
      because.push(...said.map((each) => `${file.path}:${each}`));
    }
    const dropIn = dropInFor(link);
    if (dropIn !== null) {
      files.push(dropIn);
      because.push(
        `${dropIn.path}: ${dropIn.after
          .split("\n")
          .filter((line) => line.includes("="))
          .join(", ")} for ${link.interface}`,
      );
    }
  }
  return { files, because, reload: files.length === 0 ? [] : RELOAD };
}

/** What networkd puts on its interfaces. Pure. */
export function assigned(links: readonly NetworkdLink[]): Set<string> {
  const found = new Set<string>();
  for (const link of links) {
    if (link.lease !== null) found.add(assignment(link.interface, link.lease));
    for (const { text } of [link.file, ...link.dropIns]) {
      const file = parseIni(text);
      for (const value of [...valuesOf(file, "Network", "Address"), ...valuesOf(file, "Address", "Address")]) {
        if (isIp4(value)) found.add(assignment(link.interface, value));
      }
    }
  }
  return found;
}

/** Whether networkd gives this link IPv4 link-local addresses of its own choosing. */
export function assignsLinkLocal(link: NetworkdLink): boolean {
  return /^(yes|true|on|1|ipv4|ipv4-fallback|fallback)$/i.test(effective(link, "LinkLocalAddressing") ?? "");
}

function assignsIpv4(files: readonly TextFile[]): boolean {
  const link = { interface: "", lease: null, file: files[0]!, dropIns: files.slice(1) };
  return (
    leases(effective(link, "DHCP")) || assignsLinkLocal(link) || files.some((file) => edited(file).after !== file.text)
  );
}

function leases(dhcp: string | null): boolean {
  return /^(yes|true|on|1|both|ipv4|v4)$/i.test(dhcp ?? "");
}

function last(text: string, section: string, key: string): string | null {
  return valuesOf(parseIni(text), section, key).at(-1) ?? null;
}

/** A later file wins. */
function effective(link: NetworkdLink, key: string): string | null {
  let value: string | null = null;
  for (const { text } of [link.file, ...link.dropIns]) value = last(text, "Network", key) ?? value;
  return value;
}

function dropInFor(link: NetworkdLink): StackFile | null {
  const dhcp = effective(link, "DHCP");
  const lines = [
    ...(leases(dhcp) ? [`DHCP=${/^(ipv4|v4)$/i.test(dhcp!) ? "no" : "ipv6"}`] : []),
    ...(assignsLinkLocal(link)
      ? [`LinkLocalAddressing=${/^ipv4(-fallback)?$/i.test(effective(link, "LinkLocalAddressing")!) ? "no" : "ipv6"}`]
      : []),
  ];
  if (lines.length === 0) return null;
  const folder = `/etc/systemd/network/${link.file.path.slice(link.file.path.lastIndexOf("/") + 1)}.d`;
  // The last one in order wins.
  const later = link.dropIns.some(({ path }) => path.slice(path.lastIndexOf("/") + 1) > OWN);
  const path = `${folder}/${later ? `zz-${OWN}` : OWN}`;
  const before = link.dropIns.find((each) => each.path === path)?.text ?? null;
  return { path, before, after: `# Written by migrate.\n[Network]\n${lines.join("\n")}\n`, mode: 0o644 };
}

const LIST_KEYS = new Set(["Address", "Gateway", "DNS", "NTP"]);

/** One file without the IPv4 in it. @returns what went, by line. */
function edited(file: TextFile): { after: string; said: string[] } {
  const said: string[] = [];
  const gone = ({ line, text }: IniLine): true => {
    said.push(`${line}: ${text.trim()} goes`);
    return true;
  };
  const ini = parseIni(file.text);
  const lines = withoutLines(
    ini,
    (section, line) =>
      section === "Network" &&
      (line.key === "Address" || line.key === "Gateway" || line.key === "DNS") &&
      withoutValues(line) &&
      gone(line),
  );
  const whole = withoutSections(lines, (section) => {
    if (!isIpv4Section(section)) return false;
    said.push(
      `${section.line}: [${section.name}] ${section.lines
        .filter(({ key }) => key !== null)
        .map(({ text }) => text.trim())
        .join(" ")} goes`,
    );
    return true;
  });
  return { after: said.length === 0 ? file.text : printIni(whole as IniFile), said };
}

/** A line whose values are IPv4 through and through: `DNS=` may hold several. */
function withoutValues({ key, value }: IniLine): boolean {
  if (!LIST_KEYS.has(key ?? "")) return false;
  const words = value.split(/\s+/).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => isIp4(word) || (key === "Gateway" && word === "_dhcp4"));
}

function isIpv4Section({ name, lines }: IniSection): boolean {
  const value = (key: string): string => lines.find((line) => line.key === key)?.value ?? "";
  if (name === "Address") return isIp4(value("Address"));
  if (name === "Route") return isIp4(value("Destination")) || isIp4(value("Gateway")) || value("Gateway") === "_dhcp4";
  if (name === "RoutingPolicyRule") return isIp4(value("From")) || isIp4(value("To")) || value("Family") === "ipv4";
  return false;
}

function isIp4(text: string): boolean {
  return parseIp4(text.split(/[/#:]/, 1)[0]!) !== null;
}
