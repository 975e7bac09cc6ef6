/** From a system error to one of the five outcomes, and the parts every probe shares. */
import type { ProbeAnswer } from "../protocol/probes.ts";

export type Outcome = ProbeAnswer["outcome"];

/** What one kind of probe found out, before times are added. */
export interface Result {
  readonly outcome: Outcome;
  readonly because: string;
  readonly observed: Readonly<Record<string, unknown>>;
}

const BY_CODE: Readonly<Record<string, readonly [Outcome, string]>> = {
  ECONNREFUSED: ["refused", "connection refused"],
  ECONNRESET: ["refused", "connection reset by the far side"],
  EPIPE: ["refused", "connection closed by the far side"],
  ETIMEDOUT: ["timeout", "timed out"],
  EHOSTUNREACH: ["unreachable", "no route to host"],
  ENETUNREACH: ["unreachable", "network is unreachable"],
  // An ICMPv6 "administratively prohibited" arrives as EACCES.
  EACCES: ["unreachable", "administratively prohibited"],
  ENOTFOUND: ["unreachable", "the name has no address of that family"],
  EAI_AGAIN: ["unable", "no name server answered"],
  EADDRNOTAVAIL: ["unable", "this host has no address of that family"],
  EAFNOSUPPORT: ["unable", "this host does not speak that family"],
  EPERM: ["unable", "not permitted on this host"],
};

/** @param what names the attempt, for `because`. */
export function failure(what: string, error: unknown): Result {
  const code = errorCode(error);
  const [outcome, words] = BY_CODE[code] ?? ["unreachable", error instanceof Error ? error.message : String(error)];
  return { outcome, because: `${what}: ${words}${code === "" ? "" : ` (${code})`}`, observed: { code } };
}

export function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return "";
}

export function timedOut(what: string, timeoutMs: number): Result {
  return { outcome: "timeout", because: `${what}: no answer within ${timeoutMs} ms`, observed: { code: "ETIMEDOUT" } };
}

export function answered(because: string, observed: Readonly<Record<string, unknown>>): Result {
  return { outcome: "answered", because, observed };
}

export function unable(because: string): Result {
  return { outcome: "unable", because, observed: {} };
}

/** `[2001:db8::1]:80`, `198.51.100.1:80` */
export function endpoint(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** `::ffff:a.b.c.d` as `a.b.c.d`; everything else as it is. */
export function unmap(address: string): string {
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address;
}
