/** Hosts of the fault matrix: two of each stack, off until a cell takes them, and a one-service plan for each. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GLOBAL_INTERNET, type LabHost, type LabSpec } from "../../src/lab/spec.ts";
import type { StackName } from "./cells.ts";

export const CONFIRM_MS = 8_000;
export const LONG_SOAK_MS = 20_000;
export const PORT = 8080;
/** Enough for the runtime, the agent and what a transaction keeps. */
const DISK_MEGABYTES = 400;

export interface FaultHost {
  readonly name: string;
  readonly stack: StackName;
  readonly ipv4: string;
  readonly ipv6: string;
}

export function faultHosts(stacks: readonly StackName[], each: number): FaultHost[] {
  return stacks.flatMap((stack, at) =>
    Array.from({ length: each }, (_, index) => {
      const last = 11 + at * each + index;
      return { name: `${stack}-${index + 1}`, stack, ipv4: `10.10.0.${last}`, ipv6: `2001:db8:10::${last}` };
    }),
  );
}

export function labOf(name: string, hosts: readonly FaultHost[]): LabSpec {
  return {
    name,
    hosts: hosts.map(
      (host): LabHost => ({
        name: host.name,
        address: host.ipv6,
        port: 22,
        user: "root",
        sudoPassword: null,
        ipv4: host.ipv4,
        ipv6: host.ipv6,
        outside: false,
        serves: [{ port: PORT, kind: "http", families: [4, 6], body: "well\n" }],
        zones: [],
        hostsFile: [],
        diskMegabytes: DISK_MEGABYTES,
        off: true,
        ...(host.stack === "plain" ? {} : { systemd: host.stack }),
      }),
    ),
    nat64: null,
    upstream: [{ address: "2001:db8:53::53", port: 53 }],
    internet: GLOBAL_INTERNET,
    names: [],
    signed: [],
    serves: [],
    internetMtu: 1500,
  };
}

export interface PlanPaths {
  readonly plan: string;
  /** The same, but a person must let phase 4 in. */
  readonly approved: string;
  /** The same with a soak that is longer than a second run takes to come. */
  readonly long: string;
  /** The same with a brownout before and a boot after. */
  readonly proven: string;
}

/** @param folder of this run of the matrix; plans and the inventory are written there. */
export async function writePlans(folder: string, hosts: readonly FaultHost[]): Promise<Map<string, PlanPaths>> {
  await mkdir(folder, { recursive: true });
  const inventory = hosts.map(
    ({ name, ipv4, ipv6 }) => `  ${name}: {address: "${ipv6}", ipv4: ${ipv4}, ipv6: "${ipv6}"}\n`,
  );
  await writeFile(join(folder, "inventory.yaml"), `inventory: 1\nhosts:\n${inventory.join("")}`);
  const paths = new Map<string, PlanPaths>();
  for (const { name } of hosts) {
    const plan = join(folder, `${name}.yaml`);
    const approved = join(folder, `${name}-approved.yaml`);
    const long = join(folder, `${name}-long.yaml`);
    await writeFile(plan, planText(name, "soak: 1s"));
    await writeFile(approved, planText(`${name}-a`, "soak: 1s, approve: [phase-4]", name));
    await writeFile(long, planText(`${name}-l`, `soak: ${LONG_SOAK_MS / 1000}s`, name));
    const proven = join(folder, `${name}-proven.yaml`);
    const proofs = "soak: 1s, brownout: {for: 3s}, reboot_proof: canary";
    await writeFile(proven, planText(`${name}-p`, proofs, name));
    paths.set(name, { plan, approved, long, proven });
  }
  return paths;
}

function planText(plan: string, rollout: string, host = plan): string {
  return `migrate: 1
name: ${plan}
fleet: {inventory: [./inventory.yaml], user: root}
rollout: {batch: [100%], max_unavailable: 1, confirm: ${CONFIRM_MS / 1000}s, ${rollout}}
services:
  web:
    hosts: [${host}]
    target: ipv6-only
    listen: [${PORT}/tcp]
    inbound_ipv4: none
    health: {http: {url: "http://{{host}}:${PORT}/healthz", status: 200}}
`;
}
