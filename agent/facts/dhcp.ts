/** DHCPv4 clients that run: while one does, an address taken away comes back with the next renewal. */
import type { System } from "../system.ts";
import { parseCmdline } from "./host.ts";

export interface DhcpClient {
  readonly program: string;
  readonly pid: number;
  readonly argv: readonly string[];
  /** Interfaces named on its command line; none means all. */
  readonly interfaces: readonly string[];
}

const PROGRAMS = new Set(["dhclient", "udhcpc", "dhcpcd"]);

export async function dhcpClients(sys: System): Promise<DhcpClient[]> {
  const clients: DhcpClient[] = [];
  for (const entry of await sys.list("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const name = (await sys.read(`/proc/${entry}/comm`).catch(gone))?.trim();
    if (name === undefined || !PROGRAMS.has(name)) continue;
    const line = (await sys.read(`/proc/${entry}/cmdline`).catch(gone)) ?? "";
    // One that has ended and whose parent has not asked yet still has a name.
    const client = line === "" ? null : asClient4(name, Number(entry), parseCmdline(line));
    if (client !== null) clients.push(client);
  }
  return clients;
}

/** A process may end between the listing and the read. */
function gone(): null {
  return null;
}

/** Options of dhclient that take a value, dhclient(8). */
const WITH_VALUE = new Set([
  "-p",
  "-s",
  "-g",
  "-e",
  "-lf",
  "-pf",
  "-cf",
  "-sf",
  "-df",
  "-timeout",
  "-D",
  "--decline-wait-time",
  "-B",
  "-H",
  "-F",
  "-V",
  "-R",
]);

/** Null for a client of DHCPv6 only. */
export function asClient4(program: string, pid: number, argv: readonly string[]): DhcpClient | null {
  if (program === "dhclient" && argv.includes("-6")) return null;
  const interfaces: string[] = [];
  if (program === "dhclient") {
    for (let i = 1; i < argv.length; i++) {
      const word = argv[i]!;
      if (WITH_VALUE.has(word)) i++;
      else if (!word.startsWith("-")) interfaces.push(word);
    }
  } else {
    const at = argv.indexOf("-i");
    if (at > 0 && argv[at + 1] !== undefined) interfaces.push(argv[at + 1]!);
  }
  return { program, pid, argv, interfaces };
}
