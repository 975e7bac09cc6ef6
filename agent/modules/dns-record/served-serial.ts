/** What serial the servers on this host answer with: the proof that a reload took. */
import { createSocket } from "node:dgram";

const ANSWER_MS = 1_000;
const TYPE_SOA = 6;
/** Authoritative answer, RFC 1035 §4.1.1. */
const AA = 0x0400;

/** @param servers addresses of this host. @returns the serial of the first authoritative answer, null where none came. */
export async function servedSerial(zone: string, servers: readonly string[]): Promise<number | null> {
  const answers = await Promise.all(servers.map((server) => ask(zone, server)));
  return answers.find((serial) => serial !== null) ?? null;
}

function ask(zone: string, server: string): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = createSocket(server.includes(":") ? "udp6" : "udp4");
    const id = Math.floor(Math.random() * 0x10000);
    const finish = (serial: number | null): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on("error", () => {});
      socket.close();
      resolve(serial);
    };
    const timer = setTimeout(() => finish(null), ANSWER_MS);
    socket.on("error", () => finish(null));
    socket.on("message", (message) => finish(serialIn(message, id)));
    // Connected, so that "nobody listens there" comes back at once.
    socket.connect(53, server, () => socket.send(question(zone, id)));
  });
}

function question(zone: string, id: number): Buffer {
  const labels = zone.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, "latin1")]);
  const tail = Buffer.from([0, 0, TYPE_SOA, 0, 1]);
  const head = Buffer.from([id >> 8, id & 255, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...labels, tail]);
}

/** @returns the serial of the first SOA of an authoritative answer section (RFC 1035 §3.3.13), else null. */
export function serialIn(message: Uint8Array, id: number): number | null {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  try {
    if (view.getUint16(0) !== id || (view.getUint16(2) & 0x800f) !== 0x8000 || (view.getUint16(2) & AA) === 0)
      return null;
    let at = 12;
    for (let i = view.getUint16(4); i > 0; i--) at = afterName(view, at) + 4;
    for (let i = view.getUint16(6); i > 0; i--) {
      at = afterName(view, at);
      const length = view.getUint16(at + 8);
      if (view.getUint16(at) === TYPE_SOA) return view.getUint32(afterName(view, afterName(view, at + 10)));
      at += 10 + length;
    }
    return null;
  } catch (error) {
    // Cut short or nonsense: no answer.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function afterName(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const length = view.getUint8(at);
    if (length >= 0xc0) return at + 2;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
}
