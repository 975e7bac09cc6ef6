/** Where runs, assessments and saved plans of this workstation are kept. */
import { resolve } from "node:path";
import { stateHome } from "../store/run-directory.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";

/** @throws ExitError where the kernel keeps no files: Node would try for ever to make a folder there. */
export function stateFolder({ state }: Globals): string {
  const home = state ?? stateHome();
  if (/^\/(proc|sys)(\/|$)/.test(resolve(home)))
    throw new ExitError(
      EXIT.usage,
      `runs cannot be kept in ${home}: the kernel keeps no files there\n--state DIR, or MIGRATE_STATE, names another folder`,
    );
  return home;
}
