/**
 * Run within a namespace: ask servers on 127.0.0.1 many questions, some at a time, and print what came of each as JSON.
 * Argument: a file with a list of Probe.
 */
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { extendedErrors, parseMessage, sectionOf } from "../../agent/dns64/wire/message.ts";
import { textToName } from "../../agent/dns64/wire/name.ts";

export interface Probe {
  readonly port: number;
  readonly name: string;
  readonly type: number;
  readonly flags: readonly ("ad" | "cd" | "do")[];
}

export interface Seen {
  readonly rcode: number;
  readonly ad: boolean;
  /** Was cut over UDP, and asked again over TCP. */
  readonly tc: boolean;
  readonly errors: readonly number[];
  /** Types and data of the answer section in their order; names in data as they were compressed say nothing, so only addresses are given. */
  readonly answer: readonly string[];
}

const AT_ONCE = 16;
const PATIENCE_MS = 15_000;

const isMain = process.argv[1]?.endsWith("dns-probe.ts") === true;
if (isMain) {
  const probes: Probe[] = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
  const seen: (Seen | null)[] = new Array(probes.length).fill(null);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < probes.length; i = next++) seen[i] = await probe(probes[i]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  process.stdout.write(JSON.stringify(seen));
}

async function probe({ port, name, type, flags }: Probe): Promise<Seen | null> {
  const query = queryOf(name, type, flags);
  const first = await overUdp(query, port);
  const cut = first !== null && (first[2]! & 2) !== 0;
  const message = parseMessage(new Uint8Array((cut ? await overTcp(query, port) : first) ?? []));
  if (message === null) return null;
  return {
    rcode: message.rcode,
    ad: (message.flags & 0x20) !== 0,
    tc: cut,
    errors: extendedErrors(message),
    answer: sectionOf(message, 0).map(({ type: one, data, end }) =>
      one === 1 || one === 28
        ? `${one} ${Buffer.from(message.bytes.subarray(data, end)).toString("hex")}`
        : String(one),
    ),
  };
}

function queryOf(name: string, type: number, flags: Probe["flags"]): Buffer {
  const has = (flag: Probe["flags"][number]): boolean => flags.includes(flag);
  const low = (has("ad") ? 0x20 : 0) | (has("cd") ? 0x10 : 0);
  const id = Math.floor(Math.random() * 65536);
  const opt = [0, 0, 41, 4, 208, 0, 0, has("do") ? 128 : 0, 0, 0, 0];
  const header = [id >>> 8, id & 255, 1, low, 0, 1, 0, 0, 0, 0, 0, 1];
  return Buffer.from([...header, ...textToName(name)!, type >>> 8, type & 255, 0, 1, ...opt]);
}

function overUdp(query: Buffer, port: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    const patience = setTimeout(() => end(null), PATIENCE_MS);
    const end = (bytes: Buffer | null): void => {
      clearTimeout(patience);
      socket.close();
      resolve(bytes);
    };
    socket.once("error", () => end(null));
    socket.once("message", (bytes) => end(bytes));
    socket.send(query, port, "127.0.0.1");
  });
}

function overTcp(query: Buffer, port: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let held = Buffer.alloc(0);
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.from([0, query.length, ...query])));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => resolve(held.length > 2 ? held.subarray(2) : null));
    socket.on("data", (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) socket.end();
    });
  });
}
