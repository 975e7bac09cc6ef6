/** Small plans, written to a folder and read as `migrate lab` does. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { specFromFile } from "../../../../src/lab/from-file.ts";
import type { LabSpec } from "../../../../src/lab/spec.ts";

export interface PlanParts {
  readonly prefix?: string;
  /** nat64.reaches, as YAML. */
  readonly reaches?: string;
  /** vars.lab of host a1, as YAML. */
  readonly lab?: string;
  /** A line more, at top level. */
  readonly extra?: string;
}

export async function planSpec({
  prefix = "64:ff9b::/96",
  reaches = "[]",
  lab = "{}",
  extra = "",
}: PlanParts): Promise<LabSpec> {
  const folder = mkdtempSync(join(tmpdir(), "lab-plan-"));
  try {
    writeFileSync(
      join(folder, "inventory.yaml"),
      `inventory: 1\nhosts:\n  a1: {address: "2001:db8:10::11", ipv4: 10.10.0.11, ipv6: "2001:db8:10::11", vars: {lab: ${lab}}}\n  gw1: {address: "2001:db8:10::6", ipv4: 10.10.0.6, ipv6: "2001:db8:10::6"}\n`,
    );
    writeFileSync(
      join(folder, "plan.yaml"),
      [
        "migrate: 1",
        "name: small",
        "fleet: {inventory: [./inventory.yaml]}",
        `nat64: {prefix: "${prefix}", gateways: [gw1], pool4: [93.184.215.64/29], clients: ["2001:db8:10::/64"], reaches: ${reaches}}`,
        "services:",
        "  a: {hosts: [a1], target: ipv6-preferred}",
        extra,
        "",
      ].join("\n"),
    );
    return await specFromFile(join(folder, "plan.yaml"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
