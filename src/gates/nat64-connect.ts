/** `nat64.connect`: HTTP, TCP, UDP and ping reach the IPv4-only internet through the translator, and a closed port refuses. */
import { formatIp4, parseIp4 } from "../../agent/net/ip4.ts";
import { contains4, parsePrefix4 } from "../../agent/net/prefix.ts";
import type { ProbeAnswer, ProbeQuestion } from "../../agent/protocol/probes.ts";
import type { Plan } from "../plan/plan.ts";
import { embedded, planPrefix } from "./address-kind.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, parseEndpoint, persist, type Question, TRY_MS, triesMade } from "./gate.ts";
import { hostOf, lackingTargets, type Through, targetAddress, withoutBody } from "./nat64-target.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { fromInside } from "./vantage.ts";

/** Connections of `tries` under way at the same time. */
const AT_ONCE = 5;
const CLIENT_FIX =
  "Check that the translator runs, the route to its prefix, nat64.clients and the IPv4 side's routing.";

type Asked = Question<"nat64.connect"> & Through;

export const nat64Connect: Gate<"nat64.connect"> = {
  name: "nat64.connect",
  about:
    "From a host without any IPv4: HTTP to an IPv4-only server, all of 20 connections, at an address inside the plan's prefix; the address the server sees lies in pool4; a body posted with a nonce arrives whole; " +
    "TCP echo, UDP echo and ping come back; a closed port refuses instead of being silent. " +
    "Needs targets.http, server_sees, tcp, udp, ping and closed, and a vantage point inside that has no IPv4.",
  async ask(question) {
    const { args, phase, hosts, world } = question;
    const asked = "through NAT64";
    const prefix = planPrefix(world.plan.nat64);
    if (prefix === null) return conclude([unknown(asked, "The plan has no nat64, so there is nothing to ask.")], "");
    const wanted = {
      http: args.http,
      server_sees: args.serverSees,
      tcp: args.tcp,
      udp: args.udp,
      ping: args.ping,
      closed: args.closed,
    };
    const lacking = lackingTargets(asked, wanted);
    return fromInside(
      world,
      { phase, hosts },
      false,
      asked,
      async (from) => {
        const at: Asked = { ...question, from, prefix };
        const upload = world.plan.targets.upload;
        const parts = await Promise.all([
          ...(args.http === null ? [] : [manyHttp(at, args.http, args.tries)]),
          ...(args.serverSees === null ? [] : [sourceInPool(at, args.serverSees)]),
          ...(upload === null ? [] : [nonceBody(at, upload)]),
          ...(args.tcp === null ? [] : [tcpEcho(at, args.tcp)]),
          ...(args.udp === null ? [] : [udpEcho(at, args.udp)]),
          ...(args.ping === null ? [] : [pingOnce(at, args.ping)]),
          ...(args.closed === null ? [] : [closedRefuses(at, args.closed)]),
        ]);
        return [...lacking, ...parts];
      },
      (hosts) =>
        `From ${hosts}: HTTP (${args.tries} of ${args.tries}), TCP, UDP and ping pass the translator, and a closed port refuses.`,
    );
  },
};

/** The address of a target under the prefix, then the question at it. */
async function at(asked: Asked, name: string, host: string, put: (address: string) => Promise<Part>): Promise<Part> {
  const address = await targetAddress(asked, name, host);
  return typeof address === "string" ? put(address) : address;
}

function get(url: string, address: string): Extract<ProbeQuestion, { kind: "http" }> {
  return { kind: "http", url, family: 6, address, timeoutMs: TRY_MS };
}

function manyHttp(asked: Asked, url: string, tries: number): Promise<Part> {
  const name = `${asked.from}: GET ${url}, ${tries} connections`;
  return at(asked, name, hostOf(url), async (address) => {
    const answers = await mapBounded(
      Array.from({ length: tries }),
      () => asked.world.probe(asked.from, get(url, address)),
      AT_ONCE,
    );
    const bad = answers.filter((answer) => !isGood(answer));
    const kept = answers.map(withoutBody);
    if (bad.length === 0) return pass(name, `${tries} of ${tries} at ${address}.`, kept);
    const unable = bad.find(({ outcome }) => outcome === "unable");
    if (unable !== undefined) return unknown(name, `${asked.from} could not ask: ${unable.because}.`, kept);
    return fail(
      name,
      `From ${asked.from}, ${bad.length} of ${tries} HTTP connections to ${url} through the translator (${address}) failed: ${bad[0]!.because}. ${CLIENT_FIX}`,
      kept,
    );
  });
}

function isGood(answer: ProbeAnswer): boolean {
  const seen = observedOf("http", answer);
  return seen?.complete === true && seen.status >= 200 && seen.status < 400;
}

function sourceInPool(asked: Asked, url: string): Promise<Part> {
  const name = `${asked.from}: GET ${url}, the source it sees`;
  return at(asked, name, hostOf(url), async (address) => {
    const tried = await persist(asked.world, asked.from, get(url, address), isGood);
    const seen = observedOf("http", tried.last);
    if (seen === null || !isGood(tried.last)) return broken(asked, name, `GET ${url}`, tried);
    const source = /\d+\.\d+\.\d+\.\d+/.exec(seen.body)?.[0];
    const value = source === undefined ? null : parseIp4(source);
    if (value === null)
      return unknown(
        name,
        `${url} does not say which address it sees: it must answer with the client's IPv4 address.`,
        tried,
      );
    if (asked.world.plan.nat64?.pool4.length === 0)
      return unknown(
        name,
        `The server sees ${source}, and the plan does not say whose that is: name the addresses of the cloud's NAT gateways under nat64.pool4.`,
        tried,
      );
    if (inPool4(asked.world.plan, value)) return pass(name, `The server sees ${source}, which is in pool4.`, tried);
    return fail(
      name,
      `From ${asked.from} through the translator, ${url} sees ${formatIp4(value)}, which is not in nat64.pool4: something else translates, or another NAT stands behind the gateway.`,
      tried,
    );
  });
}

function inPool4(plan: Plan, address: number): boolean {
  return (plan.nat64?.pool4 ?? []).some(({ prefix }) => {
    const parsed = parsePrefix4(prefix.includes("/") ? prefix : `${prefix}/32`);
    return parsed !== null && contains4(parsed, address);
  });
}

function nonceBody(asked: Asked, url: string): Promise<Part> {
  const name = `${asked.from}: POST a nonce to ${url}`;
  return at(asked, name, hostOf(url), async (address) => {
    const seed = Number.parseInt(asked.world.nonce().slice(0, 8), 16) || 1;
    const tried = await persist(asked.world, asked.from, { ...get(url, address), upload: { bytes: 64, seed } }, isGood);
    const seen = observedOf("http", tried.last);
    if (seen === null || !isGood(tried.last)) return broken(asked, name, `POST ${url}`, tried);
    if (seen.body.toLowerCase().includes(seen.uploaded!.sha256)) return pass(name, "It arrived whole.", tried);
    return fail(
      name,
      `From ${asked.from}, 64 bytes posted to ${url} through the translator came out with another sha256 (${JSON.stringify(seen.body.slice(0, 80))} instead of ${seen.uploaded!.sha256}): the body was changed, or the server does not answer with the sha256.`,
      tried,
    );
  });
}

function tcpEcho(asked: Asked, target: string): Promise<Part> {
  const name = `${asked.from}: TCP echo at ${target}`;
  const to = parseEndpoint(target);
  if (to === null) return Promise.resolve(unknown(name, `${target} is not NAME:PORT.`));
  return at(asked, name, to.host, async (address) => {
    const send = `${asked.world.nonce()}\n`;
    const tried = await persist(
      asked.world,
      asked.from,
      { kind: "tcp", host: address, port: to.port, family: 6, send, read: "echo", timeoutMs: TRY_MS },
      (answer) => observedOf("tcp", answer)?.received === send,
    );
    const seen = observedOf("tcp", tried.last);
    if (seen === null) return broken(asked, name, `TCP to ${target}`, tried);
    if (seen.received === send) return pass(name, `Came back from ${address}.`, tried);
    return fail(
      name,
      `From ${asked.from}, ${target} sent ${JSON.stringify(seen.received.slice(0, 40))} instead of what it got: it is no TCP echo, or the translator changed the payload.`,
      tried,
    );
  });
}

function udpEcho(asked: Asked, target: string): Promise<Part> {
  const name = `${asked.from}: UDP echo at ${target}`;
  const to = parseEndpoint(target);
  if (to === null) return Promise.resolve(unknown(name, `${target} is not NAME:PORT.`));
  return at(asked, name, to.host, async (address) => {
    const send = asked.world.nonce();
    const tried = await persist(
      asked.world,
      asked.from,
      { kind: "udp", host: address, port: to.port, family: 6, send, timeoutMs: TRY_MS },
      (answer) => observedOf("udp", answer)?.received === send,
    );
    const seen = observedOf("udp", tried.last);
    if (seen === null) return broken(asked, name, `UDP to ${target}`, tried);
    if (seen.received === send) return pass(name, `Came back from ${address}.`, tried);
    return fail(
      name,
      `From ${asked.from}, ${target} sent ${JSON.stringify(seen.received.slice(0, 40))} instead of what it got: it is no UDP echo, or the translator changed the payload.`,
      tried,
    );
  });
}

function pingOnce(asked: Asked, target: string): Promise<Part> {
  const name = `${asked.from}: ping ${target}`;
  return at(asked, name, target, async (address) => {
    const tried = await persist(asked.world, asked.from, {
      kind: "ping",
      host: address,
      family: 6,
      bytes: 104,
      dontFragment: false,
      count: 1,
      timeoutMs: TRY_MS,
    });
    if (tried.last.outcome === "answered") return pass(name, `${embedded(address, asked.prefix)} answers.`, tried);
    return broken(asked, name, `ping to ${target}`, tried);
  });
}

function closedRefuses(asked: Asked, target: string): Promise<Part> {
  const name = `${asked.from}: closed port ${target}`;
  const to = parseEndpoint(target);
  if (to === null) return Promise.resolve(unknown(name, `${target} is not NAME:PORT.`));
  return at(asked, name, to.host, async (address) => {
    const tried = await persist(
      asked.world,
      asked.from,
      { kind: "tcp", host: address, port: to.port, family: 6, read: "nothing", timeoutMs: TRY_MS },
      ({ outcome }) => outcome === "refused",
    );
    const { outcome, because } = tried.last;
    if (outcome === "refused") return pass(name, "Refused at once.", tried);
    if (outcome === "unable") return unknown(name, `${asked.from} could not ask: ${because}.`, tried);
    if (outcome === "answered")
      return unknown(name, `Something listens on ${target}: set targets.closed to a port where nothing does.`, tried);
    return fail(
      name,
      `From ${asked.from}, the closed port ${target} does not refuse (${triesMade(tried)}): ${because}. The reset is lost on its way back through the translator or dropped by a firewall, so clients wait instead of going on.`,
      tried,
    );
  });
}

function broken(
  asked: Asked,
  name: string,
  what: string,
  tried: { readonly last: ProbeAnswer; readonly tries: readonly ProbeAnswer[] },
): Part {
  const { outcome, because } = tried.last;
  if (outcome === "unable") return unknown(name, `${asked.from} could not ask: ${because}.`, tried);
  return fail(
    name,
    `From ${asked.from}, ${what} through the translator failed (${triesMade(tried)}): ${because}. ${CLIENT_FIX}`,
    tried,
  );
}
