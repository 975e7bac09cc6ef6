/** Address by address: whose it is, and whether it goes. What no network stack owns is never guessed about: the plan must say. */
import type { InterfaceAddress } from "../../facts/addresses.ts";
import { claims } from "../../facts/network-owner.ts";
import type { Ipv4AddressWant } from "../../protocol/wants.ts";
import type { Ipv4AddressFacts } from "./facts.ts";
import { notOurs } from "./not-ours.ts";
import * as ifupdown from "./stacks/ifupdown.ts";
import * as netplan from "./stacks/netplan.ts";
import * as networkManager from "./stacks/network-manager.ts";
import * as networkd from "./stacks/networkd.ts";
import { assignment } from "./stacks/stack.ts";

export interface Decision {
  readonly going: readonly InterfaceAddress[];
  readonly staying: readonly { readonly address: InterfaceAddress; readonly why: string }[];
  /** Neither kept nor removed by the plan, and nobody's that we know to stop. */
  readonly undecided: readonly { readonly address: InterfaceAddress; readonly what: string }[];
  readonly because: readonly string[];
}

export function decide(facts: Ipv4AddressFacts, want: Ipv4AddressWant): Decision {
  const going: InterfaceAddress[] = [];
  const staying: { address: InterfaceAddress; why: string }[] = [];
  const undecided: { address: InterfaceAddress; what: string }[] = [];
  const because: string[] = [];
  const assigned = assignedByStacks(facts);
  const named = (list: readonly string[], a: InterfaceAddress): boolean =>
    list.some((each) => each === a.interface || each.split("/", 1)[0] === a.address);
  for (const a of facts.addresses) {
    if (a.family !== 4 || a.address.startsWith("127.")) continue;
    if (named(want.keep, a)) {
      staying.push({ address: a, why: "the plan keeps it" });
      continue;
    }
    const what = strange(facts, a, assigned);
    if (what === null) going.push(a);
    else if (named(want.remove ?? [], a)) {
      going.push(a);
      because.push(
        `${a.address} on ${a.interface} goes because the plan says so: ${what}; what sets it must be ended where it is set`,
      );
    } else undecided.push({ address: a, what });
  }
  return { going, staying, undecided, because };
}

/** Null for an address a network stack owns. */
function strange(facts: Ipv4AddressFacts, a: InterfaceAddress, assigned: ReadonlySet<string>): string | null {
  const link = facts.links.find(({ name }) => name === a.interface);
  const whose = link === undefined ? null : notOurs(link);
  if (whose !== null) return whose;
  if (facts.keepalived?.match(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/g)?.includes(a.address) === true) {
    return "an address keepalived moves between hosts (VRRP)";
  }
  if (assigned.has(assignment(a.interface, a.address))) return null;
  if (a.dynamic && leased(facts, a.interface)) return null;
  if (
    a.address.startsWith("169.254.") &&
    facts.signs.networkd.some((l) => l.interface === a.interface && networkd.assignsLinkLocal(l))
  ) {
    return null;
  }
  const script = facts.scripts.find((line) => line.includes(a.address));
  if (script !== undefined) return `set by a script: ${script.trim().slice(0, 120)}`;
  const stacks = claims(facts.signs).filter((claim) => claim.interface === a.interface);
  return stacks.length === 0
    ? "set by hand, no network stack configures this interface"
    : `set by hand, it is not in ${[...new Set(stacks.map(({ where }) => where))].join(", ")}`;
}

function leased(facts: Ipv4AddressFacts, name: string): boolean {
  return (
    ifupdown.leases(facts.interfaces, name) ||
    facts.dhcp.some(({ interfaces }) => interfaces.length === 0 || interfaces.includes(name))
  );
}

function assignedByStacks({ signs }: Ipv4AddressFacts): ReadonlySet<string> {
  return new Set([
    ...ifupdown.assigned(signs.interfaces),
    ...networkd.assigned(signs.networkd),
    ...networkManager.assigned(signs.networkManager ?? []),
    ...netplan.assigned(signs),
  ]);
}
