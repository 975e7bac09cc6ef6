/** A backend of the operator's own is named where it is meant, can be read, and is not asked for what only ours can do. */
import { type OwnFiles, ownPath } from "../own-files.ts";
import type { PlanFile } from "../plan.generated.ts";
import type { Loose } from "../schema.ts";
import type { RuleContext } from "./context.ts";

/** @param plan path of the file. */
export function checkOwnBackends(
  { nat64, dns64 }: Loose<PlanFile>,
  { error, isWritten }: Pick<RuleContext, "error" | "isWritten">,
  plan: string,
  files: OwnFiles,
): void {
  for (const [role, part] of [["nat64", nat64] as const, ["dns64", dns64] as const]) {
    const written = isWritten([role, "own"]);
    if (part?.backend === "own" && !written)
      error(
        "missing-key",
        [role, "backend"],
        `backend own, but \`${role}\` has no \`own\``,
        `own: {file: ./backends/${role}.ts}`,
      );
    if (written && part?.backend !== "own" && (part?.backend !== undefined || !isWritten([role, "backend"])))
      error(
        "unused-key",
        [role, "own"],
        `\`own\` is not used: the backend is ${part?.backend ?? "builtin"}`,
        "backend: own",
      );
    const file = part?.own?.file;
    const source = file === undefined ? null : files.source(ownPath(file, plan));
    if (source !== null && "problem" in source)
      error("wrong-value", [role, "own", "file"], `${file} is no TypeScript that Node can run: ${source.problem}`);
  }
  if (nat64?.backend !== "own") return;
  const ofOurs = {
    spread: nat64.spread === true,
    fastpath: nat64.fastpath === "require",
  };
  for (const [key, asked] of Object.entries(ofOurs)) {
    if (asked)
      error(
        "wrong-value",
        ["nat64", key],
        `\`${key}\` is for the backends that come with migrate: with backend own the file sees to it, or nobody`,
        "take it out, or use another backend",
      );
  }
}
