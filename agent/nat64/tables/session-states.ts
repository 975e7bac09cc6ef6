/** What a session can be in. TCP: RFC 6146 §3.5.2.2; CLOSED is the absence of a session. UDP and ICMP: who has spoken so far. */

/** UDP, ICMP: only the client, or only the IPv4 side, or both. */
export const FROM_6 = 0;
export const V4_INIT = 1;
export const V6_INIT = 2;
export const ESTABLISHED = 3;
export const V4_FIN_RCV = 4;
export const V6_FIN_RCV = 5;
export const BOTH_FIN_RCV = 6;
export const TRANS = 7;
export const FROM_4 = 8;
export const BOTH = 9;

/** A mask with a bit for each state. */
const TRANSITORY = (1 << FROM_6) | (1 << FROM_4) | (1 << V4_INIT) | (1 << V6_INIT) | (1 << BOTH_FIN_RCV) | (1 << TRANS);

/** One side has not spoken yet, or the connection is over: what may go when room is needed. */
export function isTransitory(state: number): boolean {
  return ((TRANSITORY >> state) & 1) === 1;
}
