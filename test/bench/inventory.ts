/** A hundred thousand hosts in our YAML, in a file of a host a line, and from an executable that prints one: time, and bytes of memory that each host adds. */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./median.ts";

const ROOT = join(import.meta.dirname, "../..");
const NODE = join(ROOT, "node_modules/.bin/node");
const PROGRAM = join(ROOT, "test/simulated/inventory-program.ts");
/** As bin/migrate starts it; and so that what is kept can be told from what is not collected yet. */
const FLAGS = ["--max-semi-space-size=8", "--disable-warning=ExperimentalWarning", "--expose-gc"];

const FEW = 10_000;
const MANY = 100_000;
const ROUNDS = 3;
/** Bytes. */
const MOST_AT_PEAK = 3_000;
const MOST_KEPT = 600;

const FORMS = ["inventory.yaml", "hosts.jsonl", "cmdb.sh"] as const;
type Form = (typeof FORMS)[number];

interface Loaded {
  readonly hosts: number;
  readonly seconds: number;
  /** Bytes of the whole process. */
  readonly peak: number;
  /** Bytes of hosts. */
  readonly kept: number;
}

export async function benchInventory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-bench-inventory-"));
  try {
    const yaml = await measure(folder, "inventory.yaml");
    for (const form of FORMS) {
      const { seconds, peak, perHost, kept } = form === "inventory.yaml" ? yaml : await measure(folder, form);
      const beside =
        form === "inventory.yaml"
          ? ""
          : `; ${(yaml.seconds / seconds).toFixed(1)} × as fast as the YAML, in ${(peak / yaml.peak).toFixed(2)} of its memory`;
      const verdict = form === "inventory.yaml" ? "" : word(perHost <= MOST_AT_PEAK && kept <= MOST_KEPT);
      console.log(
        `100,000 hosts, ${form}: ${seconds.toFixed(2)} s, ${Math.round(peak / 1024 / 1024)} MB at the peak; a host adds ${Math.round(perHost)} bytes at the peak and ${Math.round(kept)} for good${verdict}${beside}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  folder: string,
  form: Form,
): Promise<{ seconds: number; peak: number; perHost: number; kept: number }> {
  const runs: Record<number, Loaded[]> = { [FEW]: [], [MANY]: [] };
  for (const hosts of [FEW, MANY]) {
    const path = writeInventory(folder, form, hosts);
    for (let round = 0; round < ROUNDS; round++) runs[hosts]!.push(await load(path, hosts));
  }
  const of = (hosts: number, key: keyof Loaded): number => median(runs[hosts]!.map((run) => run[key]));
  return {
    seconds: of(MANY, "seconds"),
    peak: of(MANY, "peak"),
    perHost: (of(MANY, "peak") - of(FEW, "peak")) / (MANY - FEW),
    kept: (of(MANY, "kept") - of(FEW, "kept")) / (MANY - FEW),
  };
}

async function load(path: string, hosts: number): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(NODE, [...FLAGS, PROGRAM, path]);
  const loaded = JSON.parse(stdout) as Loaded;
  if (loaded.hosts !== hosts) throw new Error(`${path} gave ${loaded.hosts} of ${hosts} hosts`);
  return loaded;
}

/** Racks of forty, ten racks to a zone; what the forms say is the same. */
function writeInventory(folder: string, form: Form, count: number): string {
  const path = join(folder, form);
  const hosts = Array.from({ length: count }, (_, i) => {
    const address = `2001:db8:${(i >> 16) + 1}::${(i & 0xffff).toString(16)}`;
    const vars = { rack: `r${Math.floor(i / 40)}`, zone: `z${Math.floor(i / 400)}` };
    return { name: `h${i}`, address, ipv6: address, groups: ["web"], vars };
  });
  if (form === "inventory.yaml") {
    const lines = hosts.map(
      ({ name, address, vars }) =>
        `  ${name}: {address: "${address}", ipv6: "${address}", groups: [web], vars: {rack: ${vars.rack}, zone: ${vars.zone}}}\n`,
    );
    writeFileSync(path, `inventory: 1\nhosts:\n${lines.join("")}`);
    return path;
  }
  const lines = join(folder, "hosts.jsonl");
  writeFileSync(lines, hosts.map((host) => `${JSON.stringify(host)}\n`).join(""));
  if (form === "hosts.jsonl") return lines;
  writeFileSync(path, `#!/bin/sh\nexec cat ${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

function word(holds: boolean): string {
  return holds ? " (holds)" : " (MISSED)";
}
