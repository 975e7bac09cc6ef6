/**
 * Throw broken messages at the DNS64 server: queries from clients, answers from upstreams, bytes of a TCP stream.
 * Oracle: never throws; every answer has the query's id and is well-formed to a codec that is not ours; a good query is answered afterwards.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LengthFramer } from "../../agent/dns64/server/framing.ts";
import { ScriptedWorld } from "../unit/agent/dns64/scripted.ts";
import { decode, encode, type TextMessage } from "../unit/agent/dns64/text-message.ts";

const SOA = "test 900 SOA ns.test host.test 1 3600 600 86400 900";

const QUERIES = [
  encode({
    id: 1,
    flags: ["rd"],
    question: "v4.test AAAA",
    opt: { size: 4096, do: true, options: "000a00080102030405060708" },
  }),
  encode({ id: 2, flags: ["rd", "cd", "ad"], question: "a.b.c.v4.test A" }),
  encode({ id: 3, question: "8.0.8.0.8.0.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.b.9.f.f.4.6.0.0.ip6.arpa PTR" }),
  encode({ id: 4, flags: ["rd"], question: "ipv4only.arpa AAAA", additional: ["x.test 1 TYPE250 0000"], opt: {} }),
];

const ANSWERS: readonly TextMessage[] = [
  {
    answer: ["v4.test 60 CNAME w.test", "w.test 60 A 8.8.8.8", "w.test 60 RRSIG A"],
    authority: ["test 60 NS ns.test"],
    additional: ["ns.test 60 A 9.9.9.9"],
  },
  { answer: ["test 60 DNAME other.test", "x.test 60 SRV 0001000200030161047465737400"], authority: [SOA] },
  { answer: ["v4.test 60 AAAA ::ffff:1.2.3.4", "v4.test 60 AAAA 2001:db8::1", "v4.test 60 MX 5 mail.test"] },
  { rcode: "SERVFAIL", opt: { options: "000f00020006" } },
  { rcode: "NXDOMAIN", authority: [SOA], flags: ["tc"] },
];

/** @throws with the seed and the input's number where the oracle is violated. */
export function fuzzDns64(count: number, seed: number): void {
  const random = generator(seed);
  let made = 0;
  const world = new ScriptedWorld((asked) => {
    const bytes = answerTo(asked.bytes, pick(ANSWERS, random));
    return random() < 0.7 ? mutate(bytes, random, 2) : bytes;
  });
  const framer = new LengthFramer(4096, (message) => void world.send(message.slice(), {}, { tcp: true }));
  try {
    for (; made < count; made++) {
      const packet = mutate(pick(QUERIES, random), random, 0);
      const before = world.send(packet, packet);
      if (before !== null) check(packet, before);
      framer.push(
        pick(
          [packet, packet.subarray(0, random() * packet.length), Uint8Array.of(0, packet.length, ...packet)],
          random,
        ),
      );
      world.advance(made % 16 === 0 ? 700 : 3);
    }
    world.advance(10_000);
    world.script = (asked) =>
      asked.question.endsWith("AAAA")
        ? { authority: [SOA] }
        : { answer: [`${asked.question.split(" ")[0]} 60 A 8.8.8.8`] };
    const after = world.ask("afterwards.test AAAA");
    if (after?.answer[0] !== "afterwards.test 60 AAAA 64:ff9b:0:0:0:0:808:808")
      throw new Error("a good query was not answered afterwards");
  } catch (error) {
    throw new Error(`dns64 fuzz: seed ${seed}, input ${made}: ${error instanceof Error ? error.stack : error}`, {
      cause: error,
    });
  }
}

/** Put one file of the corpus (hex, `#` comments) before the server as a query and as an upstream's answer. */
export function replayDns64(path: string): void {
  const hex = readFileSync(path, "utf8").replace(/#.*$/gm, "").replace(/\s+/g, "");
  const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
  const world = new ScriptedWorld(({ id }) =>
    bytes.length < 2 ? bytes : Uint8Array.of(id >> 8, id & 255, ...bytes.subarray(2)),
  );
  const reply = world.send(bytes, {});
  if (reply !== null) check(bytes, reply);
  const answered = world.ask("v4.test AAAA");
  if (answered === null) throw new Error(`${path}: no answer`);
}

export const CORPUS = join(import.meta.dirname, "corpus/dns64");

/** @throws where the answer is not one to this query. Values of a record may be an upstream's nonsense; lengths and pointers may not. */
function check(query: Uint8Array, reply: Uint8Array): void {
  if (reply[0] !== query[0] || reply[1] !== query[1]) throw new Error("an answer with another id");
  if ((reply[2]! & 0x80) === 0) throw new Error("an answer that says it is a query");
  decode(reply);
}

/** An upstream's answer with the query's own question octets: fuzzed names have no text form. */
function answerTo(query: Uint8Array, answer: TextMessage): Uint8Array {
  let end = 12;
  while (query[end]! > 0) end += query[end]! + 1;
  const rest = encode({ flags: ["qr", "ra"], ...answer });
  const bytes = Uint8Array.from([...rest.subarray(0, 12), ...query.subarray(12, end + 5), ...rest.subarray(12)]);
  bytes.set(query.subarray(0, 2));
  bytes[5] = 1;
  return bytes;
}

function mutate(input: Uint8Array, random: () => number, keep: number): Uint8Array {
  let bytes = input.slice();
  for (let n = Math.floor(random() * 4); n > 0; n--) {
    const at = keep + Math.floor(random() * Math.max(1, bytes.length - keep));
    switch (Math.floor(random() * 6)) {
      case 0:
        bytes[at] = Math.floor(random() * 256);
        break;
      case 1:
        bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.floor(random() * bytes.length))]);
        break;
      case 4:
        // A pointer to somewhere.
        bytes.set(
          [0xc0 | Math.floor(random() * 2), Math.floor(random() * 256)].slice(0, Math.max(0, bytes.length - at)),
          Math.min(at, bytes.length),
        );
        break;
      default:
        if (bytes.length > 11) bytes[4 + Math.floor(random() * 8)] = Math.floor(random() * 3);
    }
  }
  return bytes;
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}

/** Uniform in 0 … 1, the same for the same seed (mulberry32's recurrence). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
