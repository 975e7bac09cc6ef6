import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleDigest, parseConnection, runtimeDigest } from "../../../agent/identity.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "identity-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a bundle's digest", () => {
  it("is that of the lines sha256sum prints", async () => {
    writeFileSync(join(folder, "agent.cjs"), "a");
    writeFileSync(join(folder, "koffi.node"), "k");
    expect(await bundleDigest(folder)).toBe(digest(`${digest("a")}  agent.cjs\n${digest("k")}  koffi.node\n`));
  });

  it("is `source` in a checkout", async () => {
    expect(await bundleDigest(folder)).toBe("source");
  });
});

describe("a runtime's digest", () => {
  it("is kept, and made anew when the file changed", async () => {
    const file = join(folder, "node");
    const memory = join(folder, "digests");
    writeFileSync(file, "one");
    expect(await runtimeDigest(file, memory)).toBe(digest("one"));
    const [kept] = readdirSync(memory);
    writeFileSync(join(memory, kept!), digest("kept"));
    expect(await runtimeDigest(file, memory)).toBe(digest("kept"));
    writeFileSync(file, "two!");
    expect(await runtimeDigest(file, memory)).toBe(digest("two!"));
  });

  it("does without memory, and where it cannot be written", async () => {
    const file = join(folder, "node");
    writeFileSync(file, "one");
    expect(await runtimeDigest(file, null)).toBe(digest("one"));
    writeFileSync(join(folder, "occupied"), "");
    chmodSync(join(folder, "occupied"), 0o400);
    expect(await runtimeDigest(file, join(folder, "occupied"))).toBe(digest("one"));
  });
});

describe("$SSH_CONNECTION", () => {
  it("is read", () => {
    expect(parseConnection("2001:db8::2 50000 2001:db8::1 22")).toEqual({
      client: "2001:db8::2",
      clientPort: 50000,
      server: "2001:db8::1",
      serverPort: 22,
    });
  });

  it.each(["", "UNKNOWN 65535 UNKNOWN", "a 1 b", "a x b 22", "a 1 b 22 c"])("%j is none", (text) => {
    expect(parseConnection(text)).toBeNull();
  });
});
