/** How each fault is made, and the sign that it took effect. A fault without its sign is an error: its cell is red. */
import type { HeldLab } from "../../src/lab/lab.ts";
import { type Controller, startMigrate } from "../lab/controller.ts";
import type { Cell, StackName } from "./cells.ts";
import { CONFIRM_MS, type FaultHost } from "./fleet.ts";

export class NoEffect extends Error {
  override readonly name = "NoEffect";
}

export interface Scene {
  readonly lab: HeldLab;
  readonly host: FaultHost;
  readonly cell: Cell;
  readonly controller: Controller;
  /** Arguments of `apply` for this host, without `--state`. */
  readonly apply: readonly string[];
  /** A folder of this cell alone. */
  readonly folder: string;
}

/** Taken back when the host has decided, or when the time is over; what a network does by itself in real life. */
export type Heal = () => Promise<void>;

async function inHost({ lab, host }: Pick<Scene, "lab" | "host">, script: string): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(host.name, ["sh", "-c", script]);
  if (code !== 0) throw new NoEffect(`${script.split("\n")[0]}: exit ${code}: ${stderr.trim()}`);
  return stdout;
}

const FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
const HOST_CLOCK = "/var/tmp/lab-clock";

function faked(file: string): Record<string, string> {
  return {
    LD_PRELOAD: FAKETIME,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_DONT_RESET: "1",
  };
}

export function controllerClock(folder: string): string {
  return `${folder}/clock`;
}

/** What the controller is started with. */
export function controllerEnv({ fault }: Cell, folder: string): Record<string, string> {
  return fault.startsWith("clock-controller") ? faked(controllerClock(folder)) : {};
}

const RESTART_SSHD: Readonly<Record<"systemd" | "plain", string>> = {
  systemd: "systemctl restart ssh",
  plain:
    'kill "$(cat /run/sshd.pid)"; while kill -0 "$(cat /run/sshd.pid)" 2>/dev/null; do sleep 0.05; done; /usr/sbin/sshd -f /etc/ssh/sshd_config',
};

function restartSshd(stack: StackName): string {
  return RESTART_SSHD[stack === "plain" ? "plain" : "systemd"];
}

/** Before the run and before its host is looked at: what must be in place for the fault to happen later. */
export async function prepare(lab: HeldLab, host: FaultHost, { fault }: Cell): Promise<void> {
  if (!fault.startsWith("clock-host")) return;
  const settings = Object.entries(faked(HOST_CLOCK)).map(([key, value]) => `${key}=${value}`);
  // Agent and what it starts by sshd's environment; the guard's timer and boot unit by systemd's.
  const lines = [
    "set -e",
    `echo +0 >${HOST_CLOCK}`,
    `echo 'SetEnv ${settings.join(" ")}' >>/etc/ssh/sshd_config`,
    ...(host.stack === "plain"
      ? []
      : [
          "mkdir -p /etc/systemd/system.conf.d",
          `printf '[Manager]\\nDefaultEnvironment=${settings.join(" ")}\\n' >/etc/systemd/system.conf.d/clock.conf`,
          "systemctl daemon-reload",
        ]),
    restartSshd(host.stack),
  ];
  await inHost({ lab, host }, lines.join("\n"));
}

/** The service dies: its health check says fail from wherever it is asked. */
export async function redGate(lab: HeldLab, host: FaultHost): Promise<void> {
  await inHost({ lab, host }, "pkill -KILL -f lab/[s]erve.py");
}

const nothingToHeal: Heal = async () => undefined;

/** @returns what takes it back. @throws NoEffect */
export async function inject(scene: Scene): Promise<Heal> {
  const { lab, host, cell, controller } = scene;
  switch (cell.fault) {
    case "controller-killed":
    case "journal-torn": {
      controller.kill("SIGKILL");
      const { code } = await controller.exited;
      if (code !== null) throw new NoEffect(`the controller had ended by itself with ${code}`);
      return nothingToHeal;
    }
    case "agent-killed":
      await inHost(scene, "pkill -KILL -f [s]ession.cjs");
      return nothingToHeal;
    case "ssh-cut":
      await inHost(scene, "pkill -KILL -f '^[s]shd: root'");
      return nothingToHeal;
    case "ipv6-cut":
    case "both-cut":
      return cut(scene, cell.fault === "both-cut" ? "all" : "ipv6");
    case "reboot": {
      const boots = async () => (await lab.state()).machines[host.name]!.boots;
      const before = await boots();
      await lab.freeze(host.name, false);
      await lab.reboot(host.name);
      if ((await boots()) === before) throw new NoEffect("it did not boot");
      return nothingToHeal;
    }
    case "power-cut":
      await lab.powerOff(host.name);
      await lab.boot(host.name);
      return nothingToHeal;
    case "disk-full":
      await lab.fill(host.name);
      return nothingToHeal;
    case "etc-read-only":
      await inHost(scene, "mount --bind /etc /etc && mount -o remount,bind,ro /etc && ! touch /etc/probe");
      return nothingToHeal;
    case "clock-controller+1d":
    case "clock-controller-1d": {
      await lab.run(["sh", "-c", `echo ${cell.fault.slice(-3)} >"$1"`, "sh", controllerClock(scene.folder)]);
      await jumped(scene, ["date", "+%s"]);
      return nothingToHeal;
    }
    case "clock-host+1d":
    case "clock-host-1d": {
      await inHost(scene, `echo ${cell.fault.slice(-3)} >${HOST_CLOCK}`);
      const { stdout } = await lab.run(["ssh", host.ipv6, "date +%s"]);
      if (Math.abs(Number(stdout) - Date.now() / 1000) < 80_000) throw new NoEffect(`its clock says ${stdout.trim()}`);
      return nothingToHeal;
    }
    case "lease-renewed":
      return nothingToHeal;
    case "sshd-restarted": {
      const pid = "pgrep -o -x sshd";
      const before = await inHost(scene, pid);
      await lab.freeze(host.name, false);
      await inHost(scene, restartSshd(host.stack));
      if ((await inHost(scene, pid)) === before) throw new NoEffect("it is the same sshd");
      return nothingToHeal;
    }
    case "tool-missing-cmp":
    case "tool-missing-ip": {
      const tool = cell.fault.slice("tool-missing-".length);
      await inHost(
        scene,
        `set -e
mkdir -p /usr/lib/lab-hidden
cp -L "$(command -v ${tool})" /usr/lib/lab-hidden/${tool}
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do rm -f "$folder/${tool}"; done
! command -v ${tool}`,
      );
      // The undo script is what needs it.
      if (cell.moment === "applied") controller.kill("SIGKILL");
      return nothingToHeal;
    }
    case "two-controllers": {
      const second = await startMigrate(lab, [...scene.apply, "--state", `${scene.folder}/second`]);
      const { code, stderr } = await second.exited;
      if (code === 0 && !/nothing to do|0 changes/.test(stderr))
        throw new NoEffect(`the second run was let in: ${stderr.trim().split("\n").at(-1)}`);
      return nothingToHeal;
    }
    case "approval-red":
      await redGate(lab, host);
      return nothingToHeal;
  }
}

async function jumped({ lab, cell, folder }: Scene, argv: readonly string[]): Promise<void> {
  const { stdout } = await lab.run(argv, { env: controllerEnv(cell, folder) });
  if (Math.abs(Number(stdout) - Date.now() / 1000) < 80_000) throw new NoEffect(`its clock says ${stdout.trim()}`);
}

/** Until the host has decided: nobody mends a cable within seconds. */
async function cut({ lab, host }: Scene, family: "ipv6" | "all"): Promise<Heal> {
  await lab.cut(host.name, family);
  const reached = await lab.run(["ssh", "-o", "ConnectTimeout=1", host.ipv6, "true"], { timeoutMs: 3_000 });
  if (reached.code === 0) throw new NoEffect("the host is still reached");
  return () => lab.heal(host.name);
}

/** How long a cut lasts where the host does not decide before. */
export const CUT_MS = CONFIRM_MS + 4_000;
