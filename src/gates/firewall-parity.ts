/** `firewall.parity`: what the packet filter lets in over IPv4 it lets in over IPv6, and ICMPv6 gets through. */
import { mapBounded } from "./bounded.ts";
import type { Gate } from "./gate.ts";
import { inspectionOf } from "./inspected.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const firewallParity: Gate<"firewall.parity"> = {
  name: "firewall.parity",
  about:
    "On each host, from its nftables rules (also those iptables wrote into them): every port let in over IPv4 is let in over IPv6; IPv6 is filtered where IPv4 is; neighbour discovery and router advertisements are accepted, and ICMPv6 errors 1 to 4 are, by type or as related (RFC 4890). " +
    "Without nft, or with rules of iptables-legacy, which do not show there, the answer is unknown.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, async (host): Promise<Part> => {
      const asked = `${host}: packet filter of both families`;
      const looked = await inspectionOf(world, host);
      if ("because" in looked) return unknown(asked, `${host}'s packet filter could not be read: ${looked.because}.`);
      const found = looked.audit.findings.filter(({ kind }) => kind.startsWith("firewall."));
      const blind = looked.audit.unknown.find(({ what }) => what === "firewall");
      if (found.length > 0) {
        const more = found.length > 1 ? ` (and ${found.length - 1} more)` : "";
        return fail(asked, `On ${host}: ${found[0]!.what}${more}: ${found[0]!.fix}.`, { found });
      }
      if (blind !== undefined) return unknown(asked, `${host}'s packet filter cannot be judged: ${blind.because}.`);
      return pass(asked, "Both families are let in alike.", { found });
    });
    return conclude(parts, `The packet filters of ${listed(hosts)} treat both families alike, and let ICMPv6 through.`);
  },
};
