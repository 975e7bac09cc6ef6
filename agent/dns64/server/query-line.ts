/** One line of the query log. */

import { QUESTION_AT } from "../wire/constants.ts";
import { nameToText } from "../wire/name.ts";
import { ACCEPT, newQueryView, readQuery } from "../wire/query.ts";

const view = newQueryView();

/** @returns `time client name type`, or null where the query has no question. */
export function queryLine(client: string, packet: Uint8Array, length: number): string | null {
  if (readQuery(packet, length, view) !== ACCEPT) return null;
  const name = nameToText(packet.slice(QUESTION_AT, view.nameEnd));
  return `${new Date().toISOString()} ${client} ${name} ${TYPES.get(view.type) ?? `TYPE${view.type}`}`;
}

/** Types that are asked for often; others are written as numbers (RFC 3597 §5). */
const TYPES: ReadonlyMap<number, string> = new Map([
  [1, "A"],
  [2, "NS"],
  [5, "CNAME"],
  [6, "SOA"],
  [12, "PTR"],
  [15, "MX"],
  [16, "TXT"],
  [28, "AAAA"],
  [33, "SRV"],
  [43, "DS"],
  [48, "DNSKEY"],
  [64, "SVCB"],
  [65, "HTTPS"],
  [255, "ANY"],
]);
