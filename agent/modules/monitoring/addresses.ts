/** IPv4 addresses of hosts in a file, to their IPv6 ones: targets of Prometheus in JSON or YAML, hosts of Nagios and Icinga. Pure. */

export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A word of a file: quotes, brackets of lists and commas end it; those of an IPv6 literal do not. */
const WORD = /(["']?)((?:[^\s"',[\]{}=]|\[[0-9a-fA-F:.]+\])+)/g;

/** @param moves addresses without length; each way works, so that an undo moves back. */
export function moveAddresses(
  text: string,
  moves: readonly Move[],
): { readonly text: string; readonly moved: readonly Move[] } {
  const moved = new Set<Move>();
  const after = text
    .split("\n")
    .map((line) => {
      if (/^\s*(#|\/\/|;)/.test(line)) return line;
      return line.replaceAll(WORD, (whole, quote: string, word: string) => {
        const found = moves.map((move) => ({ move, word: moveWord(word, move) })).find((one) => one.word !== word);
        if (found === undefined) return whole;
        moved.add(found.move);
        // A YAML word must not begin with a bracket.
        return quote === "" && found.word.startsWith("[") ? `"${found.word}"` : `${quote}${found.word}`;
      });
    })
    .join("\n");
  return { text: after, moved: [...moved] };
}

/** `10.0.0.7`, `10.0.0.7:9100`, `http://10.0.0.7/health`: brackets where a port or a path follows, or a scheme comes before. */
function moveWord(word: string, { from, to }: Move): string {
  const escaped = from.replaceAll(".", "\\.");
  const six = from.includes(":");
  const at = six
    ? new RegExp(`^([a-z][a-z0-9+.-]*://)?(?:\\[${escaped}\\]|(${escaped})(?![0-9a-fA-F:]))(:\\d+)?(/.*)?$`, "i")
    : new RegExp(`^([a-z][a-z0-9+.-]*://)?(${escaped})(:\\d+)?(/.*)?$`, "i");
  const match = at.exec(word);
  if (match === null) return word;
  const [, scheme = "", , port = "", path = ""] = match;
  const bracketed = to.includes(":") && (scheme !== "" || port !== "" || path !== "");
  return `${scheme}${bracketed ? `[${to}]` : to}${port}${path}`;
}
