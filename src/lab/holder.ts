/**
 * The process that holds a lab after `migrate lab up` returned to the shell. Reads `{spec, options}` as JSON on standard input; says
 * on standard output one line of JSON: {"ready": true} or {"error": TEXT}, with {"say": TEXT} before it. SIGTERM takes the lab down.
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startLab } from "./lab.ts";
import type { LabSpec } from "./spec.ts";

export interface HolderInput {
  readonly spec: LabSpec;
  readonly name: string;
  readonly plan: string | null;
  readonly seed: number | null;
}

export type HolderSays = { readonly say: string } | { readonly ready: true } | { readonly error: string };

const down = new AbortController();
process.on("SIGTERM", () => down.abort());
process.on("SIGINT", () => down.abort());
process.on("SIGHUP", () => undefined);
// The shell's end of these pipes closes once the lab is up.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

function tell(message: HolderSays): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function main(): Promise<number> {
  const { spec, name, plan, seed } = JSON.parse(await text(process.stdin)) as HolderInput;
  let up = false;
  let log = "";
  const say = (line: string) => {
    if (up) appendFileSync(log, `${line}\n`);
    else tell({ say: line });
  };
  const options = {
    name,
    say,
    signal: down.signal,
    ...(plan === null ? {} : { plan }),
    ...(seed === null ? {} : { seed }),
  };
  const lab = await startLab(spec, options);
  log = join(lab.folder, "log", "holder.log");
  up = true;
  tell({ ready: true });
  const alive = setInterval(() => undefined, 2 ** 30);
  await new Promise<void>((resolve) => {
    if (down.signal.aborted) resolve();
    else down.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  clearInterval(alive);
  await lab.stop();
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    tell({ error: error.message });
    process.exitCode = 1;
  },
);
