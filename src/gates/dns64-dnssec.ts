/** `dns64.dnssec`: DNSSEC works through the resolvers as well as it does without them. */
import type { Prefix6 } from "../../agent/net/prefix.ts";
import type { Observed } from "../../agent/protocol/probes.ts";
import type { Dns64Plan } from "../plan/plan.ts";
import { embedded } from "./address-kind.ts";
import { dns64Setting } from "./dns64-setting.ts";
import { type Gate, observedOf, persist, TRY_MS, triesMade, type World } from "./gate.ts";
import { fail, type Part, pass, unknown } from "./part.ts";
import { askDns, type DnsFlags, dataOf, dnsQuestion, PLAIN, type Resolver } from "./resolvers.ts";
import { fromInside } from "./vantage.ts";
import { listed } from "./words.ts";

export const dns64Dnssec: Gate<"dns64.dnssec"> = {
  name: "dns64.dnssec",
  about:
    "From a host without any IPv4, each resolver: a signed name with only A is synthesised for a plain question, and never for DO with CD, where the signed A must come whole; glibc's own stub gets the synthesised address; " +
    "a signed name with AAAA comes with its signature, and with AD if the plan validates, or the upstream does and our own resolver passes that on; a name with a wrong signature is SERVFAIL on the same condition. " +
    "Needs targets.signed, signed_native and bogus, and a vantage point inside that has no IPv4.",
  async ask({ args, phase, hosts, world }) {
    const asked = "DNSSEC through the resolvers";
    const { signedIpv4Only, signedNative, bogus } = args;
    const setting = dns64Setting(world, asked, { signed: signedIpv4Only, signed_native: signedNative, bogus });
    if ("finding" in setting) return setting;
    const { prefix, known, lacking } = setting;
    const expected = signedNative === null ? null : await whoValidates(world, signedNative);
    const ask = async (from: string): Promise<Part[]> => {
      const parts = await Promise.all(
        known.map((resolver) => {
          const at: At = { world, from, resolver, prefix };
          return Promise.all([
            ...(signedIpv4Only === null
              ? []
              : [
                  plainIsSynthesised(at, signedIpv4Only),
                  validatorIsLeftAlone(at, signedIpv4Only),
                  signedA(at, signedIpv4Only),
                  stub(at, signedIpv4Only),
                ]),
            ...(signedNative === null || expected === null ? [] : [signedNativeComes(at, signedNative, expected)]),
            ...(bogus === null || expected === null ? [] : [bogusFails(at, bogus, expected)]),
          ]);
        }),
      );
      return [...lacking, ...parts.flat()];
    };
    return fromInside(
      world,
      { phase, hosts },
      false,
      asked,
      ask,
      (hosts) =>
        `DNSSEC through ${listed(known.map(({ host }) => host))}, asked from ${hosts}, is whole; ${expected?.words ?? ""}.`,
    );
  },
};

interface At {
  readonly world: World;
  readonly from: string;
  readonly resolver: Resolver;
  readonly prefix: Prefix6;
}

/** Who must be seen to validate: the resolvers if the plan says so, else the upstream if it does; else nobody did before either. */
interface Expectation {
  readonly validated: boolean;
  readonly words: string;
  readonly observed: unknown;
}

/** Unless the plan has them validate. */
const VOUCH_FOR_NOTHING: readonly Dns64Plan["backend"][] = ["bind9", "unbound", "own"];

async function whoValidates(world: World, signedNative: string): Promise<Expectation> {
  const { dns64 } = world.plan;
  if (dns64?.validate === true)
    return { validated: true, words: "the plan has the resolvers validate", observed: null };
  // BIND and Unbound set AD for what they validated themselves (RFC 4035 §3.2.3), whatever their forwarder says.
  if (dns64 !== null && VOUCH_FOR_NOTHING.includes(dns64.backend))
    return {
      validated: false,
      words: `${dns64.own?.file ?? dns64.backend} does not validate and vouches for nothing: dns64.validate changes that`,
      observed: null,
    };
  const resolver = dns64?.resolvers[0];
  const upstream = dns64?.upstream[0];
  if (resolver === undefined || upstream === undefined)
    return { validated: false, words: "nobody validates", observed: null };
  const question = { ...dnsQuestion(upstream.address, signedNative, "AAAA", "udp", DO), port: upstream.port };
  const { seen, tried } = await askDns(world, resolver, question, () => true);
  if (seen?.authenticated === true)
    return { validated: true, words: `the upstream ${upstream.address} validates`, observed: tried };
  return {
    validated: false,
    words: `neither the resolvers nor their upstream ${upstream.address} validate`,
    observed: tried,
  };
}

const DO: DnsFlags = { dnssecOk: true, checkingDisabled: false };
const DO_CD: DnsFlags = { dnssecOk: true, checkingDisabled: true };

async function askResolver(
  at: At,
  name: string,
  type: "A" | "AAAA",
  flags: DnsFlags,
  wrong: (seen: Observed["dns"]) => string | null,
  fix: string,
): Promise<Part> {
  const { world, from, resolver } = at;
  const bits = `${flags.dnssecOk ? " DO" : ""}${flags.checkingDisabled ? " CD" : ""}`;
  const asked = `${from}: ${type} ${name}${bits} at ${resolver.host} (${resolver.address})`;
  const ask = (transport: "udp" | "tcp") =>
    askDns(
      world,
      from,
      dnsQuestion(resolver.address, name, type, transport, flags),
      (one) => one.truncated || wrong(one) === null,
    );
  let { seen, tried } = await ask("udp");
  // Signatures often do not fit a datagram (RFC 1035 §4.2.1).
  if (seen?.truncated === true) ({ seen, tried } = await ask("tcp"));
  if (seen === null) {
    if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
    return fail(
      asked,
      `From ${from}, the resolver ${resolver.host} does not answer ${type} ${name}${bits} (${triesMade(tried)}): ${tried.last.because}.`,
      tried,
    );
  }
  const complaint = wrong(seen);
  if (complaint === null) return pass(asked, tried.last.because, tried);
  return fail(
    asked,
    `From ${from}, the resolver ${resolver.host} answers ${type} ${name}${bits} with ${complaint}. ${fix}`,
    tried,
  );
}

function describe(seen: Observed["dns"]): string {
  const records = seen.answers.map(({ type, data }) => `${type} ${data}`);
  return records.length > 0 ? records.join(", ") : seen.rcode === "NOERROR" ? "no records" : seen.rcode;
}

function isSynthesised(at: At, seen: Observed["dns"]): boolean {
  const addresses = dataOf(seen, "AAAA");
  return addresses.length > 0 && addresses.every((address) => embedded(address, at.prefix) !== null);
}

function plainIsSynthesised(at: At, name: string): Promise<Part> {
  return askResolver(
    at,
    name,
    "AAAA",
    PLAIN,
    (seen) => (isSynthesised(at, seen) ? null : `${describe(seen)} instead of an address in the plan's prefix`),
    "A signed zone must not keep ordinary clients from IPv4-only servers.",
  );
}

/** RFC 6147 §5.5, case 3: DO and CD together mean that the client validates, and a synthesised record would be bogus to it. */
function validatorIsLeftAlone(at: At, name: string): Promise<Part> {
  return askResolver(
    at,
    name,
    "AAAA",
    DO_CD,
    (seen) =>
      dataOf(seen, "AAAA").length === 0 && seen.rcode === "NOERROR"
        ? null
        : `${describe(seen)} instead of the signed denial`,
    "For a client that validates by itself a synthesised record is forged: turn that off (BIND: break-dnssec no).",
  );
}

function signedA(at: At, name: string): Promise<Part> {
  return askResolver(
    at,
    name,
    "A",
    DO_CD,
    (seen) =>
      dataOf(seen, "A").length > 0 && dataOf(seen, "RRSIG").includes("A")
        ? null
        : `${describe(seen)} instead of A with its signature`,
    "A client that validates needs the signed A to synthesise by itself: the resolver or its upstream strips signatures.",
  );
}

function signedNativeComes(at: At, name: string, expected: Expectation): Promise<Part> {
  return askResolver(
    at,
    name,
    "AAAA",
    DO,
    (seen) => {
      if (dataOf(seen, "AAAA").length === 0 || !dataOf(seen, "RRSIG").includes("AAAA"))
        return `${describe(seen)} instead of AAAA with its signature`;
      return expected.validated && !seen.authenticated ? `no AD bit, although ${expected.words}` : null;
    },
    "See whether the resolver has the trust anchor and passes DO on.",
  );
}

/** The wrong signature may be that of A or of AAAA: neither question may give an address, and one of them must fail. */
async function bogusFails(at: At, name: string, expected: Expectation): Promise<Part> {
  const { world, from, resolver } = at;
  const asked = `${from}: A and AAAA ${name} at ${resolver.host} (${resolver.address})`;
  if (!expected.validated)
    return pass(
      asked,
      `Not asked: ${expected.words}, so a wrong signature passes as it did before.`,
      expected.observed,
    );
  const [a, aaaa] = await Promise.all(
    (["A", "AAAA"] as const).map((type) =>
      askDns(world, from, dnsQuestion(resolver.address, name, type), (seen) => dataOf(seen, type).length === 0),
    ),
  );
  const tried = { a: a!.tried, aaaa: aaaa!.tried };
  const [seenA, seenAaaa] = [a!.seen, aaaa!.seen];
  if (seenA === null || seenAaaa === null) {
    const last = (seenA === null ? a : aaaa)!.tried.last;
    const because = `${from} got no answer from ${resolver.host} for ${name}: ${last.because}.`;
    return last.outcome === "unable" ? unknown(asked, because, tried) : fail(asked, because, tried);
  }
  const address = [...dataOf(seenA, "A"), ...dataOf(seenAaaa, "AAAA")][0];
  if (address === undefined && [seenA.rcode, seenAaaa.rcode].includes("SERVFAIL"))
    return pass(asked, `A: ${seenA.rcode}, AAAA: ${seenAaaa.rcode}.`, tried);
  const got = address ?? `A: ${seenA.rcode}, AAAA: ${seenAaaa.rcode}`;
  return fail(
    asked,
    `From ${from}, the resolver ${resolver.host} answers ${name} with ${got} instead of SERVFAIL, although its signature is wrong and ${expected.words}: a validation failure must not be turned into an answer (RFC 6147 §5.1.2).`,
    tried,
  );
}

/** The failure of a validating stub behind DNS64 is silent: no address, no error. */
async function stub(at: At, name: string): Promise<Part> {
  const { world, from, resolver } = at;
  const own = world.facts.get(from)?.nameservers ?? [];
  const settled = own.length === 1 && own[0] === resolver.address;
  const asked = `${from}: getent ahosts ${name} with nameserver ${resolver.address}`;
  const tried = await persist(
    world,
    from,
    { kind: "getaddrinfo", name, ...(settled ? {} : { nameservers: [resolver.address] }), timeoutMs: TRY_MS * 2 },
    (answer) =>
      observedOf("getaddrinfo", answer)?.rows.some(({ address }) => embedded(address, at.prefix) !== null) === true,
  );
  const rows = observedOf("getaddrinfo", tried.last)?.rows;
  if (rows === undefined)
    return unknown(asked, `${from} could not ask through its stub: ${tried.last.because}.`, tried);
  if (rows.some(({ address }) => embedded(address, at.prefix) !== null))
    return pass(asked, `${rows[0]!.address} first.`, tried);
  return fail(
    asked,
    `On ${from}, a new process gets ${rows[0]?.address ?? "no address"} for the signed name ${name} through ${resolver.host}: its stub validates or sets DO, and the resolver then does not synthesise.`,
    tried,
  );
}
