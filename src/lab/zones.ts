/** Zone files and server configurations of the lab's DNS: a root that is signed, the zones below it, one validating resolver. Pure. */
import type { Addressing } from "./addressing.ts";
import { type InternetName, type LabSpec, type ServedZone, zoneOf } from "./spec.ts";

const TTL = 60;
const SERIAL = 2026010100;
/** Name of the lab's authoritative server. */
const SERVER = "ns.lab.";

function soa(apex: string, server: string): string[] {
  return [
    `$TTL ${TTL}`,
    `${apex} IN SOA ${server} hostmaster.lab. ${SERIAL} 3600 600 86400 5`,
    `${apex} IN NS ${server}`,
  ];
}

/** Zones that the lab's authoritative server has, without the root. */
export function internetZones(spec: LabSpec): string[] {
  const served = spec.hosts.flatMap((host) => host.zones.map(({ zone }) => zone));
  const zones = new Set([...spec.names.map(({ name }) => zoneOf(name)), ...spec.signed, "ipv4only.arpa"]);
  return [...zones].filter((zone) => !served.includes(zone)).sort();
}

/** `dsset` is the text of the DS records of the signed zones. */
export function rootZone(spec: LabSpec, { dns4 }: Addressing, dsset: string): string {
  const lines = [...soa(".", SERVER), `${SERVER} IN A ${dns4}`];
  for (const zone of internetZones(spec)) lines.push(`${zone}. IN NS ${SERVER}`);
  for (const host of spec.hosts) {
    for (const { zone } of host.zones) {
      lines.push(`${zone}. IN NS ns.${zone}.`);
      if (host.ipv4 !== null) lines.push(`ns.${zone}. IN A ${host.ipv4}`);
      if (host.ipv6 !== null) lines.push(`ns.${zone}. IN AAAA ${host.ipv6}`);
    }
  }
  return `${lines.join("\n")}\n${dsset}`;
}

export function internetZone(zone: string, spec: LabSpec, { server4, server6 }: Addressing): string {
  const lines = soa(`${zone}.`, SERVER);
  // RFC 7050 §8.2: what a host looks up to learn the translation prefix.
  if (zone === "ipv4only.arpa") lines.push("ipv4only.arpa. IN A 192.0.0.170", "ipv4only.arpa. IN A 192.0.0.171");
  for (const { name, a, aaaa } of spec.names) {
    if (zoneOf(name) !== zone) continue;
    if (a) lines.push(`${name}. IN A ${server4}`);
    if (aaaa) lines.push(`${name}. IN AAAA ${server6}`);
  }
  return `${[...new Set(lines)].join("\n")}\n`;
}

/** The file a fleet host serves and the operator's migration edits. */
export function servedZone(
  { zone, records, ttlSeconds }: ServedZone,
  host: { readonly ipv4: string | null; readonly ipv6: string | null },
): string {
  const lines = [
    `$ORIGIN ${zone}.`,
    `$TTL ${ttlSeconds}`,
    "@ IN SOA ns hostmaster (",
    `    ${SERIAL} ; serial`,
    "    3600 600 86400 5 )",
    "@ IN NS ns",
  ];
  if (host.ipv4 !== null) lines.push(`ns IN A ${host.ipv4}`);
  if (host.ipv6 !== null) lines.push(`ns IN AAAA ${host.ipv6}`);
  for (const { name, type, address } of records) {
    const relative = name === zone ? "@" : name.slice(0, -zone.length - 1);
    lines.push(`${relative} IN ${type} ${address}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Make the signatures over the address records of `names` wrong: the same length, another content. @param signed output of dnssec-signzone -O full. */
export function spoilSignatures(signed: string, names: readonly InternetName[]): string {
  const bogus = new Set(names.filter((name) => name.bogus).map(({ name }) => `${name}.`));
  return signed
    .split("\n")
    .map((line) => {
      const fields = line.split(/\s+/);
      if (!bogus.has(fields[0]!) || fields[3] !== "RRSIG" || !["A", "AAAA"].includes(fields[4]!)) return line;
      const signature = line.lastIndexOf(fields[12]!);
      const first = line[signature] === "A" ? "B" : "A";
      return `${line.slice(0, signature)}${first}${line.slice(signature + 1)}`;
    })
    .join("\n");
}

/** named.conf of an authoritative server. `key`: lets `rndc` in, over loopback. */
export function namedConf(
  zones: readonly { readonly zone: string; readonly file: string; readonly updateKey?: string }[],
  key: string | null,
): string {
  const lines = [
    "options {",
    '  directory "/var/cache/bind";',
    '  pid-file "/run/named/named.pid";',
    "  listen-on { any; };",
    "  listen-on-v6 { any; };",
    "  recursion no;",
    "  dnssec-validation no;",
    "  empty-zones-enable no;",
    "  notify no;",
    "};",
  ];
  if (key === null) lines.push("controls { };");
  else lines.push(rndcKey(key), "controls { inet ::1 port 953 allow { ::1; } keys { lab; }; };");
  if (key !== null && zones.some(({ updateKey }) => updateKey !== undefined)) lines.push(updateKeyClause(key));
  for (const { zone, file, updateKey } of zones) {
    const update = updateKey === undefined ? "" : " update-policy { grant migrate zonesub A AAAA; };";
    lines.push(`zone "${zone}" { type primary; file "${file}";${update} };`);
  }
  return `${lines.join("\n")}\n`;
}

/** Who may update zones that are updated over the network. */
export function updateKeyClause(secret: string): string {
  return `key migrate { algorithm hmac-sha256; secret "${secret}"; };`;
}

function rndcKey(secret: string): string {
  return `key lab { algorithm hmac-sha256; secret "${secret}"; };`;
}

export function rndcConf(secret: string): string {
  return `${rndcKey(secret)}\noptions { default-key lab; default-server ::1; default-port 953; };\n`;
}

/** The resolver of the lab, as a hosting company runs one: both families, validating, no DNS64. Short-lived cache, so that a rehearsal need not wait. */
export function unboundConf(spec: LabSpec, { resolvers }: Addressing): string {
  const listen = [
    ...resolvers.map((address) => `${address}@53`),
    ...spec.upstream.map(({ address, port }) => `${address}@${port}`),
  ];
  const lines = [
    "server:",
    ...[...new Set(listen)].map((address) => `  interface: ${address}`),
    "  access-control: 0.0.0.0/0 allow",
    "  access-control: ::/0 allow",
    '  username: ""',
    '  chroot: ""',
    '  directory: "/etc/unbound"',
    '  pidfile: "/run/unbound.pid"',
    '  logfile: ""',
    "  use-syslog: no",
    "  do-daemonize: yes",
    "  num-threads: 1",
    '  module-config: "validator iterator"',
    '  root-hints: "/etc/unbound/lab-root.hints"',
    '  trust-anchor-file: "/etc/unbound/lab-root.key"',
    "  cache-max-ttl: 2",
    "  cache-max-negative-ttl: 1",
    "  infra-host-ttl: 5",
    "remote-control:",
    "  control-enable: no",
  ];
  return `${lines.join("\n")}\n`;
}

export function rootHints({ dns4 }: Addressing): string {
  return `. 3600000 IN NS ${SERVER}\n${SERVER} 3600000 IN A ${dns4}\n`;
}
