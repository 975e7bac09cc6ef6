/** A commented plan and inventory as text that `check` accepts. Pure. */
import type { Proposal, ProposedService } from "./proposal.ts";

export interface StarterHost {
  readonly name: string;
  /** Where ssh connects, where that is not the name. */
  readonly address: string | null;
  readonly ipv4: string | null;
  readonly ipv6: string | null;
}

export interface StarterFacts {
  readonly name: string;
  /** Paths of the operator's own inventories, as the plan is to write them. */
  readonly inventories: readonly string[];
  readonly hosts: readonly StarterHost[];
  readonly proposal: Proposal;
  /** Who answers for what stays dual-stack until somebody else says so. */
  readonly owner: string;
  readonly today: Date;
}

export function planText(facts: StarterFacts): string {
  const { proposal } = facts;
  const sections = [
    header(facts),
    `migrate: 1\nname: ${scalar(facts.name)}`,
    fleet(facts),
    translation(proposal),
    vantage(proposal),
    rollout(),
    `services:\n${proposal.services.map((service) => serviceText(service, facts)).join("\n")}`,
    closing(),
  ];
  return `${sections.join("\n\n")}\n`;
}

export function inventoryText({ inventories, hosts }: StarterFacts): string {
  const about =
    inventories.length === 0
      ? "# The hosts of the plan. Groups go below `groups:`; Ansible inventories can be named beside this file in the plan."
      : `# Adds the addresses in service to ${inventories.join(", ")}: what A and AAAA records point to. That file stays as it is.`;
  const lines = hosts.map(hostLine);
  const missing = hosts.filter(({ ipv6 }) => ipv6 === null).length;
  const note =
    missing === 0
      ? ""
      : `# ${missing} of ${hosts.length} without an IPv6 address in DNS: write \`ipv6:\` beside them, or \`migrate audit\` will tell what they have.\n`;
  return `# Editors: \`migrate schema inventory > inventory.schema.json\`\n${about}\n${note}inventory: 1\nhosts:\n${lines.join("\n")}\n`;
}

function header({ name }: StarterFacts): string {
  return [
    "# Editors: `migrate schema plan > plan.schema.json`, and this line without its first `# `:",
    "# # yaml-language-server: $schema=./plan.schema.json",
    "#",
    `# A first plan of ${name}. Services and roles were guessed from names and groups: read each one.`,
    "#   migrate check plan.yaml            every mistake at once, offline",
    "#   migrate audit plan.yaml            what still needs IPv4; changes nothing",
    "#   migrate plan plan.yaml --phase 1   what the first phase would change; changes nothing",
    "#   migrate apply plan.yaml --phase 1  do it",
  ].join("\n");
}

function fleet({ inventories }: StarterFacts): string {
  const files = [...inventories, "./inventory.yaml"].map(scalar).join(", ");
  return [
    "fleet:",
    `  inventory: [${files}]`,
    "  become: sudo                     # or none, where you log in as root",
    "  # user: admin                    # ~/.ssh/config, ssh-agent and known_hosts work as with ssh",
  ].join("\n");
}

function translation({ gateways, resolvers }: Proposal): string {
  const on = (hosts: readonly string[], otherwise: string): string =>
    hosts.length === 0 ? otherwise : hosts.map(scalar).join(", ");
  return [
    "# Phase 2, and needed before phase 4 wherever hosts still talk to IPv4-only servers.",
    "# nat64:",
    "#   prefix: 64:ff9b::/96           # one of your own if any IPv4 behind it is private",
    `#   gateways: [${on(gateways, "gw1, gw2")}]`,
    "#   pool4: [192.0.2.0/28]          # IPv4 addresses that the gateways may use for translation",
    '#   clients: ["2001:db8::/32"]     # nobody else is translated',
    "# dns64:",
    `#   resolvers: [${on(resolvers, "ns1, ns2")}]`,
    '#   upstream: ["2001:db8::53"]',
    '#   clients: ["2001:db8::/32"]',
  ].join("\n");
}

function vantage({ vantage: hosts }: Proposal): string {
  return [
    "# From where gates ask, beside the hosts themselves.",
    hosts.length === 0
      ? "# vantage: {inside: [mon1], outside6: [probe1], confirm: 1}"
      : `vantage: {inside: [${hosts.map(scalar).join(", ")}], confirm: 1}`,
  ].join("\n");
}

function rollout(): string {
  return [
    "rollout:",
    "  batch: [1, 25%, 100%]            # a canary first",
    "  max_unavailable: 1               # over the whole service",
    "  soak: 10m                        # gates go on; a failure undoes the batch",
    "  confirm: 120s                    # dead man's switch on the host",
    '  # windows: ["Mon-Thu 22:00-05:00 Europe/Berlin"]',
    "  approve: [phase-4]               # a person says yes before IPv4 is taken from anything",
  ].join("\n");
}

function serviceText({ name, hosts, staysFor }: ProposedService, { owner, today }: StarterFacts): string {
  const head = `  ${scalar(name)}:\n    hosts: [${hosts.map(scalar).join(", ")}]`;
  if (staysFor !== null) {
    const review = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 6, today.getUTCDate()));
    return [
      head,
      `    target: dual-stack             # guessed from its name; if nobody comes over IPv4: ipv6-only`,
      `    reason: ${staysFor}`,
      `    because: ${staysFor === "mail" ? "IPv4 sending reputation and reverse DNS" : "clients without IPv6"}`,
      `    owner: ${scalar(owner)}`,
      `    review: ${review.toISOString().slice(0, 10)}`,
      "    # names: {public: [www.example.com]}",
    ].join("\n");
  }
  return [
    head,
    "    target: ipv6-only",
    "    inbound_ipv4: none             # what becomes of clients that have IPv4 only: none | proxy | siit",
    "    # names: {internal: [name.corp.example]}",
    "    # needs: [other-service:5432, {name: api.vendor.example, port: 443}]",
    "    # listen: [8080/tcp]",
    '    # health: {http: {url: "http://{{host}}:8080/healthz", status: 200}}   # or {tcp: 5432}',
  ].join("\n");
}

function closing(): string {
  return ["# new_hosts:                       # phase 3", "#   hosts: [new1]", "#   network: ipv6-only"].join("\n");
}

function hostLine({ name, address, ipv4, ipv6 }: StarterHost): string {
  const keys = [
    ...(address === null ? [] : [`address: ${quoted(address)}`]),
    ...(ipv4 === null ? [] : [`ipv4: ${ipv4}`]),
    ...(ipv6 === null ? [] : [`ipv6: ${quoted(ipv6)}`]),
  ];
  return `  ${scalar(name)}: {${keys.join(", ")}}`;
}

/** A colon makes an address a trap in YAML. */
function quoted(text: string): string {
  return text.includes(":") ? JSON.stringify(text) : scalar(text);
}

const NO_TEXT = /^(y|yes|n|no|true|false|on|off|null|~)$/i;

function scalar(text: string): string {
  return /^[A-Za-z_./][\w./@-]*$/.test(text) && !NO_TEXT.test(text) ? text : JSON.stringify(text);
}
