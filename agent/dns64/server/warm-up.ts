/**
 * Questions and answers that go round inside this process before the first real one: what Node compiles while it answers would cost the
 * first tens of thousands of clients a few milliseconds each.
 */
import type { Dns64File } from "../config.generated.ts";
import { readConfig } from "../config.ts";
import { CLASS_IN, FLAG, HEADER_BYTES, QUESTION_AT, RCODE, TYPE, UDP_SIZE } from "../wire/constants.ts";
import { pieceOf } from "../wire/piece.ts";
import { monotonicMs } from "./clock.ts";
import { Core, type CoreIo, newFrontMemory } from "./core.ts";
import { FRONT_COUNTERS } from "./front.ts";

/** So many compile nearly all that a question meets; half a second of one processor. */
const QUESTIONS = 12_000;

/** Nobody is asked and nobody answered: the addresses stand for themselves. */
const FILE: Dns64File = { listen: "[::1]:53", upstream: "127.0.0.1:53", clients: ["::1"], cache: 4 };
const CLIENT = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

/** Answer made-up questions out of made-up answers, and forget both. @returns how many were answered. */
export function warmUp(questions = QUESTIONS): number {
  const reading = readConfig(FILE);
  if ("problems" in reading) throw new Error("the configuration of the warm-up is wrong");
  const io = new Upstream();
  const core = new Core(FILE, newFrontMemory(reading.settings), new Float64Array(FRONT_COUNTERS.length), io);
  const out = new Uint8Array(UDP_SIZE);
  for (let i = 0; i < questions; i++) {
    const packet = question(i);
    // What was kept by the first is there for the second.
    for (let time = 0; time < 2; time++) {
      const nowMs = monotonicMs();
      const answer = core.front.answer(packet, packet.length, false, CLIENT, 0, CLIENT.length, out, nowMs);
      core.afterFront(answer, packet, packet.length, false, () => CLIENT, out);
      io.answerAll(core);
    }
    if (i % 16 === 0) core.wake();
  }
  return io.answered;
}

/** An upstream that says of most names: no AAAA, one A. */
class Upstream implements CoreIo {
  answered = 0;
  private readonly asked: { readonly exchange: number; readonly message: Uint8Array }[] = [];

  answerAll(core: Core): void {
    for (let next = this.asked.shift(); next !== undefined; next = this.asked.shift())
      core.arrived(next.exchange, pieceOf(answerTo(next.message)));
  }

  sendUpstream(exchange: number, _to: unknown, message: Uint8Array): boolean {
    this.asked.push({ exchange, message: message.slice() });
    return true;
  }

  replyDatagram(): void {
    this.answered++;
  }
  closeUpstream(): void {}
  tookOver(): void {}
  tell(): void {}
  clientOf(): object {
    return CLIENT;
  }
  textOf(): string {
    return "::1";
  }
}

/** An AAAA query with EDNS for a name of its own, whose first letter says what the upstream will make of it. RFC 1035 §4.1, RFC 6891 §6.1.2. */
function question(i: number): Uint8Array {
  const name = nameOf(`${i % 8 < 5 ? "w" : KINDS[i % 8]}${i}`, "warm", "invalid");
  const header = [i >> 8, i & 255, FLAG.RD >> 8, 0, 0, 1, 0, 0, 0, 0, 0, 1];
  return Uint8Array.from([...header, ...name, 0, TYPE.AAAA, 0, CLASS_IN, ...OPT]);
}

const KINDS: Readonly<Record<number, string>> = { 5: "c", 6: "s", 7: "n" };

function nameOf(...labels: string[]): number[] {
  return [...labels.flatMap((label) => [label.length, ...Buffer.from(label)]), 0];
}

const OPT = [0, 0, TYPE.OPT, UDP_SIZE >> 8, UDP_SIZE & 255, 0, 0, 0, 0, 0, 0];
const LIFETIME = [0, 0, 1, 44];
/** The name asked for, and the zone it is in. */
const NAME = [0xc0, QUESTION_AT];
const ALIAS = nameOf("alias", "warm", "invalid");

function record(owner: readonly number[], type: number, data: readonly number[]): number[] {
  return [...owner, 0, type, 0, CLASS_IN, ...LIFETIME, 0, data.length, ...data];
}

/** Global: under the well-known prefix nothing else is synthesised from. */
const ADDRESS = [8, 8, 8, 8];
const ADDRESS6 = [0x20, 1, 0x48, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8];
const ZONE = nameOf("warm", "invalid");
const SOA = record(ZONE, TYPE.SOA, [
  ...nameOf("ns", "warm", "invalid"),
  ...nameOf("host"),
  ...new Array<number>(19).fill(0),
  60,
]);
const NS = record(ZONE, TYPE.NS, nameOf("ns", "warm", "invalid"));

/** Most names have an A only; some are aliases (c), have an AAAA (s), or are not there at all (n). */
function answerTo(query: Uint8Array): Uint8Array {
  let end = HEADER_BYTES;
  while (query[end] !== 0) end += query[end]! + 1;
  end += 5;
  const kind = String.fromCharCode(query[QUESTION_AT + 1]!).toLowerCase();
  const isAaaa = query[end - 3] === TYPE.AAAA;
  const alias = kind === "c" ? [record(NAME, TYPE.CNAME, ALIAS)] : [];
  const owner = kind === "c" ? ALIAS : NAME;
  const has = kind !== "n" && (!isAaaa || kind === "s");
  const found = has ? [...alias, record(owner, isAaaa ? TYPE.AAAA : TYPE.A, isAaaa ? ADDRESS6 : ADDRESS)] : alias;
  const message = Uint8Array.from([...query.subarray(0, end), ...found.flat(), ...(has ? NS : SOA), ...OPT]);
  const flags = FLAG.QR | FLAG.RD | FLAG.RA | (kind === "n" ? RCODE.NXDOMAIN : RCODE.NOERROR);
  message.set([flags >> 8, flags & 255, 0, 1, 0, found.length, 0, 1, 0, 1], 2);
  return message;
}
