// Generated from schemas/ by `npm run generate`. Do not edit.

export type PhaseId = "phase-1" | "phase-2" | "phase-3" | "phase-4";
export type Count = number | string;
export type Duration = string;
/**
 * A gate by name, or one gate with its arguments: {nat64.state: {max: 70}}.
 */
export type Gate = GateName | GateWithArgs;
/**
 * A gate, or the name of a list under `gates`.
 */
export type GateName = string;
export type Ipv4OrPrefix = string;

/**
 * A playbook: the steps and gates of one phase. Format version 1.
 */
export interface PlaybookFile {
  /**
   * Format version.
   */
  playbook: 1;
  phase: PhaseId;
  /**
   * What the phase is for.
   */
  name: string;
  rollout?: Rollout;
  /**
   * Gates that must pass before the phase begins.
   */
  entry?: Gate[];
  /**
   * Steps, in order.
   */
  steps: Step[];
  /**
   * Gates that must pass before the next phase.
   */
  exit?: Gate[];
  /**
   * Gates asked of each service before each batch.
   */
  service_entry?: Gate[];
  /**
   * Gates asked of each service after each batch, and through its soak.
   */
  service_exit?: Gate[];
  /**
   * What happens to a batch whose gates fail.
   */
  on_fail?: "halt" | "undo";
  /**
   * Wait for a person before the phase begins.
   */
  approve?: boolean;
}
/**
 * How fast, and when to stop. A playbook overrides the plan, a service overrides both.
 */
export interface Rollout {
  /**
   * How many hosts of a service are let in, step by step: [1, 25%, 100%].
   */
  batch?: Count | [Count, ...Count[]];
  /**
   * How many hosts of a service may be between arm and disarm at once.
   */
  max_unavailable?: number | string;
  /**
   * Phase 4, before removal: IPv4 is rejected by one rule that is easily taken back, while gates watch.
   */
  brownout?: {
    for: Duration;
    /**
     * reject: whatever needs IPv4 fails at once. drop: it hangs.
     */
    mode?: "reject" | "drop";
    /**
     * unit: only what the service's own `unit` sends and receives.
     */
    scope?: "host" | "unit";
  };
  /**
   * Phase 4: hosts boot again under the armed switch, and must come back over IPv6 with time, DNS and their services. canary: of each service the first host of each operating system and network stack. Default: none.
   */
  reboot_proof?: "none" | "canary" | "every";
  /**
   * Whether a host may change on which the undo cannot be tried out first (no network namespaces, more than 64 interfaces). Default: refuse.
   */
  unrehearsed?: "refuse" | "allow";
  /**
   * When changes may be made: "Mon-Thu 22:00-05:00 Europe/Berlin"; and when not: "not Wed 08:00-18:00 Europe/Berlin", "not 2026-12-20 to 2027-01-06 Europe/Berlin".
   */
  windows?: string[];
  /**
   * Hosts or groups that go before all batches of their services, in a batch of their own.
   *
   * @minItems 1
   */
  canaries?: [string, ...string[]];
  /**
   * Failure domains: a batch stays within so many of them.
   */
  domains?: {
    /**
     * A variable that every host has, such as rack or zone: hosts with the same value fail together.
     */
    by?: string;
    /**
     * Instead of a variable: groups of the inventory, each a failure domain.
     *
     * @minItems 1
     */
    groups?: [string, ...string[]];
    /**
     * How many domains a batch may touch.
     */
    at_once?: number;
    /**
     * How many hosts of a domain may be between arm and disarm at once, within the service's own max_unavailable.
     */
    max_unavailable?: number | string;
    /**
     * Failures in one domain after which the run stops, where that is sooner than the service's own stop_after.
     */
    stop_after?: {
      failed?: Count;
      unreachable?: Count;
    };
  };
  /**
   * Failures over the whole service after which the run stops. Unreachable hosts count.
   */
  stop_after?: {
    failed?: Count;
    unreachable?: Count;
  };
  /**
   * How long gates go on after a batch; a failure undoes the batch.
   */
  soak?: string;
  /**
   * Dead man's switch on the host: time within which a change must be confirmed over a new IPv6 connection.
   */
  confirm?: string;
  /**
   * Phases that wait for a person before they begin.
   */
  approve?: PhaseId[];
}
export interface GateWithArgs {
  /**
   * Every resolver synthesises AAAA for IPv4-only names and leaves the rest alone.
   */
  "dns64.resolve"?: {
    /**
     * A name with only an A record, which must be synthesised. Default: targets.ipv4_only.
     */
    ipv4_only?: string;
    /**
     * A domain under which every label has only an A record; a random label is asked. Default: targets.wildcard.
     */
    wildcard?: string;
    /**
     * A name with A and AAAA, which must come back native only. Default: targets.dual.
     */
    dual?: string;
  };
  /**
   * DNSSEC still works through the resolvers.
   */
  "dns64.dnssec"?: {
    /**
     * A signed name with only an A record. Default: targets.signed.
     */
    signed_ipv4_only?: string;
    /**
     * A signed name with an AAAA record. Default: targets.signed_native.
     */
    signed_native?: string;
    /**
     * A name whose signature is deliberately wrong. Default: targets.bogus.
     */
    bogus?: string;
  };
  /**
   * HTTP, TCP, UDP and ping through the translator; closed ports refuse.
   */
  "nat64.connect"?: {
    /**
     * URL of an IPv4-only web server. Default: targets.http.
     */
    http?: string;
    /**
     * NAME:PORT of a TCP echo server. Default: targets.tcp.
     */
    tcp?: string;
    /**
     * NAME:PORT of a UDP echo server. Default: targets.udp.
     */
    udp?: string;
    /**
     * Name of a host that answers ping. Default: targets.ping.
     */
    ping?: string;
    /**
     * Connections that must all succeed.
     */
    tries?: number;
  };
  /**
   * A large transfer in both directions, hashes equal.
   */
  "nat64.large"?: {
    /**
     * URL that serves a large body. Default: targets.download.
     */
    url_down?: string;
    /**
     * URL that takes a large POST and answers with its sha256. Default: targets.upload.
     */
    url_up?: string;
    /**
     * Size of each transfer in bytes.
     */
    bytes?: number;
  };
  /**
   * The translator's tables are not close to full.
   */
  "nat64.state"?: {
    /**
     * Highest utilisation that passes, in percent.
     */
    max?: number;
  };
  /**
   * The service's own health check, over IPv6.
   */
  "service.health"?: {
    /**
     * all: at the hosts' addresses and by the service's names; address: at the addresses alone.
     */
    by?: "all" | "address";
  };
  /**
   * No IPv4 flow was seen for a while.
   */
  "ipv4.quiet"?: {
    /**
     * How long without an IPv4 flow. Default 10m.
     */
    for?: string;
    /**
     * IPv4 peers that do not count.
     */
    ignore?: Ipv4OrPrefix[];
  };
  /**
   * A new SSH connection over IPv6 works.
   */
  "ssh.fresh6"?: {};
  /**
   * New processes choose IPv6.
   */
  prefer6?: {
    /**
     * A name with A and AAAA. Default: targets.dual, else the service's own names.
     */
    name?: string;
  };
  /**
   * Every `needs` of the service connects over IPv6, from each of its hosts.
   */
  needs6?: {};
  /**
   * Records the IPv4 and IPv6 traffic of each host. Never fails.
   */
  "traffic.ratio"?: {};
  /**
   * none: no IPv4 literal may be left; unused: none that was also seen in flows.
   */
  "ipv4.literals"?: "none" | "unused";
  /**
   * Large packets pass in both directions.
   */
  "path.mtu"?: {
    /**
     * Packet size that must pass, or be answered with packet-too-big.
     */
    bytes?: number;
  };
  /**
   * strict: every IPv4 rule has its IPv6 counterpart.
   */
  "firewall.parity"?: "strict";
  /**
   * Connections to IPv4-only servers that failed, by host and name.
   */
  "nat64.failures"?: {
    /**
     * Most failures of one host toward one server in five minutes. Default: any number, recorded.
     */
    max?: number;
  };
  /**
   * IPv4 clients outside reach the service through the edge, and it sees who they are.
   */
  inbound4?: {};
  /**
   * Addresses, default routes and source address of each host live on without IPv4.
   */
  "host.ipv6"?: {};
  /**
   * Whatever listens over IPv4 listens over IPv6 as well.
   */
  "listen.parity"?: {};
  /**
   * Lists of who is let in name IPv6 where they name IPv4.
   */
  "allow.parity"?: {};
  /**
   * No certificate is for IPv4 addresses alone.
   */
  "tls.sans"?: {};
  /**
   * Each host's IPv6 address has a PTR record, and its name the address.
   */
  "dns.reverse"?: {};
  /**
   * Every authoritative server has the same A and AAAA records of the service's names.
   */
  "dns.authoritative"?: {};
  /**
   * Hardly anybody asks for A records alone.
   */
  "dns.quiet"?: {
    /**
     * How long is looked back. Default 10m.
     */
    for?: string;
    /**
     * Queries for A a minute that pass. Default: hardly more than for AAAA.
     */
    max?: number;
  };
  /**
   * Each host takes its time over IPv6.
   */
  "time.sync"?: {};
  /**
   * The package mirrors of each host are reached over IPv6.
   */
  "packages.mirror"?: {};
  /**
   * A line logged on each host arrives at the log server.
   */
  "logs.arrive"?: {
    /**
     * Host whose files are looked at.
     */
    at: string;
    /**
     * Files or folders there in which lines arrive.
     *
     * @minItems 1
     */
    in: [string, ...string[]];
  };
  /**
   * Monitoring checks each host over IPv6 and no longer over IPv4.
   */
  "monitoring.ipv6"?: {
    /**
     * How long is looked back. Default 10m.
     */
    for?: string;
    /**
     * Hosts that monitor. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
  };
  /**
   * After the removal: a whole lease and a reboot, and IPv4 did not come back.
   */
  "ipv4.gone"?: {
    /**
     * How long a DHCP lease lasts here. Default: what the host knows of its own.
     */
    lease?: string;
    /**
     * Whether the host must have restarted since.
     */
    reboot?: boolean;
  };
  /**
   * A Prometheus query stays within bounds.
   */
  "metric.prometheus"?: {
    /**
     * The server, without /api/v1.
     */
    url: string;
    /**
     * In PromQL; {{host}} stands for each host's name.
     */
    query: string;
    /**
     * Numbers must be greater.
     */
    above?: number;
    /**
     * Numbers must be smaller.
     */
    below?: number;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A web server answers as stated.
   */
  "metric.http"?: {
    /**
     * Where to ask; {{host}} stands for each host's name.
     */
    url: string;
    /**
     * Expected status.
     */
    status?: number;
    /**
     * Text the body must contain.
     */
    body?: string;
    /**
     * Over which family it is asked.
     */
    family?: 4 | 6;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A program of yours says it is good.
   */
  "metric.command"?: {
    /**
     * Program and arguments on the host that asks. Exit 0 is good, 1 and 2 are bad, others are no data.
     *
     * @minItems 1
     */
    run: [string, ...string[]];
    /**
     * Numbers must be greater.
     */
    above?: number;
    /**
     * Numbers must be smaller.
     */
    below?: number;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A mail server greets.
   */
  "metric.smtp"?: {
    /**
     * NAME:PORT; {{host}} stands for each host's name.
     */
    server: string;
    /**
     * Whether it must offer STARTTLS.
     */
    starttls?: boolean;
    /**
     * Over which family it is asked.
     */
    family?: 4 | 6;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A TCP connection comes about.
   */
  "metric.tcp"?: {
    /**
     * NAME:PORT; {{host}} stands for each host's name.
     */
    server: string;
    /**
     * Over which family it is asked.
     */
    family?: 4 | 6;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A TLS certificate is good.
   */
  "metric.tls"?: {
    /**
     * NAME:PORT; {{host}} stands for each host's name.
     */
    server: string;
    /**
     * Name the certificate must be good for. Default: that of `server`.
     */
    name?: string;
    /**
     * Days it must still be valid.
     */
    days?: number;
    /**
     * Accept issuers the host that asks does not know.
     */
    any_issuer?: boolean;
    /**
     * Over which family it is asked.
     */
    family?: 4 | 6;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * A DNS server answers.
   */
  "metric.dns"?: {
    /**
     * Address of the server.
     */
    server: string;
    /**
     * Name to ask for.
     */
    name: string;
    /**
     * Type of the record.
     */
    type?: "A" | "AAAA" | "PTR" | "TXT" | "MX" | "NS";
    /**
     * Data that must be among the answers.
     */
    answer?: string;
    /**
     * Hosts that ask. Default: vantage.inside.
     *
     * @minItems 1
     */
    from?: [string, ...string[]];
    /**
     * How long it must hold. Default 0: now.
     */
    for?: string;
    /**
     * What it means that there is nothing to judge: hold is unknown.
     */
    no_data?: "hold" | "fail" | "pass";
  };
  /**
   * Every authoritative server answers the service's names with its hosts' IPv6 addresses.
   */
  "records.aaaa"?: {
    /**
     * How long secondaries may take. Default 1m.
     */
    within?: string;
  };
  /**
   * No authoritative server has the A records that were dropped, and twice the TTL they had has passed: waits for it.
   */
  "records.expired"?: {};
  /**
   * A gate of your own: docs/extending.md.
   */
  own?: {
    /**
     * TypeScript or JavaScript whose default export is the gate; relative to the file that names it.
     */
    file: string;
    /**
     * What the gate is given.
     */
    args?: {
      [k: string]: unknown;
    };
  };
}
export interface Step {
  /**
   * What the step does, in words an operator reads.
   */
  name: string;
  /**
   * Identity of the step in the journal; unique within the phase.
   */
  id: string;
  /**
   * Which hosts: the hosts of each service, or those of a role.
   */
  on: "services" | "gateways" | "retiring" | "resolvers" | "edges" | "records" | "new_hosts" | "clouds" | "monitoring";
  /**
   * The module that brings the host to the wanted state.
   */
  module:
    | "gai-conf"
    | "resolver"
    | "ipv4-address"
    | "unit-ipv4"
    | "nat64-gateway"
    | "nat64-switch"
    | "nat64-spread"
    | "nat64-retire"
    | "dns64-resolver"
    | "inbound-siit"
    | "inbound-proxy"
    | "clat"
    | "router-advertisements"
    | "dns-record"
    | "new-host-network"
    | "cloud"
    | "monitoring"
    | "command"
    | "own";
  /**
   * Wanted state, as the module takes it. Values may be templates: "{{ nat64.prefix }}".
   */
  want?: {
    [k: string]: unknown;
  };
  /**
   * Arm the dead man's switch on the host first: for changes to the path we came in by.
   */
  guarded?: boolean;
  /**
   * A dotted path such as nat64; the step is left out where its value is missing, false or empty.
   */
  when?: string;
  /**
   * Gates that must pass before it.
   */
  before?: Gate[];
  /**
   * Gates that must pass once it is done.
   */
  after?: Gate[];
}
