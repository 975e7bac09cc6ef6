import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  fingerprint,
  judgeHostKey,
  keysFor,
  keyType,
  knownHosts,
  knownName,
  parseKnownHosts,
} from "../../../../src/transport/known-hosts.ts";

/** The wire form of an Ed25519 key of 32 equal bytes. */
const keyOf = (byte: number): Buffer =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 11]),
    Buffer.from("ssh-ed25519"),
    Buffer.from([0, 0, 0, 32]),
    Buffer.alloc(32, byte),
  ]);
const line = (hosts: string, byte: number, marker = ""): string =>
  `${marker}${hosts} ssh-ed25519 ${keyOf(byte).toString("base64")} comment`;
const known = (...lines: string[]) => knownHosts(["f"], parseKnownHosts(lines.join("\n"), "f"));

describe("names", () => {
  it.each([
    ["Web1.Example", 22, "web1.example"],
    ["web1", 2222, "[web1]:2222"],
    ["2001:db8::1", 22, "2001:db8::1"],
    ["2001:db8::1", 2222, "[2001:db8::1]:2222"],
  ])("of %s port %i", (host, port, name) => expect(knownName(host, port)).toBe(name));

  it.each([
    ["web1", "web1", true],
    ["web1,web2", "web2", true],
    ["web?", "web1", true],
    ["*.example", "a.b.example", true],
    ["*.example,!bad.example", "bad.example", false],
    ["[web1]:2222", "[web1]:2222", true],
    ["[web1]:2222", "web1", false],
    ["[*]:2222", "[web1]:2222", true],
    ["web.", "webx", false],
    ["WEB1", "web1", true],
  ])("%s against %s", (hosts, name, matches) =>
    expect(keysFor(known(line(hosts, 1)), name)).toHaveLength(matches ? 1 : 0),
  );

  it("hashed by OpenSSH are found as ssh-keygen -F finds them", () => {
    const folder = mkdtempSync(join(tmpdir(), "known-hosts-"));
    try {
      const file = join(folder, "known_hosts");
      writeFileSync(file, `${line("web1,[web2]:2222", 1)}\n${line("2001:db8::1", 2)}\n`);
      execFileSync("ssh-keygen", ["-H", "-f", file], { stdio: "ignore" });
      const text = execFileSync("cat", [file], { encoding: "utf8" });
      expect(text).not.toContain("web1");
      const hashed = knownHosts([file], parseKnownHosts(text, file));
      for (const name of ["web1", "[web2]:2222", "2001:db8::1", "web2", "other"]) {
        const asked = execFileSync(
          "sh",
          ["-c", 'ssh-keygen -F "$1" -f "$2" | grep -vc "^#" || true', "sh", name, file],
          { encoding: "utf8" },
        );
        expect(keysFor(hashed, name), name).toHaveLength(Number(asked));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("verdicts", () => {
  it.each([
    ["known", [line("h", 1)], "known"],
    ["one of several", [line("h", 2), line("h", 1)], "known"],
    ["never seen", [line("other", 1)], "unknown"],
    ["changed", [line("h", 2)], "changed"],
    ["revoked, though also known", [line("h", 1), line("h", 1, "@revoked ")], "revoked"],
    ["revoked everywhere", [line("h", 1), line("*", 1, "@revoked ")], "revoked"],
    ["an authority's", [line("h", 1, "@cert-authority ")], "unknown"],
    ["behind a comment", ["# h ssh-ed25519 x", "", line("h", 1)], "known"],
  ])("a key that is %s", (_what, lines, kind) => {
    expect(judgeHostKey(known(...lines), ["h"], keyOf(1)).kind).toBe(kind);
  });

  it("of another type is unknown, not changed", () => {
    const ecdsa = knownHosts(["f"], parseKnownHosts("h ecdsa-sha2-nistp256 AAAA", "f"));
    expect(judgeHostKey(ecdsa, ["h"], keyOf(1)).kind).toBe("unknown");
  });

  it("goes by the first name that has keys", () => {
    expect(judgeHostKey(known(line("a", 2), line("b", 1)), ["a", "b"], keyOf(1)).kind).toBe("changed");
    expect(judgeHostKey(known(line("b", 1)), ["a", "b"], keyOf(1)).kind).toBe("known");
  });

  it("says where", () => {
    expect(judgeHostKey(known("# one", line("h", 2)), ["h"], keyOf(1))).toEqual({ kind: "changed", at: ["f:2"] });
  });
});

it("types and fingerprints are OpenSSH's", () => {
  expect(keyType(keyOf(1))).toBe("ssh-ed25519");
  expect(keyType(Buffer.from([0]))).toBe("");
  const shown = execFileSync("ssh-keygen", ["-lf", "-"], { input: line("", 7).trim(), encoding: "utf8" });
  expect(shown).toContain(fingerprint(keyOf(7)));
});
