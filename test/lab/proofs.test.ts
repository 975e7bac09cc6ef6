/** Before IPv4 is gone for good: brownouts, boots under the switch, confirmations from two places, addresses nobody owns, and a host that two services share. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { migrate, ndjson, startMigrate } from "./controller.ts";

const PLAN = "test/lab/fleets/proofs/plan.yaml";

let lab: HeldLab;
beforeAll(async () => {
  lab = await startLabFromFile(PLAN, { name: `proofs-${process.pid}`, say: (line) => console.log(line) });
});
afterAll(async () => lab?.stop());

const inHost = async (name: string, script: string): Promise<string> =>
  (await lab.exec(name, ["sh", "-c", script])).stdout;
const phase4 = (service: string, ...more: string[]): string[] => [
  ...["apply", PLAN, "--phase", "4", "--service", service],
  ...more,
];

test("addresses that no network stack owns stop a host until the plan decides about them", async () => {
  await inHost(
    "api1",
    "ip link add docker0 type dummy && ip addr add 172.17.0.1/16 dev docker0 && ip link set docker0 up",
  );
  await inHost("api1", "ip addr add 10.10.0.98/24 dev eth0; ip addr add 10.10.0.99/24 dev eth0");
  const { code, stderr } = await migrate(lab, phase4("api", "--yes"));
  expect(code, stderr).toBe(5);
  expect(stderr).toContain("no network stack owns 10.10.0.98/24 on eth0");
  expect(stderr).not.toContain("10.10.0.99");
  await inHost("api1", "ip addr del 10.10.0.98/24 dev eth0");
});

test("a namespace host: IPv4 is rejected for a while, goes, survives a boot, and is confirmed from two places each time", async () => {
  const plan = await migrate(lab, phase4("api", "--dry-run"));
  expect(plan.stdout).toContain("reject IPv4 of this host, DHCP and loopback excepted");
  const controller = await startMigrate(lab, phase4("api", "--yes", "--json"));
  const isBrownout = (step: unknown): boolean => String(step).includes("/brownout/");
  await controller.line((line) => line.type === "confirm.outcome" && isBrownout(line.step));
  expect(await inHost("api1", "nft list ruleset; ip -4 -br addr show eth0")).toMatch(
    /migrate_brownout[\s\S]*10\.10\.0\.11/,
  );
  expect((await lab.exec("api1", ["ping", "-c1", "-W2", "10.10.0.1"])).code).toBe(1);
  const released = await controller.line((line) => line.type === "release.outcome");
  expect(released).toMatchObject({ ok: true, because: expect.stringMatching(/[1-9]\d* IPv4 packets out/) });
  const { code, stderr } = await controller.exited;
  expect(code, stderr).toBe(0);
  const boots = controller.lines.filter((line) => line.type === "reboot.outcome");
  expect(boots).toMatchObject([{ because: expect.stringContaining("back over IPv6") }]);
  expect((await lab.state()).machines.api1!.boots).toBe(2);
  expect(await inHost("api1", "ip -4 -br addr show eth0; nft list ruleset")).not.toMatch(/10\.10\.|migrate/);
  const votes = await inHost("api1", "cat /var/lib/migrate/guard/phase-4*/votes.json");
  expect(votes).toMatch(/2001:db8:10::41/);
  expect(votes).toMatch(/2001:db8:10::42/);
});

test("with one of two vantage points away nothing is begun", async () => {
  await inHost("mon2", 'kill "$(cat /run/sshd.pid)"');
  const { code, stdout } = await migrate(lab, phase4("db", "--yes", "--json"));
  await inHost("mon2", "/usr/sbin/sshd -f /etc/ssh/sshd_config");
  expect(code).toBe(4);
  expect(ndjson(stdout).findLast((line) => line.type === "gate.answered")).toMatchObject({
    evidence: { name: "ssh.fresh6", finding: "unknown" },
  });
  expect(await inHost("db1", "ip -4 -br addr show eth0")).toContain("10.10.0.12");
});

test("a host with systemd: the same", async () => {
  const { code, stdout, stderr } = await migrate(lab, phase4("db", "--yes", "--json"));
  expect(code, stderr).toBe(0);
  expect(ndjson(stdout).filter((line) => line.type === "reboot.outcome")).toMatchObject([
    { because: expect.stringContaining("back over IPv6") },
  ]);
  expect(await inHost("db1", "ip -4 -br addr show eth0")).not.toContain("10.10.");
});

test("a host that keeps IPv4 for another service: only the unit does without, for good, and a rollback gives it back", async () => {
  await inHost(
    "both1",
    `printf '[Service]\\nExecStart=/bin/sh -c "while :; do ping -c1 -W1 10.10.0.1 >/dev/null 2>&1 && echo through || echo refused; sleep 0.3; done"\\n' >/etc/systemd/system/worker.service && systemctl daemon-reload && systemctl start worker`,
  );
  const heard = (word: string) =>
    until(
      `worker to say ${word}`,
      async () => (await inHost("both1", "journalctl -u worker -n 1 -o cat")).trim() === word,
      10_000,
    );
  await heard("through");
  const plan = await migrate(lab, phase4("worker", "--dry-run"));
  expect(plan.stdout).toContain("reject IPv4 of worker.service, loopback excepted; the host's addresses stay");
  const { code, stderr } = await migrate(lab, phase4("worker", "--yes"));
  expect(code, stderr).toBe(0);
  await heard("refused");
  expect((await lab.exec("both1", ["ping", "-c1", "-W2", "10.10.0.1"])).code).toBe(0);
  await inHost("both1", "systemctl restart worker");
  await heard("refused");
  expect((await migrate(lab, ["rollback", "last", "--yes"])).code).toBe(0);
  await heard("through");
  expect(await inHost("both1", "ls /etc/systemd/system")).not.toContain("worker.service.d");
});
