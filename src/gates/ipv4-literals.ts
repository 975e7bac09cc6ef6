/** `ipv4.literals`: no IPv4 address written down where a program takes it from. */
import type { AuditFinding } from "../../agent/protocol/audit.ts";
import { mapBounded } from "./bounded.ts";
import type { Gate } from "./gate.ts";
import { inspectionOf } from "./inspected.ts";
import { isLive, observationOf } from "./observed.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

const MOST_NAMED = 50;

export const ipv4Literals: Gate<"ipv4.literals"> = {
  name: "ipv4.literals",
  about:
    "On each host: IPv4 addresses in /etc, /opt, /srv, /var/www, units, crontabs and the plan's scan.paths, and in environment and command line of every process; netmasks, loopback, prefixes, comments, versions and the host's own addresses set aside. " +
    "With `none` any of them fails. With `unused` only those fail that an observation (`migrate audit --for`) has also seen in flows; without one, what was found is unknown.",
  async ask({ args: { allow }, hosts, world }) {
    const parts = await mapBounded(hosts, async (host): Promise<Part> => {
      const asked = `${host}: IPv4 literals`;
      const looked = await inspectionOf(world, host, "literals");
      if ("because" in looked) return unknown(asked, `${host} could not be searched: ${looked.because}.`);
      const found = looked.audit.findings.filter(({ kind }) => kind.startsWith("literal."));
      const blind = looked.audit.unknown.filter(({ what }) => what.startsWith("IPv4 literals"));
      const { setAside } = looked.audit;
      const observed = { found: found.slice(0, MOST_NAMED), setAside, blind };
      if (allow === "none" && found.length > 0) return fail(asked, told(host, found), observed);
      if (blind.length > 0)
        return unknown(asked, `${host} was not searched to the end: ${blind[0]!.because}.`, observed);
      if (found.length === 0) return pass(asked, "No IPv4 literal that anything would use.", observed);
      const seen = await observationOf(world, host);
      const used = found.filter(({ address }) =>
        seen?.flows.some(({ peer, direction }) => peer === address && direction === "out"),
      );
      if (used.length > 0) return fail(asked, told(host, used), { ...observed, used });
      if (seen === null || !isLive(seen))
        return unknown(
          asked,
          `${host} has ${found.length} IPv4 literals, and nothing observes whether they are used: run \`migrate audit PLAN --for 24h\` first.`,
          observed,
        );
      const since = new Date(seen.unbrokenSince).toISOString();
      return pass(asked, `${found.length} IPv4 literals, none of them used since ${since}.`, observed);
    });
    return conclude(parts, `No IPv4 literal in use on ${listed(hosts)}.`);
  },
};

function told(host: string, found: readonly AuditFinding[]): string {
  const { place, what, fix } = found[0]!;
  const more = found.length > 1 ? ` (and ${found.length - 1} more)` : "";
  return `On ${host}, ${place}: ${what}${more}: ${fix}.`;
}
