// Generated from schemas/ by `npm run generate`. Do not edit.

export type Device = string;
/**
 * Text such as 1024-65535 or 80,1024-2047; one number; or [from, to].
 */
export type Ports = string | number | [number, number];
export type Strings = string | string[];
export type Fastpath = "auto" | "off" | "require";

/**
 * Configuration of the built-in NAT64 translator: migrate nat64 --config FILE
 */
export interface Nat64File {
  /**
   * nat64: stateful, RFC 6146. siit: stateless, RFC 7915.
   */
  mode?: "nat64" | "siit";
  /**
   * The TUN device by name: attached to if it exists, else created. Long form to say whether addresses and routes are set up.
   */
  tun:
    | Device
    | {
        name: Device;
        /**
         * Bring the device up and route pool4 and pool6 to it. Default: only when the device is created here.
         */
        setup?: boolean;
      };
  /**
   * IPv6 prefixes that stand for IPv4 (RFC 6052), the first one for packets that come from IPv4.
   */
  pool6?: string | string[];
  /**
   * IPv4 addresses and ports that clients are mapped to. Required in mode nat64.
   */
  pool4?:
    | string
    | (
        | string
        | {
            prefix: string;
            ports?: Ports;
          }
      )[];
  /**
   * Our own IPv4 address, for ICMP in our own name. Default: the first of pool4.
   */
  self4?: string;
  /**
   * Our own IPv6 address, for ICMP in our own name. Default: self4 under the first prefix of pool6.
   */
  self6?: string;
  /**
   * Static bindings, so that a server behind the translator can be reached from IPv4. Mode nat64 only.
   */
  bib?: {
    protocol: "tcp" | "udp" | "icmp";
    /**
     * [address]:port or address#port, or a mapping of both; for icmp the identifier.
     */
    v6:
      | string
      | {
          address: string;
          port: number;
        };
    /**
     * address:port or address#port, or a mapping of both, inside pool4.
     */
    v4:
      | string
      | {
          address: string;
          port: number;
        };
  }[];
  /**
   * Explicit address mappings, RFC 7757. Mode siit only.
   */
  eam?: {
    /**
     * Prefix, or one address.
     */
    v4: string;
    /**
     * Prefix, or one address.
     */
    v6: string;
  }[];
  /**
   * Largest packet toward IPv4, bytes.
   */
  mtu4?: number;
  /**
   * Largest packet toward IPv6, bytes.
   */
  mtu6?: number;
  /**
   * What IPv4 packets without DF are cut to, bytes. RFC 7915 section 4.1.
   */
  lowest_ipv6_mtu?: number;
  /**
   * What becomes of whole UDP packets from IPv4 without a checksum. RFC 7915 section 4.5.
   */
  udp_zero_checksum?: "drop" | "compute";
  /**
   * Source addresses for ICMP errors from routers that have no address in the other family. Prefixes or addresses.
   */
  rfc6791?: {
    v4?: Strings;
    v6?: Strings;
  };
  /**
   * Who may answer a client: eif anyone (endpoint-independent), adf only addresses it has written to (address-dependent).
   */
  filtering?: "eif" | "adf";
  /**
   * Largest MSS a SYN may announce: auto follows mtu4 and mtu6. Default: auto, in mode siit off.
   */
  mss_clamp?: ("auto" | "off") | boolean | number;
  /**
   * How long sessions live without traffic. Seconds, or text such as 90s, 5m, 2h. RFC 6146 section 4.
   */
  lifetimes?: {
    udp?: number | string;
    icmp?: number | string;
    tcp_est?: number | string;
    tcp_trans?: number | string;
    tcp_incoming_syn?: number | string;
    fragment?: number | string;
  };
  /**
   * IPv6 sources that are translated; nobody else is. Default: everyone.
   */
  clients?: string | string[];
  limits?: {
    /**
     * Most sessions at once.
     */
    sessions?: number;
    /**
     * Most sessions of one source prefix; 0 for no limit at all. Default: no source gets more than a quarter of the table, or of the ports, once three quarters are in use.
     */
    per_source?: number;
    /**
     * What counts as one source, bits.
     */
    source_prefix_length?: number;
    /**
     * Fragmented packets tracked at once.
     */
    fragmented_packets?: number;
    /**
     * Bytes held for packets whose first fragment has not come.
     */
    fragment_bytes?: number;
    /**
     * Unsolicited SYNs held at once.
     */
    pending_syns?: number;
    /**
     * ICMP messages in our own name per second.
     */
    icmp_per_second?: number;
  };
  /**
   * Translate private and other non-global IPv4 under 64:ff9b::/96 too. RFC 6052 section 3.1 forbids it; better use a prefix of your own.
   */
  allow_non_global?: boolean;
  /**
   * Whether established sessions are translated in the kernel, by an eBPF program. auto: where it can be had, else one line says why not; require: or do not start. Long form to say on which interfaces.
   */
  fastpath?:
    | Fastpath
    | {
        mode?: Fastpath;
        /**
         * The interfaces toward the clients and toward IPv4. Default: every Ethernet interface that is up and no part of a bridge or bond.
         */
        interfaces?: string | string[];
        /**
         * tcx goes with the process, however it ends; clsact is for kernels before 6.6. auto: the first the kernel has.
         */
        attach?: "auto" | "tcx" | "clsact";
        /**
         * Run although there are netfilter rules on forwarded packets. Packets the kernel program translates do not see them.
         */
        bypass_rules?: boolean;
      };
  /**
   * How packets get from and to the TUN device. plain: one system call each. io_uring: many with one. auto: io_uring where the kernel has it.
   */
  io?: "auto" | "plain" | "io_uring";
  /**
   * Give ports out in blocks, so that no session need be logged. deterministic (RFC 7422): a subscriber's block follows from its prefix. dynamic: blocks on demand, each with one line in the log.
   */
  port_blocks?: {
    mode: "deterministic" | "dynamic";
    /**
     * Ports of one block. Default: deterministic, all ports shared out evenly; dynamic, 256.
     */
    size?: number;
    /**
     * deterministic: the prefix that holds all subscribers, required.
     */
    clients?: string;
    /**
     * Bits of an address that name one subscriber.
     */
    subscriber_length?: number;
    /**
     * dynamic: most blocks of one subscriber.
     */
    most?: number;
  };
  /**
   * Where sessions are kept across a restart: written at the end, read and removed at the start.
   */
  state_file?: string;
  /**
   * Keep another gateway's sessions as one's own, and give it ours: active and standby. One of the two listens, the other names it as its peer. Mode nat64 only.
   */
  sync?: {
    /**
     * address:port, [address]:port, or the path of a unix socket. Whoever may connect there is trusted.
     */
    listen?: string;
    /**
     * Where the other gateway listens, in the same forms.
     */
    peer?: string;
  };
  /**
   * Where Prometheus may fetch /metrics over HTTP: address:port, [address]:port, or the path of a unix socket.
   */
  metrics?: string;
  /**
   * Path of a unix socket that answers each connection with the status as JSON.
   */
  status?: string;
}
