/** Steps whose want the schema leaves open have what their module needs. */
import { type OwnFiles, ownPath } from "../own-files.ts";
import type { Step } from "../playbook.generated.ts";
import type { Loose } from "../schema.ts";
import type { Path } from "../yaml.ts";
import { present, type RuleContext } from "./context.ts";

/** @param namedIn file that the steps are written in. */
export function checkSteps(
  { error }: Pick<RuleContext, "error">,
  steps: readonly (Loose<Step> | undefined)[] | undefined,
  path: Path,
  namedIn: string,
  own: OwnFiles,
): void {
  for (const [i, { module, want = {} }] of present(steps)) {
    if (module === "command") commandHasPrograms(want, [...path, i, "want"]);
    if (module === "own") ownHasFile(want, [...path, i, "want"]);
  }

  function commandHasPrograms(want: Readonly<Record<string, unknown>>, at: Path): void {
    for (const key of ["check", "apply", "undo"]) {
      const argv = want[key];
      if (Array.isArray(argv) && argv.length > 0 && argv.every((word) => typeof word === "string")) continue;
      const hint = "a list of words, run without a shell: [systemctl, is-active, --quiet, api.service]";
      if (argv === undefined) error("missing-key", at, `a command needs \`${key}\``, hint);
      else error("wrong-value", [...at, key], `\`${key}\` must be a program and its arguments`, hint);
    }
    const { timeout_ms: timeout } = want;
    if (timeout !== undefined && !(Number.isInteger(timeout) && (timeout as number) > 0))
      error("wrong-value", [...at, "timeout_ms"], "`timeout_ms` must be a whole number of milliseconds");
    for (const key of Object.keys(want)) {
      if (!["check", "apply", "undo", "timeout_ms"].includes(key))
        error("unknown-key", [...at, key], `a command has no \`${key}\``, "it has: check, apply, undo, timeout_ms");
    }
  }

  function ownHasFile(want: Readonly<Record<string, unknown>>, at: Path): void {
    const { file } = want;
    if (typeof file !== "string") {
      error("missing-key", at, "a module of your own needs `file`", "want: {file: ./modules/motd.ts, want: {…}}");
      return;
    }
    for (const key of Object.keys(want)) {
      if (key !== "file" && key !== "want")
        error(
          "unknown-key",
          [...at, key],
          `here stand \`file\` and \`want\`, not \`${key}\``,
          `move it below \`want\``,
        );
    }
    const source = own.source(ownPath(file, namedIn));
    if (source !== null && "problem" in source)
      error("wrong-value", [...at, "file"], `${file} is no TypeScript that Node can run: ${source.problem}`);
  }
}
