/**
 * IPv4 out of NetworkManager's profiles, by the bytes of their files, because `nmcli connection modify` drops comments. Keyfiles
 * (nm-settings-keyfile(5)) and RHEL's ifcfg files (nm-settings-ifcfg-rh(5)).
 */
import type { NetworkManagerDevice } from "../../../facts/network-manager.ts";
import { parseIni, printIni, valuesOf, withoutLines, withValue } from "../../../formats/ini.ts";
import { splitLines } from "../../../formats/lines.ts";
import { parseIp4 } from "../../../net/ip4.ts";
import { assignment, type StackEdit, type StackFile, type Unsupported } from "./stack.ts";

const PROFILES = "/etc/NetworkManager/system-connections";
const RUNTIME = "/run/NetworkManager/system-connections/";
const IFCFG = /^\/etc\/sysconfig\/network-scripts\/ifcfg-/;

/** @param keep interfaces that are not ours. Pure. */
export function withoutIpv4(
  devices: readonly NetworkManagerDevice[],
  keep: ReadonlySet<string>,
): StackEdit | Unsupported {
  const files: StackFile[] = [];
  const because: string[] = [];
  const reload: string[][] = [];
  let copied = false;
  for (const device of devices) {
    if (keep.has(device.interface)) continue;
    if (device.file === null) {
      return {
        unsupported: `the profile of ${device.interface} (UUID ${device.uuid}) is kept in memory only, there is no file to edit; save it with nmcli connection modify ${device.uuid} save first`,
      };
    }
    const { path, text } = device.file;
    const sharing = devices.find((other) => other.uuid === device.uuid && keep.has(other.interface));
    if (sharing !== undefined) {
      return {
        unsupported: `the profile ${path} configures ${device.interface} and ${sharing.interface}, which stays; give each its own first`,
      };
    }
    if (IFCFG.test(path)) {
      const { after, said } = ifcfg(text);
      if (after === text) continue;
      files.push({ path, before: text, after });
      because.push(...said.map((each) => `${path}:${each}`));
      reload.push(...load(path, device.interface));
      continue;
    }
    const method = valuesOf(parseIni(text), "ipv4", "method").at(-1) ?? "auto";
    if (method === "disabled") continue;
    if (method === "shared") {
      return {
        unsupported: `${path} shares this host's connection on ${device.interface} (ipv4.method shared: it is a DHCP server there); end that first, or add ${device.interface} to keep`,
      };
    }
    const { after, said } = keyfile(text);
    if (path.startsWith(RUNTIME)) {
      // Made by NetworkManager itself or for this boot: a copy in /etc under the same UUID takes its place.
      copied = true;
      const target = `${PROFILES}/${path.slice(RUNTIME.length)}`;
      files.push({ path: target, before: null, after, mode: 0o600 });
      because.push(`${path} lasts for this boot: ${target} takes its place, under the same UUID`);
      reload.push(...load(target, device.interface));
    } else {
      files.push({ path, before: text, after });
      reload.push(...load(path, device.interface));
    }
    because.push(...said.map((each) => `${path}:${each}`));
  }
  return { files, because, reload, ...(copied ? { reloadAfterUndo: [["nmcli", "connection", "reload"]] } : {}) };
}

/** What NetworkManager puts on its devices. Pure. */
export function assigned(devices: readonly NetworkManagerDevice[]): Set<string> {
  const found = new Set<string>();
  for (const { interface: name, lease, file } of devices) {
    if (lease !== null) found.add(assignment(name, lease));
    if (file === null) continue;
    if (IFCFG.test(file.path)) {
      for (const [, address] of file.text.matchAll(/^IPADDR\d*=["']?([\d.]+)/gm)) found.add(assignment(name, address!));
      continue;
    }
    for (const { name: section, lines } of parseIni(file.text).sections) {
      if (section !== "ipv4") continue;
      for (const { key, value } of lines) {
        if (/^address(es)?\d*$/.test(key ?? ""))
          for (const [address] of value.matchAll(/\d+(\.\d+){3}(?=\/)/g)) found.add(assignment(name, address));
      }
    }
  }
  return found;
}

/** The profile read from its file by its path, then put in force without taking the device down. */
export function load(path: string, device: string): string[][] {
  return [
    ["nmcli", "connection", "load", path],
    ["nmcli", "device", "reapply", device],
  ];
}

/** Everything NetworkManager refuses, or that means nothing, beside method=disabled. */
const ASSIGNING =
  /^(address(es)?\d*|gateway|routes?\d*(_options)?|routing-rule\d*|dns|dns-options|dns-priority|dns-search|dhcp-.*|ignore-auto-.*|may-fail|link-local|never-default|required-timeout|route-metric|route-table|dad-timeout|dhcp-.*)$/;

function keyfile(text: string): { after: string; said: string[] } {
  const said: string[] = [];
  const ini = parseIni(text);
  const search = valuesOf(ini, "ipv4", "dns-search").join("");
  let file = withoutLines(ini, (section, line) => {
    if (section !== "ipv4" || !ASSIGNING.test(line.key!)) return false;
    said.push(`${line.line}: ${line.text.trim()} goes`);
    return true;
  });
  file = withValue(file, "ipv4", "method", "disabled");
  said.push("ipv4.method is disabled");
  if (search !== "" && valuesOf(file, "ipv6", "dns-search").length === 0) {
    file = withValue(file, "ipv6", "dns-search", search);
    said.push(`the search list ${search} moves to ipv6.dns-search`);
  }
  return { after: printIni(file), said };
}

function ifcfg(text: string): { after: string; said: string[] } {
  const said: string[] = [];
  const out = splitLines(text).flatMap((line, i) => {
    const match = /^\s*(?:export\s+)?([A-Z0-9_]+)=["']?([^"'\r\n]*)["']?/.exec(line);
    if (match === null) return [line];
    const [, key = "", value = ""] = match;
    if (key === "BOOTPROTO" && !/^(none|static)?$/i.test(value)) {
      said.push(`${i + 1}: BOOTPROTO=${value} becomes none`);
      return [line.replace(/=.*?(\r?\n|$)/, "=none$1")];
    }
    const ipv4Dns = /^DNS\d*$/.test(key) && parseIp4(value) !== null;
    if (ipv4Dns || /^(IPADDR|PREFIX|NETMASK|GATEWAY|BROADCAST|NETWORK|METRIC)\d*$/.test(key)) {
      said.push(`${i + 1}: ${line.trim()} goes`);
      return [];
    }
    return [line];
  });
  return { after: out.join(""), said };
}
