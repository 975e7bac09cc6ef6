/** What DNS says of the names this host serves: at each authoritative server, and for its own addresses the other way round. */
import { reverseName6 } from "../net/ip6.ts";
import { probe } from "../probes/probe.ts";
import type { AuditFinding } from "../protocol/audit.ts";
import type { DnsType, Observed } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { type Blind, type Found, finding } from "./finding.ts";
import { sortAddresses } from "./names.ts";

const TRY_MS = 2_000;
const LOOKUP_MS = 5_000;
const MOST_NAMES = 32;

/** One question to one server; null where no answer came. */
export type Ask = (name: string, type: DnsType, server?: string) => Promise<Observed["dns"] | null>;

/** Over UDP, twice. @param server asked where a question names none: this host's own first name server. */
export function asker(sys: System, server: string): Ask {
  return async (name, type, at = server) => {
    for (let i = 0; i < 2; i++) {
      const flags = { dnssecOk: false, checkingDisabled: false };
      const question = {
        kind: "dns",
        server: at,
        port: 53,
        transport: "udp",
        name,
        type,
        ...flags,
        timeoutMs: TRY_MS,
      } as const;
      const answer = await probe(sys, question);
      if (answer.outcome === "answered") return answer.observed as unknown as Observed["dns"];
    }
    return null;
  };
}

export function dataOf(seen: Observed["dns"] | null, type: DnsType): string[] {
  return (seen?.answers ?? []).filter((one) => one.type === type).map(({ data }) => data.replace(/\.$/, ""));
}

/** The A and AAAA records of names, asked of every server that their zone names. */
export async function zoneFindings(sys: System, ask: Ask, names: readonly string[]): Promise<Found> {
  const findings: AuditFinding[] = [];
  const unknown: Blind[] = [];
  const blind = (name: string, because: string): void => {
    unknown.push({ what: `authoritative answers for ${name}`, because });
  };
  for (const name of names.slice(0, MOST_NAMES)) {
    const zone = await zoneOf(ask, name);
    if (zone === null) {
      blind(name, "no name at or above it has NS records here");
      continue;
    }
    const said = new Map<string, string>();
    for (const server of zone.servers) {
      const { stdout } = await sys.exec(["getent", "ahosts", server], { timeoutMs: LOOKUP_MS });
      const { a, aaaa, synthesised } = sortAddresses(stdout, []);
      const address = aaaa[0] ?? synthesised[0] ?? a[0];
      if (address === undefined) {
        blind(name, `${server} has no address`);
        continue;
      }
      const [four, six] = [await ask(name, "A", address), await ask(name, "AAAA", address)];
      if (four === null || six === null) {
        blind(name, `${server} (${address}) does not answer`);
        continue;
      }
      const own = dataOf(six, "AAAA");
      said.set(server, [...dataOf(four, "A"), ...own].sort().join(" "));
      if (own.length === 0)
        findings.push(
          finding(
            "dns.no-aaaa",
            `${name} at ${server}`,
            `${server}, a server of ${zone.name}, has no AAAA record of ${name}${six.rcode === "NOERROR" ? "" : ` (${six.rcode})`}`,
            "add the record; phase 1 does it for the records the plan names",
          ),
        );
    }
    const [first, ...others] = said;
    const other = others.find(([, text]) => text !== first![1]);
    if (other !== undefined)
      findings.push(
        finding(
          "dns.differs",
          `${name} at ${other[0]}`,
          `${first![0]} says ${first![1] || "nothing"} for ${name}, and ${other[0]} says ${other[1] || "nothing"}`,
          `bring their copies of ${zone.name} together`,
          { weight: "look" },
        ),
      );
  }
  return { findings, unknown };
}

async function zoneOf(
  ask: Ask,
  name: string,
): Promise<{ readonly name: string; readonly servers: readonly string[] } | null> {
  const labels = name.split(".");
  for (let i = 0; i < labels.length - 1; i++) {
    const zone = labels.slice(i).join(".");
    const servers = dataOf(await ask(zone, "NS"), "NS");
    if (servers.length > 0) return { name: zone, servers };
  }
  return null;
}

/** Name of an address that has the address, by PTR and back (forward-confirmed); `asked` false where no answer came. */
export async function confirmedName(
  ask: Ask,
  address: string,
): Promise<{ readonly asked: boolean; readonly ptr: string | null; readonly confirmed: boolean }> {
  const reverse = await ask(reverseName6(address), "PTR");
  if (reverse === null || reverse.rcode === "SERVFAIL") return { asked: false, ptr: null, confirmed: false };
  const ptr = dataOf(reverse, "PTR")[0] ?? null;
  const back = ptr === null ? [] : dataOf(await ask(ptr, "AAAA"), "AAAA");
  return { asked: true, ptr, confirmed: back.includes(address) };
}
