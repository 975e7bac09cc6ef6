/** `traffic.ratio`: the IPv4 and IPv6 bytes of each host, kept as evidence. */
import type { Gate } from "./gate.ts";
import { conclude, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const trafficRatio: Gate<"traffic.ratio"> = {
  name: "traffic.ratio",
  about:
    "Each host's bytes over IPv4 and IPv6 since boot, from the kernel's counters (loopback counts, since the kernel does not tell it apart). Passes wherever they could be read; there is no ratio that fails.",
  async ask({ hosts, world }) {
    let [sum4, sum6] = [0, 0];
    const parts = hosts.map((host): Part => {
      const asked = `${host}: bytes by family since boot`;
      const facts = world.facts.get(host);
      if (facts === undefined) return unknown(asked, `No facts of ${host} are there: it could not be reached.`);
      if (facts.traffic === null)
        return unknown(
          asked,
          `${host} has no counters by family (/proc/net/netstat and /proc/net/snmp6): its traffic cannot be measured.`,
        );
      const { ipv4Bytes, ipv6Bytes } = facts.traffic;
      sum4 += ipv4Bytes;
      sum6 += ipv6Bytes;
      return pass(asked, share(ipv4Bytes, ipv6Bytes), facts.traffic);
    });
    return conclude(parts, `Since boot, ${listed(hosts)}: ${share(sum4, sum6)} (loopback counted).`);
  },
};

function share(ipv4: number, ipv6: number): string {
  const total = ipv4 + ipv6;
  const percent = total === 0 ? 0 : Math.round((100 * ipv6) / total);
  return `${ipv6} bytes over IPv6, ${ipv4} over IPv4: ${percent}% IPv6`;
}
