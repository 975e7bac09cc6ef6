/** What a module of the operator's own is: a file beside the plan whose default export is an `OwnModule`. It may import `node:` modules and nothing else. */
import type { Change } from "../../protocol/messages.ts";
import type { System } from "../../system.ts";

/** Commands, files and the clock of the host. */
export type OwnSystem = Pick<
  System,
  "exec" | "stat" | "read" | "list" | "write" | "symlink" | "remove" | "mkdir" | "now"
>;

/** One file to write or, with `after` null, to remove. Its before-image is kept, and put back by undo with mode, owner and attributes. */
export interface OwnEdit {
  readonly path: string;
  readonly after: string | null;
  /** For a file that is new. */
  readonly mode?: number;
}

export interface OwnPlan {
  /** Empty: nothing to do. Keys are unique within the step. */
  readonly changes: readonly Change[];
  readonly edits?: readonly OwnEdit[];
  readonly because?: readonly string[];
}

/** It will not be done here: what was found, and what to do next. */
export interface OwnRefusal {
  readonly refused: string;
}

/**
 * F: what is. W: what should be, as the step's `want` says. I: what undo needs beside the files of the edits, as JSON.
 * Law: after `apply`, `diff(check(), want)` has no changes; after `undo`, the host is as before.
 */
export interface OwnModule<F = unknown, W = unknown, I = unknown> {
  /** Looks, and changes nothing: a dry run calls it too. */
  check(sys: OwnSystem, want: W): Promise<F>;
  /** Pure. */
  diff(facts: F, want: W): OwnPlan | OwnRefusal;
  /** Pure; taken before anything changes. Left out: nothing. */
  image?(facts: F, want: W): I;
  /** `writeFiles` writes the edits, at the moment the module chooses. Left out: the edits are all there is to do. */
  apply?(
    sys: OwnSystem,
    work: { readonly facts: F; readonly want: W; readonly writeFiles: () => Promise<void> },
  ): Promise<void>;
  /** `restoreFiles` puts the files back. Throws where it is not as before. Left out: the files are all there is to undo. */
  undo?(sys: OwnSystem, image: I, restoreFiles: () => Promise<void>): Promise<void>;
}
