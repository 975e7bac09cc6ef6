/** IPv4 out of netplan's files: in the file that defines it, because an overlay of netplan's can add to a list and never take from it. */
import type { NetworkManagerDevice } from "../../../facts/network-manager.ts";
import { type NetplanFile, netplanId } from "../../../facts/network-owner.ts";
import type { NetworkdLink } from "../../../facts/networkd.ts";
import { withoutIpv4 as edited, ipv4Of } from "../../../formats/netplan.ts";
import { load } from "./network-manager.ts";
import { RELOAD } from "./networkd.ts";
import { assignment, type StackEdit, type StackFile, type Unsupported } from "./stack.ts";

interface Rendered {
  readonly id: string;
  readonly interface: string;
  readonly lease: string | null;
  /** The file netplan made, null for systemd-networkd. */
  readonly profile: string | null;
}

export interface NetplanNow {
  readonly netplan: readonly NetplanFile[];
  readonly networkd: readonly NetworkdLink[];
  readonly networkManager: readonly NetworkManagerDevice[] | null;
}

/** Which definition configures which interface, by the files netplan made of them. */
function rendered({ networkd, networkManager, netplan }: NetplanNow): Rendered[] {
  const ids = netplan.flatMap(({ view }) => ("cannot" in view ? [] : view.devices.map(({ id }) => id)));
  const idOf = (path: string): string | null => {
    const name = netplanId(path);
    // A wifi profile carries its network's name after the definition's.
    return name === null || ids.includes(name) ? name : (ids.find((id) => name.startsWith(`${id}-`)) ?? name);
  };
  const links = networkd.map(({ interface: name, file, lease }) => ({
    id: idOf(file.path),
    interface: name,
    lease,
    profile: null,
  }));
  const devices = (networkManager ?? []).flatMap(({ interface: name, file, lease }) =>
    file === null ? [] : [{ id: idOf(file.path), interface: name, lease, profile: file.path }],
  );
  return [...links, ...devices].filter((each): each is Rendered => each.id !== null);
}

/** @param keep interfaces that are not ours. Pure. */
export function withoutIpv4(now: NetplanNow, keep: ReadonlySet<string>): StackEdit | Unsupported {
  const unreadable = now.netplan.find(({ view }) => "cannot" in view);
  if (unreadable !== undefined && "cannot" in unreadable.view) {
    return { unsupported: `${unreadable.path}:${unreadable.view.line}: ${unreadable.view.cannot}` };
  }
  const all = rendered(now);
  const kept = all.filter((each) => keep.has(each.interface));
  const mine = all.filter((each) => !keep.has(each.interface));
  const shared = mine.find(({ id }) => kept.some((each) => each.id === id));
  if (shared !== undefined) {
    const stays = kept.find(({ id }) => id === shared.id)!.interface;
    return {
      unsupported: `netplan's definition ${shared.id} configures ${shared.interface} and ${stays}, which stays; give each its own first`,
    };
  }
  const files: StackFile[] = [];
  const because: string[] = [];
  const ids = new Set(mine.map(({ id }) => id));
  const disabled = new Set(mine.filter(({ profile }) => profile !== null).map(({ id }) => id));
  const last = new Map<string, string>();
  for (const { path, view } of now.netplan)
    if ("devices" in view) for (const { id } of view.devices) last.set(id, path);
  for (const { path, text, view } of now.netplan) {
    if ("cannot" in view) continue;
    for (const device of view.devices) {
      const four = ipv4Of(device);
      if (four.length > 0 && !ids.has(device.id) && !keep.has(device.id)) {
        because.push(`${path}: ${device.id} has ${four.join(", ")} and configures no interface now; it goes too`);
        ids.add(device.id);
      }
    }
    const after = edited(view, ids, new Set([...disabled].filter((id) => last.get(id) === path)));
    if (after.text === text) continue;
    if (!path.startsWith("/etc/netplan/")) {
      return {
        unsupported: `${path} assigns IPv4, and files there are made by a program; take IPv4 out of what it is made from`,
      };
    }
    files.push({ path, before: text, after: after.text });
    because.push(...after.because.map((each) => `${path}: ${each}`));
  }
  if (files.length === 0) return { files, because, reload: [] };
  const profiles = mine
    .filter(({ profile }) => profile !== null)
    .flatMap((each) => load(each.profile!, each.interface));
  const byNetworkd = mine.some(({ profile }) => profile === null);
  return { files, because, generate: [["netplan", "generate"]], reload: [...profiles, ...(byNetworkd ? RELOAD : [])] };
}

/** What netplan's renderers put on their interfaces. Pure. */
export function assigned(now: NetplanNow): Set<string> {
  const found = new Set<string>();
  for (const { id, interface: name, lease } of rendered(now)) {
    if (lease !== null) found.add(assignment(name, lease));
    for (const { view } of now.netplan) {
      if ("cannot" in view) continue;
      for (const device of view.devices)
        if (device.id === id) for (const each of ipv4Of(device)) found.add(assignment(name, each));
    }
  }
  return found;
}
