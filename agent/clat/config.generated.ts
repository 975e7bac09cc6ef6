// Generated from schemas/ by `npm run generate`. Do not edit.

export type Device = string;

/**
 * Configuration of the built-in CLAT (464XLAT, RFC 6877): migrate clat --config FILE
 */
export interface ClatFile {
  /**
   * The TUN device by name: attached to if it exists, else created. Long form to say whether addresses and routes are set up.
   */
  tun?:
    | Device
    | {
        name: Device;
        /**
         * Give the device its addresses and routes, and forward packets. Default: only when the device is created here.
         */
        setup?: boolean;
      };
  /**
   * The IPv6 address that IPv4 packets of this host leave with; or a prefix, into which all of clat4 is mapped.
   */
  clat6: string;
  /**
   * The IPv4 address that applications see; or a prefix, for IPv4 hosts behind this one. RFC 7335.
   */
  clat4?: string;
  /**
   * The prefix under which the network's NAT64 (the PLAT) translates; auto asks the resolver for ipv4only.arpa (RFC 7050).
   */
  plat_prefix?: string;
  /**
   * The interface toward the network: neighbours are told there that clat6 is here, and router advertisements stay in force while packets are forwarded.
   */
  uplink?: string;
  /**
   * Whether all IPv4 of this host goes through the CLAT. false where only some services may: their own routes lead here then.
   */
  default_route?: boolean;
  /**
   * Largest packet toward the network, bytes.
   */
  mtu6?: number;
  /**
   * Largest MSS a SYN may announce: auto follows mtu6.
   */
  mss_clamp?: ("auto" | "off") | boolean | number;
  /**
   * What becomes of whole UDP packets without a checksum. RFC 7915 section 4.5.
   */
  udp_zero_checksum?: "drop" | "compute";
  /**
   * Translate private and other non-global IPv4 under 64:ff9b::/96 too. RFC 6052 section 3.1 forbids it.
   */
  allow_non_global?: boolean;
  /**
   * Path of a unix socket that answers each connection with the status as JSON.
   */
  status?: string;
  /**
   * Where Prometheus may fetch /metrics over HTTP: address:port, [address]:port, or the path of a unix socket.
   */
  metrics?: string;
}
