import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder } from "../../../agent/protocol/framing.ts";
import type { Hello } from "../../../agent/protocol/messages.ts";
import { READY_MARKER } from "../../../agent/protocol/version.ts";

const MAIN = join(import.meta.dirname, "../../../agent/main.ts");
const run = (...argv: string[]) => spawnSync(process.execPath, [MAIN, ...argv], { encoding: "utf8", input: "" });

describe("the agent as a program", () => {
  it("speaks the protocol on stdout and nothing else, and ends with its stdin", async () => {
    const agent = spawn(process.execPath, [MAIN, "rpc", "2001:db8::2 50000 2001:db8::1 22"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const pieces: Buffer[] = [];
    agent.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    agent.stdin.write(encodeFrame({ id: 1, method: "hello", params: { protocol: 1 } }));
    agent.stdin.write(encodeFrame({ id: 2, method: "hello", params: { protocol: 999 } }));
    agent.stdin.write(encodeFrame({ id: 3, method: "ping", params: {} }));
    const answers = (): Map<number, { ok?: unknown; fault?: unknown }> => {
      const all = Buffer.concat(pieces);
      const framed = new FrameDecoder().push(all.subarray(READY_MARKER.length)) as {
        id: number;
        ok?: unknown;
        fault?: unknown;
      }[];
      return new Map(framed.filter((m) => "id" in m).map((m) => [m.id, m]));
    };
    while (Buffer.concat(pieces).length < READY_MARKER.length || answers().size < 3)
      await new Promise((r) => agent.stdout.once("data", r));
    expect(Buffer.concat(pieces).subarray(0, READY_MARKER.length).toString("latin1")).toBe(READY_MARKER);
    const hello = answers().get(1)!.ok as Hello;
    expect(hello).toMatchObject({
      protocol: 1,
      agent: "source",
      node: { path: process.execPath, version: process.version },
      pid: agent.pid,
      connection: { client: "2001:db8::2", server: "2001:db8::1" },
    });
    expect(answers().get(2)!.fault).toMatchObject({
      code: "refused",
      message: expect.stringContaining("protocol 999"),
    });
    const ended = new Promise((resolve) => agent.once("close", resolve));
    agent.stdin.end();
    expect(await ended).toBe(0);
  });

  it("refuses a command it does not have", () => {
    expect(run("nat46")).toMatchObject({
      status: 64,
      stdout: "",
      stderr: expect.stringContaining('unknown command "nat46"'),
    });
  });

  it.each(["nat64", "dns64"])("says how %s is called, and what is wrong with its file", (name) => {
    expect(run(name)).toMatchObject({ status: 64, stderr: `usage: ${name} --config FILE\n` });
    const none = run(name, "--config", "/no/such/file");
    expect(none).toMatchObject({ status: 65, stderr: `${name}: there is no /no/such/file\n` });
    const unusable = run(name, "--config", join(import.meta.dirname, "../../../package.json"));
    expect(unusable).toMatchObject({ status: 65, stdout: "", stderr: expect.stringMatching(new RegExp(`^${name}: `)) });
  });
});
