/** What every module is: check what is, diff against what should be, apply the difference, undo it from the receipt. */
import type { Rescue } from "../guard/rescue.ts";
import type { Change } from "../protocol/messages.ts";
import type { System } from "../system.ts";

/** Where the agent itself lies: daemons are installed from it. */
export interface AgentHome {
  /** The Node that runs this agent. */
  readonly node: string;
  /** Folder with `agent.cjs` and what it loads. */
  readonly bundleDir: string;
  /** sha256 of the bundle, as `hello` says it. */
  readonly sha256: string;
}

/** One file to write (or, with `after` null, to remove). */
export interface FileEdit {
  readonly path: string;
  readonly after: string | null;
  /** For a file that is new; an existing one keeps its own. */
  readonly mode?: number;
  /** `after` is the target of a symlink. */
  readonly linkTo?: boolean;
  /** Replace a symlink itself by a plain file, where otherwise the file it points to is written. */
  readonly replaceLink?: boolean;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** The files behind the changes; none if the changes are of another kind. */
  readonly edits: readonly FileEdit[];
  /** How the module came to its answer. */
  readonly because: readonly string[];
  /** Why `apply` would refuse as things are now. A dry run only says so: an earlier step of the run may put it right. */
  readonly blocked?: string;
}

/** The module will not do this here: `refused` because it would harm, `unsupported` because it does not know how. */
export interface Refusal {
  readonly refused: "refused" | "unsupported";
  /** What was found and what to do next. */
  readonly message: string;
}

/** F: facts (what is). W: want. I: runtime before-image, JSON. Law: after `apply`, `diff(check(), want)` has no changes. */
export interface Module<F, W, I> {
  check(sys: System, want: W, home: AgentHome | null): Promise<F>;
  /** Pure. */
  diff(facts: F, want: W): Plan | Refusal;
  /** What undo needs beside the files of the edits; taken before anything changes. Pure. */
  image(facts: F, want: W): I;
  /** Do it all: `writeFiles` writes the edits, at the moment the module chooses. @returns what came to light in doing it. */
  apply(
    sys: System,
    work: { facts: F; want: W; plan: Plan; writeFiles: () => Promise<void> },
    // biome-ignore lint/suspicious/noConfusingVoidType: most modules have nothing to add
  ): Promise<readonly string[] | void>;
  /** Put everything back; `restoreFiles` puts the files back, at the moment the module chooses. @throws Fault where it is not as before. @returns what was done beyond that. */
  undo(sys: System, image: I, restoreFiles: () => Promise<void>): Promise<readonly string[]>;
  /** For guarded steps. */
  rescue?(facts: F, want: W): Rescue;
}

export function isRefusal(answer: Plan | Refusal): answer is Refusal {
  return "refused" in answer;
}
