/** The timer of a transaction: a systemd timer where systemd is PID 1, else a plain shell in a session of its own. */
import { initOf } from "../facts/gather.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { folderOf, timerUnit } from "./paths.ts";

const COMMAND_MS = 15_000;

/** @throws Fault unless the timer is known to run. @param withinMs from now. */
export async function startTimer(sys: System, id: string, withinMs: number): Promise<void> {
  const folder = folderOf(id);
  if ((await initOf(sys)) === "systemd") {
    // The default accuracy is a minute; this one fires on time.
    const started = await sys.exec(
      [
        "systemd-run",
        "--quiet",
        `--unit=${timerUnit(id)}`,
        `--on-active=${withinMs}ms`,
        "--timer-property=AccuracySec=100ms",
        "/bin/sh",
        `${folder}/undo.sh`,
        "timer",
      ],
      { timeoutMs: COMMAND_MS },
    );
    if (started.code !== 0) throw new Fault("io", `guard: systemd-run refused the timer: ${started.stderr.trim()}`);
    const active = await sys.exec(["systemctl", "is-active", "--quiet", `${timerUnit(id)}.timer`], {
      timeoutMs: COMMAND_MS,
    });
    if (active.code !== 0) throw new Fault("io", `guard: the timer ${timerUnit(id)}.timer does not run`);
    return;
  }
  const pid = await sys.detach(["sh", `${folder}/timer.sh`], { log: `${folder}/log` });
  await sys.write(`${folder}/timer.pid`, `${pid}\n`, { mode: 0o600 });
  const cmdline = await sys.read(`/proc/${pid}/cmdline`);
  if (cmdline === null || cmdline === "")
    throw new Fault("io", `guard: the timer (pid ${pid}) ended at once; see ${folder}/log`);
}

/** The shell timer ends by itself when it reads the state; systemd's is stopped. Best effort: a timer that fires later finds the state and does nothing. */
export async function stopTimer(sys: System, id: string): Promise<void> {
  if ((await initOf(sys)) === "systemd") {
    await sys.exec(["systemctl", "stop", `${timerUnit(id)}.timer`], { timeoutMs: COMMAND_MS });
  }
}
