/**
 * Receipts: what each step found before it changed anything, one JSON file per run and step id, on disk before the first change.
 * `applying` → `applied` → `undone`; they are the truth after a crash.
 */
import type { Receipt } from "./protocol/messages.ts";
import type { System } from "./system.ts";

export const RECEIPTS = "/var/lib/migrate/receipts";

export interface StoredReceipt extends Receipt {
  /** The armed transaction this step was part of, null for an unguarded step. */
  readonly transaction: string | null;
}

/** A step id has slashes; as a file name they are percent-encoded, so that every id has its own name. */
function nameOf(id: string): string {
  return encodeURIComponent(id).replaceAll(".", "%2E");
}

function pathOf(run: string, step: string): string {
  return `${RECEIPTS}/${nameOf(run)}/${nameOf(step)}.json`;
}

/** Written atomically and synced to disk. */
export async function saveReceipt(sys: System, receipt: StoredReceipt): Promise<void> {
  await sys.mkdir(`${RECEIPTS}/${nameOf(receipt.run)}`, 0o700);
  await sys.write(pathOf(receipt.run, receipt.id), `${JSON.stringify(receipt)}\n`, { mode: 0o600 });
}

export async function readReceipt(sys: System, run: string, step: string): Promise<StoredReceipt | null> {
  const text = await sys.read(pathOf(run, step));
  return text === null ? null : (JSON.parse(text) as StoredReceipt);
}

/** Oldest first. @param run null for every run. */
export async function readReceipts(sys: System, run: string | null): Promise<StoredReceipt[]> {
  const runs = run === null ? await sys.list(RECEIPTS) : [nameOf(run)];
  const receipts: StoredReceipt[] = [];
  for (const folder of runs) {
    for (const file of await sys.list(`${RECEIPTS}/${folder}`)) {
      if (!file.endsWith(".json") || file.startsWith(".")) continue;
      const text = await sys.read(`${RECEIPTS}/${folder}/${file}`);
      if (text !== null) receipts.push(JSON.parse(text) as StoredReceipt);
    }
  }
  return receipts.sort((a, b) => a.at - b.at);
}
