/** "did you mean": the nearest of several names. */

/** Levenshtein distance in UTF-16 units, where swapping two neighbours counts as one. */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The candidate nearest to a word, or null if none is near: at most a third of its letters, and at least one, may differ. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const given = normal(word);
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const d = distance(given, normal(candidate));
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return bestDistance <= Math.max(1, Math.floor(word.length / 3)) ? best : null;
}

/** Case, hyphen and underscore are what people mix up most: they count nothing. */
function normal(text: string): string {
  return text.toLowerCase().replaceAll(/[-_]/g, "_");
}

/** A hint that names the nearest candidate, else what there is. @param what plural: "services". */
export function hintFor(word: string, candidates: readonly string[], what: string): string {
  const near = nearest(word, candidates);
  if (near !== null) return `did you mean \`${near}\`?`;
  if (candidates.length === 0) return `there are no ${what}`;
  const shown = candidates.slice(0, 12).join(", ");
  return `${what}: ${shown}${candidates.length > 12 ? `, and ${candidates.length - 12} more` : ""}`;
}
