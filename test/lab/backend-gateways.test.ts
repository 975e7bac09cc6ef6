/** One gateway more and one less, under load: clients are spread by their source, established connections stay where they are until they end. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { Load } from "./backends/load.ts";
import { Plans } from "./backends/plans.ts";
import { migrate, ndjson } from "./controller.ts";

const [FIRST, SECOND] = ["93.184.215.64/30", "93.184.215.68/30"];
/** Eight sources: it would take bad luck of one in 128 for all to be one gateway's. */
const SOURCES = Array.from({ length: 8 }, (_, i) => `2001:db8:10::a${i}`);

const plans = new Plans();
const runs: string[] = [];
let lab: HeldLab;
let before: readonly string[];
const plan = (gateways: string, pool4: string): string =>
  plans.plan({
    edits: {
      "gateways: [gw1]": gateways,
      "pool4: [93.184.215.64/29]": `pool4: [${pool4}]`,
      "\ndns64:": "\n  drain: 30s\ndns64:",
    },
  });
const ONE = () => plan("gateways: [gw1]", FIRST!);
const TWO = () => plan("gateways: [gw1, gw2]", `${FIRST}, ${SECOND}`);
const LEAVING = () => plan("gateways: [gw1]\n  retiring: [gw2]", FIRST!);

const apply = async (path: string): Promise<readonly { title: string; because: string }[]> => {
  const { code, stderr, stdout } = await migrate(lab, ["apply", path, "--phase", "2", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const changed = lines.filter(({ type }) => type === "change");
  if (changed.length > 0) runs.push(String(lines.find(({ type }) => type === "run.started")?.run));
  return changed.map(({ title }) => ({ title: String(title), because: stdout }));
};
/** Which pool each source is seen behind. */
const seenBehind = async (): Promise<string[]> => {
  const script = SOURCES.map(
    (source) => `curl -6sS --max-time 10 --interface ${source} http://[64:ff9b::5db8:d80a]/whoami`,
  );
  const { stdout } = await lab.exec("mon1", ["sh", "-c", script.join("\n")]);
  return stdout
    .trim()
    .split("\n")
    .map((address) => (Number(address.split(".")[3]) < 68 ? "gw1" : "gw2"));
};
const state = async (): Promise<readonly string[]> => [await lab.checksum("gw1"), await lab.checksum("gw2")];

beforeAll(async () => {
  lab = await startLabFromFile(TWO(), { name: `gateways-${process.pid}`, say: (line) => console.log(line) });
  const add = SOURCES.map((source) => `ip -6 addr add ${source}/64 dev eth0 nodad`).join("\n");
  await lab.exec("mon1", ["sh", "-c", add]);
  before = await state();
});
afterAll(async () => {
  await lab?.stop();
  plans.close();
});

test("one gateway translates for all", async () => {
  await apply(ONE());
  expect(new Set(await seenBehind())).toEqual(new Set(["gw1"]));
});

test("a second takes its share of the sources, and nothing breaks meanwhile", async () => {
  const load = await Load.start(lab, "mon1", SOURCES);
  await apply(TWO());
  await load.unharmed();
  const behind = await seenBehind();
  expect(new Set(behind)).toEqual(new Set(["gw1", "gw2"]));
  console.log(
    `of 8 sources ${behind.filter((gateway) => gateway === "gw2").length} are gw2's now; ${(await load.end()).new} new connections, none failed`,
  );
  expect(await apply(TWO())).toEqual([]);
});

test("the plan says which share is whose", async () => {
  const { stdout } = await migrate(lab, ["plan", TWO(), "--phase", "2", "--json"]);
  expect(stdout).toContain("of 2 gateways this one translates for every source whose hash is 1 modulo 2");
  expect(stdout).toContain(`behind ${SECOND}`);
});

test("one that leaves keeps what is established, takes nothing new, and ends", async () => {
  const load = await Load.start(lab, "mon1", SOURCES);
  await apply(LEAVING());
  await load.unharmed();
  expect(new Set(await seenBehind())).toEqual(new Set(["gw1"]));
  await load.close();
  const runs2 = async () => (await lab.exec("gw2", ["test", "-e", "/sys/class/net/nat64"])).code === 0;
  await expect.poll(runs2, { timeout: 90_000 }).toBe(false);
  console.log(`${(await load.end()).new} new connections while gw2 left, none failed`);
  expect(await apply(LEAVING())).toEqual([]);
});

test("each run undone, last first, to the byte", async () => {
  for (const run of [...runs].reverse()) {
    const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
    expect(code, stderr).toBe(0);
  }
  expect(await state()).toEqual(before);
});
