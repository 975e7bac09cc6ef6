/** `agent.cjs nat64-tayga|nat64-jool`: brings another translator up, watches it, and says how full it is the way our own does. */
import { serveStatus } from "../nat64/device/status-socket.ts";
import { Peak, type Utilisation } from "../nat64/utilisation.ts";
import { NAT64_STATUS_SOCKETS } from "../protocol/daemons.ts";
import type { JoolConfig, TaygaConfig } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import type { Foreign, Measure } from "./foreign.ts";
import { jool } from "./jool.ts";
import { tayga } from "./tayga.ts";

const SAMPLE_MS = 2_000;

export interface KeeperIo {
  readonly sys: System;
  ready(line: string): void;
  log(line: string): void;
}

/** What the status socket answers. */
export interface ForeignStatus extends Omit<Measure, "fullness"> {
  readonly backend: "tayga" | "jool";
  readonly uptime_s: number;
  readonly utilisation: Utilisation;
}

export function keepTayga(config: TaygaConfig, io: KeeperIo, signal: AbortSignal): Promise<void> {
  return keep("tayga", tayga(io.sys, config), config.pool6, io, signal);
}

export function keepJool(config: JoolConfig, io: KeeperIo, signal: AbortSignal): Promise<void> {
  return keep("jool", jool(io.sys, config), config.pool6, io, signal);
}

async function keep(
  backend: "tayga" | "jool",
  foreign: Foreign,
  pool6: string,
  io: KeeperIo,
  signal: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const peak = new Peak();
  await foreign.up();
  let status = await statusOf(backend, foreign, peak, started);
  const server = await serveStatus(NAT64_STATUS_SOCKETS[backend], () => status);
  io.ready(`nat64-${backend} ready pool6=${pool6}`);
  try {
    while (!(await aborted(signal, SAMPLE_MS))) {
      const ended = await foreign.ended();
      // Whoever supervises us starts us again, and `up` starts it again.
      if (ended !== null) throw new Error(ended);
      const was = status.utilisation.high_s;
      status = await statusOf(backend, foreign, peak, started);
      const { high_s, max } = status.utilisation;
      if (was < HIGH_FOR_S && high_s >= HIGH_FOR_S)
        io.log(
          `${backend} has been more than 70 % full for ten minutes, now ${Math.round(max * 100)} %: add a gateway`,
        );
    }
  } finally {
    server.close();
  }
  await foreign.down();
}

const HIGH_FOR_S = 600;

async function statusOf(
  backend: "tayga" | "jool",
  foreign: Foreign,
  peak: Peak,
  started: number,
): Promise<ForeignStatus> {
  const { fullness, ...held } = await foreign.measure();
  const now = performance.now();
  return {
    backend,
    uptime_s: Math.floor((now - started) / 1000),
    ...held,
    utilisation: peak.utilisation(fullness, now),
  };
}

/** Whether the signal came within so long. */
function aborted(signal: AbortSignal, ms: number): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve(false);
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
