/**
 * `migrate nat64` and `agent.cjs nat64`: the translator on a TUN device.
 *
 * One thread. It reads until the device is empty, then blocks in poll(2) for at most a few hundredths of a second (where packets
 * follow each other closely it looks again for some microseconds before), and between bouts of work lets Node's event loop turn once, for signals and the status socket. So there is no worker whose file a bundle
 * would have to carry, and no event loop between two packets.
 */

import type { Server } from "node:net";
import { availableParallelism, networkInterfaces } from "node:os";
import { SystemCallError, yieldProcessor } from "../kernel/libc.ts";
import { preferHugePages } from "../kernel/mapping.ts";
import { interfaceIndex } from "../kernel/sockets.ts";
import { formatIp4 } from "../net/ip4.ts";
import { formatPrefix6 } from "../net/prefix.ts";
import { type Configuration, type Nat64File, type Problem, readConfig } from "./config.ts";
import { openPort } from "./device/open-port.ts";
import { runIp, setupCommands } from "./device/setup.ts";
import { serveStatus } from "./device/status-socket.ts";
import type { Received, TunPort } from "./device/tun-port.ts";
import { FastPath, type FastPathStatus, FastPathUnavailable, fastPathOff } from "./fastpath/fast-path.ts";
import { withFastPath } from "./fastpath/status.ts";
import { metricsText, serveMetrics } from "./metrics.ts";
import { withOwnAddresses } from "./own-addresses.ts";
import type { Sink } from "./packet/sink.ts";
import { KeptSessions } from "./state/kept-sessions.ts";
import { type Status, statusOf, utilisationNow } from "./status.ts";
import type { BlockEvent } from "./tables/port-blocks.ts";
import { Translator } from "./translator.ts";
import { Peak } from "./utilisation.ts";

export interface DaemonIo {
  /** Gets one line, once, when packets are forwarded. */
  ready(line: string): void;
  /** For people; never for programs. */
  log(line: string): void;
}

/** The configuration cannot be used; `problems` says why, all of it. */
export class Nat64ConfigError extends Error {
  readonly code = "nat64-config";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`).join("\n"));
    this.name = "Nat64ConfigError";
    this.problems = problems;
  }
}

/** How long signals and the status socket may wait for their turn. */
const TURN_MS = 20;
const EXPIRY_MS = 100;
/** Sessions looked at in one go: about a millisecond. */
const EXPIRED_AT_ONCE = 1024;
const PEAK_MS = 1000;
/** Packets translated between two looks at the clock. */
const BOUT = 64;
/**
 * Going to sleep and being woken takes up to this long, on a virtual machine above all: for a packet that comes sooner it is
 * better to stay awake. Whoever else wants the processor gets it.
 */
const AWAKE_MS = 0.1;
/** On a single processor whoever sends would wait for us to sleep. */
const hasCpuToSpare = availableParallelism() > 1;

/** Run until `signal` is aborted. Rejects with Nat64ConfigError, or with the system's error where the device cannot be had. */
export async function runNat64(file: Nat64File, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Nat64ConfigError(reading.problems);
  await runTranslator("nat64", reading.configuration, io, signal);
}

/** @param name of the daemon, for its ready line. @param prepare makes a device of our own ready; the default routes the pools to it. */
export async function runTranslator(
  name: string,
  configuration: Configuration,
  io: DaemonIo,
  signal: AbortSignal,
  prepare: (device: string) => void = (device) => {
    for (const command of setupCommands(device, configuration.settings)) runIp(command);
  },
): Promise<void> {
  for (const warning of configuration.warnings) io.log(warning);
  const port = openPort(configuration.device.name, configuration.io, io.log);
  try {
    setUp(configuration, port, io, prepare);
    const settings = withOwnAddresses(configuration.settings, networkInterfaces());
    await carry(name, { ...configuration, settings }, port, io, signal);
  } finally {
    port.close();
  }
}

async function carry(
  name: string,
  configuration: Configuration,
  port: TunPort,
  io: DaemonIo,
  signal: AbortSignal,
): Promise<void> {
  const { settings } = configuration;
  const started = performance.now();
  const translator = new Translator(settings, started, Math.random, (event) => io.log(blockLine(event)));
  const { bib, sessions } = translator.stateful?.bindings ?? {};
  for (const buffer of [...(bib?.memory ?? []), ...(sessions?.memory ?? [])]) preferHugePages(buffer);
  const peak = new Peak();
  const kept = new KeptSessions(configuration, translator, io);
  kept.restore(performance.now());
  const carrier = startFastPath(configuration, translator, port, io);
  guardQueue(configuration, port, io);
  const answer = (): Status & { readonly fastpath: FastPathStatus } => {
    const surroundings = {
      writeErrors: port.writeErrors,
      queueDrops: port.queueDrops,
      sync: kept.sync?.status ?? null,
    };
    const status = statusOf(translator, peak, surroundings, started, performance.now());
    return withFastPath(status, typeof carrier === "string" ? fastPathOff(carrier) : carrier.status());
  };
  const fastPath = typeof carrier === "string" ? null : carrier;
  const servers: Server[] = [];
  try {
    await kept.start();
    if (configuration.status !== null) servers.push(await serveStatus(configuration.status, answer));
    if (configuration.metrics !== null)
      servers.push(await serveMetrics(configuration.metrics, () => metricsText(answer())));
    const prefixes = settings.pool6.map(formatPrefix6).join(",");
    io.ready(`${name} ready tun=${port.name} mode=${settings.mode} pool6=${prefixes || "none"} ${port.abilities}`);
    await loop(translator, port, peak, kept, fastPath, signal);
    fastPath?.sessions.sweepAll();
    await kept.finish(performance.now());
  } finally {
    fastPath?.stop();
    kept.close();
    for (const server of servers) server.close();
  }
}

/** @returns the fast path, or why there is none. @throws FastPathUnavailable where it is required. */
function startFastPath(
  { fastpath, settings }: Configuration,
  translator: Translator,
  port: TunPort,
  io: DaemonIo,
): FastPath | string {
  const { mode, interfaces, attach, bypassRules } = fastpath;
  const bindings = translator.stateful?.bindings;
  if (mode === "off") return "not wanted";
  if (bindings === undefined) return "mode siit keeps no sessions for the kernel to carry";
  try {
    const options = { interfaces, attach, bypassRules, tunIndex: interfaceIndex(port.name), log: io.log };
    const fastPath = new FastPath(settings, bindings, options, performance.now());
    io.log(fastPath.described);
    return fastPath;
  } catch (error) {
    if (!(error instanceof FastPathUnavailable) || mode === "require") throw error;
    io.log(`fastpath: every packet takes the TUN path: ${error.message}`);
    return error.message;
  }
}

/** Where no source is limited in the tables, none is in the queue. */
function guardQueue({ settings }: Configuration, port: TunPort, io: DaemonIo): void {
  const { fairShares, perSource, sourcePrefixLength } = settings.limits;
  if (settings.mode !== "nat64" || !(fairShares || perSource > 0)) return;
  try {
    port.guardQueue(sourcePrefixLength);
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    io.log(`queue: one source may fill it for all others: ${error.message}`);
  }
}

/** A device that was there already belongs to whoever made it: it is only brought up. */
function setUp({ device }: Configuration, port: TunPort, io: DaemonIo, prepare: (device: string) => void): void {
  if (device.setup ?? port.created) {
    prepare(port.name);
  } else if (device.setup === null && !port.isUp) {
    io.log(`${port.name} is down: bringing it up`);
    runIp(["link", "set", "dev", port.name, "up"]);
  }
}

async function loop(
  translator: Translator,
  port: TunPort,
  peak: Peak,
  kept: KeptSessions,
  fastPath: FastPath | null,
  signal: AbortSignal,
): Promise<void> {
  const sink: Sink = {
    forward: (frame) => port.send(frame),
    reply: (frame) => port.send(frame),
    drop: () => {},
  };
  let turned = performance.now();
  let expired = turned;
  let noted = turned;
  /** More sessions are due than one call may end. */
  let isBehind = false;
  /** When the last packet was read, and how long to stay awake after it. */
  let busy = turned;
  let awake = 0;
  while (!signal.aborted) {
    const now = performance.now();
    if (now - expired >= EXPIRY_MS) {
      isBehind = translator.expire(now, sink, EXPIRED_AT_ONCE);
      if (!isBehind) expired = now;
      fastPath?.tick(now);
    }
    if (now - noted >= PEAK_MS) {
      peak.note(utilisationNow(translator).max, now);
      port.renewGuard();
      noted = now;
    }
    kept.tick(now);
    if (now - turned >= TURN_MS) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      turned = performance.now();
      continue;
    }
    let count = 0;
    let received: Received = "packet";
    while (count < BOUT) {
      received = port.receive();
      if (received !== "packet") break;
      translator.process(port.frame, now, sink);
      count += 1;
    }
    // A device that is down is always "readable": waiting on it would spin.
    if (received === "down") await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    else if (received === "nothing") {
      const silent = performance.now();
      if (count > 0) busy = silent;
      if (silent - busy < awake) {
        yieldProcessor();
        continue;
      }
      port.wait(isBehind ? 0 : TURN_MS);
      awake = performance.now() - silent < AWAKE_MS && hasCpuToSpare ? AWAKE_MS : 0;
    }
  }
}

/** One line for each block that is given or comes back: who had which ports, and when. */
function blockLine({ what, subscriber, address, from, to }: BlockEvent): string {
  return `ports ${what} ${new Date().toISOString()} ${subscriber} ${formatIp4(address)} ${from}-${to}`;
}
