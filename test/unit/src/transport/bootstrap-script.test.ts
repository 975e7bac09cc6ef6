import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { READY_MARKER } from "../../../../agent/protocol/version.ts";
import {
  bootstrapCommand,
  FAIL_MARKER,
  knockCommand,
  PUSH_MARKER,
  quote,
} from "../../../../src/transport/bootstrap-script.ts";

const SCRIPT = join(import.meta.dirname, "../../../../src/transport/bootstrap.sh");

describe("quoting", () => {
  it.each(["plain", "", "two words", "it's", '$HOME `x` \\ "q" !', "new\nline"])(
    "%j comes out as it went in",
    (text) => {
      expect(execFileSync("sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" })).toBe(text);
    },
  );
});

describe("the script", () => {
  it("is POSIX sh and holds no single quote to trip over", () => {
    execFileSync("sh", ["-n", SCRIPT]);
    execFileSync("bash", ["--posix", "-n", SCRIPT]);
  });

  it("refuses a machine type nobody has an agent for", () => {
    const command = bootstrapCommand([{ machine: "vax", agent: "a", runtime: "r" }], null);
    const said = spawnSync("sh", ["-c", command], { encoding: "utf8", input: "" }).stdout;
    expect(said).toBe(
      `${FAIL_MARKER}there is no agent for its machine type ${execFileSync("uname", ["-m"], { encoding: "utf8" }).trim()}\n`,
    );
  });

  it("marks what the scanner looks for", () => {
    const text = execFileSync("cat", [SCRIPT], { encoding: "utf8" });
    for (const marker of [PUSH_MARKER, FAIL_MARKER]) expect(text).toContain(marker.replaceAll("\0", "\\000"));
  });

  it("only says where a knock came in", () => {
    const ends = "2001:db8::2 50000 2001:db8::1 22";
    const env = { ...process.env, SSH_CONNECTION: ends };
    const said = execFileSync("sh", ["-c", knockCommand(null)], { encoding: "latin1", env });
    expect(said).toBe(`${READY_MARKER}${ends}\n`);
    expect(knockCommand({ user: "root", asks: false })).toContain("sudo -n -u root --");
  });

  it("goes through sudo only for somebody else", () => {
    const command = bootstrapCommand([{ machine: "m", agent: "a", runtime: "r" }], { user: "root", asks: true });
    expect(command).toContain("sudo -S -p migrate-sudo-password: -u root -- sh -c");
    expect(bootstrapCommand([], { user: "root", asks: false })).toContain("sudo -n -u root --");
    expect(bootstrapCommand([], null)).not.toContain("sudo -");
  });
});
