/**
 * A session as 40 bytes, for a file or another gateway: all that is needed to go on with it. Numbers are big-endian.
 *
 *   0 client address (16)   16 client port   18 pool4 port   20 pool4 address (4)   24 IPv4 host (4)   28 its port
 *   30 protocol   31 state   32 index of the pool6 prefix   33 zero (3)   36 remaining lifetime, ms (4)
 */
import { embed } from "../../net/rfc6052.ts";
import { i32, put16, put32, u16, u32 } from "../packet/bytes.ts";
import type { Settings } from "../settings.ts";
import type { Bindings } from "../tables/bindings.ts";
import type { Protocol } from "../tables/pool4.ts";

export const RECORD_BYTES = 40;

const CLIENT = 0;
const PORT6 = 16;
const PORT4 = 18;
const POOL_ADDRESS = 20;
const REMOTE = 24;
const REMOTE_PORT = 28;
const PROTOCOL = 30;
const STATE = 31;
const PREFIX = 32;
const REMAINING = 36;

/** States go up to here. */
const LAST_STATE = 9;
const NONE = -1;

/** Write a session down. @param into receives RECORD_BYTES at `at`. */
export function writeRecord(bindings: Bindings, session: number, nowMs: number, into: Uint8Array, at: number): void {
  const { bib, sessions } = bindings;
  const entry = sessions.entry(session);
  bib.writeClient(entry, into.subarray(at + CLIENT, at + CLIENT + 16));
  put16(into, at + PORT6, bib.port6(entry));
  put16(into, at + PORT4, bib.port4(entry));
  put32(into, at + POOL_ADDRESS, bib.poolAddress(entry));
  put32(into, at + REMOTE, sessions.remote(session));
  put16(into, at + REMOTE_PORT, sessions.remotePort(session));
  into[at + PROTOCOL] = bib.protocol(entry);
  into[at + STATE] = sessions.state(session);
  into[at + PREFIX] = sessions.prefix(session);
  into.fill(0, at + PREFIX + 1, at + REMAINING);
  put32(into, at + REMAINING, Math.max(0, sessions.deadline(session) - nowMs));
}

/** Which of our own sessions a record is about, or -1. @param prefixes our index for each of the sender's. */
export function findRecord(bindings: Bindings, bytes: Uint8Array, at: number, prefixes: readonly number[]): number {
  const prefix = prefixes[bytes[at + PREFIX]!] ?? NONE;
  const protocol = bytes[at + PROTOCOL]!;
  if (prefix === NONE || protocol > 2) return NONE;
  return bindings.sessions.find6(
    protocol as Protocol,
    i32(bytes, at),
    i32(bytes, at + 4),
    i32(bytes, at + 8),
    i32(bytes, at + 12),
    u16(bytes, at + PORT6),
    prefix,
    u32(bytes, at + REMOTE),
    u16(bytes, at + REMOTE_PORT),
  );
}

export function remainingMs(bytes: Uint8Array, at: number): number {
  return u32(bytes, at + REMAINING);
}

export function stateOf(bytes: Uint8Array, at: number): number {
  return bytes[at + STATE]!;
}

/**
 * Take a session over that another process or gateway opened. @returns it, or -1 where our configuration or our own sessions
 * leave no place for it.
 */
export function adoptRecord(
  bindings: Bindings,
  bytes: Uint8Array,
  at: number,
  prefixes: readonly number[],
  deadlineMs: number,
): number {
  const { bib, sessions } = bindings;
  const prefix = prefixes[bytes[at + PREFIX]!] ?? NONE;
  const protocol = bytes[at + PROTOCOL] as Protocol;
  const state = stateOf(bytes, at);
  if (prefix === NONE || protocol > 2 || state > LAST_STATE || sessions.count >= sessions.limit) return NONE;
  const [a, b, c, d] = [i32(bytes, at), i32(bytes, at + 4), i32(bytes, at + 8), i32(bytes, at + 12)];
  const [port6, port4] = [u16(bytes, at + PORT6), u16(bytes, at + PORT4)];
  const address = u32(bytes, at + POOL_ADDRESS);
  let entry = bib.find6(protocol, a, b, c, d, port6);
  if (entry === NONE) entry = bindings.bindTo(protocol, a, b, c, d, port6, address, port4);
  else if (!bib.isMapped(entry, protocol, address, port4)) return NONE;
  if (entry === NONE) return NONE;
  return bindings.open(entry, prefix, u32(bytes, at + REMOTE), u16(bytes, at + REMOTE_PORT), state, deadlineMs);
}

/** Our index for each prefix of a sender; -1 for what we have not. */
export function prefixIndexes(settings: Settings, theirs: readonly string[]): number[] {
  const ours = prefixNames(settings);
  return theirs.map((name) => ours.indexOf(name));
}

/** A name for each prefix of pool6: the address that stands for 0.0.0.0 in it, and its length. */
export function prefixNames(settings: Settings): string[] {
  return settings.pool6.map((prefix) => `${Buffer.from(embed(prefix, 0)).toString("hex")}/${prefix.length}`);
}
