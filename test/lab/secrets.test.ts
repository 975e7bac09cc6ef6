/**
 * Secrets planted wherever one may stand: environment, inventory, become password, URLs of webhook and Slack, the token of a collector of traces, a
 * file on a host. Runs that succeed, fail and complain; then every byte that any sink wrote is searched.
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveUi } from "../../src/cli/ui.ts";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { fileStore } from "../../src/store/files.ts";
import { MIGRATE } from "./controller.ts";

const SECRETS = {
  becomeFromEnv: "Env-become#7Qx1",
  becomeLiteral: "inv-literal'9Zt2",
  hook: "http://127.0.0.1:9/services/T0Zq/Bx81/hookpath4711",
  hookPath: "Bx81/hookpath4711",
  inventoryVar: "var-db-Pq44-secret",
  inFile: "file-Secret-8810",
  slack: "http://127.0.0.1:9/services/T1Yv/Cy92/slackpath5822",
  slackPath: "Cy92/slackpath5822",
  traceToken: "otlp-token-Wm33-6104",
};
const COLLECTOR = 4318;
const ENV = {
  S_BECOME: SECRETS.becomeFromEnv,
  S_HOOK: SECRETS.hook,
  S_SLACK: SECRETS.slack,
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${COLLECTOR}`,
  OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${SECRETS.traceToken}`,
};

/** Appends what it is sent to a file, and says whether it was sent the token. */
const COLLECT = `const { createServer } = require("node:http");
const { appendFileSync } = require("node:fs");
const [file, token] = process.argv.slice(1);
createServer((request, response) => {
  appendFileSync(file, request.headers.authorization === "Bearer " + token ? "authorised\\n" : "not authorised\\n");
  request.on("data", (chunk) => appendFileSync(file, chunk)).on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
}).listen(${COLLECTOR}, "127.0.0.1", () => console.log("ready"));`;

let lab: HeldLab;
let folder: string;
let collector: ChildProcess;
const sinks: { readonly name: string; readonly bytes: string }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-secrets-"));
  lab = await startLabFromFile("test/lab/fleets/small/plan.yaml", {
    name: `secrets-${process.pid}`,
    say: (line) => console.log(line),
  });
  for (const file of ["notified", "mailed", "traced"]) writeFileSync(join(folder, file), "");
  collector = await lab.operator([process.execPath, "-e", COLLECT, join(folder, "traced"), SECRETS.traceToken]);
  await once(collector.stdout!, "data");
  writeFileSync(
    join(folder, "inventory.yaml"),
    `inventory: 1
hosts:
  api1:
    address: "2001:db8:10::11"
    ipv4: 10.10.0.11
    ipv6: "2001:db8:10::11"
    become: {method: sudo, password: {env: S_BECOME}}
    vars: {db_password: ${SECRETS.inventoryVar}}
  mon1: {address: "2001:db8:10::41", ipv6: "2001:db8:10::41"}
`,
  );
  writeFileSync(
    join(folder, "more.ini"),
    `job1 ansible_host=2001:db8:10::12 ansible_user=root ansible_become=true ansible_become_password="${SECRETS.becomeLiteral}"\n`,
  );
  writeFileSync(
    join(folder, "plan.yaml"),
    `migrate: 1
name: secretive
fleet: {inventory: [./inventory.yaml, ./more.ini], user: root}
vantage: {inside: [mon1]}
rollout: {batch: [100%], max_unavailable: 1, soak: 1s, confirm: 10s}
services:
  api:
    hosts: [api1]
    target: ipv6-only
    listen: [8080/tcp]
    inbound_ipv4: none
    health: {http: {url: "http://{{host}}:8080/healthz?token=${SECRETS.inventoryVar}", status: 200}}
  jobs:
    hosts: [job1]
    after: [api]
    target: ipv6-only
    health: {tcp: 9999, tries: 1}
notify:
  - webhook: {url: {env: S_HOOK}, on: [gate.failed, undone, run.done, phase.done]}
  - command: {run: [sh, -c, "cat >> ${folder}/notified"], on: [gate.failed, undone, run.done, phase.done, unreachable]}
  - slack: {url: {env: S_SLACK}, on: [gate.failed, undone]}
  - mail: {to: ops@example.net, sendmail: [sh, -c, "cat >> ${folder}/mailed"], on: [gate.failed, undone]}
`,
  );
  // The diff of phase 4 shows this file: a secret by its shape, and those that were told.
  const { becomeFromEnv, becomeLiteral, hookPath, inventoryVar, inFile } = SECRETS;
  const comment = `# once ${becomeFromEnv} and ${becomeLiteral}, ${hookPath}, ${inventoryVar}\n# password = ${inFile}`;
  for (const host of ["api1", "job1"])
    await lab.exec(host, ["sh", "-c", 'echo "$1" >> /etc/network/interfaces', "sh", comment]);
});
afterAll(async () => {
  collector?.kill();
  await lab?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

async function migrate(...args: string[]): Promise<number | null> {
  const { code, stdout, stderr } = await lab.run([MIGRATE, ...args, "--state", join(folder, "state")], {
    env: ENV,
    timeoutMs: 120_000,
  });
  const name = args.slice(0, 2).join(" ");
  sinks.push({ name: `${name}: standard output`, bytes: stdout }, { name: `${name}: standard error`, bytes: stderr });
  return code;
}

function everyFile(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
}

/** As a browser gets it: the page, and the first view of the run. */
async function pageOfTheRun(): Promise<string> {
  const ui = await serveUi((await fileStore(join(folder, "state")).runs())[0]!, 0);
  try {
    const { origin, searchParams } = new URL(ui.url);
    const headers = { cookie: `migrate=${searchParams.get("token")}` };
    const page = await (await fetch(origin, { headers })).text();
    const events = (await fetch(`${origin}/events`, { headers })).body!.getReader();
    const { value } = await events.read();
    await events.cancel();
    return page + new TextDecoder().decode(value);
  } finally {
    await ui.close();
  }
}

test("no sink holds a byte of a secret", async () => {
  const plan = join(folder, "plan.yaml");
  mkdirSync(join(folder, "out"));
  expect(await migrate("check", plan)).toBe(0);
  await migrate("inventory", plan, "--list");
  expect(await migrate("plan", plan, "--phase", "4", "-o", join(folder, "out/run.mplan"))).toBe(0);
  // The second service's health check is red: what was done for it is undone.
  expect(await migrate("apply", plan, "--phase", "4", "--json", "-vv", "--metrics", join(folder, "out/run.prom"))).toBe(
    3,
  );
  await migrate("verify", plan, "--phase", "4", "--service", "jobs", "--json");
  await migrate("status", "last");
  for (const format of ["html", "junit", "json", "prometheus"])
    expect(await migrate("report", "last", "--format", format, "-o", join(folder, `out/report.${format}`))).toBe(0);
  for (const args of [
    ["explain", "api1"],
    ["drift", plan],
    ["txn", "ls", plan],
    ["lease", "ls"],
    ["doctor", "--plan", plan, "api1"],
  ])
    await migrate(...args, "--json");
  await migrate("audit", plan, "--json");
  await migrate("rollback", "last", "--yes", "-vv");
  sinks.push({ name: "the page of migrate ui", bytes: await pageOfTheRun() });
  expect(await migrate("evidence", "bundle", "last", join(folder, "out/bundle"))).toBe(0);
  expect(await migrate("evidence", "verify", join(folder, "out/bundle"))).toBe(0);
  await lab.exec("job1", ["ip", "link", "set", "eth0", "down"]);
  await migrate("apply", plan, "--dry-run", "--phase", "4", "--limit", "job1", "-vv");

  const told = ["notified", "mailed", "traced"].map((file) => join(folder, file));
  for (const path of [...everyFile(join(folder, "state")), ...everyFile(join(folder, "out")), ...told])
    sinks.push({ name: path.slice(folder.length + 1), bytes: readFileSync(path, "utf8") });
  const leaks = sinks.flatMap(({ name, bytes }) =>
    Object.entries(SECRETS).flatMap(([secret, value]) =>
      [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value),
        Buffer.from(value).toString("base64").slice(0, 12),
      ]
        .filter((form) => bytes.includes(form))
        .map(
          (form) => `${secret} in ${name}: …${bytes.slice(Math.max(0, bytes.indexOf(form) - 60), bytes.indexOf(form))}`,
        ),
    ),
  );
  expect(leaks).toEqual([]);
  // The search had something to search, and what was taken out was there.
  expect(sinks.length).toBeGreaterThan(30);
  expect(sinks.filter(({ bytes }) => bytes.includes("[redacted]")).length).toBeGreaterThan(5);
  expect(readFileSync(join(folder, "notified"), "utf8")).toContain('"event":"gate.failed"');
  expect(readFileSync(join(folder, "mailed"), "utf8")).toContain("To: ops@example.net");
  expect(readFileSync(join(folder, "traced"), "utf8")).toMatch(/^authorised\n.*"resourceSpans"/);
  for (const channel of ["webhook 1", "slack 3"])
    expect(
      sinks.some(({ bytes }) => bytes.includes(`notify: ${channel}: not delivered`)),
      channel,
    ).toBe(true);
});
