/** Evidence sealed with the sha256 of its canonical JSON. */
import { sha256Of } from "./canonical-json.ts";
import type { Evidence } from "./ports.ts";

/** @returns the fields with `sha256` over their canonical JSON; `observed` is a plain JSON copy, so that it reads back as it was sealed. */
export function sealEvidence(fields: Omit<Evidence, "sha256">): Evidence {
  const plain = JSON.parse(JSON.stringify({ ...fields, observed: fields.observed ?? null })) as Omit<
    Evidence,
    "sha256"
  >;
  return { ...plain, sha256: sha256Of(plain) };
}

/** Whether the evidence is as it was sealed. */
export function isIntact(evidence: Evidence): boolean {
  const { sha256, ...fields } = evidence;
  return sha256Of(fields) === sha256;
}
