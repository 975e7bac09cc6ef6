/** What modules and backends of the operator's own are: files beside the plan whose default export is an `OwnModule`, an `OwnNat64` or an `OwnDns64`. They may import `node:` modules and nothing else. */
import type { Change } from "../../protocol/messages.ts";
import type { OwnDns64Want, OwnNat64Want } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";

export type { OwnDns64Want, OwnNat64Want };

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

/** Raised with what a backend is given or has to answer. */
export const BACKEND_VERSION = 1;

/**
 * `nat64: {backend: own, own: {file: …}}`: what every gateway is to run. Once `apply` has returned, packets are translated, forwarding included,
 * and are again after a boot; after `undo` nothing is, and nothing of it is left.
 */
export interface OwnNat64<F = unknown, I = unknown> extends OwnModule<F, OwnNat64Want, I> {
  readonly backend: "nat64";
  readonly version: typeof BACKEND_VERSION;
}

/** `dns64: {backend: own, own: {file: …}}`: what every resolver is to run. Once `apply` has returned, it answers on `listen`, and does again after a boot. */
export interface OwnDns64<F = unknown, I = unknown> extends OwnModule<F, OwnDns64Want, I> {
  readonly backend: "dns64";
  readonly version: typeof BACKEND_VERSION;
}
