/** Whatever happens to an inventory of a host a line, reading it ends with hosts of the schema and with mistakes at real places, never with an exception; wherever chunks end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readHostLines } from "../../src/inventory/host-lines.ts";
import { mergeSources } from "../../src/inventory/merge.ts";
import { seeded } from "./seeded.ts";

const CASES = join(import.meta.dirname, "../cases/inventory");
const FILES = ["host-lines.jsonl", "host-lines-mistakes.jsonl"].map((name) => readFileSync(join(CASES, name)));
const ODD = [
  "\n",
  "\r\n",
  "{",
  "}",
  "[",
  '"',
  "\\",
  ",",
  "null",
  "7",
  "\u0000",
  "é",
  "__proto__",
  "1e999",
  "{}",
  '""',
].map((text) => Buffer.from(text));

async function* pieces(bytes: Buffer, next: () => number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + 1 + Math.floor(next() * 60));
    yield bytes.subarray(from, to);
    from = to;
  }
}

it("holds for 3,000 seeds", async () => {
  let hosts = 0;
  let mistakes = 0;
  for (let seed = 0; seed < 3_000; seed++) {
    const random = seeded(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    let bytes: Buffer = pick(FILES);
    for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
      const at = Math.floor(random() * bytes.length);
      const rest = bytes.subarray(at + Math.floor(random() * 4));
      const piece = random() < 0.2 ? Buffer.from([Math.floor(random() * 256)]) : pick(ODD);
      bytes = Buffer.concat([bytes.subarray(0, at), piece, rest]);
    }
    const source = await readHostLines("hosts.jsonl", pieces(bytes, random));
    const { inventory, diagnostics } = mergeSources([source]);
    const lines = bytes.toString("utf8").split("\n");
    for (const { line, col, message } of diagnostics) {
      expect([seed, line >= 1 && line <= lines.length, message]).toEqual([seed, true, message]);
      expect([seed, col >= 1 && col <= lines[line - 1]!.length + 1, message]).toEqual([seed, true, message]);
    }
    for (const { port, groups } of inventory.hosts.values()) {
      expect(port === undefined || (port >= 1 && port <= 65535)).toBe(true);
      expect(groups.every((group) => typeof group === "string")).toBe(true);
    }
    hosts += inventory.hosts.size;
    mistakes += diagnostics.length;
  }
  expect(hosts).toBeGreaterThan(3_000);
  expect(mistakes).toBeGreaterThan(3_000);
});
