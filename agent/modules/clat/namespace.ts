/** The network of one service: a namespace of its own, which has this host's IPv6 and, from the CLAT in it, IPv4. Pure. */
import { createHash } from "node:crypto";
import { formatIp6, parseIp6 } from "../../net/ip6.ts";
import type { ClatWant } from "../../protocol/wants.ts";
import type { DaemonName } from "../daemon/control-files.ts";

export type WantedClat = NonNullable<ClatWant["clat"]>;

export function namespaceOf(service: string): string {
  return `migrate-${service}`;
}

export function namespacePath(service: string): string {
  return `/run/netns/${namespaceOf(service)}`;
}

export function scriptPath(service: string): string {
  return `/etc/migrate/clat-${service}.sh`;
}

export function networkUnit(service: string): string {
  return `migrate-clat-${service}-net.service`;
}

export function dropInPath(unit: string): string {
  return `/etc/systemd/system/${unit}.d/90-migrate-clat.conf`;
}

/** Fifteen characters at most, whatever the service's name. */
function linkOf(service: string): string {
  return `clat-${digest(service).subarray(0, 4).toString("hex")}`;
}

function tableOf(service: string): string {
  return `migrate_clat_${digest(service).subarray(0, 4).toString("hex")}`;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** An address beside the host's own, of the same /64, so that address selection treats both alike. Nobody outside ever sees it. */
function beside(address: string, what: string): string {
  const bytes = Uint8Array.from(parseIp6(address)!);
  bytes.set(digest(`${address} ${what}`).subarray(0, 8), 8);
  return formatIp6(bytes);
}

/** As schemas/clat.schema.json has it. */
export function clatConfig(service: string, clat: WantedClat): Readonly<Record<string, unknown>> {
  return {
    tun: "clat",
    clat6: beside(clat.address!, `clat ${service}`),
    plat_prefix: clat.plat_prefix,
    ...(clat.allow_non_global ? { allow_non_global: true } : {}),
  };
}

export function daemonName(service: string, script: string): DaemonName {
  return {
    daemon: `clat-${service}`,
    command: "clat",
    title: `CLAT of ${service}`,
    lines: {
      unit: [`BindsTo=${networkUnit(service)}`, `After=${networkUnit(service)}`],
      service: [
        `NetworkNamespacePath=${namespacePath(service)}`,
        // Another script is another network: the daemon starts anew with it.
        `Environment=MIGRATE_NETWORK=${digest(script).toString("hex")}`,
      ],
    },
  };
}

export function networkUnitFile(service: string, script: string): string {
  return `[Unit]
Description=migrate: network of ${service}
After=network.target

[Service]
Type=oneshot
RemainAfterExit=yes
Environment=MIGRATE_NETWORK=${digest(script).toString("hex")}
ExecStart=/bin/sh ${scriptPath(service)} up
ExecStop=/bin/sh ${scriptPath(service)} down
`;
}

/** @param stub the host asks a resolver on its own loopback, which the namespace has not. */
export function dropIn(service: string, stub: boolean): string {
  const resolv = "BindReadOnlyPaths=/run/systemd/resolve/resolv.conf:/etc/resolv.conf\n";
  return `# Written by migrate: IPv4 sockets through a CLAT, for this unit alone.
[Unit]
Requires=${networkUnit(service)}
Wants=migrate-clat-${service}.service
After=${networkUnit(service)} migrate-clat-${service}.service

[Service]
NetworkNamespacePath=${namespacePath(service)}
${stub ? resolv : ""}`;
}

/** Whether it forwards for others too: a host that did not before forwards for the namespace alone. */
export const ALONE = "# this host forwards for nobody else\n";

export function networkScript(service: string, clat: WantedClat, alone: boolean): string {
  const address = clat.address!;
  const inside = beside(address, `inside ${service}`);
  const { clat6 } = clatConfig(service, clat) as { clat6: string };
  const link = linkOf(service);
  const ports = (protocol: "tcp" | "udp"): string =>
    [...new Set(clat.listen.filter((l) => l.protocol === protocol).map(({ port }) => port))].join(", ");
  const toInside = (["tcp", "udp"] as const)
    .filter((protocol) => ports(protocol) !== "")
    .map((protocol) => `    ip6 daddr ${address} ${protocol} dport { ${ports(protocol)} } dnat to ${inside}\n`)
    .join("");
  // Any service's: another one on this host may have a network of its own too.
  const forward = alone
    ? `  chain forward {
    type filter hook forward priority filter; policy drop;
    iifname "clat-*" accept
    oifname "clat-*" accept
  }
`
    : "";
  return `#!/bin/sh
# Written by migrate: the network of ${clat.unit}. It keeps this host's IPv6 address, and has IPv4 through a CLAT.
${alone ? ALONE : ""}set -eu
NS=${namespaceOf(service)}
LINK=${link}
down() {
  nft delete table ip6 ${tableOf(service)} 2>/dev/null || :
  ip link del "$LINK" 2>/dev/null || :
  ip netns del "$NS" 2>/dev/null || :
}
[ "$1" = up ] || { down; exit 0; }
down
ip netns add "$NS"
ip link add "$LINK" type veth peer name host0 netns "$NS"
ip link set "$LINK" addrgenmode none
ip link set "$LINK" up
ip -6 addr add fe80::1/64 dev "$LINK" nodad
ip -n "$NS" link set lo up
ip netns exec "$NS" sh -c 'echo 0 >/proc/sys/net/ipv6/conf/host0/accept_ra'
ip -n "$NS" link set host0 addrgenmode none
ip -n "$NS" link set host0 up
ip -n "$NS" -6 addr add fe80::2/64 dev host0 nodad
ip -n "$NS" -6 addr add ${inside}/128 dev host0 nodad
ip -n "$NS" -6 route add default via fe80::1 dev host0 src ${inside}
ip -6 route replace ${inside}/128 via fe80::2 dev "$LINK"
ip -6 route replace ${clat6}/128 via fe80::2 dev "$LINK"
nft -f - <<'RULES'
table ip6 ${tableOf(service)} {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
${toInside}  }
  chain output {
    type nat hook output priority -100; policy accept;
${toInside}  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip6 saddr { ${inside}, ${clat6} } oifname != "${link}" snat to ${address}
  }
${forward}}
RULES
`;
}
