/** Gates about what the operator measures himself: a condition that must hold for a while, and what it means that there is nothing to measure. */
import type { ProbeAnswer, ProbeQuestion } from "../../agent/protocol/probes.ts";
import { formatDuration } from "../plan/durations.ts";
import type { GateArgs, MetricArgs, MetricGateName } from "../plan/gates.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, NEVER, persist, type World } from "./gate.ts";
import { agree, conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askersFor } from "./vantage.ts";
import { listed } from "./words.ts";

/** What one question came to: the condition held, did not, or there was nothing to judge. */
export type Reading =
  | { readonly word: "good" | "bad"; readonly because: string }
  | { readonly word: "none"; readonly because: string };

export interface Metric<N extends MetricGateName> {
  readonly name: N;
  readonly about: string;
  /** @param now milliseconds since the epoch. */
  readonly question: (args: GateArgs[N], now: number) => ProbeQuestion;
  readonly read: (args: GateArgs[N], answer: ProbeAnswer, now: number) => Reading;
  /** Whether one question covers the time of `for` by itself. */
  readonly looksBack?: boolean;
}

const HOST = /\{\{\s*host\s*\}\}/;
/** Questions in the time of `for`, and how far apart at least and at most. */
const ROUNDS = 20;
const LEAST_MS = 1_000;
const MOST_MS = 10_000;

export function metricGate<N extends MetricGateName>(metric: Metric<N>): Gate<N> {
  const { name, about } = metric;
  return {
    name,
    about,
    async ask({ args, hosts, world }) {
      const perHost = HOST.test(JSON.stringify(args));
      const subjects = perHost ? hosts : [null];
      const parts = await mapBounded(subjects, (host) =>
        oneSubject(world, metric, host === null ? args : forHost(args, host), host, hosts),
      );
      return conclude(
        parts,
        `${name} holds${args.forMs > 0 ? ` for ${formatDuration(args.forMs)}` : ""}${perHost ? ` for ${listed(hosts)}` : ""}.`,
      );
    },
  };
}

/** `{{host}}` in any text stands for the host's name. */
function forHost<A>(args: A, host: string): A {
  return JSON.parse(JSON.stringify(args).replaceAll(new RegExp(HOST, "g"), host)) as A;
}

async function oneSubject<N extends MetricGateName>(
  world: World,
  metric: Metric<N>,
  args: GateArgs[N],
  host: string | null,
  hosts: readonly string[],
): Promise<Part> {
  const stated = (args as MetricArgs).from;
  const asked = host === null ? metric.name : `${metric.name} for ${host}`;
  const { hosts: others, need } = askersFor(world, host ?? hosts[0] ?? "");
  const askers = stated.length > 0 ? stated : others;
  const voices = await mapBounded(askers, async (from) => ({ from, parts: [await watch(world, metric, args, from)] }));
  return agree(
    asked,
    stated.length > 0 ? Math.min(world.plan.vantage.confirm, stated.length) : need,
    voices,
    `${asked}: asked from ${listed(askers)}.`,
  );
}

async function watch<N extends MetricGateName>(
  world: World,
  metric: Metric<N>,
  args: GateArgs[N],
  from: string,
): Promise<Part> {
  const { forMs, noData } = args as MetricArgs;
  const asked = `${metric.name} from ${from}`;
  const began = world.clock.now();
  const readings: { readonly at: number; readonly word: Reading["word"]; readonly because: string }[] = [];
  for (;;) {
    const now = world.clock.now();
    const question = metric.question(args, now);
    const { last, tries } = await persist(
      world,
      from,
      question,
      (answer) => metric.read(args, answer, now).word === "good",
    );
    const reading = metric.read(args, last, now);
    readings.push({ at: now, ...reading });
    const observed = { readings, last, tries: tries.length };
    if (reading.word === "bad") return fail(asked, `From ${from}: ${reading.because}.`, observed);
    if (reading.word === "none") {
      const because = `From ${from}: ${reading.because}`;
      if (noData === "fail") return fail(asked, `${because} (no_data: fail).`, observed);
      if (noData === "hold") return unknown(asked, `${because} (no_data: hold).`, observed);
    }
    const left = metric.looksBack === true ? 0 : forMs - (world.clock.now() - began);
    if (left <= 0)
      return pass(
        asked,
        reading.word === "none" ? `${reading.because} (no_data: pass).` : `${reading.because}.`,
        observed,
      );
    await world.clock.wait(Math.min(left, MOST_MS, Math.max(LEAST_MS, forMs / ROUNDS)), NEVER);
  }
}

/** `above` and `below` are bounds a number must stay within; without any, any number will do. */
export function bounded(
  value: number,
  { above, below }: { readonly above: number | null; readonly below: number | null },
  what: string,
): Reading {
  if (above !== null && !(value > above))
    return { word: "bad", because: `${what} is ${value}, which is not above ${above}` };
  if (below !== null && !(value < below))
    return { word: "bad", because: `${what} is ${value}, which is not below ${below}` };
  return { word: "good", because: `${what} is ${value}` };
}
