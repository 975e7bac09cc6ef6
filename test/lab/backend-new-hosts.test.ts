/** New hosts on every network stack: IPv6-only by the stack's own files, also after a reboot, and undone to the byte. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { migrate, ndjson } from "./controller.ts";

const PLAN = "test/lab/fleets/new-hosts/plan.yaml";
const HOSTS = ["networkd", "networkmanager", "netplan-networkd", "netplan-nm", "ifupdown-static"];

let lab: HeldLab;
let before: Record<string, string>;
let run: string;

beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `new-hosts-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

async function on(host: string, command: string): Promise<string> {
  return (await lab.exec(host, ["sh", "-c", command])).stdout;
}

/** Files, addresses, the way out. networkd lets a default route keep the onlink flag it was once given, until a boot; that is left out. */
async function files(host: string): Promise<string> {
  return on(
    host,
    "find /etc -xdev -type f -exec sha256sum {} + | LC_ALL=C sort; ip -br -4 addr show scope global | sed 's/@if[0-9]*//; s/  */ /g'; ip -br -6 addr show dev eth0 scope global | sed 's/@if[0-9]*//; s/  */ /g'; ip -6 route show default | sed 's/ expires.*//; s/ onlink//'",
  );
}

async function ipv6Only(host: string): Promise<void> {
  await until(
    `${host} IPv6-only`,
    async () =>
      (await on(host, "ip -4 -o addr show dev eth0; ip -4 route")) === "" &&
      (await on(host, "ip -6 route show default")) !== "",
    20_000,
  );
  expect(await on(host, "getent ahosts www.vendor.example")).toMatch(/^64:ff9b::5db8/);
  expect(await on(host, "curl -sS -m 10 http://www.vendor.example/whoami")).toMatch(/^93\.184\.215\./);
}

test("phase 3 passes on all of them", async () => {
  const two = await migrate(lab, ["apply", PLAN, "--phase", "2", "--yes"]);
  expect(two.code, two.stderr).toBe(0);
  for (const host of HOSTS)
    await until(`${host} to have its lease`, async () => /10\.10\.0\./.test(await on(host, "ip -br -4 addr")), 20_000);
  before = Object.fromEntries(await Promise.all(HOSTS.map(async (host) => [host, await files(host)] as const)));
  const three = await migrate(lab, ["apply", PLAN, "--phase", "3", "--yes", "--json"]);
  expect(three.code, three.stderr).toBe(0);
  run = String(ndjson(three.stdout).find((line) => line.run !== undefined)!.run);
});

test.each(HOSTS)("%s has no IPv4 and reaches IPv4-only servers, also after a reboot", async (host) => {
  await ipv6Only(host);
  await lab.reboot(host);
  await ipv6Only(host);
});

test("a second apply does nothing, and tells by host and name what failed to connect meanwhile", async () => {
  await on("networkd", "curl -sS -m 5 http://www.vendor.example:9/");
  const { code, stdout, stderr } = await migrate(lab, ["apply", PLAN, "--phase", "3", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  expect(ndjson(stdout).filter(({ type }) => type === "change")).toEqual([]);
  const told = /networkd → www\.vendor\.example:9 \(93\.184\.216\.10\): \d+ refused, last \d+ s ago/;
  expect((await migrate(lab, ["status", "last"])).stdout).toMatch(told);
});

test("a host that has just booted is adopted, and nobody else is touched", async () => {
  // Another new host that is not ready yet must not stand in its way.
  for (const host of ["ifupdown-static", "netplan-nm"])
    expect((await migrate(lab, ["rollback", run, "--host", host, "--yes"])).code).toBe(0);
  const { code, stdout, stderr } = await migrate(lab, ["adopt", PLAN, "ifupdown-static", "--wait", "20s", "--json"]);
  expect(code, stderr).toBe(0);
  const changed = ndjson(stdout).filter(({ type }) => type === "change");
  expect(new Set(changed.map(({ host }) => host))).toEqual(new Set(["ifupdown-static"]));
  await ipv6Only("ifupdown-static");
  const adopted = String(ndjson(stdout).find((line) => line.run !== undefined)!.run);
  expect((await migrate(lab, ["rollback", adopted, "--yes"])).code).toBe(0);
});

test("undone, each is as it was", async () => {
  const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
  expect(code, stderr).toBe(0);
  for (const host of HOSTS)
    await until(`${host} as before`, async () => (await files(host)) === before[host], 20_000).catch(async () =>
      expect(await files(host), host).toBe(before[host]),
    );
});
