/** From where a host is reached anew: vantage points of the plan, each by a connection of its own that comes out there; without any, from here. */
import type { Millis } from "../../agent/protocol/messages.ts";
import type { Plan } from "../plan/plan.ts";
import { AgentError, type Clock, type Fleet, type HostLink, UnreachableError } from "./ports.ts";

export interface Vantages {
  readonly hosts: readonly string[];
  /** How many of them must get through. */
  readonly need: number;
}

/** Those that come in over IPv6, inside and outside. */
export function vantagesOf({ vantage }: Pick<Plan, "vantage">): Vantages {
  return { hosts: [...new Set([...vantage.inside, ...vantage.outside6])], need: vantage.confirm };
}

export interface Places {
  /** Null: from here. */
  readonly from: readonly (string | null)[];
  readonly need: number;
}

/** A host is no vantage point for itself. */
export function placesFor({ hosts, need }: Vantages, host: string): Places {
  const others = hosts.filter((name) => name !== host);
  return others.length === 0 ? { from: [null], need: 1 } : { from: others, need: Math.min(need, others.length) };
}

export interface Reach {
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly host: string;
  readonly vantages: Vantages;
  /** Nobody is tried after it. */
  readonly deadline: Millis;
  readonly ended: AbortSignal;
}

const RETRY_MS: Millis = 1_000;

/**
 * Ask the host from every place, each again and again until it got through once, the host refuses, or time is up. The host counts the places.
 * @param isEnough whether the host has heard from as many as it wants.
 * @returns the answer that was enough, or why there was none.
 */
export async function fromPlaces<T>(
  reach: Reach,
  ask: (link: HostLink) => Promise<T>,
  isEnough: (answer: T) => boolean,
): Promise<T | string> {
  const { from, need } = placesFor(reach.vantages, reach.host);
  let over = false;
  return new Promise((resolve, reject) => {
    const silent: string[] = [];
    let open = from.length;
    const heard = (place: string | null, answer: T | Silence): void => {
      if (answer instanceof Silence) silent.push(place === null ? answer.because : `from ${place}: ${answer.because}`);
      else if (isEnough(answer)) {
        over = true;
        resolve(answer);
      }
      open -= 1;
      if (open > 0 || over) return;
      over = true;
      const counted = need === 1 ? "" : `${from.length - silent.length} of ${need} vantage points got through: `;
      resolve(`${counted}${silent.join("; ")}`);
    };
    for (const place of from) {
      untilHeard(reach, place, ask, () => over).then((answer) => heard(place, answer), reject);
    }
  });
}

class Silence {
  readonly because: string;
  constructor(because: string) {
    this.because = because;
  }
}

async function untilHeard<T>(
  { fleet, clock, host, deadline, ended }: Reach,
  place: string | null,
  ask: (link: HostLink) => Promise<T>,
  isOver: () => boolean,
): Promise<T | Silence> {
  for (;;) {
    try {
      const link = await fleet.freshOverIpv6(host, place);
      try {
        return await ask(link);
      } finally {
        await link.close();
      }
    } catch (error) {
      if (error instanceof AgentError) return new Silence(error.message);
      if (!(error instanceof UnreachableError)) throw error;
      if (clock.now() + RETRY_MS >= deadline || ended.aborted || isOver()) return new Silence(error.message);
      await clock.wait(RETRY_MS, ended);
    }
  }
}
