/** `migrate ui` in a real browser: the fleet as a grid, gates, approval; and nobody without the token. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRun } from "../../src/cli/open-run.ts";
import { serveUi, type UiServer } from "../../src/cli/ui.ts";
import { until } from "../../src/lab/lab.ts";
import { fileStore } from "../../src/store/files.ts";
import type { KeptRun } from "../../src/store/store.ts";
import { createFleet } from "../../src/transport/fleet.ts";
import { SimulatedHosts, writePlan } from "../simulated/fleet.ts";

const HOSTS = 1_000;
const PLAYBOOK = `playbook: 1
phase: phase-1
name: Prefer IPv6
approve: true
rollout: {batch: [100%], soak: 0s}
steps:
  - name: policy table puts native IPv6 above IPv4
    id: prefer-ipv6
    on: services
    module: gai-conf
    want: {ipv6: 50, ipv4: 40, nat64: 30, nat64_prefixes: []}
on_fail: undo
`;

let folder: string;
let browser: Browser;
let page: Page;
let kept: KeptRun;
let ui: UiServer;
let going: Promise<unknown>;
let closeRun: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-ui-"));
  const plan = writePlan(join(folder, "plan"), HOSTS, { playbook: PLAYBOOK });
  const hosts = new SimulatedHosts();
  const state = join(folder, "state");
  const globals = { color: false, input: false, quiet: true, state };
  const opened = await openRun(plan, { phase: "1", wait: true }, globals, null, () =>
    createFleet({
      hosts: (name) => ({ name, become: { method: "none" } }),
      log: () => undefined,
      memory: (name) => hosts.serve(name),
    }),
  );
  going = opened.start();
  closeRun = opened.close;
  await until("the run to be kept", async () => (await fileStore(state).runs()).length === 1);
  kept = (await fileStore(state).runs())[0]!;
  ui = await serveUi(kept, 0);
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await ui?.close();
  await closeRun?.();
  rmSync(folder, { recursive: true, force: true });
});

test("nobody gets in without the token, from elsewhere, or by another page", async () => {
  const { origin, searchParams } = new URL(ui.url);
  expect((await fetch(`${origin}/`)).status).toBe(401);
  expect((await fetch(`${origin}/events`)).status).toBe(401);
  expect((await fetch(`${origin}/?token=${"x".repeat(32)}`)).status).toBe(401);
  const cookie = `migrate=${searchParams.get("token")}`;
  const forged = await fetch(`${origin}/approve`, { method: "POST", headers: { cookie }, body: "{}" });
  expect(forged.status).toBe(403);
});

test("the fleet stands as a grid by stack state, and the token leaves the address", async () => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(ui.url);
  await expect.poll(() => page.locator(".grid i").count(), { timeout: 90_000 }).toBe(HOSTS);
  expect(page.url()).not.toContain("token");
  // IPv4 and IPv6, and nothing chosen yet.
  await expect.poll(() => page.locator(".grid i.s1").count(), { timeout: 90_000 }).toBe(HOSTS);
  await page.hover('.grid i[data-host="h17"]');
  expect(await page.textContent("#host")).toMatch(/^h17: dual-stack, /);
  expect(errors).toEqual([]);
});

test("approval is given on the page, with a reason that the journal keeps, and the grid follows the run to its end", async () => {
  await page.waitForSelector("#approval:not([hidden])", { timeout: 60_000 });
  expect(await page.textContent("#asked")).toContain("phase-1");
  await page.fill("#because", "looked at ten of them");
  await page.click("#approval button");
  await expect.poll(() => page.locator(".grid i.s2").count(), { timeout: 90_000 }).toBe(HOSTS);
  await page.waitForSelector("#waits.good");
  await going;
  const given = (await kept.entries()).find((entry) => entry.type === "approval.given");
  expect(given).toMatchObject({ why: "looked at ten of them" });
});

test("the page fits a telephone and a wall", async () => {
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(width);
  }
});
