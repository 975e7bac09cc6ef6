/** Where to listen or connect: an address and a port, or a unix socket. */
import { parseIp4 } from "../net/ip4.ts";
import { parseIp6 } from "../net/ip6.ts";

export type Endpoint = { readonly host: string; readonly port: number } | { readonly path: string };

/** @param text `192.0.2.1:80`, `[2001:db8::1]:80` or an absolute path. @returns null if it is none of these. */
export function parseEndpoint(text: string): Endpoint | null {
  if (text.startsWith("/")) return { path: text };
  const match = /^\[([^\]]+)\]:(\d{1,5})$/.exec(text) ?? /^([0-9.]+):(\d{1,5})$/.exec(text);
  if (match === null || Number(match[2]) > 65_535) return null;
  const host = match[1]!;
  return parseIp4(host) === null && parseIp6(host) === null ? null : { host, port: Number(match[2]) };
}

export function formatEndpoint(endpoint: Endpoint): string {
  if ("path" in endpoint) return endpoint.path;
  return endpoint.host.includes(":") ? `[${endpoint.host}]:${endpoint.port}` : `${endpoint.host}:${endpoint.port}`;
}
