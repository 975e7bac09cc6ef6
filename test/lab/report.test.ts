/** The HTML report in a real browser: a phone, a desk, and paper. Images and the PDF stay as artefacts in .cache/report. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlReport } from "../../src/report/html/page.ts";
import { runReport } from "../../src/report/run/run-report.ts";
import { sampleRuns } from "../unit/src/report/sample-run.ts";

const ARTEFACTS = join(import.meta.dirname, "../../.cache/report");
/** A4 at 96 dots an inch, within margins of 14 mm. */
const PAPER = { width: 688, height: 1016 };

let folder: string;
let browser: Browser;
let elsewhere: Server;
const reached: string[] = [];

beforeAll(async () => {
  mkdirSync(ARTEFACTS, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "migrate-report-"));
  elsewhere = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => elsewhere.once("listening", resolve));
  const { port } = elsewhere.address() as AddressInfo;
  // What a hostile server sent, and a gate kept as evidence.
  const banner = `</pre><img src="http://127.0.0.1:${port}/x"><script>fetch("http://127.0.0.1:${port}/y")</script>${"long".repeat(200)}`;
  const runs = await sampleRuns(banner);
  const report = runReport(runs.at(-1)!, runs.slice(0, -1), Date.parse("2026-11-21T08:00:00Z"));
  writeFileSync(join(folder, "report.html"), htmlReport(report));
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

async function open(width: number, height: number): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`file://${join(folder, "report.html")}`);
  return { page, requests, complaints };
}

/** Elements that reach beyond the right edge, and text wider than what holds it. */
async function overflowing(page: Page): Promise<string[]> {
  // Everything that can be unfolded counts as well.
  return page.evaluate(`(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    const wide = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 0.5 || (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== "inline"));
    const page = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
    return [...page, ...wide.map((one) => one.outerHTML.slice(0, 120))];
  })()`) as Promise<string[]>;
}

describe("the report in a browser", () => {
  test.each([
    ["phone", 390, 844],
    ["desk", 1280, 900],
  ])("on a %s nothing overflows, nothing is fetched, nothing complains", async (name, width, height) => {
    const { page, requests, complaints } = await open(width, height);
    await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
    expect(await overflowing(page)).toEqual([]);
    expect(requests.filter((url) => !url.startsWith("file://"))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(reached).toEqual([]);
    await page.close();
  });

  test("on paper nothing overflows, and what failed is there with its evidence", async () => {
    const { page } = await open(PAPER.width, PAPER.height);
    await page.emulateMedia({ media: "print" });
    expect(await overflowing(page)).toEqual([]);
    const failed = page.locator("#gates details.raw pre").first();
    expect(await failed.isVisible()).toBe(true);
    expect(await page.locator("#gates details.raw-pass pre").first().isVisible()).toBe(false);
    await page.pdf({ path: join(ARTEFACTS, "report.pdf"), format: "A4" });
    await page.close();
  });

  test("says everything that was asked of it", async () => {
    const { page } = await open(1280, 900);
    const text = await page.locator("body").textContent();
    for (const said of [
      "a gate or step failed; put back (exit 3)",
      "Phase 4: existing hosts IPv6-only",
      "undo phase-4/db/batch-1",
      "198.51.100.10, 198.51.100.11",
      "stays dual-stack: customers without IPv6 (team-web, looked at again on 2027-03-31)",
      "vendor SDK opens AF_INET sockets",
      "overdue",
      "answers 503 where 200 is wanted",
    ])
      expect(text).toContain(said);
    expect(await page.locator("#traffic svg path").count()).toBeGreaterThan(4);
    const bars = await page
      .locator("#timeline .bar")
      .evaluateAll((all) => all.map((one) => (one as unknown as { className: string }).className));
    expect(bars.filter((name) => name.includes("undone"))).toHaveLength(1);
    await page.close();
  });

  test("raw evidence of a passed gate unfolds", async () => {
    const { page } = await open(390, 844);
    const gate = page.locator("details.raw-pass").first();
    expect(await gate.locator("pre").isVisible()).toBe(false);
    await gate.locator("summary").click();
    expect(await gate.locator("pre").isVisible()).toBe(true);
    await page.close();
  });
});
