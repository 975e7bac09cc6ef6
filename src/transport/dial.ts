/** A TCP connection to whichever address of a host answers first: the next is tried a little later, without giving the earlier up (RFC 8305 §5). */
import { lookup } from "node:dns/promises";
import { isIP, type Socket, connect as tcpConnect } from "node:net";
import { ConnectError } from "./channel.ts";

/** RFC 8305 §5, Connection Attempt Delay. */
const NEXT_MS = 250;

export interface DialOptions {
  /** In messages. */
  readonly label: string;
  /** Names or addresses, in the order they are tried; of a name all its addresses, families in turn. */
  readonly places: readonly string[];
  readonly port: number;
  /** For all of it. */
  readonly timeoutMs: number;
}

export interface Dialled {
  readonly socket: Socket;
  /** The address that answered. */
  readonly address: string;
}

/** Small frames go both ways: without TCP_NODELAY each call waits for a delayed ACK (40 ms). @throws ConnectError */
export async function dial({ label, places, port, timeoutMs }: DialOptions): Promise<Dialled> {
  const addresses = await addressesOf(label, places, port);
  return new Promise((resolve, reject) => {
    const attempts = new Set<Socket>();
    let first: { readonly error: NodeJS.ErrnoException; readonly address: string } | null = null;
    let settled = false;
    let next = 0;
    let later: NodeJS.Timeout | undefined;
    const settle = (): void => {
      settled = true;
      clearTimeout(later);
      clearTimeout(over);
      for (const socket of attempts) socket.destroy();
    };
    const over = setTimeout(() => {
      settle();
      const place = `${addresses[0]} port ${port}`;
      reject(new ConnectError("timeout", `${label}: no answer from ${place} within ${timeoutMs / 1000} s`));
    }, timeoutMs);
    const attempt = (): void => {
      clearTimeout(later);
      if (settled || next >= addresses.length) return;
      const address = addresses[next++]!;
      const socket = tcpConnect({ host: address, port, family: isIP(address), noDelay: true });
      attempts.add(socket);
      socket.once("error", (error: NodeJS.ErrnoException) => {
        attempts.delete(socket);
        if (settled) return;
        first ??= { error, address };
        if (next < addresses.length) return attempt();
        if (attempts.size > 0) return;
        settle();
        reject(dialError(label, `${first.address} port ${port}`, first.error));
      });
      socket.once("connect", () => {
        attempts.delete(socket);
        settle();
        socket.removeAllListeners("error");
        resolve({ socket, address });
      });
      later = setTimeout(attempt, NEXT_MS);
    };
    attempt();
  });
}

async function addressesOf(label: string, places: readonly string[], port: number): Promise<readonly string[]> {
  const found: string[] = [];
  let failure: ConnectError | null = null;
  for (const place of places) {
    if (isIP(place.replace(/%.*$/, "")) !== 0) {
      found.push(place);
      continue;
    }
    try {
      found.push(...inTurn(await lookup(place, { all: true, order: "verbatim" })));
    } catch (error) {
      failure ??= dialError(label, `${place} port ${port}`, error as NodeJS.ErrnoException);
    }
  }
  if (found.length === 0) throw failure!;
  return [...new Set(found)];
}

/** The family that the system puts first, then the other, in turn. RFC 8305 §4. */
function inTurn(addresses: readonly { readonly address: string; readonly family: number }[]): readonly string[] {
  const family = addresses[0]?.family;
  const own = addresses.filter((a) => a.family === family);
  const other = addresses.filter((a) => a.family !== family);
  return own
    .flatMap((a, i) => [a, ...other.slice(i, i + 1)])
    .concat(other.slice(own.length))
    .map((a) => a.address);
}

function dialError(label: string, place: string, error: NodeJS.ErrnoException): ConnectError {
  const cause = { cause: error };
  switch (error.code) {
    case "ECONNREFUSED":
      return new ConnectError("refused", `${label}: connection refused by ${place}`, cause);
    case "ETIMEDOUT":
      return new ConnectError("timeout", `${label}: no answer from ${place}`, cause);
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return new ConnectError("no-route", `${label}: no route to ${place}`, cause);
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ENODATA":
      return new ConnectError("name", `${label}: the name of ${place} does not resolve (${error.code})`, cause);
    default:
      return new ConnectError("lost", `${label}: ${place}: ${error.message}`, cause);
  }
}
