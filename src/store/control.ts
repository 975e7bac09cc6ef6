/** What people ask of a run that another process drives: a file for each request in `control/` of the run's folder, taken in the order they came. */
import { existsSync, type FSWatcher, mkdirSync, readdirSync, readFileSync, unlinkSync, watch } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ControlRequest } from "./store.ts";

/** File systems that tell nothing of changes, such as NFS, are looked at this often. */
const LOOK_MS = 1_000;

export class ControlBox {
  readonly #folder: string;

  constructor(runPath: string) {
    this.#folder = join(runPath, "control");
  }

  /** On disk when it resolves. */
  async ask(request: ControlRequest, now: Date = new Date()): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = `${now.toISOString().replaceAll(/[:.]/g, "-")}-${process.pid}`;
    const path = join(this.#folder, name);
    await writeFile(`${path}.new`, JSON.stringify(request), { mode: 0o600, flush: true });
    await rename(`${path}.new`, `${path}.json`);
    const folder = await open(this.#folder);
    await folder.sync();
    await folder.close();
  }

  /** Everything asked and not taken yet, oldest first; each is given once. */
  take(): ControlRequest[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .flatMap((name) => {
        const path = join(this.#folder, name);
        try {
          const request = JSON.parse(readFileSync(path, "utf8")) as ControlRequest;
          unlinkSync(path);
          return [request];
        } catch {
          // Cut by a full disk, or taken by another: it was asked and cannot be known, so it is asked again.
          return [];
        }
      });
  }

  /** @returns how to stop listening. What was asked of an earlier process is gone with it. */
  listen(heard: (request: ControlRequest) => void): () => void {
    this.take();
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const look = (): void => {
      for (const request of this.take()) heard(request);
    };
    const timer = setInterval(look, LOOK_MS);
    let watcher: FSWatcher | null = null;
    try {
      watcher = watch(this.#folder, look);
      watcher.on("error", () => undefined);
    } catch {
      // No watches left: the timer looks.
    }
    return () => {
      clearInterval(timer);
      watcher?.close();
    };
  }
}
