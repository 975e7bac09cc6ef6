/** What the operator decided about synthesis, parsed: the core reads nothing else of the configuration. */
import type { Prefix4, Prefix6 } from "../net/prefix.ts";

export interface SynthesisPrefix {
  readonly prefix: Prefix6;
  /** IPv4 ranges this prefix is for (RFC 6147 §5.2 asks for such a mapping); null: all that no other prefix names. */
  readonly ipv4: readonly Prefix4[] | null;
}

/** What becomes of reverse questions for addresses under our prefixes. RFC 6147 §5.3.1: a CNAME to the IPv4 address's name, or locally appropriate data; or nothing special. */
export type ReversePolicy = "cname" | "pass" | { readonly name: Uint8Array };

export interface Policy {
  readonly ptr: ReversePolicy;
  readonly prefixes: readonly SynthesisPrefix[];
  /** IPv4 ranges never synthesised from. */
  readonly excludeA: readonly Prefix4[];
  /** Whether non-global IPv4 may stand under the well-known prefix, against RFC 6052 §3.1. */
  readonly nonGlobalUnderWellKnown: boolean;
  /** AAAA inside these count as absent, RFC 6147 §5.1.4. */
  readonly excludeAaaa: readonly Prefix6[];
  /** Names, uncompressed; AAAA of these and of names below them count as absent. */
  readonly ignoreAaaa: readonly Uint8Array[];
  /** Whether the upstream validates and the path to it is protected: its AD bit and its refusals are then believed. */
  readonly upstreamValidates: boolean;
  /** Whether answers were validated here before they are looked at: AD is then our own finding. */
  readonly validatedHere: boolean;
}
