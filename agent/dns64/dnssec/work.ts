import { HeldSignatures } from "./held-signatures.ts";

/** How much one answer may cost. An answer that costs more is made to cost (CVE-2023-50387, CVE-2023-50868) and is not believed. */
export class Work {
  /** What earlier answers have paid for. */
  readonly held: HeldSignatures;
  /** Whole answers need one per set on a chain, per proof and per zone; this is several times that. */
  private signatures = 96;
  /** Of those, how many may fail: an honest zone's fail only while its keys roll. */
  private failures = 16;
  /** SHA-1 rounds: 20 names at the 101 rounds we accept (RFC 9276 §3.2), twice. */
  private rounds = 4096;
  private questions = 64;

  constructor(held = new HeldSignatures()) {
    this.held = held;
  }

  /** Whether one more signature may be tried. */
  signature(): boolean {
    return this.failures > 0 && this.signatures-- > 0;
  }

  failed(): void {
    this.failures--;
  }

  hash(rounds: number): boolean {
    this.rounds -= rounds;
    return this.rounds >= 0;
  }

  question(): boolean {
    return this.questions-- > 0;
  }
}
