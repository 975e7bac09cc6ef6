/** ISC's DHCP client: stopped so that it gives nothing back, and started again as it was. */
import type { DhcpClient } from "../../facts/dhcp.ts";
import type { System } from "../../system.ts";

const COMMAND_MS = 15_000;

/**
 * Killed, for that is over at once. Told to end (`dhclient -x`), it runs its scripts for a second or two, and they would take the address again if
 * an undo had put it back meanwhile; told to release (`-r`), it would take it while we came in over it.
 */
export async function stopClients(sys: System, clients: readonly DhcpClient[]): Promise<void> {
  for (const { pid } of clients) await sys.exec(["kill", "-KILL", String(pid)], { timeoutMs: COMMAND_MS });
}

/** The same client again, in the background from the start: nobody waits for a lease here. */
export function startClient({ argv }: DhcpClient): string[] {
  const [program = "dhclient", ...rest] = argv;
  return [program, "-nw", ...rest.filter((word) => word !== "-nw" && word !== "-d" && word !== "-1")];
}

export function pidFile({ argv }: DhcpClient): string {
  const at = argv.indexOf("-pf");
  return at > 0 ? (argv[at + 1] ?? "/run/dhclient.pid") : "/run/dhclient.pid";
}

/** NetworkManager's own: it is stopped with the profile. */
export function isNetworkManagers({ argv }: DhcpClient): boolean {
  return argv.some((word) => word.includes("nm-dhcp-helper"));
}
