/** Sessions in a file, from one process to the next: one line of JSON, then records. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import type { Settings } from "../settings.ts";
import type { Bindings } from "../tables/bindings.ts";
import {
  adoptRecord,
  findRecord,
  prefixIndexes,
  prefixNames,
  RECORD_BYTES,
  remainingMs,
  writeRecord,
} from "./record.ts";

const VERSION = 1;
/** Records of one write. */
const BATCH = 16_384;

interface Header {
  readonly nat64_sessions: number;
  /** Milliseconds since 1970: the monotonic clock does not outlive a reboot. */
  readonly at: number;
  readonly pool6: readonly string[];
}

export interface Restored {
  readonly kept: number;
  /** Their time was up, or they have no place in this configuration. */
  readonly lost: number;
}

/** Write all sessions. The file appears whole or not at all. @param nowMs monotonic. @param wallMs since 1970. */
export function saveSessions(
  path: string,
  bindings: Bindings,
  settings: Settings,
  nowMs: number,
  wallMs: number,
): number {
  const { sessions } = bindings;
  const draft = `${path}.new`;
  const file = openSync(draft, "w", 0o600);
  let written = 0;
  try {
    const header: Header = { nat64_sessions: VERSION, at: Math.round(wallMs), pool6: prefixNames(settings) };
    writeSync(file, `${JSON.stringify(header)}\n`);
    const batch = new Uint8Array(BATCH * RECORD_BYTES);
    let at = 0;
    const flush = (): void => {
      for (let from = 0; from < at; ) from += writeSync(file, batch, from, at - from);
      at = 0;
    };
    for (let session = 0; session < sessions.reach; session++) {
      if (!sessions.isOpen(session)) continue;
      writeRecord(bindings, session, nowMs, batch, at);
      at += RECORD_BYTES;
      written += 1;
      if (at === batch.length) flush();
    }
    flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  return written;
}

/**
 * Take over what another process wrote, and remove the file, so that it is never taken twice.
 * @returns null where there is none. @throws where it cannot be read or is not ours.
 */
export function restoreSessions(
  path: string,
  bindings: Bindings,
  settings: Settings,
  nowMs: number,
  wallMs: number,
): Restored | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const header = headerOf(path, bytes);
  const prefixes = prefixIndexes(settings, header.pool6);
  const passed = Math.max(0, wallMs - header.at);
  let kept = 0;
  let lost = 0;
  for (let at = bytes.indexOf(10) + 1; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    const remaining = remainingMs(bytes, at) - passed;
    const isKept =
      remaining > 0 &&
      findRecord(bindings, bytes, at, prefixes) < 0 &&
      adoptRecord(bindings, bytes, at, prefixes, nowMs + remaining) >= 0;
    if (isKept) kept += 1;
    else lost += 1;
  }
  rmSync(path);
  return { kept, lost };
}

function headerOf(path: string, bytes: Buffer): Header {
  try {
    const header = JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString()) as Partial<Header>;
    if (header.nat64_sessions === VERSION && typeof header.at === "number" && Array.isArray(header.pool6))
      return header as Header;
  } catch {
    // Falls through to the same answer as JSON of another shape.
  }
  throw new Error(`${path}: is no file of sessions of this version; remove it, or give another path for state_file`);
}
