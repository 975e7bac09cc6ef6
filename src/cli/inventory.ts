/** `migrate inventory PLAN --list|--graph`: the hosts and groups a plan works with, as they were read. */
import { Command, Option } from "commander";
import type { Inventory } from "../plan/hosts.ts";
import { type Output, STANDARD_OUTPUT } from "./check.ts";

export interface InventoryOptions {
  readonly inventory?: readonly string[];
  readonly form: "list" | "graph";
}

const INVALID_PLAN = 65;

export function inventoryCommand(): Command {
  return new Command("inventory")
    .argument("<plan>", "plan file")
    .addOption(new Option("--list", "as JSON, in the form of Ansible's dynamic inventory").conflicts("graph"))
    .addOption(new Option("--graph", "as a tree (default)"))
    .action(async (plan: string, options: { list?: boolean }, command: Command) => {
      const { inventory } = command.optsWithGlobals<{ inventory?: string | string[] }>();
      const form = options.list === true ? "list" : "graph";
      const given = inventory === undefined ? {} : { inventory: [inventory].flat() };
      process.exitCode = await printInventory(plan, { form, ...given }, STANDARD_OUTPUT);
    });
}

/** Mistakes elsewhere in the plan are `check`'s to tell. @returns the exit status. */
export async function printInventory(path: string, options: InventoryOptions, output: Output): Promise<number> {
  const { readPlanSources } = await import("../plan/load.ts");
  const { loadInventory } = await import("../inventory/load.ts");
  const { formatDiagnostic, hasErrors, sortDiagnostics } = await import("../plan/diagnostics.ts");
  const plan = await readPlanSources(path);
  const given = options.inventory?.map((file) => ({ path: file, at: { file, line: 0, col: 0 } }));
  const { inventory, diagnostics: ofInventory } = await loadInventory(given ?? plan.inventory);
  const ofPlan = plan.source === null ? plan.diagnostics : plan.source.diagnostics;
  const diagnostics = sortDiagnostics([...ofPlan, ...ofInventory]);
  for (const diagnostic of diagnostics) output.err(`${formatDiagnostic(diagnostic)}\n`);
  if (hasErrors(diagnostics)) return INVALID_PLAN;
  output.out(options.form === "list" ? `${JSON.stringify(asAnsible(inventory), null, 2)}\n` : graph(inventory));
  return 0;
}

/** Names of variables that hold secrets; paths of key files do not. */
const SECRET = /(pass|password|passwd|secret|token|private_key|api_key)$/i;

function asAnsible(inventory: Inventory): Record<string, unknown> {
  const hostvars = Object.fromEntries(
    [...inventory.hosts].map(([name, host]) => {
      const vars = Object.entries(host.vars).map(([key, value]) => [key, SECRET.test(key) ? "(redacted)" : value]);
      const own = {
        ansible_host: host.address,
        ansible_port: host.port,
        ansible_user: host.user,
        ansible_ssh_private_key_file: host.identityFile,
        ansible_connection: host.connection,
        ansible_become: host.become === undefined ? undefined : host.become.method !== "none",
        ansible_become_user: host.become?.user,
        ansible_ssh_common_args: host.jump === undefined ? undefined : `-J ${host.jump}`,
        ipv4: host.ipv4,
        ipv6: host.ipv6,
      };
      return [name, { ...Object.fromEntries(vars), ...own }];
    }),
  );
  const groups = [...inventory.groups].map(([name, hosts]) => [name, { hosts }]);
  return { _meta: { hostvars }, ...Object.fromEntries(groups) };
}

function graph(inventory: Inventory): string {
  const lines = ["@all"];
  for (const [name, hosts] of inventory.groups) {
    if (name === "all" || hosts.length === 0) continue;
    lines.push(`  @${name}`);
    for (const host of hosts) {
      const { address, port, ipv4, ipv6 } = inventory.hosts.get(host)!;
      const place = address === host && port === undefined ? "" : `  ${endpoint(address, port)}`;
      const service = [ipv4, ipv6].filter((a) => a !== undefined && a !== address).join(" ");
      lines.push(`    ${host}${place}${service === "" ? "" : `  (${service})`}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function endpoint(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
