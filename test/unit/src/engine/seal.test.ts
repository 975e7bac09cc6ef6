import { expect, test } from "vitest";
import { canonicalJson } from "../../../../src/engine/canonical-json.ts";
import { isIntact, sealEvidence } from "../../../../src/engine/seal.ts";

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson({ x: 1, y: 2 })).toBe(canonicalJson({ y: 2, x: 1 }));
});

const FIELDS = {
  gate: "phase-1/exit/prefer6",
  name: "prefer6",
  finding: "pass",
  because: "Good.",
  observed: { rows: [undefined, 1], at: new Date(0) },
  at: 5,
} as const;

test("evidence survives being written and read back", () => {
  const sealed = sealEvidence(FIELDS);
  expect(isIntact(JSON.parse(JSON.stringify(sealed)))).toBe(true);
});

test("evidence that was changed is not intact", () => {
  const sealed = sealEvidence(FIELDS);
  expect(isIntact({ ...sealed, finding: "fail" })).toBe(false);
  expect(isIntact({ ...sealed, observed: { rows: [2] } })).toBe(false);
});
