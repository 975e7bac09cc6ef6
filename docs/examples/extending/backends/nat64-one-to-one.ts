import type { OwnNat64, OwnNat64Want, OwnSystem } from "migrate-ipv6/module";

/** Every client behind a public address of its own: tayga with pool4 as its pool, and no port is shared. */
const NAME = "nat64-one-to-one";
const CONF = `/etc/${NAME}.conf`;
const INIT = `/etc/init.d/${NAME}`;
const PID = `/run/${NAME}.pid`;
/** Names of devices have 15 characters at most. */
const DEVICE = "nat64-1to1";
const FORWARD = { 4: "net.ipv4.ip_forward", 6: "net.ipv6.conf.all.forwarding" };
const TIMEOUT = { timeoutMs: 20_000 };

interface Facts {
  readonly tayga: boolean;
  readonly conf: string | null;
  readonly init: string | null;
  readonly running: boolean;
  readonly forwards: { readonly 4: string; readonly 6: string };
}

/** What `undo` puts back beside the files. */
type Image = Facts["forwards"];

const oneToOne: OwnNat64<Facts, Image> = {
  backend: "nat64",
  version: 1,
  async check(sys) {
    const sysctl = async (key: string): Promise<string> =>
      ((await sys.read(`/proc/sys/${key.replaceAll(".", "/")}`)) ?? "0").trim();
    return {
      tayga: (await sys.stat("/usr/sbin/tayga")) !== null,
      conf: await sys.read(CONF),
      init: await sys.read(INIT),
      running: (await sys.stat(INIT)) !== null && (await sys.exec(["sh", INIT, "status"], TIMEOUT)).code === 0,
      forwards: { 4: await sysctl(FORWARD[4]), 6: await sysctl(FORWARD[6]) },
    };
  },
  diff({ tayga, conf, init, running }, want) {
    if (!tayga) return { refused: "tayga is not here; apt-get install tayga, then plan again" };
    const cannot = unableTo(want);
    if (cannot !== null) return { refused: cannot };
    const wanted = [
      { path: CONF, before: conf, after: confOf(want), mode: 0o644 },
      { path: INIT, before: init, after: initOf(want), mode: 0o755 },
    ];
    const open = wanted.filter(({ before, after }) => before !== after);
    const changes = open.map(({ path, before, after }) => ({
      key: `file:${path}`,
      title: `${NAME}: ${path}`,
      before,
      after,
    }));
    if (open.length > 0 || !running)
      changes.push({ key: "daemon", title: `start ${NAME}`, before: running ? "running" : null, after: "running" });
    return { changes, edits: open.map(({ path, after, mode }) => ({ path, after, mode })) };
  },
  image: ({ forwards }) => forwards,
  async apply(sys, { facts, writeFiles }) {
    // The old script knows what it started.
    if (facts.running) await must(sys, ["service", NAME, "stop"]);
    await writeFiles();
    await must(sys, ["update-rc.d", NAME, "defaults"]);
    await must(sys, ["service", NAME, "start"]);
  },
  async undo(sys, forwards, restoreFiles) {
    if ((await sys.stat(INIT)) !== null) await must(sys, ["service", NAME, "stop"]);
    await restoreFiles();
    const before = (await sys.stat(INIT)) !== null;
    if (before) await must(sys, ["service", NAME, "start"]);
    else await must(sys, ["update-rc.d", "-f", NAME, "remove"]);
    await must(sys, ["sysctl", "-q", "-w", `${FORWARD[4]}=${forwards[4]}`, `${FORWARD[6]}=${forwards[6]}`]);
  },
};
export default oneToOne;

/** What a plan may ask for and tayga does not do; null where it asks for none of that. */
function unableTo({ pool4, filtering, mtu4, mtu6 }: OwnNat64Want): string | null {
  if (pool4.length !== 1) return `tayga has one pool, and pool4 gives ${pool4.length} prefixes`;
  if (pool4[0]!.ports !== null) return "no port is shared here: take `ports` out of pool4";
  if (filtering === "adf") return "tayga keeps no state to filter by: filtering adf needs another backend";
  return mtu4 === null && mtu6 === null
    ? null
    : "set the MTU on the interfaces: mtu4 and mtu6 are not for this backend";
}

/** Thrown, it makes the step fail, and what it did is undone. */
async function must(sys: OwnSystem, argv: readonly string[]): Promise<void> {
  const { code, stderr } = await sys.exec(argv, TIMEOUT);
  if (code !== 0) throw new Error(`${argv.join(" ")} failed: ${stderr.trim()}`);
}

function confOf({ pool6, pool4 }: OwnNat64Want): string {
  const { prefix } = pool4[0]!;
  return `tun-device ${DEVICE}
ipv4-addr ${prefix.split("/")[0]}
prefix ${pool6}
dynamic-pool ${prefix}
`;
}

/** One script for systemd and for what was before it. */
function initOf({ pool6, pool4, clients, mss_clamp }: OwnNat64Want): string {
  const clamp = "tcp flags syn tcp option maxseg size set rt mtu";
  return `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${NAME}
# Required-Start:    $network $remote_fs
# Required-Stop:     $network $remote_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: NAT64, an address for each client
### END INIT INFO
set -e
case "$1" in
start)
  sysctl -q -w ${FORWARD[4]}=1 ${FORWARD[6]}=1
  # Rules before routes: nothing is translated for strangers.
  nft -f - <<'END'
table inet nat64_one_to_one {
  set clients { type ipv6_addr; flags interval; elements = { ${clients.join(", ")} }; }
  chain forward {
    type filter hook forward priority filter;
    oifname "${DEVICE}" meta nfproto ipv6 ip6 saddr != @clients reject with icmpv6 type admin-prohibited
${mss_clamp ? `    iifname "${DEVICE}" ${clamp}\n    oifname "${DEVICE}" ${clamp}\n` : ""}  }
}
END
  tayga -c ${CONF} --mktun
  tayga -c ${CONF} -p ${PID}
  ip link set dev ${DEVICE} up
  ip -4 route replace ${pool4[0]!.prefix} dev ${DEVICE}
  ip -6 route replace ${pool6} dev ${DEVICE}
  ;;
stop)
  [ ! -e ${PID} ] || kill "$(cat ${PID})" || true
  rm -f ${PID}
  ip link del dev ${DEVICE} || true
  nft delete table inet nat64_one_to_one || true
  ;;
status)
  [ -e /sys/class/net/${DEVICE} ] && kill -0 "$(cat ${PID})"
  ;;
esac
`;
}
