/** The network of a host that is IPv6-only from the start: written for the next boot, and made so now. */
import { hasProgram } from "../../facts/programs.ts";
import { RESOLV_CONF, resolverOwner, resolverOwnerSigns } from "../../facts/resolver-owner.ts";
import { parseResolvConf, printResolvConf, withServers } from "../../formats/resolv-conf.ts";
import type { Rescue } from "../../guard/rescue.ts";
import { canonicalIp6 } from "../../net/ip6.ts";
import type { HostFacts } from "../../protocol/facts.ts";
import type { Change } from "../../protocol/messages.ts";
import type { NewHostNetworkWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import { stopClients } from "../ipv4-address/dhclient.ts";
import type { Ipv4AddressFacts } from "../ipv4-address/facts.ts";
import { type Ipv4AddressImage, ipv4Address } from "../ipv4-address/ipv4-address.ts";
import type { FileEdit, Module, Plan, Refusal } from "../module.ts";
import { setSysctl } from "../sysctl.ts";
import { ourPaths, type StackFiles, stackFiles } from "./stacks.ts";

const COMMAND_MS = 15_000;
/** How long a network stack may take to do what its files now say: duplicate address detection and a router advertisement among it. */
const STACK_MS = 15_000;
const POLL_MS = 100;
const SYSCTLS = ["disable_ipv6=0", "accept_ra=1", "autoconf=1"] as const;

interface Facts {
  readonly network: Ipv4AddressFacts;
  readonly resolver: HostFacts["resolverOwner"];
  readonly resolvText: string | null;
  /** Whether ifupdown is installed. */
  readonly ifup: boolean;
  /** Of the interface, by name. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Files of ours that are there, by path. */
  readonly ours: Readonly<Record<string, string>>;
}

interface Image {
  readonly ipv4: Ipv4AddressImage;
  readonly added: Rescue["added"];
  /** Default routes taken out, as `ip` shows them. */
  readonly replaced: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
}

export const newHostNetwork: Module<Facts, NewHostNetworkWant, Image> = {
  async check(sys, want, home) {
    const ours: Record<string, string> = {};
    for (const path of ourPaths(want)) {
      const text = await sys.read(path);
      if (text !== null) ours[path] = text;
    }
    const sysctls: Record<string, string> = {};
    for (const each of SYSCTLS) {
      const name = each.split("=", 1)[0]!;
      const key = `net/ipv6/conf/${want.interface}/${name}`;
      const value = await sys.read(`/proc/sys/${key}`);
      if (value !== null) sysctls[key] = value.trim();
    }
    return {
      network: await ipv4Address.check(sys, { state: "absent", keep: [] }, home),
      resolver: resolverOwner(await resolverOwnerSigns(sys)),
      resolvText: await sys.read(RESOLV_CONF),
      ifup: await hasProgram(sys, "ifup"),
      sysctls,
      ours,
    };
  },
  diff,
  image: (facts, want) => ({
    ipv4: {
      addresses: ipv4Of(facts, want),
      routes: facts.network.routeLines,
      dhcp: clientsOf(facts, want),
      reload: filesOf(facts, want).reload,
    },
    added: addedBy(facts, want),
    replaced: replacedRoutes(facts, want),
    sysctls: Object.fromEntries(wrongSysctls(facts, want).map(([key]) => [key, facts.sysctls[key]!])),
  }),
  apply,
  undo,
  rescue: (facts, want) => {
    const { afterUndo, standing } = ipv4Address.rescue!(networkOf(facts, want), keepOthers(facts, want));
    const { reload } = filesOf(facts, want);
    const generates = ([program]: readonly string[]): boolean => program === "netplan";
    return {
      added: addedBy(facts, want),
      generate: reload.filter(generates),
      reload: reload.filter((argv) => !generates(argv)),
      afterUndo,
      ...(standing === undefined ? {} : { standing }),
      closing: [],
    };
  },
};

/** Whatever the stack is, if it can be written for: `diff` refuses where it cannot. */
function filesOf(facts: Facts, want: NewHostNetworkWant): StackFiles {
  const made = stackFiles({ ...facts.network, ours: facts.ours }, want);
  return "message" in made ? { files: [], reload: [], because: [] } : made;
}

/** A stack that is told to take its files in sets addresses and routes itself. */
function ownsItself(facts: Facts, want: NewHostNetworkWant): boolean {
  return filesOf(facts, want).reload.length > 0;
}

/** The IPv4 module's view, narrowed to this interface. */
function networkOf(facts: Facts, want: NewHostNetworkWant): Ipv4AddressFacts {
  return { ...facts.network, dhcp: clientsOf(facts, want) };
}

function keepOthers(facts: Facts, want: NewHostNetworkWant): { state: "absent"; keep: string[] } {
  return {
    state: "absent",
    keep: facts.network.links.map(({ name }) => name).filter((name) => name !== want.interface),
  };
}

function ipv4Of(facts: Facts, want: NewHostNetworkWant): Ipv4AddressImage["addresses"] {
  return facts.network.addresses.filter((a) => a.family === 4 && a.interface === want.interface);
}

function clientsOf(facts: Facts, want: NewHostNetworkWant): Ipv4AddressImage["dhcp"] {
  return facts.network.dhcp.filter(({ interfaces }) => interfaces.includes(want.interface));
}

interface WantedRoute {
  readonly destination: string;
  readonly via: string;
}

function wantedRoutes(want: NewHostNetworkWant): WantedRoute[] {
  const routes: WantedRoute[] = [];
  if (want.address !== "auto" && want.gateway !== null) routes.push({ destination: "default", via: want.gateway });
  if (want.nat64_route !== null) routes.push({ destination: want.nat64_route.prefix, via: want.nat64_route.via });
  return routes;
}

function missingRoutes(facts: Facts, want: NewHostNetworkWant): WantedRoute[] {
  return wantedRoutes(want).filter(
    ({ destination, via }) =>
      !facts.network.routes6.some(
        (r) =>
          r.table === "main" &&
          r.destination === destination &&
          r.interface === want.interface &&
          sameAddress(r.via, via),
      ),
  );
}

/** Static default routes of this interface that lead elsewhere than wanted. */
function replacedRoutes(facts: Facts, want: NewHostNetworkWant): string[] {
  if (ownsItself(facts, want)) return [];
  return facts.network.routes6
    .filter(
      (r) =>
        r.table === "main" &&
        r.interface === want.interface &&
        r.protocol !== "ra" &&
        r.protocol !== "kernel" &&
        missingRoutes(facts, want).some(({ destination }) => destination === r.destination),
    )
    .map((r) => `${r.destination}${r.via === null ? "" : ` via ${r.via}`} dev ${want.interface}`);
}

function missingAddress(facts: Facts, want: NewHostNetworkWant): string | null {
  if (want.address === "auto") return null;
  const [address, length] = want.address.split("/");
  const there = facts.network.addresses.some(
    (a) =>
      a.family === 6 &&
      a.interface === want.interface &&
      sameAddress(a.address, address!) &&
      a.prefixLength === Number(length),
  );
  return there ? null : want.address;
}

function sameAddress(a: string | null, b: string): boolean {
  return a !== null && (canonicalIp6(a) ?? a) === (canonicalIp6(b) ?? b);
}

function wrongSysctls(facts: Facts, want: NewHostNetworkWant): [key: string, value: string][] {
  if (ownsItself(facts, want)) return [];
  const needed = want.address === "auto" ? SYSCTLS : SYSCTLS.slice(0, 1);
  return needed.flatMap((each) => {
    const [name, value] = each.split("=") as [string, string];
    const key = `net/ipv6/conf/${want.interface}/${name}`;
    const now = facts.sysctls[key];
    // accept_ra 2 accepts too, also on a forwarding host.
    return now === undefined || now === value || (name === "accept_ra" && now === "2") ? [] : [[key, value]];
  });
}

function addedBy(facts: Facts, want: NewHostNetworkWant): Rescue["added"] {
  const address = missingAddress(facts, want);
  return {
    addresses: address === null ? [] : [{ interface: want.interface, address }],
    routes: missingRoutes(facts, want).map(({ destination, via }) => [
      "-6",
      "route",
      "del",
      destination,
      "via",
      via,
      "dev",
      want.interface,
    ]),
  };
}

function diff(facts: Facts, want: NewHostNetworkWant): Plan | Refusal {
  const refusal = refuse(facts, want);
  if (refusal !== null) return refusal;
  const because = [...facts.network.owner.because];
  const edits: FileEdit[] = [];
  const changes: Change[] = [];
  const made = filesOf(facts, want);
  because.push(...made.because);
  for (const { path, before, after, mode } of made.files) {
    edits.push({ path, after, mode });
    changes.push(fileChange(path, before, after, `IPv6 only on ${want.interface} in ${path}`));
  }
  if (want.nameservers.length > 0 && facts.resolver.owner === "plain-file") {
    const after = printResolvConf(withServers(parseResolvConf(facts.resolvText ?? ""), want.nameservers, null));
    if (after !== (facts.resolvText ?? "")) {
      edits.push({ path: RESOLV_CONF, after, mode: 0o644 });
      changes.push(fileChange(RESOLV_CONF, facts.resolvText, after, `ask ${want.nameservers.join(", ")}`));
    }
  }
  for (const [key, value] of wrongSysctls(facts, want)) {
    changes.push({ key: `sysctl:${key}`, title: `set ${key} to ${value}`, before: facts.sysctls[key]!, after: value });
  }
  const address = missingAddress(facts, want);
  if (address !== null) {
    changes.push({
      key: `address:${want.interface}:${address}`,
      title: `add ${address} to ${want.interface}`,
      before: null,
      after: address,
    });
  }
  for (const line of replacedRoutes(facts, want)) {
    changes.push({
      key: `route:${want.interface}:${line}`,
      title: `remove the route ${line}`,
      before: line,
      after: null,
    });
  }
  for (const { destination, via } of missingRoutes(facts, want)) {
    const line = `${destination} via ${via}`;
    changes.push({
      key: `route:${want.interface}:${destination}:${via}`,
      title: `route ${line} on ${want.interface}`,
      before: null,
      after: line,
    });
  }
  for (const { program, interfaces, argv } of clientsOf(facts, want)) {
    changes.push({
      key: `process:${program}:${interfaces.join(",")}`,
      title: `stop ${program} on ${interfaces.join(", ")}`,
      before: argv.join(" "),
      after: null,
    });
  }
  for (const a of ipv4Of(facts, want)) {
    const text = `${a.address}/${a.prefixLength}`;
    changes.push({
      key: `address:${a.interface}:${text}`,
      title: `remove ${text} from ${a.interface}`,
      before: text,
      after: null,
    });
  }
  const elsewhere = facts.network.addresses.filter(
    (a) => a.family === 4 && a.interface !== want.interface && !a.address.startsWith("127."),
  );
  if (elsewhere.length > 0) {
    because.push(
      `IPv4 stays on ${[...new Set(elsewhere.map((a) => a.interface))].join(", ")}: this step is about ${want.interface} only`,
    );
  }
  return { changes, edits, because };
}

function refuse(facts: Facts, want: NewHostNetworkWant): Refusal | null {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({
    refused,
    message: `new-host-network: ${message}`,
  });
  if (!facts.network.links.some(({ name }) => name === want.interface)) {
    return no(
      "refused",
      `there is no interface ${want.interface} here (there are ${facts.network.links.map(({ name }) => name).join(", ")})`,
    );
  }
  if (want.address !== "auto") {
    const [address, length, ...rest] = want.address.split("/");
    if (rest.length > 0 || canonicalIp6(address!) === null || !/^\d{1,3}$/.test(length ?? "") || Number(length) > 128) {
      return no("refused", `${JSON.stringify(want.address)} is no IPv6 address with a length`);
    }
  }
  const made = stackFiles({ ...facts.network, ours: facts.ours }, want);
  if ("message" in made) return no(made.refused, made.message);
  if (made.reload.length > 0) return null;
  if (!facts.ifup)
    return no("unsupported", "ifupdown is not installed here, so nothing would read /etc/network/interfaces at boot");
  const inherits = facts.network.interfaces.find((file) =>
    file.parsed.stanzas.some((s) => s.kind === "iface" && s.name === want.interface && s.inherits !== null),
  );
  if (inherits !== undefined)
    return no(
      "unsupported",
      `${want.interface} inherits from a template in ${inherits.path}; write its stanza out first`,
    );
  const foreign = clientsOf(facts, want).find(
    ({ program, interfaces }) => program !== "dhclient" || interfaces.length > 1,
  );
  if (foreign !== undefined) {
    return no(
      "unsupported",
      `${foreign.argv.join(" ")} leases addresses here; this version stops a dhclient of one interface only`,
    );
  }
  if (want.nameservers.length > 0 && facts.resolver.owner !== "plain-file") {
    return no(
      "unsupported",
      `${facts.resolver.because.join("; ")}: leave nameservers out here and set them with the resolver step`,
    );
  }
  return null;
}

async function apply(
  sys: System,
  { facts, want, writeFiles }: { facts: Facts; want: NewHostNetworkWant; writeFiles: () => Promise<void> },
): Promise<void> {
  await writeFiles();
  const { reload } = filesOf(facts, want);
  if (reload.length > 0) return takeIn(sys, facts, want, reload);
  for (const [key, value] of wrongSysctls(facts, want)) await setSysctl(sys, key, value);
  await stopClients(sys, clientsOf(facts, want));
  const address = missingAddress(facts, want);
  const batch = [
    `link set dev ${want.interface} up`,
    ...(address === null ? [] : [`-6 address add ${address} dev ${want.interface}`]),
    ...replacedRoutes(facts, want).map((line) => `-6 route del ${line}`),
    // onlink as ifupdown has it at boot: the gateway need not lie within the address's prefix.
    ...missingRoutes(facts, want).map(
      ({ destination, via }) =>
        `-6 route add ${destination} via ${via} dev ${want.interface}${destination === "default" ? " onlink" : ""}`,
    ),
    ...ipv4Of(facts, want).map(
      (a) =>
        `-4 address del ${a.address}${a.peer === null ? "" : ` peer ${a.peer}`}/${a.prefixLength} dev ${a.interface}`,
    ),
  ];
  for (const line of batch) await sys.exec(["ip", ...line.split(" ")], { timeoutMs: COMMAND_MS });
}

/** The stack does it itself; what it leaves of IPv4 is taken away one by one. */
async function takeIn(
  sys: System,
  facts: Facts,
  want: NewHostNetworkWant,
  reload: readonly (readonly string[])[],
): Promise<void> {
  for (const argv of reload) {
    const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
    if (done.code !== 0)
      throw new Fault("io", `${argv.join(" ")} failed (${done.code}): ${done.stderr.trim() || done.stdout.trim()}`);
  }
  let now = facts;
  for (let waited = 0; waited < STACK_MS; waited += POLL_MS) {
    now = await newHostNetwork.check(sys, want, null);
    if (ipv4Of(now, want).length === 0 && missingAddress(now, want) === null && missingRoutes(now, want).length === 0)
      return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  for (const a of ipv4Of(now, want))
    await sys.exec(["ip", "-4", "address", "del", `${a.address}/${a.prefixLength}`, "dev", a.interface], {
      timeoutMs: COMMAND_MS,
    });
}

async function undo(sys: System, image: Image, restoreFiles: () => Promise<void>): Promise<readonly string[]> {
  await restoreFiles();
  // A stack first takes its files in again: until then the way in is the one that was added.
  const owned = image.ipv4.reload.length > 0;
  const notes = owned ? await ipv4Address.undo(sys, image.ipv4, async () => {}) : [];
  for (const argv of image.added.routes) await sys.exec(["ip", ...argv], { timeoutMs: COMMAND_MS });
  for (const { interface: name, address } of image.added.addresses) {
    await sys.exec(["ip", "-6", "address", "del", address, "dev", name], { timeoutMs: COMMAND_MS });
  }
  for (const line of image.replaced)
    await sys.exec(["ip", "-6", "route", "add", ...line.split(" ")], { timeoutMs: COMMAND_MS });
  for (const [key, value] of Object.entries(image.sysctls)) await setSysctl(sys, key, value);
  return owned ? notes : ipv4Address.undo(sys, image.ipv4, async () => {});
}
