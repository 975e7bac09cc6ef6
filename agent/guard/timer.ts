/** The timers of a transaction. There are always two, of which each alone is enough: what kills one leaves the other. */
import { initOf } from "../facts/gather.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { folderOf, timerUnit, WATCH_UNIT } from "./paths.ts";

const COMMAND_MS = 15_000;
const WATCH = WATCH_UNIT.slice(WATCH_UNIT.lastIndexOf("/") + 1);

/** @throws Fault unless both are known to run. @param withinMs from now. */
export async function startTimers(sys: System, id: string, withinMs: number): Promise<void> {
  if ((await initOf(sys)) === "systemd") {
    await startSystemdTimer(sys, id, 0, withinMs);
    // A process of PID 1's that reads the deadline again and again, started anew if it is killed.
    await must(sys, ["systemctl", "start", WATCH], `the second timer ${WATCH} does not start`);
    await must(sys, ["systemctl", "is-active", "--quiet", WATCH], `the second timer ${WATCH} does not run`);
    return;
  }
  await startShellTimer(sys, id, "timer.pid");
  await startShellTimer(sys, id, "timer2.pid");
}

/** The deadline has moved: systemd's timer is started anew and the old one stopped; the others read it from the disk. */
export async function moveTimer(sys: System, id: string, beat: number, withinMs: number): Promise<void> {
  if ((await initOf(sys)) !== "systemd") return;
  await startSystemdTimer(sys, id, beat, withinMs);
  await sys.exec(["systemctl", "stop", `${timerUnit(id, beat - 1)}.timer`], { timeoutMs: COMMAND_MS });
}

async function startSystemdTimer(sys: System, id: string, beat: number, withinMs: number): Promise<void> {
  const unit = timerUnit(id, beat);
  await must(
    sys,
    [
      "systemd-run",
      "--quiet",
      `--unit=${unit}`,
      `--on-active=${withinMs}ms`,
      // The default accuracy is a minute; this one fires on time.
      "--timer-property=AccuracySec=100ms",
      // A DHCP client that the undo starts must outlive it.
      "--property=KillMode=process",
      "/bin/sh",
      `${folderOf(id)}/undo.sh`,
      "timer",
    ],
    "systemd-run refused the timer",
  );
  await must(sys, ["systemctl", "is-active", "--quiet", `${unit}.timer`], `the timer ${unit}.timer does not run`);
}

async function must(sys: System, argv: readonly string[], what: string): Promise<void> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `guard: ${what}: ${done.stderr.trim()}`);
}

async function startShellTimer(sys: System, id: string, pidFile: string): Promise<void> {
  const folder = folderOf(id);
  const pid = await sys.detach(["sh", `${folder}/timer.sh`], { log: `${folder}/log` });
  await sys.write(`${folder}/${pidFile}`, `${pid}\n`, { mode: 0o600 });
  const cmdline = await sys.read(`/proc/${pid}/cmdline`);
  if (cmdline === null || cmdline === "")
    throw new Fault("io", `guard: the timer (pid ${pid}) ended at once; see ${folder}/log`);
}

/** Shell timers end by themselves when they read the state; systemd's are stopped. Best effort: a timer that fires later finds the state and does nothing. */
export async function stopTimers(sys: System, id: string): Promise<void> {
  if ((await initOf(sys)) === "systemd") {
    await sys.exec(["systemctl", "stop", `migrate-undo-${id}-*.timer`, WATCH], { timeoutMs: COMMAND_MS });
  }
}
