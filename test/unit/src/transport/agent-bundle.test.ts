import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentBundle, buildAgent, sha256 } from "../../../../src/transport/agent-bundle.ts";

const ROOT = join(import.meta.dirname, "../../../..");

describe("the bundle", () => {
  let copy = "";
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "bundle-"));
    cpSync(join(ROOT, "agent"), join(copy, "agent"), { recursive: true });
    cpSync(join(ROOT, "package.json"), join(copy, "package.json"));
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("is four files named by the sha256 that sha256sum gives", async () => {
    const { sha256: name, files } = await agentBundle();
    expect(files.map((f) => f.name)).toEqual(["agent.cjs", "session.cjs", "session-code.js", "koffi.node"]);
    expect(name).toBe(sha256(files.map((f) => `${sha256(f.bytes)}  ${f.name}\n`).join("")));
  });

  it("is the same bytes wherever the checkout lies", async () => {
    expect((await buildAgent(copy)).files).toEqual((await buildAgent(ROOT)).files);
  });

  it("names no path of this machine and asks for nothing but Node and koffi", async () => {
    const text = Buffer.concat(Object.values((await buildAgent(ROOT)).files)).toString("utf8");
    expect(text).not.toContain(ROOT);
    const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map((m) => m[1]!);
    expect(required.filter((name) => !name.startsWith("node:") && name !== "./koffi.node")).toEqual([]);
  });

  it("stays small enough to push over a slow line (360 KB without koffi)", async () => {
    expect(gzipSync(Buffer.concat(Object.values((await buildAgent(ROOT)).files))).length).toBeLessThan(360 * 1024);
  });

  it("is built again when a source changed, and only then", async () => {
    const dist = join(copy, "dist", "agent");
    const built = async (): Promise<string> => {
      // A process of its own: within one the code is kept.
      execFileSync(
        process.execPath,
        [
          "--input-type=module",
          "-e",
          `await (await import(${JSON.stringify(join(ROOT, "src/transport/agent-bundle.ts"))})).agentBundle(undefined, ${JSON.stringify(copy)})`,
        ],
        { stdio: ["ignore", "inherit", "inherit"] },
      );
      const names = readdirSync(dist).filter((name) => name !== "built.json");
      expect(names).toHaveLength(1);
      return names[0]!;
    };
    const first = await built();
    expect(await built()).toBe(first);
    appendFileSync(join(copy, "agent", "main.ts"), '\nconsole.error("changed");\n');
    const second = await built();
    expect(second).not.toBe(first);
    expect(readFileSync(join(dist, second, "agent.cjs"), "utf8")).toContain("changed");
  });

  it("that is shipped without sources is used as it is", async () => {
    const shipped = mkdtempSync(join(tmpdir(), "shipped-"));
    try {
      mkdirSync(join(shipped, "dist", "agent"), { recursive: true });
      await expect(agentBundle("x86_64", shipped)).rejects.toThrow(/holds 0 agents/);
      cpSync(join(copy, "dist", "agent"), join(shipped, "dist", "agent"), { recursive: true });
      const { files } = await agentBundle("x86_64", shipped);
      expect(files[0]!.bytes.length).toBeGreaterThan(10_000);
    } finally {
      rmSync(shipped, { recursive: true });
    }
  });
});
