/** What a plan was read from, told again when it changes. */
import { createHash } from "node:crypto";

export interface SourceHash {
  readonly file: string;
  /** Of its content, or of what an executable answered. */
  readonly sha256: string;
}

export function hashOf(file: string, text: string): SourceHash {
  return { file, sha256: createHash("sha256").update(text).digest("hex") };
}
