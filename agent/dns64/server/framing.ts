/** Messages out of a byte stream: two octets of length, then the message. RFC 1035 §4.2.2. Pure. */
export class LengthFramer {
  private held: Uint8Array = new Uint8Array(0);
  private readonly longest: number;
  private readonly onMessage: (message: Uint8Array) => void;

  /** @param longest message accepted. @param onMessage gets each whole message; valid during the call. */
  constructor(longest: number, onMessage: (message: Uint8Array) => void) {
    this.longest = longest;
    this.onMessage = onMessage;
  }

  /** Take the next bytes of the stream, however they were cut. @returns false where a message is announced that is too long: the stream is of no further use. */
  push(chunk: Uint8Array): boolean {
    const bytes = this.held.length === 0 ? chunk : joined(this.held, chunk);
    let at = 0;
    while (bytes.length - at >= 2) {
      const length = (bytes[at]! << 8) | bytes[at + 1]!;
      if (length > this.longest) return false;
      if (bytes.length - at - 2 < length) break;
      this.onMessage(bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    this.held = bytes.slice(at);
    return true;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
