/** What NetworkManager configures: each device it manages, with the file of the profile in force, by UUID because names need not be unique. */
import type { System } from "../system.ts";
import type { TextFile } from "./networkd.ts";

export interface NetworkManagerDevice {
  readonly interface: string;
  readonly uuid: string;
  /** Null where the profile is kept in memory only. */
  readonly file: TextFile | null;
  /** Address of the DHCPv4 lease it holds. */
  readonly lease: string | null;
}

const ASK_MS = 5_000;

/** Null where it does not run. */
export async function networkManagerDevices(sys: System): Promise<NetworkManagerDevice[] | null> {
  if ((await sys.stat("/run/NetworkManager")) === null) return null;
  const devices = await terse(sys, ["nmcli", "-t", "-f", "DEVICE,STATE,CON-UUID", "device"]);
  if (devices === null) return null;
  const profiles = (await terse(sys, ["nmcli", "-t", "-f", "UUID,FILENAME", "connection", "show"])) ?? [];
  const found: NetworkManagerDevice[] = [];
  for (const [name = "", state = "", uuid = ""] of devices) {
    // "connected (externally)" is somebody else's configuration that it only looks at.
    if (!/^(connected|connecting|activated)/.test(state) || state.includes("externally") || name === "lo") continue;
    const path = profiles.find(([id]) => id === uuid)?.[1] ?? "";
    const file = path === "" ? null : await inForce(sys, path, uuid);
    const options = await terse(sys, ["nmcli", "-t", "-f", "DHCP4", "device", "show", name]);
    const lease = (options ?? []).map((fields) => / ?ip_address = (\S+)/.exec(fields.slice(1).join(":"))?.[1]);
    found.push({
      interface: name,
      uuid,
      file,
      lease: lease.find((address) => address !== undefined) ?? null,
    });
  }
  return found;
}

/** A profile in /etc hides one of the same UUID in /run. */
async function inForce(sys: System, path: string, uuid: string): Promise<TextFile | null> {
  const lasting = path.replace(/^\/run\//, "/etc/");
  const hiding = lasting === path ? null : await sys.read(lasting);
  if (hiding !== null && new RegExp(`^uuid=${uuid}$`, "m").test(hiding)) return { path: lasting, text: hiding };
  const text = await sys.read(path);
  return text === null ? null : { path, text };
}

/** Lines of `nmcli -t`: fields separated by colons, a colon within a field escaped. Null where it does not answer. */
async function terse(sys: System, argv: readonly string[]): Promise<string[][] | null> {
  const asked = await sys.exec(argv, { timeoutMs: ASK_MS });
  if (asked.code !== 0) return null;
  return asked.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(/(?<!\\):/).map((field) => field.replace(/\\(.)/g, "$1")));
}
