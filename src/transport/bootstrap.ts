/** The controller's side of the first minute: answers what the script on the host asks for, until the agent speaks. */
import type { Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Become } from "./address.ts";
import { type AgentBundle, agentBundle, MACHINES, type Machine, sha256 } from "./agent-bundle.ts";
import { type BecomeUser, bootstrapCommand, knockCommand, SUDO_PROMPT, type Wanted } from "./bootstrap-script.ts";
import { type Channel, ConnectError } from "./channel.ts";
import type { Sites, Throttle } from "./distribution.ts";
import { type Marked, MarkerScanner } from "./markers.ts";
import { type NodeRuntime, nodeRuntime } from "./node-runtime.ts";
import { tarOf } from "./tar.ts";

/** Neither side said or took anything for this long: given up. */
const STALL_MS = 30_000;
/** A host that fetches its runtime says nothing until it has it, or could not. */
const FETCH_MS = 600_000;

/** What can be pushed, by machine type; one for all hosts of a fleet. */
export interface Supplies {
  readonly bundles: ReadonlyMap<Machine, AgentBundle>;
  readonly runtimes: ReadonlyMap<Machine, NodeRuntime>;
  /** Why a machine type has nothing. */
  readonly missing: ReadonlyMap<Machine, string>;
}

/** @throws where not even this machine's own type can be supplied. */
export async function gatherSupplies(cache?: string): Promise<Supplies> {
  const bundles = new Map<Machine, AgentBundle>();
  const runtimes = new Map<Machine, NodeRuntime>();
  const missing = new Map<Machine, string>();
  for (const machine of Object.keys(MACHINES) as Machine[]) {
    try {
      bundles.set(machine, await agentBundle(machine));
    } catch (error) {
      missing.set(machine, (error as Error).message);
      continue;
    }
    try {
      runtimes.set(machine, await nodeRuntime(machine, cache === undefined ? {} : { cache }));
    } catch (error) {
      // Hosts of that type with a Node of their own need none.
      missing.set(machine, (error as Error).message);
    }
  }
  if (bundles.size === 0) throw new Error([...missing.values()].join("; "));
  return { bundles, runtimes, missing };
}

export function commandFor(supplies: Supplies, become: Become): string {
  const wanted: Wanted[] = [...supplies.bundles].map(([machine, bundle]) => ({
    machine,
    agent: bundle.sha256,
    runtime: supplies.runtimes.get(machine)?.sha256 ?? "none",
  }));
  return bootstrapCommand(wanted, userOf(become));
}

export function knockCommandFor(become: Become): string {
  return knockCommand(userOf(become));
}

function userOf(become: Become): BecomeUser {
  return become.method === "none" ? null : { user: become.user ?? "root", asks: become.password !== undefined };
}

export interface BootstrapOptions {
  readonly host: string;
  readonly channel: Channel;
  readonly supplies: Supplies | null;
  readonly become: Become;
  /** What stderr said last. */
  readonly tail: () => string;
  /** Null: everything is pushed, as fast as it goes. */
  readonly sites: Sites | null;
  readonly throttle: Throttle;
  /** @param from a URL that the host fetches from; null: pushed. @param bytes of a push, what is left of it. */
  readonly onPush: (what: string, bytes: number, from: string | null) => void;
  /** So many bytes more have gone. */
  readonly onSent: (bytes: number) => void;
  readonly stallMs?: number;
  /** What has not happened where nothing came; default: the agent did not start. */
  readonly failure?: string;
}

/** @returns what the agent already said after its ready marker. The output stream is paused and has no listener then. @throws ConnectError */
export async function bootstrap(options: BootstrapOptions): Promise<Uint8Array> {
  const { host, channel, tail } = options;
  const scanner = new MarkerScanner();
  const stallMs = options.stallMs ?? STALL_MS;
  const failure = options.failure ?? "the agent did not start";
  return new Promise<Uint8Array>((resolve, reject) => {
    let pushing: Promise<void> = Promise.resolve();
    let prompts = 0;
    let prompted = "";
    let settled = false;
    const stalled = (): void =>
      fail(new ConnectError("timeout", withDetail(`${host}: ${failure} within ${stallMs / 1000} s`)));
    let stall = setTimeout(stalled, stallMs);
    const alive = (): void => {
      clearTimeout(stall);
      if (!settled) stall = setTimeout(stalled, stallMs);
    };
    const withDetail = (text: string): string => {
      const detail = lastLine(tail().replaceAll(SUDO_PROMPT, "")) || lastLine(scanner.noise);
      return detail === "" ? text : `${text}: ${detail}`;
    };
    const done = (): void => {
      settled = true;
      clearTimeout(stall);
      channel.output.off("data", onData);
      channel.errors.off("data", onError);
      channel.output.pause();
    };
    const fail = (error: Error): void => {
      if (settled) return;
      done();
      reject(error);
    };
    const answer = (message: Marked): void => {
      if (message.kind === "fail") {
        fail(new ConnectError("unsupported", `${host}: ${message.text}${missingNote(options.supplies, message.text)}`));
      } else if (message.kind === "push") {
        pushing = pushing.then(() => respond(message.text, options, alive)).catch(fail);
      }
    };
    const onData = (piece: Buffer): void => {
      alive();
      try {
        for (const message of scanner.push(piece)) {
          if (message.kind === "ready") {
            done();
            resolve(message.rest);
            return;
          }
          answer(message);
        }
      } catch (error) {
        fail(new ConnectError("unsupported", `${host}: ${(error as Error).message}`));
      }
    };
    const onError = (piece: Buffer): void => {
      alive();
      prompted = (prompted + piece.toString("utf8")).slice(-4096);
      const asked = prompted.split(SUDO_PROMPT).length - 1;
      if (asked === 0) return;
      prompted = prompted.slice(prompted.lastIndexOf(SUDO_PROMPT) + SUDO_PROMPT.length);
      prompts += asked;
      if (prompts > 1 || options.become.password === undefined) {
        fail(new ConnectError("auth", `${host}: sudo refused the password`));
        return;
      }
      options.become.password().then(
        (password) => channel.input.write(`${password}\n`),
        (error: Error) => fail(new ConnectError("config", `${host}: no sudo password: ${error.message}`)),
      );
    };
    channel.output.on("data", onData);
    channel.errors.on("data", onError);
    void channel.closed.then((why) => {
      // What is left in the pipe may still explain it.
      setImmediate(() => fail(new ConnectError("lost", sudoNote(host, withDetail(`${host}: ${failure} (${why})`)))));
    });
  });
}

function sudoNote(host: string, text: string): string {
  return /sudo: (a password is required|interactive authentication is required)/.test(text)
    ? `${host}: sudo asks for a password, and none is given: become: {method: sudo, password: {env: NAME}}`
    : text;
}

function missingNote(supplies: Supplies | null, text: string): string {
  for (const [machine, why] of supplies?.missing ?? []) if (text.includes(machine)) return `; ${why}`;
  return "";
}

function lastLine(text: string): string {
  return (
    text
      .split("\n")
      .findLast((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** One line of the host about a file: it wants it, says how much of it is there, or could not fetch it. */
async function respond(text: string, options: BootstrapOptions, alive: () => void): Promise<void> {
  const [machine, name, word, rest] = text.split(" ") as [Machine, string, string?, string?];
  const file = await suppliedFile(machine, name, options);
  const { channel, host, sites } = options;
  // Whatever it fetched, it has it by now, or could not.
  clearInterval(fetching.get(channel));
  const push = async (at: number): Promise<void> => {
    options.onPush(name, file.content.length - at, null);
    await write(file.content.subarray(at), options, alive);
  };
  if (word === "at") return push(Number(rest));
  if (word === undefined && name === "node" && sites !== null) {
    // The first of its site may take a while; the host waits, and nothing is wrong meanwhile.
    const waiting = setInterval(alive, STALL_MS / 3);
    const source = await sites.sourceFor(host, file.sha256).finally(() => clearInterval(waiting));
    if (source !== null) {
      options.onPush(name, 0, source.url);
      const until = performance.now() + FETCH_MS;
      const patience = setInterval(() => {
        if (performance.now() < until) alive();
      }, STALL_MS / 3);
      fetching.set(channel, patience);
      void channel.closed.then(() => clearInterval(patience));
      channel.input.write(`get ${file.sha256} ${source.url}\n`);
      return;
    }
  }
  channel.input.write(`put ${file.compressed} ${file.content.length}\n`);
  // So small that nothing of it is kept where it is cut: it comes at once, and whole.
  if (name === "agent") await push(0);
}

/** Hosts that fetch are silent, and not lost. */
const fetching = new WeakMap<Channel, NodeJS.Timeout>();

interface SuppliedFile {
  readonly sha256: string;
  /** Compressed. */
  readonly content: Uint8Array;
  /** sha256 of that. */
  readonly compressed: string;
}

async function suppliedFile(
  machine: Machine,
  name: string,
  { supplies, host }: BootstrapOptions,
): Promise<SuppliedFile> {
  if (name === "node") {
    const runtime = supplies?.runtimes.get(machine);
    if (runtime === undefined) {
      throw new ConnectError(
        "unsupported",
        `${host}: it has no Node.js 22 or newer, and ${supplies?.missing.get(machine) ?? "there is none to push"}`,
      );
    }
    const { content, sha256: compressed } = await runtime.compressed();
    return { sha256: runtime.sha256, content, compressed };
  }
  const bundle = name === "agent" ? supplies?.bundles.get(machine) : undefined;
  if (bundle === undefined)
    throw new ConnectError(
      "unsupported",
      `${host}: asks for ${JSON.stringify(`${machine} ${name}`)}, which there is not`,
    );
  let packed = packedBundles.get(bundle);
  if (packed === undefined) {
    const content = gzipSync(tarOf(bundle.files));
    packed = { content, sha256: bundle.sha256, compressed: sha256(content) };
    packedBundles.set(bundle, packed);
  }
  return packed;
}

/** Compressed once, for every host. */
const packedBundles = new WeakMap<AgentBundle, SuppliedFile>();

/** Given to the connection at a time. Bytes. */
const PIECE = 1 << 17;

/** Ends early, without an error, when the far side stops reading: its own words on stdout say why. */
async function write(
  content: Uint8Array,
  { channel, throttle, onSent }: BootstrapOptions,
  alive: () => void,
): Promise<void> {
  const input: Writable = channel.input;
  for (let at = 0; at < content.length; at += PIECE) {
    if (input.destroyed || input.writableEnded) return;
    const piece = content.subarray(at, at + PIECE);
    await throttle.take(piece.length);
    alive();
    const goesOn = input.write(piece);
    onSent(piece.length);
    if (!goesOn) await drained(input);
  }
}

/** Also where the stream ends or breaks instead. */
function drained(input: Writable): Promise<void> {
  const events = ["drain", "close", "error"] as const;
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of events) input.off(event, done);
      resolve();
    };
    for (const event of events) input.once(event, done);
  });
}
