/** `packages.mirror`: each package mirror a host is configured with can be had over IPv6, from that host. */
import { mapBounded } from "./bounded.ts";
import type { Gate, World } from "./gate.ts";
import { inspectionOf } from "./inspected.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

const CONFIGURED = /^\/etc\/(apt|yum)/;

export const packagesMirror: Gate<"packages.mirror"> = {
  name: "packages.mirror",
  about:
    "On each host: every mirror in apt's and yum's configuration is a name, has an AAAA record (or a synthesised one, where the plan has NAT64), and a connection to it over IPv6 comes about from that host now. Security updates go on after IPv4.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, (host) => mirrors(world, host));
    return conclude(parts, `The package mirrors of ${listed(hosts)} are reached over IPv6.`);
  },
};

async function mirrors(world: World, host: string): Promise<Part> {
  const asked = `${host}: package mirrors`;
  const looked = await inspectionOf(world, host, "names");
  if ("because" in looked) return unknown(asked, `${host} could not be looked at: ${looked.because}.`);
  const { findings, names } = looked.audit;
  const literal = findings.find(
    ({ kind, address }) =>
      kind === "mirror.ipv4-only" && address !== null && names.every(({ a }) => !a.includes(address)),
  );
  if (literal !== undefined)
    return fail(asked, `On ${host}, ${literal.place}: ${literal.what}: ${literal.fix}.`, { literal });
  const own = names.filter(({ from }) => CONFIGURED.test(from));
  if (own.length === 0)
    return unknown(
      asked,
      `${host} has no package mirror in /etc/apt or /etc/yum.repos.d: nothing says where its updates come from.`,
    );
  const bad = own.find((one) => one.reachable6 === false || one.reachableTranslated === false);
  if (bad !== undefined)
    return fail(
      asked,
      `From ${host}, the mirror ${bad.name} (${bad.from}) is not reached over IPv6: ${bad.because}. Find out where IPv6 to it ends, or use another mirror.`,
      { own },
    );
  const without = own.find((one) => one.reachable6 === null && one.reachableTranslated !== true);
  if (without !== undefined) {
    if (without.a.length === 0)
      return unknown(
        asked,
        `From ${host}, the mirror ${without.name} (${without.from}) does not resolve: ${without.because}.`,
        { own },
      );
    return fail(
      asked,
      `The mirror ${without.name} (${without.from}) of ${host} has no AAAA record: use another, or reach it through NAT64 and DNS64.`,
      { own },
    );
  }
  return pass(asked, `${own.map(({ name }) => name).join(", ")} connect over IPv6.`, { own });
}
