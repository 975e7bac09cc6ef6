/**
 * `migrate adopt PLAN HOST [--address A]`: a host that has just booted goes through phase 3, by its address or from a provisioning tool's hook;
 * `--render DIR` writes what such a tool boots it with.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { networkV2 } from "../../agent/protocol/network-v2.ts";
import { parseDuration } from "../plan/durations.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

interface AdoptOptions {
  readonly address?: string;
  readonly group?: string;
  readonly wait: string;
  readonly render?: string;
}

const RETRY_MS = 1_000;
const CONNECT_MS = 3_000;

export function adoptCommand(): Command {
  return new Command("adopt")
    .argument("<plan>", "the plan file")
    .argument("<host>", "the new host, in the inventory or with --address")
    .option("--address <address>", "where it answers; it joins the inventory for this run")
    .option("--group <group>", "with --address: the group it joins (default: the first that new_hosts names)")
    .option("--wait <time>", "for its SSH port to answer", "5m")
    .option("--render <dir>", "write cloud-init's user-data and network-config for it, and do nothing else")
    .action(async (plan: string, host: string, options: AdoptOptions, command: Command) => {
      process.exitCode = await adopt(plan, host, options, globalsOf(command));
    });
}

async function adopt(plan: string, host: string, options: AdoptOptions, globals: Globals): Promise<number> {
  const waitMs = parseDuration(options.wait);
  if (waitMs === null) throw new ExitError(EXIT.usage, `--wait ${options.wait}: a time such as 5m`);
  const folder = await mkdtemp(join(tmpdir(), "migrate-adopt-"));
  try {
    const inventory = options.address === undefined ? globals : await joined(plan, host, options, globals, folder);
    const { openPlan } = await import("./open-plan.ts");
    const opened = await openPlan(plan, inventory);
    if (opened.plan.newHosts?.hosts.includes(host) !== true)
      throw new ExitError(
        EXIT.usage,
        options.address === undefined
          ? `${host} is not among new_hosts of ${plan}: name it or its group there`
          : `new_hosts of ${plan} names hosts and no group, so ${host} cannot join them by --address: give them a group`,
      );
    if (options.render !== undefined) return await render(opened, host, options.render);
    const { address, port } = opened.inventory.hosts.get(host)!;
    await answering(address, port ?? opened.plan.fleet.port ?? 22, waitMs);
    const { apply } = await import("./apply.ts");
    return await apply(plan, { phase: "3", limit: host, yes: true }, inventory);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The plan's inventory, and one more file with the host in it. */
async function joined(
  plan: string,
  host: string,
  { address, group }: AdoptOptions,
  globals: Globals,
  folder: string,
): Promise<Globals> {
  const { readPlanSources } = await import("../plan/load.ts");
  const { source, inventory } = await readPlanSources(plan);
  const named = (source?.value as { new_hosts?: { hosts?: unknown } } | undefined)?.new_hosts?.hosts;
  const into = group ?? (Array.isArray(named) ? String(named[0]) : undefined);
  if (into === undefined) throw new ExitError(EXIT.usage, `${plan} has no new_hosts`);
  const file = join(folder, "adopted.yaml");
  const entry = { address, ...(address!.includes(":") ? { ipv6: address } : {}), groups: [into] };
  await writeFile(file, JSON.stringify({ inventory: 1, hosts: { [host]: entry } }));
  const before = globals.inventory ?? inventory.map(({ path }) => resolve(path));
  return { ...globals, inventory: [...before, file] };
}

/** @throws ExitError unreachable. */
async function answering(address: string, port: number, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    if (await connects(address, port)) return;
    if (Date.now() >= until)
      throw new ExitError(EXIT.unreachable, `${address} port ${port} did not answer within ${withinMs / 1000} s`);
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      done(answered);
    };
    socket.once("connect", end(true)).once("timeout", end(false)).once("error", end(false));
  });
}

type Opened = Awaited<ReturnType<typeof import("./open-plan.ts")["openPlan"]>>;

async function render({ plan, inventory }: Opened, host: string, folder: string): Promise<number> {
  const { contextFor } = await import("../plan/context.ts");
  const { daemonConfigs } = await import("../backends/daemon-configs.ts");
  const context = contextFor({ plan, inventory, facts: new Map(), configs: daemonConfigs }, host, null, null);
  const { new_host: fresh, dns64 } = context as {
    new_host: { interface: string; address: string; gateway: string | null };
    dns64: { addresses: readonly string[] };
  };
  if (fresh.address.startsWith("/"))
    throw new ExitError(EXIT.usage, `${host} has no ipv6 in the inventory: state it, or new_hosts.address: slaac`);
  const want = { ...fresh, renderer: "cloud-init" as const, nameservers: dns64.addresses, nat64_route: null };
  const network = networkV2(want, "cloud-init", "");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "network-config"), network);
  await writeFile(join(folder, "user-data"), userData(host, networkV2(want, "cloud-init", "        ")));
  await writeFile(join(folder, "meta-data"), `instance-id: ${host}\nlocal-hostname: ${host}\n`);
  process.stderr.write(`wrote user-data, network-config and meta-data of ${host} in ${folder}\n`);
  return EXIT.ok;
}

/** The network in it too: clouds that take no network-config leave it to the image, and the next boot must not bring IPv4 back. */
function userData(host: string, network: string): string {
  return `#cloud-config
# Written by migrate: ${host} is IPv6-only.
hostname: ${host}
manage_etc_hosts: localhost
write_files:
  - path: /etc/cloud/cloud.cfg.d/95-migrate-network.cfg
    permissions: "0644"
    content: |
      network:
${network}`;
}
