/** Whether somebody else has the address and port a resolver is to answer on. Pure. */
import type { Listener } from "../daemon/listeners.ts";

/**
 * Who else has an address and port that we are to listen on.
 * @param own process ids that are ours, or go before we start. @param who is to answer there.
 */
export function occupied(
  listen: unknown,
  listeners: readonly Listener[],
  own: readonly number[],
  who: string,
): string | null {
  for (const entry of Array.isArray(listen) ? listen : [listen]) {
    if (typeof entry !== "string") continue;
    const wanted = endpoint(entry);
    const other = listeners.find(
      (l) =>
        l.port === wanted.port &&
        (l.pid === null || !own.includes(l.pid)) &&
        (l.address === wanted.address ||
          (isAny(l.address) && covers(l.address, wanted.address)) ||
          (isAny(wanted.address) && covers(wanted.address, l.address))),
    );
    if (other !== undefined) {
      return `${other.program ?? "another program"} listens on ${other.address} port ${other.port} (${other.protocol}), where ${who} is to answer; stop it or give it another address`;
    }
  }
  return null;
}

function endpoint(text: string): { address: string; port: number } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) return { address: bracketed[1]!, port: Number(bracketed[2] ?? 53) };
  const four = /^([\d.]+)(?::(\d+))?$/.exec(text);
  if (four !== null) return { address: four[1]!, port: Number(four[2] ?? 53) };
  return { address: text, port: 53 };
}

function isAny(address: string): boolean {
  return address === "*" || address === "::" || address === "0.0.0.0";
}

/** Whether listening on this wildcard takes the port on that address too. */
function covers(any: string, address: string): boolean {
  if (any === "*") return true;
  return any === "0.0.0.0" ? !address.includes(":") : address.includes(":");
}
