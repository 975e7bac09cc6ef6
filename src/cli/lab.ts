/** `migrate lab`: rehearse a plan on this machine, in network namespaces. */
import { resolve } from "node:path";
import { Command } from "commander";
import { startDetached, takeDown } from "../lab/detached.ts";
import { runForeground } from "../lab/foreground.ts";
import { specFromPlan } from "../lab/from-plan.ts";
import { Lab, startLab } from "../lab/lab.ts";
import { LabError } from "../lab/process.ts";
import type { LabSpec } from "../lab/spec.ts";
import { isHeld, labFolder, labNames, readState } from "../lab/state.ts";
import { EXIT, ExitError } from "./exit.ts";
import { globalsOf } from "./globals.ts";
import { openPlan } from "./open-plan.ts";

interface Options {
  readonly name?: string;
  readonly seed?: number;
}

export function labCommand(): Command {
  const lab = new Command("lab");
  const named = (command: Command) => command.option("--name <name>", "name of the lab (default: the plan's)");
  const seeded = (command: Command) => named(command).option("--seed <n>", "for the same lab again", wholeNumber);

  seeded(lab.command("up <plan>"))
    .description("build the plan's fleet and return to the shell")
    .action(translated(async (plan: string, options: Options, command: Command) => up(plan, options, command)));
  named(lab.command("down [plan]"))
    .description("remove the lab: machines, processes, files; nothing to do is no error")
    .action(
      translated(async (plan: string | undefined, options: Options, command: Command) => down(plan, options, command)),
    );
  seeded(lab.command("run <plan>"))
    .description("up, apply --yes, down")
    .action(translated(async (plan: string, options: Options, command: Command) => rehearse(plan, options, command)));
  named(lab.command("reboot <host>"))
    .description("start a host anew from its own /etc")
    .action(
      translated(async (host: string, options: Options) => {
        await (await theLab(options)).reboot(host);
        say(`${host} is back`);
      }),
    );
  named(lab.command("ssh <host> [command...]"))
    .description("log in to a host from the operator's place in the lab")
    .allowUnknownOption()
    .action(
      translated(async (host: string, command: string[], options: Options) =>
        enter(["ssh", host, ...command], options),
      ),
    );
  named(lab.command("shell [command...]"))
    .description("a shell, or a command, at the operator's place in the lab: its network, keys and name servers")
    .allowUnknownOption()
    .action(
      translated(async (command: string[], options: Options) =>
        enter(command.length > 0 ? command : [process.env.SHELL ?? "sh"], options),
      ),
    );
  lab.command("status").description("which labs are up, and their machines").action(translated(status));
  return lab;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new ExitError(EXIT.usage, `--seed ${text}: a whole number`);
  return value;
}

/** The lab's own errors as the command's. */
function translated<A extends unknown[]>(action: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (error) {
      if (error instanceof LabError) throw new ExitError(EXIT.error, error.message);
      throw error;
    }
  };
}

async function specOf(plan: string, command: Command): Promise<LabSpec> {
  const opened = await openPlan(plan, globalsOf(command));
  return specFromPlan(opened.plan, opened.inventory);
}

async function up(plan: string, { name, seed }: Options, command: Command): Promise<void> {
  const spec = await specOf(plan, command);
  const lab = await startDetached({ spec, name: name ?? spec.name, plan: resolve(plan), seed: seed ?? null }, say);
  const { machines } = await lab.state();
  for (const [machine, { role, addresses }] of Object.entries(machines)) {
    if (role === "host") say(`  ${machine.padEnd(12)} ${addresses.join("  ")}`);
  }
  const also = name === undefined ? "" : ` --name ${name}`;
  say(`lab ${lab.name} is up. Log in:   migrate lab ssh${also} HOST`);
  say(`Run migrate there:   migrate lab shell${also} migrate apply ${plan}`);
  say(`Take it down:        migrate lab down ${name === undefined ? plan : `--name ${name}`}`);
}

async function down(plan: string | undefined, { name }: Options, command: Command): Promise<void> {
  const wanted = name ?? (plan === undefined ? await onlyName() : await nameOfPlan(plan, command));
  if (wanted === null) return say("no lab is up");
  const was = await takeDown(wanted);
  say(was ? `lab ${wanted} is gone` : `no lab ${wanted} is up`);
}

/** The name of the lab that was built from this file, else of the plan. A plan may have been broken since its lab went up. */
async function nameOfPlan(plan: string, command: Command): Promise<string> {
  for (const name of await labNames()) {
    if (name === plan || (await readState(labFolder(name)))?.plan === resolve(plan)) return name;
  }
  return (await openPlan(plan, globalsOf(command))).plan.name;
}

async function onlyName(): Promise<string | null> {
  const names = await labNames();
  if (names.length > 1)
    throw new ExitError(EXIT.usage, `several labs are up: ${names.join(", ")}. Say which, with --name`);
  return names[0] ?? null;
}

async function theLab({ name }: Options): Promise<Lab> {
  const wanted = name ?? (await onlyName());
  if (wanted === null) throw new ExitError(EXIT.error, "no lab is up: migrate lab up PLAN");
  return new Lab(wanted);
}

/** argv that starts this same program again. */
function ourselves(): string[] {
  return [process.execPath, ...process.execArgv, process.argv[1]!];
}

async function rehearse(plan: string, { name, seed }: Options, command: Command): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const spec = await specOf(plan, command);
  const lab = await startLab(spec, {
    name: name ?? spec.name,
    plan: resolve(plan),
    say,
    signal: stop.signal,
    ...(seed === undefined ? {} : { seed }),
  });
  try {
    process.exitCode = await applied(lab, plan, stop.signal);
  } finally {
    await lab.stop();
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    say(`lab ${lab.name} is gone`);
  }
}

async function applied(lab: Lab, plan: string, signal: AbortSignal): Promise<number> {
  return runForeground(await lab.operator([...ourselves(), "apply", plan, "--yes"], { stdio: "inherit" }), signal);
}

async function enter(argv: readonly string[], options: Options): Promise<void> {
  const lab = await theLab(options);
  const command = argv[0] === "migrate" ? [...ourselves(), ...argv.slice(1)] : argv;
  process.exitCode = await runForeground(await lab.operator(command, { stdio: "inherit" }));
}

async function status(): Promise<void> {
  const names = await labNames();
  if (names.length === 0) return say("no lab is up");
  for (const name of names) {
    const state = await readState(labFolder(name));
    if (state === null || !isHeld(state)) {
      say(`${name}: left behind by a process that is gone; migrate lab down --name ${name}`);
      continue;
    }
    process.stdout.write(
      `${name}: ${state.ready ? "up" : "starting"}, seed ${state.seed}, held by process ${state.holder.pid}\n`,
    );
    for (const [machine, { role, pid, boots, addresses }] of Object.entries(state.machines)) {
      const life = pid === null ? "off" : `pid ${pid}, boot ${boots}`;
      process.stdout.write(`  ${machine.padEnd(14)} ${role.padEnd(9)} ${life.padEnd(20)} ${addresses.join(" ")}\n`);
    }
  }
}
