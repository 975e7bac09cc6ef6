/** Who may ask, and which view a client sees. */
import { parseIp4 } from "../../net/ip4.ts";
import { formatIp6, parseIp6 } from "../../net/ip6.ts";
import { contains4, contains6, type Prefix4, type Prefix6 } from "../../net/prefix.ts";
import { NOBODY } from "../view.ts";

export interface ClientPrefixes {
  readonly ip6: readonly Prefix6[];
  readonly ip4: readonly Prefix4[];
}

/** Plain data: it is passed to other threads. */
export interface ClientSettings {
  /** Of everybody who is in no view; null: all the world. */
  readonly rest: ClientPrefixes | null;
  /** Of view 1, 2, …: the first that holds a client is its view. */
  readonly views: readonly ClientPrefixes[];
}

export class Clients {
  private readonly settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.settings = settings;
  }

  /** @param bytes hold the address from `at`. @param length 4 or 16. @returns the client's view, or NOBODY. Allocates nothing. */
  viewOf(bytes: Uint8Array, at: number, length: number): number {
    const { rest, views } = this.settings;
    for (let i = 0; i < views.length; i++) if (holds(views[i]!, bytes, at, length)) return i + 1;
    return rest === null || holds(rest, bytes, at, length) ? 0 : NOBODY;
  }
}

/** @param address as Node's sockets give it. @returns 4 or 16 bytes; 4 for a mapped address. */
export function addressBytes(address: string): Uint8Array | null {
  const four = parseIp4(address.startsWith("::ffff:") ? address.slice(7) : address);
  if (four !== null) return Uint8Array.of(four >>> 24, (four >>> 16) & 255, (four >>> 8) & 255, four & 255);
  return parseIp6(address.split("%")[0]!);
}

function holds({ ip6, ip4 }: ClientPrefixes, bytes: Uint8Array, at: number, length: number): boolean {
  if (length === 4) {
    const address = ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
    for (let i = 0; i < ip4.length; i++) if (contains4(ip4[i]!, address)) return true;
    return false;
  }
  for (let i = 0; i < ip6.length; i++) if (contains6(ip6[i]!, bytes, at)) return true;
  return false;
}

/** @param bytes 4 or 16. */
export function addressText(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join(".") : formatIp6(bytes);
}
