/** ISC's DHCP client: stopped so that it gives nothing back, and started again as it was. */
import { type DhcpClient, dhcpClients } from "../../facts/dhcp.ts";
import type { System } from "../../system.ts";

const COMMAND_MS = 15_000;

export async function stopClients(sys: System, clients: readonly DhcpClient[]): Promise<void> {
  for (const client of clients) {
    // -x ends it and gives nothing back; -r would release the lease and take the address while we came in over it.
    const argv = [client.argv[0] ?? "dhclient", "-4", "-x", ...pidAndLease(client), ...client.interfaces];
    await sys.exec(argv, { timeoutMs: COMMAND_MS });
    if ((await dhcpClients(sys)).some(({ pid }) => pid === client.pid)) await sys.exec(["kill", String(client.pid)]);
  }
}

function pidAndLease({ argv }: DhcpClient): string[] {
  return ["-pf", "-lf"].flatMap((option) => {
    const at = argv.indexOf(option);
    return at > 0 && argv[at + 1] !== undefined ? [option, argv[at + 1]!] : [];
  });
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
