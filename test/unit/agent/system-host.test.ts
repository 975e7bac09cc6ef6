import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hostSystem } from "../../../agent/system-host.ts";

const sys = hostSystem();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "system-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe("commands", () => {
  it("run without a shell, with input, in the C locale", async () => {
    expect(await sys.exec(["cat"], { input: "$HOME `x`" })).toEqual({
      code: 0,
      signal: null,
      stdout: "$HOME `x`",
      stderr: "",
    });
    expect(await sys.exec(["sh", "-c", "echo $LC_ALL $EXTRA; echo bad >&2; exit 3"], { env: { EXTRA: "e" } })).toEqual({
      code: 3,
      signal: null,
      stdout: "C e\n",
      stderr: "bad\n",
    });
  });

  it("that are not there have code 127, that cannot be run 126", async () => {
    expect((await sys.exec(["no-such-program-anywhere"])).code).toBe(127);
    writeFileSync(at("plain"), "");
    expect((await sys.exec([at("plain")])).code).toBe(126);
  });

  it("find what administrators keep in sbin", async () => {
    expect((await sys.exec(["sh", "-c", "echo $PATH"])).stdout).toMatch(/:\/usr\/sbin:/);
  });

  it("end at their time, also where a child of theirs holds the pipe", async () => {
    const result = await sys.exec(["sh", "-c", "sleep 30 & echo started; wait"], { timeoutMs: 200 });
    expect(result).toMatchObject({ code: null, signal: "SIGKILL", stdout: "started\n" });
    expect(result.stderr).toContain("no answer within 200 ms");
  });

  it("that do not read their input are no error", async () => {
    expect((await sys.exec(["true"], { input: "x".repeat(1_000_000) })).code).toBe(0);
  });

  it("may go on in a session of their own", async () => {
    const pid = await sys.detach(["sh", "-c", "echo here; exec sleep 30"], { log: at("log") });
    try {
      // Field 6 of proc(5) stat is the session.
      expect(Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[3])).toBe(pid);
      while (readFileSync(at("log"), "utf8") !== "here\n") await new Promise(setImmediate);
    } finally {
      process.kill(pid, "SIGKILL");
    }
    await expect(sys.detach(["no-such-program-anywhere"])).rejects.toThrow(/ENOENT/);
  });
});

describe("files", () => {
  it("that are not there are null", async () => {
    expect(await sys.read(at("none"))).toBeNull();
    expect(await sys.stat(at("none"))).toBeNull();
    expect(await sys.read(at("none/below"))).toBeNull();
    expect(await sys.list(at("none"))).toEqual([]);
  });

  it("are replaced with their mode, and nothing is left beside", async () => {
    writeFileSync(at("f"), "old");
    chmodSync(at("f"), 0o640);
    await sys.write(at("f"), "new");
    expect(readFileSync(at("f"), "utf8")).toBe("new");
    expect(lstatSync(at("f")).mode & 0o7777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(["f"]);
  });

  it("that are new get the mode asked for, whatever the umask", async () => {
    const before = process.umask(0o077);
    try {
      await sys.write(at("a"), "");
      await sys.write(at("b"), "", { mode: 0o755 });
    } finally {
      process.umask(before);
    }
    expect(lstatSync(at("a")).mode & 0o7777).toBe(0o644);
    expect(lstatSync(at("b")).mode & 0o7777).toBe(0o755);
  });

  it("behind a symlink are written where it points, and it stays", async () => {
    mkdirSync(at("d"));
    writeFileSync(at("d/target"), "old");
    symlinkSync("d/target", at("link"));
    await sys.write(at("link"), "new");
    expect(readlinkSync(at("link"))).toBe("d/target");
    expect(readFileSync(at("d/target"), "utf8")).toBe("new");
    expect(await sys.stat(at("link"))).toMatchObject({ kind: "symlink", content: "d/target" });
  });

  it("behind a symlink that leads nowhere are made there", async () => {
    symlinkSync("nowhere", at("link"));
    await sys.write(at("link"), "new");
    expect(readFileSync(at("nowhere"), "utf8")).toBe("new");
  });

  it("that are not UTF-8 come back byte for byte", async () => {
    const bytes = Buffer.from([0x63, 0xe9, 0x0a, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xfe, 0xe2, 0x82]);
    writeFileSync(at("latin1"), bytes);
    const text = (await sys.read(at("latin1")))!;
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toContain("\u{1f600}");
    // As it lies in a receipt meanwhile.
    await sys.write(at("latin1"), JSON.parse(JSON.stringify(text)));
    expect(readFileSync(at("latin1"))).toEqual(bytes);
    expect((await sys.stat(at("latin1")))!.content).toBe(text);
  });

  it("are not waited for where one is a pipe without another end", async () => {
    execFileSync("mkfifo", [at("pipe")]);
    expect(await sys.read(at("pipe"))).toBe("");
    expect(await sys.stat(at("pipe"))).toMatchObject({ kind: "file", content: "" });
  });

  it("let others have their turn while many are read one after the other", async () => {
    await sys.write(at("f"), "x");
    let others = 0;
    const beat = setInterval(() => others++, 1);
    const until = performance.now() + 100;
    while (performance.now() < until) await sys.read(at("f"));
    clearInterval(beat);
    expect(others).toBeGreaterThan(1);
  });

  it("keep the extended attributes they had", async () => {
    writeFileSync(at("f"), "old");
    const tag = 'import os,sys\nos.setxattr(sys.argv[1], "user.note", b"kept")';
    const set = await sys.exec(["python3", "-c", tag, at("f")]);
    expect(set).toMatchObject({ code: 0 });
    await sys.write(at("f"), "new");
    const shown = await sys.exec([
      "python3",
      "-c",
      'import os,sys\nprint(os.getxattr(sys.argv[1], "user.note"))',
      at("f"),
    ]);
    expect(shown.stdout).toBe("b'kept'\n");
    expect(readFileSync(at("f"), "utf8")).toBe("new");
  });

  it("keep a byte order mark", async () => {
    writeFileSync(at("bom"), "\ufeffx");
    expect(await sys.read(at("bom"))).toBe("\ufeffx");
  });

  it("whose folder is missing are not written, and say so", async () => {
    await expect(sys.write(at("none/f"), "x")).rejects.toMatchObject({ code: "ENOENT", syscall: "open" });
  });

  it("symlinks are replaced in one step, and removed as themselves", async () => {
    writeFileSync(at("f"), "kept");
    await sys.symlink("f", at("link"));
    await sys.symlink("g", at("link"));
    expect(readlinkSync(at("link"))).toBe("g");
    await sys.symlink("f", at("link"));
    await sys.remove(at("link"));
    await sys.remove(at("link"));
    expect(existsSync(at("f"))).toBe(true);
    expect(await sys.list(folder)).toEqual(["f"]);
  });
});
