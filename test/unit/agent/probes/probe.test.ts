import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { probe } from "../../../../agent/probes/probe.ts";
import { pseudoRandom } from "../../../../agent/probes/pseudo-random.ts";
import type { Observed, ProbeAnswer, ProbeQuestion } from "../../../../agent/protocol/probes.ts";
import type { System } from "../../../../agent/system.ts";

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Only what probes of the network use. */
const SYSTEM = { now: () => Date.now() } as System;

const ask = (question: ProbeQuestion): Promise<ProbeAnswer> => probe(SYSTEM, question);

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function http(answer: ProbeAnswer): Observed["http"] {
  expect(answer.outcome, answer.because).toBe("answered");
  return answer.observed as unknown as Observed["http"];
}

describe("http", () => {
  const question = (port: number, fields: object = {}): ProbeQuestion => ({
    kind: "http",
    url: `http://name.invalid:${port}/page?x=1`,
    address: "127.0.0.1",
    family: 4,
    timeoutMs: 5_000,
    ...fields,
  });

  test("asks at the address given and keeps the name in Host", async () => {
    const port = await listening(
      createHttpServer((request, response) => response.end(`${request.headers.host}${request.url}`)),
    );
    const seen = http(await ask(question(port)));
    expect(seen).toMatchObject({
      status: 200,
      body: `name.invalid:${port}/page?x=1`,
      remote: "127.0.0.1",
      complete: true,
    });
    expect(seen.sha256).toBe(createHash("sha256").update(seen.body).digest("hex"));
  });

  test("uploads bytes that can be made again, and says their hash", async () => {
    const server = createHttpServer((request, response) => {
      const hash = createHash("sha256");
      request.on("data", (piece) => hash.update(piece)).on("end", () => response.end(hash.digest("hex")));
    });
    const seen = http(await ask(question(await listening(server), { upload: { bytes: 300_001, seed: 7 } })));
    const expected = createHash("sha256");
    for (const piece of pseudoRandom(300_001, 7)) expected.update(piece);
    expect(seen.uploaded).toEqual({ bytes: 300_001, sha256: expected.digest("hex") });
    expect(seen.body).toBe(seen.uploaded?.sha256);
  });

  test("hangs up after as many bytes as it was told", async () => {
    const body = Buffer.alloc(500_000, "x");
    const port = await listening(createHttpServer((_request, response) => response.end(body)));
    const cut = http(await ask(question(port, { maxBytes: 100_000 })));
    expect(cut).toMatchObject({ bytes: 100_000, complete: false });
    expect(cut.sha256).toBe(createHash("sha256").update(body.subarray(0, 100_000)).digest("hex"));
    const whole = http(await ask(question(port, { maxBytes: 500_000 })));
    expect(whole).toMatchObject({ bytes: 500_000, complete: true });
  });

  test("reads the server's digest", async () => {
    const server = createHttpServer((_request, response) => {
      response.setHeader("content-digest", `sha-256=:${createHash("sha256").update("hello").digest("base64")}:`);
      response.end("hello");
    });
    const seen = http(await ask(question(await listening(server))));
    expect(seen.digest).toBe(seen.sha256);
  });

  test("a body that stalls is a timeout that says how far it came", async () => {
    const port = await listening(
      createHttpServer((_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("0123456789");
      }),
    );
    const answer = await ask(question(port, { timeoutMs: 300 }));
    expect(answer).toMatchObject({ outcome: "timeout", observed: { bytes: 10 } });
    expect(answer.because).toContain("stalled after 10 bytes");
    const idle = await ask(question(port, { idleMs: 200 }));
    expect(idle).toMatchObject({ outcome: "timeout", observed: { bytes: 10 } });
    expect(idle.elapsedMs).toBeLessThan(3_000);
  });

  test("a body that breaks off is no answer", async () => {
    const port = await listening(
      createHttpServer((_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("0123456789", () => response.destroy());
      }),
    );
    expect((await ask(question(port))).outcome).toBe("refused");
  });

  test("a URL that is none cannot be asked", async () => {
    expect((await ask(question(1, { url: "nonsense" }))).outcome).toBe("unable");
  });
});

describe("tcp", () => {
  test("echo, line, closed port, silence and hang-up", async () => {
    const echo = await listening(createServer((socket) => socket.pipe(socket)));
    const mute = await listening(createServer((socket) => socket.on("error", () => undefined)));
    const rude = await listening(createServer((socket) => socket.end()));
    const banner = await listening(createServer((socket) => socket.write("SSH-2.0-test\r\n")));
    const to = (port: number, read: "nothing" | "line" | "echo", timeoutMs = 5_000): Promise<ProbeAnswer> =>
      ask({ kind: "tcp", host: "127.0.0.1", port, family: 4, send: "ping\n", read, timeoutMs });
    expect((await to(echo, "echo")).observed.received).toBe("ping\n");
    expect((await to(banner, "line")).observed.received).toBe("SSH-2.0-test\r\n");
    expect((await to(mute, "nothing")).outcome).toBe("answered");
    expect(await to(mute, "line", 200)).toMatchObject({ outcome: "timeout", observed: { connected: true } });
    expect((await to(rude, "line")).outcome).toBe("refused");
    expect((await to(1, "nothing")).outcome).toBe("refused");
  });

  test("an address of the other family cannot be asked", async () => {
    const answer = await ask({ kind: "tcp", host: "127.0.0.1", port: 1, family: 6, read: "nothing", timeoutMs: 500 });
    expect(answer.outcome).toBe("unable");
  });
});

describe("udp", () => {
  test("echo and closed port", async () => {
    const server = createSocket("udp4").on("message", (message, from) => server.send(message, from.port, from.address));
    open.push(server);
    await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
    const to = (port: number): Promise<ProbeAnswer> =>
      ask({ kind: "udp", host: "127.0.0.1", port, family: 4, send: "nonce", timeoutMs: 2_000 });
    expect((await to(server.address().port)).observed.received).toBe("nonce");
    expect((await to(1)).outcome).toBe("refused");
  });
});

test("parallel-connect counts what became of each connection", async () => {
  const port = await listening(createServer((socket) => socket.on("error", () => undefined)));
  const to = (where: number, count: number): Promise<ProbeAnswer> =>
    ask({ kind: "parallel-connect", host: "127.0.0.1", port: where, count, timeoutMs: 5_000 });
  expect((await to(port, 50)).observed).toMatchObject({ asked: 50, connected: 50, refused: 0 });
  expect((await to(1, 5)).observed).toMatchObject({ asked: 5, connected: 0, refused: 5 });
});

describe("daemon-status", () => {
  test("one JSON object from a unix socket", async () => {
    const folder = await mkdtemp(join(tmpdir(), "status-"));
    open.push({ close: () => rm(folder, { recursive: true }) });
    const path = join(folder, "socket");
    const at = async (text: string): Promise<ProbeAnswer> => {
      const server = createServer((socket) => socket.end(text));
      await new Promise<void>((resolve) => server.listen(path, resolve));
      const answer = await ask({ kind: "daemon-status", socket: path, timeoutMs: 2_000 });
      await new Promise((resolve) => server.close(resolve));
      return answer;
    };
    expect((await at('{"sessions": 4}')).observed).toEqual({ status: { sessions: 4 } });
    expect((await at("[1]")).outcome).toBe("unable");
    expect((await at("ready")).outcome).toBe("unable");
    expect((await ask({ kind: "daemon-status", socket: path, timeoutMs: 500 })).outcome).toBe("unable");
  });
});

test("a kind of a newer controller is not guessed at", async () => {
  const answer = await ask({ kind: "telepathy" } as unknown as ProbeQuestion);
  expect(answer).toMatchObject({ outcome: "unable" });
  expect(answer.because).toContain("telepathy");
});
