/** Services whose IPv4 clients come in through an edge: somebody listens, at addresses of their own, and clients stay known. */
import { formatIp4, parseIp4 } from "../../../agent/net/ip4.ts";
import { formatPrefix6, parsePrefix6 } from "../../../agent/net/prefix.ts";
import { isTranslationPrefix, isWellKnown, PREFIX_LENGTHS } from "../../../agent/net/rfc6052.ts";
import { expandName } from "../hosts.ts";
import { type LooseService, present, type Rule, type RuleContext, servicesOf } from "./context.ts";

/** Of the prefix for local use (RFC 8215). */
export const DEFAULT_SIIT_PREFIX = "64:ff9b:1::/96";

export const inboundHasAnEdge: Rule = (context) => {
  /** `ADDRESS:PORT`, or the address alone for siit, to the service that has it. */
  const taken = new Map<string, string>();
  let used = false;
  for (const [name, service] of servicesOf(context)) {
    const path = ["services", name];
    const way = service.inbound_ipv4;
    if (way !== "siit" && way !== "proxy") {
      if (service.inbound !== undefined)
        context.error("inbound-unused", [...path, "inbound"], "`inbound` goes with inbound_ipv4: siit or proxy");
      continue;
    }
    used = true;
    if (context.plan.edge === undefined && !context.isWritten(["edge"]))
      context.error(
        "no-edge",
        [...path, "inbound_ipv4"],
        `IPv4 clients of \`${name}\` are to come in through an edge, and the plan has none`,
        "edge: {hosts: [a dual-stack host]}",
      );
    if (way === "siit") siit(context, name, service);
    else proxy(context, name, service);
    addresses(context, name, service, taken);
  }
  if (used && (context.plan.vantage?.outside4 ?? []).length === 0)
    context.warn(
      "no-vantage",
      context.isWritten(["vantage"]) ? ["vantage"] : ["services"],
      "no vantage.outside4: whether IPv4 clients get in cannot be asked, and phase 4 stops at the gate inbound4",
      "vantage: {outside4: [a host outside with IPv4]}",
    );
};

function siit(context: RuleContext, name: string, service: LooseService): void {
  const path = ["services", name];
  for (const key of ["client_address", "to_port"] as const) {
    if (service.inbound?.[key] !== undefined)
      context.error(
        "inbound-unused",
        [...path, "inbound", key],
        `\`${key}\` is for proxies: siit keeps the client's address and port`,
      );
  }
  const hosts = present(service.hosts).flatMap(([, written]) => [...(expandName(written, context.inventory) ?? [])]);
  const given = present(service.inbound?.addresses).length;
  if (!context.inventoryComplete || given === hosts.length) return;
  context.error(
    "inbound-addresses",
    service.inbound?.addresses === undefined ? [...path, "inbound_ipv4"] : [...path, "inbound", "addresses"],
    `siit gives each host an IPv4 address of its own: \`${name}\` has ${hosts.length} ${hosts.length === 1 ? "host" : "hosts"} and ${given} ${given === 1 ? "address" : "addresses"}`,
    "inbound: {addresses: [one for each host, in their order]}",
  );
}

function proxy(context: RuleContext, name: string, service: LooseService): void {
  const path = ["services", name];
  const { inbound } = service;
  if (inbound?.client_address === undefined && !context.isWritten([...path, "inbound", "client_address"]))
    context.error(
      "client-address-unstated",
      inbound === undefined ? [...path, "inbound_ipv4"] : [...path, "inbound"],
      `behind a proxy \`${name}\` sees the edge's address: \`client_address\` does not say how it learns the client's`,
      "client_address: proxy-protocol, x-forwarded-for, or lost",
    );
  const ports = present(service.listen);
  for (const [i, listen] of ports) {
    if (listen.endsWith("/udp"))
      context.error("inbound-udp", [...path, "listen", i], `a proxy hands on TCP: ${listen} needs inbound_ipv4: siit`);
  }
  if (inbound?.to_port !== undefined && ports.length > 1)
    context.error(
      "inbound-unused",
      [...path, "inbound", "to_port"],
      `\`to_port\` is one port, and \`${name}\` listens on ${ports.length}`,
    );
}

function addresses(context: RuleContext, name: string, service: LooseService, taken: Map<string, string>): void {
  const path = ["services", name, "inbound", "addresses"];
  const own = new Map<string, string>();
  for (const [, written] of present(service.hosts)) {
    for (const host of expandName(written, context.inventory) ?? []) {
      const { ipv4 } = context.inventory.hosts.get(host)!;
      if (ipv4 !== undefined) own.set(ipv4, host);
    }
  }
  const listens = present(service.listen).map(([, l]) => `:${l.split("/")[0]}`);
  const ports = service.inbound_ipv4 === "siit" ? [""] : [...new Set(listens)];
  for (const [i, text] of present(service.inbound?.addresses)) {
    const parsed = parseIp4(text);
    if (parsed === null) continue;
    const address = formatIp4(parsed);
    const host = own.get(address);
    if (host !== undefined)
      context.error(
        "inbound-addresses",
        [...path, i],
        `${address} is what ${host} itself has until phase 4: clients need an address that leads to the edge before that`,
      );
    for (const port of ports) {
      const other = taken.get(`${address}${port}`) ?? taken.get(address);
      if (other !== undefined)
        context.error("duplicate-item", [...path, i], `${address}${port} is where clients of \`${other}\` come in`);
      taken.set(`${address}${port}`, name);
    }
  }
}

/** Answers to clients go to whoever has the prefix: it must be the edge's own. */
export const siitPrefixIsItsOwn: Rule = (context) => {
  const { edge, nat64 } = context.plan;
  if (edge === undefined) return;
  const text = edge.siit?.prefix ?? DEFAULT_SIIT_PREFIX;
  const prefix = parsePrefix6(text);
  if (prefix === null) return;
  const path = edge.siit?.prefix === undefined ? ["edge"] : ["edge", "siit", "prefix"];
  if (!(PREFIX_LENGTHS as readonly number[]).includes(prefix.length) || !isTranslationPrefix(prefix))
    context.error(
      "wrong-prefix",
      path,
      `${text} is no translation prefix: its length is 32, 40, 48, 56, 64 or 96, and bits 64 to 71 are zero (RFC 6052 §2.2)`,
    );
  const other = nat64?.prefix === undefined ? null : parsePrefix6(nat64.prefix);
  if (other !== null && formatPrefix6(other) === formatPrefix6(prefix))
    context.error(
      "wrong-prefix",
      path,
      `${text} is the prefix of nat64: answers to IPv4 clients would go to the NAT64 gateways, which do not know them`,
      `a prefix that leads to the edge, such as ${DEFAULT_SIIT_PREFIX}`,
    );
  if (isWellKnown(prefix) && other === null)
    context.warn("wrong-prefix", path, "clients with private IPv4 cannot appear under 64:ff9b::/96 (RFC 6052 §3.1)");
};

/** An edge that loses its IPv4 is none. */
export const edgesKeepIpv4: Rule = (context) => {
  const edges = new Set(
    present(context.plan.edge?.hosts).flatMap(([, name]) => [...(expandName(name, context.inventory) ?? [])]),
  );
  for (const [name, service] of servicesOf(context)) {
    if (service.target !== "ipv6-only") continue;
    for (const [i, written] of present(service.hosts)) {
      for (const host of expandName(written, context.inventory) ?? []) {
        if (edges.has(host))
          context.error(
            "edge-loses-ipv4",
            ["services", name, "hosts", i],
            `${host} is an edge, where IPv4 clients come in, and \`${name}\` (ipv6-only) would take its IPv4`,
          );
      }
    }
  }
};
