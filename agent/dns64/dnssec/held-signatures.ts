/**
 * Signatures that were found to hold: an SOA or an NSEC that comes with every denial is verified once. Says nothing of times, which are
 * judged anew each time. Bounded; the oldest go first.
 */
import { createHash } from "node:crypto";

const MOST = 8192;

export class HeldSignatures {
  private readonly prints = new Set<string>();

  /** @param keyPrint tells the key from all others. @param data that was signed. */
  static print(keyPrint: string, data: Uint8Array, signature: Uint8Array): string {
    return createHash("sha256").update(keyPrint).update(signature).update(data).digest("base64");
  }

  has(print: string): boolean {
    return this.prints.has(print);
  }

  add(print: string): void {
    if (this.prints.size >= MOST) this.prints.delete(this.prints.values().next().value!);
    this.prints.add(print);
  }
}
