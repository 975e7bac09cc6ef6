import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OWN_PLAYBOOKS } from "../../../../src/plan/load.ts";
import { PHASES } from "../../../../src/plan/plan.ts";
import { PLAYBOOKS } from "../../../../src/plan/playbooks.generated.ts";
import { hashOf } from "../../../../src/plan/source-hash.ts";
import { type Path, parsedBefore, parseYaml } from "../../../../src/plan/yaml.ts";

const place = ({ line, col }: { line: number; col: number }) => `${line}:${col}`;

describe("positions", () => {
  const source = parseYaml("f", 'a: 1\nb:\n  - x\n  - {c: [2, 3], d: }\ne: &base {f: 1}\ng:\n  <<: *base\n  h: "2"\n');
  it.each<[(string | number)[], string, string]>([
    [[], "1:1", "1:1"],
    [["a"], "1:1", "1:4"],
    [["b", 0], "3:5", "3:5"],
    [["b", 1, "c"], "4:6", "4:6"],
    [["b", 1, "c", 1], "4:13", "4:13"],
    [["b", 1, "d"], "4:17", "4:17"],
    [["g", "f"], "6:1", "6:1"],
    [["g", "h"], "8:3", "8:6"],
    [["nowhere", "at", "all"], "1:1", "1:1"],
    [["b", 9], "2:1", "2:1"],
  ])("%j", (path, key, value) => {
    expect(place(source.at(path))).toBe(key);
    expect(place(source.at(path, "value"))).toBe(value);
  });

  it("reads merges, and tells what is written from what is not", () => {
    expect(source.value).toMatchObject({ g: { f: 1, h: "2" } });
    expect(source.has(["b", 1, "d"])).toBe(true);
    expect(source.has(["b", 1, "x"])).toBe(false);
    expect(source.written(["g", "h"])).toBe('"2"');
    expect(source.written(["b"])).toBeNull();
  });

  it("stay true behind a mended trap", () => {
    const mended = parseYaml("f", "a: 2001:db8::\nb: {c: ::1, d: {{ x }}}\ne: 5\n");
    expect(mended.readable).toBe(true);
    expect(mended.diagnostics.map(place)).toEqual(["1:4", "2:8", "2:16"]);
    expect(place(mended.at(["e"], "value"))).toBe("3:4");
  });

  it("leave alone what is an address without quotes to everyone", () => {
    const text = "a: 64:ff9b::/96\nb: [2001:db8::1, 2001:db8::/32, 10.0.0.0/8]\nc: ::1\nd: db:5432\ne: 22:00-05:00\n";
    expect(parseYaml("f", text).diagnostics).toEqual([]);
  });

  it("take the file for PyYAML's where Ansible reads it", () =>
    expect(parseYaml("f", "a: yes\nb: 1:20\n", "1.1").value).toEqual({ a: true, b: 80 }));
});

it.each(PHASES)("our own %s says the same as when it is parsed", (phase) => {
  const file = `${OWN_PLAYBOOKS}/${phase}.yaml`;
  const text = readFileSync(file, "utf8");
  const parsed = parseYaml(file, text);
  const known = parsedBefore(file, text, PLAYBOOKS[hashOf(file, text).sha256]!);
  expect(known.value).toEqual(parsed.value);
  expect([known.readable, known.diagnostics]).toEqual([true, parsed.diagnostics]);
  const { steps } = parsed.value as { readonly steps: readonly object[] };
  const paths: Path[] = [
    [],
    ["name"],
    ["steps"],
    ["steps", 99],
    ...steps.flatMap((_, i) => [
      ["steps", i],
      ["steps", i, "id"],
    ]),
  ];
  for (const path of paths) {
    expect(known.at(path)).toEqual(parsed.at(path));
    expect(known.at(path, "value")).toEqual(parsed.at(path, "value"));
    expect([known.has(path), known.written(path)]).toEqual([parsed.has(path), parsed.written(path)]);
  }
});
