/** Addresses for ICMP in our own name, where the configuration gives none. RFC 1812 §4.3.2.4, RFC 4443 §2.2 (d). */
import type { NetworkInterfaceInfo } from "node:os";
import { parseIp4 } from "../net/ip4.ts";
import { parseIp6 } from "../net/ip6.ts";
import { embed } from "../net/rfc6052.ts";
import type { Settings } from "./settings.ts";

/** RFC 7600 §4.8: the address of a router that has none. Good enough to be seen in a traceroute. */
const DUMMY4 = 0xc0000008;

type Interfaces = Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>;

/** What is configured stays; then one of this host's; then one that says "a router". Pure. */
export function withOwnAddresses(settings: Settings, interfaces: Interfaces): Settings {
  const known = Object.values(interfaces).flatMap((list) => list ?? []);
  const usable = known.filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address));
  const host4 = usable.find(({ family }) => family === "IPv4");
  const host6 = usable.find(({ family }) => family === "IPv6");
  const self4 = settings.self4 ?? (host4 === undefined ? null : parseIp4(host4.address)) ?? DUMMY4;
  const host6Bytes = host6 === undefined ? null : parseIp6(host6.address);
  const prefix = settings.pool6[0];
  const embedded = prefix === undefined ? null : embed(prefix, self4);
  return { ...settings, self4, self6: settings.self6 ?? host6Bytes ?? embedded };
}
