/** Name to address through the host's own resolver, within a time. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { canonicalIp6 } from "../net/ip6.ts";
import type { Family } from "../protocol/probes.ts";
import { failure, type Result, timedOut, unable } from "./outcome.ts";

/** @returns the first address of that family in RFC 5952 or dotted-quad text, or why there is none. */
export async function findAddress(host: string, family: Family | null, timeoutMs: number): Promise<string | Result> {
  const literal = isIP(host);
  if (literal !== 0) {
    if (family !== null && family !== literal) return unable(`${host} is no IPv${family} address`);
    return literal === 6 ? (canonicalIp6(host) ?? host) : host;
  }
  const what = `look up ${host}${family === null ? "" : ` (IPv${family})`}`;
  // getaddrinfo cannot be cancelled: the answer that comes too late is dropped.
  const late = Promise.withResolvers<Result>();
  const timer = setTimeout(() => late.resolve(timedOut(what, timeoutMs)), timeoutMs);
  try {
    return await Promise.race([
      lookup(host, { family: family ?? 0, order: "verbatim" }).then(({ address }) => canonicalIp6(address) ?? address),
      late.promise,
    ]);
  } catch (error) {
    return failure(what, error);
  } finally {
    clearTimeout(timer);
  }
}
