/** tayga on a gateway: the same plan and the same gates as with our own translator, and from one to the other under load. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { Load } from "./backends/load.ts";
import { Plans } from "./backends/plans.ts";
import { migrate, ndjson } from "./controller.ts";

const DRAIN = { "\ndns64:": "\n  drain: 30s\ndns64:" };

const plans = new Plans();
const runs: string[] = [];
let lab: HeldLab;
let before: string;
const on = async (host: string, script: string): Promise<string> => {
  const { code, stdout, stderr } = await lab.exec(host, ["sh", "-c", script]);
  expect(code, `${host}: ${script}: ${stderr}`).toBe(0);
  return stdout;
};
const apply = async (nat64: string): Promise<readonly string[]> => {
  const plan = plans.plan({ nat64, edits: DRAIN });
  const { code, stderr, stdout } = await migrate(lab, ["apply", plan, "--phase", "2", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const changes = lines.filter(({ type }) => type === "change");
  if (changes.length > 0) runs.push(String(lines.find(({ type }) => type === "run.started")?.run));
  return changes.map(({ title }) => String(title));
};
const device = async (name: string): Promise<boolean> =>
  (await lab.exec("gw1", ["test", "-e", `/sys/class/net/${name}`])).code === 0;

beforeAll(async () => {
  lab = await startLabFromFile(plans.plan({}), { name: `tayga-${process.pid}`, say: (line) => console.log(line) });
  before = await lab.checksum("gw1");
});
afterAll(async () => {
  await lab?.stop();
  plans.close();
});

/** Move the gateway to another translator under load. */
async function moves(to: string, oldDevice: string): Promise<void> {
  const load = await Load.start(lab, "mon1");
  const titles = await apply(to);
  expect(titles.join("\n")).toMatch(/let the sessions of migrate-nat64\S* end, for at most 30 s, then stop it/);
  const during = await load.unharmed();
  await load.close();
  await expect.poll(() => device(oldDevice), { timeout: 90_000 }).toBe(false);
  await expect.poll(() => on("gw1", "nft list tables; ip -6 rule"), { timeout: 20_000 }).not.toMatch(/drain|6464/);
  const after = await load.end();
  expect(after.new).toBeGreaterThan(during.new);
  console.log(
    `to ${to}: ${after.exchanges} exchanges on 8 connections that stayed, ${after.udp} datagrams, ${after.new} new connections, none failed`,
  );
}

describe("nat64.backend: tayga", () => {
  test("a gateway runs our own", async () => {
    await apply("builtin");
    expect(await device("nat64")).toBe(true);
  });

  test("one that does not translate gets nobody: its gate is asked between it and the switch", async () => {
    const load = await Load.start(lab, "new1");
    await on(
      "gw1",
      "nft 'table ip broken { chain forward { type filter hook forward priority 0; iifname nat64-tayga drop; }; }'",
    );
    const plan = plans.plan({ nat64: "tayga", edits: DRAIN });
    const { code, stderr, stdout } = await migrate(lab, ["apply", plan, "--phase", "2", "--yes", "--json"]);
    expect(code, stderr).toBe(3);
    const red = ndjson(stdout).flatMap((line) =>
      line.type === "gate.answered" ? [line.evidence as { gate: string; finding: string }] : [],
    );
    expect(red).toMatchObject([{ gate: "phase-2/gateways/batch-1/switch/before/nat64.connect", finding: "fail" }]);
    await load.unharmed();
    await load.end();
    await on("gw1", "nft delete table ip broken");
    expect(await on("gw1", "ls /etc/init.d | grep migrate-nat64; nft list tables; ip -6 rule")).not.toMatch(
      /tayga|drain|6464/,
    );
  });

  test("to tayga under load: established connections go on, new ones never fail, the old one ends", async () => {
    await moves("tayga", "nat64");
    expect(await apply("tayga")).toEqual([]);
    expect(await on("gw1", "ls /etc/init.d | grep migrate-nat64")).toBe("migrate-nat64-tayga\n");
    expect(await on("gw1", "nft list table inet migrate_nat64_tayga")).toContain("saddr != @clients reject");
  });

  test("and back", async () => {
    await moves("builtin", "nat64-tayga");
    expect(await apply("builtin")).toEqual([]);
  });

  test("each run undone, last first, to the byte", async () => {
    for (const run of [...runs].reverse()) {
      const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
      expect(code, stderr).toBe(0);
    }
    expect(await lab.checksum("gw1")).toBe(before);
  });
});
