/** Faults of the network, made at the router's end of a host's cable. Pure: commands to run in the router's network namespace. */

export type CutFamily = "ipv4" | "ipv6" | "all";

interface Command {
  argv: string[];
  input?: string;
}

/** ARP goes with IPv4; neighbour discovery is IPv6. "all" takes the carrier away, so that the host sees the link go down. */
export function cutCommands(port: string, family: CutFamily): Command[] {
  if (family === "all") return [{ argv: ["ip", "link", "set", port, "down"] }];
  const protocols = family === "ipv6" ? "ip6" : "{ ip, arp }";
  const chain = (hook: string) =>
    `  chain ${hook} {\n    type filter hook ${hook} device "${port}" priority 0; policy accept;\n    meta protocol ${protocols} counter drop\n  }\n`;
  return [
    {
      argv: ["nft", "-f", "-"],
      input: `table netdev cut_${port}_${family} {\n${chain("ingress")}${chain("egress")}}\n`,
    },
  ];
}

export function healCommands(port: string): Command[] {
  const tables = (["ipv4", "ipv6"] as const).map((family) => `cut_${port}_${family}`);
  // "add" makes the removal succeed where there was no cut.
  const lines = tables.flatMap((table) => [`add table netdev ${table}`, `delete table netdev ${table}`]);
  return [{ argv: ["nft", "-f", "-"], input: `${lines.join("\n")}\n` }, { argv: ["ip", "link", "set", port, "up"] }];
}

/** Fills the filesystem of /var to the last block, then makes sure of it. What was about to be written when room ran out gives some back: hence the rounds. */
export const FILL_DISK = `set -u
mkdir -p /var/lab-fill
fallocate -l "$(($(stat -f -c '%a * %S' /var) - 4194304))" /var/lab-fill/most 2>/dev/null
round=0
while [ "$round" -lt 20 ]; do
  for size in 262144 4096; do
    n=0
    while head -c "$size" /dev/zero >"/var/lab-fill/$round.$size.$n" 2>/dev/null; do n=$((n + 1)); done
  done
  sync -f /var
  round=$((round + 1))
  head -c 8192 /dev/zero >/var/lab-fill/probe 2>/dev/null || exit 0
done
exit 1
`;
