/** A run's journal as it grows, replayed: for `status --watch` and `ui`, from any machine that sees the store. */
import type { Entry } from "../engine/journal.ts";
import { type Own, reduceInto } from "../engine/reduce.ts";
import { initialState, type RunState } from "../engine/state.ts";
import { FleetWatch } from "../report/fleet-view.ts";
import { entriesOf, type KeptRun } from "../store/store.ts";

export class Follower {
  readonly kept: KeptRun;
  readonly watch: FleetWatch;
  readonly #own: Own = new WeakSet();
  #state: RunState | null = null;
  #read = 0;

  constructor(kept: KeptRun) {
    this.kept = kept;
    this.watch = new FleetWatch(kept.run);
  }

  /** What came since the last time. */
  async more(): Promise<readonly Entry[]> {
    this.#state ??= initialState(await this.kept.execution(), "apply");
    const entries = entriesOf(await this.kept.journal.lines(this.#read), `journal of ${this.kept.run}`, this.#read);
    this.#read += entries.length;
    for (const entry of entries) {
      this.#state = reduceInto(this.#state, entry, this.#own);
      this.watch.observe(entry);
    }
    return entries;
  }

  get state(): RunState {
    if (this.#state === null) throw new Error("nothing was read yet");
    return this.#state;
  }
}
