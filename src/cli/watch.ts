/** `migrate status --watch`: the fleet of one run on a terminal, drawn anew each second; off a terminal a line whenever it waits for something else. */
import { setTimeout as wait } from "node:timers/promises";
import { painter } from "../report/color.ts";
import { versionLine } from "../report/version-line.ts";
import { watchLines } from "../report/watch-text.ts";
import { EXIT } from "./exit.ts";
import { findRun } from "./find-run.ts";
import { Follower } from "./follow.ts";
import type { Globals } from "./globals.ts";
import { withStore } from "./open-store.ts";

const LOOK_MS = 1_000;
/** Of a terminal that does not say. */
const COLUMNS = 80;
const ROWS = 24;

/** @returns 0 when the run has ended, or the person has seen enough. */
export async function watch(name: string, globals: Globals): Promise<number> {
  return withStore(globals, async (store) => {
    const follower = new Follower(await findRun(name, store));
    const leaving = new AbortController();
    const leave = (): void => leaving.abort();
    process.once("SIGINT", leave);
    const out = process.stdout;
    const live = out.isTTY === true && !globals.json;
    const paint = painter(out, globals.color);
    // The other screen of the terminal, without a cursor; what was there comes back afterwards.
    if (live) out.write("\u001b[?1049h\u001b[?25l");
    let said = "";
    if (globals.json) out.write(versionLine());
    try {
      for (;;) {
        await follower.more();
        const view = follower.watch.view(follower.state);
        if (live) {
          const lines = watchLines(view, out.columns ?? COLUMNS, (out.rows ?? ROWS) - 1, Date.now(), paint);
          out.write(`\u001b[H${lines.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`);
        } else {
          const { groups: _, ...told } = view;
          const line = globals.json ? JSON.stringify({ type: "fleet", ...told }) : oneLine(view.waits, view.counts);
          if (line !== said) out.write(`${line}\n`);
          said = line;
        }
        if (view.ended || leaving.signal.aborted) break;
        await wait(LOOK_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
      }
    } finally {
      process.off("SIGINT", leave);
      if (live) out.write("\u001b[?25h\u001b[?1049l");
    }
    const view = follower.watch.view(follower.state);
    if (live) out.write(`${watchLines(view, out.columns ?? COLUMNS, ROWS, Date.now(), paint).join("\n")}\n`);
    return EXIT.ok;
  });
}

function oneLine(waits: string, counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([standing, count]) => `${count} ${standing}`);
  return `${waits} (${words.join(", ")})`;
}
