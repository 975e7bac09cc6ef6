// Generated from schemas/ by `npm run generate`. Do not edit.

export type Endpoint =
  | string
  | {
      address: string;
      port?: number;
    };
export type Upstream =
  | string
  | {
      address: string;
      port?: number;
      /**
       * Ask it over TLS (RFC 7858), port 853 if left out: the name its certificate must carry.
       */
      tls?: string;
      /**
       * File with the certificates (PEM) that may have signed it; those Node brings along if left out.
       */
      ca?: string;
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
export type Texts = string | string[];
export type Ptr =
  | ("cname" | "pass")
  | {
      name: string;
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
   * Resolvers to ask, in order of preference: `addr`, `[addr]:port`, `addr#port`; as an object, with the name to expect over TLS.
   */
  upstream: Upstream | Upstream[];
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
   * Other policies for some clients: the first view that holds a client's address is its view. What a view leaves out is as for everybody else.
   */
  views?: View[];
  /**
   * Reverse questions for addresses under our prefixes (RFC 6147 section 5.3.1). cname: a CNAME to the IPv4 address's name, the default. pass: as any other question, for those who serve that zone themselves. A name: a PTR to it.
   */
  ptr?:
    | ("cname" | "pass")
    | {
        name: string;
      };
  /**
   * Megabytes of memory for answers, 96 if left out.
   */
  cache?: number;
  /**
   * For how many seconds after its end an answer may still be given while no upstream answers (RFC 8767); 86400 if left out, 0: never.
   */
  serve_stale?: number;
  /**
   * Whether an answer asked for in the last tenth of its lifetime is asked anew at once; true if left out.
   */
  prefetch?: boolean;
  /**
   * Answers per second over UDP for one network of clients without a DNS cookie; what exceeds it is dropped or answered empty with TC. Left out: 200 a second where `clients` is left out too, else none. false: none.
   */
  rate_limit?: false | RateLimit;
  /**
   * DNS cookies (RFC 7873, RFC 9018), given to clients that send one; true if left out. As an object, the secret that all servers behind one address share.
   */
  cookies?:
    | boolean
    | {
        secret: string;
      };
  /**
   * File that gets a line per query: time, client, name, type. Left out: none is written, and nobody's questions are kept.
   */
  query_log?: string;
  /**
   * Address and port where GET /metrics is answered in Prometheus' text format.
   */
  metrics?:
    | string
    | {
        address: string;
        port?: number;
      };
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
export interface View {
  clients: Texts;
  prefixes?: string | Prefix[];
  exclude_a?: Texts;
  exclude_aaaa?: Texts;
  ignore_aaaa?: Texts;
  ptr?: Ptr;
}
export interface RateLimit {
  per_second: number;
  /**
   * Seconds of the rate that may come at once, 5 if left out.
   */
  burst?: number;
  /**
   * Every so many-th answer over the rate is an empty one with TC, 2 if left out; 0: none.
   */
  slip?: number;
  /**
   * Bits of an IPv4 address that make one network, 24 if left out.
   */
  ip4_bits?: number;
  /**
   * Bits of an IPv6 address that make one network, 56 if left out.
   */
  ip6_bits?: number;
}
