import { expect, it } from "vitest";
import { linesOf } from "../../../../src/inventory/lines.ts";

async function* chunked(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(text: string, size: number, limit: number): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const { number, bytes, ended } of linesOf(chunked(text, size), limit))
    lines.push([number, bytes?.toString("utf8") ?? null, ended]);
  return lines;
}

it("gives the same lines wherever chunks end", async () => {
  const text = "one\r\n\nthrée\nabcdefgh\nabcdefghi\nlast";
  for (let size = 1; size <= Buffer.byteLength(text); size++)
    expect(await read(text, size, 8)).toEqual([
      [1, "one", true],
      [2, "", true],
      [3, "thrée", true],
      [4, "abcdefgh", true],
      [5, null, true],
      [6, "last", false],
    ]);
});

it("has no line after the last newline", async () => {
  expect(await read("", 1, 8)).toEqual([]);
  expect(await read("\n", 1, 8)).toEqual([[1, "", true]]);
  expect(await read("a\n", 1, 8)).toEqual([[1, "a", true]]);
});
