/** `nat64.large`: large transfers through the translator in both directions, whole, and no black hole for large packets. */
import type { Observed, ProbeAnswer } from "../../agent/protocol/probes.ts";
import { embedded, planPrefix } from "./address-kind.ts";
import { addressOf, type Gate, observedOf, TRY_MS } from "./gate.ts";
import { hostOf, lackingTargets, type Through, targetAddress, withoutBody } from "./nat64-target.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { fromInside } from "./vantage.ts";

const TIMES = 3;
const TRANSFER_MS = 30_000;
/** Nothing moving for so long is a stall; waiting on would show nothing else. */
const IDLE_MS = 10_000;
/** 2 MB are 2,000,000 bytes to one server and 2,097,152 to another. */
const ENOUGH = 0.9;

export const nat64Large: Gate<"nat64.large"> = {
  name: "nat64.large",
  about:
    "From a host without any IPv4, three times down and three times up: 2 MB within 30 seconds, sha256 equal at both ends (down: the server's Content-Digest, else the same download over IPv4 by an outside4 vantage point or a gateway); " +
    "a ping of 1280 bytes that must not be fragmented passes; one of 1500 passes or is answered with packet-too-big, silence being a black hole. " +
    "Needs targets.download, upload and ping, and a vantage point inside that has no IPv4.",
  async ask({ args, phase, hosts, world }) {
    const asked = "large transfers through NAT64";
    const prefix = planPrefix(world.plan.nat64);
    if (prefix === null) return conclude([unknown(asked, "The plan has no nat64, so there is nothing to ask.")], "");
    const { urlDown, urlUp, bytes } = args;
    const { ping } = world.plan.targets;
    const lacking = lackingTargets(asked, { download: urlDown, upload: urlUp, ping });
    return fromInside(
      world,
      { phase, hosts },
      true,
      asked,
      async (from) => {
        const at: Through = { world, from, prefix };
        // One after the other: two transfers at once would share the time limit.
        const parts: Part[] = [];
        if (ping !== null) parts.push(...(await packetSizes(at, ping)));
        if (urlDown !== null) parts.push(await down(at, urlDown, bytes));
        if (urlUp !== null) parts.push(await up(at, urlUp, bytes));
        return [...lacking, ...parts];
      },
      (hosts) =>
        `From ${hosts}: transfers of up to ${bytes} bytes pass the translator whole, ${TIMES} times down and ${TIMES} times up, and large packets find their way.`,
    );
  },
};

async function repeat(times: number, ask: () => Promise<ProbeAnswer>): Promise<ProbeAnswer[]> {
  const answers: ProbeAnswer[] = [];
  for (let i = 0; i < times; i++) {
    answers.push(await ask());
    if (answers.at(-1)!.outcome !== "answered") break;
  }
  return answers;
}

async function down(at: Through, url: string, bytes: number): Promise<Part> {
  const { world, from, prefix } = at;
  const asked = `${from}: ${bytes} bytes of ${url}, ${TIMES} times`;
  const address = await targetAddress(at, asked, hostOf(url));
  if (typeof address !== "string") return address;
  const question = {
    kind: "http",
    url,
    family: 6,
    address,
    maxBytes: bytes,
    timeoutMs: TRANSFER_MS,
    idleMs: IDLE_MS,
  } as const;
  const answers = await repeat(TIMES, () => world.probe(from, question));
  const all = answers.map(withoutBody);
  const stalled = answers.find(({ outcome }) => outcome !== "answered");
  if (stalled !== undefined) return brokenOff(at, asked, `The download of ${url}`, stalled, all);
  const seen = answers.map((answer) => observedOf("http", answer)!);
  const odd = seen.find(({ status }) => status !== 200);
  if (odd !== undefined) return fail(asked, `From ${from}, ${url} answers ${odd.status} through the translator.`, all);
  const short = seen.find((one) => one.bytes < bytes * ENOUGH);
  if (short !== undefined)
    return short.complete
      ? unknown(
          asked,
          `${url} serves only ${short.bytes} bytes: set targets.download to a body of ${bytes} bytes or more.`,
          all,
        )
      : fail(asked, `From ${from}, the download of ${url} ended after ${short.bytes} bytes.`, all);
  const reference = await referenceFor(at, url, address, bytes, seen[0]!);
  if (reference.sha256 === null)
    return unknown(
      asked,
      `${url} came down whole, but there is nothing to compare it with: ${reference.because}. Let the server send Content-Digest (RFC 9530), or name a vantage point under outside4.`,
      { answers: all, reference },
    );
  const changed = seen.find(({ sha256 }) => sha256 !== reference.sha256);
  if (changed !== undefined)
    return fail(
      asked,
      `From ${from}, ${url} comes down with sha256 ${changed.sha256} instead of ${reference.sha256} (${reference.because}): the translator changes data.`,
      { answers: all, reference },
    );
  return pass(asked, `sha256 ${reference.sha256}, as ${reference.because}.`, {
    answers: all,
    reference,
    ipv4: embedded(address, prefix),
  });
}

interface Reference {
  readonly sha256: string | null;
  readonly because: string;
}

/** What the bytes must hash to: the server's own word for a whole body, else the same bytes fetched over IPv4. */
async function referenceFor(
  at: Through,
  url: string,
  address: string,
  bytes: number,
  seen: Observed["http"],
): Promise<Reference> {
  if (seen.complete && seen.digest !== null)
    return { sha256: seen.digest, because: "the server's Content-Digest says" };
  const { world, prefix } = at;
  const { outside4 } = world.plan.vantage;
  const gateways = world.plan.nat64?.gateways ?? [];
  const with4 = [...new Set([...outside4, ...gateways])].filter(
    (host) => outside4.includes(host) || addressOf(world, host, 4) !== null,
  );
  let because = "no outside4 vantage point and no gateway with IPv4 is known";
  for (const host of with4) {
    const answer = await world.probe(host, {
      kind: "http",
      url,
      family: 4,
      address: embedded(address, prefix)!,
      maxBytes: bytes,
      timeoutMs: TRANSFER_MS,
    });
    const direct = observedOf("http", answer);
    if (direct !== null && direct.bytes === seen.bytes)
      return { sha256: direct.sha256, because: `${host} got it over IPv4` };
    because = `${host} over IPv4: ${answer.because}`;
  }
  return { sha256: null, because };
}

async function up(at: Through, url: string, bytes: number): Promise<Part> {
  const { world, from } = at;
  const asked = `${from}: ${bytes} bytes to ${url}, ${TIMES} times`;
  const address = await targetAddress(at, asked, hostOf(url));
  if (typeof address !== "string") return address;
  const answers = await repeat(TIMES, () => {
    const seed = Number.parseInt(world.nonce().slice(0, 8), 16) || 1;
    return world.probe(from, {
      kind: "http",
      url,
      family: 6,
      address,
      upload: { bytes, seed },
      idleMs: IDLE_MS,
      timeoutMs: TRANSFER_MS,
    });
  });
  const stalled = answers.find(({ outcome }) => outcome !== "answered");
  if (stalled !== undefined) return brokenOff(at, asked, `The upload to ${url}`, stalled, answers);
  for (const answer of answers) {
    const seen = observedOf("http", answer)!;
    if (seen.status < 200 || seen.status >= 300)
      return fail(
        asked,
        `From ${from}, ${url} answers ${seen.status} to a POST of ${bytes} bytes through the translator.`,
        answers,
      );
    if (!/[0-9a-f]{64}/i.test(seen.body))
      return unknown(
        asked,
        `${url} does not answer with the sha256 of what it got: set targets.upload to a server that does.`,
        answers,
      );
    if (!seen.body.toLowerCase().includes(seen.uploaded!.sha256))
      return fail(
        asked,
        `From ${from}, ${bytes} bytes sent to ${url} arrived with another sha256 than ${seen.uploaded!.sha256}: the translator changes data.`,
        answers,
      );
  }
  return pass(asked, "The server's sha256 is ours.", answers);
}

function brokenOff(at: Through, asked: string, what: string, answer: ProbeAnswer, all: readonly ProbeAnswer[]): Part {
  if (answer.outcome === "unable") return unknown(asked, `${at.from} could not ask: ${answer.because}.`, all);
  return fail(
    asked,
    `${what} from ${at.from} through the translator failed: ${answer.because}. If small transfers pass, large packets are lost: let packet-too-big (ICMPv6 type 2) and fragmentation-needed through, or turn mss_clamp on.`,
    all,
  );
}

/** IPv6's smallest MTU must pass; anything larger must pass or be told so. */
async function packetSizes(at: Through, host: string): Promise<Part[]> {
  const { world, from } = at;
  const asked = `${from}: large pings to ${host}`;
  const address = await targetAddress(at, asked, host);
  if (typeof address !== "string") return [address];
  // Three packets each: no further try is needed to tell loss from a black hole.
  const ask = (bytes: number): Promise<ProbeAnswer> =>
    world.probe(from, {
      kind: "ping",
      host: address,
      family: 6,
      bytes,
      dontFragment: true,
      count: TIMES,
      timeoutMs: TRY_MS,
    });
  const smallest = await ask(1280);
  const larger = await ask(1500);
  return [
    sizePart(`${asked}, 1280 bytes`, from, 1280, smallest, false),
    sizePart(`${asked}, 1500 bytes`, from, 1500, larger, true),
  ];
}

function sizePart(asked: string, from: string, bytes: number, answer: ProbeAnswer, tooBigIsFine: boolean): Part {
  const seen = observedOf("ping", answer);
  if (answer.outcome === "unable") return unknown(asked, `${from} could not ask: ${answer.because}.`, answer);
  if (seen !== null && seen.received > 0) return pass(asked, `${seen.received} of ${seen.sent} came back.`, answer);
  if (seen !== null && seen.tooBigMtu !== null && tooBigIsFine)
    return pass(asked, `Packet too big: the path takes ${seen.tooBigMtu}.`, answer);
  if (seen !== null && seen.tooBigMtu !== null)
    return fail(
      asked,
      `From ${from}, not even ${bytes} bytes pass through the translator: a link on the IPv6 side takes only ${seen.tooBigMtu}, below IPv6's minimum.`,
      answer,
    );
  return fail(
    asked,
    `From ${from}, packets of ${bytes} bytes vanish on the way through the translator (${answer.because}): a black hole. Let ICMP fragmentation-needed and ICMPv6 packet-too-big through, and see whether the target answers large pings.`,
    answer,
  );
}
