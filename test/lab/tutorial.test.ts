/** The documentation's commands, typed at a terminal of 80 columns in the order in which they stand there. Images stay as artefacts in .cache/terminal. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COLUMNS, type Screen, Terminal } from "./terminal.ts";

const ROOT = join(import.meta.dirname, "../..");
const ARTEFACTS = join(ROOT, ".cache/terminal");

let folder: string;
let terminal: Terminal;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(ARTEFACTS, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "migrate-tutorial-"));
  const { NO_COLOR: _, ...env } = process.env;
  terminal = new Terminal(ROOT, {
    ...env,
    PATH: `${join(ROOT, "bin")}:${env.PATH}`,
    XDG_STATE_HOME: join(folder, "state"),
  });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await terminal?.run("migrate lab down --name demo");
  terminal?.close();
  await browser?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** Lines of a document's `sh` blocks that a test is to run. */
function typed(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block]) => block!.split("\n"))
    .filter((line) => line !== "");
}

/** Columns that stand below one another. */
function tableLines({ lines }: Screen): readonly string[] {
  return lines.filter((line) => /\S {3,}\S.* {3,}\S/.test(line.trim()));
}

async function keepImage(name: string, coloured: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 } });
  await page.setContent(
    `<body style="margin:0;background:#111;color:#ddd"><pre style="margin:8px;width:${COLUMNS}ch;font:14px/1.3 monospace">${html(coloured)}</pre>`,
  );
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
  const wider = (await page.evaluate(
    `document.querySelector("pre").scrollWidth - document.querySelector("pre").clientWidth`,
  )) as number;
  await page.close();
  return wider;
}

const COLOURS: Readonly<Record<string, string>> = {
  "1": "font-weight:bold",
  "2": "opacity:.7",
  "31": "color:#f66",
  "32": "color:#6d6",
  "33": "color:#dd6",
  "34": "color:#88f",
  "36": "color:#6dd",
  "90": "color:#999",
};

function html(coloured: string): string {
  const escaped = coloured.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  let open = 0;
  const body = escaped.replace(/\x1b\[([\d;]*)m/g, (_, codes: string) => {
    const style = codes
      .split(";")
      .map((code) => COLOURS[code])
      .filter((found) => found !== undefined)
      .join(";");
    if (style !== "") {
      open += 1;
      return `<span style="${style}">`;
    }
    const closing = "</span>".repeat(open);
    open = 0;
    return closing;
  });
  return `${body}${"</span>".repeat(open)}`.replace(/\x1b[^a-zA-Z]*[a-zA-Z]/g, "");
}

/** Images of what an operator looks at longest. */
const IMAGES: readonly [RegExp, string][] = [
  [/migrate plan .*--phase 1$/, "plan"],
  [/migrate apply .*--phase 2$/, "apply"],
  [/migrate status last$/, "status"],
];

describe.each(["docs/tutorial.md", "docs/operations.md"])("%s", (file) => {
  test.each(typed(file).map((line) => [line]))("%s", async (written) => {
    const line = written.replaceAll("/tmp/", `${folder}/`);
    const screen = /migrate apply .*phase-4\.mplan$/.test(line) ? await lookedOn(line) : await terminal.run(line);
    expect(screen.code, screen.lines.slice(-30).join("\n")).toBe(0);
    expect(screen.cursorShown).toBe(true);
    expect(tableLines(screen).filter(({ length }) => length > COLUMNS)).toEqual([]);
    expect(screen.lines.join("\n")).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    for (const [fits, name] of IMAGES) {
      if (fits.test(line)) expect(await keepImage(name, screen.coloured)).toBe(0);
    }
    if (/migrate lab up/.test(line)) await onceUp();
  });
});

/** A second terminal watches the run, sees it change hosts, and leaves it alone. */
async function lookedOn(line: string): Promise<Screen> {
  const running = terminal.run(line);
  const status = "migrate lab shell -- migrate status last";
  const begun = `until ${status} --json | grep -q '"kind":"forward"'; do :; done`;
  const session = terminal.start(`${begun}; ${status} --watch; echo "left: $?"; exec cat`);
  const shown = (): string => terminal.screen(session).lines.join("\n");
  await terminal.until(
    () => /^batch \d+ of \d+: phase-4\/(?=[\s\S]*[1-9]\d* (?:changing|armed))/m.test(shown()),
    "status --watch",
  );
  const watched = terminal.screen(session);
  expect(watched.cursorShown).toBe(false);
  expect(watched.lines.filter(({ length }) => length > COLUMNS)).toEqual([]);
  expect(await keepImage("status-watch", watched.coloured)).toBe(0);
  terminal.keys(session, "C-c");
  await terminal.until(() => /^left: 0$/m.test(shown()), "Ctrl-C at status --watch");
  expect(terminal.screen(session).cursorShown).toBe(true);
  return running;
}

/** What only shows beside a lab that is up. */
async function onceUp(): Promise<void> {
  const plan = "migrate lab shell -- migrate plan playbooks/demo/plan.yaml --phase 1 --limit api1";
  const coloured = await terminal.run(plan);
  expect(coloured.coloured).toMatch(/\x1b\[3\dm/);
  const plain = await terminal.run(plan, { NO_COLOR: "1" });
  expect(plain.coloured).not.toMatch(/\x1b\[[\d;]*m/);
  const piped = await terminal.run(`${plan} >${folder}/out 2>${folder}/err`);
  expect(piped.code).toBe(0);
  const written = readFileSync(join(folder, "out"), "utf8") + readFileSync(join(folder, "err"), "utf8");
  // No spinner, no cursor moved, no colour: a pipeline keeps what it is given.
  expect(written).not.toContain("\x1b");
  writeFileSync(join(ARTEFACTS, "plan.txt"), written);
}
