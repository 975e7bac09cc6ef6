/** Runs inside the lab host: one call from stdin, one answer to stdout, by the agent's own code on the real host. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gatherFacts } from "../../../agent/facts/gather.ts";
import { reboot } from "../../../agent/guard/reboot.ts";
import { readStanding } from "../../../agent/guard/standing.ts";
import {
  armThroughReboot,
  commit,
  confirm,
  heartbeat,
  transactions,
  undoNow,
} from "../../../agent/guard/transactions.ts";
import { listReceipts, runStep, undoStep } from "../../../agent/modules/registry.ts";
import type { System } from "../../../agent/system.ts";
import { hostSystem } from "../../../agent/system-host.ts";
import type { Call } from "./host.ts";

// Fails closed: these calls rewrite /etc.
if (execFileSync("stat", ["-f", "-c", "%T", "/"], { encoding: "utf8" }).trim() !== "overlayfs") {
  throw new Error("not in a lab host");
}

/** A system whose process dies (kill -9 of itself) just before a command that starts with these words. */
function dyingBefore(sys: System, words: string): System {
  return {
    ...sys,
    exec: (argv, options) => {
      if (argv.join(" ").startsWith(words)) process.kill(process.pid, "SIGKILL");
      return sys.exec(argv, options);
    },
  };
}

function perform(sys: System, call: Call): Promise<unknown> {
  switch (call.do) {
    case "step":
      return runStep(
        call.stopBefore === undefined ? sys : dyingBefore(sys, call.stopBefore),
        call.request,
        call.connection,
        call.home ?? null,
      );
    case "undo":
      return undoStep(sys, call.step);
    case "confirm":
      return confirm(sys, call.params, call.connection);
    case "heartbeat":
      return heartbeat(sys, call.params, call.connection);
    case "reboot":
      return reboot(sys, call.id);
    case "armThroughReboot":
      return armThroughReboot(sys, call.id);
    case "commit":
      return commit(sys, { id: call.id });
    case "undoNow":
      return undoNow(sys, { id: call.id });
    case "transactions":
      return transactions(sys);
    case "standing":
      return readStanding(sys);
    case "receipts":
      return listReceipts(sys);
    case "facts":
      return gatherFacts(sys);
  }
}

try {
  const ok = await perform(hostSystem(), JSON.parse(readFileSync(0, "utf8")) as Call);
  process.stdout.write(JSON.stringify({ ok: ok ?? null }));
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  process.stdout.write(JSON.stringify({ fault: { code: code ?? "bug", message } }));
}
