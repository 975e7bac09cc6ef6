import type { KeptRun, Store } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";

/** @param name a run's id, an unambiguous beginning of one, or `last`. */
export async function findRun(name: string, store: Store): Promise<KeptRun> {
  const runs = await store.runs();
  const matches = name === "last" ? runs.slice(0, 1) : runs.filter((run) => run.run.startsWith(name));
  const exact = matches.find((run) => run.run === name);
  if (exact !== undefined) return exact;
  if (matches.length === 1) return matches[0]!;
  const known = runs
    .slice(0, 5)
    .map((run) => run.run)
    .join(", ");
  const why = matches.length > 1 ? `${name} fits several runs` : `there is no run ${name}`;
  throw new ExitError(
    EXIT.usage,
    `${why}; ${known === "" ? `none were kept in ${store.where}` : `the latest are ${known}`}`,
  );
}
