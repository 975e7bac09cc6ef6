/** The script of the watch, run with programs that say what the test wants. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GUARD } from "../../../../agent/guard/paths.ts";
import { parseTranslation, STANDING } from "../../../../agent/guard/standing.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-standing-"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "standing.allowed"), "docker0\neth0 10.0.0.1/24\n");
  says("ip", "");
  says("sleep", "");
  says("timeout", "");
});
afterEach(() => rmSync(folder, { recursive: true }));

function says(program: string, text: string, code = 0): void {
  const path = join(folder, "bin", program);
  writeFileSync(path, `#!/bin/sh\nprintf '%s' '${text}'\nexit ${code}\n`);
  chmodSync(path, 0o755);
}

function look(): void {
  const script = STANDING.replaceAll(GUARD, folder).replace(/^PATH=/m, `PATH=${folder}/bin:`);
  const { status, stderr } = spawnSync("sh", ["-s"], { input: script, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}
/** Without the time. */
const record = (name: string): string[] => {
  const path = join(folder, name);
  return existsSync(path)
    ? readFileSync(path, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/^\d+ /, ""))
    : [];
};

describe("the watch after the commit", () => {
  it("writes down each time an address comes back, and none that may be there", () => {
    const eth = "2: eth0    inet 10.0.0.2/24 brd 10.0.0.255 scope global dynamic eth0\n";
    says(
      "ip",
      `1: lo    inet 127.0.0.1/8 scope host lo\n3: docker0    inet 172.17.0.1/16 scope global docker0\n${eth}`,
    );
    look();
    look();
    expect(record("standing.returned")).toEqual(["eth0 10.0.0.2/24 leased"]);
    says("ip", "");
    look();
    says("ip", eth);
    look();
    expect(record("standing.returned")).toHaveLength(2);
  });

  it("connects through the translator, and writes down each time that changes", () => {
    writeFileSync(join(folder, "standing.target"), "v4.example 7\n");
    says("getent", "64:ff9b::5db8:d80a STREAM v4.example\n");
    look();
    look();
    says("timeout", "", 1);
    look();
    look();
    says("getent", "::ffff:93.184.216.10 STREAM v4.example\n");
    look();
    says("getent", "64:ff9b::5db8:d80a STREAM v4.example\n");
    says("timeout", "");
    look();
    expect(record("standing.translation")).toEqual([
      "pass v4.example is reached at 64:ff9b::5db8:d80a",
      "fail v4.example is not reached at 64:ff9b::5db8:d80a port 7: NAT64",
      "pass v4.example is reached at 64:ff9b::5db8:d80a",
    ]);
  });

  it("without a target tests no translation", () => {
    look();
    expect(record("standing.translation")).toEqual([]);
  });
});

describe("parseTranslation", () => {
  it("is about the newest line", () => {
    expect(parseTranslation("1 pass well\n20 fail no NAT64\n")).toEqual({
      at: 20_000,
      finding: "fail",
      because: "no NAT64",
    });
    expect(parseTranslation("")).toBe(null);
  });
});
