/** What the documentation says can be typed: every command is one, and is run by a test or says why not; every link leads somewhere. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { program } from "../../src/cli/commands.ts";
import { loadPlan } from "../../src/inventory/load-plan.ts";
import { everyPage, pagesOf } from "../../src/manual/pages.ts";

const ROOT = join(import.meta.dirname, "../..");
const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => join("docs", name));
const files = ["README.md", "CONTRIBUTING.md", ...docs];

/** Documents whose `sh` blocks test/lab/tutorial.test.ts runs, in order. */
const RUN = ["docs/tutorial.md", "docs/operations.md"];
/** Blocks that say why no test runs them. */
const NOT_RUN = 5;

interface Block {
  readonly file: string;
  readonly info: string;
  readonly lines: readonly string[];
}

const blocks: readonly Block[] = files.flatMap((file) =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info, text]) => ({
    file,
    info: info!,
    lines: text!.split("\n").filter((line) => line !== ""),
  })),
);

const pages = everyPage(pagesOf(await program(() => true)));
const paths = new Map(pages.map((page) => [page.path, page]));
const globals = paths.get("migrate")!.options;

/** What is wrong with a command line, or null. */
function complaint(line: string): string | null {
  const command = line.replace(/^migrate lab shell -- /, "").replace(/ {2,}.*$/, "");
  const words = command.split(" ");
  let page = paths.get("migrate")!;
  let i = 1;
  for (; i < words.length; i++) {
    const below = paths.get(`${page.path} ${words[i]}`);
    if (below === undefined) break;
    page = below;
  }
  if (page.path === "migrate") return `no command ${words[1]}`;
  const known = [
    ...page.options,
    ...globals,
    ...(paths.get(page.path.split(" ").slice(0, 2).join(" "))?.options ?? []),
  ];
  const flags = words.slice(i).filter((word) => /^--?[a-z]/.test(word) && word !== "--help");
  const unknown = flags.find((flag) => !known.some(({ short, long }) => flag === long || flag === short));
  return unknown === undefined ? null : `${page.path} has no ${unknown}`;
}

describe("the documentation", () => {
  const shell = blocks.filter(({ info }) => info === "sh" || info.startsWith("sh "));

  it("has commands that a test runs, or that say why none does", () => {
    const wrong = shell.filter(({ file, info }) => info === "sh" && !RUN.includes(file));
    expect(wrong.map(({ file, lines }) => `${file}: ${lines[0]}`)).toEqual([]);
    const excused = shell.filter(({ info }) => info !== "sh");
    expect(excused.every(({ info }) => /^sh not run: .{10,}/.test(info))).toBe(true);
    expect(excused).toHaveLength(NOT_RUN);
  });

  it("names only commands and options that exist", () => {
    const typed = shell.flatMap(({ file, lines }) =>
      lines.filter((line) => line.startsWith("migrate ")).map((line) => ({ file, line, wrong: complaint(line) })),
    );
    expect(typed.length).toBeGreaterThan(25);
    expect(typed.filter(({ wrong }) => wrong !== null)).toEqual([]);
  });

  it("shows a plan for Ansible's inventory that `check` accepts", async () => {
    const shown = blocks.filter(({ file, lines }) => file === "docs/from-ansible.md" && lines[0] === "migrate: 1");
    expect(shown).toHaveLength(1);
    const folder = mkdtempSync(join(tmpdir(), "migrate-docs-"));
    mkdirSync(join(folder, "inventory"));
    writeFileSync(join(folder, "inventory/hosts.ini"), "mon1 ansible_host=2001:db8::41\n[api]\napi[1:4].example\n");
    writeFileSync(join(folder, "plan.yaml"), shown[0]!.lines.join("\n"));
    const { plan, diagnostics } = await loadPlan(join(folder, "plan.yaml"), { now: new Date() });
    rmSync(folder, { recursive: true });
    expect(diagnostics).toEqual([]);
    expect(plan?.services[0]?.hosts).toHaveLength(4);
  });

  it("names only commands that exist where it shows how one is called", () => {
    const shown = blocks
      .filter(({ info }) => info === "")
      .flatMap(({ file, lines }) =>
        lines.filter((line) => line.startsWith("migrate ")).map((line) => ({ file, line })),
      );
    const names = new Set(pages.map(({ path }) => path.split(" ")[1]));
    const wrong = shown.filter(
      ({ line }) =>
        !line
          .split(" ")[1]!
          .split("|")
          .every((name) => names.has(name)),
    );
    expect(wrong).toEqual([]);
  });

  it("links to what is there", () => {
    const broken = files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("is reached from its index", () => {
    const index = readFileSync(join(ROOT, "docs/README.md"), "utf8");
    const missing = docs.filter((file) => file !== "docs/README.md" && !index.includes(`(${relative("docs", file)}`));
    expect(missing).toEqual([]);
  });
});

describe("rules and dashboard", () => {
  const source = [
    "agent/nat64/metrics.ts",
    "agent/dns64/server/metrics.ts",
    "src/report/prometheus.ts",
    "src/assess/metrics.ts",
  ]
    .map((file) => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");
  it.each(["alerts.yaml", "dashboard.json"])("%s names only metrics that exist", (name) => {
    const text = readFileSync(join(ROOT, "docs/monitoring", name), "utf8");
    const used = [...new Set(text.match(/migrate_[a-z0-9_]+/g))];
    expect(used.length).toBeGreaterThan(5);
    const unknown = used.filter((metric) => {
      const bare = metric.replace(/^migrate_(nat64_|dns64_)?/, "");
      return (
        !source.includes(`"${bare}"`) &&
        !source.includes(`"${bare.replace(/_total$/, "")}"`) &&
        !source.includes(metric)
      );
    });
    expect(unknown).toEqual([]);
  });
});
