/** IPv4 sockets for one unit on a host without IPv4: what the unit can, what the others cannot, and that it lasts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { migrate, ndjson } from "./controller.ts";

const PLAN = "test/lab/fleets/clat/plan.yaml";
/** In the lab's IPv4-only internet: answers with whom it sees. */
const WHOAMI = "http://93.184.216.10/whoami";

let lab: HeldLab;
let before: string;
let run: string;

beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `clat-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

const job = (command: string) => lab.exec("job1", ["sh", "-c", command]);
const unit = (command: string) => job(`nsenter -n -t "$(systemctl show -P MainPID lab-serve.service)" -- ${command}`);

async function insideOnly(): Promise<void> {
  const asked = await unit(`curl -sS -m 10 ${WHOAMI}`);
  expect(asked.stdout, asked.stderr).toMatch(/^93\.184\.215\.(6[4-9]|7[01])\n$/);
  const other = await job(`systemd-run --quiet --wait --pipe curl -sS -m 5 ${WHOAMI}`);
  expect(other.code).not.toBe(0);
  expect(other.stderr).toMatch(/Network is unreachable|Couldn't connect|Could not connect|Failed to connect/);
  expect(
    (await job("ip -4 -o addr show scope global; ip -4 route show table all | grep -v 'table local'")).stdout,
  ).toBe("");
}

test("the four phases pass, with ipv4.quiet while the unit uses IPv4 through its CLAT", async () => {
  const two = await migrate(lab, ["apply", PLAN, "--phase", "2", "--yes"]);
  expect(two.code, two.stderr).toBe(0);
  await until("job1 to settle", async () => (await job("ip -6 addr show tentative")).stdout === "");
  before = await lab.checksum("job1");
  const four = await migrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
  expect(four.code, four.stderr).toBe(0);
  run = String(ndjson(four.stdout).find((line) => line.run !== undefined)!.run);
  await insideOnly();
});

test("the service answers at the host's own address, from outside and from the host, and sees who asks", async () => {
  const ask = 'exec 3<>/dev/tcp/2001:db8:10::21/9000; echo hello >&3; read -r -t 5 line <&3; echo "$line"';
  for (const from of ["mon1", "job1"]) expect((await lab.exec(from, ["bash", "-c", ask])).stdout).toBe("hello\n");
  expect((await unit("curl -sS -m 10 http://dual.vendor.example/whoami")).stdout).toBe("2001:db8:10::21\n");
});

test("ipv4.quiet is about everybody else still", async () => {
  const quiet = await migrate(lab, ["verify", PLAN, "--phase", "4"]);
  expect(quiet.code, quiet.stderr).toBe(0);
  expect(quiet.stderr).toMatch(/ipv4\.quiet: No IPv4 flow on job1 for 3s, but for lab-serve\.service through its CLAT/);
});

test("a second apply does nothing", async () => {
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "4", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  expect(ndjson(stdout).filter(({ type }) => type === "change")).toEqual([]);
});

test("after a reboot it is as it was", async () => {
  await lab.reboot("job1");
  await until("the CLAT", async () => (await unit(`curl -sS -m 2 ${WHOAMI}`)).code === 0, 30_000);
  await insideOnly();
});

test("undone to the byte", async () => {
  const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
  expect(code, stderr).toBe(0);
  await until("job1 to settle", async () => (await job("ip -6 addr show tentative")).stdout === "");
  expect((await job("ls /run/netns; nft list tables; ip link show type veth")).stdout).not.toMatch(/migrate|clat/);
  expect(await lab.checksum("job1")).toBe(before);
  expect((await job("systemctl is-active lab-serve.service")).stdout).toBe("active\n");
});
