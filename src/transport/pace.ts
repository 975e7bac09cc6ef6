/** How fast connections are made: a fleet is not to be told from an attack, and one slow host must not hold up the rest. */
import { Semaphore } from "../engine/semaphore.ts";

export interface Pace {
  /** TCP connections being made. */
  readonly dials: Semaphore;
  /** Handshakes: processor time here (6 to 13 ms each) and on the other side. */
  readonly handshakes: Semaphore;
}

const DIALS = 256;
/** A host that has not answered by then is away or far; the next is dialled meanwhile. */
const DIAL_PATIENCE_MS = 500;
const HANDSHAKES = 32;
const HANDSHAKE_PATIENCE_MS = 2_000;

export function paceOf(handshakes: number = HANDSHAKES): Pace {
  return {
    dials: new Semaphore(DIALS, DIAL_PATIENCE_MS),
    handshakes: new Semaphore(handshakes, HANDSHAKE_PATIENCE_MS),
  };
}
