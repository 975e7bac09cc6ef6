/**
 * IPv4 taken away for good: out of the files the network boots from, its DHCP client stopped (a running one puts the address back), and
 * every address but 127.0.0.0/8 removed in all scopes. Refuses unless the host can live on IPv6 alone.
 */
import type { InterfaceAddress, LinkFact } from "../../facts/addresses.ts";
import { type DhcpClient, dhcpClients } from "../../facts/dhcp.ts";
import { gatherAddresses, gatherRoutes } from "../../facts/gather.ts";
import type { InterfacesFile } from "../../facts/interfaces-files.ts";
import { networkOwner, networkOwnerSigns } from "../../facts/network-owner.ts";
import { MOST_NAMESERVERS, nameserversOf, parseResolvConf } from "../../formats/resolv-conf.ts";
import type { Rescue } from "../../guard/rescue.ts";
import { parseIp6 } from "../../net/ip6.ts";
import type { HostFacts, RouteFact } from "../../protocol/facts.ts";
import type { Change } from "../../protocol/messages.ts";
import type { Ipv4AddressWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { Module, Plan, Refusal } from "../module.ts";
import { notOurs } from "./not-ours.ts";
import { type Ipv6Now, withoutIpv4 } from "./persistent.ts";
import { addAddress, configuredRoutes } from "./restore.ts";

const COMMAND_MS = 15_000;
/** Where systemd-resolved lists the servers behind its stub. */
const RESOLVED_UPSTREAM = "/run/systemd/resolve/resolv.conf";

export interface Ipv4AddressFacts {
  readonly addresses: readonly InterfaceAddress[];
  readonly links: readonly LinkFact[];
  readonly routes4: readonly RouteFact[];
  readonly routes6: readonly RouteFact[];
  /** `ip -4 route show table all`, for undo. */
  readonly routeLines: readonly string[];
  readonly owner: HostFacts["networkOwner"];
  readonly interfaces: readonly InterfacesFile[];
  readonly dhcp: readonly DhcpClient[];
  readonly nameservers: readonly string[];
  /** Servers behind systemd-resolved's stub, null where it does not run. */
  readonly resolvedUpstream: readonly string[] | null;
}

/** What undo needs of the runtime. */
export interface Ipv4AddressImage {
  readonly addresses: readonly InterfaceAddress[];
  readonly routes: readonly string[];
  readonly dhcp: readonly DhcpClient[];
}

export const ipv4Address: Module<Ipv4AddressFacts, Ipv4AddressWant, Ipv4AddressImage> = {
  async check(sys) {
    const { addresses, links } = await gatherAddresses(sys);
    const addressed = [...new Set(addresses.map((a) => a.interface))].filter((name) => name !== "lo");
    const signs = await networkOwnerSigns(sys, addressed);
    const upstream = await sys.read(RESOLVED_UPSTREAM);
    return {
      addresses,
      links,
      routes4: await gatherRoutes(sys, 4),
      routes6: await gatherRoutes(sys, 6),
      routeLines: configuredRoutes((await showRoutes(sys)).stdout),
      owner: networkOwner(signs),
      interfaces: signs.interfaces,
      dhcp: await dhcpClients(sys),
      nameservers: nameserversOf(parseResolvConf((await sys.read("/etc/resolv.conf")) ?? "")),
      resolvedUpstream: upstream === null ? null : nameserversOf(parseResolvConf(upstream)),
    };
  },
  diff,
  image: (facts, want) => ({
    addresses: ours(facts, want),
    routes: facts.routeLines,
    dhcp: clientsOf(facts, want),
  }),
  apply,
  undo,
  rescue,
};

function showRoutes(sys: System): Promise<{ stdout: string }> {
  return sys.exec(["ip", "-4", "route", "show", "table", "all"], { timeoutMs: COMMAND_MS });
}

/** IPv4 addresses that are to go. */
function ours(facts: Ipv4AddressFacts, want: Ipv4AddressWant): InterfaceAddress[] {
  const foreign = new Set(facts.links.filter((link) => notOurs(link) !== null).map(({ name }) => name));
  return facts.addresses.filter(
    (a) =>
      a.family === 4 && !a.address.startsWith("127.") && !want.keep.includes(a.interface) && !foreign.has(a.interface),
  );
}

/** DHCPv4 clients that would bring an address back. One without interfaces on its command line serves them all. */
function clientsOf(facts: Ipv4AddressFacts, want: Ipv4AddressWant): DhcpClient[] {
  return facts.dhcp.filter(
    ({ interfaces }) => interfaces.length === 0 || interfaces.some((name) => !want.keep.includes(name)),
  );
}

function diff(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Plan | Refusal {
  const because = [...facts.owner.because];
  const addresses = ours(facts, want);
  const clients = clientsOf(facts, want);
  const keep = new Set(want.keep);
  for (const a of facts.addresses) {
    if (a.family !== 4 || a.address.startsWith("127.")) continue;
    const link = facts.links.find(({ name }) => name === a.interface);
    if (keep.has(a.interface)) because.push(`${a.address} on ${a.interface} stays: the plan keeps it`);
    else if (link !== undefined && notOurs(link) !== null) {
      because.push(`${a.address} on ${a.interface} stays: ${notOurs(link)}, not ours to remove`);
    }
  }

  const persistent = withoutIpv4(facts.interfaces, keep, ipv6ByInterface(facts));
  if ("unsupported" in persistent)
    return { refused: "unsupported", message: `ipv4-address: ${persistent.unsupported}` };
  const leftover = facts.routes4.filter(
    ({ interface: name, table }) =>
      table !== "local" &&
      name !== null &&
      !keep.has(name) &&
      !addresses.some((a) => a.interface === name) &&
      !facts.links.some((link) => link.name === name && notOurs(link) !== null),
  );
  const changes: Change[] = [
    ...persistent.files.map(({ path, before, after }) => fileChange(path, before, after, `take IPv4 out of ${path}`)),
    ...clients.map((client) => ({
      key: `process:${client.program}:${client.interfaces.join(",") || "all"}`,
      title: `stop ${client.program} on ${client.interfaces.join(", ") || "all interfaces"}`,
      before: client.argv.join(" "),
      after: null,
    })),
    ...addresses.map((a) => ({
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
  if (changes.length === 0) {
    because.push("no IPv4 address of this host's own is left, neither now nor after a boot");
    return { changes: [], edits: [], because };
  }

  if (["networkd", "networkmanager", "netplan", "unknown"].includes(facts.owner.owner)) {
    const name = { networkd: "systemd-networkd", networkmanager: "NetworkManager", netplan: "netplan" }[
      facts.owner.owner as string
    ];
    return {
      refused: "unsupported",
      message: `ipv4-address: ${name ?? "more than one network stack"} owns the addresses here (${facts.owner.because.join("; ")}), and this version takes IPv4 away only from ifupdown and from hosts configured by hand`,
    };
  }
  const foreignClient = clients.find(({ program }) => program !== "dhclient");
  if (foreignClient !== undefined) {
    return {
      refused: "unsupported",
      message: `ipv4-address: ${foreignClient.program} (pid ${foreignClient.pid}) leases an address on ${foreignClient.interfaces.join(", ") || "this host"}; this version stops dhclient only`,
    };
  }
  const shared = clients.find(({ interfaces }) => interfaces.some((name) => keep.has(name)));
  if (shared !== undefined) {
    return {
      refused: "refused",
      message: `ipv4-address: one dhclient (pid ${shared.pid}) serves ${shared.interfaces.join(", ")}, some of which stay; give each interface its own`,
    };
  }
  if (persistent.files.length === 0 && addresses.length > 0) {
    because.push(
      "no file configures these addresses: they were set by hand, would not survive a reboot, and there is nothing to edit",
    );
  }
  because.push(...persistent.because);
  const lacks = lacksIpv6(facts, because);
  return {
    changes,
    edits: persistent.files.map(({ path, after }) => ({ path, after })),
    because,
    ...(lacks === null ? {} : { blocked: `ipv4-address: ${lacks}` }),
  };
}

/** What this host would be without, with IPv4 gone. */
function lacksIpv6(facts: Ipv4AddressFacts, because: string[]): string | null {
  const usable = facts.addresses.filter(
    (a) => a.family === 6 && a.scope === "global" && !a.deprecated && !a.unusable && a.interface !== "lo",
  );
  if (usable.length === 0) return "this host has no usable global IPv6 address; without IPv4 it would be lost";
  const route = facts.routes6.find(({ destination, table }) => destination === "default" && table === "main");
  if (route === undefined) return "this host has no IPv6 default route; without IPv4 it would be lost";
  because.push(
    `IPv6 carries on: ${usable[0]!.address} on ${usable[0]!.interface}, default route ${route.via === null ? "" : `via ${route.via} `}on ${route.interface}`,
  );
  const asked = facts.nameservers.slice(0, MOST_NAMESERVERS);
  const servers = asked.some((server) => server === "127.0.0.53" || server === "127.0.0.54")
    ? (facts.resolvedUpstream ?? asked)
    : asked;
  const six = servers.filter((server) => parseIp6(server.split("%", 1)[0]!) !== null);
  if (six.length === 0) {
    return servers.length === 0
      ? "this host has no nameserver; run the resolver step first"
      : `every nameserver is reached over IPv4 (${servers.join(", ")}): names would no longer resolve; run the resolver step first`;
  }
  because.push(`DNS over IPv6: ${six.join(", ")}`);
  const four = servers.filter((server) => !six.includes(server));
  if (four.length > 0) because.push(`${four.join(", ")} in resolv.conf will no longer be reachable`);
  return null;
}

function ipv6ByInterface(facts: Ipv4AddressFacts): Map<string, Ipv6Now> {
  const found = new Map<string, Ipv6Now>();
  for (const a of facts.addresses) {
    if (a.family !== 6 || a.scope !== "global") continue;
    const now = found.get(a.interface) ?? { dynamic: false, fixed: [] };
    found.set(a.interface, a.dynamic ? { ...now, dynamic: true } : { ...now, fixed: [...now.fixed, a.address] });
  }
  return found;
}

async function apply(
  sys: System,
  {
    facts,
    want,
    plan,
    writeFiles,
  }: { facts: Ipv4AddressFacts; want: Ipv4AddressWant; plan: Plan; writeFiles: () => Promise<void> },
): Promise<void> {
  await writeFiles();
  await stopClients(sys, clientsOf(facts, want));
  const batch = [
    ...ours(facts, want).map(
      (a) => `address del ${a.address}${a.peer === null ? "" : ` peer ${a.peer}`}/${a.prefixLength} dev ${a.interface}`,
    ),
    ...plan.changes.flatMap(({ key }) => {
      const match = /^route:([^:]+):(.+):([^:]+)$/.exec(key);
      return match === null ? [] : [`route del ${match[2]} dev ${match[1]} table ${match[3]}`];
    }),
  ];
  if (batch.length === 0) return;
  // One process, so it is over in milliseconds; -force, because taking a primary address takes its secondaries along. The check afterwards decides.
  await sys.exec(["ip", "-4", "-force", "-batch", "-"], { input: `${batch.join("\n")}\n`, timeoutMs: COMMAND_MS });
}

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
function startClient({ argv }: DhcpClient): string[] {
  const [program = "dhclient", ...rest] = argv;
  return [program, "-nw", ...rest.filter((word) => word !== "-nw" && word !== "-d" && word !== "-1")];
}

function pidFile({ argv }: DhcpClient): string {
  const at = argv.indexOf("-pf");
  return at > 0 ? (argv[at + 1] ?? "/run/dhclient.pid") : "/run/dhclient.pid";
}

function rescue(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Rescue {
  return {
    added: { addresses: [], routes: [] },
    afterUndo: clientsOf(facts, want).map((client) => ({ argv: startClient(client), unlessRunning: pidFile(client) })),
    // Sockets bound to the old address would hang until they time out, and come back to life if the address ever does.
    onCommit: ours(facts, want).flatMap(({ address }) => [
      ["ss", "-K", "-t", "src", address],
      ["ss", "-K", "-t", "src", `[::ffff:${address}]`],
    ]),
  };
}

async function undo(sys: System, image: Ipv4AddressImage, restoreFiles: () => Promise<void>): Promise<string[]> {
  await restoreFiles();
  const missing = async (): Promise<InterfaceAddress[]> => {
    const { addresses } = await gatherAddresses(sys);
    return image.addresses.filter(
      (was) =>
        !addresses.some(
          (a) => a.interface === was.interface && a.address === was.address && a.prefixLength === was.prefixLength,
        ),
    );
  };
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
  return back.length === 0 ? [] : [`back: ${back.join(", ")}`];
}
