/**
 * The plan as the rest of the controller sees it: every default filled, durations in milliseconds, groups expanded to host
 * names, gate lists resolved, addresses and prefixes as RFC 5952 text. Plain data: it survives JSON.
 */
import type { GatewayStep } from "../../agent/protocol/wants.ts";
import type { GateCall } from "./gates.ts";
import type { Become, Connection, Secret } from "./hosts.ts";

/** Where a service stands or is to end; it moves one place at a time. */
export type Stack = "ipv4-only" | "dual-stack" | "ipv6-preferred" | "ipv6-only";

export const PHASES = ["phase-1", "phase-2", "phase-3", "phase-4"] as const;
export type PhaseId = (typeof PHASES)[number];

export interface Plan {
  readonly name: string;
  /** Path of the plan file as given. */
  readonly file: string;
  readonly fleet: FleetDefaults;
  readonly nat64: Nat64Plan | null;
  readonly dns64: Dns64Plan | null;
  readonly clouds: readonly CloudPlan[];
  readonly edge: EdgePlan | null;
  readonly targets: Targets;
  readonly vantage: Vantage;
  readonly policyTable: PolicyTable;
  readonly rollout: Rollout;
  /** In the order of `after`; otherwise as written. */
  readonly services: readonly Service[];
  readonly records: readonly RecordSource[];
  readonly monitoring: readonly Monitor[];
  readonly newHosts: NewHosts | null;
  readonly notify: readonly Notify[];
  /** Folders `audit` searches for IPv4 literals besides its own. */
  readonly scanPaths: readonly string[];
  /** One for each phase: ours or the plan's own, with the plan's extension appended. */
  readonly playbooks: Readonly<Record<PhaseId, Playbook>>;
}

/** How hosts are reached where the inventory says nothing. */
export interface FleetDefaults {
  readonly become: Become | null;
  readonly user: string | null;
  readonly port: number | null;
  readonly identityFile: string | null;
  readonly jump: string | null;
  readonly connection: Connection;
  readonly runtime: RuntimeSource;
}

export const PUSHED: RuntimeSource = { from: "push", mirror: null, site: null, bandwidth: null };

/** How a host without a Node gets one. */
export interface RuntimeSource {
  readonly from: "push" | "relay" | "mirror";
  readonly mirror: string | null;
  /** Variable of hosts; null: one site. */
  readonly site: string | null;
  /** Bits per second, of all pushes. */
  readonly bandwidth: number | null;
}

/** A backend of the operator's own: its file as the plan names it, as JavaScript, and what it is given. */
export interface OwnBackendFile {
  readonly file: string;
  readonly source: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Nat64Plan {
  /** RFC 6052 prefix. */
  readonly prefix: string;
  readonly backend: "builtin" | "tayga" | "jool" | "aws" | "gcp" | "azure" | "own";
  /** With backend `own`, else null. */
  readonly own: OwnBackendFile | null;
  readonly gateways: readonly string[];
  /** `ports` null: the backend's whole range. */
  readonly pool4: readonly { readonly prefix: string; readonly ports: string | null }[];
  readonly clients: readonly string[];
  /** IPv4 prefixes that are private and wanted through the prefix. */
  readonly reaches: readonly string[];
  readonly filtering: "eif" | "adf";
  readonly mssClamp: boolean;
  readonly mtu4: number | null;
  readonly mtu6: number | null;
  readonly fastpath: "auto" | "off" | "require";
  /** By router advertisements; null: routes are somebody else's affair. */
  readonly advertise: { readonly interface: string; readonly lifetimeSeconds: number } | null;
  /** Whether gateways pass on to one another what is not theirs. */
  readonly spread: boolean;
  /** Hosts that earlier runs made gateways and that leave now; a plan read alone knows of none. */
  readonly retiring: readonly RetiringGateway[];
  /** What hosts translate to since earlier runs. */
  readonly held: Readonly<Record<string, Nat64Plan["pool4"]>>;
  /** How long established sessions may go on where another translator takes over. */
  readonly drainSeconds: number;
}

export interface RetiringGateway {
  readonly host: string;
  readonly pool4: Nat64Plan["pool4"];
  readonly steps: readonly GatewayStep[];
}

export interface Dns64Plan {
  readonly backend: "builtin" | "bind9" | "unbound" | "aws" | "gcp" | "own";
  /** With backend `own`, else null. */
  readonly own: OwnBackendFile | null;
  readonly resolvers: readonly string[];
  readonly upstream: readonly { readonly address: string; readonly port: number }[];
  readonly clients: readonly string[];
  readonly excludeA: readonly string[];
  readonly excludeAaaa: readonly string[];
  readonly validate: boolean;
  /** Empty: the keys of the DNS root. */
  readonly trustAnchors: readonly string[];
  /** Names below which nothing is validated. */
  readonly unvalidated: readonly string[];
}

/** What one cloud is to do itself; `name` stands where steps name a host. */
export type CloudPlan = AwsPlan | GcpPlan | AzurePlan;

export interface AwsPlan {
  readonly kind: "aws";
  /** `aws:eu-central-1` */
  readonly name: string;
  /** Inventory hosts that live there. */
  readonly hosts: readonly string[];
  readonly region: string;
  /** Null: the provider's own. */
  readonly endpoint: string | null;
  /** Route table and the NAT gateway to which it sends 64:ff9b::/96. */
  readonly routes: readonly { readonly table: string; readonly natGateway: string }[];
  readonly dns64Subnets: readonly string[];
  readonly newSubnets: readonly {
    readonly vpc: string;
    readonly zone: string;
    readonly ipv6: string;
    readonly routeTable: string;
    readonly name: string;
  }[];
  readonly instances: readonly { readonly host: string; readonly instance: string }[];
  readonly securityGroups: readonly string[];
  /** IPv4 range to IPv6 range; null: it has none, and needs none. */
  readonly counterparts: Readonly<Record<string, string | null>>;
}

export interface GcpPlan {
  readonly kind: "gcp";
  /** `gcp:PROJECT:REGION` */
  readonly name: string;
  readonly hosts: readonly string[];
  readonly project: string;
  readonly region: string;
  readonly endpoint: string | null;
  /** `subnets` null: all of the region. */
  readonly nats: readonly {
    readonly router: string;
    readonly nat: string;
    readonly subnets: readonly string[] | null;
  }[];
  readonly dnsPolicy: { readonly name: string; readonly networks: readonly string[] } | null;
}

export interface AzurePlan {
  readonly kind: "azure";
  /** `azure:RESOURCE_GROUP` */
  readonly name: string;
  readonly hosts: readonly string[];
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly endpoint: string | null;
  /** `publicIpv6`: ids of public IP addresses. */
  readonly natGateways: readonly { readonly name: string; readonly publicIpv6: readonly string[] }[];
}

/** Where IPv4 clients come in, for services that have no IPv4 themselves. */
export interface EdgePlan {
  readonly hosts: readonly string[];
  /** `prefix`: under which clients' IPv4 addresses appear to the services. */
  readonly siit: { readonly prefix: string };
  readonly proxy: { readonly backend: "nginx" | "haproxy" };
}

/** The operator's servers on the IPv4-only internet; null where the plan names none. */
export interface Targets {
  readonly http: string | null;
  readonly download: string | null;
  readonly upload: string | null;
  readonly serverSees: string | null;
  readonly tcp: string | null;
  readonly udp: string | null;
  readonly closed: string | null;
  readonly ping: string | null;
  readonly ipv4Only: string | null;
  readonly wildcard: string | null;
  readonly dual: string | null;
  readonly signed: string | null;
  readonly signedNative: string | null;
  readonly bogus: string | null;
}

export interface Vantage {
  readonly inside: readonly string[];
  readonly outside6: readonly string[];
  readonly outside4: readonly string[];
  readonly confirm: number;
}

/** Precedences of ::/0, ::ffff:0:0/96 and the NAT64 prefix. */
export interface PolicyTable {
  readonly ipv6: number;
  readonly ipv4: number;
  readonly nat64: number;
}

/** What becomes of IPv4 addresses that no network stack owns, by interface or address. */
export interface Ipv4Decisions {
  readonly keep: readonly string[];
  readonly remove: readonly string[];
}

export interface Service {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly target: Stack;
  readonly names: { readonly public: readonly string[]; readonly internal: readonly string[] };
  readonly needs: readonly Need[];
  readonly after: readonly string[];
  readonly listen: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
  readonly inboundIpv4: "none" | "siit" | "proxy" | null;
  readonly inbound: {
    /** siit: one for each host, in their order. proxy: where the edge listens; empty: each edge's own address. */
    readonly addresses: readonly string[];
    /** proxy only. */
    readonly clientAddress: "proxy-protocol" | "x-forwarded-for" | "lost" | null;
    readonly toPort: number | null;
    /** `{{host}}` in it stands for the address asked. */
    readonly sees: string | null;
  };
  readonly health: Health | null;
  readonly gates: readonly GateCall[];
  readonly rollout: RolloutOverride;
  /** The systemd unit it runs in. */
  readonly unit: string | null;
  /** The fleet's and its own. */
  readonly ipv4: Ipv4Decisions;
  readonly clat: {
    readonly because: string;
    readonly owner: string;
    readonly expires: string;
    readonly unit: string;
  } | null;
  /** Why it stays dual-stack; null for every other target. */
  readonly exception: {
    readonly reason: "public-web" | "sla" | "mail" | "other";
    readonly because: string | null;
    readonly owner: string;
    readonly review: string;
  } | null;
}

export type Need =
  | { readonly kind: "service"; readonly service: string; readonly port: number; readonly protocol: "tcp" | "udp" }
  | { readonly kind: "name"; readonly name: string; readonly port: number; readonly protocol: "tcp" | "udp" };

export interface Health {
  /** `{{host}}` in `url` stands for the host's name. */
  readonly http: {
    readonly url: string;
    readonly status: number;
    readonly body: string | null;
    readonly insecure: boolean;
  } | null;
  readonly tcp: number | null;
  readonly timeoutMs: number;
  readonly tries: number;
}

export interface RecordSource {
  readonly zone: string;
  readonly host: string;
  readonly file: string;
  readonly source: "zonefile" | "hosts-file" | "nsupdate" | "powerdns" | "command";
  readonly reload: readonly string[] | null;
  readonly ttlSeconds: number;
  /** Of sources that are no files: where, with what key, by which program. */
  readonly server: string | null;
  readonly key: string | null;
  readonly command: readonly string[] | null;
  /** Authoritative servers; null: those of the NS records. */
  readonly servers: readonly string[] | null;
  readonly shortTtlSeconds: number;
}

/** One file of the monitoring on one host. */
export interface Monitor {
  readonly host: string;
  readonly kind: "blackbox" | "addresses" | "commands" | "template";
  readonly file: string;
  readonly modules: readonly string[] | null;
  readonly commands: readonly string[] | null;
  readonly template: string | null;
  readonly check: readonly string[] | null;
  readonly reload: readonly string[] | null;
}

export interface NewHosts {
  readonly hosts: readonly string[];
  readonly network: "ipv6-only";
  readonly renderer: "auto" | "ifupdown" | "networkd" | "netplan" | "networkmanager" | "cloud-init";
  readonly interface: string;
  /** `slaac`, or a template for `ADDRESS/LENGTH`. */
  readonly address: string;
  /** `ra`, or the router's address. */
  readonly gateway: string;
  readonly rebootProof: "none" | "required";
  readonly services: readonly string[];
}

export const NOTIFY_EVENTS = [
  "gate.failed",
  "gate.unknown",
  "gateway.full",
  "undone",
  "undo.failed",
  "approval.needed",
  "window.awaited",
  "phase.done",
  "run.done",
  "unreachable",
  "connections.failed",
] as const;
export type NotifyEvent = (typeof NOTIFY_EVENTS)[number];

export type Notify = { readonly on: readonly NotifyEvent[] } & (
  | { readonly kind: "webhook" | "slack"; readonly url: Secret }
  /** Gets the notification as JSON on its standard input. */
  | { readonly kind: "command"; readonly run: readonly string[] }
  /** `from` null: migrate at this host. */
  | {
      readonly kind: "mail";
      readonly to: readonly string[];
      readonly from: string | null;
      readonly sendmail: readonly string[];
    }
);

export interface Playbook {
  readonly phase: PhaseId;
  readonly name: string;
  readonly file: string;
  readonly rollout: RolloutOverride;
  readonly entry: readonly GateCall[];
  readonly steps: readonly PlaybookStep[];
  readonly exit: readonly GateCall[];
  readonly serviceEntry: readonly GateCall[];
  readonly serviceExit: readonly GateCall[];
  readonly onFail: "halt" | "undo";
  readonly approve: boolean;
}

export type StepScope =
  | "services"
  | "gateways"
  | "retiring"
  | "resolvers"
  | "edges"
  | "clouds"
  | "records"
  | "monitoring"
  | "new_hosts";

export interface PlaybookStep {
  readonly name: string;
  readonly id: string;
  readonly on: StepScope;
  readonly module: string;
  /** May hold templates: see template.ts. */
  readonly want: Readonly<Record<string, unknown>>;
  /** A module of the operator's own, as JavaScript; `want` is then what that module takes. */
  readonly own: { readonly file: string; readonly source: string } | null;
  readonly guarded: boolean;
  /** Asked before it, and once it is done. */
  readonly before: readonly GateCall[];
  readonly after: readonly GateCall[];
  /** Dotted path, `!` in front negates; null: always. */
  readonly when: string | null;
  /** Where the step is written, for diagnostics. */
  readonly at: { readonly file: string; readonly line: number; readonly col: number };
}

/** A number of hosts, or a share of the service. */
export type Count = { readonly hosts: number } | { readonly percent: number };

export interface Rollout {
  /** How many hosts are in after each batch, cumulative: [1, 25%, 100%]. */
  readonly batch: readonly Count[];
  readonly maxUnavailable: Count;
  readonly brownout: {
    readonly forMs: number;
    readonly mode: "reject" | "drop";
    /** Only what the service's unit sends and receives. */
    readonly ofUnit: boolean;
  } | null;
  /** Which hosts boot again under the armed switch. */
  readonly rebootProof: "none" | "canary" | "every";
  /** Whether a host may change that cannot rehearse its undo. */
  readonly unrehearsed: "refuse" | "allow";
  readonly windows: readonly string[];
  /** Hosts and groups that go before all others. */
  readonly canaries: readonly string[];
  readonly domains: Domains | null;
  /** Over the whole service, never only over the batch. */
  readonly stopAfter: { readonly failed: Count; readonly unreachable: Count };
  readonly soakMs: number;
  readonly confirmMs: number;
  readonly approve: readonly PhaseId[];
}

/** Hosts that fail together. */
export interface Domains {
  /** A variable of the hosts, or groups of the inventory. */
  readonly by: { readonly variable: string } | { readonly groups: readonly string[] };
  /** How many of them a batch may touch. */
  readonly atOnce: number;
  /** Of one domain; null: only the service's own limit counts. */
  readonly maxUnavailable: Count | null;
  /** Of one domain, over all batches; null as above. */
  readonly stopAfter: { readonly failed: Count | null; readonly unreachable: Count | null };
}

export type RolloutOverride = Partial<Rollout>;
