/**
 * `migrate nat64` and `agent.cjs nat64`: the translator on a TUN device.
 *
 * One thread. It reads until the device is empty, then blocks in poll(2) for at most a few hundredths of a second, and between
 * bouts of work lets Node's event loop turn once, for signals and the status socket. So there is no worker whose file a bundle
 * would have to carry, and no event loop between two packets.
 */
import { formatPrefix6 } from "../net/prefix.ts";
import { type Configuration, type Nat64File, type Problem, readConfig } from "./config.ts";
import { runIp, setupCommands } from "./device/setup.ts";
import { serveStatus } from "./device/status-socket.ts";
import { type Received, TunPort } from "./device/tun-port.ts";
import type { Sink } from "./packet/sink.ts";
import { Peak, statusOf, utilisationNow } from "./status.ts";
import { Translator } from "./translator.ts";

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
const PEAK_MS = 1000;
/** Packets translated between two looks at the clock. */
const BOUT = 64;

/** Run until `signal` is aborted. Rejects with Nat64ConfigError, or with the system's error where the device cannot be had. */
export async function runNat64(file: Nat64File, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Nat64ConfigError(reading.problems);
  const { configuration } = reading;
  for (const warning of configuration.warnings) io.log(warning);
  const port = TunPort.open(configuration.device.name);
  try {
    await carry(configuration, port, io, signal);
  } finally {
    port.close();
  }
}

async function carry(configuration: Configuration, port: TunPort, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const { settings } = configuration;
  setUp(configuration, port, io);
  const started = performance.now();
  const translator = new Translator(settings, started, Math.random);
  const peak = new Peak();
  const server =
    configuration.status === null
      ? null
      : await serveStatus(configuration.status, () =>
          statusOf(translator, peak, port.writeErrors, started, performance.now()),
        );
  try {
    if (configuration.fastpath === "auto")
      io.log("fastpath: no kernel fast path in this version; every packet takes the TUN path");
    const prefixes = settings.pool6.map(formatPrefix6).join(",");
    io.ready(`nat64 ready tun=${port.name} mode=${settings.mode} pool6=${prefixes || "none"} ${port.abilities}`);
    await loop(translator, port, peak, signal);
  } finally {
    server?.close();
  }
}

/** A device that was there already belongs to whoever made it: it is only brought up. */
function setUp({ device, settings }: Configuration, port: TunPort, io: DaemonIo): void {
  if (device.setup ?? port.created) {
    for (const command of setupCommands(port.name, settings)) runIp(command);
  } else if (device.setup === null && !port.isUp) {
    io.log(`${port.name} is down: bringing it up`);
    runIp(["link", "set", "dev", port.name, "up"]);
  }
}

async function loop(translator: Translator, port: TunPort, peak: Peak, signal: AbortSignal): Promise<void> {
  const sink: Sink = {
    forward: (frame) => port.send(frame),
    reply: (frame) => port.send(frame),
    drop: () => {},
  };
  let turned = performance.now();
  let expired = turned;
  let noted = turned;
  while (!signal.aborted) {
    const now = performance.now();
    if (now - expired >= EXPIRY_MS) {
      translator.expire(now, sink);
      expired = now;
    }
    if (now - noted >= PEAK_MS) {
      peak.note(utilisationNow(translator).max, now);
      noted = now;
    }
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
    else if (received === "nothing") port.wait(TURN_MS);
  }
}
