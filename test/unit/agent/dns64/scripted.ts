/** A resolver whose upstreams follow a script, in time that passes only when told: a two-second timeout costs a microsecond. */
import { type Dns64File, readConfig } from "../../../../agent/dns64/config.ts";
import { validationFor } from "../../../../agent/dns64/dnssec/validation.ts";
import { DEFAULT_LIMITS, type Effect, Resolver, type ResolverLimits } from "../../../../agent/dns64/resolver.ts";
import { type DecodedMessage, decode, encode, type TextMessage } from "./text-message.ts";

/** What an upstream does with a question: answer, stay silent, or be unreachable. */
export type Reaction = TextMessage | "silence" | "unreachable" | Uint8Array;

/** What an upstream was asked. */
export interface Asked {
  upstream: number;
  transport: "udp" | "tcp";
  /** In lower case. */
  question: string;
  /** As sent. */
  name: string;
  id: number;
  flags: string[];
  opt: DecodedMessage["opt"];
  /** As it went out. */
  bytes: Uint8Array;
}

export type Script = (asked: Asked) => Reaction;

export interface AskOptions {
  flags?: string[];
  opt?: TextMessage["opt"];
  id?: number;
  tcp?: boolean;
  allowed?: boolean;
}

/** By "name TYPE" (lower case); what is not listed is NXDOMAIN with a SOA. */
export function table(rows: Readonly<Record<string, Reaction>>): Script {
  const unknown: TextMessage = { rcode: "NXDOMAIN", authority: ["test 300 SOA ns.test host.test 1 3600 600 86400 60"] };
  return ({ question }) => rows[question] ?? unknown;
}

export class ScriptedWorld {
  now = 1000;
  readonly resolver: Resolver;
  readonly asked: Asked[] = [];
  /** Set to change what upstreams do from now on. */
  script: Script;
  private readonly out = new Uint8Array(65535);
  private readonly replies = new Map<unknown, Uint8Array>();
  private readonly pending: { at: number; act: () => void }[] = [];
  /** How long an upstream takes, ms. */
  latency = 5;
  /** What the wall clock shows. */
  unixSeconds = 1_790_000_000;
  private seed = 1;

  constructor(
    script: Script,
    config: Partial<Dns64File> = {},
    limits: ResolverLimits = { ...DEFAULT_LIMITS, cacheEntries: 1000, cacheBytes: 1 << 20 },
  ) {
    this.script = script;
    const reading = readConfig({ listen: "[::1]:53", upstream: "192.0.2.53", ...config });
    if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
    const { policy, upstream, validation } = reading.settings;
    this.resolver = new Resolver(
      [policy],
      upstream.map(({ tls }) => tls !== null),
      { uint32: () => this.draw() },
      limits,
      validationFor(validation, { unixSeconds: () => this.unixSeconds }),
    );
  }

  /** Ask and wait, at most ten seconds of the world's time. @returns null where no answer came. */
  ask(question: string, options: AskOptions = {}): DecodedMessage | null {
    const bytes = this.askBytes(
      encode({ id: options.id ?? 7, flags: options.flags ?? ["rd"], question, opt: options.opt }),
      options,
    );
    return bytes === null ? null : decode(bytes);
  }

  /** As `ask`, with the answer as it is sent. */
  askBytes(packet: Uint8Array, options: AskOptions = {}): Uint8Array | null {
    const client = {};
    const immediate = this.send(packet, client, options);
    if (immediate !== null) return immediate;
    const until = this.now + 10_000;
    while (this.now < until && !this.replies.has(client)) this.advance(5);
    return this.replies.get(client) ?? null;
  }

  /** Send and do not wait. @returns what was answered at once. */
  send(packet: Uint8Array, client: unknown, options: AskOptions = {}): Uint8Array | null {
    const { tcp = false, allowed = true } = options;
    const length = this.resolver.fromClient(packet, packet.length, tcp, client, allowed ? 0 : -1, this.out, this.now);
    this.carryOut();
    return length > 0 ? this.out.slice(0, length) : null;
  }

  replyTo(client: unknown): DecodedMessage | null {
    const reply = this.replies.get(client);
    return reply === undefined ? null : decode(reply);
  }

  advance(ms: number): void {
    this.now += ms;
    for (const due of this.pending.filter(({ at }) => at <= this.now)) {
      this.pending.splice(this.pending.indexOf(due), 1);
      due.act();
      this.carryOut();
    }
    this.resolver.wake(this.now);
    this.carryOut();
  }

  private carryOut(): void {
    for (const effect of this.resolver.takeEffects()) this.carryOutOne(effect);
  }

  private carryOutOne(effect: Effect): void {
    if (effect.do === "reply") {
      this.replies.set(effect.client, effect.message);
      return;
    }
    if (effect.do === "close") return;
    const query = decode(effect.message);
    const [name, type] = query.question!.split(" ");
    const asked: Asked = {
      upstream: effect.upstream,
      transport: effect.do,
      question: `${name!.toLowerCase()} ${type}`,
      name: name!,
      id: query.id,
      flags: query.flags,
      opt: query.opt,
      bytes: effect.message,
    };
    this.asked.push(asked);
    const reaction = this.script(asked);
    if (reaction === "silence") return;
    const act = (): void => {
      if (reaction === "unreachable") this.resolver.upstreamFailed(effect.exchange, this.now);
      else
        this.resolver.fromUpstream(
          effect.exchange,
          reaction instanceof Uint8Array ? reaction : answerBytes(reaction, query),
          this.now,
        );
    };
    this.pending.push({ at: this.now + this.latency, act });
  }

  private draw(): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
    return this.seed;
  }
}

/** What an upstream sends for a scripted answer: the query's id and question, RD and CD as asked, an OPT if the query had one. */
export function answerBytes(answer: TextMessage, query: DecodedMessage): Uint8Array {
  const echoed = query.flags.filter((flag) => flag === "rd" || flag === "cd");
  const opt = query.opt === null ? undefined : { size: 1232, do: query.opt.do };
  return encode({
    opt,
    ...answer,
    id: answer.id ?? query.id,
    question: answer.question ?? query.question!,
    flags: ["qr", "ra", ...echoed, ...(answer.flags ?? [])],
  });
}
