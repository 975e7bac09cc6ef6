import { expect, it } from "vitest";
import { jsonPlaces } from "../../../../src/inventory/json-places.ts";
import { seeded } from "../../../property/seeded.ts";

const LINE =
  ' {"name": "wéb\\"1", "groups": [ "a",{"b" : -1.5e3}], "vars": {"x/y": {"": null}, "t": true}, "e": [], "o": {}}';

it("finds keys and values", () => {
  const { at, fault } = jsonPlaces(LINE);
  const shown = (...path: (string | number)[]): unknown[] => {
    const { key, from, to } = at(path)!;
    return [key === null ? null : LINE.slice(key).split(":")[0]!.trim(), LINE.slice(from, to)];
  };
  expect(fault).toBeNull();
  expect(shown()).toEqual([null, LINE.slice(1)]);
  expect(shown("name")).toEqual(['"name"', '"wéb\\"1"']);
  expect(shown("groups", 0)).toEqual([null, '"a"']);
  expect(shown("groups", 1, "b")).toEqual(['"b"', "-1.5e3"]);
  expect(shown("vars", "x/y", "")).toEqual(['""', "null"]);
  expect(shown("o")).toEqual(['"o"', "{}"]);
  expect(at(["vars", "z"])).toBeUndefined();
});

it.each([
  ['{"a": 1,}', 8],
  ["[1,]", 3],
  ["[,1]", 1],
  ["{'a': 1}", 1],
  ['{"a" 1}', 5],
  ['{"a": True}', 6],
  ['{"a": NaN}', 6],
  ['{"a": 01}', 6],
  ['{"a": "\\x"}', 7],
  ['{"a": "b', 8],
  ['{"a":', 5],
  ['{"a": 1}}', 8],
  ["", 0],
  ["[".repeat(100_000), 101],
])("ceases to be JSON: %s", (text, fault) => {
  expect(jsonPlaces(text).fault).toBe(fault);
});

it("says of any text what JSON.parse says", () => {
  const random = seeded(8);
  const odd = [...'{}[]:,"\\ \t0-.e1', "true", "nul", "\u0001", "é", "\\u00e9"];
  for (let round = 0; round < 5_000; round++) {
    let text = LINE;
    for (let edits = Math.floor(random() * 3); edits >= 0; edits--) {
      const at = Math.floor(random() * text.length);
      text = text.slice(0, at) + odd[Math.floor(random() * odd.length)] + text.slice(at + Math.floor(random() * 3));
    }
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect([text, jsonPlaces(text).fault === null]).toEqual([text, valid]);
  }
});
