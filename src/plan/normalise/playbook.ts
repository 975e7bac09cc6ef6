/** One phase's playbook, with what the plan adds to it. */
import type { GateCall } from "../gates.ts";
import { type OwnFiles, ownPath } from "../own-files.ts";
import type { Extension, Gate } from "../plan.generated.ts";
import type { Playbook, PlaybookStep, Rollout } from "../plan.ts";
import type { PlaybookFile } from "../playbook.generated.ts";
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
  gates: (list: readonly Gate[] | undefined, namedIn?: string) => GateCall[],
  below: Rollout,
  own: OwnFiles,
): Playbook {
  const both = (key: "entry" | "exit" | "service_entry" | "service_exit"): GateCall[] => {
    const calls = [...gates(file[key], source.file), ...gates(extension?.[key])];
    return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
  };
  const step = (from: PlaybookFile["steps"][number], at: PlaybookStep["at"]): PlaybookStep => ({
    name: from.name,
    id: from.id,
    on: from.on,
    module: from.module,
    ...wantOf(from, at.file, own),
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

/** The source of a module of the operator's own stays beside its want: it is no template. */
function wantOf(
  { module, want = {} }: PlaybookFile["steps"][number],
  namedIn: string,
  own: OwnFiles,
): Pick<PlaybookStep, "want" | "own"> {
  if (module !== "own") return { want, own: null };
  const { file, want: inner = {} } = want as {
    readonly file: string;
    readonly want?: Readonly<Record<string, unknown>>;
  };
  const source = own.source(ownPath(file, namedIn)) as { readonly javascript: string };
  return { want: inner, own: { file, source: source.javascript } };
}
