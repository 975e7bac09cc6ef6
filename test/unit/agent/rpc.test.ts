import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder } from "../../../agent/protocol/framing.ts";
import type { Response } from "../../../agent/protocol/messages.ts";
import { READY_MARKER } from "../../../agent/protocol/version.ts";
import { Fault, type Handlers, type ServeOptions, serve } from "../../../agent/rpc.ts";

interface Loop {
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly done: Promise<void>;
  readonly logs: string[];
  /** The next answer; beats are left out. */
  next(): Promise<Response>;
  beat(): Promise<Response>;
}

const running: Loop[] = [];
afterEach(async () => {
  for (const loop of running.splice(0)) {
    loop.input.end();
    await loop.done;
  }
});

function start(
  handlers: Partial<Record<string, (params: never) => Promise<unknown>>>,
  options: Partial<ServeOptions> = {},
): Loop {
  const input = new PassThrough();
  const output = new PassThrough();
  const logs: string[] = [];
  const done = serve({
    input,
    output,
    handlers: handlers as unknown as Handlers,
    log: (line) => logs.push(line),
    ...options,
  });
  const decoder = new FrameDecoder();
  const held: Response[] = [];
  let wake = (): void => {};
  let marker = READY_MARKER.length;
  output.on("data", (piece: Buffer) => {
    const skipped = Math.min(marker, piece.length);
    marker -= skipped;
    held.push(...(decoder.push(piece.subarray(skipped)) as Response[]));
    wake();
  });
  const take = async (wanted: (r: Response) => boolean): Promise<Response> => {
    for (;;) {
      const at = held.findIndex(wanted);
      if (at >= 0) return held.splice(at, 1)[0]!;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const loop = { input, output, done, logs, next: () => take((r) => "id" in r), beat: () => take((r) => "beat" in r) };
  running.push(loop);
  return loop;
}

describe("the agent's loop", () => {
  it("answers in any order", async () => {
    let release = (): void => {};
    const loop = start({
      facts: () => new Promise((resolve) => (release = () => resolve("late"))),
      ping: async () => ({ at: 1 }),
    });
    loop.input.write(encodeFrame({ id: 1, method: "facts", params: {} }));
    loop.input.write(encodeFrame({ id: 2, method: "ping", params: {} }));
    expect(await loop.next()).toEqual({ id: 2, ok: { at: 1 } });
    release();
    expect(await loop.next()).toEqual({ id: 1, ok: "late" });
  });

  it.each([
    ["a fault as it is", new Fault("refused", "not now"), { code: "refused", message: "not now" }],
    [
      "an operating system's error as io",
      Object.assign(new Error("ENOSPC: full"), { code: "ENOSPC", syscall: "write" }),
      { code: "io", message: "ENOSPC: full" },
    ],
    [
      "anything else as a bug",
      new TypeError("x is not a function"),
      { code: "bug", message: "the agent failed: x is not a function" },
    ],
  ])("answers %s and goes on", async (_what, error, fault) => {
    const loop = start({
      facts: () => {
        throw error;
      },
      ping: async () => ({ at: 1 }),
    });
    loop.input.write(encodeFrame({ id: 7, method: "facts", params: {} }));
    expect(await loop.next()).toEqual({ id: 7, fault });
    loop.input.write(encodeFrame({ id: 8, method: "ping", params: {} }));
    expect(await loop.next()).toEqual({ id: 8, ok: { at: 1 } });
  });

  it("answers an answer that cannot be sent as a bug", async () => {
    const loop = start({ facts: async () => ({ count: 1n }) });
    loop.input.write(encodeFrame({ id: 1, method: "facts", params: {} }));
    expect(await loop.next()).toMatchObject({ id: 1, fault: { code: "bug" } });
  });

  it.each(["unheard-of", "__proto__", "toString"])("refuses the method %s", async (method) => {
    const loop = start({});
    loop.input.write(encodeFrame({ id: 1, method, params: {} }));
    expect(await loop.next()).toMatchObject({ id: 1, fault: { code: "bad-request" } });
  });

  it("logs what is no request and goes on", async () => {
    const loop = start({ ping: async () => ({ at: 1 }) });
    for (const junk of [null, 1, [], { id: "1" }]) loop.input.write(encodeFrame(junk));
    loop.input.write(encodeFrame({ id: 1, method: "ping", params: {} }));
    await loop.next();
    expect(loop.logs).toHaveLength(4);
  });

  it("does one step at a time, in order", async () => {
    const order: string[] = [];
    const releases: (() => void)[] = [];
    const loop = start({
      step: async ({ step }: { step: string }) => {
        order.push(`start ${step}`);
        await new Promise<void>((resolve) => releases.push(resolve));
        order.push(`end ${step}`);
      },
    });
    loop.input.write(encodeFrame({ id: 1, method: "step", params: { step: "a" } }));
    loop.input.write(encodeFrame({ id: 2, method: "step", params: { step: "b" } }));
    while (releases.length === 0) await new Promise(setImmediate);
    releases.shift()!();
    await loop.next();
    while (releases.length === 0) await new Promise(setImmediate);
    releases.shift()!();
    await loop.next();
    expect(order).toEqual(["start a", "end a", "start b", "end b"]);
  });

  it("beats", async () => {
    const loop = start({}, { beatMs: 5, now: () => 42 });
    expect(await loop.beat()).toEqual({ beat: 42 });
  });

  it("ends when its input ends, and lets a change finish first", async () => {
    let release = (): void => {};
    const order: string[] = [];
    const loop = start({
      step: () => new Promise((resolve) => (release = () => resolve(order.push("changed")))),
      facts: () => new Promise(() => {}),
    });
    loop.input.write(encodeFrame({ id: 1, method: "step", params: {} }));
    loop.input.write(encodeFrame({ id: 2, method: "facts", params: {} }));
    loop.input.end();
    void loop.done.then(() => order.push("ended"));
    while (loop.logs.length === 0) await new Promise(setImmediate);
    release();
    await loop.done;
    expect(order).toEqual(["changed", "ended"]);
  });

  it("does not wait for a change that never ends", async () => {
    const loop = start({ step: () => new Promise(() => {}) }, { finishMs: 5 });
    loop.input.write(encodeFrame({ id: 1, method: "step", params: {} }));
    loop.input.end();
    await loop.done;
    expect(loop.logs).toEqual([expect.stringContaining("finishing 1 change(s)")]);
  });

  it("ends when the controller falls silent", async () => {
    const loop = start({}, { beatMs: 2, silenceMs: 10 });
    await loop.done;
    expect(loop.logs).toEqual(["nothing heard from the controller for 10 ms"]);
  });

  it("ends on a broken frame", async () => {
    const loop = start({});
    loop.input.write(new Uint8Array([0xff, 0xff, 0xff, 0xff]));
    await loop.done;
    expect(loop.logs).toEqual([expect.stringContaining("broken frame")]);
  });
});
