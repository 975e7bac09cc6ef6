/**
 * Receipts of what was done at a provider: nobody can keep them on a host, so they lie with the run, at
 * `runs/<run>/cloud/<cloud>/<step>.json`, on disk before the first request that changes anything.
 */
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Receipt, StepRequest } from "../../../agent/protocol/messages.ts";
import type { Action } from "./action.ts";

export interface CloudReceipt extends Omit<Receipt, "before"> {
  readonly before: readonly Action[];
  readonly want: StepRequest["want"];
}

export class CloudReceipts {
  readonly #runs: string;
  readonly #cloud: string;

  /** @param runs the folder that holds the runs. */
  constructor(runs: string, cloud: string) {
    this.#runs = runs;
    this.#cloud = nameOf(cloud);
  }

  async save(receipt: CloudReceipt): Promise<void> {
    const folder = join(this.#runs, receipt.run, "cloud", this.#cloud);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${nameOf(receipt.id)}.json`);
    const file = await open(`${path}.new`, "w", 0o600);
    await file.writeFile(`${JSON.stringify(receipt)}\n`);
    await file.sync();
    await file.close();
    await rename(`${path}.new`, path);
    const directory = await open(folder);
    await directory.sync();
    await directory.close();
  }

  async read(run: string, step: string): Promise<CloudReceipt | null> {
    const path = join(this.#runs, run, "cloud", this.#cloud, `${nameOf(step)}.json`);
    return existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as CloudReceipt) : null;
  }

  /** Oldest first. */
  async list(run: string | undefined): Promise<CloudReceipt[]> {
    const runs = run === undefined ? await entriesOf(this.#runs) : [run];
    const found: CloudReceipt[] = [];
    for (const name of runs) {
      const folder = join(this.#runs, name, "cloud", this.#cloud);
      for (const file of await entriesOf(folder)) {
        if (file.endsWith(".json")) found.push(JSON.parse(await readFile(join(folder, file), "utf8")) as CloudReceipt);
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }
}

function nameOf(id: string): string {
  return encodeURIComponent(id).replaceAll(".", "%2E");
}

async function entriesOf(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}
