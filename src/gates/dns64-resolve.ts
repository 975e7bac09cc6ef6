/** `dns64.resolve`: every resolver synthesises AAAA for names that have only A, and leaves the rest alone. */
import type { Prefix6 } from "../../agent/net/prefix.ts";
import type { Observed } from "../../agent/protocol/probes.ts";
import { addressKind, embedded } from "./address-kind.ts";
import { dns64Setting } from "./dns64-setting.ts";
import { type Gate, observedOf, persist, TRY_MS, triesMade, type World } from "./gate.ts";
import { fail, type Part, pass, unknown } from "./part.ts";
import { askDns, dataOf, dnsQuestion, type Resolver } from "./resolvers.ts";
import { fromInside } from "./vantage.ts";
import { listed } from "./words.ts";

export const dns64Resolve: Gate<"dns64.resolve"> = {
  name: "dns64.resolve",
  about:
    "From a host without any IPv4, each resolver, over UDP and TCP: ipv4only.arpa embeds 192.0.0.170 and .171 in the plan's prefix; an IPv4-only name and a random label under a wildcard are synthesised; " +
    "a dual name comes back native only; a name that does not exist stays NXDOMAIN; then the IPv4-only name through glibc's own stub. " +
    "Needs targets.ipv4_only, targets.wildcard and targets.dual, and a vantage point inside that has no IPv4.",
  async ask({ args, phase, hosts, world }) {
    const asked = "DNS64 resolvers";
    const { ipv4Only, wildcard, dual } = args;
    const setting = dns64Setting(world, asked, { ipv4_only: ipv4Only, wildcard, dual });
    if ("finding" in setting) return setting;
    const { prefix, known, lacking } = setting;
    const ask = async (from: string): Promise<Part[]> => {
      const each = known.flatMap((resolver) =>
        (["udp", "tcp"] as const).map((transport) => {
          const at: At = { world, from, resolver, transport, prefix };
          return Promise.all([
            wellKnownName(at),
            ...(ipv4Only === null ? [] : [synthesised(at, ipv4Only), nonexistent(at, `${world.nonce()}.${ipv4Only}`)]),
            ...(wildcard === null ? [] : [synthesised(at, `${world.nonce()}.${wildcard.replace(/^\*\./, "")}`)]),
            ...(dual === null ? [] : [nativeOnly(at, dual)]),
          ]);
        }),
      );
      const stub = ipv4Only === null ? [] : [throughStub(world, from, known, ipv4Only, prefix)];
      return [...lacking, ...(await Promise.all(each)).flat(), ...(await Promise.all(stub))];
    };
    return fromInside(
      world,
      { phase, hosts },
      false,
      asked,
      ask,
      (hosts) =>
        `DNS64 at ${listed(known.map(({ host }) => host))}, asked from ${hosts}: what has only IPv4 is synthesised, the rest is left alone.`,
    );
  },
};

interface At {
  readonly world: World;
  readonly from: string;
  readonly resolver: Resolver;
  readonly transport: "udp" | "tcp";
  readonly prefix: Prefix6;
}

/** One AAAA question and what its answer must be. @param wrong what is wrong with an answer; null where it is right. */
async function askAaaa(
  at: At,
  name: string,
  wrong: (seen: Observed["dns"]) => string | null,
  fix: string,
): Promise<Part> {
  const { world, from, resolver, transport } = at;
  const asked = `${from}: AAAA ${name} at ${resolver.host} (${resolver.address}, ${transport})`;
  const question = dnsQuestion(resolver.address, name, "AAAA", transport);
  const { seen, tried } = await askDns(world, from, question, (one) => wrong(one) === null);
  if (seen === null) {
    if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
    return fail(
      asked,
      `From ${from}, the resolver ${resolver.host} does not answer over ${transport.toUpperCase()} (${triesMade(tried)}): ${tried.last.because}. Check that it runs, that dns64.clients has ${from}, and the firewall.`,
      tried,
    );
  }
  const complaint = wrong(seen);
  if (complaint === null) return pass(asked, tried.last.because, tried);
  return fail(
    asked,
    `From ${from}, the resolver ${resolver.host} (${transport.toUpperCase()}) answers AAAA ${name} with ${complaint}. ${fix}`,
    tried,
  );
}

/** RFC 7050 §2.2: the well-known addresses of ipv4only.arpa. */
function wellKnownName(at: At): Promise<Part> {
  return askAaaa(
    at,
    "ipv4only.arpa",
    (seen) => {
      const found = dataOf(seen, "AAAA").map((address) => embedded(address, at.prefix));
      const missing = ["192.0.0.170", "192.0.0.171"].filter((address) => !found.includes(address));
      return missing.length === 0
        ? null
        : `${describe(seen)}, which lacks ${missing.join(" and ")} in the plan's prefix`;
    },
    "Its prefix is not the plan's, or it does not synthesise.",
  );
}

function synthesised(at: At, name: string): Promise<Part> {
  return askAaaa(
    at,
    name,
    (seen) => {
      const addresses = dataOf(seen, "AAAA");
      if (addresses.length > 0 && addresses.every((address) => embedded(address, at.prefix) !== null)) return null;
      return `${describe(seen)} instead of an address in the plan's prefix`;
    },
    "See that its upstream answers A for the name, that the name has no AAAA, and that no exclusion covers its A.",
  );
}

function nativeOnly(at: At, name: string): Promise<Part> {
  return askAaaa(
    at,
    name,
    (seen) => {
      const addresses = dataOf(seen, "AAAA");
      if (addresses.length > 0 && addresses.every((address) => addressKind(address, at.prefix) === "native"))
        return null;
      return `${describe(seen)} instead of its native AAAA alone`;
    },
    "It must not synthesise for a name that has AAAA (RFC 6147 §5.1.1); see whether exclude_aaaa covers it.",
  );
}

function nonexistent(at: At, name: string): Promise<Part> {
  return askAaaa(
    at,
    name,
    (seen) => (seen.rcode === "NXDOMAIN" ? null : `${describe(seen)} instead of NXDOMAIN`),
    "A name that does not exist must stay so (RFC 6147 §5.1.2).",
  );
}

function describe(seen: Observed["dns"]): string {
  const addresses = dataOf(seen, "AAAA");
  return addresses.length > 0 ? addresses.join(", ") : seen.rcode === "NOERROR" ? "no AAAA" : seen.rcode;
}

/** Through the host's stub if it asks the plan's resolvers already; otherwise through the same stub with their addresses, in a process that sees a resolv.conf of its own. */
async function throughStub(
  world: World,
  from: string,
  resolvers: readonly Resolver[],
  name: string,
  prefix: Prefix6,
): Promise<Part> {
  const addresses = resolvers.map(({ address }) => address);
  const own = world.facts.get(from)?.nameservers ?? [];
  const settled = own.length > 0 && own.every((server) => addresses.includes(server));
  const asked = `${from}: getent ahosts ${name}${settled ? "" : ` with nameserver ${addresses.join(", ")}`}`;
  if (addresses.length === 0) return unknown(asked, "No resolver's address is known.");
  const tried = await persist(
    world,
    from,
    { kind: "getaddrinfo", name, ...(settled ? {} : { nameservers: addresses }), timeoutMs: TRY_MS * 2 },
    (answer) =>
      observedOf("getaddrinfo", answer)?.rows.some(({ address }) => embedded(address, prefix) !== null) === true,
  );
  const rows = observedOf("getaddrinfo", tried.last)?.rows;
  if (rows === undefined)
    return unknown(asked, `${from} could not ask through its stub: ${tried.last.because}.`, tried);
  if (rows.some(({ address }) => embedded(address, prefix) !== null))
    return pass(asked, `${rows[0]!.address} first.`, tried);
  return fail(
    asked,
    `On ${from}, a new process that asks the plan's resolvers gets ${rows[0]?.address ?? "no address"} for ${name} instead of one in the plan's prefix: check the stub (options in resolv.conf, nsswitch.conf).`,
    tried,
  );
}
