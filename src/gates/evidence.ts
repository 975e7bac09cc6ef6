/** Evidence: what a gate saw, sealed with the sha256 of its canonical JSON. */
import { createHash } from "node:crypto";
import type { Evidence } from "../engine/ports.ts";

/** JSON with the keys of every object in code-unit order and no white space: equal values give equal text. `undefined` counts as absent. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** @returns the fields with `sha256` over their canonical JSON; `observed` is a plain JSON copy, so that it reads back as it was sealed. */
export function sealEvidence(fields: Omit<Evidence, "sha256">): Evidence {
  const plain = JSON.parse(JSON.stringify({ ...fields, observed: fields.observed ?? null })) as Omit<
    Evidence,
    "sha256"
  >;
  return { ...plain, sha256: digest(plain) };
}

/** Whether the evidence is as it was sealed. */
export function isIntact(evidence: Evidence): boolean {
  const { sha256, ...fields } = evidence;
  return digest(fields) === sha256;
}

function digest(fields: Omit<Evidence, "sha256">): string {
  return createHash("sha256").update(canonicalJson(fields)).digest("hex");
}
