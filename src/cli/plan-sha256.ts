import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Binds a run to the very bytes of its plan. */
export async function planSha256(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
