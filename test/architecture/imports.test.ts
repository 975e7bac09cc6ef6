/** Which folder may import which. Type-only imports count. The map is the architecture; a new arrow is a decision, made here. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** Folder → folders it may import besides itself. `src` alone is src/*.ts. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "agent/protocol": [],
  "agent/net": [],
  "agent/kernel": [],
  agent: [
    "agent/protocol",
    "agent/net",
    "agent/kernel",
    "agent/facts",
    "agent/modules",
    "agent/guard",
    "agent/probes",
    "agent/audit",
    "agent/nat64",
    "agent/dns64",
    "agent/clat",
    "agent/gateway",
  ],
  "agent/audit": [
    "agent",
    "agent/protocol",
    "agent/net",
    "agent/kernel",
    "agent/facts",
    "agent/formats",
    "agent/probes",
  ],
  "agent/facts": ["agent", "agent/protocol", "agent/net", "agent/formats"],
  "agent/formats": ["agent/net"],
  "agent/modules": [
    "agent",
    "agent/protocol",
    "agent/net",
    "agent/facts",
    "agent/formats",
    "agent/guard",
    "agent/nat64",
    "agent/dns64",
    "agent/gateway",
  ],
  "agent/guard": ["agent", "agent/protocol", "agent/net", "agent/facts"],
  "agent/probes": ["agent", "agent/protocol", "agent/net", "agent/facts", "agent/dns64"],
  "agent/nat64": ["agent/net", "agent/kernel"],
  "agent/gateway": ["agent", "agent/protocol", "agent/net", "agent/nat64"],
  "agent/clat": ["agent/net", "agent/nat64"],
  "agent/dns64": ["agent/net", "agent/kernel"],
  "src/plan": ["agent/protocol", "agent/net", "src/inventory"],
  "src/inventory": ["src/plan", "agent/net"],
  "src/engine": ["src/plan", "agent/protocol"],
  "src/store": ["src/engine", "src/plan", "agent/protocol"],
  "src/runner": ["src/engine", "src/store", "src/plan", "agent/protocol"],
  "src/transport": ["src/engine", "src/plan", "src/bundle", "agent/protocol", "agent/net"],
  "src/gates": ["src/engine", "src/plan", "agent/protocol", "agent/net"],
  "src/backends": ["src/plan", "agent/protocol", "agent/net"],
  "src/report": ["src/engine", "src/plan", "agent/protocol", "agent/net"],
  "src/assess": ["src/engine", "src/plan", "agent/protocol", "agent/net"],
  "src/secrets": ["src/engine"],
  "src/notify": ["src/engine", "src/plan"],
  "src/doctor": ["src/transport", "agent/protocol"],
  "src/manual": [],
  "src/bundle": [],
  "src/starter": ["src/plan", "agent/net"],
  "src/lab": ["src/plan", "src/inventory", "agent/net"],
};

/** The composition root may import anything in src, and of the agent what both houses share and the daemons it starts. */
const CLI_SEES_OF_AGENT = ["agent/protocol", "agent/net", "agent/nat64", "agent/dns64", "agent/clat"];

/** How a program is started with what V8 made of it: on hosts the agent, here the command line. */
const STARTS_BOTH = { from: "src/bundle", target: "agent/kept-code.ts" };

interface Arrow {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The file imported. */
  readonly target: string;
  /** Loaded when it is needed. */
  readonly lazy: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

/** `agent/nat64/steps/x.ts` lives in `agent/nat64`; `agent/main.ts` in `agent`. */
function room(file: string): string {
  const parts = dirname(file).split("/");
  return parts.slice(0, 2).join("/");
}

function arrows(): Arrow[] {
  return [...sources("agent"), ...sources("src")].flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const specifiers = [...text.matchAll(/(?:from|import)\s*(\(?)\s*"(\.[^"]+)"/g)];
    return specifiers.map(([, lazy, specifier]) => ({
      file,
      from: room(file),
      to: room(join(dirname(file), specifier!)),
      target: join(dirname(file), specifier!),
      lazy: lazy === "(",
    }));
  });
}

describe("the import map", () => {
  const all = arrows();

  it("has arrows to judge", () => {
    expect(all.length).toBeGreaterThan(200);
  });

  it("names every folder that exists", () => {
    const rooms = new Set([...sources("agent"), ...sources("src")].map(room));
    rooms.delete("src/cli");
    rooms.delete("src");
    expect([...rooms].filter((name) => !(name in ALLOWED))).toEqual([]);
  });

  it("holds for every file", () => {
    const wrong = all
      .filter(({ from, to }) => from !== to && to !== "schemas" && to !== ".")
      .filter(({ from, target }) => from !== STARTS_BOTH.from || target !== STARTS_BOTH.target)
      .filter(({ from, to }) => {
        if (from === "src/cli" || from === "src") return to.startsWith("agent") && !CLI_SEES_OF_AGENT.includes(to);
        return !(ALLOWED[from] ?? []).includes(to);
      })
      .map(({ file, to }) => `${file} → ${to}`);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("goes round in no circle of two files that import each other", () => {
    const eager = all.filter(({ lazy }) => !lazy);
    const pairs = new Set(eager.map(({ file, target }) => `${file} → ${target}`));
    const mutual = eager.filter(({ file, target }) => file < target && pairs.has(`${target} → ${file}`));
    expect(mutual.map(({ file, target }) => `${file} ↔ ${target}`)).toEqual([]);
  });

  it("keeps foreign calls in agent/kernel", () => {
    const foreign = [...sources("agent"), ...sources("src")].filter(
      (file) => room(file) !== "agent/kernel" && /from "koffi"/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(foreign).toEqual([]);
  });
});
