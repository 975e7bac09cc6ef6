/** Where runs are kept for this command: files, or what `--store` names. */
import { mkdir } from "node:fs/promises";
import type { Store } from "../store/store.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";

export async function openStore(globals: Globals): Promise<Store> {
  const url = storeUrl(globals);
  if (url === null) {
    const { fileStore } = await import("../store/files.ts");
    const { stateFolder } = await import("./state-folder.ts");
    const home = stateFolder(globals);
    await mkdir(home, { recursive: true }).catch((error: Error) => {
      throw new ExitError(
        EXIT.error,
        `runs cannot be kept in ${home}: ${error.message}\n--state DIR, or MIGRATE_STATE, names another folder`,
      );
    });
    return fileStore(home);
  }
  const { openPostgres, PostgresError } = await import("../store/postgres/open.ts");
  try {
    return await openPostgres(url);
  } catch (error: unknown) {
    if (error instanceof PostgresError) throw new ExitError(EXIT.error, error.message);
    throw error;
  }
}

export async function withStore<T>(globals: Globals, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(globals);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Null: files. */
export function storeUrl(globals: Globals): string | null {
  const url = globals.store ?? process.env.MIGRATE_STORE;
  if (url === undefined || url === "") return null;
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new ExitError(EXIT.usage, "--store: postgres://USER@HOST/DATABASE, or leave it out to keep runs in files");
  return url;
}
