/** Addresses with a port as operators write them. */
import { formatIp4, parseIp4 } from "../net/ip4.ts";
import { formatIp6, parseIp6 } from "../net/ip6.ts";

export interface Endpoint {
  /** Canonical text, with the zone of a link-local address. */
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
}

export const DNS_PORT = 53;

/**
 * `192.0.2.1`, `192.0.2.1:53`, `192.0.2.1#53`, `2001:db8::1`, `2001:db8::1#53`, `[2001:db8::1]`, `[2001:db8::1]:53`, `[fe80::1%eth0]:53`.
 * @returns null for anything else; a bare IPv6 address is never read as one with a port.
 */
export function parseEndpoint(text: string): Endpoint | null {
  const bracketed = /^\[([^\]]+)\](?:[:#](\d{1,5}))?$/.exec(text);
  if (bracketed !== null) return endpointOf(bracketed[1]!, bracketed[2], 6);
  const hash = /^([^#]+)#(\d{1,5})$/.exec(text);
  if (hash !== null) return endpointOf(hash[1]!, hash[2]);
  const colon = /^([\d.]+):(\d{1,5})$/.exec(text);
  if (colon !== null) return endpointOf(colon[1]!, colon[2], 4);
  return endpointOf(text, undefined);
}

/** @param portText undefined: 53. @param family the only one allowed. */
export function endpointOf(addressText: string, portText: string | undefined, family?: 4 | 6): Endpoint | null {
  const port = portText === undefined ? DNS_PORT : Number(portText);
  if (port < 1 || port > 65535) return null;
  const ip4 = parseIp4(addressText);
  if (ip4 !== null) return family === 6 ? null : { address: formatIp4(ip4), port, family: 4 };
  if (family === 4) return null;
  const [bare, zone, more] = addressText.split("%");
  const ip6 = more === undefined && zone !== "" ? parseIp6(bare!) : null;
  if (ip6 === null) return null;
  return { address: formatIp6(ip6) + (zone === undefined ? "" : `%${zone}`), port, family: 6 };
}

export function formatEndpoint({ address, port, family }: Endpoint): string {
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Whether it stands for every address of the host. */
export function isWildcard({ address }: Endpoint): boolean {
  return address === "::" || address === "0.0.0.0";
}

/** Without those whose port is answered on every address of their family anyway: the kernel refuses both at once. */
export function withoutCovered(endpoints: readonly Endpoint[]): Endpoint[] {
  const covers = (e: Endpoint, { port, family }: Endpoint): boolean =>
    isWildcard(e) && e.port === port && e.family === family;
  return endpoints.filter((endpoint) => isWildcard(endpoint) || !endpoints.some((e) => covers(e, endpoint)));
}
