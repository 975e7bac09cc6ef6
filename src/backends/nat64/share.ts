/** Which part of the plan's pool each gateway translates to. */
import { contains4, formatPrefix4, type Prefix4, parsePrefix4 } from "../../../agent/net/prefix.ts";
import type { Nat64Plan } from "../../plan/plan.ts";

/**
 * Gateways never share an address. With an entry of pool4 for each, they are dealt out in order: a gateway that comes with an entry of its
 * own takes nothing from the others. With fewer, each gets every n-th address of each, as the longest prefixes that hold them.
 */
export function pool4Of(nat64: Nat64Plan, host: string): Nat64Plan["pool4"] {
  const wanted = dealt(nat64, host);
  const taken = nat64.retiring.flatMap(({ pool4 }) => pool4);
  const isTaken = ({ prefix }: Nat64Plan["pool4"][number]): boolean =>
    taken.some((other) => overlap(parsed(prefix), parsed(other.prefix)));
  // Until one that leaves is gone nobody else gets its addresses, and nobody's change for that.
  return wanted.some(isTaken) ? (nat64.held[host] ?? wanted.filter((entry) => !isTaken(entry))) : wanted;
}

function dealt({ pool4, gateways }: Nat64Plan, host: string): Nat64Plan["pool4"] {
  if (pool4.length >= gateways.length) return pool4.filter((_, i) => i % gateways.length === gateways.indexOf(host));
  return pool4.flatMap(({ prefix, ports }) =>
    slice(prefix, gateways.indexOf(host), gateways.length).map((part) => ({ prefix: part, ports })),
  );
}

function parsed(text: string): Prefix4 {
  return parsePrefix4(text.includes("/") ? text : `${text}/32`)!;
}

function overlap(a: Prefix4, b: Prefix4): boolean {
  return contains4(a, b.network) || contains4(b, a.network);
}

function slice(text: string, index: number, gateways: number): readonly string[] {
  const prefix = parsed(text);
  if (gateways === 1) return [formatPrefix4(prefix)];
  const bits = Math.ceil(Math.log2(gateways));
  const length = prefix.length + bits;
  if (length > 32) return index === 0 ? [formatPrefix4(prefix)] : [];
  const size = 2 ** (32 - length);
  const parts = 2 ** bits;
  const own = Array.from({ length: parts }, (_, part) => part).filter((part) => part % gateways === index);
  return own.map((part) => formatPrefix4({ network: (prefix.network + part * size) >>> 0, length }));
}
