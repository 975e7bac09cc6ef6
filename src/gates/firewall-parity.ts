/** `firewall.parity`: what the packet filter lets in over IPv4 it lets in over IPv6, and ICMPv6 gets through. */
import { inspectionGate } from "./inspection-gate.ts";

export const firewallParity = inspectionGate("firewall.parity", {
  about:
    "On each host, from its nftables rules (also those iptables wrote into them): every port let in over IPv4 is let in over IPv6; IPv6 is filtered where IPv4 is; neighbour discovery and router advertisements are accepted, and ICMPv6 errors 1 to 4 are, by type or as related (RFC 4890). " +
    "Without nft, or with rules of iptables-legacy, which do not show there, the answer is unknown.",
  subject: "packet filter of both families",
  part: "firewall",
  kinds: (kind) => kind.startsWith("firewall."),
  blind: "firewall",
  clean: (hosts) => `The packet filters of ${hosts} treat both families alike, and let ICMPv6 through.`,
});
