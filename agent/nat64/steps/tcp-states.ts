/** The TCP session states, one function each. RFC 6146 §3.5.2.2. CLOSED is the absence of a session. */
import { FIN, RST, SYN } from "../packet/transport.ts";
import {
  BOTH_FIN_RCV,
  ESTABLISHED,
  TRANS,
  V4_FIN_RCV,
  V4_INIT,
  V6_FIN_RCV,
  V6_INIT,
} from "../tables/session-states.ts";

/** Which lifetime a segment starts anew; "keep" leaves the timer running. */
export type TcpLifetime = "established" | "transitory" | "keep";

export interface TcpStep {
  readonly state: number;
  readonly lifetime: TcpLifetime;
}

type State = (from6: boolean, flags: number) => TcpStep;

const step = (state: number, lifetime: TcpLifetime): TcpStep => ({ state, lifetime });

const V4_INIT_KEPT = step(V4_INIT, "keep");
const V6_INIT_KEPT = step(V6_INIT, "keep");
const V6_INIT_AGAIN = step(V6_INIT, "transitory");
const ESTABLISHED_ANEW = step(ESTABLISHED, "established");
const V4_FIN_SEEN = step(V4_FIN_RCV, "keep");
const V6_FIN_SEEN = step(V6_FIN_RCV, "keep");
const V4_FIN_ALIVE = step(V4_FIN_RCV, "established");
const V6_FIN_ALIVE = step(V6_FIN_RCV, "established");
const BOTH_FIN_SEEN = step(BOTH_FIN_RCV, "transitory");
const BOTH_FIN_KEPT = step(BOTH_FIN_RCV, "keep");
const RESET = step(TRANS, "transitory");
const TRANS_KEPT = step(TRANS, "keep");

function v4Init(from6: boolean, flags: number): TcpStep {
  return from6 && flags & SYN ? ESTABLISHED_ANEW : V4_INIT_KEPT;
}

function v6Init(from6: boolean, flags: number): TcpStep {
  if ((flags & SYN) === 0) return V6_INIT_KEPT;
  return from6 ? V6_INIT_AGAIN : ESTABLISHED_ANEW;
}

/** One FIN does not end a connection: the other side may go on sending, so the long timer stays. */
function established(from6: boolean, flags: number): TcpStep {
  if (flags & RST) return RESET;
  if (flags & FIN) return from6 ? V6_FIN_SEEN : V4_FIN_SEEN;
  return ESTABLISHED_ANEW;
}

function v4FinReceived(from6: boolean, flags: number): TcpStep {
  return from6 && flags & FIN ? BOTH_FIN_SEEN : V4_FIN_ALIVE;
}

function v6FinReceived(from6: boolean, flags: number): TcpStep {
  return !from6 && flags & FIN ? BOTH_FIN_SEEN : V6_FIN_ALIVE;
}

function bothFinReceived(): TcpStep {
  return BOTH_FIN_KEPT;
}

/** After a RST, data shows that the reset was not believed (it may have been forged): the session lives again. */
function transitory(_from6: boolean, flags: number): TcpStep {
  return flags & RST ? TRANS_KEPT : ESTABLISHED_ANEW;
}

const STATES: readonly (State | undefined)[] = [
  undefined,
  v4Init,
  v6Init,
  established,
  v4FinReceived,
  v6FinReceived,
  bothFinReceived,
  transitory,
];

/** What a segment makes of a session. @param flags the TCP flags byte. */
export function advanceTcp(state: number, from6: boolean, flags: number): TcpStep {
  return STATES[state]!(from6, flags);
}
