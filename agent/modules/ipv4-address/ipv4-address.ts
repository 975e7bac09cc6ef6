/**
 * IPv4 taken away for good: out of the files the network boots from, its DHCP client stopped (a running one puts the address back), and
 * every address but 127.0.0.0/8 removed in all scopes. Refuses unless the host can live on IPv6 alone.
 */
import type { InterfaceAddress } from "../../facts/addresses.ts";
import { type DhcpClient, dhcpClients } from "../../facts/dhcp.ts";
import { ipv6Path, lacksPath } from "../../facts/ipv6-path.ts";
import type { Rescue } from "../../guard/rescue.ts";
import { removeStanding } from "../../guard/standing.ts";
import type { Change } from "../../protocol/messages.ts";
import type { Ipv4AddressWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { Module, Plan, Refusal } from "../module.ts";
import { type Decision, decide } from "./decide.ts";
import { isNetworkManagers, pidFile, startClient, stopClients } from "./dhclient.ts";
import { gather, type Ipv4AddressFacts, showRoutes } from "./facts.ts";
import { notOurs } from "./not-ours.ts";
import { withoutIpv4 } from "./persistent.ts";
import { addAddress, configuredRoutes } from "./restore.ts";
import type { StackEdit } from "./stacks/stack.ts";
import { lacksIpv6 } from "./survives.ts";

const COMMAND_MS = 15_000;
/** How long a network stack may take to do what its files now say: FACTS of its own reload are 0 to 2.6 s. */
const STACK_MS = 5_000;
/** How long IPv6 may take to be usable again after it: duplicate address detection and a router advertisement. */
const IPV6_BACK_MS = 8_000;
const POLL_MS = 100;

/** What undo needs of the runtime. */
export interface Ipv4AddressImage {
  readonly addresses: readonly InterfaceAddress[];
  readonly routes: readonly string[];
  readonly dhcp: readonly DhcpClient[];
  /** Commands with which the network stack takes its files in again. */
  readonly reload: readonly (readonly string[])[];
}

export const ipv4Address: Module<Ipv4AddressFacts, Ipv4AddressWant, Ipv4AddressImage> = {
  check: (sys) => gather(sys),
  diff,
  image: (facts, want) => ({
    addresses: decide(facts, want).going,
    routes: facts.routeLines,
    dhcp: clientsOf(facts, want),
    reload: [...generateOnUndo(facts, want), ...reloadOnUndo(facts, want)],
  }),
  apply,
  undo,
  rescue,
};

function keptInterfaces(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Set<string> {
  const foreign = facts.links.filter((link) => notOurs(link) !== null && link.name !== "lo").map(({ name }) => name);
  return new Set([...want.keep, ...foreign]);
}

function persistentOf(facts: Ipv4AddressFacts, want: Ipv4AddressWant): ReturnType<typeof withoutIpv4> {
  return withoutIpv4(facts, keptInterfaces(facts, want));
}

function reloadOnUndo(facts: Ipv4AddressFacts, want: Ipv4AddressWant): readonly (readonly string[])[] {
  const edit = persistentOf(facts, want);
  return "unsupported" in edit ? [] : [...(edit.reloadAfterUndo ?? []), ...edit.reload];
}

function generateOnUndo(facts: Ipv4AddressFacts, want: Ipv4AddressWant): readonly (readonly string[])[] {
  const edit = persistentOf(facts, want);
  return "unsupported" in edit ? [] : (edit.generate ?? []);
}

/** DHCPv4 clients that would bring an address back. One without interfaces on its command line serves them all. */
function clientsOf(facts: Ipv4AddressFacts, want: Ipv4AddressWant): DhcpClient[] {
  return facts.dhcp.filter(
    (client) =>
      !isNetworkManagers(client) &&
      (client.interfaces.length === 0 || client.interfaces.some((name) => !want.keep.includes(name))),
  );
}

function diff(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Plan | Refusal {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({
    refused,
    message: `ipv4-address: ${message}`,
  });
  const decision = decide(facts, want);
  const because = [
    ...facts.owner.because,
    ...decision.staying.map(({ address: a, why }) => `${a.address} on ${a.interface} stays: ${why}`),
    ...decision.because,
  ];
  const persistent = persistentOf(facts, want);
  if ("unsupported" in persistent) return no("unsupported", persistent.unsupported);
  if (decision.undecided.length > 0) return no("refused", undecided(decision));
  const clients = clientsOf(facts, want);
  const changes = changesOf(facts, want, decision, persistent, clients);
  if (changes.length === 0) {
    because.push("no IPv4 address of this host's own is left, neither now nor after a boot");
    return { changes: [], edits: [], because };
  }
  const foreignClient = clients.find(({ program }) => program !== "dhclient");
  if (foreignClient !== undefined) {
    return no(
      "unsupported",
      `${foreignClient.program} (pid ${foreignClient.pid}) leases an address on ${foreignClient.interfaces.join(", ") || "this host"}; this version stops dhclient only`,
    );
  }
  const shared = clients.find(({ interfaces }) => interfaces.some((name) => want.keep.includes(name)));
  if (shared !== undefined) {
    return no(
      "refused",
      `one dhclient (pid ${shared.pid}) serves ${shared.interfaces.join(", ")}, some of which stay; give each interface its own`,
    );
  }
  if (persistent.files.length === 0 && decision.going.length > 0) {
    because.push(
      "no file configures these addresses: they were set by hand, would not survive a reboot, and there is nothing to edit",
    );
  }
  because.push(...persistent.because);
  const lacks = lacksIpv6(facts, because);
  return {
    changes,
    edits: persistent.files.map(({ path, after, mode }) => ({ path, after, ...(mode === undefined ? {} : { mode }) })),
    because,
    ...(lacks === null ? {} : { blocked: `ipv4-address: ${lacks}` }),
  };
}

function undecided({ undecided: found }: Decision): string {
  const list = found
    .map(({ address: a, what }) => `${a.address}/${a.prefixLength} on ${a.interface} (${what})`)
    .join("; ");
  return `no network stack owns ${list}: say in the plan what becomes of ${found.length === 1 ? "it" : "them"}, by interface or address, under keep or remove`;
}

function changesOf(
  facts: Ipv4AddressFacts,
  want: Ipv4AddressWant,
  { going, staying }: Decision,
  persistent: StackEdit,
  clients: readonly DhcpClient[],
): Change[] {
  const stays = new Set([...want.keep, ...staying.map(({ address }) => address.interface)]);
  const leftover = facts.routes4.filter(
    ({ interface: name, table }) =>
      table !== "local" &&
      name !== null &&
      !stays.has(name) &&
      !going.some((a) => a.interface === name) &&
      !facts.links.some((link) => link.name === name && notOurs(link) !== null),
  );
  return [
    ...persistent.files.map(({ path, before, after }) =>
      fileChange(path, before, after, before === null ? `write ${path}` : `take IPv4 out of ${path}`),
    ),
    ...clients.map((client) => ({
      key: `process:${client.program}:${client.interfaces.join(",") || "all"}`,
      title: `stop ${client.program} on ${client.interfaces.join(", ") || "all interfaces"}`,
      before: client.argv.join(" "),
      after: null,
    })),
    ...going.map((a) => ({
      key: `address:${a.interface}:${a.address}/${a.prefixLength}`,
      title: `remove ${a.address}/${a.prefixLength} from ${a.interface}`,
      before: `${a.address}/${a.prefixLength}`,
      after: null,
    })),
    ...leftover.map((r) => ({
      key: `route:${r.interface}:${r.destination}:${r.table}`,
      title: `remove the IPv4 route ${r.destination} from ${r.interface}`,
      before: `${r.destination} via ${r.via ?? "link"}`,
      after: null,
    })),
  ];
}

async function apply(
  sys: System,
  {
    facts,
    want,
    plan,
    writeFiles,
  }: { facts: Ipv4AddressFacts; want: Ipv4AddressWant; plan: Plan; writeFiles: () => Promise<void> },
): Promise<string[]> {
  const notes: string[] = [];
  const { going, staying } = decide(facts, want);
  const persistent = persistentOf(facts, want);
  const reload = "unsupported" in persistent ? [] : [...(persistent.generate ?? []), ...persistent.reload];
  await writeFiles();
  for (const argv of reload) {
    const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
    if (done.code !== 0)
      throw new Fault("io", `${argv.join(" ")} failed (${done.code}): ${done.stderr.trim() || done.stdout.trim()}`);
  }
  await stopClients(sys, clientsOf(facts, want));
  if (reload.length > 0) {
    const waited = await until(STACK_MS, async () => (await left(sys, going)).length === 0);
    notes.push(
      waited === null
        ? "the network stack left addresses behind: they are taken away one by one"
        : `the network stack took its addresses away within ${waited} ms`,
    );
  }
  const batch = [
    ...(await left(sys, going)).map(
      (a) => `address del ${a.address}${a.peer === null ? "" : ` peer ${a.peer}`}/${a.prefixLength} dev ${a.interface}`,
    ),
    ...plan.changes.flatMap(({ key }) => {
      const match = /^route:([^:]+):(.+):([^:]+)$/.exec(key);
      return match === null ? [] : [`route del ${match[2]} dev ${match[1]} table ${match[3]}`];
    }),
  ];
  // One process, so it is over in milliseconds; -force, because taking a primary address takes its secondaries along. The check afterwards decides.
  if (batch.length > 0) {
    await sys.exec(["ip", "-4", "-force", "-batch", "-"], { input: `${batch.join("\n")}\n`, timeoutMs: COMMAND_MS });
  }
  // A reload drops what the stack does not know.
  const kept = staying.map(({ address }) => address);
  const there = await left(sys, kept);
  for (const address of kept.filter((each) => !there.includes(each))) {
    await sys.exec(["ip", ...addAddress(address)], { timeoutMs: COMMAND_MS });
    notes.push(`${address.address} on ${address.interface} was put back: it stays`);
  }
  if (reload.length > 0) {
    let lacks: string | null = null;
    const waited = await until(IPV6_BACK_MS, async () => {
      lacks = lacksPath(await ipv6Path(sys), []);
      return lacks === null;
    });
    if (waited === null)
      throw new Fault(
        "io",
        `after ${reload.at(-1)!.join(" ")} IPv6 did not come back within ${IPV6_BACK_MS} ms: ${lacks}`,
      );
    if (waited > 0) notes.push(`IPv6 was usable again ${waited} ms after the reload`);
  }
  return notes;
}

/** Those of the addresses that the host still has. */
async function left(sys: System, addresses: readonly InterfaceAddress[]): Promise<InterfaceAddress[]> {
  if (addresses.length === 0) return [];
  const now = (await sys.network()).addresses;
  return addresses.filter((was) => now.some((a) => sameAddress(a, was)));
}

function sameAddress(a: InterfaceAddress, b: InterfaceAddress): boolean {
  return a.interface === b.interface && a.address === b.address && a.prefixLength === b.prefixLength;
}

/** @returns milliseconds waited, null where the condition did not come about in time. */
async function until(withinMs: number, condition: () => Promise<boolean>): Promise<number | null> {
  for (let waited = 0; ; waited += POLL_MS) {
    if (await condition()) return waited;
    if (waited >= withinMs) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function rescue(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Rescue {
  return {
    added: { addresses: [], routes: [] },
    generate: generateOnUndo(facts, want),
    reload: reloadOnUndo(facts, want),
    afterUndo: clientsOf(facts, want).map((client) => ({ argv: startClient(client), unlessRunning: pidFile(client) })),
    standing: {
      allowed: decide(facts, want).staying.map(({ address: a }) => `${a.interface} ${a.address}/${a.prefixLength}`),
      translation: want.translation ?? null,
    },
    // Sockets bound to the old address would hang until they time out, and come back to life if the address ever does.
    closing: decide(facts, want).going.flatMap(({ address }) => [
      ["ss", "-K", "-t", "src", address],
      ["ss", "-K", "-t", "src", `[::ffff:${address}]`],
    ]),
  };
}

/**
 * Before an address returns: whether somebody else has it by now (RFC 5227). A leased one then stays away, its client asks for another.
 * @throws Fault `refused` for any other.
 */
async function takenMeanwhile(sys: System, addresses: readonly InterfaceAddress[]): Promise<InterfaceAddress[]> {
  const there = await left(sys, addresses);
  const gone = addresses.filter((address) => !there.includes(address));
  const found = await Promise.all(
    [...new Set(gone.map((a) => a.interface))].map(async (name) => {
      const own = gone.filter((a) => a.interface === name);
      const owners = await sys.owners(
        name,
        own.map(({ address }) => address),
      );
      return own.flatMap((a) => (owners?.has(a.address) ? [{ ...a, owner: owners.get(a.address)! }] : []));
    }),
  );
  const fixed = found.flat().filter(({ dynamic }) => !dynamic);
  if (fixed.length > 0) {
    const list = fixed.map((a) => `${a.address} on ${a.interface} is used by ${a.owner}`).join("; ");
    throw new Fault("refused", `${list}: take it from there, then roll back again. Nothing was touched`);
  }
  return gone.filter((a) => found.flat().some((t) => t.interface === a.interface && t.address === a.address));
}

async function undo(sys: System, image: Ipv4AddressImage, restoreFiles: () => Promise<void>): Promise<string[]> {
  const notes: string[] = [];
  const taken = await takenMeanwhile(sys, image.addresses);
  const missing = async (): Promise<InterfaceAddress[]> => {
    const there = await left(sys, image.addresses);
    return image.addresses.filter((was) => !there.includes(was) && !taken.includes(was));
  };
  for (const { address, interface: name } of taken)
    notes.push(`${address} was leased to another host meanwhile: the DHCP client of ${name} asks for one anew`);
  await restoreFiles();
  // What comes back now is no finding.
  await removeStanding(sys);
  for (const argv of image.reload) {
    const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
    // The addresses are put back all the same.
    if (done.code !== 0) notes.push(`${argv.join(" ")} failed (${done.code}): ${done.stderr.trim()}`);
  }
  if (image.reload.length > 0) await until(STACK_MS, async () => (await missing()).length === 0);
  for (const address of await missing()) await sys.exec(["ip", ...addAddress(address)], { timeoutMs: COMMAND_MS });
  const routesMissing = async (): Promise<string[]> => {
    const now = new Set(configuredRoutes((await showRoutes(sys)).stdout));
    return image.routes.filter((line) => !now.has(line));
  };
  for (const line of await routesMissing())
    await sys.exec(["ip", "-4", "route", "add", ...line.split(/\s+/)], { timeoutMs: COMMAND_MS });
  const running = await dhcpClients(sys);
  for (const client of image.dhcp) {
    if (
      !running.some(
        ({ argv }) => argv.join(" ") === client.argv.join(" ") || argv.join(" ") === startClient(client).join(" "),
      )
    ) {
      await sys.exec(startClient(client), { timeoutMs: COMMAND_MS });
    }
  }
  const open = [
    ...(await missing()).map((a) => `${a.address}/${a.prefixLength} on ${a.interface}`),
    ...(await routesMissing()).map((line) => `route ${line}`),
  ];
  if (open.length > 0) throw new Fault("io", `not back: ${open.join("; ")}`);
  const back = image.addresses.map((a) => `${a.address}/${a.prefixLength} on ${a.interface}`);
  return back.length === 0 ? notes : [...notes, `back: ${back.join(", ")}`];
}
