/** A clean fleet raises no finding; planted traps are all found, in the right place and process; taken away, their findings go. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { complaint } from "../unit/src/report/published.ts";
import { type Line, migrate, ndjson } from "./controller.ts";
import { NAME_SERVER, TRAPS, type Trap } from "./traps/traps.ts";

const PLAN = "test/lab/traps/plan.yaml";
const HOSTS = ["app1", "db1", "mon1"];

/** The lab serves every port that the plan lists; port 25 of this host is Postfix's. */
const MAIL_PORT_FREE = `python3 - <<'END'
import json
with open("/etc/lab/serve.json") as file: told = json.load(file)
told["listen"] = [one for one in told["listen"] if one["port"] != 25]
with open("/etc/lab/serve.json", "w") as file: json.dump(told, file)
END
pkill -f '[s]erve[.]py'; while ss -Hltn 'sport = 25' | grep -q .; do :; done; rm /run/serve.ready; /etc/lab/start.d/50-serve`;

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `traps-${process.pid}`, say: (line) => console.log(line) });
  // The lab covers this folder of the machine; here it is each host's own.
  for (const host of HOSTS) await sh(host, "mount -t tmpfs tmpfs /srv");
  await sh("mon1", NAME_SERVER);
  for (const host of HOSTS)
    await sh(host, "rm -f /etc/resolv.conf; echo 'nameserver 2001:db8:10::41' >/etc/resolv.conf");
  await sh("db1", `${MAIL_PORT_FREE}; postconf -e inet_interfaces=all; postfix start`);
  // As Debian ships them.
  await sh("app1", "nginx; cron; postfix start; pg_ctlcluster $(ls /etc/postgresql | tail -n1) main start");
});
afterAll(async () => lab?.stop());

async function sh(host: string, script: string): Promise<void> {
  const { code, stderr } = await lab.exec(host, ["sh", "-c", `{ ${script}\n} >/dev/null`]);
  expect(code, `${host}: ${script}: ${stderr}`).toBe(0);
}

async function audit(...options: string[]): Promise<Line[]> {
  const { code, stdout, stderr } = await migrate(lab, ["audit", PLAN, "--json", ...options]);
  expect(code, stderr).toBe(0);
  const lines = ndjson(stdout);
  expect(lines.map((line) => complaint("event", line)).filter((said) => said !== "")).toEqual([]);
  return lines;
}

function findings(lines: readonly Line[]): Line[] {
  return lines.filter(({ type, weight }) => type === "audit.finding" && weight !== "note");
}

function caught({ kind, place, on = "app1" }: Trap, lines: readonly Line[]): Line | undefined {
  return lines.find(
    (line) =>
      line.type === "audit.finding" &&
      line.kind === kind &&
      line.host === on &&
      (place.test(String(line.place)) || place.test(String(line.process))),
  );
}

describe("a fleet made IPv6-ready", () => {
  test("has no finding", async () => {
    const lines = await audit("--for", "1h");
    expect(findings(lines)).toEqual([]);
    // What is no dependency was told apart from what is.
    const [app] = lines.filter(({ type, host }) => type === "audit.host" && host === "app1");
    expect(Object.values(app!.setAside as Record<string, number>).reduce((a, b) => a + b, 0)).toBeGreaterThan(10);
    console.log(`looking at app1 took ${app!.elapsedMs} ms`);
    expect(
      lines.filter(({ type }) => type === "audit.observation").map(({ host, running }) => [host, running]),
    ).toEqual(HOSTS.map((host) => [host, true]));
  });
});

describe("an inventory without a plan", () => {
  test("is audited too, and a host that is not there makes nothing clean", async () => {
    const inventory = "test/lab/traps/inventory.yaml";
    const { code, stdout, stderr } = await migrate(lab, ["audit", inventory, "--limit", "db1", "--json"]);
    expect(code, stderr).toBe(0);
    expect(findings(ndjson(stdout))).toEqual([]);
    await lab.cut("db1", "all");
    const lost = await migrate(lab, ["audit", inventory, "--limit", "db1"]);
    await lab.heal("db1");
    expect(lost.code).toBe(4);
    expect(lost.stdout).toContain("the rest is unknown");
  });
});

describe("planted traps", () => {
  let lines: Line[];

  test(`${TRAPS.length} are planted, and every one is found`, async () => {
    for (const { plant, on = "app1", at = on } of TRAPS) await sh(at, plant);
    await until("the trap's connections", async () => {
      const { stdout } = await lab.exec("app1", ["ss", "-Htn", "state", "established"]);
      return [7002, 8080, 5432].every((port) => stdout.includes(`:${port}`));
    });
    lines = await audit();
    const missed = TRAPS.filter((trap) => caught(trap, lines) === undefined).map(({ name }) => name);
    expect(missed, JSON.stringify(findings(lines), null, 1)).toEqual([]);
  });

  test("mapped clients and monitoring are told from others, where they come in", () => {
    const come = findings(lines).filter(({ host, kind }) => host === "app1" && String(kind).startsWith("inbound."));
    expect(come.map(({ kind, address }) => [kind, address]).sort()).toEqual([
      ["inbound.mapped", "10.10.0.21"],
      ["inbound.monitoring", "10.10.0.41"],
    ]);
  });

  test("no secret is told", () => expect(JSON.stringify(lines)).not.toContain("hunter2"));

  test("explain joins the flow to its process and proposes one thing", async () => {
    const { code, stdout } = await migrate(lab, ["explain", "shop"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/shop is still IPv4: \d+ flows? seen/);
    expect(stdout).toMatch(/python3[\w.]*\[\d+\] talks to 10\.10\.0\.21 \(db1\) tcp 5432/);
    expect(stdout).toMatch(/\(package\s+python3/);
    expect(stdout).toContain("clat");
    expect(stdout).toMatch(/^First: /m);
    for (const row of stdout.split("\n")) expect(row.length, row).toBeLessThanOrEqual(120);
  });

  test("plan says whom the addresses that go would touch", async () => {
    const { stdout, stderr } = await migrate(lab, ["plan", PLAN, "--phase", "4", "--service", "shop"]);
    expect(stdout, stderr).toMatch(/removing A 10\.10\.0\.11 of app1 touches 2 peers, 0 unmanaged: db1, mon1/);
  });

  test("the metrics have every class of every host", async () => {
    const { stdout } = await migrate(lab, ["audit", PLAN, "--metrics", "-"]);
    expect(stdout).toMatch(/^migrate_traffic_bytes_total\{service="shop",host="app1",class="ipv4"\} [1-9]\d*$/m);
    expect(stdout.match(/^migrate_traffic_bytes_total/gm)).toHaveLength(15);
  });

  test("taken away, half at a time, their findings go and the others stay", async () => {
    const first = TRAPS.filter((_, i) => i < TRAPS.length / 2);
    for (const { remove, on = "app1", at = on } of first) await sh(at, remove);
    // What was observed stays observed: flows are counted anew.
    await migrate(lab, ["audit", PLAN, "--stop"]);
    const half = await audit("--for", "1h");
    const rest = TRAPS.slice(first.length).filter(({ kind }) => !/^(socket|inbound)\./.test(kind));
    const isWritten = ({ kind }: Trap): boolean => kind !== "name.unreachable6" && kind !== "name.no-aaaa";
    expect(first.filter((trap) => caught(trap, half) !== undefined).map(({ name }) => name)).toEqual([]);
    expect(rest.filter((trap) => isWritten(trap) && caught(trap, half) === undefined).map(({ name }) => name)).toEqual(
      [],
    );
    for (const { remove, on = "app1", at = on } of TRAPS.slice(first.length)) await sh(at, remove);
    await migrate(lab, ["audit", PLAN, "--stop"]);
    expect(findings(await audit("--for", "1h"))).toEqual([]);
  });

  test("--stop leaves nothing on any host", async () => {
    const { code, stderr } = await migrate(lab, ["audit", PLAN, "--stop"]);
    expect(code, stderr).toBe(0);
    for (const host of HOSTS) {
      const { stdout } = await lab.exec(host, [
        "sh",
        "-c",
        "nft list tables; ls -d /var/lib/migrate/audit 2>/dev/null; ls /etc/init.d | grep migrate || true",
      ]);
      expect(stdout.replace(/^table inet trap\n/, "")).toBe("");
    }
  });
});
