/** Everything `audit` can tell of a host by looking at it now. Changes nothing. */
import { nameserversOf, parseResolvConf } from "../formats/resolv-conf.ts";
import type { AuditFinding, HostAudit, Inspection, InspectionPart } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { ALLOW_PATHS, ALLOW_PATTERN, allowListFindings } from "./allow-lists.ts";
import { certificateFindings } from "./certificates.ts";
import { asker, zoneFindings } from "./dns-view.ts";
import type { Blind, Found } from "./finding.ts";
import { firewallFindings } from "./firewall.ts";
import { ipv4OnlyListeners, portsOf } from "./listeners.ts";
import { mailFindings } from "./mail.ts";
import { askNames, nameFindings } from "./names.ts";
import { configuredServers, dockerFindings, nfsFindings, SERVER_PATHS, SERVER_PATTERN } from "./neighbours.ts";
import { packagesOf } from "./packages.ts";
import { PATTERN_SEARCH, patternFindings } from "./patterns.ts";
import { gatherProcesses, type Process, processText } from "./processes.ts";
import { gaiConfFindings, NGINX_PATTERN, nginxFinding, resolvConfFindings } from "./resolver-order.ts";
import { addrconfigFindings, gatherMarks, runtimeFindings } from "./runtimes.ts";
import { ROOTS, type Scanned, scan, searchLines } from "./scan.ts";
import { LISTENING, parseListening } from "./sockets.ts";

const COMMAND_MS = 20_000;
const MOST_CERTIFICATES = 100;

export async function inspect(sys: System, inspection: Inspection): Promise<HostAudit> {
  const { only, scanPaths, needs, nat64, serviceNames, mailNames } = inspection;
  const at = sys.now();
  const nothing: Found = { findings: [] };
  const wants = (part: InspectionPart): boolean => only === undefined || only.includes(part);
  const looks = <T>(part: InspectionPart, look: () => Promise<T>, otherwise: T): Promise<T> =>
    wants(part) ? look() : Promise.resolve(otherwise);
  const processes = wants("literals") || wants("others") ? await gatherProcesses(sys) : [];
  const servers =
    wants("servers") || wants("names")
      ? searchLines(sys, SERVER_PATTERN, SERVER_PATHS).then(({ lines }) => configuredServers(lines))
      : Promise.resolve({ findings: [], names: [] });
  const [listening, literals, others, lists, certificates, filter, packages] = await Promise.all([
    looks("listeners", () => listeners(sys), { findings: [], ports: [], unknown: [] }),
    looks(
      "literals",
      async () => scan(sys, { paths: scanPaths, processes, own: await ownAddresses(sys) }),
      NOT_SCANNED,
    ),
    looks("others", () => otherFindings(sys, processes, inspection), nothing),
    looks("allow-lists", () => allowLists(sys), nothing),
    looks("certificates", () => certificatesOn(sys, scanPaths), nothing),
    looks("firewall", () => firewall(sys), nothing),
    looks("others", () => packagesBy(sys, processes), {}),
  ]);
  const { findings: served, names: configured } = await servers;
  const called = [...needs.map((need) => ({ ...need, from: "plan" })), ...configured];
  const { names, left } = await looks("names", () => askNames(sys, called, nat64), { names: [], left: 0 });
  const dns = await looks("names", () => dnsFindings(sys, serviceNames, mailNames), nothing);
  const special: AuditFinding[] = [
    ...listening.findings,
    ...others.findings,
    ...lists.findings,
    ...certificates.findings,
    ...filter.findings,
    ...served,
    ...nameFindings(names, nat64.length > 0),
    ...dns.findings,
  ];
  // What a detector explains better is not said twice.
  const explained = new Set(special.map(({ place }) => place));
  const unknown: Blind[] = [
    ...listening.unknown,
    ...literals.unknown,
    ...[filter, lists, certificates, others, dns].flatMap((one) => one.unknown ?? []),
    ...(left > 0 ? [{ what: `${left} names`, because: "there are more names than are asked at a time" }] : []),
  ];
  return {
    at,
    elapsedMs: sys.now() - at,
    findings: [...special, ...literals.findings.filter(({ place }) => !explained.has(place))],
    names,
    listeners: listening.ports,
    packages,
    setAside: literals.setAside,
    unknown,
  };
}

async function packagesBy(sys: System, processes: readonly Process[]): Promise<HostAudit["packages"]> {
  const found = await packagesOf(
    sys,
    processes.flatMap(({ exe }) => exe ?? []),
  );
  return Object.fromEntries(
    processes.flatMap((process) => {
      const name = process.exe === null ? undefined : found.get(process.exe);
      return name === undefined ? [] : [[processText(process), name]];
    }),
  );
}

const NOT_SCANNED: Scanned = { findings: [], setAside: {}, unknown: [] };

async function allowLists(sys: System): Promise<Found> {
  const { lines, failed } = await searchLines(sys, ALLOW_PATTERN, ALLOW_PATHS);
  return { findings: allowListFindings(lines), unknown: blind("allow-lists", failed) };
}

/** Programs, patterns, resolver settings, containers and mounts. */
async function otherFindings(sys: System, processes: readonly Process[], { scanPaths }: Inspection): Promise<Found> {
  const [programs, patterns, order, nearby] = await Promise.all([
    runtimes(sys, processes),
    searchLines(sys, PATTERN_SEARCH, [...ROOTS, ...scanPaths]),
    resolverOrder(sys),
    neighbours(sys, processes),
  ]);
  return {
    findings: [...programs, ...patternFindings(patterns.lines), ...order, ...nearby],
    unknown: blind("regular expressions", patterns.failed),
  };
}

async function dnsFindings(sys: System, serviceNames: readonly string[], mailNames: readonly string[]): Promise<Found> {
  if (serviceNames.length === 0 && mailNames.length === 0) return { findings: [] };
  const server = nameserversOf(parseResolvConf((await sys.read("/etc/resolv.conf")) ?? ""))[0];
  if (server === undefined)
    return { findings: [], unknown: [{ what: "DNS", because: "this host has no name server" }] };
  const ask = asker(sys, server);
  const { addresses } = await sys.network();
  const six = addresses.filter(
    (a) => a.family === 6 && a.scope === "global" && !a.temporary && !a.deprecated && a.interface !== "lo",
  );
  const [zones, mail] = await Promise.all([
    zoneFindings(sys, ask, serviceNames),
    mailFindings(
      sys,
      ask,
      mailNames,
      six.map(({ address }) => address),
    ),
  ]);
  return {
    findings: [...zones.findings, ...mail.findings],
    unknown: [...(zones.unknown ?? []), ...(mail.unknown ?? [])],
  };
}

async function ownAddresses(sys: System): Promise<Set<string>> {
  const shown = await sys.exec(["ip", "-4", "-o", "address", "show"], { timeoutMs: COMMAND_MS });
  return new Set([...shown.stdout.matchAll(/\binet (\d+\.\d+\.\d+\.\d+)/g)].map(([, address]) => address!));
}

async function listeners(
  sys: System,
): Promise<{ findings: AuditFinding[]; ports: HostAudit["listeners"]; unknown: Blind[] }> {
  const listed = await sys.exec(LISTENING, { timeoutMs: COMMAND_MS });
  const parsed = parseListening(listed.stdout);
  const bindv6only = (await sys.read("/proc/sys/net/ipv6/bindv6only"))?.trim() === "1";
  const ports = portsOf(parsed, bindv6only);
  const command = LISTENING.join(" ");
  return {
    findings: ipv4OnlyListeners(parsed, ports),
    ports,
    unknown: listed.code === 0 ? [] : [{ what: "listening sockets", because: `${command}: ${listed.stderr.trim()}` }],
  };
}

async function runtimes(sys: System, processes: readonly Process[]): Promise<AuditFinding[]> {
  const marks = await gatherMarks(sys, processes);
  return [...runtimeFindings(processes, marks), ...addrconfigFindings(processes, marks)];
}

function blind(what: string, failed: string | null): Blind[] {
  return failed === null ? [] : [{ what, because: failed }];
}

async function certificatesOn(
  sys: System,
  scanPaths: readonly string[],
): Promise<{ findings: AuditFinding[]; unknown: Blind[] }> {
  const found = await sys.exec(
    [
      "grep",
      "-rlIsF",
      // Authorities by the hundred, which nobody connects to.
      "--exclude-dir=certs",
      "--exclude-dir=ca-certificates",
      "--exclude-dir=node_modules",
      "-e",
      "BEGIN CERTIFICATE",
      "--",
      "/etc",
      "/opt",
      "/srv",
      ...scanPaths,
    ],
    { timeoutMs: COMMAND_MS },
  );
  const whole = found.code !== null && found.code <= 2;
  const failed = whole ? null : found.stderr.trim() || "the search was cut short";
  const paths = found.stdout.split("\n").filter((path) => path !== "");
  const findings: AuditFinding[] = [];
  for (const path of paths.slice(0, MOST_CERTIFICATES)) {
    const text = await sys.read(path).catch(() => null);
    if (text !== null) findings.push(...certificateFindings(path, text));
  }
  const left = paths.length - MOST_CERTIFICATES;
  return {
    findings,
    unknown: blind("certificates", left > 0 ? `there are ${left} more files with certificates than are read` : failed),
  };
}

async function firewall(sys: System): Promise<Found> {
  const blind = (because: string): Found => ({ findings: [], unknown: [{ what: "firewall", because }] });
  const listed = await sys.exec(["nft", "-j", "list", "ruleset"], { timeoutMs: COMMAND_MS });
  if (listed.code === 127) return blind("nft is not on this host (package nftables)");
  if (listed.code !== 0) return blind(listed.stderr.trim());
  // Rules of the older kernel interface do not show in nft.
  const legacy = ["/proc/net/ip_tables_names", "/proc/net/ip6_tables_names"];
  for (const path of legacy) {
    const tables = ((await sys.read(path).catch(() => null)) ?? "").trim();
    if (tables !== "") return blind(`rules of iptables-legacy (${tables.split("\n").join(", ")}) are not read`);
  }
  const findings = firewallFindings(listed.stdout);
  return findings === null ? blind("nft did not answer in JSON") : { findings };
}

async function resolverOrder(sys: System): Promise<AuditFinding[]> {
  const nginx = await searchLines(sys, NGINX_PATTERN, ["/etc/nginx"]);
  return [
    ...gaiConfFindings((await sys.read("/etc/gai.conf")) ?? ""),
    ...resolvConfFindings((await sys.read("/etc/resolv.conf")) ?? ""),
    ...nginx.lines.map(({ path, number }) => nginxFinding(`${path}:${number}`)),
  ];
}

async function neighbours(sys: System, processes: readonly Process[]): Promise<AuditFinding[]> {
  const dockerRuns = processes.some(({ comm }) => comm === "dockerd");
  return [
    ...dockerFindings(await sys.read("/etc/docker/daemon.json"), dockerRuns),
    ...nfsFindings((await sys.read("/proc/mounts")) ?? ""),
  ];
}
