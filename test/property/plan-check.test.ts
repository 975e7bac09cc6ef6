/** Whatever happens to a plan's text, checking it ends with diagnostics at real places, never with an exception. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseText } from "../../src/inventory/load.ts";
import { mergeSources } from "../../src/inventory/merge.ts";
import { checkPlan } from "../../src/plan/check.ts";
import { OwnFiles } from "../../src/plan/own-files.ts";
import { PHASES, type PhaseId } from "../../src/plan/plan.ts";
import { parseYaml, type YamlSource } from "../../src/plan/yaml.ts";
import { seeded } from "./seeded.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const PLANS = [
  "test/cases/plan-valid/complete.yaml",
  "test/cases/plan-valid/short.yaml",
  "playbooks/demo/plan.yaml",
].map(read);
const INVENTORIES = [
  "test/cases/inventory/ours.yaml",
  "test/cases/inventory/ansible-yaml.yml",
  "test/cases/inventory/ansible-ini.ini",
];
const ODD = [
  "null",
  "[]",
  "{}",
  "-1",
  "1.5",
  "true",
  "''",
  "[[1]]",
  "{a: b}",
  "&x",
  "*x",
  "<<: *x",
  "2001:db8::",
  "{{ a }}",
  "[::1]",
  "1:20",
  "!tag x",
  "? a",
  "|",
  ">",
  "- ",
  "\t",
  '"',
  "{",
  "]",
  "__proto__: {a: 1}",
  "constructor: 1",
  "~",
  ".inf",
  "2027-01-01",
  "9".repeat(400),
  "toString",
  "\u0000",
  "é",
];

const SEED = 20260701;
const ROUNDS = 150;

it(`holds for ${ROUNDS} mutations, seed ${SEED}`, () => {
  const random = seeded(SEED);
  const below = (n: number): number => Math.floor(random() * n);
  const mutate = (text: string): string => {
    const lines = text.split("\n");
    for (let k = below(3); k >= 0; k--) {
      const i = below(lines.length);
      const line = lines[i]!;
      const c = below(line.length + 1);
      const odd = ODD[below(ODD.length)]!;
      const changes = [
        () => lines.splice(i, 1),
        () => lines.splice(i, 0, line),
        () => lines.splice(i, 1, line.replace(/: .*/, `: ${odd}`)),
        () => lines.splice(i, 1, line.slice(0, c) + odd + line.slice(c)),
        () => lines.splice(i, 1, line.slice(0, c) + line.slice(c + 1 + below(3))),
      ];
      changes[below(changes.length)]!();
    }
    return lines.join("\n");
  };
  const playbook = (phase: PhaseId): YamlSource => parseYaml(phase, mutate(read(`playbooks/${phase}.yaml`)));
  for (let round = 0; round < ROUNDS; round++) {
    const file = INVENTORIES[below(INVENTORIES.length)]!;
    const { inventory, diagnostics: ofInventory } = mergeSources([parseText(file, mutate(read(file))).source]);
    const playbooks = Object.fromEntries(PHASES.map((phase) => [phase, playbook(phase)])) as Record<
      PhaseId,
      YamlSource
    >;
    const source = parseYaml("plan", mutate(PLANS[below(PLANS.length)]!));
    const now = new Date("2026-07-01");
    const { plan, diagnostics } = checkPlan({
      source,
      playbooks,
      own: new OwnFiles(),
      inventory,
      inventoryComplete: below(2) === 1,
      now,
    });
    const odd = [...diagnostics, ...ofInventory].filter(
      ({ line, col, message }) => line < 1 || col < 1 || /undefined|NaN|\[object/.test(message),
    );
    expect(odd).toEqual([]);
    if (plan !== null) expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  }
}, 30_000);
