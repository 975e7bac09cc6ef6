/** Booting the host again on purpose: the proof that what was changed also holds after a boot. */
import { bootMark } from "../facts/boot.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { armThroughReboot, readState, transactions } from "./transactions.ts";

/** The answer goes out first. */
const BOOT =
  "sleep 1; if [ -d /run/systemd/system ]; then exec systemctl reboot; fi; shutdown -r now || reboot || reboot -f";

/**
 * @param transaction armed again through this boot; null for a host with nothing armed.
 * @returns the mark of the boot that ends: it has a new one once it is back.
 */
export async function reboot(sys: System, transaction: string | null): Promise<{ bootId: string }> {
  for (const { id, state } of await transactions(sys)) {
    if (id !== transaction && (state === "armed" || state === "confirmed")) {
      throw new Fault(
        "refused",
        `guard: ${id} is ${state} on this host, and a boot would undo it; name it, or commit or undo it first`,
      );
    }
  }
  if (transaction !== null) {
    if ((await readState(sys, transaction)) === null) {
      throw new Fault("bad-request", `guard: no transaction ${JSON.stringify(transaction)} on this host`);
    }
    await armThroughReboot(sys, transaction);
  }
  const bootId = await bootMark(sys);
  await sys.exec(["sync"], { timeoutMs: 20_000 });
  await sys.detach(["sh", "-c", BOOT]);
  return { bootId };
}
