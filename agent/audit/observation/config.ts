/** What the observer was told, in a file it reads again before each sweep. */
import type { ObservationWant } from "../../protocol/audit.ts";
import type { System } from "../../system.ts";
import type { Ledger } from "./ledger.ts";
import { CONFIG, LEDGER } from "./paths.ts";

export interface ObserverConfig extends ObservationWant {
  readonly until: number;
  /** Boot the observation began in, or went on in. */
  readonly bootId: string;
}

export async function readConfig(sys: System): Promise<ObserverConfig | null> {
  return parsed<ObserverConfig>(await sys.read(CONFIG));
}

export async function writeConfig(sys: System, config: ObserverConfig): Promise<void> {
  await sys.write(CONFIG, `${JSON.stringify(config)}\n`, { mode: 0o600 });
}

/** @returns null where there is none, or one this version cannot read: then observation begins anew. */
export async function readLedger(sys: System): Promise<Ledger | null> {
  const ledger = parsed<Ledger>(await sys.read(LEDGER));
  return ledger?.format === 2 ? ledger : null;
}

export async function writeLedger(sys: System, ledger: Ledger): Promise<void> {
  await sys.write(LEDGER, `${JSON.stringify(ledger)}\n`, { mode: 0o600 });
}

export async function bootIdOf(sys: System): Promise<string> {
  return ((await sys.read("/proc/sys/kernel/random/boot_id")) ?? "").trim();
}

function parsed<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    // Half a file is left only by a disk that lost what it had confirmed.
    return null;
  }
}
