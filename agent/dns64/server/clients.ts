/** Who may ask. The answer per source address is remembered, since the same clients come again and again. */
import { parseIp4 } from "../../net/ip4.ts";
import { parseIp6 } from "../../net/ip6.ts";
import { contains4, contains6 } from "../../net/prefix.ts";
import type { Settings } from "../config.ts";

const MOST_REMEMBERED = 65_536;

export class Acl {
  private readonly clients: Settings["clients"];
  private readonly known = new Map<string, boolean>();

  constructor(clients: Settings["clients"]) {
    this.clients = clients;
  }

  /** @param address as the socket gives it: IPv4, or IPv6 with or without zone. */
  allows(address: string): boolean {
    if (this.clients === null) return true;
    const known = this.known.get(address);
    if (known !== undefined) return known;
    const allowed = this.decide(address);
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(address, allowed);
    return allowed;
  }

  private decide(address: string): boolean {
    const { ip4, ip6 } = this.clients!;
    const mapped = address.startsWith("::ffff:") ? parseIp4(address.slice(7)) : null;
    const four = mapped ?? parseIp4(address);
    if (four !== null) return ip4.some((prefix) => contains4(prefix, four));
    const six = parseIp6(address.split("%")[0]!);
    return six !== null && ip6.some((prefix) => contains6(prefix, six));
  }
}
