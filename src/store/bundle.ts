/**
 * The evidence of a run as a folder for an auditor: the journal with its chain (without nonces), what was compiled, what the hosts looked like,
 * every gate's evidence in a file of its own, the reports, and a manifest with the sha256 of each. Optionally signed with an SSH key.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Entry } from "../engine/journal.ts";
import { withoutNonce } from "../engine/without-nonce.ts";
import { type ChainFinding, verifyChain } from "./chain.ts";
import type { KeptRun } from "./store.ts";

export const EVIDENCE_VERSION = 1;

/** Of `ssh-keygen -Y`: a signature made for another purpose does not fit. */
export const SIGNATURE_NAMESPACE = "migrate-evidence";

export interface Manifest {
  readonly evidence: number;
  readonly run: string;
  readonly plan: string;
  /** Version of migrate that made the bundle. */
  readonly migrate: string;
  /** ISO 8601. */
  readonly made_at: string;
  readonly entries: number;
  /** Hash of the journal's last entry. */
  readonly head: string;
  /** Path in the bundle → sha256, hex. */
  readonly files: Readonly<Record<string, string>>;
}

export class BundleError extends Error {
  readonly code = "bundle";
}

/**
 * @param folder must not exist, or be empty.
 * @param reports name → content, such as `report.html`.
 * @param sign a private key, or a public one whose private half an agent holds; null: unsigned.
 * @throws BundleError where the run's chain does not close, or the folder or key cannot be used.
 */
export async function writeBundle(
  run: KeptRun,
  folder: string,
  about: { readonly plan: string; readonly migrate: string; readonly madeAt: Date },
  reports: Readonly<Record<string, string>>,
  sign: string | null,
): Promise<Manifest> {
  const lines = (await run.journal.lines()).map((line) => JSON.stringify(withoutNonce(JSON.parse(line) as Entry)));
  const chain = verifyChain(lines);
  if (!chain.intact)
    throw new BundleError(`run ${run.run}: the chain of its journal breaks at entry ${chain.at}: ${chain.because}`);
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new BundleError(`${folder} is not empty: a bundle is a folder of its own`);
  const files = new Map<string, string>([["journal.ndjson", lines.map((line) => `${line}\n`).join("")]]);
  for (const [name, content] of Object.entries(await run.documents())) files.set(name, content);
  for (const line of lines) {
    const entry = JSON.parse(line) as Entry;
    if (entry.type !== "gate.answered") continue;
    files.set(evidenceName(entry), `${JSON.stringify(entry.evidence, null, 1)}\n`);
  }
  for (const [name, content] of Object.entries(reports)) files.set(name, content);
  const manifest: Manifest = {
    evidence: EVIDENCE_VERSION,
    run: run.run,
    plan: about.plan,
    migrate: about.migrate,
    made_at: about.madeAt.toISOString(),
    entries: chain.entries,
    head: chain.head,
    files: Object.fromEntries([...files].map(([name, content]) => [name, sha256(content)]).toSorted()),
  };
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const path = join(folder, "manifest.json");
  await writeFile(path, `${JSON.stringify(manifest, null, 1)}\n`);
  if (sign !== null) await signFile(path, sign);
  return manifest;
}

async function signFile(path: string, key: string): Promise<void> {
  try {
    await promisify(execFile)("ssh-keygen", ["-q", "-Y", "sign", "-n", SIGNATURE_NAMESPACE, "-f", key, path], {
      timeout: 120_000,
    });
  } catch (cause) {
    throw new BundleError(`the bundle is written and not signed: ssh-keygen with ${key} says: ${said(cause)}`, {
      cause,
    });
  }
}

export type Signature =
  | { readonly kind: "none" }
  /** Made by this key over this manifest; whose key it is, nobody was asked. */
  | { readonly kind: "made-by"; readonly key: string }
  /** By one of the signers that were named. */
  | { readonly kind: "trusted"; readonly signer: string };

export type BundleFinding =
  | {
      readonly intact: true;
      readonly manifest: Manifest | null;
      readonly chain: ChainFinding & { intact: true };
      readonly signature: Signature;
    }
  /** `where`: the first thing that is not as it was. */
  | { readonly intact: false; readonly where: string; readonly because: string };

/** Verify a run where it is kept: its chain, for there is no manifest. */
export async function verifyRun(run: KeptRun): Promise<BundleFinding> {
  const chain = verifyChain(await run.journal.lines());
  if (!chain.intact)
    return { intact: false, where: `journal of ${run.run}, entry ${chain.at}`, because: chain.because };
  return { intact: true, manifest: null, chain, signature: { kind: "none" } };
}

/**
 * Verify a bundle, or a run's own folder (which has no manifest).
 * @param signers a file as ssh's ALLOWED SIGNERS; null: the signature must fit, whoever made it.
 */
export async function verifyBundle(folder: string, signers: string | null): Promise<BundleFinding> {
  const broken = (where: string, because: string): BundleFinding => ({ intact: false, where, because });
  const read = async (name: string): Promise<string | null> =>
    existsSync(join(folder, name)) ? readFile(join(folder, name), "utf8") : null;
  const manifestText = await read("manifest.json");
  let manifest: Manifest | null = null;
  let signature: Signature = { kind: "none" };
  if (manifestText !== null) {
    try {
      manifest = JSON.parse(manifestText) as Manifest;
    } catch {
      return broken("manifest.json", "it is not JSON");
    }
    if (typeof manifest.evidence !== "number" || manifest.evidence > EVIDENCE_VERSION)
      return broken(
        "manifest.json",
        `it is of format ${manifest.evidence}, and this version reads up to ${EVIDENCE_VERSION}`,
      );
    if (existsSync(join(folder, "manifest.json.sig"))) {
      const found = await verifySignature(folder, manifestText, signers);
      if (typeof found === "string") return broken("manifest.json.sig", found);
      signature = found;
    } else if (signers !== null) return broken("manifest.json.sig", "signers were named, and the bundle is not signed");
  } else if (signers !== null)
    return broken("manifest.json", "signers were named, and there is nothing here that was signed");
  const journal = await read("journal.ndjson");
  if (journal === null) return broken("journal.ndjson", "it is not there");
  if (manifest !== null && !journal.endsWith("\n")) return broken("journal.ndjson", "its last line is cut");
  const lines = journal.split("\n").slice(0, -1);
  const chain = verifyChain(lines);
  if (!chain.intact) return broken(`journal.ndjson, entry ${chain.at}`, chain.because);
  if (manifest === null) return { intact: true, manifest, chain, signature };
  if (manifest.head !== chain.head || manifest.entries !== chain.entries)
    return broken(
      `journal.ndjson, entry ${chain.entries}`,
      `it ends with ${chain.head.slice(0, 12)}, and the manifest says ${manifest.entries} entries that end with ${String(manifest.head).slice(0, 12)}`,
    );
  for (const [name, expected] of Object.entries(manifest.files)) {
    const content = await read(name);
    if (content === null) return broken(name, "it is in the manifest and not here");
    if (sha256(content) !== expected) return broken(name, "its sha256 is not the manifest's");
  }
  const extra = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => !one.isDirectory())
    .map((one) => join(one.parentPath, one.name).slice(folder.replace(/\/+$/, "").length + 1))
    .find((name) => !(name in manifest.files) && name !== "manifest.json" && name !== "manifest.json.sig");
  if (extra !== undefined) return broken(extra, "it is here and not in the manifest");
  return { intact: true, manifest, chain, signature };
}

function evidenceName(entry: Entry & { type: "gate.answered" }): string {
  return `evidence/${String(entry.seq).padStart(6, "0")}-${entry.evidence.name}.json`;
}

/** @returns why it does not fit, or what it says. */
async function verifySignature(folder: string, manifest: string, signers: string | null): Promise<Signature | string> {
  const signature = join(folder, "manifest.json.sig");
  const common = ["-n", SIGNATURE_NAMESPACE, "-s", signature];
  if (signers === null) {
    const found = await keygen(["-Y", "check-novalidate", ...common], manifest);
    const key = /with (\S+ key \S+)/.exec(found.out)?.[1];
    return found.ok
      ? { kind: "made-by", key: key ?? found.out.trim() }
      : `it does not fit the manifest: ${found.out.trim()}`;
  }
  const who = await keygen(["-Y", "find-principals", "-f", signers, "-s", signature], "");
  const signer = who.out.split("\n")[0]!.trim();
  if (!who.ok || signer === "") return `it was made by none of the signers in ${signers}`;
  const found = await keygen(["-Y", "verify", "-f", signers, "-I", signer, ...common], manifest);
  return found.ok ? { kind: "trusted", signer } : `it does not fit the manifest: ${found.out.trim()}`;
}

function keygen(args: readonly string[], input: string): Promise<{ readonly ok: boolean; readonly out: string }> {
  return new Promise((resolve) => {
    const child = spawn("ssh-keygen", [...args], { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.once("error", (error) => resolve({ ok: false, out: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, out }));
    child.stdin.on("error", () => undefined).end(input);
  });
}

function said(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message: string };
  return (stderr ?? "").trim().split("\n").at(-1) || message;
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
