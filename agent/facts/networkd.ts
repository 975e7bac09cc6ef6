/** What systemd-networkd configures, by its state files: the .network file of each link, its drop-ins in the order they apply, and its lease. */
import type { System } from "../system.ts";
import type { LinkFact } from "./addresses.ts";

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface NetworkdLink {
  readonly interface: string;
  readonly file: TextFile;
  readonly dropIns: readonly TextFile[];
  /** Address of the DHCPv4 lease it holds. */
  readonly lease: string | null;
}

const STATE = "/run/systemd/netif";
/** systemd.network(5): a drop-in of the same name in an earlier folder hides the one in a later. */
const FOLDERS = ["/etc/systemd/network", "/run/systemd/network", "/usr/lib/systemd/network", "/lib/systemd/network"];

export async function networkdLinks(sys: System, links: readonly LinkFact[]): Promise<NetworkdLink[]> {
  const found: NetworkdLink[] = [];
  for (const index of await sys.list(`${STATE}/links`)) {
    const state = (await sys.read(`${STATE}/links/${index}`)) ?? "";
    const path = /^NETWORK_FILE=(.+)$/m.exec(state)?.[1];
    if (path === undefined) continue;
    const lease = (await sys.read(`${STATE}/leases/${index}`)) ?? "";
    found.push({
      interface: links.find((link) => String(link.index) === index)?.name ?? `interface ${index}`,
      file: { path, text: (await sys.read(path)) ?? "" },
      dropIns: await dropInsOf(sys, path.slice(path.lastIndexOf("/") + 1)),
      lease: /^ADDRESS=(.+)$/m.exec(lease)?.[1] ?? null,
    });
  }
  return found;
}

async function dropInsOf(sys: System, name: string): Promise<TextFile[]> {
  const byName = new Map<string, TextFile>();
  for (const folder of FOLDERS) {
    for (const each of await sys.list(`${folder}/${name}.d`)) {
      const path = `${folder}/${name}.d/${each}`;
      if (!each.endsWith(".conf") || byName.has(each)) continue;
      byName.set(each, { path, text: (await sys.read(path)) ?? "" });
    }
  }
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}
