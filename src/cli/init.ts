/** `migrate init [SOURCE...]`: a commented plan and inventory to begin with, from what is there already. Writes two files and nothing else. */
import { mkdir, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { userInfo } from "node:os";
import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { Command } from "commander";
import { loadInventory } from "../inventory/load.ts";
import { mergeSources } from "../inventory/merge.ts";
import { formatDiagnostic, hasErrors } from "../plan/diagnostics.ts";
import type { Inventory } from "../plan/hosts.ts";
import { addressesOf } from "../starter/addresses.ts";
import { findInventory, isFile } from "../starter/find-inventory.ts";
import { propose } from "../starter/proposal.ts";
import { inventoryText, planText, type StarterFacts } from "../starter/text.ts";
import { check, STANDARD_OUTPUT } from "./check.ts";
import { EXIT, ExitError } from "./exit.ts";

interface InitOptions {
  readonly dir: string;
  readonly name?: string;
}

export function initCommand(): Command {
  return new Command("init")
    .argument("[source...]", "inventory files, executables or host names; without: the inventory that is found here")
    .option("--dir <dir>", "where plan.yaml and inventory.yaml are written", ".")
    .option("--name <name>", "the plan's name (default: the folder's)")
    .action(async (sources: readonly string[], options: InitOptions) => {
      process.exitCode = await init(sources, options);
    });
}

async function init(sources: readonly string[], options: InitOptions): Promise<number> {
  const dir = resolve(options.dir);
  const [plan, inventory] = [join(dir, "plan.yaml"), join(dir, "inventory.yaml")];
  const given = sources.length > 0 ? sources : await findInventory(process.cwd());
  const isOwn = given.some((source) => resolve(source) === inventory);
  for (const file of isOwn ? [plan] : [plan, inventory]) {
    if (await isFile(file))
      throw new ExitError(EXIT.usage, `${file} is there already; nothing was written. --dir writes elsewhere`);
  }
  const files: string[] = [];
  const names: string[] = [];
  for (const source of given) ((await isFile(source)) ? files : names).push(source);
  const mistyped = names.find((name) => /[/\\]|\.(ya?ml|ini|jsonl?|cfg|py|sh)$/.test(name));
  if (mistyped !== undefined) throw new ExitError(EXIT.usage, `${mistyped} does not exist; nothing was written`);
  if (given.length === 0)
    throw new ExitError(
      EXIT.usage,
      "there is no inventory here, and no host was named; nothing was written\nmigrate init INVENTORY, or migrate init HOST HOST…",
    );
  const fleet = await read(files, names);
  const facts: StarterFacts = {
    name: options.name ?? (basename(dir).replaceAll(/[^\w.-]+/g, "-") || "fleet"),
    inventories: files.filter((file) => resolve(file) !== inventory).map((file) => fromPlan(dir, file)),
    hosts: await addressesOf([...fleet.hosts.values()]),
    proposal: propose(fleet),
    owner: process.env.SUDO_USER ?? userInfo().username,
    today: new Date(),
  };
  await mkdir(dir, { recursive: true });
  if (!isOwn) await writeFile(inventory, inventoryText(facts), { flag: "wx" });
  await writeFile(plan, planText(facts), { flag: "wx" });
  process.stderr.write(`wrote ${isOwn ? plan : `${plan} and ${inventory}`}\n`);
  return check(plan, { json: false, now: facts.today }, STANDARD_OUTPUT);
}

async function read(files: readonly string[], names: readonly string[]): Promise<Inventory> {
  const loaded = await loadInventory(files.map((path) => ({ path, at: { file: path, line: 0, col: 0 } })));
  for (const diagnostic of loaded.diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  if (hasErrors(loaded.diagnostics))
    throw new ExitError(EXIT.invalidPlan, "the inventory has mistakes; nothing was written");
  const at = { file: "", line: 0, col: 0 };
  // An address is no name that services and patterns could use.
  const named = names.map((name, i) => {
    const own = isIP(name) === 0 ? {} : { address: name };
    return { name: isIP(name) === 0 ? name : `host${i + 1}`, vars: {}, own, groups: [], at };
  });
  const { inventory } = mergeSources([{ hosts: named, groups: [], diagnostics: [] }]);
  const hosts = new Map([...inventory.hosts, ...loaded.inventory.hosts]);
  if (hosts.size === 0) throw new ExitError(EXIT.invalidPlan, `${files.join(", ")} names no host; nothing was written`);
  return { hosts, groups: loaded.inventory.groups };
}

/** As the plan in `dir` names it. */
function fromPlan(dir: string, file: string): string {
  const path = relative(dir, resolve(file));
  return isAbsolute(path) || path.startsWith("..") || path.includes("/") ? path : `./${path}`;
}
