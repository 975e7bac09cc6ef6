/**
 * systemd-resolved as a validating stub, in the test's namespace. Its package would take over the machine's /etc/resolv.conf when installed,
 * so the program is only unpacked, and runs under a private /run and /etc of its own.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DnssecServers } from "./dnssec-servers.ts";

const INSTALLED = "/lib/systemd/systemd-resolved";

/** Start it with the tree's anchor, asking `port` on 127.0.0.1; it answers on 127.0.0.53. */
export async function startResolved(servers: DnssecServers, port: number): Promise<void> {
  const program = existsSync(INSTALLED) ? INSTALLED : unpacked(servers.folder);
  const script = join(servers.folder, "resolved.sh");
  writeFileSync(script, scriptFor(program, servers.tree.anchorDs, port));
  await servers.inside("sh", "-c", LINK);
  await servers.start("Creating stub listener", "unshare", "-m", "--propagation", "private", "sh", script);
}

function unpacked(folder: string): string {
  const into = join(folder, "resolved");
  mkdirSync(into);
  execFileSync("apt-get", ["-qq", "download", "systemd-resolved"], { cwd: into, stdio: "ignore" });
  const file = readdirSync(into).find((name) => name.endsWith(".deb"))!;
  execFileSync("dpkg-deb", ["-x", join(into, file), into]);
  return join(into, INSTALLED);
}

/** It asks nobody while no link but the loopback is up with an address. */
const LINK = `ip link add d0 type veth peer name d1 && ip link set d0 up && ip link set d1 up &&
ip -6 addr add 2001:db8:1::1/64 dev d0 nodad && ip addr add 192.0.2.1/24 dev d0`;

/** `test` is among the names it does not validate unless a list of one's own replaces that one. */
function scriptFor(program: string, anchor: string, port: number): string {
  return `set -e
mount -t tmpfs none /run
mkdir -p /run/systemd/resolve /run/private /run/dnssec-trust-anchors.d
cp -r /etc/systemd /run/private/systemd
printf '[Resolve]\\nDNS=127.0.0.1:${port}\\nFallbackDNS=\\nDomains=~.\\nDNSSEC=yes\\nLLMNR=no\\nMulticastDNS=no\\n' >/run/private/systemd/resolved.conf
mount --bind /run/private/systemd /etc/systemd
for file in passwd group; do cp /etc/$file /run/private/; done
echo 'systemd-resolve:x:989:989::/:/usr/sbin/nologin' >>/run/private/passwd
echo 'systemd-resolve:x:989:' >>/run/private/group
for file in passwd group; do mount --bind /run/private/$file /etc/$file; done
echo '${anchor}' >/run/dnssec-trust-anchors.d/root.positive
echo 'none.invalid' >/run/dnssec-trust-anchors.d/none.negative
chown 989:989 /run/systemd/resolve
exec 2>&1
exec env SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console ${program}
`;
}
