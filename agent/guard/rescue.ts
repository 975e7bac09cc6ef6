/** What the guard must know of a step beyond its files. */
export interface Rescue {
  /** What the step adds: undone by taking exactly that away. */
  readonly added: {
    readonly addresses: readonly { readonly interface: string; readonly address: string }[];
    /** Arguments of `ip`: `-6 route del …`. */
    readonly routes: readonly (readonly string[])[];
  };
  /** Commands with which the network stack takes its files in again, run once they are back: it is given time to bring back what is its own before the script does. */
  readonly reload: readonly (readonly string[])[];
  /** Run by the undo script when files, addresses and routes are back, each with the file that holds the pid of a process already doing its job. */
  readonly afterUndo: readonly { readonly argv: readonly string[]; readonly unlessRunning: string | null }[];
  /** After the commit, watch for IPv4 that comes back; what may be there: `interface` or `interface address/length`. Absent: no watch. */
  readonly standing?: readonly string[];
  /** Run once the transaction is committed; may fail. */
  readonly onCommit: readonly (readonly string[])[];
}
