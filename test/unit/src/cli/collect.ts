/** An output that remembers what was written. */
import type { Output } from "../../../../src/cli/check.ts";

export function collect(): Output & { text(): { out: string; err: string } } {
  const written = { out: "", err: "" };
  return {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    text: () => written,
  };
}
