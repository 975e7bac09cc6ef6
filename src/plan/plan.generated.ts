// Generated from schemas/ by `npm run generate`. Do not edit.

/**
 * How to become root: sudo, none, or {method: sudo, user: root, password: {env: NAME}}.
 */
export type Become =
  | ("sudo" | "none")
  | {
      method?: "sudo" | "none";
      user?: string;
      password?: Secret;
    };
/**
 * A secret, never written in the plan itself: {env: NAME}, {file: PATH} or {cmd: [ARGV…]}.
 */
export type Secret =
  | {
      /**
       * Environment variable.
       */
      env: string;
    }
  | {
      /**
       * File whose content it is, without the last newline.
       */
      file: string;
    }
  | {
      /**
       * Program and arguments whose output it is.
       *
       * @minItems 1
       */
      cmd: [string, ...string[]];
    };
export type Port = number;
export type InterfaceOrIpv4 = string;
/**
 * ssh: by itself whichever client can; openssh: the system's ssh; local: this machine.
 */
export type Connection = "ssh" | "openssh" | "local";
export type Host = string;
export type Ipv4OrPrefix = string;
export type Prefix6 = string;
export type Count = number | string;
export type Duration = string;
export type PhaseId = "phase-1" | "phase-2" | "phase-3" | "phase-4";
/**
 * A gate by name, or one gate with its arguments: {nat64.state: {max: 70}}.
 */
export type Gate = GateName | GateWithArgs;
/**
 * A gate, or the name of a list under `gates`.
 */
export type GateName = string;
export type Domain = string;
export type Need =
  | string
  | {
      name: Domain;
      port: Port;
      protocol?: "tcp" | "udp";
    };
export type CalendarDate = string;
/**
 * Events of a run that are told.
 *
 * @minItems 1
 */
export type NotifyOn = [
  (
    | "gate.failed"
    | "gate.unknown"
    | "gateway.full"
    | "undone"
    | "undo.failed"
    | "approval.needed"
    | "window.awaited"
    | "phase.done"
    | "run.done"
    | "unreachable"
    | "connections.failed"
  ),
  ...(
    | "gate.failed"
    | "gate.unknown"
    | "gateway.full"
    | "undone"
    | "undo.failed"
    | "approval.needed"
    | "window.awaited"
    | "phase.done"
    | "run.done"
    | "unreachable"
    | "connections.failed"
  )[]
];

/**
 * A plan: what a fleet is to become, and under which conditions. Format version 1.
 */
export interface PlanFile {
  /**
   * Format version.
   */
  migrate: 1;
  /**
   * Name of the plan; names its runs and its state.
   */
  name: string;
  /**
   * How hosts are found and reached.
   */
  fleet: {
    /**
     * Files or executables, relative to the plan: our YAML, a host a line (.jsonl), Ansible INI or YAML, or anything that answers --list.
     *
     * @minItems 1
     */
    inventory: [string, ...string[]];
    become?: Become;
    /**
     * Remote user, where the inventory and ssh_config do not say.
     */
    user?: string;
    port?: Port;
    /**
     * Private key.
     */
    identity_file?: string;
    /**
     * Jump host, as ssh -J takes it.
     */
    jump?: string;
    ipv4?: Ipv4Decisions;
    connection?: Connection;
    /**
     * How a host without a Node.js of its own gets one. It is kept there by its sha256.
     */
    runtime?: {
      /**
       * push: from this workstation to each host. relay: to one host of each site, which gives it to the others. mirror: hosts fetch it from `mirror`. What cannot be fetched is pushed.
       */
      from?: "push" | "relay" | "mirror";
      /**
       * Folder that holds each runtime under its sha256, uncompressed.
       */
      mirror?: string;
      /**
       * A variable of hosts that says at which site they are. Default: all are at one.
       */
      site?: string;
      /**
       * Of all that is pushed, together: 50Mbit.
       */
      bandwidth?: string;
    };
  };
  /**
   * Phase 2: the translator.
   */
  nat64?: {
    /**
     * Translation prefix (RFC 6052). 64:ff9b::/96 only if no IPv4 behind it is private.
     */
    prefix: string;
    /**
     * What the gateways run; aws, gcp or azure: no gateways of yours, the cloud under `clouds` translates; own: what the file under `own` sets up.
     */
    backend?: "builtin" | "tayga" | "jool" | "aws" | "gcp" | "azure" | "own";
    own?: OwnBackend;
    /**
     * Hosts that translate.
     *
     * @minItems 1
     */
    gateways?: [Host, ...Host[]];
    /**
     * IPv4 the gateways translate to; divided among them in order.
     *
     * @minItems 1
     */
    pool4?: [
      (
        | Ipv4OrPrefix
        | {
            prefix: Ipv4OrPrefix;
            ports?: string;
          }
      ),
      ...(
        | Ipv4OrPrefix
        | {
            prefix: Ipv4OrPrefix;
            ports?: string;
          }
      )[]
    ];
    /**
     * IPv6 prefixes that are translated; nobody else is.
     *
     * @minItems 1
     */
    clients?: [Prefix6, ...Prefix6[]];
    /**
     * Private IPv4 ranges that must be reachable through the prefix. Needs a prefix of your own.
     */
    reaches?: Ipv4OrPrefix[];
    /**
     * Endpoint-independent or address-dependent filtering (RFC 6146 §3).
     */
    filtering?: "eif" | "adf";
    /**
     * Lower the TCP MSS to what fits the path.
     */
    mss_clamp?: boolean;
    /**
     * MTU of the IPv4 side.
     */
    mtu4?: number;
    /**
     * MTU of the IPv6 side.
     */
    mtu6?: number;
    /**
     * Gateways advertise the route to the prefix (RFC 4191), the first one as the preferred, with radvd: clients on their link go over to the next when one falls silent.
     */
    advertise?: {
      /**
       * Of the gateways, toward the clients.
       */
      interface?: string;
      /**
       * How long clients keep a route they hear nothing more of. Default 10m.
       */
      lifetime?: string;
    };
    /**
     * Translate established sessions in the kernel.
     */
    fastpath?: "auto" | "off" | "require";
    /**
     * Several gateways: each translates for its share of the sources and passes the rest on. false: your network sends every client to the gateway that is its own; so it is with backend own.
     */
    spread?: boolean;
    /**
     * How long established sessions may go on where another translator takes over on a gateway, or a gateway leaves the plan.
     */
    drain?: string;
  };
  /**
   * Phase 2: the resolvers.
   */
  dns64?: {
    /**
     * What the resolvers run; aws or gcp: no resolvers of yours, the cloud under `clouds` synthesises; own: what the file under `own` sets up.
     */
    backend?: "builtin" | "bind9" | "unbound" | "aws" | "gcp" | "azure" | "own";
    own?: OwnBackend;
    /**
     * Hosts that resolve.
     *
     * @minItems 1
     */
    resolvers?: [Host, ...Host[]];
    /**
     * Servers the resolvers ask: addresses, or "[ADDRESS]:PORT".
     *
     * @minItems 1
     */
    upstream?: [string, ...string[]];
    /**
     * Who may ask. Default: nat64.clients.
     */
    clients?: Prefix6[];
    /**
     * IPv4 that is never synthesised; private IPv4 under the well-known prefix never is.
     */
    exclude_a?: Ipv4OrPrefix[];
    /**
     * AAAA that count as absent (RFC 6147 §5.1.4). Default: ::ffff:0:0/96.
     */
    exclude_aaaa?: Prefix6[];
    /**
     * Validate DNSSEC on the resolvers, from the trust anchors down; bogus names get no answer, and nothing is synthesised for them.
     */
    validate?: boolean;
    /**
     * With `validate`: `ZONE DS …` or `ZONE DNSKEY …`, or the path of a file of such lines on the resolver. Default: the keys of the DNS root.
     */
    trust_anchors?: string[];
    /**
     * With `validate`: names, with all below them, that are not validated because they exist only inside (RFC 7646).
     */
    unvalidated?: string[];
  };
  /**
   * Phase 2: what clouds translate and synthesise themselves, beside the gateways and resolvers of your own or instead of them.
   *
   * @minItems 1
   */
  clouds?: [
    {
      /**
       * EC2, through its SDK and the usual credentials. Contract-tested, never run against a live cloud.
       */
      aws?: {
        region: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * Route table: NAT gateway. 64:ff9b::/96 is routed there.
         */
        routes?: {
          /**
           * This interface was referenced by `undefined`'s JSON-Schema definition
           * via the `patternProperty` "^rtb-[0-9a-f]{8,17}$".
           */
          [k: string]: string;
        };
        /**
         * Subnets whose resolver synthesises AAAA.
         *
         * @minItems 1
         */
        dns64_subnets?: [string, ...string[]];
        /**
         * IPv6-only subnets for new instances; they synthesise AAAA too.
         *
         * @minItems 1
         */
        new_subnets?: [
          {
            vpc: string;
            zone: string;
            /**
             * A /64 of the VPC.
             */
            ipv6: string;
            route_table: string;
            /**
             * Its Name tag.
             */
            name: string;
          },
          ...{
            vpc: string;
            zone: string;
            /**
             * A /64 of the VPC.
             */
            ipv6: string;
            route_table: string;
            /**
             * Its Name tag.
             */
            name: string;
          }[]
        ];
        /**
         * Host: instance. Each gets its metadata over IPv6, and resolves at fd00:ec2::253.
         */
        instances?: {
          [k: string]: string;
        };
        /**
         * Security groups that are to permit over IPv6 what they permit over IPv4.
         *
         * @minItems 1
         */
        security_groups?: [string, ...string[]];
        /**
         * IPv4 range in a security group: its IPv6 counterpart, or none. 0.0.0.0/0 is ::/0.
         */
        counterparts?: {
          [k: string]: "none" | Prefix6;
        };
      };
      /**
       * Compute Engine and Cloud DNS, through their REST interface and Application Default Credentials. Contract-tested, never run against a live cloud.
       */
      gcp?: {
        project: string;
        region: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * Cloud NATs that are to translate.
         *
         * @minItems 1
         */
        nats?: [
          {
            /**
             * Cloud Router.
             */
            router: string;
            /**
             * Its Cloud NAT.
             */
            nat: string;
            /**
             * Subnetworks whose IPv6-only instances are translated.
             */
            subnets: "all" | [string, ...string[]];
          },
          ...{
            /**
             * Cloud Router.
             */
            router: string;
            /**
             * Its Cloud NAT.
             */
            nat: string;
            /**
             * Subnetworks whose IPv6-only instances are translated.
             */
            subnets: "all" | [string, ...string[]];
          }[]
        ];
        /**
         * Cloud DNS policy that synthesises AAAA.
         */
        dns_policy?: {
          /**
           * DNS server policy; made where it is missing.
           */
          name: string;
          /**
           * Networks it is bound to where it is made.
           *
           * @minItems 1
           *
           * Items: VPC network.
           */
          networks: [string, ...string[]];
        };
        /**
         * Hosts that live there: they resolve at fd20:ce::254.
         *
         * @minItems 1
         */
        hosts?: [Host, ...Host[]];
      };
      /**
       * Microsoft.Network, through its REST interface and the usual credentials. Contract-tested, never run against a live cloud.
       */
      azure?: {
        subscription: string;
        resource_group: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * NAT gateways that are to translate.
         *
         * @minItems 1
         */
        nat_gateways: [
          {
            /**
             * NAT gateway of SKU StandardV2.
             */
            name: string;
            /**
             * Public IPv6 addresses it gets besides.
             *
             * @minItems 1
             */
            public_ipv6?: [string, ...string[]];
          },
          ...{
            /**
             * NAT gateway of SKU StandardV2.
             */
            name: string;
            /**
             * Public IPv6 addresses it gets besides.
             *
             * @minItems 1
             */
            public_ipv6?: [string, ...string[]];
          }[]
        ];
        /**
         * Hosts that live there.
         *
         * @minItems 1
         */
        hosts?: [Host, ...Host[]];
      };
    },
    ...{
      /**
       * EC2, through its SDK and the usual credentials. Contract-tested, never run against a live cloud.
       */
      aws?: {
        region: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * Route table: NAT gateway. 64:ff9b::/96 is routed there.
         */
        routes?: {
          /**
           * This interface was referenced by `undefined`'s JSON-Schema definition
           * via the `patternProperty` "^rtb-[0-9a-f]{8,17}$".
           */
          [k: string]: string;
        };
        /**
         * Subnets whose resolver synthesises AAAA.
         *
         * @minItems 1
         */
        dns64_subnets?: [string, ...string[]];
        /**
         * IPv6-only subnets for new instances; they synthesise AAAA too.
         *
         * @minItems 1
         */
        new_subnets?: [
          {
            vpc: string;
            zone: string;
            /**
             * A /64 of the VPC.
             */
            ipv6: string;
            route_table: string;
            /**
             * Its Name tag.
             */
            name: string;
          },
          ...{
            vpc: string;
            zone: string;
            /**
             * A /64 of the VPC.
             */
            ipv6: string;
            route_table: string;
            /**
             * Its Name tag.
             */
            name: string;
          }[]
        ];
        /**
         * Host: instance. Each gets its metadata over IPv6, and resolves at fd00:ec2::253.
         */
        instances?: {
          [k: string]: string;
        };
        /**
         * Security groups that are to permit over IPv6 what they permit over IPv4.
         *
         * @minItems 1
         */
        security_groups?: [string, ...string[]];
        /**
         * IPv4 range in a security group: its IPv6 counterpart, or none. 0.0.0.0/0 is ::/0.
         */
        counterparts?: {
          [k: string]: "none" | Prefix6;
        };
      };
      /**
       * Compute Engine and Cloud DNS, through their REST interface and Application Default Credentials. Contract-tested, never run against a live cloud.
       */
      gcp?: {
        project: string;
        region: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * Cloud NATs that are to translate.
         *
         * @minItems 1
         */
        nats?: [
          {
            /**
             * Cloud Router.
             */
            router: string;
            /**
             * Its Cloud NAT.
             */
            nat: string;
            /**
             * Subnetworks whose IPv6-only instances are translated.
             */
            subnets: "all" | [string, ...string[]];
          },
          ...{
            /**
             * Cloud Router.
             */
            router: string;
            /**
             * Its Cloud NAT.
             */
            nat: string;
            /**
             * Subnetworks whose IPv6-only instances are translated.
             */
            subnets: "all" | [string, ...string[]];
          }[]
        ];
        /**
         * Cloud DNS policy that synthesises AAAA.
         */
        dns_policy?: {
          /**
           * DNS server policy; made where it is missing.
           */
          name: string;
          /**
           * Networks it is bound to where it is made.
           *
           * @minItems 1
           *
           * Items: VPC network.
           */
          networks: [string, ...string[]];
        };
        /**
         * Hosts that live there: they resolve at fd20:ce::254.
         *
         * @minItems 1
         */
        hosts?: [Host, ...Host[]];
      };
      /**
       * Microsoft.Network, through its REST interface and the usual credentials. Contract-tested, never run against a live cloud.
       */
      azure?: {
        subscription: string;
        resource_group: string;
        /**
         * Endpoint, where it is not the usual one: another partition, or a private one.
         */
        endpoint?: string;
        /**
         * NAT gateways that are to translate.
         *
         * @minItems 1
         */
        nat_gateways: [
          {
            /**
             * NAT gateway of SKU StandardV2.
             */
            name: string;
            /**
             * Public IPv6 addresses it gets besides.
             *
             * @minItems 1
             */
            public_ipv6?: [string, ...string[]];
          },
          ...{
            /**
             * NAT gateway of SKU StandardV2.
             */
            name: string;
            /**
             * Public IPv6 addresses it gets besides.
             *
             * @minItems 1
             */
            public_ipv6?: [string, ...string[]];
          }[]
        ];
        /**
         * Hosts that live there.
         *
         * @minItems 1
         */
        hosts?: [Host, ...Host[]];
      };
    }[]
  ];
  /**
   * Where IPv4 clients of services come in that have no IPv4 themselves.
   */
  edge?: {
    /**
     * Dual-stack hosts where IPv4 clients come in.
     *
     * @minItems 1
     */
    hosts: [Host, ...Host[]];
    /**
     * For services with inbound_ipv4: siit: our own translator, in SIIT mode.
     */
    siit?: {
      /**
       * How clients' addresses appear to the services: PREFIX and the IPv4 address (RFC 6052). Not nat64.prefix: answers must come back to the edge.
       */
      prefix?: string;
    };
    /**
     * For services with inbound_ipv4: proxy.
     */
    proxy?: {
      backend?: "nginx" | "haproxy";
    };
  };
  /**
   * Servers of yours on the IPv4-only internet, which the gates of phase 2 talk to. A gate without its target says unknown.
   */
  targets?: {
    /**
     * Web server that answers GET.
     */
    http?: string;
    /**
     * Serves a large body; 2 MB are read.
     */
    download?: string;
    /**
     * Takes a POST and answers with the body's sha256 in hex.
     */
    upload?: string;
    /**
     * Answers with the client's address: it must lie in pool4.
     */
    server_sees?: string;
    /**
     * TCP echo, NAME:PORT.
     */
    tcp?: string;
    /**
     * UDP echo, NAME:PORT.
     */
    udp?: string;
    /**
     * A port where nothing listens, NAME:PORT: it must refuse.
     */
    closed?: string;
    /**
     * Answers ping.
     */
    ping?: string;
    /**
     * A name with only A.
     */
    ipv4_only?: string;
    /**
     * A domain under which every label has only A.
     */
    wildcard?: string;
    /**
     * A name with A and AAAA.
     */
    dual?: string;
    /**
     * A signed name with only A.
     */
    signed?: string;
    /**
     * A signed name with AAAA.
     */
    signed_native?: string;
    /**
     * A name whose signature is deliberately wrong.
     */
    bogus?: string;
  };
  /**
   * From where gates ask.
   */
  vantage?: {
    /**
     * Hosts inside, dual-stack or IPv6-only.
     */
    inside?: Host[];
    /**
     * Hosts outside, over IPv6.
     */
    outside6?: Host[];
    /**
     * Hosts outside, over IPv4.
     */
    outside4?: Host[];
    /**
     * How many of them must agree.
     */
    confirm?: number;
  };
  /**
   * Precedences of gai.conf, where the defaults do not fit.
   */
  policy_table?: {
    /**
     * ::/0
     */
    ipv6?: number;
    /**
     * ::ffff:0:0/96; must be lower than ipv6.
     */
    ipv4?: number;
    /**
     * The NAT64 prefix; must be lower than ipv4.
     */
    nat64?: number;
  };
  rollout?: Rollout;
  /**
   * Lists of gates by a name of your own, for services to use.
   */
  gates?: {
    [k: string]: Gate[];
  };
  /**
   * The services, by name.
   */
  services: {
    [k: string]: Service;
  };
  /**
   * Where A and AAAA records live.
   */
  records?: RecordSource[];
  /**
   * What watches the services; phase 4 moves it to IPv6.
   */
  monitoring?: Monitor[];
  /**
   * Phase 3: hosts that begin IPv6-only.
   */
  new_hosts?: {
    /**
     * @minItems 1
     */
    hosts: [Host, ...Host[]];
    network: "ipv6-only";
    /**
     * Who configures the network there: auto sees for itself, another name must be what is found. cloud-init: that too, and cloud-init is given the same for the next boot.
     */
    renderer?: "auto" | "ifupdown" | "networkd" | "netplan" | "networkmanager" | "cloud-init";
    /**
     * Network interface.
     */
    interface?: string;
    /**
     * slaac, or a template for the static address. Default: "{{ host.ipv6 }}/64".
     */
    address?: string;
    /**
     * ra, or the address of the IPv6 router. Default: ra.
     */
    gateway?: string;
    /**
     * Whether the host must come back from a reboot.
     */
    reboot_proof?: "none" | "required";
    /**
     * Services whose health these hosts must show.
     */
    services?: string[];
  };
  /**
   * What audit searches for IPv4 literals besides /etc, /opt, /srv and /var/www.
   */
  scan?: {
    /**
     * @minItems 1
     */
    paths?: [string, ...string[]];
  };
  /**
   * Who is told, beside the run: tried again, never waited for.
   */
  notify?: {
    /**
     * Gets the notification as JSON.
     */
    webhook?: {
      url: Secret;
      on: NotifyOn;
    };
    /**
     * A webhook that takes Slack's format.
     */
    slack?: {
      url: Secret;
      on: NotifyOn;
    };
    /**
     * Gets the notification as JSON on its standard input.
     */
    command?: {
      /**
       * Program and arguments; no shell.
       *
       * @minItems 1
       */
      run: [string, ...string[]];
      on: NotifyOn;
    };
    /**
     * Through the workstation's own mail program.
     */
    mail?: {
      to: string | [string, ...string[]];
      /**
       * Default: migrate at this host.
       */
      from?: string;
      /**
       * Program that takes `-i -t`. Default: /usr/sbin/sendmail.
       *
       * @minItems 1
       */
      sendmail?: [string, ...string[]];
      on: NotifyOn;
    };
  }[];
  /**
   * Playbooks of your own in place of ours, by phase; paths are relative to the plan.
   */
  playbooks?: {
    "phase-1"?: string;
    "phase-2"?: string;
    "phase-3"?: string;
    "phase-4"?: string;
  };
  /**
   * Adds to a phase's playbook: its gates and steps go after ours.
   */
  extend?: {
    "phase-1"?: Extension;
    "phase-2"?: Extension;
    "phase-3"?: Extension;
    "phase-4"?: Extension;
  };
}
/**
 * Phase 4: what becomes of IPv4 addresses that no network stack owns (containers, tunnels, VRRP, set by hand), by interface or address. Without a word about one the host is refused.
 */
export interface Ipv4Decisions {
  /**
   * They stay, such as docker0.
   */
  keep?: InterfaceOrIpv4[];
  /**
   * They go; what sets them must be ended where it is set.
   */
  remove?: InterfaceOrIpv4[];
}
/**
 * With `backend: own`, a backend of your own: docs/extending.md.
 */
export interface OwnBackend {
  /**
   * TypeScript or JavaScript whose default export is the backend; relative to the plan.
   */
  file: string;
  /**
   * What the backend is given beside the plan's own settings.
   */
  args?: {
    [k: string]: unknown;
  };
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
export interface Service {
  /**
   * Hosts or groups of the inventory.
   *
   * @minItems 1
   */
  hosts: [Host, ...Host[]];
  /**
   * Where the service is to end.
   */
  target: "dual-stack" | "ipv6-preferred" | "ipv6-only";
  /**
   * DNS names of the service: public ones keep their A record, internal ones lose it in phase 4.
   */
  names?: {
    public?: Domain[];
    internal?: Domain[];
  };
  /**
   * What it connects to: SERVICE:PORT, or {name, port} for a name outside.
   */
  needs?: Need[];
  /**
   * Services that must be done first; order only.
   */
  after?: string[];
  /**
   * Ports it serves: 8443/tcp.
   */
  listen?: string[];
  /**
   * How IPv4 clients reach it once it has no IPv4: must be stated for ipv6-only services that listen.
   */
  inbound_ipv4?: "none" | "siit" | "proxy";
  /**
   * With inbound_ipv4: siit or proxy.
   */
  inbound?: {
    /**
     * siit: one for each host, in their order. proxy: addresses of the edge to listen on; default: each edge's own.
     *
     * @minItems 1
     */
    addresses?: [string, ...string[]];
    /**
     * proxy: how the service learns who asks. With siit it always does.
     */
    client_address?: "proxy-protocol" | "x-forwarded-for" | "lost";
    /**
     * proxy: the port at the service's hosts that takes what the edge sends. Default: the port under `listen`.
     */
    to_port?: number;
    /**
     * Answers with the client's address as the service sees it; {{host}} stands for the address asked.
     */
    sees?: string;
  };
  health?: Health;
  /**
   * Gates, or lists named under `gates`, asked in phase 4 before IPv4 goes and through the soak.
   */
  gates?: Gate[];
  rollout?: Rollout;
  /**
   * Gives this service IPv4 sockets through 464XLAT, for a while: its `unit` (default: its name with .service) gets a network namespace of its own, so nobody else on its hosts has any.
   */
  clat?: {
    because: string;
    owner: string;
    expires: CalendarDate;
  };
  /**
   * Why it stays dual-stack.
   */
  reason?: "public-web" | "sla" | "mail" | "other";
  /**
   * The reason in words.
   */
  because?: string;
  /**
   * Who answers for the exception.
   */
  owner?: string;
  /**
   * When the exception is looked at again.
   */
  review?: string;
  /**
   * The systemd unit it runs in. On a host that keeps IPv4 for another service, phase 4 blocks IPv4 for this unit alone.
   */
  unit?: string;
  ipv4?: Ipv4Decisions;
}
export interface Health {
  /**
   * A request that must answer as stated, over the family the gate asks for.
   */
  http?: {
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
     * Accept any certificate.
     */
    insecure?: boolean;
  };
  /**
   * A port that must accept connections.
   */
  tcp?: number;
  /**
   * Per try. Default 5s.
   */
  timeout?: string;
  /**
   * Tries before it counts as failed.
   */
  tries?: number;
}
export interface RecordSource {
  /**
   * The zone, or for a hosts file the suffix it serves.
   */
  zone: string;
  /**
   * Host on which the file is, or from which the server is asked and told.
   */
  host: string;
  /**
   * Absolute path there. Default for hosts-file: /etc/hosts.
   */
  file?: string;
  /**
   * zonefile: of BIND, NSD, Knot or another; nsupdate: RFC 2136, to a zone that is updated dynamically; powerdns: its HTTP API; command: a program of yours.
   */
  source?: "zonefile" | "hosts-file" | "nsupdate" | "powerdns" | "command";
  /**
   * Program and arguments that make the server read it again.
   *
   * @minItems 1
   */
  reload?: [string, ...string[]];
  /**
   * TTL of records that are added, in seconds.
   */
  ttl?: number;
  /**
   * nsupdate: the primary as seen from the host, ADDRESS or "[ADDRESS]:PORT" (default "::1"); powerdns: URL of the API (default http://[::1]:8081).
   */
  server?: string;
  /**
   * File on the host: a TSIG key as tsig-keygen writes it, or the key of PowerDNS's API.
   */
  key?: string;
  /**
   * Program and arguments; it gets `list ZONE` or `set ZONE` besides: docs/records.md.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
  /**
   * Addresses of the zone's authoritative servers, where they are not those of its NS records.
   *
   * @minItems 1
   */
  servers?: [string, ...string[]];
  /**
   * TTL to which A records are lowered before they go, in seconds.
   */
  short_ttl?: number;
}
export interface Monitor {
  /**
   * Host on which it lies.
   */
  host: string;
  /**
   * Configuration of blackbox_exporter: its modules are pinned to IPv6.
   */
  blackbox?: string;
  /**
   * Of blackbox: these modules alone.
   *
   * @minItems 1
   */
  modules?: [string, ...string[]];
  /**
   * File-based service discovery of Prometheus (JSON or YAML), or hosts of Nagios or Icinga: IPv4 addresses of hosts become their IPv6 ones.
   */
  addresses?: string;
  /**
   * Commands of Nagios or Icinga 2: those named under `commands` get -6.
   */
  checks?: string;
  /**
   * Of checks: names of commands.
   *
   * @minItems 1
   */
  commands?: [string, ...string[]];
  /**
   * Anything else: a file on the host with {{host}}, {{ipv6}} and {{service}}, from which `file` is written for each host.
   */
  template?: string;
  /**
   * Of template: where to, with {{host}} in its name.
   */
  file?: string;
  /**
   * Program and arguments that say whether the files are right, before they are taken up.
   *
   * @minItems 1
   */
  check?: [string, ...string[]];
  /**
   * Program and arguments that make the monitoring read them.
   *
   * @minItems 1
   */
  reload?: [string, ...string[]];
}
export interface Extension {
  /**
   * Gates that must pass before the phase begins.
   */
  entry?: Gate[];
  /**
   * Steps, in order.
   */
  steps?: Step[];
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
