/** A daemon of ours, kept running: its configuration, what controls it, and whether it runs with that very configuration. */
import { createHash } from "node:crypto";
import { initOf } from "../../facts/gather.ts";
import type { Change } from "../../protocol/messages.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { AgentHome, FileEdit, Plan } from "../module.ts";
import {
  commandOf,
  configPath,
  type DaemonName,
  initPath,
  initScript,
  logPath,
  pidPath,
  rcPath,
  startedPath,
  unitFile,
  unitName,
  unitPath,
  wantsPath,
} from "./control-files.ts";
import { DAEMONS, installPrograms, type Programs, programsOf, removePrograms } from "./programs.ts";

const COMMAND_MS = 30_000;
/** From start to the daemon's ready line. */
const READY_MS = 20_000;
const POLL_MS = 50;
const LOG_LINES = 12;

export interface ServiceFacts {
  readonly systemd: boolean;
  readonly programs: Programs;
  readonly home: AgentHome;
  /** Text of every control file and of the configuration that is there; symlinks as `-> target`. */
  readonly files: Readonly<Record<string, string>>;
  readonly running: boolean;
  /** sha256 of the configuration it was started with. */
  readonly startedWith: string | null;
}

export interface ServiceImage {
  readonly name: DaemonName;
  readonly systemd: boolean;
  readonly running: boolean;
  /** Folder of programs this step brought. */
  readonly programs: string;
}

export async function checkService(sys: System, name: DaemonName, home: AgentHome | null): Promise<ServiceFacts> {
  if (home === null)
    throw new Fault("unsupported", `${unitName(name)}: this agent does not know where its own programs are`);
  const systemd = await systemdHere(sys);
  const files: Record<string, string> = {};
  for (const path of [configPath(name), ...controlPaths(name, systemd)]) {
    const state = await sys.stat(path);
    if (state !== null) files[path] = state.kind === "symlink" ? `-> ${state.content}` : state.content!;
  }
  const started = (await sys.read(startedPath(name)))?.split(" ", 1)[0]?.trim();
  return {
    systemd,
    programs: programsOf(home),
    home,
    files,
    running: await isRunning(sys, name, systemd),
    startedWith: started === undefined || started === "" ? null : started,
  };
}

export async function systemdHere(sys: System): Promise<boolean> {
  return (await initOf(sys)) === "systemd";
}

function controlPaths(name: DaemonName, systemd: boolean): string[] {
  return systemd ? [unitPath(name), wantsPath(name)] : [initPath(name), rcPath(name)];
}

async function isRunning(sys: System, name: DaemonName, systemd: boolean): Promise<boolean> {
  if (systemd)
    return (
      (await sys.exec(["systemctl", "is-active", "--quiet", unitName(name)], { timeoutMs: COMMAND_MS })).code === 0
    );
  const pid = (await sys.read(pidPath(name)))?.trim() ?? "";
  if (!/^\d+$/.test(pid)) return false;
  return ((await sys.read(`/proc/${pid}/cmdline`)) ?? "").includes(`${unitName(name)}\0supervise`);
}

/** Pure. */
export function diffService(
  name: DaemonName,
  facts: ServiceFacts,
  config: object,
): { changes: Change[]; edits: FileEdit[]; because: string[] } {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  const wanted: (FileEdit & { title: string })[] = [
    { path: configPath(name), after: text, mode: 0o644, title: `configure ${unitName(name)}` },
    ...(facts.systemd
      ? [
          {
            path: unitPath(name),
            after: unitFile(name, facts.programs),
            mode: 0o644,
            title: `unit of ${unitName(name)}`,
          },
          {
            path: wantsPath(name),
            after: `../${unitName(name)}.service`,
            linkTo: true,
            title: `start ${unitName(name)} at boot`,
          },
        ]
      : [
          {
            path: initPath(name),
            after: initScript(name, facts.programs),
            mode: 0o755,
            title: `init script of ${unitName(name)}`,
          },
          {
            path: rcPath(name),
            after: `../init.d/${unitName(name)}`,
            linkTo: true,
            title: `start ${unitName(name)} at boot`,
          },
        ]),
  ];
  const open = wanted.filter(
    ({ path, after, linkTo }) => facts.files[path] !== (linkTo === true ? `-> ${after}` : after),
  );
  const changes = open.map(({ path, after, title }) => fileChange(path, facts.files[path] ?? null, after, title));
  const current = facts.running && facts.startedWith === sha256(text);
  const restart = open.some(({ linkTo }) => linkTo !== true);
  if (!current || restart) {
    changes.push({
      key: `daemon:${unitName(name)}`,
      title: `${facts.running ? "restart" : "start"} ${unitName(name)}`,
      before: facts.running ? "running" : null,
      after: "running",
    });
  }
  return {
    changes,
    edits: open.map(({ title: _, ...edit }) => edit),
    because: [
      facts.systemd
        ? `systemd keeps ${unitName(name)} running`
        : `systemd is not PID 1 here: ${initPath(name)} supervises ${unitName(name)} in a session of its own`,
      facts.running
        ? `${unitName(name)} runs${current ? "" : " with another configuration"}`
        : `${unitName(name)} does not run`,
    ],
  };
}

export function imageOfService(name: DaemonName, facts: ServiceFacts): ServiceImage {
  return { name, systemd: facts.systemd, running: facts.running, programs: facts.programs.folder };
}

/** @throws Fault with the daemon's own last words where its ready line does not come in time. @returns the ready line, if it was started. */
export async function applyService(
  sys: System,
  name: DaemonName,
  facts: ServiceFacts,
  plan: Plan,
  writeFiles: () => Promise<void>,
): Promise<string[]> {
  if (!plan.changes.some(({ key }) => key === `daemon:${unitName(name)}`)) {
    await writeFiles();
    return [];
  }
  await installPrograms(sys, facts.home);
  // Before the script changes: the old one knows how to stop what it started.
  if (facts.running) await control(sys, name, facts.systemd, "stop");
  await writeFiles();
  return [await start(sys, name, facts.systemd)];
}

/** Stop, put the files back, and start what ran before. @returns what was done. */
export async function undoService(
  sys: System,
  image: ServiceImage,
  restoreFiles: () => Promise<void>,
): Promise<string[]> {
  const { name, systemd } = image;
  if (await isRunning(sys, name, systemd)) await control(sys, name, systemd, "stop");
  await restoreFiles();
  const folder = configPath(name).slice(0, configPath(name).lastIndexOf("/"));
  if ((await sys.list(folder)).length === 0) await sys.remove(folder);
  if (systemd) await sys.exec(["systemctl", "daemon-reload"], { timeoutMs: COMMAND_MS });
  await removePrograms(sys, image.programs, await ourControlFiles(sys));
  if ((await sys.list(DAEMONS)).length === 0) await sys.remove(DAEMONS);
  if (!image.running) return [`${unitName(name)} stopped`];
  await start(sys, name, systemd);
  return [`${unitName(name)} runs again as before`];
}

/** Of all daemons of ours that are here. */
async function ourControlFiles(sys: System): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ["/etc/systemd/system", "/etc/init.d"]) {
    for (const name of await sys.list(folder)) if (name.startsWith("migrate-")) found.push(`${folder}/${name}`);
  }
  return found;
}

async function control(sys: System, name: DaemonName, systemd: boolean, verb: "start" | "stop"): Promise<void> {
  const argv = systemd ? ["systemctl", verb, unitName(name)] : ["sh", initPath(name), verb];
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim()}`);
}

/** Stop one whose control files may be gone already. */
export async function stopService(sys: System, { name, systemd }: ServiceImage): Promise<void> {
  if (systemd) return control(sys, name, systemd, "stop");
  const pid = (await sys.read(pidPath(name)))?.trim() ?? "";
  if (!(await isRunning(sys, name, systemd))) return;
  await sys.exec(["kill", pid], { timeoutMs: COMMAND_MS });
  for (let waited = 0; waited < READY_MS && (await isRunning(sys, name, systemd)); waited += POLL_MS)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** Start one that ran before and does not now. @returns its ready line; null where it runs. */
export async function startIfDown(sys: System, { name, systemd }: ServiceImage): Promise<string | null> {
  return (await isRunning(sys, name, systemd)) ? null : start(sys, name, systemd);
}

async function start(sys: System, name: DaemonName, systemd: boolean): Promise<string> {
  const log = logPath(name);
  const before = ((await sys.read(log)) ?? "").length;
  if (systemd) await sys.exec(["systemctl", "daemon-reload"], { timeoutMs: COMMAND_MS });
  await control(sys, name, systemd, "start");
  let said = "";
  for (let waited = 0; waited < READY_MS; waited += POLL_MS) {
    const text = (await sys.read(log)) ?? "";
    // A log that was rotated at the start is shorter than it was.
    said = text.length >= before ? text.slice(before) : text;
    const ready = said.split("\n").find((line) => line.startsWith(`${commandOf(name)} ready`));
    if (ready !== undefined) return ready;
    // Bad usage or configuration: starting it again comes to the same.
    if (new RegExp(`^${unitName(name)}: ended with 6[45],`, "m").test(said)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const last = said.trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  throw new Fault(
    "io",
    `${unitName(name)} did not say "${commandOf(name)} ready"; its log (${log}) ends:\n${last || "(empty)"}`,
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
