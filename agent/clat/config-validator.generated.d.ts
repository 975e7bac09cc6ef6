// Generated from schemas/ by `npm run generate`. Do not edit.
import type { ClatFile } from "./config.generated.ts";

export interface Finding {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: ((value: unknown) => value is ClatFile) & { errors?: Finding[] | null };
export default validate;
