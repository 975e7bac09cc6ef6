/** What taking IPv4 out of a network stack's own files comes to. */

export interface StackFile {
  readonly path: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
  /** Of a new file. */
  readonly mode?: number;
}

export interface StackEdit {
  readonly files: readonly StackFile[];
  readonly because: readonly string[];
  /** Commands that make of the files what the stack reads; before `reload`, and before the network of a boot. */
  readonly generate?: readonly (readonly string[])[];
  /** Commands with which the stack takes the files in; the same after an undo. Empty where it reads them only at boot. */
  readonly reload: readonly (readonly string[])[];
  /** Before those after an undo, where that takes more. */
  readonly reloadAfterUndo?: readonly (readonly string[])[];
}

export interface Unsupported {
  readonly unsupported: string;
}

/** What the stack itself assigns, `interface address`: everything else on its interfaces was put there by somebody else. */
export type Assigned = ReadonlySet<string>;

export function assignment(name: string, address: string): string {
  return `${name} ${address.split("/", 1)[0]}`;
}
