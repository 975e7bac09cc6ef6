/** Disk contents of every machine of a lab, from its specification. */
import { readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Addressing } from "./addressing.ts";
import { leasesIpv4, stackFiles } from "./debian/stacks.ts";
import { addUser, type DiskFile, firstBoot, HOMES, POWER_FILES, sshdConfig, writeFiles } from "./image.ts";
import { interfacesFile, macOfHost, OWN, placeOf } from "./network.ts";
import { LabError, must } from "./process.ts";
import type { SignedZones } from "./signing.ts";
import type { LabHost, LabSpec, Serve } from "./spec.ts";
import { namedConf, rndcConf, rootHints, servedZone, unboundConf, updateKeyClause } from "./zones.ts";

/** Keys and certificates of one lab. */
export interface Secrets {
  /** Public key of the operator, as authorized_keys has it. */
  readonly operatorKey: string;
  readonly hostKeys: ReadonlyMap<string, { readonly secret: string; readonly open: string }>;
  readonly tls: { readonly key: string; readonly certificate: string };
  readonly rndc: string;
}

async function sshKey(path: string): Promise<{ secret: string; open: string }> {
  await must(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", path]);
  return { secret: await readFile(path, "utf8"), open: (await readFile(`${path}.pub`, "utf8")).trim() };
}

/** @param folder of the lab; the operator's home and the keys are made in it. */
export async function makeSecrets(spec: LabSpec, folder: string): Promise<Secrets> {
  await Promise.all([
    mkdir(join(folder, "home/.ssh"), { recursive: true, mode: 0o700 }),
    mkdir(join(folder, "keys"), { recursive: true, mode: 0o700 }),
  ]);
  const names = [...spec.hosts.map(({ name }) => name), ...spec.names.map(({ name }) => name)];
  const addresses = spec.hosts.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]).filter((address) => address !== null);
  const [operator, tls, ...hosts] = await Promise.all([
    sshKey(join(folder, "home/.ssh/id_ed25519")),
    must([
      ...[
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=lab",
      ],
      ...[
        "-addext",
        `subjectAltName=${[...names.map((n) => `DNS:${n}`), ...addresses.map((a) => `IP:${a}`)].join(",")}`,
      ],
      ...["-keyout", join(folder, "keys/tls.key"), "-out", join(folder, "keys/tls.crt")],
    ]).then(async () => ({
      key: await readFile(join(folder, "keys/tls.key"), "utf8"),
      certificate: await readFile(join(folder, "keys/tls.crt"), "utf8"),
    })),
    ...spec.hosts.map(async ({ name }) => [name, await sshKey(join(folder, "keys", name))] as const),
  ]);
  const rndc = (await must(["tsig-keygen", "-a", "hmac-sha256", "lab"])).match(/secret "([^"]+)"/)![1]!;
  return { operatorKey: operator.open, hostKeys: new Map(hosts), tls, rndc };
}

/** Boot script of a server of the lab; also what `reload` of a zone file can lean on. */
function starter(name: string, command: string): DiskFile {
  return { path: `/etc/lab/start.d/${name}`, mode: 0o755, content: `#!/bin/sh\nset -eu\n${command}\n` };
}

function serving(serves: readonly Serve[], seed: number, { tls }: Secrets, systemd = false): DiskFile[] {
  if (serves.length === 0) return [];
  const script = readFileSync(new URL("./image/serve.py", import.meta.url), "utf8");
  return [
    { path: "/usr/local/lib/lab/serve.py", content: script },
    { path: "/etc/lab/serve.json", content: `${JSON.stringify({ seed, listen: serves }, null, 2)}\n` },
    { path: "/etc/lab/tls.crt", content: tls.certificate },
    { path: "/etc/lab/tls.key", content: tls.key, mode: 0o600 },
    ...(systemd ? serveUnit() : [serveStarter()]),
  ];
}

const SERVE = "/usr/bin/python3 -I /usr/local/lib/lab/serve.py /etc/lab/serve.json";

function serveUnit(): DiskFile[] {
  const unit = `[Unit]
Description=Servers of this host in the lab
[Service]
ExecStart=${SERVE}
`;
  return [
    { path: "/etc/systemd/system/lab-serve.service", content: unit },
    { path: "/etc/systemd/system/multi-user.target.wants/lab-serve.service", link: "../lab-serve.service" },
  ];
}

function serveStarter(): DiskFile {
  return starter(
    "50-serve",
    [
      `setsid ${SERVE} </dev/null >>/run/serve.log 2>&1 &`,
      "pid=$!",
      'while [ ! -e /run/serve.ready ]; do kill -0 "$pid" || exit 1; sleep 0.05; done',
    ].join("\n"),
  );
}

const NAMED = "mkdir -p /run/named && exec /usr/sbin/named -n 1 -c /etc/bind/named.conf";

/** What every machine has, whoever boots it. */
function identity(name: string, nameservers: readonly string[], hostsFile: readonly string[] = []): DiskFile[] {
  return [
    { path: "/etc/hostname", content: `${name}\n` },
    {
      path: "/etc/hosts",
      content: ["127.0.0.1 localhost", "::1 localhost ip6-localhost ip6-loopback", ...hostsFile, ""].join("\n"),
    },
    { path: "/etc/resolv.conf", content: nameservers.map((address) => `nameserver ${address}\n`).join("") },
    { path: "/etc/nsswitch.conf", content: NSSWITCH },
    {
      path: "/etc/gai.conf",
      content: "# Configuration for getaddrinfo(3). Nothing is set: the system's own table holds.\n",
    },
  ];
}

function common(
  name: string,
  interfaces: string,
  nameservers: readonly string[],
  hostsFile: readonly string[] = [],
): DiskFile[] {
  return [
    ...identity(name, nameservers, hostsFile),
    { path: "/etc/network/interfaces", content: interfaces },
    ...POWER_FILES,
  ];
}

const NSSWITCH = [
  "passwd: files",
  "group: files",
  "shadow: files",
  "hosts: files dns",
  "networks: files",
  "protocols: files",
  "services: files",
  "",
].join("\n");

export function hostFiles(host: LabHost, addresses: Addressing, secrets: Secrets, seed: number): DiskFile[] {
  const key = secrets.hostKeys.get(host.name)!;
  const own = [host.ipv4, host.ipv6].filter((address) => address !== null).map((address) => `${address} ${host.name}`);
  const at = placeOf(host, addresses);
  const nameservers = addresses.resolvers.filter((a) => (a.includes(":") ? host.ipv6 : host.ipv4) !== null);
  const known = [...own, ...host.hostsFile];
  const files: DiskFile[] = [
    ...(host.systemd === undefined
      ? common(host.name, interfacesFile(at), nameservers, known)
      : [...identity(host.name, nameservers, known), ...stackFiles(host.systemd, { ...at, nameservers })]),
    { path: "/etc/ssh/sshd_config", content: sshdConfig(host.port) },
    { path: "/etc/ssh/ssh_host_ed25519_key", content: key.secret, mode: 0o600 },
    { path: "/etc/ssh/ssh_host_ed25519_key.pub", content: `${key.open}\n` },
    ...[...new Set(["root", host.user])].map((user) => ({
      path: `/etc/ssh/authorized_keys/${user}`,
      content: `${secrets.operatorKey}\n`,
    })),
    ...(host.systemd === undefined
      ? [
          { path: "/etc/lab/sshd", content: "yes\n" },
          { path: "/etc/lab/first-boot", content: firstBoot({ name: host.user, sudoPassword: host.sudoPassword }) },
        ]
      : [{ path: "/etc/lab/first-boot", content: addUser({ name: host.user, sudoPassword: host.sudoPassword }) }]),
    ...serving(host.serves, seed, secrets, host.systemd !== undefined),
  ];
  if (host.zones.length > 0) {
    if (host.systemd !== undefined)
      throw new LabError(`${host.name}: zones are served by hosts of the lab without systemd only`);
    files.push(
      { path: "/etc/bind/named.conf", content: namedConf(host.zones, secrets.rndc) },
      { path: "/etc/bind/rndc.conf", content: rndcConf(secrets.rndc), mode: 0o600 },
      ...host.zones.map((zone) => ({ path: zone.file, content: servedZone(zone, host) })),
      ...host.zones.flatMap(({ updateKey }) =>
        updateKey === undefined
          ? []
          : [{ path: updateKey, content: `${updateKeyClause(secrets.rndc)}\n`, mode: 0o600 }],
      ),
      starter("20-named", NAMED),
    );
  }
  return files;
}

/** Disks of the lab's own machines, by name. */
export function ownFiles(
  spec: LabSpec,
  addresses: Addressing,
  zones: SignedZones,
  secrets: Secrets,
  seed: number,
): Record<string, DiskFile[]> {
  const { internet, resolver, client } = addresses.links;
  const first: DiskFile = { path: "/etc/lab/first-boot", content: firstBoot(null) };
  const local = ["::1", "127.0.0.1"];
  const stack = (link: typeof internet) => ({
    ipv4: link.own4 === null ? null : `${link.own4}/30`,
    router4: link.router4,
    ipv6: link.own6 === null ? null : `${link.own6}/64`,
    router6: link.router6,
  });
  const upstream = spec.upstream
    .map(({ address }) => address)
    .filter((address) => !addresses.resolvers.includes(address));
  const internetInterfaces = interfacesFile(
    { ...stack(internet), router4: null },
    { mtu: spec.internetMtu, loopback: [addresses.server4, addresses.dns4] },
  );
  return {
    [OWN.router]: [
      first,
      ...common(
        OWN.router,
        interfacesFile({ ipv4: null, router4: null, ipv6: null, router6: null }),
        addresses.resolvers,
      ),
      { path: "/etc/radvd.conf", content: radvdConf(addresses) },
      starter(
        "10-forward",
        "sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0",
      ),
      starter("20-radvd", "exec radvd -C /etc/radvd.conf -p /run/radvd.pid -m none"),
      ...leasing(spec, addresses, seed),
    ],
    [OWN.internet]: [
      first,
      // Replies leave from the address that was asked, not from the cable's.
      ...common(
        OWN.internet,
        `${internetInterfaces}    pre-up sysctl -q -w net.ipv6.conf.eth0.disable_ipv6=1\n    up ip route add default via ${internet.router4} src ${addresses.server4}\n`,
        local,
      ),
      ...serving(spec.serves, seed, secrets),
      {
        path: "/etc/bind/named.conf",
        content: namedConf(
          [...zones.zones.keys()].map((zone) => ({ zone, file: zonePath(zone) })),
          null,
        ),
      },
      ...[...zones.zones].map(([zone, content]) => ({ path: zonePath(zone), content })),
      starter("20-named", NAMED),
    ],
    [OWN.resolver]: [
      first,
      ...common(OWN.resolver, interfacesFile(stack(resolver), { loopback: upstream }), local),
      { path: "/etc/unbound/unbound.conf", content: unboundConf(spec, addresses) },
      { path: "/etc/unbound/lab-root.hints", content: rootHints(addresses) },
      { path: "/etc/unbound/lab-root.key", content: zones.trustAnchor },
      starter("20-unbound", "exec /usr/sbin/unbound -c /etc/unbound/unbound.conf"),
    ],
    [OWN.client]: [
      first,
      ...common(OWN.client, interfacesFile(stack(client)), addresses.resolvers),
      ...serving(
        spec.serves.filter(({ kind }) => kind !== "udp-echo").map((serve) => ({ ...serve, families: [6] as const })),
        seed,
        secrets,
      ),
    ],
  };
}

/** Where the authoritative server of the internet keeps a zone. */
export function zonePath(zone: string): string {
  return `/etc/bind/lab/${zone === "." ? "root" : zone}.zone`;
}

function radvdConf({ networks6 }: Addressing): string {
  const of = (bridge: "inside" | "outside") => networks6.filter((network) => network.bridge === bridge);
  return (["inside", "outside"] as const)
    .filter((bridge) => of(bridge).length > 0)
    .map((bridge) =>
      [
        `interface ${bridge} {`,
        "  AdvSendAdvert on;",
        "  MinRtrAdvInterval 3;",
        "  MaxRtrAdvInterval 10;",
        ...of(bridge).map(({ prefix }) => `  prefix ${prefix} { AdvOnLink on; AdvAutonomous on; };`),
        "};",
        "",
      ].join("\n"),
    )
    .join("");
}

/** A DHCP server on the fleet's network for the hosts that lease their IPv4: always the same address, for two minutes. */
function leasing(spec: LabSpec, addresses: Addressing, seed: number): DiskFile[] {
  const hosts = spec.hosts.map((host, index) => ({ host, index }));
  const leased = hosts.filter(
    ({ host }) => host.ipv4 !== null && host.systemd !== undefined && leasesIpv4(host.systemd),
  );
  if (leased.length === 0) return [];
  const bridges = [...new Set(leased.map(({ host }) => (host.outside ? "outside" : "inside")))];
  const networks = addresses.networks4.filter(({ bridge }) => bridges.includes(bridge));
  const lines = [
    "port=0",
    "bind-dynamic",
    "dhcp-authoritative",
    "dhcp-leasefile=/run/dnsmasq.leases",
    "pid-file=/run/dnsmasq.pid",
    ...bridges.map((bridge) => `interface=${bridge}`),
    ...networks.map(({ prefix }) => `dhcp-range=${prefix.split("/")[0]},static,255.255.255.0,2m`),
    ...leased.map(({ host, index }) => `dhcp-host=${macOfHost(seed, index)},${host.ipv4},2m`),
    `dhcp-option=option:dns-server,${addresses.resolvers.filter((a) => !a.includes(":")).join(",")}`,
  ];
  return [
    { path: "/etc/dnsmasq.conf", content: `${lines.join("\n")}\n` },
    starter("30-dnsmasq", "exec dnsmasq --conf-file=/etc/dnsmasq.conf --user=root --no-ping"),
  ];
}

/** Write one machine's disk. @param lower what lies below it: this machine's root, or an image. */
export async function writeDisk(folder: string, files: readonly DiskFile[], lower = "/"): Promise<void> {
  for (const part of ["upper", "work", "root", ...HOMES.map((home) => join("homes", home))]) {
    await mkdir(join(folder, part), { recursive: true, mode: part === "homes/root" ? 0o700 : 0o755 });
  }
  await writeFile(join(folder, "homes/root/.bashrc"), "");
  await writeFiles(join(folder, "upper"), files, lower);
}

/** The operator's side: what ssh and the resolver of the operator's namespace read. */
export async function writeOperator(
  folder: string,
  spec: LabSpec,
  addresses: Addressing,
  secrets: Secrets,
): Promise<void> {
  const ssh = join(folder, "home/.ssh");
  const known = spec.hosts.flatMap(({ name, address, ipv4, ipv6, port }) => {
    const names = [...new Set([name, address, ipv4, ipv6].filter((n) => n !== null))];
    const written = names.map((n) => (port === 22 ? n : `[${n}]:${port}`)).join(",");
    return `${written} ${secrets.hostKeys.get(name)!.open}\n`;
  });
  const config = [
    "Host *",
    `    IdentityFile ${join(ssh, "id_ed25519")}`,
    `    UserKnownHostsFile ${join(ssh, "known_hosts")}`,
    "    GlobalKnownHostsFile /dev/null",
    "    StrictHostKeyChecking yes",
    "    UpdateHostKeys no",
    "",
  ].join("\n");
  await mkdir(join(folder, "etc"), { recursive: true, mode: 0o755 });
  const users = spec.hosts
    .filter(({ user, port }) => user !== "root" || port !== 22)
    .map(({ name, user, port }) => `Host ${name}\n    User ${user}\n    Port ${port}\n`);
  const hosts = spec.hosts.flatMap(({ name, address, ipv4, ipv6 }) => {
    const names = [...new Set([name, address])].filter((n) => n !== ipv4 && n !== ipv6).join(" ");
    return [ipv6, ipv4].filter((a) => a !== null).map((a) => `${a} ${names}`);
  });
  await Promise.all([
    writeFile(join(ssh, "known_hosts"), known.join("")),
    writeFile(join(ssh, "config"), `${users.join("")}${config}`, { mode: 0o600 }),
    writeFile(join(folder, "etc/ssh_config"), `${users.join("")}${config}`),
    writeFile(join(folder, "etc/hosts"), ["127.0.0.1 localhost", "::1 localhost", ...hosts, ""].join("\n")),
    writeFile(join(folder, "etc/resolv.conf"), addresses.resolvers.map((a) => `nameserver ${a}\n`).join("")),
  ]);
}
