/** What iproute2 calls routing tables and protocols: its own names, and the operator's in /etc/iproute2. */
export interface RouteNames {
  table(number: number): string;
  /** Who made a route. */
  protocol(number: number): string;
}

const TABLES: Readonly<Record<number, string>> = { 0: "unspec", 253: "default", 254: "main", 255: "local" };
/** linux/rtnetlink.h, RTPROT_*. */
const PROTOCOLS: Readonly<Record<number, string>> = {
  0: "unspec",
  1: "redirect",
  2: "kernel",
  3: "boot",
  4: "static",
  8: "gated",
  9: "ra",
  10: "mrt",
  11: "zebra",
  12: "bird",
  13: "dnrouted",
  14: "xorp",
  15: "ntk",
  16: "dhcp",
  18: "keepalived",
  42: "babel",
  99: "openr",
  186: "bgp",
  187: "isis",
  188: "ospf",
  189: "rip",
  192: "eigrp",
};

/** @param tables, protocols texts of `rt_tables` and `rt_protos`, the ones that count most first. */
export function routeNames(tables: readonly string[], protocols: readonly string[]): RouteNames {
  const named = (own: readonly string[], known: Readonly<Record<number, string>>): ((number: number) => string) => {
    const found = new Map(own.toReversed().flatMap(linesOf));
    return (number) => found.get(number) ?? known[number] ?? String(number);
  };
  return { table: named(tables, TABLES), protocol: named(protocols, PROTOCOLS) };
}

/** `254 main`, `0x64 uplink`; `#` begins a comment. */
function linesOf(text: string): (readonly [number: number, name: string])[] {
  return text
    .split("\n")
    .map((line) => /^\s*(0x[0-9a-fA-F]+|\d+)\s+([^\s#]+)/.exec(line))
    .filter((match) => match !== null)
    .map(([, number, name]) => [Number(number), name!]);
}
