/**
 * Who translates what while one translator takes over from another on the same host. No connection tracking: a TCP connection that began
 * after the switch is known by its SYN, a UDP flow that was there before it by its packets while both stood ready. Pure.
 */
import { DRAIN_TABLE, type TranslatorName } from "../protocol/daemons.ts";
import { DEVICE as TAYGA_DEVICE } from "./tayga-files.ts";

/** One bit of the packet mark; the others are the operator's. Jool leaves marked packets alone, for its pool4 has no such mark. */
export const MARK = "0x40000000";
/** Routing table with the way to the old translator. */
export const ROUTES = "6464";

/** The device packets reach a translator by; null where it takes them out of the kernel's hands itself. */
export function deviceOf(name: TranslatorName): string | null {
  return { builtin: "nat64", tayga: TAYGA_DEVICE, jool: null }[name];
}

const KEY = (protocol: "tcp" | "udp"): string => `ip6 saddr . ${protocol} sport . ip6 daddr . ${protocol} dport`;
const MARKED = `meta mark set meta mark or ${MARK}`;

function table(pool6: string, rules: readonly string[], fresh: boolean): string {
  const set = "type ipv6_addr . inet_service . ipv6_addr . inet_service; flags dynamic,timeout; size 1048576;";
  const chain = [`ip6 daddr != ${pool6} return`, ...rules].map((rule) => `    ${rule}\n`).join("");
  const clear = fresh
    ? `table ip6 ${DRAIN_TABLE}\ndelete table ip6 ${DRAIN_TABLE}\n`
    : `flush chain ip6 ${DRAIN_TABLE} choose\n`;
  return `${clear}table ip6 ${DRAIN_TABLE} {
  set old { ${set} timeout 5m; }
  set new { ${set} timeout 2h5m; }
  chain choose {
    type filter hook prerouting priority mangle;
${chain}  }
}
`;
}

const BEGINS = "tcp flags & (fin | syn | rst | ack) == syn";

/** With a way of its own the old one gets marked packets; without one it gets those that are not marked. */
function verdicts(old: TranslatorName): { readonly toOld: string; readonly toNew: string } {
  return deviceOf(old) === null
    ? { toOld: "return", toNew: `${MARKED} return` }
    : { toOld: `${MARKED} return`, toNew: "return" };
}

/** Before anything moves: everything goes to the old one, whatever routes the new one brings. */
export function holding(pool6: string, old: TranslatorName): string {
  return table(pool6, [`update @old { ${KEY("udp")} }`, verdicts(old).toOld], true);
}

/** What begins at these sources goes to the new one, so that gates can ask it; everybody else's is still the old one's. @param first IPv6 addresses. */
export function trying(pool6: string, old: TranslatorName, first: readonly string[]): string {
  const { toOld, toNew } = verdicts(old);
  const from = `ip6 saddr { ${first.join(", ")} }`;
  const ofFirst =
    first.length === 0
      ? []
      : [
          `${from} ${BEGINS} update @new { ${KEY("tcp")} } ${toNew}`,
          `meta l4proto tcp ${KEY("tcp")} @new update @new { ${KEY("tcp")} } ${toNew}`,
          `${from} meta l4proto != tcp ${toNew}`,
        ];
  const known = `meta l4proto udp ${KEY("udp")} @old update @old { ${KEY("udp")} } ${toOld}`;
  return table(pool6, [known, ...ofFirst, `update @old { ${KEY("udp")} }`, toOld], false);
}

/** From here on what begins goes to the new one, in one step. */
export function switched(pool6: string, old: TranslatorName): string {
  const { toOld, toNew } = verdicts(old);
  const rules = [
    `${BEGINS} update @new { ${KEY("tcp")} } ${toNew}`,
    `meta l4proto tcp ${KEY("tcp")} @new update @new { ${KEY("tcp")} } ${toNew}`,
    `meta l4proto tcp ${toOld}`,
    `meta l4proto udp ${KEY("udp")} @old update @old { ${KEY("udp")} } ${toOld}`,
    toNew,
  ];
  return table(pool6, rules, false);
}
