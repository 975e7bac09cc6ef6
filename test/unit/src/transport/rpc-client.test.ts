import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder } from "../../../../agent/protocol/framing.ts";
import { AgentError, UnreachableError } from "../../../../src/engine/ports.ts";
import { RpcClient } from "../../../../src/transport/rpc-client.ts";

interface Asked {
  readonly id: number;
  readonly method: string;
}

function start(beatMs = 10_000) {
  const input = new PassThrough();
  const output = new PassThrough();
  const lost: string[] = [];
  let cut = (_why: string): void => {};
  const closed = new Promise<string>((resolve) => {
    cut = resolve;
  });
  input.on("finish", () => cut("the agent ended"));
  const asked: Asked[] = [];
  const decoder = new FrameDecoder();
  input.on("data", (piece: Buffer) => asked.push(...(decoder.push(piece) as Asked[])));
  const client = new RpcClient({
    host: "h1",
    input,
    output,
    first: new Uint8Array(0),
    closed,
    end: () => cut("ended by us"),
    onLost: (because) => lost.push(because),
    beatMs,
  });
  return { client, asked, lost, cut, answer: (message: unknown) => output.write(encodeFrame(message)), output };
}

const settled = (): Promise<void> => new Promise(setImmediate);

describe("calls", () => {
  it("get their own answers in any order", async () => {
    const { client, asked, answer } = start();
    const calls = [client.call("ping", {}), client.call("ping", {})];
    await settled();
    answer({ id: asked[1]!.id, ok: { at: 2 } });
    answer({ id: asked[0]!.id, ok: { at: 1 } });
    expect(await Promise.all(calls)).toEqual([{ at: 1 }, { at: 2 }]);
    await client.close();
  });

  it("that the agent faults reject with its code", async () => {
    const { client, asked, answer } = start();
    const call = client.call("facts", {});
    await settled();
    answer({ id: asked[0]!.id, fault: { code: "refused", message: "not now" } });
    const error = await call.catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AgentError);
    expect(error).toMatchObject({ code: "refused", host: "h1", message: "h1: not now" });
    await client.close();
  });

  it("end at their own time, and a late answer is nobody's", async () => {
    const { client, asked, answer } = start();
    await expect(client.call("facts", {}, { timeoutMs: 5 })).rejects.toThrow("h1: no answer to facts within 0.005 s");
    answer({ id: asked[0]!.id, ok: {} });
    answer({ id: 999, ok: {} });
    const next = client.call("ping", {});
    await settled();
    answer({ id: asked.at(-1)!.id, ok: { at: 1 } });
    expect(await next).toEqual({ at: 1 });
    await client.close();
  });

  it("all end when the channel is gone, and none begins after", async () => {
    const { client, cut, lost } = start();
    const calls = Promise.allSettled([client.call("facts", {}), client.call("ping", {})]);
    cut("the remote command was ended by SIGKILL");
    for (const result of await calls) {
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(UnreachableError);
    }
    expect(lost).toEqual(["the remote command was ended by SIGKILL"]);
    await expect(client.call("ping", {})).rejects.toThrow("h1: the remote command was ended by SIGKILL");
  });

  it("all end when three heartbeats fail to come", async () => {
    const { client, lost } = start(10);
    await expect(client.call("facts", {})).rejects.toThrow(UnreachableError);
    expect(lost).toEqual(["no heartbeat for 0.03 s"]);
    expect(client.lost).not.toBeNull();
  });

  it("all end on a broken frame", async () => {
    const { client, output } = start();
    const call = client.call("facts", {});
    output.write(new Uint8Array([255, 255, 255, 255]));
    await expect(call).rejects.toThrow(/frame of 4294967295 bytes announced \(facts was under way\)/);
  });
});

it("a client says something at every beat, so that the agent knows it is there", async () => {
  const { client, asked, answer } = start(10);
  while (asked.length < 3) {
    answer({ beat: 1 });
    await settled();
  }
  expect(asked.every((a) => a.method === "ping")).toBe(true);
  await client.close();
});

it("closing is no loss", async () => {
  const { client, lost } = start();
  await client.close();
  await client.close();
  expect(lost).toEqual([]);
  await expect(client.call("ping", {})).rejects.toThrow("the connection was closed");
});
