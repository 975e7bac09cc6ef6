import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_SUBJECT } from "../../../../src/plan/subject.ts";
import { SIGNATURE_NAMESPACE, verifyBundle, writeBundle } from "../../../../src/store/bundle.ts";
import { RunDirectory } from "../../../../src/store/run-directory.ts";
import { sampleRun } from "../report/sample-run.ts";

let home: string;
let run: RunDirectory;
let key: string;
const ABOUT = { plan: "hosting-eu1", migrate: "0", madeAt: new Date(0) };
let bundles = 0;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "migrate-bundle-"));
  const sample = await sampleRun({ run: "r1", startsAt: 0, traffic: { ipv4Bytes: 1, ipv6Bytes: 1 } });
  run = new RunDirectory("r1", home);
  await run.create(sample);
  for (const entry of sample.entries) await run.journal.append([entry]);
  key = join(home, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "auditor", "-f", key]);
});
afterAll(() => rmSync(home, { recursive: true }));

async function bundle(sign: string | null = null): Promise<string> {
  bundles += 1;
  const folder = join(home, `bundle-${bundles}`);
  await writeBundle(run, folder, ABOUT, { "report.html": "<p>", "junit.xml": "<x/>" }, sign);
  return folder;
}

function signers(name: string, publicKey: string): string {
  const path = join(home, `signers-${name}`);
  writeFileSync(path, `${name} namespaces="${SIGNATURE_NAMESPACE}" ${readFileSync(publicKey, "utf8")}`);
  return path;
}

describe("an evidence bundle", () => {
  it("is intact as it was written, and holds no nonce", async () => {
    const folder = await bundle();
    expect(await verifyBundle(folder, null)).toMatchObject({ intact: true, signature: { kind: "none" } });
    expect(readFileSync(join(run.path, "journal.ndjson"), "utf8")).toContain('"nonce"');
    expect(readFileSync(join(folder, "journal.ndjson"), "utf8")).not.toContain('"nonce"');
  });

  it("a run's own folder verifies too", async () => {
    expect(await verifyBundle(run.path, null)).toMatchObject({ intact: true, manifest: null });
  });

  it.each([
    ["journal.ndjson", /^journal\.ndjson, entry 1$/],
    ["facts.json", /^facts\.json$/],
    ["report.html", /^report\.html$/],
  ])("names %s when a byte of it was changed", async (name, where) => {
    const folder = await bundle();
    const text = readFileSync(join(folder, name), "utf8");
    const at = Math.floor(Math.min(text.length, 60) / 2);
    const other = text[at] === "x" ? "y" : "x";
    writeFileSync(join(folder, name), text.slice(0, at) + other + text.slice(at + 1));
    expect(await verifyBundle(folder, null)).toMatchObject({ intact: false, where: expect.stringMatching(where) });
  });

  it("names the evidence file that was changed, taken away or put in", async () => {
    const changed = await bundle();
    const { manifest } = (await verifyBundle(changed, null)) as { manifest: { files: Record<string, string> } };
    const name = Object.keys(manifest.files).find((file) => file.startsWith("evidence/"))!;
    appendFileSync(join(changed, name), " ");
    expect(await verifyBundle(changed, null)).toMatchObject({ intact: false, where: name });
    rmSync(join(changed, name));
    expect(await verifyBundle(changed, null)).toMatchObject({ intact: false, where: name });
    const more = await bundle();
    writeFileSync(join(more, "evidence/999999-prefer6.json"), "{}");
    expect(await verifyBundle(more, null)).toMatchObject({ intact: false, where: "evidence/999999-prefer6.json" });
  });

  it("notices a journal cut at its end", async () => {
    const folder = await bundle();
    const lines = readFileSync(join(folder, "journal.ndjson"), "utf8").split("\n");
    writeFileSync(join(folder, "journal.ndjson"), `${lines.slice(0, -3).join("\n")}\n`);
    expect(await verifyBundle(folder, null)).toMatchObject({
      intact: false,
      where: `journal.ndjson, entry ${lines.length - 3}`,
    });
  });

  it("signed: says by whom, refuses another signer, and a manifest made anew", async () => {
    const folder = await bundle(key);
    expect(await verifyBundle(folder, null)).toMatchObject({ intact: true, signature: { kind: "made-by" } });
    const trusted = signers("auditor", `${key}.pub`);
    expect(await verifyBundle(folder, trusted)).toMatchObject({
      intact: true,
      signature: { kind: "trusted", signer: "auditor" },
    });
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", `${key}-other`]);
    const strangers = signers("stranger", `${key}-other.pub`);
    expect(await verifyBundle(folder, strangers)).toMatchObject({ intact: false, where: "manifest.json.sig" });
    const manifest = readFileSync(join(folder, "manifest.json"), "utf8");
    writeFileSync(join(folder, "manifest.json"), manifest.replace('"hosting-eu1"', '"hosting-eu2"'));
    expect(await verifyBundle(folder, null)).toMatchObject({ intact: false, where: "manifest.json.sig" });
    expect(await verifyBundle(await bundle(), trusted)).toMatchObject({ intact: false, where: "manifest.json.sig" });
  });

  it("is not made into a folder that holds something, nor of a journal whose chain is broken", async () => {
    await expect(writeBundle(run, home, ABOUT, {}, null)).rejects.toThrow(/not empty/);
    const other = new RunDirectory("r2", home);
    await other.create({ execution: { plan: "p", batches: [] }, facts: new Map(), subject: NO_SUBJECT });
    writeFileSync(join(other.path, "journal.ndjson"), '{"type":"run.resumed","seq":1,"at":1}\n');
    await expect(writeBundle(other, join(home, "x"), ABOUT, {}, null)).rejects.toThrow(/breaks at entry 1/);
  });

  it("a key that cannot sign is named", async () => {
    await expect(writeBundle(run, join(home, "y"), ABOUT, {}, join(home, "no-key"))).rejects.toThrow(/not signed/);
  });
});
