/** Formats that the schemas name, checked by the same parsers the data planes use. */
import { parseIp4 } from "../../agent/net/ip4.ts";
import { formatIp6, parseIp6 } from "../../agent/net/ip6.ts";
import { formatPrefix4, mask4, parsePrefix4, parsePrefix6 } from "../../agent/net/prefix.ts";
import { parseWindow } from "./windows.ts";

/** `ADDRESS` or `[ADDRESS]:PORT`, where an IPv4 address may do without brackets. @returns null if it is neither. */
export function parseUpstream(text: string): { address: string; port: number } | null {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const dotted = /^([\d.]+)(?::(\d{1,5}))?$/.exec(text);
  const match = bracketed ?? dotted;
  const address = match?.[1] ?? text;
  const port = match?.[2] === undefined ? 53 : Number(match[2]);
  if (port < 1 || port > 65535) return null;
  if (parseIp6(address) === null && parseIp4(address) === null) return null;
  return { address, port };
}

/** A calendar date, YYYY-MM-DD, that exists. @returns milliseconds since the epoch at its end in UTC, or null. */
export function endOfDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const start = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text) return null;
  return start + 86_400_000;
}

export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => endOfDate(text) !== null,
  ipv4: (text) => parseIp4(text) !== null,
  ipv6: (text) => parseIp6(text) !== null,
  "ipv6-prefix": (text) => parsePrefix6(text) !== null,
  "ipv4-or-prefix": (text) => parseIp4(text) !== null || parsePrefix4(text) !== null,
  window: (text) => typeof parseWindow(text) !== "string",
  upstream: (text) => parseUpstream(text) !== null,
};

/** Why a text does not have a format, where there is more to say than that. */
export function explainFormat(format: string, text: string): string | undefined {
  if (format === "ipv6-prefix") {
    if (parseIp6(text) !== null) return `write its length: ${text}/64, or ${text}/128 for the one address`;
    const bits = hostBits6(text);
    if (bits !== null) return `bits beyond the length are set: did you mean ${bits}?`;
    if (parseIp4(text.split("/")[0]!) !== null) return "this is IPv4";
  }
  if (format === "ipv4-or-prefix") {
    const bits = hostBits4(text);
    if (bits !== null) return `bits beyond the length are set: did you mean ${bits}?`;
    if (parseIp6(text.split("/")[0]!) !== null) return "this is IPv6";
  }
  if (format === "window") {
    const wrong = parseWindow(text);
    return typeof wrong === "string" ? wrong : undefined;
  }
  if (format === "ipv6" && parseIp4(text) !== null) return "this is IPv4";
  if (format === "ipv4" && parseIp6(text) !== null) return "this is IPv6";
  if ((format === "ipv6" || format === "ipv4") && text.includes("/"))
    return "write the address without its prefix length";
  if (format === "date" && /^\d{4}-\d{2}-\d{2}$/.test(text)) return "there is no such day";
  return undefined;
}

/** The prefix that an address with host bits set lies in, or null if the text is nothing like it. */
function hostBits6(text: string): string | null {
  const [address, length] = split(text, 128);
  const bytes = address === null ? null : parseIp6(address);
  if (bytes === null || length === null) return null;
  for (let bit = length; bit < 128; bit++) bytes[bit >> 3]! &= ~(0x80 >> (bit & 7));
  return `${formatIp6(bytes)}/${length}`;
}

function hostBits4(text: string): string | null {
  const [address, length] = split(text, 32);
  const value = address === null ? null : parseIp4(address);
  if (value === null || length === null) return null;
  return formatPrefix4({ network: (value & mask4(length)) >>> 0, length });
}

function split(text: string, max: number): [string, number] | [null, null] {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  return match === null || Number(match[2]) > max ? [null, null] : [match[1]!, Number(match[2])];
}
