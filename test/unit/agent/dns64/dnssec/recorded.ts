/** The recorded tree of test/cases/dnssec: answers of a real name server, to be judged at the time they were recorded or at any other. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAnchors } from "../../../../../agent/dns64/dnssec/anchors.ts";
import { type Ask, LocalValidation } from "../../../../../agent/dns64/dnssec/validation.ts";
import { type Message, parseMessage } from "../../../../../agent/dns64/wire/message.ts";
import { nameToText, textToName } from "../../../../../agent/dns64/wire/name.ts";
import { ASKED } from "../../../../../agent/dns64/wire/query.ts";

interface Recorded {
  readonly recorded: number;
  readonly anchor: string;
  readonly anchorKey: string;
  /** By "name type", base64. */
  readonly answers: Readonly<Record<string, string>>;
}

const FILE = join(import.meta.dirname, "../../../../cases/dnssec/tree.json");

export const TREE: Recorded = JSON.parse(readFileSync(FILE, "utf8"));

export function recordedBytes(name: string, type: number): Uint8Array {
  const text = TREE.answers[`${name} ${type}`];
  if (text === undefined) throw new Error(`no recorded answer for ${name} ${type}`);
  return new Uint8Array(Buffer.from(text, "base64"));
}

/** Change answers on their way: null is silence. */
export type Change = (bytes: Uint8Array, question: string) => Uint8Array | null;

export interface World {
  readonly validation: LocalValidation;
  /** What the validator asked, as "name type". */
  readonly asked: string[];
  now: number;
  nowMs: number;
  change: Change;
}

/** @param anchors in zone file form; the recorded root's key if left out. @param unvalidated names. */
export function world(anchors: string = TREE.anchor, unvalidated: readonly string[] = []): World {
  const parsed = parseAnchors(anchors);
  if ("problem" in parsed) throw new Error(parsed.problem);
  const made: World = {
    validation: new LocalValidation(
      { anchors: parsed.anchors, unvalidated: unvalidated.map((name) => textToName(name)!) },
      { unixSeconds: () => made.now },
    ),
    asked: [],
    now: TREE.recorded,
    nowMs: 1000,
    change: (bytes) => bytes,
  };
  return made;
}

/** Judge the recorded answer to a question. @param asked OR of ASKED. @param bytes instead of the recorded answer. */
export function judged(
  here: World,
  name: string,
  type: number,
  asked: number = ASKED.RD | ASKED.DO,
  bytes: Uint8Array | null = here.change(recordedBytes(name, type), `${name} ${type}`),
): Message | null {
  const message = bytes === null ? null : parseMessage(bytes);
  if (message === null) return null;
  const waiting: (() => void)[] = [];
  const ask: Ask = (wanted, wantedType, _, nowMs, then) => {
    const question = `${nameToText(wanted)} ${wantedType}`;
    here.asked.push(question);
    const text = TREE.answers[question];
    const answer = text === undefined ? null : here.change(new Uint8Array(Buffer.from(text, "base64")), question);
    waiting.push(() => then(answer === null ? null : parseMessage(answer), nowMs));
    return true;
  };
  let outcome: Message | null = null;
  here.validation.validate(textToName(name)!, type, 1, asked, message, ask, here.nowMs, (answer) => {
    outcome = answer;
  });
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
  return outcome;
}

/** RCODE, AD and the first extended error, as "NOERROR ad", "SERVFAIL 12". */
export function summary(message: Message | null): string {
  if (message === null) return "nothing";
  const rcode = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN"][message.rcode] ?? String(message.rcode);
  const { opt, bytes } = message;
  const error = opt !== null && opt.end - opt.data >= 6 ? ` ${(bytes[opt.data + 4]! << 8) | bytes[opt.data + 5]!}` : "";
  return `${rcode}${(message.flags & 0x20) !== 0 ? " ad" : ""}${error}`;
}
