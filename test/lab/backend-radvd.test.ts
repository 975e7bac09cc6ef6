/** Two gateways that advertise the way to them with radvd: clients take the preferred one, and go over to the other when it is gone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { migrate, ndjson } from "./controller.ts";

const PLAN = "test/lab/fleets/two-gateways/plan.yaml";
const SERVER = "64:ff9b::5db8:d80a";
/** Linux asks a silent neighbour after 5 s, or after 10 where something confirmed it in between, gives it up 0.75 s later, and a try takes 1 s. */
const FAILOVER_MS = 12_000;

let lab: HeldLab;
let before: string[];
let run: string;

beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `radvd-${process.pid}`, say: (line) => console.log(line) });
  // A host that listens to routes, and to nothing else, in advertisements.
  await on(
    "mon1",
    "cd /proc/sys/net/ipv6/conf/eth0; echo 128 >accept_ra_rt_info_max_plen; echo 0 >accept_ra_defrtr; echo 0 >accept_ra_pinfo; echo 1 >accept_ra",
  );
  // What leads to the second gateway's share of the pool, at the lab's own router.
  await lab.exec("lab-router", ["ip", "route", "replace", "93.184.215.68/30", "via", "10.10.0.4"]);
});
afterAll(async () => lab?.stop());

async function on(host: string, command: string): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${host}: ${command}: ${code}: ${stderr}`);
  return stdout;
}

/** Files, modes and owners, forwarding, packet filter. What a cable that was cut leaves in the kernel's own tables is not ours. */
const configured = (host: string): Promise<string> =>
  on(
    host,
    "find /etc -xdev -type f -exec sha256sum {} + | LC_ALL=C sort; find /etc -xdev -printf '%p %m %U:%G %l\\n' | LC_ALL=C sort; cat /proc/sys/net/ipv6/conf/all/forwarding /proc/sys/net/ipv4/ip_forward; nft list ruleset",
  );

const linkLocal = async (host: string): Promise<string> =>
  /fe80:\S+(?=\/64)/.exec(await on(host, "ip -6 -o addr show dev eth0 scope link"))![0];
const whoami = (host: string) => lab.exec(host, ["curl", "-sS", "-m", "1", `http://[${SERVER}]/whoami`]);

test("both advertise, with preference in the plan's order, beside what the operator advertises", async () => {
  await on("gw1", "ip link add spare type bridge && ip link set spare up");
  await on("gw1", "printf 'interface spare { AdvSendAdvert on; };' >/etc/radvd.conf && /etc/init.d/radvd start");
  before = await Promise.all(["gw1", "gw2"].map(configured));
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "2", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  run = String(ndjson(stdout).find((line) => line.run !== undefined)!.run);
  expect(await on("gw1", "cat /etc/radvd.conf")).toMatch(/^interface spare/);
  await until(
    "both routes",
    async () => (await on("mon1", "ip -6 route show 64:ff9b::/96")).split("\n").filter((l) => l !== "").length >= 2,
  );
  const routes = await on("mon1", "ip -6 route show 64:ff9b::/96");
  expect(routes).toMatch(new RegExp(`via ${await linkLocal("gw1")}.* pref high`));
  expect(routes).toMatch(new RegExp(`via ${await linkLocal("gw2")}.* pref medium`));
  // Behind whose share its source is.
  expect((await whoami("mon1")).stdout).toMatch(/^93\.184\.215\.(6[4-9]|7[01])\n$/);
});

test("with the first gateway dead, new connections go through the second", async () => {
  await lab.cut("gw1", "all");
  const begun = performance.now();
  try {
    await until("the second gateway", async () => (await whoami("mon1")).code === 0, FAILOVER_MS);
    console.log(`through the second gateway after ${Math.round(performance.now() - begun)} ms`);
    expect((await whoami("mon1")).stdout).toMatch(/^93\.184\.215\.(6[89]|7[01])\n$/);
  } finally {
    await lab.heal("gw1");
    await until("gw1", async () => (await lab.run(["ssh", "-6", "gw1", "true"])).code === 0, 30_000);
  }
});

test("a second apply does nothing", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "2", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  expect(ndjson(stdout).filter(({ type }) => type === "change")).toEqual([]);
});

test("undone to the byte, and the routes are taken back from the hosts", async () => {
  const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
  expect(code, stderr).toBe(0);
  expect(await Promise.all(["gw1", "gw2"].map(configured))).toEqual(before);
  await until("no route", async () => (await on("mon1", "ip -6 route show 64:ff9b::/96")) === "", 10_000);
});
