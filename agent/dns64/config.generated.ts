// Generated from schemas/ by `npm run generate`. Do not edit.

export type Endpoint =
  | string
  | {
      address: string;
      port?: number;
    };
export type Prefix =
  | string
  | {
      prefix: string;
      /**
       * IPv4 ranges this prefix is for; others go under the prefixes that name none.
       */
      ipv4?: string | string[];
    };

/**
 * Configuration of the built-in DNS64 server: `migrate dns64 --config FILE`, YAML or JSON.
 */
export interface Dns64File {
  /**
   * Addresses to answer on, over UDP and TCP: `[::1]:53`, `127.0.0.1:5353`, or without a port for 53. `[::]` and `0.0.0.0` stand for every address of the host.
   */
  listen: Endpoint | Endpoint[];
  /**
   * Resolvers to ask, in order of preference: `addr`, `[addr]:port`, `addr#port`.
   */
  upstream: Endpoint | Endpoint[];
  /**
   * Prefixes to synthesise under (RFC 6052: /32, /40, /48, /56, /64 or /96), 64:ff9b::/96 if left out. As an object, a prefix can be kept for some IPv4 ranges.
   */
  prefixes?: string | Prefix[];
  /**
   * IPv4 ranges that are never synthesised from. Non-global IPv4 under 64:ff9b::/96 is excluded besides (RFC 6052 section 3.1); an empty list excludes nothing, not even that.
   */
  exclude_a?: string | string[];
  /**
   * IPv6 prefixes whose AAAA count as absent, besides ::ffff:0:0/96 (RFC 6147 section 5.1.4); an empty list excludes nothing, not even that.
   */
  exclude_aaaa?: string | string[];
  /**
   * Names, with all names below them, whose AAAA are taken to be broken and count as absent.
   */
  ignore_aaaa?: string | string[];
  /**
   * Prefixes (IPv6 or IPv4) of those who may ask; others get REFUSED. Left out: everybody.
   */
  clients?: string | string[];
  /**
   * Who checks DNSSEC. off (or false): nobody here; AD of untouched answers is the upstream's word. upstream: the upstream validates and the path to it is protected; its AD and its SERVFAIL are believed. local: every answer is validated here, from the trust anchors down.
   */
  validate?: "off" | "upstream" | "local" | false;
  /**
   * Trust anchors of the local validator: `ZONE DS …` or `ZONE DNSKEY …`, or the path of a file of such lines, as unbound-anchor keeps one (RFC 5011 states in comments are heeded). Left out: the keys of the DNS root, KSK-2017 and KSK-2024.
   */
  trust_anchors?: string | string[];
  /**
   * Names, with all names below them, that the local validator leaves alone: zones that exist only inside (negative trust anchors, RFC 7646).
   */
  unvalidated?: string | string[];
  /**
   * Path of a unix socket that answers every connection with the counters as one JSON object.
   */
  status?: string;
  /**
   * How UDP is read and written. mmsg: many datagrams per system call, by threads that answer from the cache (Linux). dgram: through Node. auto: mmsg where it works.
   */
  io?: "auto" | "mmsg" | "dgram";
  /**
   * Threads that answer UDP from the cache, 1 if left out; the kernel spreads the clients over them. Not with io: dgram.
   */
  workers?: number;
}
