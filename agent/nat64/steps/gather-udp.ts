/**
 * UDP from IPv4 that came in fragments and without a checksum: put together, so that the checksum IPv6 asks for can be computed.
 * Bounded in number and in bytes; a packet whose fragments overlap is given up. RFC 6146 §3.4.
 */
import { u16 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { IDENTIFICATION, IP4_HEADER, type Ip4View } from "../packet/ip4.ts";
import type { Reason } from "../packet/reasons.ts";
import { writeHeader4 } from "../rfc7915/header6to4.ts";

interface Piece {
  /** Offset in the packet's payload, bytes. */
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

interface Gathered {
  readonly deadlineMs: number;
  pieces: Piece[];
  size: number;
}

export class UdpGathering {
  readonly #lifetimeMs: number;
  readonly #limit: number;
  readonly #byteLimit: number;
  /** In the order of their deadlines: all live equally long. */
  readonly #packets = new Map<string, Gathered>();
  #heldBytes = 0;

  constructor(lifetimeMs: number, limit: number, byteLimit: number) {
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
    this.#byteLimit = byteLimit;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  get count(): number {
    return this.#packets.size;
  }

  has(key: string, nowMs: number): boolean {
    const gathered = this.#packets.get(key);
    return gathered !== undefined && gathered.deadlineMs > nowMs;
  }

  /** Take one fragment. @returns the whole packet if that was the last one missing, "held", or why it is given up. */
  add(key: string, frame: Frame, view: Ip4View, nowMs: number): Frame | Reason | "held" {
    const known = this.#packets.get(key);
    if (known !== undefined && known.deadlineMs <= nowMs) this.#forget(key, known);
    const gathered = this.#packets.get(key) ?? { deadlineMs: nowMs + this.#lifetimeMs, pieces: [], size: 0 };
    const bytes = frame.bytes.slice(view.transport, frame.end);
    if (!this.#packets.has(key)) {
      if (this.#packets.size >= this.#limit) return "fragment-limit";
      this.#packets.set(key, gathered);
    }
    if (this.#heldBytes + bytes.length > this.#byteLimit) {
      this.#forget(key, gathered);
      return "fragment-limit";
    }
    gathered.pieces.push({ from: view.fragmentOffset * 8, bytes, isLast: !view.moreFragments });
    gathered.size += bytes.length;
    this.#heldBytes += bytes.length;
    const state = completeness(gathered.pieces);
    if (state === "missing") return "held";
    this.#forget(key, gathered);
    return state === "whole" ? joined(gathered.pieces, frame, view) : "malformed";
  }

  /** Forget what is too old. @param lost is called once for every fragment that waited in vain. */
  expire(nowMs: number, lost: () => void): void {
    for (const [key, gathered] of this.#packets) {
      if (gathered.deadlineMs > nowMs) return;
      this.#forget(key, gathered);
      for (let i = 0; i < gathered.pieces.length; i++) lost();
    }
  }

  #forget(key: string, gathered: Gathered): void {
    this.#packets.delete(key);
    this.#heldBytes -= gathered.size;
  }
}

/** Sorts the pieces. RFC 5722's rule for overlaps is taken for IPv4 too: nobody cuts like that but an attacker. */
function completeness(pieces: Piece[]): "whole" | "missing" | "broken" {
  pieces.sort((a, b) => a.from - b.from);
  let end = 0;
  for (const [i, { from, bytes, isLast }] of pieces.entries()) {
    if (i > 0 && from < end) return "broken";
    if (from > end) return "missing";
    end = from + bytes.length;
    if (isLast) return i === pieces.length - 1 ? "whole" : "broken";
  }
  return "missing";
}

/** @param frame any of its fragments: their headers agree in what matters here. */
function joined(pieces: readonly Piece[], frame: Frame, view: Ip4View): Frame | Reason {
  const length = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (IP4_HEADER + length > 65_535) return "malformed";
  const whole = Frame.ofSize(IP4_HEADER + length);
  const identification = u16(frame.bytes, frame.start + IDENTIFICATION);
  const { tos, ttl, protocol, source, destination } = view;
  writeHeader4(whole.bytes, whole.start, tos, whole.length, identification, 0, ttl, protocol, source, destination);
  for (const { from, bytes } of pieces) whole.bytes.set(bytes, whole.start + IP4_HEADER + from);
  return whole;
}
