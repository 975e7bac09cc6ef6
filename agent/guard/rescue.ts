/** What the guard must know of a step beyond its files. */
export interface Rescue {
  /** What the step adds: undone by taking exactly that away. */
  readonly added: {
    readonly addresses: readonly { readonly interface: string; readonly address: string }[];
    /** Arguments of `ip`: `-6 route del …`. */
    readonly routes: readonly (readonly string[])[];
  };
  /** Commands that make, of the files, what a stack reads at its start. Also run by an undo at boot: there a generator has run before it, on the files as they were. */
  readonly generate?: readonly (readonly string[])[];
  /** Commands with which the network stack takes its files in again, run once they are back: it is given time to bring back what is its own before the script does. */
  readonly reload: readonly (readonly string[])[];
  /** Run by the undo script when files, addresses and routes are back, each with the file that holds the pid of a process already doing its job. */
  readonly afterUndo: readonly { readonly argv: readonly string[]; readonly unlessRunning: string | null }[];
  /** What is watched after the commit. Absent: nothing. */
  readonly standing?: StandingWant;
  /** Run once its gates have passed, and again once it is committed; may fail. */
  readonly closing: readonly (readonly string[])[];
}

export interface StandingWant {
  /** IPv4 that may be there: `interface` or `interface address/length`. */
  readonly allowed: readonly string[];
  /** A server on the IPv4-only internet that must go on being reached through the translator; null: not tested. */
  readonly translation: { readonly name: string; readonly port: number } | null;
}
