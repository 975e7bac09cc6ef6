/** A gateway that left is undone on its host, from the receipts of what made it one; nobody has to be connected. */
import { forgetSpread, LEAVING_SINCE } from "./gateway/spread.ts";
import { configPath } from "./modules/daemon/control-files.ts";
import { NAME, stopSpread } from "./modules/nat64-spread.ts";
import { restoreFilesOf } from "./modules/registry.ts";
import type { GatewayStep, LeavingConfig } from "./protocol/wants.ts";
import { readReceipts } from "./receipts.ts";
import type { Handlers } from "./rpc.ts";
import type { System } from "./system.ts";

/** @param handlers `undo` behind the host's lease. */
export async function leave(sys: System, handlers: Pick<Handlers, "undo">, log: (line: string) => void): Promise<void> {
  const config = JSON.parse((await sys.read(configPath(NAME))) ?? "{}") as Partial<LeavingConfig>;
  if (config.steps === undefined) return;
  const retire = (await readReceipts(sys, null)).findLast(
    ({ module, state }) => module === "nat64-retire" && state === "applied",
  );
  // Its routes first: then nobody new comes here while the rest goes.
  const advertised = ({ module }: GatewayStep): boolean => module === "router-advertisements";
  const newestFirst = config.steps.toReversed();
  const undo = async ({ run, step }: GatewayStep): Promise<void> => {
    const { outcome, because } = await handlers.undo({ run, step });
    log(`${step} of ${run}: ${outcome}: ${because.join("; ")}`);
  };
  for (const step of newestFirst.filter(advertised)) await undo(step);
  await stopSpread(sys);
  if (retire !== undefined) await restoreFilesOf(sys, retire);
  for (const step of newestFirst.filter((step) => !advertised(step))) await undo(step);
  await forgetSpread(sys);
  await sys.remove(LEAVING_SINCE);
}

/** Make it a gateway again. @throws Fault of the first step that does not succeed. */
export async function comeBack(steps: readonly GatewayStep[], handlers: Pick<Handlers, "step">): Promise<void> {
  for (const { run, step, module, want } of steps)
    await handlers.step({ run, step, module, want, mode: "apply" } as Parameters<Handlers["step"]>[0]);
}
