/** The validator as the resolver sees it: an answer goes in; the answer to give, or SERVFAIL, comes out at once or after further questions. */
import { CLASS_IN, EDE, FLAG } from "../wire/constants.ts";
import { type Message, parseMessage } from "../wire/message.ts";
import { nameKey, nameToText } from "../wire/name.ts";
import { ASKED } from "../wire/query.ts";
import { type Anchor, TrustAnchors } from "./anchors.ts";
import { judge } from "./answer.ts";
import type { WallClock } from "./clock.ts";
import { Context } from "./context.ts";
import { HeldSignatures } from "./held-signatures.ts";
import { type Asking, bogus, type Finding, type Question, SECURE, weaker } from "./judgement.ts";
import { ERROR } from "./numbers.ts";
import { failure, type Part, presented } from "./present.ts";
import { ZoneStates } from "./zone-states.ts";

export interface ValidationSettings {
  readonly anchors: readonly Anchor[];
  /** Names, uncompressed, at and below which nothing is validated: zones that exist only inside. RFC 7646. */
  readonly unvalidated: readonly Uint8Array[];
}

export interface ValidationCounters {
  secure: number;
  insecure: number;
  bogus: number;
  /** Questions of the validator's own. */
  asked: number;
}

/** Ask upstream. @param then called once, later. @returns false where too much is under way; `then` is not called then. */
export type Ask = (
  name: Uint8Array,
  type: number,
  asked: number,
  nowMs: number,
  then: (answer: Message | null, nowMs: number) => void,
) => boolean;

/** RFC 4035 §3.2.1: DO for the signatures, CD so that no upstream withholds what we are to judge. */
const TO_VALIDATE = ASKED.RD | ASKED.DO | ASKED.CD;
/** Chains that are put together here from several answers. */
const MOST_PARTS = 8;
/** A stub gives up after five seconds; it learns that we failed instead of waiting in vain. */
const PATIENCE_MS = 4500;

const SYSTEM_CLOCK: WallClock = { unixSeconds: () => Math.floor(Date.now() / 1000) };

/** The validator that a configuration asks for; null where nothing is validated here. */
export function validationFor(settings: ValidationSettings | null, clock = SYSTEM_CLOCK): LocalValidation | null {
  return settings === null ? null : new LocalValidation(settings, clock);
}

type Answered = (answer: Message | null, nowMs: number) => void;

export class LocalValidation {
  readonly counters: ValidationCounters = { secure: 0, insecure: 0, bogus: 0, asked: 0 };
  private readonly anchors: TrustAnchors;
  private readonly zones = new ZoneStates();
  private readonly held = new HeldSignatures();
  private readonly clock: WallClock;
  /** Our own questions under way, with everybody who waits for the answer. */
  private readonly asking = new Map<string, Answered[]>();

  constructor({ anchors, unvalidated }: ValidationSettings, clock: WallClock) {
    this.anchors = new TrustAnchors(anchors, unvalidated);
    this.clock = clock;
  }

  /** For the status: what was found so far, and how many zones' keys, or lack of keys, are known. */
  status(): ValidationCounters & { zones: number } {
    return { ...this.counters, zones: this.zones.size };
  }

  /** With which flags to ask upstream. One who sets CD checks by itself (RFC 4035 §3.2.2); other classes are not ours. @param asked OR of ASKED. */
  flagsFor(asked: number, cls: number): number {
    return isValidated(asked, cls) ? (asked & ASKED.RD) | ASKED.DO | ASKED.CD : asked;
  }

  /**
   * @param name of the question, lower case. @param asked as the client did. @param answer to the question asked with `flagsFor`.
   * @param done called once, maybe from within this call, with the answer to give: AD as we find it, the client's flags, only records it may
   * have, TTLs no longer than signatures allow; or SERVFAIL with an extended error.
   */
  validate(
    name: Uint8Array,
    type: number,
    cls: number,
    asked: number,
    answer: Message,
    ask: Ask,
    nowMs: number,
    done: (answer: Message, nowMs: number) => void,
  ): void {
    if (!isValidated(asked, cls)) {
      done(withoutAd(answer), nowMs);
      return;
    }
    const ctx = new Context(this.anchors, this.zones, this.held, this.clock, nowMs);
    const run = this.judged(ctx, name, type, asked, answer);
    this.advance(run, [], ask, nowMs, nowMs + PATIENCE_MS, (outcome, at) => {
      if (outcome !== null) done(outcome, at);
      else done(failure(name, type, asked, this.counted(bogus(ERROR.BOGUS, "validation came to no end"))), at);
    });
  }

  /** Judge an answer; where its alias chain is unfinished, get the rest and judge that too. */
  private *judged(ctx: Context, name: Uint8Array, type: number, asked: number, first: Message): Asking<Message> {
    const parts: Part[] = [];
    let finding: Finding = SECURE;
    let message = first;
    let at = name;
    for (;;) {
      const judgement = yield* judge(ctx, at, type, message);
      parts.push({ message, believed: judgement.believed });
      finding = weaker(finding, named(judgement, at));
      if (judgement.unfinished === null || finding.security === "bogus" || parts.length === MOST_PARTS) break;
      at = judgement.unfinished;
      const [next = null] = yield [{ name: at, type }];
      if (next === null) return unanswered(name, type, asked);
      message = next;
    }
    return presented(name, type, asked, parts, this.counted(finding), ctx.now !== null);
  }

  private counted(finding: Finding): Finding {
    this.counters[finding.security]++;
    return finding;
  }

  /** Run a validation until it waits for answers or ends. @param done gets null where it took too long or broke down. */
  private advance(
    run: Asking<Message>,
    answers: readonly (Message | null)[],
    ask: Ask,
    nowMs: number,
    untilMs: number,
    done: (outcome: Message | null, nowMs: number) => void,
  ): void {
    if (nowMs > untilMs) {
      done(null, nowMs);
      return;
    }
    let step: IteratorResult<readonly Question[], Message>;
    try {
      step = run.next(answers);
    } catch (error) {
      // A bug: whoever waits is told at least that it failed.
      done(null, nowMs);
      throw error;
    }
    if (step.done === true) {
      done(step.value, nowMs);
      return;
    }
    const got: (Message | null)[] = step.value.map(() => null);
    let missing = got.length;
    step.value.forEach((question, i) => {
      this.ask(question, ask, nowMs, (answer, at) => {
        got[i] = answer;
        missing--;
        if (missing === 0) this.advance(run, got, ask, at, untilMs, done);
      });
    });
  }

  private ask({ name, type }: Question, ask: Ask, nowMs: number, then: Answered): void {
    const key = `${nameKey(name)}/${type}`;
    const waiting = this.asking.get(key);
    if (waiting !== undefined) {
      waiting.push(then);
      return;
    }
    const all: Answered[] = [then];
    this.asking.set(key, all);
    this.counters.asked++;
    const answered: Answered = (answer, at) => {
      this.asking.delete(key);
      for (const one of all) one(answer, at);
    };
    if (!ask(name, type, TO_VALIDATE, nowMs, answered)) answered(null, nowMs);
  }
}

function isValidated(asked: number, cls: number): boolean {
  return cls === CLASS_IN && (asked & ASKED.CD) === 0;
}

/** What we did not check we do not call authentic, whatever upstream says. RFC 4035 §4.6. */
function withoutAd(answer: Message): Message {
  if ((answer.flags & FLAG.AD) === 0) return answer;
  const bytes = answer.bytes.slice();
  bytes[3] = bytes[3]! & ~FLAG.AD;
  return parseMessage(bytes)!;
}

function named(finding: Finding, at: Uint8Array): Finding {
  return finding.because === "" ? finding : { ...finding, because: `${nameToText(at)}: ${finding.because}` };
}

/** The rest of a chain cannot be had: a failure to resolve, not to validate. */
function unanswered(name: Uint8Array, type: number, asked: number): Message {
  const because = "the end of the alias chain is not answered";
  return failure(name, type, asked, { security: "insecure", error: EDE.NO_REACHABLE_AUTHORITY, because });
}
