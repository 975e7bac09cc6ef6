import { expect, it } from "vitest";
import { LONGEST_LINE, readHostLines } from "../../../../src/inventory/host-lines.ts";
import { formatDiagnostic } from "../../../../src/plan/diagnostics.ts";

async function* texts(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

const read = async (...parts: string[]): Promise<{ names: string[]; said: string[] }> => {
  const { hosts, diagnostics } = await readHostLines("hosts.jsonl", texts(...parts));
  return { names: hosts.map(({ name }) => name), said: diagnostics.map(formatDiagnostic) };
};

it("is done with every chunk of lines before it asks for the next", async () => {
  async function* sameMemory(): AsyncGenerator<Buffer> {
    const chunk = Buffer.alloc(64);
    for (let i = 0; i < 1_000; i++) {
      chunk.fill(" ").write(`{"name": "h${i}", "vars": {"rack": "r${i}"}}`);
      chunk[63] = 0x0a;
      yield chunk;
    }
  }
  const { hosts } = await readHostLines("hosts.jsonl", sameMemory());
  expect(hosts.map(({ name, vars }) => `${name} ${vars.rack}`)).toEqual(
    Array.from({ length: 1_000 }, (_, i) => `h${i} r${i}`),
  );
});

it("keeps nothing of a line that is too long, and goes on after it", async () => {
  const part = "x".repeat(LONGEST_LINE / 2);
  const { names, said } = await read('{"name": "a"}\n{"name": "', part, part, part, '"}\n{"name": "b"}\n');
  expect(names).toEqual(["a", "b"]);
  expect(said).toEqual([expect.stringContaining("hosts.jsonl:2:1: error: the line is longer than 1024 KiB")]);
});

it("tells a hundred lines with mistakes, and how many more there are", async () => {
  const { names, said } = await read("hello\n".repeat(150), '{"name": "a"}\n');
  expect(names).toEqual(["a"]);
  expect(said).toHaveLength(101);
  expect(said[100]).toBe("hosts.jsonl:101: error: 50 lines from here on have mistakes too [more-mistakes]");
});

it("takes a byte order mark, and a last line without an end", async () => {
  expect(await read('\uFEFF{"name": "a"}\n', '{"name": "b"}')).toEqual({ names: ["a", "b"], said: [] });
});

it("has a place for what is wrong even on a line that nests deeper than it looks", async () => {
  const deep = `${"[".repeat(200)}${"]".repeat(200)}`;
  const { names, said } = await read(
    `{"name": "a"}\n{"vars": {"x": ${deep}}, "name": "a"}\n{"vars": {"x": ${deep}}, "port": 0, "name": "b"}\n`,
  );
  expect(names).toEqual(["a", "b"]);
  expect(said).toEqual([
    expect.stringContaining("hosts.jsonl:2:1: error: `a` is written twice"),
    expect.stringContaining("hosts.jsonl:3:1: error: `hosts.b.port` must be a port"),
  ]);
});

it("refuses a line that nests without an end, and goes on after it", async () => {
  const endless = `${"[".repeat(6000)}${"]".repeat(6000)}`;
  const { names, said } = await read(
    `{"name": "a", "vars": {"x": "[[[\\"[["}}\n{"name": "b", "vars": {"x": ${endless}}, "bogus": 1}\n{"name": "c"}\n`,
  );
  expect(names).toEqual(["a", "c"]);
  expect(said).toEqual([expect.stringContaining("hosts.jsonl:2:1027: error: it nests more than 1000 levels deep")]);
});

it("takes names that are names of everything", async () => {
  expect(await read('{"name": "__proto__"}\n{"name": "constructor"}\n{"name": "__proto__"}\n')).toEqual({
    names: ["__proto__", "constructor"],
    said: [expect.stringContaining("hosts.jsonl:3:10: error: `__proto__` is written twice: first in hosts.jsonl:1")],
  });
});
