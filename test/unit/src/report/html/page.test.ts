import { expect, it } from "vitest";
import { escapeHtml, html } from "../../../../../src/report/html/markup.ts";
import { htmlReport } from "../../../../../src/report/html/page.ts";
import { lasted, percent } from "../../../../../src/report/html/words.ts";
import { runReport } from "../../../../../src/report/run/run-report.ts";
import { sampleRuns } from "../sample-run.ts";

const HOSTILE = `</pre><script>alert(1)</script><img src="http://elsewhere.example/x" onerror='x'>\u0000`;

it("lets nothing of the evidence out of its text", async () => {
  const runs = await sampleRuns(HOSTILE);
  const page = htmlReport(runReport(runs.at(-1)!, runs.slice(0, -1), Date.parse("2026-11-21T08:00:00Z")));
  expect(/<(?:script|img|iframe|link)/i.exec(page)).toBeNull();
  expect(page.includes("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe(true);
  expect(/<[a-z][^>]*\s(?:src|href)=|url\(|@import/i.exec(page)).toBeNull();
  expect(page.includes("default-src &#39;none&#39;")).toBe(true);
});

it("escapes pieces, and leaves markup and nothing as they are", () => {
  expect(html`<b title="${'"<'}">${[html`<i></i>`, null, 1, false]}</b>`.text).toBe(
    '<b title="&quot;&lt;"><i></i>1</b>',
  );
  expect(escapeHtml("a\u0001b")).toBe("a\ufffdb");
});

it.each([
  [400, "0.4 s"],
  [12_000, "12 s"],
  [64_000, "1 min 4 s"],
  [3_840_000, "1 h 4 min"],
  [180_000_000, "2 d 2 h"],
])("%i ms lasted %s", (ms, text) => expect(lasted(ms)).toBe(text));

it.each([
  [0, "0 %"],
  [0.001, "<1 %"],
  [0.995, ">99 %"],
  [1, "100 %"],
  [0.5, "50 %"],
])("a share of %f is %s", (share, text) => expect(percent(share)).toBe(text));
