/** One phase's playbook, with what the plan adds to it. */
import type { GateCall } from "../gates.ts";
import type { Extension, Gate } from "../plan.generated.ts";
import type { Playbook, PlaybookStep } from "../plan.ts";
import type { PlaybookFile } from "../playbook.generated.ts";
import type { Rollout } from "../rollout.ts";
import type { YamlSource } from "../yaml.ts";
import { rolloutOverride } from "./rollout.ts";

export interface PlaybookParts {
  readonly file: PlaybookFile;
  readonly source: YamlSource;
}

export function playbookOf(
  { file, source }: PlaybookParts,
  extension: Extension | undefined,
  plan: YamlSource,
  gates: (list: readonly Gate[] | undefined) => GateCall[],
  below: Rollout,
): Playbook {
  const both = (key: "entry" | "exit" | "service_entry" | "service_exit"): GateCall[] =>
    gates([...(file[key] ?? []), ...(extension?.[key] ?? [])]);
  const step = (from: PlaybookFile["steps"][number], at: PlaybookStep["at"]): PlaybookStep => ({
    name: from.name,
    id: from.id,
    on: from.on,
    module: from.module,
    want: from.want ?? {},
    guarded: from.guarded ?? false,
    before: gates(from.before),
    after: gates(from.after),
    when: from.when ?? null,
    at,
  });
  return {
    phase: file.phase,
    name: file.name,
    file: source.file,
    rollout: rolloutOverride(file.rollout, below),
    entry: both("entry"),
    steps: [
      ...file.steps.map((s, i) => step(s, source.at(["steps", i], "value"))),
      ...(extension?.steps ?? []).map((s, i) => step(s, plan.at(["extend", file.phase, "steps", i], "value"))),
    ],
    exit: both("exit"),
    serviceEntry: both("service_entry"),
    serviceExit: both("service_exit"),
    onFail: file.on_fail ?? "undo",
    approve: file.approve ?? false,
  };
}
