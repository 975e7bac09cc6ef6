/**
 * `npm pack` calls this first: everything the package ships beside bin/ and docs/, in dist/package. Compiled JavaScript with types, schemas, playbooks,
 * all commands in one file, the agent for both machine types, and a list of what it is made of (CycloneDX). The same sources give the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCli } from "../src/bundle/build-cli.ts";
import { layOut } from "../src/bundle/keep-build.ts";
import { buildAgent, MACHINES } from "../src/transport/agent-bundle.ts";

const ROOT = join(import.meta.dirname, "..");
const TARGET = join(ROOT, "dist", "package");

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}
interface Locked {
  readonly version: string;
  readonly integrity: string;
  readonly license?: string;
  readonly dev?: true;
  readonly optional?: true;
}
const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock;

rmSync(TARGET, { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.package.json"], { cwd: ROOT, stdio: "inherit" });
for (const folder of ["src", "agent"]) {
  for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
    if (/\.ts$/.test(name) || !/\.\w+$/.test(name)) continue;
    copy(join(folder, name));
  }
}
copy("playbooks");
copy("schemas");
copy("package.json");

const cli = await buildCli(TARGET, ".js");
layOut(join(TARGET, "dist", "cli"), cli.files);
writeFileSync(join(TARGET, "licences.txt"), licences([...cli.inputs, "node_modules/koffi/index.js"]));
const shipped = join(TARGET, "dist", "agent");
layOut(shipped, (await buildAgent(ROOT)).files);
for (const [machine, arch] of Object.entries(MACHINES))
  writeFileSync(join(shipped, `koffi-${machine}.node`), koffiAddon(arch));
writeFileSync(join(TARGET, "sbom.cdx.json"), `${JSON.stringify(sbom(), null, 2)}\n`);

function copy(path: string): void {
  mkdirSync(dirname(join(TARGET, path)), { recursive: true });
  cpSync(join(ROOT, path), join(TARGET, path), { recursive: true });
}

/** npm installs the addon of this machine only: the others come from the registry, held against the lock file. */
function koffiAddon(arch: string): Uint8Array {
  const name = `@koromix/koffi-linux-${arch}`;
  const { version, integrity } = lock.packages[`node_modules/${name}`]!;
  const folder = mkdtempSync(join(tmpdir(), "migrate-koffi-"));
  try {
    // Flags of the `npm pack` that called us reach this one as variables.
    const argv = ["pack", "--silent", "--pack-destination=.", "--dry-run=false", "--json=false", `${name}@${version}`];
    const packed = execFileSync("npm", argv, { cwd: folder, encoding: "utf8" }).trim();
    const bytes = readFileSync(join(folder, packed));
    const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    if (found !== integrity) throw new Error(`${name}@${version} is ${found}, but the lock file says ${integrity}`);
    execFileSync("tar", ["-xzf", packed], { cwd: folder });
    return readFileSync(join(folder, "package", `linux_${arch}`, "koffi.node"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of the packages that are part of what is shipped. @param files some of which lie in packages. */
function licences(files: readonly string[]): string {
  const folders = files.flatMap((file) => /^(?:\.\.\/)*(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const name = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (name === undefined) throw new Error(`${folder} has no licence that could be shipped with it`);
    return `${nameOf(folder)} ${lock.packages[folder]!.version}\n\n${readFileSync(join(ROOT, folder, name), "utf8").trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** CycloneDX 1.5, from the lock file: what a package's user installs, with the hash npm holds it against. */
function sbom(): object {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const components = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true)
    .map(([path, { version, integrity, license, optional }]) => ({
      type: "library",
      name: nameOf(path),
      version,
      purl: purlOf(nameOf(path), version),
      "bom-ref": path,
      scope: optional === true ? "optional" : "required",
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
      hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex") }],
    }));
  const component = { type: "application", name, version, purl: purlOf(name, version), "bom-ref": "." };
  return { bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: { component }, components };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
