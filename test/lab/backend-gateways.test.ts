/**
 * One gateway more and one less, and another translator on both, under load: clients are spread by their source, what is established stays
 * where it is until it ends, and one that the plan no longer names is undone when it is empty.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
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
/** All an operator edits: who is a gateway, and what there is to translate to. */
const plan = (gateways: string, pool4: string, nat64 = "builtin"): string =>
  plans.plan({
    nat64,
    edits: {
      "gateways: [gw1]": `gateways: [${gateways}]`,
      "pool4: [93.184.215.64/29]": `pool4: [${pool4}]`,
      "\ndns64:": "\n  drain: 40s\ndns64:",
    },
  });
const ONE = () => plan("gw1", FIRST!);
const TWO = () => plan("gw1, gw2", `${FIRST}, ${SECOND}`);
const OTHER_TRANSLATOR = () => plan("gw1, gw2", `${FIRST}, ${SECOND}`, "tayga");
/** With the addresses left as they are: nobody else gets those of the one that leaves while it holds them. */
const LEAVING = () => plan("gw1", `${FIRST}, ${SECOND}`, "tayga");

const apply = async (path: string): Promise<readonly string[]> => {
  const { code, stderr, stdout } = await migrate(lab, ["apply", path, "--phase", "2", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  const changed = lines.filter(({ type }) => type === "change");
  if (changed.length > 0) runs.push(String(lines.find(({ type }) => type === "run.started")?.run));
  return changed.map(({ host, title }) => `${host}: ${title}`);
};
/** Which pool each source is seen behind. */
const seenBehind = async (): Promise<string[]> => {
  const script = SOURCES.map(
    (source) => `curl -6sS --max-time 2 --interface ${source} http://[64:ff9b::5db8:d80a]/whoami`,
  );
  const { stdout } = await lab.exec("mon1", ["sh", "-c", script.map((line) => `{ ${line} || echo; }`).join("\n")]);
  return stdout
    .trimEnd()
    .split("\n")
    .map((address) => (address === "" ? "nobody" : Number(address.split(".")[3]) < 68 ? "gw1" : "gw2"));
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
  const { new: begun } = await load.end();
  console.log(
    `of 8 sources ${behind.filter((gateway) => gateway === "gw2").length} are gw2's; ${begun} new connections, none failed`,
  );
  expect(await apply(TWO())).toEqual([]);
  const { stdout } = await migrate(lab, ["plan", TWO(), "--phase", "2", "--json"]);
  expect(ndjson(stdout).filter(({ type }) => type === "change")).toEqual([]);
});

test("with one of them dead its clients are translated by the other, until it is back", async () => {
  const begun = performance.now();
  await lab.cut("gw2", "all");
  try {
    await until("all behind gw1", async () => (await seenBehind()).every((gateway) => gateway === "gw1"), 20_000);
    console.log(`gw2's clients behind gw1 after ${Math.round(performance.now() - begun)} ms`);
  } finally {
    await lab.heal("gw2");
  }
  await until("gw2 has its clients again", async () => (await seenBehind()).includes("gw2"), 20_000);
});

test("another translator on both, under load", async () => {
  const load = await Load.start(lab, "mon1", SOURCES);
  expect((await apply(OTHER_TRANSLATOR())).join("\n")).toMatch(/gw2: new sessions go to tayga/);
  await load.unharmed();
  await load.end();
});

test("one that the plan names no more takes nothing new, keeps what is established, and is undone", async () => {
  const load = await Load.start(lab, "mon1", SOURCES);
  const titles = await apply(LEAVING());
  expect(titles.filter((title) => title.startsWith("gw2"))).not.toEqual([]);
  await load.unharmed();
  expect(new Set(await seenBehind())).toEqual(new Set(["gw1"]));
  // Still draining: nothing to do.
  expect(await apply(LEAVING())).toEqual([]);
  await load.close();
  await until("gw2 is as before it was a gateway", async () => (await lab.checksum("gw2")) === before[1], 120_000);
  console.log(`${(await load.end()).new} new connections while gw2 left, none failed`);
});

test("each run undone, last first, to the byte", async () => {
  for (const run of [...runs].reverse()) {
    const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
    expect(code, stderr).toBe(0);
  }
  expect(await state()).toEqual(before);
});
