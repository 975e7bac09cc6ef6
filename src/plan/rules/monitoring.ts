/** Each file of the monitoring says what it is, and has what that needs. */
import { present, type Rule } from "./context.ts";

const KINDS = ["blackbox", "addresses", "checks", "template"] as const;
/** What goes with which. */
const BESIDE = { modules: "blackbox", commands: "checks", file: "template" } as const;

export const monitoringSaysWhat: Rule = (context) => {
  for (const [i, monitor] of present(context.plan.monitoring)) {
    const path = ["monitoring", i];
    const kinds = KINDS.filter((key) => context.isWritten([...path, key]));
    if (kinds.length !== 1) {
      context.error(
        "missing-key",
        path,
        kinds.length === 0
          ? "this does not say what watches"
          : `this is ${kinds.join(" and ")} at once: write an item for each`,
        `one of: ${KINDS.join(", ")}`,
      );
      continue;
    }
    for (const [key, kind] of Object.entries(BESIDE)) {
      const written = context.isWritten([...path, key]);
      if (written && kinds[0] !== kind)
        context.error("unused-key", [...path, key], `\`${key}\` belongs to \`${kind}\`, and this is \`${kinds[0]}\``);
      if (!written && kinds[0] === kind && key !== "modules")
        context.error("missing-key", path, `\`${kind}\` lacks \`${key}\``);
    }
    if (monitor.file !== undefined && !/\{\{\s*host\s*\}\}/.test(monitor.file))
      context.error(
        "wrong-value",
        [...path, "file"],
        "`file` has no {{host}}: every host would overwrite the one before",
        'file: "/etc/icinga2/conf.d/{{host}}.conf"',
      );
  }
};
