/** What each module is asked for. The controller compiles these from plan and playbook; the module alone knows how to get there. */
import type { TranslatorName } from "./daemons.ts";

export interface GaiConfWant {
  /** Precedence of ::/0 and of ::ffff:0:0/96 in the policy table; the first must be above the second. */
  readonly ipv6: number;
  readonly ipv4: number;
  /** Precedence of the translation prefixes: below `ipv4`, else a synthesised address wins over native IPv4; at `ipv6` or above they are left to ::/0. */
  readonly nat64: number;
  readonly nat64_prefixes: readonly string[];
}

export interface ResolverWant {
  readonly servers: readonly string[];
  /** Null keeps what is there. */
  readonly search: readonly string[] | null;
}

export interface Ipv4AddressWant {
  readonly state: "absent";
  /** Interfaces, or single addresses, whose IPv4 stays. */
  readonly keep: readonly string[];
  /** Interfaces, or single addresses, that go although no network stack owns them: set by hand, or another program's. */
  readonly remove?: readonly string[];
  /** A server on the IPv4-only internet that the watch goes on connecting to, through DNS64 and NAT64, once IPv4 is gone. */
  readonly translation?: { readonly name: string; readonly port: number } | null;
}

/** IPv4 kept from one unit for good, on a host that keeps it for others. */
export interface UnitIpv4Want {
  readonly state: "absent";
  /** Of systemd, such as `api.service`. */
  readonly unit: string;
}

/** IPv4 rejected for a while, to see who still needs it. */
export interface BrownoutWant {
  readonly state: "active" | "inactive";
  /** reject: fails at once · drop: hangs. */
  readonly mode: "reject" | "drop";
  /** One unit of systemd, such as `api.service`; null for the whole host. */
  readonly unit: string | null;
}

/** A gateway's translator, by backend. Our own daemon's `config` is the content of its file, as its schema has it. */
export type Nat64GatewayWant = {
  /** Seconds that the sessions of another translator, which this one takes over from, have to end in. */
  readonly drain_s: number;
  /** IPv6 addresses whose new sessions it gets before anybody else's, so that gates can ask it. */
  readonly first: readonly string[];
} & (
  | { readonly backend: "builtin"; readonly config: Readonly<Record<string, unknown>> }
  | { readonly backend: "tayga"; readonly config: TaygaConfig }
  | { readonly backend: "jool"; readonly config: JoolConfig }
);

/** Once gates have passed through the one that stands ready: it gets what begins. */
export interface Nat64SwitchWant {
  readonly backend: TranslatorName;
  /** Seconds that the sessions of the other one have to end in. */
  readonly drain_s: number;
}

/** What a translator that is not ours is to do. */
export interface TranslatorConfig {
  /** RFC 6052 prefix. */
  readonly pool6: string;
  /** This gateway's share; `ports` null: the backend's whole range. */
  readonly pool4: readonly { readonly prefix: string; readonly ports: string | null }[];
  /** IPv6 prefixes that are translated; nobody else is. */
  readonly clients: readonly string[];
  readonly mss_clamp: boolean;
}

export interface TaygaConfig extends TranslatorConfig {
  /** tayga knows no ports: each IPv6 source gets an address out of this, which is masqueraded behind pool4 and never seen outside. */
  readonly inner4: string;
}

export interface JoolConfig extends TranslatorConfig {
  readonly filtering: "eif" | "adf";
}

/** What a NAT64 backend of the operator's own is to do. */
export interface OwnNat64Want extends TranslatorConfig {
  readonly filtering: "eif" | "adf";
  /** Private IPv4 that is wanted through the prefix. */
  readonly reaches: readonly string[];
  /** Of the IPv4 and the IPv6 side; null: the device's. */
  readonly mtu4: number | null;
  readonly mtu6: number | null;
  /** As the plan gives them. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Several gateways behind one prefix. */
export interface SpreadConfig {
  /** RFC 6052 prefix. */
  readonly pool6: string;
  /** Place of this host among `gateways`; null: it leaves, and takes nothing new. */
  readonly self: number | null;
  readonly gateways: readonly SpreadGateway[];
  /** Others that leave: what is established there is passed on to them until it ends. */
  readonly leaving: readonly SpreadGateway[];
}

export interface SpreadGateway {
  readonly ipv4: string | null;
  readonly ipv6: string;
  /** What it translates to. */
  readonly pool4: readonly string[];
}

/** With one gateway, and none that leaves, there is nothing to pass on, and nothing runs. */
export interface Nat64SpreadWant {
  readonly config: SpreadConfig;
}

/** A host that the plan does not name as a gateway any more: it keeps what is established until that ends, takes nothing new, and then undoes what made it a gateway. */
export interface Nat64RetireWant {
  readonly config: SpreadConfig;
  /** Seconds its sessions have to end in. */
  readonly drain_s: number;
  /** What made it a gateway, oldest first: undone when it is empty, done again where its leaving is undone later. */
  readonly steps: readonly GatewayStep[];
}

/** A step as the host's receipts know it. */
export interface GatewayStep {
  readonly run: string;
  readonly step: string;
  readonly module: "nat64-gateway" | "nat64-switch" | "router-advertisements" | "nat64-spread";
  readonly want: unknown;
}

/** What the daemon of a gateway that leaves is told. */
export interface LeavingConfig extends SpreadConfig {
  readonly drain_s: number;
  readonly steps: readonly GatewayStep[];
}

export type Dns64ResolverWant =
  | { readonly backend: "builtin"; readonly config: Readonly<Record<string, unknown>> }
  | { readonly backend: "bind9" | "unbound"; readonly config: Dns64Policy };

/** The same policy, whoever synthesises. */
export interface Dns64Policy {
  /** RFC 6052 prefix. */
  readonly prefix: string;
  /** Where it answers; null where the host has no IPv6 address yet. */
  readonly listen: string | null;
  readonly upstream: readonly { readonly address: string; readonly port: number }[];
  /** Who may ask. */
  readonly clients: readonly string[];
  /** IPv4 prefixes that are never synthesised. */
  readonly exclude_a: readonly string[];
  /** AAAA in these count as absent (RFC 6147 §5.1.4). */
  readonly exclude_aaaa: readonly string[];
  readonly validate: boolean;
  /** `ZONE DS …` or `ZONE DNSKEY …`, or the path of a file of such lines; empty: the keys of the DNS root. */
  readonly trust_anchors: readonly string[];
  /** Names below which nothing is validated. */
  readonly unvalidated: readonly string[];
}

/** What a DNS64 backend of the operator's own is to do. */
export interface OwnDns64Want extends Dns64Policy {
  /** As the plan gives them. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Our translator between IPv4 clients and hosts without IPv4, one address for each (RFC 7757). */
export interface InboundSiitWant {
  /** As schemas/nat64.schema.json has it, mode siit. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Connections of IPv4 clients handed on by a proxy of the operator's, beside what it does already. */
export interface InboundProxyWant {
  readonly backend: "nginx" | "haproxy";
  /** Services by the connection, and services by the request: text as the program reads it. Empty: none. */
  readonly tcp: string;
  readonly http: string;
}

/** IPv4 sockets for one service and nobody else on the host: a network namespace of its own with a CLAT in it (RFC 6877). */
export interface ClatWant {
  /** As the plan names it. */
  readonly service: string;
  /** Null: none, or no longer. */
  readonly clat: {
    /** Of systemd: `jobs.service`. */
    readonly unit: string;
    /** Translation prefix of the network's NAT64. */
    readonly plat_prefix: string;
    /** Private IPv4 is meant to be reached through it. */
    readonly allow_non_global: boolean;
    /** The host's IPv6 address in service, which stays the service's. */
    readonly address: string | null;
    readonly listen: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
  } | null;
}

/** radvd on a gateway. */
export interface RouterAdvertisementsWant {
  readonly interface: string;
  /** Translation prefix. */
  readonly prefix: string;
  /** RFC 4191 §2.1. */
  readonly preference: "high" | "medium" | "low";
  readonly lifetime_seconds: number;
}

export interface DnsRecordWant {
  /** nsupdate: RFC 2136 · powerdns: its HTTP API · command: a program of the operator's. */
  readonly source: "zonefile" | "hosts-file" | "nsupdate" | "powerdns" | "command";
  /** Zone apex without the final dot. */
  readonly zone: string;
  /** Of zonefile and hosts-file. */
  readonly file: string;
  /** argv run after the file changed, or null. */
  readonly reload: readonly string[] | null;
  /** nsupdate: the primary, `ADDRESS` or `[ADDRESS]:PORT` · powerdns: URL of the API. */
  readonly server?: string | null;
  /** A file on the host: a TSIG key as `tsig-keygen` writes it, or the API's key. */
  readonly key?: string | null;
  readonly command?: readonly string[] | null;
  /** TTL of records that are added, in seconds; null: what is in force. */
  readonly ttl?: number | null;
  readonly records: readonly RecordWant[];
  /** Where the service answers over IPv4 once its address is back: asked before an undo puts an A record back. */
  readonly answers?: readonly { readonly address: string; readonly port: number }[];
}

export interface RecordWant {
  /** Fully qualified, without the final dot. */
  readonly name: string;
  readonly type: "A" | "AAAA";
  readonly address: string;
  /** short-lived: where it is there, its set's TTL is at most `ttl`. */
  readonly state: "present" | "absent" | "short-lived";
  /** Of short-lived, in seconds. */
  readonly ttl?: number;
}

export interface NewHostNetworkWant {
  readonly renderer: "auto" | "ifupdown" | "networkd" | "netplan" | "networkmanager" | "cloud-init";
  readonly interface: string;
  /** With length, or `auto` for SLAAC. */
  readonly address: string;
  readonly gateway: string | null;
  readonly nameservers: readonly string[];
  /** Route to the translation prefix where the default route does not lead there. */
  readonly nat64_route: { readonly prefix: string; readonly via: string } | null;
}

/** A file of the operator's monitoring, so that it asks over IPv6. */
export interface MonitoringWant {
  /** addresses: of targets or hosts · commands: of Nagios or Icinga · template: one file for each host. */
  readonly kind: "blackbox" | "addresses" | "commands" | "template";
  /** Of template with `{{host}}` in it. */
  readonly file: string;
  readonly hosts: readonly {
    readonly name: string;
    readonly service: string;
    readonly ipv4: string | null;
    readonly ipv6: string;
  }[];
  /** Of blackbox; null: all. */
  readonly modules: readonly string[] | null;
  readonly commands: readonly string[] | null;
  readonly template: string | null;
  /** argv, or null: run after the file is written; the second only where the first is content. */
  readonly check: readonly string[] | null;
  readonly reload: readonly string[] | null;
}

/** What a cloud is to set up itself. No agent serves this: the controller speaks to the provider. */
export interface CloudWant {
  readonly cloud: Readonly<Record<string, unknown>>;
}

/** Programs on the host, argv without a shell. `check` ends with 0 where all is as wanted and with 1 where there is something to do, and changes nothing. */
export interface CommandWant {
  readonly check: readonly string[];
  readonly apply: readonly string[];
  /** After it, `check` must say 1 again. */
  readonly undo: readonly string[];
  /** Of each program; default a minute. */
  readonly timeout_ms?: number;
}

/** A module of the operator's own. */
export interface OwnWant {
  /** As the plan names it, for messages. */
  readonly file: string;
  /** JavaScript. */
  readonly source: string;
  readonly want: unknown;
  /** Where it stands for a backend of phase 2: which. */
  readonly backend?: OwnBackendKind;
}

export type OwnBackendKind = "nat64" | "dns64";

export interface Wants {
  "gai-conf": GaiConfWant;
  resolver: ResolverWant;
  "ipv4-address": Ipv4AddressWant;
  "unit-ipv4": UnitIpv4Want;
  brownout: BrownoutWant;
  "nat64-gateway": Nat64GatewayWant;
  "nat64-switch": Nat64SwitchWant;
  "nat64-spread": Nat64SpreadWant;
  "nat64-retire": Nat64RetireWant;
  "dns64-resolver": Dns64ResolverWant;
  "inbound-siit": InboundSiitWant;
  "inbound-proxy": InboundProxyWant;
  clat: ClatWant;
  "router-advertisements": RouterAdvertisementsWant;
  "dns-record": DnsRecordWant;
  "new-host-network": NewHostNetworkWant;
  monitoring: MonitoringWant;
  cloud: CloudWant;
  command: CommandWant;
  own: OwnWant;
}

export type ModuleName = keyof Wants;
