/** Trust anchors as plans give them: `ZONE DS …`, `ZONE DNSKEY …`, or a file of such lines. Pure. */

export interface Anchor {
  /** With its final dot. */
  readonly zone: string;
  readonly type: "DS" | "DNSKEY";
  /** Numbers, then the digest or key without spaces. */
  readonly numbers: readonly string[];
  readonly data: string;
}

/** @returns null where the line is none; comments and blank lines are none. */
export function parseAnchor(line: string): Anchor | null {
  const words = line.replace(/;.*$/, "").replaceAll(/[()]/g, " ").trim().split(/\s+/);
  const at = words.findIndex((word) => word === "DS" || word === "DNSKEY");
  const rest = words.slice(at + 1);
  if (at < 1 || rest.length < 4) return null;
  const zone = words[0]!;
  return {
    zone: zone.endsWith(".") ? zone : `${zone}.`,
    type: words[at] as Anchor["type"],
    numbers: rest.slice(0, 3),
    data: rest.slice(3).join(""),
  };
}

export function isAnchorLine(text: string): boolean {
  return parseAnchor(text) !== null;
}
