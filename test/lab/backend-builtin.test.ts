/** One four-phase plan with our own translator and resolver, with tayga and Unbound, and with tayga and BIND: it ends in the same state, and each is undone to the byte. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { type Choice, Plans } from "./backends/plans.ts";
import { migrate, ndjson } from "./controller.ts";

const CHOICES: readonly Choice[] = [
  { nat64: "builtin", dns64: "builtin" },
  { nat64: "tayga", dns64: "unbound" },
  { nat64: "tayga", dns64: "bind9" },
];
/** The serial of a zone only rises: zone1 is compared by what it answers. */
const HOSTS = ["gw1", "ns1", "ns2", "api1", "mon1", "new1"];
/** Hosts that are to be the same whoever translates and resolves. */
const CLIENTS = ["api1", "mon1", "new1"];

const plans = new Plans();
let lab: HeldLab;
let before: Record<string, string>;
const checksums = async (hosts: readonly string[]): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(hosts.map(async (host) => [host, await lab.checksum(host)] as const)));
const records = async (): Promise<string> =>
  (await lab.exec("zone1", ["sh", "-c", "dig +short @::1 api.corp.example A; dig +short @::1 api.corp.example AAAA"]))
    .stdout;

beforeAll(async () => {
  lab = await startLabFromFile(plans.plan({}), { name: `backends-${process.pid}`, say: (line) => console.log(line) });
  before = { ...(await checksums(HOSTS)), zone1: await records() };
});
afterAll(async () => {
  await lab?.stop();
  plans.close();
});

describe("the same plan but for the names of its backends", () => {
  const ends: unknown[] = [];
  const gates: unknown[] = [];

  test.each(CHOICES)(
    "$nat64 and $dns64: four phases, and undone to the byte",
    async (choice) => {
      const plan = plans.plan(choice);
      const { code, stdout, stderr } = await migrate(lab, ["apply", plan, "--yes", "--json"]);
      expect(code, stderr).toBe(0);
      const lines = ndjson(stdout);
      gates.push(
        lines
          .filter(({ type }) => type === "gate.answered")
          .map(({ evidence }) => (evidence as { gate: string }).gate)
          .sort(),
      );
      const reached = await lab.exec("api1", ["curl", "-sS", "--max-time", "10", "http://www.vendor.example/whoami"]);
      expect(reached.stdout.trim()).toMatch(/^93\.184\.215\.(6[4-9]|7[01])$/);
      ends.push({ ...(await checksums(CLIENTS)), zone1: await records() });
      const run = String(lines.find(({ type }) => type === "run.started")?.run);
      const back = await migrate(lab, ["rollback", run, "--yes"]);
      expect(back.code, back.stderr).toBe(0);
      expect({ ...(await checksums(HOSTS)), zone1: await records() }).toEqual(before);
    },
    240_000,
  );

  test("all ended in the same state, through the same gates", () => {
    expect(ends).toHaveLength(CHOICES.length);
    for (const [i, end] of ends.entries()) expect(end, JSON.stringify(CHOICES[i])).toEqual(ends[0]);
    for (const asked of gates) expect(asked).toEqual(gates[0]);
  });
});
