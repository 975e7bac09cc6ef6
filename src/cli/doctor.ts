/** `migrate doctor [HOST...]`: what is missing on the workstation or on hosts, and how to get it. Changes nothing but the agent's cache on the hosts it asks. */
import { Command } from "commander";
import type { Check } from "../doctor/check.ts";
import type { Host, Inventory } from "../plan/hosts.ts";
import type { FleetDefaults } from "../plan/plan.ts";
import { PUSHED } from "../plan/plan.ts";
import type { AgentFleet } from "../transport/fleet.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface DoctorOptions {
  readonly plan?: string;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .argument("[host...]", "hosts, as the plan or ssh knows them; without: the workstation, and with --plan every host")
    .option("--plan <file>", "reach hosts as this plan and its inventory say")
    .action(async (hosts: readonly string[], options: DoctorOptions, command: Command) => {
      process.exitCode = await doctor(hosts, options, globalsOf(command));
    });
}

async function doctor(names: readonly string[], options: DoctorOptions, globals: Globals): Promise<number> {
  const report = reporter(globals);
  if (globals.json) process.stdout.write((await import("../report/version-line.ts")).versionLine());
  if (names.length === 0) {
    const { lookAtWorkstation } = await import("../doctor/workstation.ts");
    const { stateFolder } = await import("./state-folder.ts");
    report("workstation", await lookAtWorkstation(stateFolder(globals)));
  }
  let unreached = false;
  const { hosts, fleet } = await fleetOf(names, options, globals);
  try {
    const answers = await Promise.all(hosts.map((host) => examine(fleet, host)));
    for (const [i, answer] of answers.entries()) {
      report(hosts[i]!, answer.checks);
      unreached ||= !answer.reached;
    }
  } finally {
    await fleet.close();
  }
  if (unreached) return EXIT.unreachable;
  return report.worst === "missing" ? EXIT.error : EXIT.ok;
}

/** Without a plan a name is what `ssh NAME` would take. */
async function fleetOf(
  names: readonly string[],
  { plan: file }: DoctorOptions,
  globals: Globals,
): Promise<{ readonly hosts: readonly string[]; readonly fleet: AgentFleet }> {
  const { openFleet } = await import("./open-fleet.ts");
  if (file === undefined) {
    const plain: FleetDefaults = {
      become: null,
      user: null,
      port: null,
      identityFile: null,
      jump: null,
      connection: "ssh",
      runtime: PUSHED,
    };
    const known = names.map((name): [string, Host] => [name, { name, address: name, vars: {}, groups: [] }]);
    const inventory: Inventory = { hosts: new Map(known), groups: new Map() };
    return {
      hosts: names,
      fleet: openFleet({ file: "the command line", fleet: plain, clouds: [] }, inventory, globals),
    };
  }
  const { openPlan } = await import("./open-plan.ts");
  const { hostsOf } = await import("../plan/scope.ts");
  const { hintFor } = await import("../plan/nearest.ts");
  const { plan, inventory } = await openPlan(file, globals);
  const unknown = names.find((name) => !inventory.hosts.has(name));
  if (unknown !== undefined)
    throw new ExitError(
      EXIT.usage,
      `${unknown} is in no inventory of ${file}\n${hintFor(unknown, [...inventory.hosts.keys()], "hosts")}`,
    );
  return { hosts: names.length > 0 ? names : hostsOf(plan), fleet: openFleet(plan, inventory, globals) };
}

async function examine(
  fleet: AgentFleet,
  host: string,
): Promise<{ readonly reached: boolean; readonly checks: readonly Check[] }> {
  const { AgentError, UnreachableError } = await import("../engine/ports.ts");
  const { missing } = await import("../doctor/check.ts");
  const { judgeHost } = await import("../doctor/host.ts");
  try {
    const link = await fleet.link(host);
    const facts = await link.call("facts", {});
    const noFresh6 = await fleet.knockOverIpv6(host).then(
      () => null,
      (error: Error) => error.message,
    );
    return { reached: true, checks: judgeHost({ hello: link.hello, facts, noFresh6 }) };
  } catch (error) {
    if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
    const remedy = `try \`ssh -v ${host} true\`; what ssh can reach, migrate can`;
    return { reached: false, checks: [missing("connection", error.message, remedy)] };
  }
}

interface Reporter {
  (subject: string, checks: readonly Check[]): void;
  /** Of everything reported so far. */
  worst: Check["state"];
}

const SIGNS = { ok: "  ok     ", limited: "  limited", missing: "  MISSING" } as const;

function reporter({ json = false, quiet = false }: Globals): Reporter {
  const report: Reporter = (subject, checks) => {
    for (const check of checks) {
      if (check.state === "missing" || (check.state === "limited" && report.worst === "ok")) report.worst = check.state;
      if (json) process.stdout.write(`${JSON.stringify({ type: "check", subject, ...check })}\n`);
    }
    if (json) return;
    const shown = checks.filter(({ state }) => !quiet || state !== "ok");
    if (shown.length > 0) process.stdout.write(`${subject}\n`);
    for (const { what, state, because, remedy } of shown) {
      process.stdout.write(`${SIGNS[state]} ${what}: ${because}\n`);
      if (remedy !== null) process.stdout.write(`          ${remedy}\n`);
    }
  };
  report.worst = "ok";
  return report;
}
