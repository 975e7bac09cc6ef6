/** Programs of the operator's own as a module: one that looks, one that does, one that takes back. No shell. */
import type { CommandWant } from "../protocol/wants.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import type { Module } from "./module.ts";

/** What `check` says: 0 as wanted, 1 to be done. Anything else is no answer. */
type State = "as-wanted" | "to-be-done" | { readonly unclear: string };

interface Image {
  readonly want: CommandWant;
}

const DEFAULT_MS = 60_000;

export const command: Module<State, CommandWant, Image> = {
  check: (sys, want) => look(sys, want),
  diff(state, want) {
    if (typeof state === "object") return { refused: "refused", message: state.unclear };
    const because = [`${words(want.check)} says ${state === "as-wanted" ? "0: as wanted" : "1: to be done"}`];
    if (state === "as-wanted") return { changes: [], edits: [], because };
    const title = `run ${words(want.apply)}`;
    return {
      changes: [{ key: `command:${words(want.check)}`, title, before: null, after: words(want.apply) }],
      edits: [],
      because,
    };
  },
  image: (_, want) => ({ want }),
  async apply(sys, { want }) {
    await must(sys, want.apply, want);
  },
  async undo(sys, { want }) {
    await must(sys, want.undo, want);
    const after = await look(sys, want);
    if (after === "to-be-done") return [`${words(want.undo)} was run, and ${words(want.check)} says 1 as before`];
    const found = after === "as-wanted" ? `${words(want.check)} says 0: it is still there` : after.unclear;
    throw new Fault("io", `after ${words(want.undo)}: ${found}`);
  },
};

async function look(sys: System, want: CommandWant): Promise<State> {
  const { code, signal, stderr } = await sys.exec(want.check, { timeoutMs: want.timeout_ms ?? DEFAULT_MS });
  if (code === 0) return "as-wanted";
  if (code === 1) return "to-be-done";
  const how = code === null ? `was ended by ${signal}` : code === 127 ? "was not found" : `ended with ${code}`;
  return {
    unclear: `${words(want.check)} ${how}${said(stderr)}; it must end with 0 where all is as wanted, with 1 where there is something to do`,
  };
}

async function must(sys: System, argv: readonly string[], want: CommandWant): Promise<void> {
  const { code, signal, stderr } = await sys.exec(argv, { timeoutMs: want.timeout_ms ?? DEFAULT_MS });
  if (code !== 0)
    throw new Fault(
      "io",
      `${words(argv)} ${code === null ? `was ended by ${signal}` : `ended with ${code}`}${said(stderr)}`,
    );
}

function said(stderr: string): string {
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return last === "" ? "" : ` (${last})`;
}

function words(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
