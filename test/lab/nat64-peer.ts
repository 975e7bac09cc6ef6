/**
 * Programs that the namespaces of nat64.test.ts run. `serve`: HTTP and UDP echo on the IPv4 server; the others ask it from the
 * IPv6-only client and print one JSON line; `sniff`: a TUN device without any offload, which prints a fault or "right" per packet.
 */
import { createHash, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, request } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { openTun } from "../../agent/kernel/tun.ts";
import { TunPort } from "../../agent/nat64/device/tun-port.ts";
import { faultOf } from "../unit/agent/nat64/packet-oracle.ts";

export const HTTP_PORT = 8080;
export const UDP_PORT = 9000;
/** Answers with the address and port the question came from. */
export const WHENCE_PORT = 9001;
export const ECHO_PORT = 7000;
export const SIZE = 2 * 1024 * 1024;

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function serve(): void {
  const http = createServer((asked, answer) => {
    if (asked.method === "GET") {
      const body = randomBytes(SIZE);
      answer.writeHead(200, { "x-sha256": sha256(body), "x-peer": asked.socket.remoteAddress }).end(body);
      return;
    }
    const hash = createHash("sha256");
    asked.on("data", (chunk) => hash.update(chunk)).on("end", () => answer.end(hash.digest("hex")));
  });
  const udp = createSocket("udp4", (message, from) => udp.send(message, from.port, from.address));
  const whence = createSocket("udp4", (_, from) =>
    whence.send(`${from.address}:${from.port}`, from.port, from.address),
  );
  whence.bind(WHENCE_PORT);
  udp.bind(UDP_PORT, () => http.listen(HTTP_PORT, "0.0.0.0", () => console.log("serving")));
}

async function http(host: string, method: string, body: Uint8Array | null): Promise<[Record<string, unknown>, Buffer]> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port: HTTP_PORT, method, timeout: 20_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve([answer.headers, Buffer.concat(chunks)]));
    });
    asked.on("error", reject).on("timeout", () => asked.destroy(new Error("silent for 20 s")));
    asked.end(body ?? undefined);
  });
}

async function down(host: string): Promise<unknown> {
  const [headers, body] = await http(host, "GET", null);
  return { length: body.length, equal: sha256(body) === headers["x-sha256"], peer: headers["x-peer"] };
}

async function up(host: string): Promise<unknown> {
  const body = randomBytes(SIZE);
  const [, answer] = await http(host, "POST", body);
  return { equal: answer.toString() === sha256(body) };
}

/** What comes back for datagrams of these sizes: equal, or the error's code. */
async function udp(host: string, port: string, ...sizes: string[]): Promise<unknown> {
  const results: unknown[] = [];
  for (const size of sizes) results.push(await echo(host, Number(port), randomBytes(Number(size))));
  return results;
}

async function echo(host: string, port: number, payload: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket("udp6");
    const timer = setTimeout(() => finish("silence"), 5000);
    const finish = (result: string): void => {
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    socket.once("error", (error: NodeJS.ErrnoException) => finish(error.code ?? String(error)));
    socket.once("message", (message) => finish(message.equals(payload) ? "equal" : "different"));
    socket.connect(port, host, () => socket.send(payload));
  });
}

/** A datagram every 20 ms from one socket; a line for each answer, with where the server saw it come from. */
function steady(host: string, port: string): void {
  const socket = createSocket("udp6");
  socket.on("message", (message) => console.log(`answer ${message}`));
  socket.on("error", () => {});
  socket.connect(Number(port), host, () => {
    setInterval(() => socket.send("steady", () => {}), 20);
  });
}

async function tcp(host: string, port: string): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 5000 });
    const finish = (result: string): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => finish("connected"));
    socket.once("timeout", () => finish("silence"));
    socket.once("error", (error: NodeJS.ErrnoException) => finish(error.code ?? String(error)));
  });
}

/** What each connection echoes, again and again; one JSON line a tenth of a second says how all of them are. */
function serveEcho(): void {
  const server = createTcpServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("data", (chunk) => socket.write(chunk));
  });
  server.listen({ port: ECHO_PORT, host: "0.0.0.0", backlog: 4096 }, () => console.log("echoing"));
}

interface Stream {
  alive: boolean;
  asked: number;
  answered: number;
  gap: number;
}

const PACE_MS = 250;

/** Open `count` connections and keep them talking until killed. Answers are counted; a number too few or too many ends one. */
function streams(host: string, port: string, count: string, from?: string): void {
  const all: Stream[] = [];
  let open = 0;
  let failed = 0;
  const begin = (): void => {
    const stream: Stream = { alive: true, asked: 0, answered: performance.now(), gap: 0 };
    const socket = connect({ host, port: Number(port), ...(from === undefined ? {} : { localAddress: from }) });
    socket.setNoDelay(true);
    let awaited = "";
    const ask = (): void => {
      stream.asked += 1;
      awaited = `${stream.asked}\n`;
      socket.write(awaited);
    };
    socket.once("connect", () => {
      open += 1;
      all.push(stream);
      stream.answered = performance.now();
      ask();
    });
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString();
      if (!heard.endsWith("\n")) return;
      if (heard !== awaited) socket.destroy();
      heard = "";
      const now = performance.now();
      stream.gap = Math.max(stream.gap, now - stream.answered - PACE_MS);
      stream.answered = now;
      setTimeout(ask, PACE_MS);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (stream.alive) failed += 1;
      stream.alive = false;
    });
  };
  for (let i = 0; i < Number(count); i++) setTimeout(begin, i);
  // From here on the silence counts that the translator is to blame for.
  process.on("SIGUSR2", () => {
    for (const stream of all) stream.gap = 0;
  });
  setInterval(() => {
    const now = performance.now();
    const alive = all.filter((stream) => stream.alive);
    if (open + failed < Number(count)) return;
    const silent = Math.max(0, ...alive.map(({ answered }) => now - answered));
    const lively = alive.filter(({ answered }) => now - answered < 1000).length;
    const gaps = alive.map(({ gap }) => gap).sort((a, b) => a - b);
    const report = {
      open: alive.length,
      lively,
      silent: Math.round(silent),
      gap: Math.round(gaps.at(-1) ?? 0),
      median: Math.round(gaps[gaps.length >> 1] ?? 0),
    };
    console.log(`streams ${JSON.stringify(report)}`);
  }, 100);
}

/** Open connections one after the other, each with one retry after a second; how many came about. */
async function knock(host: string, port: string, from: string, count: string): Promise<number> {
  const once = async (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host, port: Number(port), localAddress: from });
      const finish = (isOpen: boolean): void => {
        socket.destroy();
        resolve(isOpen);
      };
      socket.setTimeout(1000, () => finish(false));
      socket.once("connect", () => finish(true));
      socket.once("error", () => finish(false));
    });
  let opened = 0;
  for (let i = 0; i < Number(count); i++) if ((await once()) || (await once())) opened += 1;
  return opened;
}

/** What Prometheus would fetch. */
async function metrics(port: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  return answer.text();
}

/** Each packet to `wanted` bytes of protocol and fault, until `count` came. */
function sniff(name: string, count: string): void {
  const tun = openTun(name, false);
  const port = new TunPort(tun);
  console.log("sniffing");
  for (let seen = 0; seen < Number(count); ) {
    if (port.receive() !== "packet") {
      port.wait(1000);
      continue;
    }
    const packet = port.frame.packet();
    if (packet[0]! >> 4 !== 4) continue;
    console.log(JSON.stringify({ protocol: packet[9], length: packet.length, fault: faultOf(packet) }));
    seen += 1;
  }
  tun.close();
}

const [command, ...args] = process.argv.slice(2) as [string, ...string[]];
switch (command) {
  case "serve":
    serve();
    break;
  case "sniff":
    sniff(args[0]!, args[1]!);
    break;
  case "echo":
    serveEcho();
    break;
  case "streams":
    streams(args[0]!, args[1]!, args[2]!, args[3]);
    break;
  case "knock":
    console.log(JSON.stringify(await knock(args[0]!, args[1]!, args[2]!, args[3]!)));
    break;
  case "metrics":
    console.log(JSON.stringify(await metrics(args[0]!)));
    break;
  case "down":
    console.log(JSON.stringify(await down(args[0]!)));
    break;
  case "up":
    console.log(JSON.stringify(await up(args[0]!)));
    break;
  case "udp":
    console.log(JSON.stringify(await udp(args[0]!, args[1]!, ...args.slice(2))));
    break;
  case "steady":
    steady(args[0]!, args[1]!);
    break;
  case "tcp":
    console.log(JSON.stringify(await tcp(args[0]!, args[1]!)));
    break;
}
