/** Names this host calls: have they AAAA, and does a connection over IPv6 come about from here, now. */
import { parseIp4 } from "../net/ip4.ts";
import { parseIp6 } from "../net/ip6.ts";
import { contains6, parsePrefix6 } from "../net/prefix.ts";
import { probe } from "../probes/probe.ts";
import type { AuditFinding, NameFact } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { finding } from "./finding.ts";
import { kindOfPlace, type NamedIn } from "./neighbours.ts";

const MOST_NAMES = 64;
const AT_ONCE = 8;
const LOOKUP_MS = 6_000;
const CONNECT_MS = 3_000;

/** Each name and port once; more than 64 are not asked, and that is told. */
export async function askNames(
  sys: System,
  named: readonly NamedIn[],
  nat64: readonly string[],
): Promise<{ names: NameFact[]; left: number }> {
  const once = [...new Map(named.map((one) => [`${one.name} ${one.port} ${one.protocol}`, one])).values()];
  const asked = once.slice(0, MOST_NAMES);
  const names: NameFact[] = [];
  for (let i = 0; i < asked.length; i += AT_ONCE)
    names.push(...(await Promise.all(asked.slice(i, i + AT_ONCE).map((one) => askName(sys, one, nat64)))));
  return { names, left: once.length - asked.length };
}

async function askName(sys: System, named: NamedIn, nat64: readonly string[]): Promise<NameFact> {
  // ahosts and not hosts: the latter shows one family only. In a process of its own: what a new program would get.
  const got = await sys.exec(["getent", "ahosts", named.name], { timeoutMs: LOOKUP_MS });
  const { a, aaaa, synthesised } = sortAddresses(got.stdout, nat64);
  const fact = { ...named, a, aaaa, synthesised, reachableTranslated: null, banner: null };
  if (a.length + aaaa.length + synthesised.length === 0)
    return { ...fact, reachable6: null, because: `${named.name} does not resolve here (getent: exit ${got.code})` };
  const native = aaaa.length > 0;
  const address = aaaa[0] ?? synthesised[0];
  if (address === undefined) return { ...fact, reachable6: null, because: `${named.name} has no AAAA record` };
  if (named.protocol === "udp")
    return { ...fact, reachable6: null, because: "not tried: UDP does not answer to a knock" };
  const speaksFirst = [25, 465, 587].includes(named.port) && named.port !== 465;
  const answer = await probe(sys, {
    kind: "tcp",
    host: address,
    port: named.port,
    family: 6,
    read: speaksFirst ? "line" : "nothing",
    timeoutMs: CONNECT_MS,
  });
  const received = (answer.observed as { received?: string }).received?.trim() ?? "";
  const connected = answer.outcome === "answered";
  return {
    ...fact,
    reachable6: native ? connected : null,
    reachableTranslated: native ? null : connected,
    banner: received === "" ? null : received.slice(0, 120),
    because: connected ? `connected to ${address}` : `${address}: ${answer.because}`,
  };
}

/** Rows of `getent ahosts`. Pure. */
export function sortAddresses(text: string, nat64: readonly string[]): Pick<NameFact, "a" | "aaaa" | "synthesised"> {
  const prefixes = nat64.flatMap((one) => parsePrefix6(one) ?? []);
  const all = [...new Set(text.split("\n").map((row) => row.split(/\s/)[0]!))].map((one) =>
    one.replace(/^::ffff:(?=\d+\.)/, ""),
  );
  const six = all.flatMap((text) => {
    const bytes = parseIp6(text);
    return bytes === null ? [] : [{ text, synthesised: prefixes.some((prefix) => contains6(prefix, bytes)) }];
  });
  return {
    a: all.filter((one) => parseIp4(one) !== null),
    aaaa: six.filter((one) => !one.synthesised).map((one) => one.text),
    synthesised: six.filter((one) => one.synthesised).map((one) => one.text),
  };
}

/** @param translated whether NAT64 and DNS64 will stand between: then a name with A alone is no obstacle, though not native. */
export function nameFindings(names: readonly NameFact[], translated: boolean): AuditFinding[] {
  return names.flatMap((fact) => {
    const { name, port, protocol, from, a, aaaa, synthesised, reachable6, because } = fact;
    const called = `${name} ${protocol} ${port}`;
    const kind = kindOfPlace(from);
    const place = from === "plan" ? called : from;
    if (aaaa.length === 0 && (a.length > 0 || synthesised.length > 0))
      return [
        finding(
          kind ?? "name.no-aaaa",
          place,
          `${called} has no AAAA record of its own`,
          translated
            ? "nothing: it will be reached through NAT64"
            : "use a name with AAAA, or reach it through NAT64 and DNS64",
          { weight: translated ? "note" : "look", address: a[0] ?? null, port },
        ),
      ];
    if (reachable6 === false)
      return [
        finding(
          kind ?? "name.unreachable6",
          place,
          `${called} has AAAA records, and no connection over IPv6 came about from here: ${because}`,
          "find out where IPv6 to it ends; until then a host without IPv4 loses it",
          { address: a[0] ?? null, port },
        ),
      ];
    return [];
  });
}
