/** Which network stack owns the addresses, and the trail that says so. */
import { physical } from "../formats/interfaces.ts";
import type { HostFacts } from "../protocol/facts.ts";
import type { System } from "../system.ts";
import { type InterfacesFile, interfacesFiles } from "./interfaces-files.ts";

/** Everything the decision rests on. */
export interface NetworkOwnerSigns {
  /** YAML files under /etc/netplan, /run/netplan and /lib/netplan. */
  readonly netplanFiles: readonly string[];
  /** `DEVICE:STATE` lines of nmcli, null where NetworkManager does not run. */
  readonly networkManager: string | null;
  /** Interfaces networkd says it has configured. */
  readonly networkd: readonly string[];
  readonly interfaces: readonly InterfacesFile[];
  /** Interfaces that hold addresses, lo left out. */
  readonly addressed: readonly string[];
}

export async function networkOwnerSigns(sys: System, addressed: readonly string[]): Promise<NetworkOwnerSigns> {
  const netplanFiles: string[] = [];
  for (const folder of ["/etc/netplan", "/run/netplan", "/lib/netplan"]) {
    for (const name of await sys.list(folder)) if (/\.ya?ml$/.test(name)) netplanFiles.push(`${folder}/${name}`);
  }
  let networkManager: string | null = null;
  if ((await sys.stat("/run/NetworkManager")) !== null) {
    const asked = await sys.exec(["nmcli", "-t", "-f", "DEVICE,STATE", "device"], { timeoutMs: 5_000 });
    if (asked.code === 0) networkManager = asked.stdout;
  }
  const networkd: string[] = [];
  for (const index of await sys.list("/run/systemd/netif/links")) {
    const link = (await sys.read(`/run/systemd/netif/links/${index}`)) ?? "";
    const file = /^NETWORK_FILE=(.+)$/m.exec(link)?.[1];
    const name = /^IFNAME=(.+)$/m.exec(link)?.[1];
    if (file !== undefined) networkd.push(name === undefined ? file : `${name} (${file})`);
  }
  return { netplanFiles, networkManager, networkd, interfaces: await interfacesFiles(sys), addressed };
}

/** Pure. The stack that would put an address back is the owner; a stack that is installed and manages nothing is not. */
export function networkOwner(signs: NetworkOwnerSigns): HostFacts["networkOwner"] {
  const because: string[] = [];
  const owners: HostFacts["networkOwner"]["owner"][] = [];
  if (signs.netplanFiles.length > 0) {
    owners.push("netplan");
    because.push(`netplan has ${signs.netplanFiles.join(", ")}`);
  }
  const managed = (signs.networkManager ?? "")
    .split("\n")
    .filter((line) => /:(connected|connecting|activated)/.test(line) && !line.startsWith("lo:"))
    .map((line) => line.split(":", 1)[0]!);
  if (managed.length > 0) {
    if (owners.length === 0) owners.push("networkmanager");
    because.push(`NetworkManager manages ${managed.join(", ")}`);
  } else if (signs.networkManager !== null) {
    because.push("NetworkManager runs and manages no interface");
  }
  if (signs.networkd.length > 0) {
    if (owners.length === 0) owners.push("networkd");
    because.push(`systemd-networkd configures ${signs.networkd.join(", ")}`);
  }
  const stanzas = signs.interfaces.flatMap((file) =>
    file.parsed.stanzas.flatMap((stanza) =>
      stanza.kind === "iface" && physical(stanza.name) !== "lo"
        ? [`${stanza.name} ${stanza.family ?? ""} ${stanza.method ?? ""} in ${file.path}:${stanza.line}`]
        : [],
    ),
  );
  if (stanzas.length > 0) {
    owners.push("ifupdown");
    because.push(`ifupdown has ${stanzas.join("; ")}`);
  }
  if (owners.length > 1) return { owner: "unknown", because: [...because, "more than one stack has a hand in it"] };
  if (owners.length === 1) return { owner: owners[0]!, because };
  because.push(
    signs.addressed.length === 0
      ? "no interface but lo has an address"
      : `no network stack configures ${signs.addressed.join(", ")}: set by hand`,
  );
  return { owner: "plain", because };
}
