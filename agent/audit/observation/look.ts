/** One look at the host: the table's counters and the sockets. */
import type { ServicePorts } from "../../protocol/audit.ts";
import type { System } from "../../system.ts";
import { CONNECTED, LISTENING, type Listening, parseConnected, parseListening } from "../sockets.ts";
import { parseTable, type TableState } from "./counters.ts";
import { addGap, addLook, addSample, type Ledger } from "./ledger.ts";
import { ruleset, TABLE } from "./ruleset.ts";

const COMMAND_MS = 20_000;
/** Ports from here on are handed out to clients. */
const EPHEMERAL = 32_768;

export interface Watched {
  readonly nat64: readonly string[];
  readonly services: readonly ServicePorts[];
  readonly queries: readonly string[];
}

/** @returns null where there is no such table. */
export async function readTable(sys: System): Promise<TableState | null> {
  const listed = await sys.exec(["nft", "-j", "list", "table", "inet", TABLE], { timeoutMs: COMMAND_MS });
  return listed.code === 0 ? parseTable(listed.stdout) : null;
}

/** @returns why it could not be made, or null. */
export async function makeTable(sys: System, watched: Watched, generation: string): Promise<string | null> {
  const udpServed = servedUdp(await listening(sys));
  const load = (units: boolean): ReturnType<System["exec"]> =>
    sys.exec(["nft", "-f", "-"], {
      input: ruleset({ ...watched, generation, udpServed, units }),
      timeoutMs: COMMAND_MS,
    });
  let made = await load(true);
  if (made.code !== 0 && made.code !== 127) made = await load(false);
  return made.code === 0 ? null : made.stderr.trim().split("\n")[0]!;
}

export async function removeTable(sys: System): Promise<void> {
  await sys.exec(["nft", "delete", "table", "inet", TABLE], { timeoutMs: COMMAND_MS });
}

/** Add the table's state; where it is gone (a firewall's reload flushes everything) make it again and write the gap down. */
export async function sweep(
  sys: System,
  ledger: Ledger,
  watched: Watched,
  newGeneration: () => string,
): Promise<Ledger> {
  const table = await readTable(sys);
  const at = sys.now();
  const userName = await userNames(sys);
  if (table !== null && table.generation === ledger.generation)
    return addLook(ledger, { at, table, userName, ...watched });
  const generation = newGeneration();
  const failed = await makeTable(sys, watched, generation);
  const why = "the table of the counters was gone (another program flushed the packet filter, or the host restarted)";
  const gap = addGap(ledger, at, failed === null ? why : `${why}, and could not be made again: ${failed}`);
  return failed === null ? { ...gap, generation, counts: {}, sweptAt: at } : { ...gap, sweptAt: at };
}

/** Add what the sockets show, and tell the table which UDP ports are served. */
export async function sample(sys: System, ledger: Ledger, watched: Watched): Promise<Ledger> {
  const [connected, listeners] = await Promise.all([sys.exec(CONNECTED, { timeoutMs: COMMAND_MS }), listening(sys)]);
  if (connected.code !== 0) return ledger;
  const served = new Set(listeners.map(({ protocol, port }) => `${protocol} ${port}`));
  const userName = await userNames(sys);
  return addSample(ledger, parseConnected(connected.stdout), served, { at: sys.now(), nat64: watched.nat64, userName });
}

export async function tellServed(sys: System, before: string): Promise<string> {
  const ports = servedUdp(await listening(sys)).join(", ");
  if (ports === before) return before;
  const lines = [`flush set inet ${TABLE} udp_served`];
  if (ports !== "") lines.push(`add element inet ${TABLE} udp_served { ${ports} }`);
  await sys.exec(["nft", "-f", "-"], { input: `${lines.join("\n")}\n`, timeoutMs: COMMAND_MS });
  return ports;
}

async function listening(sys: System): Promise<Listening[]> {
  return parseListening((await sys.exec(LISTENING, { timeoutMs: COMMAND_MS })).stdout);
}

function servedUdp(listeners: readonly Listening[]): number[] {
  const ports = listeners.filter(({ protocol, port }) => protocol === "udp" && port > 0 && port < EPHEMERAL);
  return [...new Set(ports.map(({ port }) => port))].sort((a, b) => a - b);
}

export async function userNames(sys: System): Promise<(uid: string) => string> {
  return userNamesOf((await sys.read("/etc/passwd")) ?? "");
}

/** Pure. nft prints a user's name itself where it can find it, and the number where it cannot. */
export function userNamesOf(passwd: string): (uid: string) => string {
  const names = new Map<string, string>();
  for (const line of passwd.split("\n")) {
    const [name, , uid] = line.split(":");
    if (uid !== undefined && !names.has(uid)) names.set(uid, name!);
  }
  return (uid) => names.get(uid) ?? uid;
}
