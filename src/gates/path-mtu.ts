/** `path.mtu`: large packets arrive over IPv6, or their sender is told; both ways. */
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, observedOf, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askersFor } from "./vantage.ts";
import { listed } from "./words.ts";

/** RFC 8200 §5: every link carries this much. */
const LEAST = 1_280;
const COUNT = 3;
const TIMEOUT_MS = 5_000;

export const pathMtu: Gate<"path.mtu"> = {
  name: "path.mtu",
  about:
    "Between each host and a vantage point inside (or, without one, another host), in both directions: three echo requests of 1280 bytes and three of `bytes`, not to be fragmented. The large ones are answered, or a packet-too-big comes back and packets of the size it names are answered. " +
    "Silence for large packets where small ones are answered is a black hole and fails; where not even 1280 bytes are answered the answer is unknown. The path through NAT64 is nat64.large's.",
  async ask({ args: { bytes }, hosts, world }) {
    const pairs = hosts.flatMap((host) =>
      askersFor(world, host)
        .hosts.filter((other) => other !== host)
        .flatMap((other) => [
          { from: other, to: host },
          { from: host, to: other },
        ]),
    );
    if (pairs.length === 0)
      return conclude(
        hosts.map((host) =>
          unknown(`${host}: path MTU`, `Nobody but ${host} itself is there to ask: name a host under vantage.inside.`),
        ),
        "",
      );
    const parts = await mapBounded(pairs, ({ from, to }) => direction(world, from, to, bytes));
    return conclude(parts, `Packets of ${bytes} bytes pass to and from ${listed(hosts)}, or their sender is told.`);
  },
};

async function direction(world: World, from: string, to: string, bytes: number): Promise<Part> {
  const asked = `${from} to ${to}: echo of ${LEAST} and ${bytes} bytes over IPv6`;
  const address = addressOf(world, to, 6);
  if (address === null) return unknown(asked, `${to} has no IPv6 address to ask for.`);
  const echo = (size: number) =>
    world.probe(from, {
      kind: "ping",
      host: address,
      family: 6,
      bytes: size,
      dontFragment: true,
      count: COUNT,
      timeoutMs: TIMEOUT_MS,
    });
  const small = await echo(LEAST);
  const least = observedOf("ping", small);
  if (least === null || least.received === 0)
    return unknown(
      asked,
      `${to} does not answer ${LEAST} bytes from ${from} (${small.because}), so larger packets prove nothing: let ICMPv6 echo through.`,
      { small },
    );
  const large = await echo(bytes);
  const got = observedOf("ping", large);
  if (got !== null && got.received > 0) return pass(asked, `${bytes} bytes arrive.`, { small, large });
  if (got === null || got.tooBigMtu === null) {
    if (large.outcome === "unable") return unknown(asked, `${from} could not ask: ${large.because}.`, { small, large });
    return fail(
      asked,
      `Packets of ${bytes} bytes from ${from} to ${to} vanish, and no packet-too-big comes back: a black hole. Let ICMPv6 type 2 through on the way.`,
      { small, large },
    );
  }
  const told = await echo(got.tooBigMtu);
  if ((observedOf("ping", told)?.received ?? 0) > 0)
    return pass(asked, `The path carries ${got.tooBigMtu} bytes, and ${got.tooBigFrom ?? from} says so.`, {
      large,
      told,
    });
  return fail(
    asked,
    `From ${from} to ${to}, ${got.tooBigFrom ?? from} says that ${got.tooBigMtu} bytes pass, and they do not: a second black hole lies behind it.`,
    { small, large, told },
  );
}
