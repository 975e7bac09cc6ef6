/**
 * The agent as it is pushed: bundles without dependencies and koffi's addon beside them, named by the sha256 of all.
 * In a checkout it is built again whenever its sources changed, so a host always gets the current agent; elsewhere the shipped one is used.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { builtBefore } from "../bundle/built.ts";
import { BUNDLING } from "../bundle/bundling.ts";
import type { Build } from "../bundle/keep-build.ts";

/** `uname -m` of the hosts an agent can run on, with npm's word for it. */
export const MACHINES = { x86_64: "x64", aarch64: "arm64" } as const;
export type Machine = keyof typeof MACHINES;

export interface AgentBundle {
  /** sha256 over the lines `sha256sum agent.cjs session.cjs session-code.js koffi.node` prints. */
  readonly sha256: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Every command; what a session is started with; and what that runs. */
const CODE = ["agent.cjs", "session.cjs", "session-code.js"] as const;
/** What those are made of besides their sources. */
const OWN_INPUTS = [
  "src/transport/agent-bundle.ts",
  "src/bundle/bundling.ts",
  "node_modules/.package-lock.json",
] as const;
type AgentFile = (typeof CODE)[number];
type AgentCode = Build<AgentFile>["files"];

const ROOT = join(import.meta.dirname, "..", "..");
const built = new Map<string, Promise<AgentCode>>();

/**
 * @param machine default: this machine's. @param root of the checkout or package.
 * @throws where koffi is not installed for that machine, or the agent does not build.
 */
export async function agentBundle(machine: Machine = machineHere(), root = ROOT): Promise<AgentBundle> {
  let code = built.get(root);
  if (code === undefined) {
    code = agentCode(root);
    built.set(root, code);
    // A build that failed is tried again: the operator may have mended it.
    code.catch(() => built.delete(root));
  }
  const files = [
    ...Object.entries(await code).map(([name, bytes]) => ({ name, bytes })),
    { name: "koffi.node", bytes: await koffiAddon(machine, root) },
  ];
  const listing = files.map((f) => `${sha256(f.bytes)}  ${f.name}\n`).join("");
  return { sha256: sha256(listing), files };
}

export function machineHere(): Machine {
  return process.arch === "arm64" ? "aarch64" : "x86_64";
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

async function koffiAddon(machine: Machine, root: string): Promise<Uint8Array> {
  const shipped = join(root, "dist", "agent", `koffi-${machine}.node`);
  if (!isCheckout(root) && existsSync(shipped)) return readFile(shipped);
  const arch = MACHINES[machine];
  const name = `@koromix/koffi-linux-${arch}`;
  try {
    // From koffi's own place, so that the version is the one it was installed with.
    const require = createRequire(createRequire(import.meta.url).resolve("koffi"));
    return await readFile(join(dirname(require.resolve(`${name}/package.json`)), `linux_${arch}`, "koffi.node"));
  } catch (cause) {
    throw new Error(
      `no agent for ${machine} hosts: ${name} is not installed here (npm install --no-save --os=linux --cpu=${arch} ${name})`,
      { cause },
    );
  }
}

/** Where the agent's sources are, it is built from them. */
function isCheckout(root: string): boolean {
  return existsSync(join(root, "agent", "main.ts"));
}

/** `dist/agent/<digest>/`, built again where its sources changed; the one that is shipped where there are no sources. */
async function agentCode(root: string): Promise<AgentCode> {
  const dist = join(root, "dist", "agent");
  if (!isCheckout(root)) {
    const there = (await readdir(dist, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
    if (there.length !== 1) throw new Error(`${dist} holds ${there.length} agents instead of one: reinstall migrate`);
    return readCode(join(dist, there[0]!.name));
  }
  const before = builtBefore(dist, root);
  if (before !== null) return readCode(before);
  const { keepBuild } = await import("../bundle/keep-build.ts");
  const began = Date.now();
  const build = await buildAgent(root);
  keepBuild(dist, root, build, began);
  return build.files;
}

async function readCode(folder: string): Promise<AgentCode> {
  const files = await Promise.all(CODE.map(async (name) => [name, await readFile(join(folder, name))] as const));
  return Object.fromEntries(files) as unknown as AgentCode;
}

/** @returns the same bytes for the same sources, wherever they lie. */
export async function buildAgent(root: string): Promise<Build<AgentFile>> {
  const bundles = await Promise.all(["main", "start", "session"].map((name) => bundled(root, name)));
  const [main, start, session] = bundles.map(({ code }) => code);
  const sources = bundles.flatMap(({ inputs }) => inputs).filter((name) => !name.startsWith("koffi-beside:"));
  return {
    files: { "agent.cjs": main!, "session.cjs": start!, "session-code.js": asFunction(session!) },
    inputs: [...new Set(sources), ...OWN_INPUTS],
  };
}

/** A script whose value is a function of `require` that gives what the module exports. */
function asFunction(code: Uint8Array): Uint8Array {
  const head = "(function(require){const module={exports:{}};";
  return Buffer.concat([Buffer.from(head), code, Buffer.from("return module.exports});\n")]);
}

async function bundled(root: string, name: string): Promise<{ code: Uint8Array; inputs: readonly string[] }> {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`agent/${name}.ts`],
    ...BUNDLING,
    plugins: [
      {
        // koffi looks for its addon in its own package; in a bundle it lies beside the code.
        name: "koffi-beside",
        setup(build) {
          build.onResolve({ filter: /^koffi$/ }, () => ({ path: "koffi", namespace: "koffi-beside" }));
          build.onResolve({ filter: /^\.\/koffi\.node$/ }, () => ({ path: "./koffi.node", external: true }));
          build.onLoad({ filter: /.*/, namespace: "koffi-beside" }, () => ({
            contents: 'module.exports = require("./koffi.node"); module.exports.default = module.exports;',
          }));
        },
      },
      {
        // What serves a controller is a file of its own: read without the daemons, it is half as large.
        name: "session-beside",
        setup(build) {
          const path = join(root, "agent", "session-beside.ts");
          build.onResolve({ filter: /^\.\/session\.ts$/ }, () => ({ path }));
        },
      },
    ],
  });
  return { code: result.outputFiles[0]!.contents, inputs: Object.keys(result.metafile.inputs) };
}
