/** A runtime for hosts without one: pushed to the first of a site, which gives it to the others; from a mirror; and pushed where neither works. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { nodeRuntime } from "../../src/transport/node-runtime.ts";
import { migrate } from "./controller.ts";

const HOSTS = ["h1", "h2", "h3", "h4"];
let folder: string;
let lab: HeldLab;
let sha256: string;

function plan(runtime: string): string {
  const path = join(folder, "plan.yaml");
  writeFileSync(
    path,
    `migrate: 1
name: distribution
fleet: {inventory: [./inventory.yaml], user: root, runtime: ${runtime}}
services:
  web: {hosts: [${HOSTS.join(", ")}], target: ipv6-preferred, health: {tcp: 8080}}
`,
  );
  return path;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-distribution-"));
  const hosts = HOSTS.map((name, i) => {
    const ipv6 = `2001:db8:10::${i + 21}`;
    return `  ${name}: {address: "${ipv6}", ipv4: 192.0.2.${i + 21}, ipv6: "${ipv6}", vars: {site: ${i === 3 ? "far" : "near"}}}\n`;
  });
  writeFileSync(join(folder, "inventory.yaml"), `inventory: 1\nhosts:\n${hosts.join("")}`);
  lab = await startLabFromFile(plan("{from: push}"), { name: `distribution-${process.pid}`, say: () => undefined });
  ({ sha256 } = await nodeRuntime("x86_64"));
  // One host has neither curl nor wget.
  await lab.exec("h3", ["rm", "-f", "/usr/bin/curl", "/usr/bin/wget"]);
});
afterAll(async () => {
  await lab?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await Promise.all(HOSTS.map((host) => lab.exec(host, ["rm", "-rf", "/var/lib/migrate"])));
});

/** Host → from where its runtime came, as `-v` tells it. */
async function runtimes(path: string): Promise<{ readonly from: Record<string, string>; readonly stderr: string }> {
  const { code, stderr } = await migrate(lab, ["plan", path, "--phase", "1", "-v"]);
  expect(code, stderr).toBe(0);
  const from: Record<string, string> = {};
  for (const [, host, what] of stderr.matchAll(/^(h\d): (push node|fetches node from \S+)/gm))
    from[host!] =
      `${from[host!] === undefined ? "" : `${from[host!]}, then `}${what!.replace("fetches node from ", "")}`;
  for (const host of HOSTS) {
    const { stdout } = await lab.exec(host, ["sha256sum", `/var/lib/migrate/cache/node/${sha256}/node`]);
    expect(stdout.slice(0, 64)).toBe(sha256);
  }
  return { from, stderr };
}

test("relay: pushed to one host of each site, fetched from it by the others, with curl or without", async () => {
  const { from } = await runtimes(plan("{from: relay, site: site}"));
  const near = ["h1", "h2", "h3"].map((host) => from[host]!);
  expect(near.filter((one) => one === "push node")).toHaveLength(1);
  expect(
    near.filter((one) => /^http:\/\/\[2001:db8:10::2[123]\]:\d+\/[0-9a-f]{32}\/[0-9a-f]{64}$/.test(one)),
  ).toHaveLength(2);
  expect(from.h4).toBe("push node");
});

test("mirror: fetched by every host; what a mirror has damaged or not at all is pushed", async () => {
  const { path } = await nodeRuntime("x86_64");
  const put = `ssh -o BatchMode=yes root@2001:db8:10::24 'mkdir -p /var/mirror && cat >/var/mirror/${sha256}' <${path}`;
  expect((await lab.run(["sh", "-c", put])).code).toBe(0);
  const serve = "cd /var/mirror && setsid python3 -m http.server --bind :: 8000 >/dev/null 2>&1 </dev/null &";
  await lab.exec("h4", ["sh", "-c", serve]);
  const mirror = "http://[2001:db8:10::24]:8000";
  await until("the mirror", async () => (await lab.exec("h1", ["curl", "-fsI", `${mirror}/${sha256}`])).code === 0);
  const good = await runtimes(plan(`{from: mirror, mirror: "${mirror}/"}`));
  expect(Object.values(good.from)).toEqual(HOSTS.map(() => `${mirror}/${sha256}`));
  await Promise.all(HOSTS.map((host) => lab.exec(host, ["rm", "-rf", "/var/lib/migrate"])));
  await lab.exec("h4", [
    "sh",
    "-c",
    `printf x | dd of=/var/mirror/${sha256} bs=1 seek=1000000 conv=notrunc 2>/dev/null`,
  ]);
  const damaged = await runtimes(plan(`{from: mirror, mirror: "${mirror}"}`));
  expect(Object.values(damaged.from)).toEqual(HOSTS.map(() => `${mirror}/${sha256}, then push node`));
});
