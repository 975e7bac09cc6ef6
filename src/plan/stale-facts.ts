/** Which facts that a plan was made from are others now. Traffic, boot and temporary addresses change by themselves and count for nothing. */
import type { AddressFact, HostFacts, RouteFact } from "../../agent/protocol/facts.ts";
import type { Change } from "../../agent/protocol/messages.ts";

export interface StaleFact {
  readonly host: string;
  /** In words: `addresses: 198.51.100.7/24 on eth0 is new`. */
  readonly fact: string;
}

type Facts = Readonly<Record<string, HostFacts>>;

export function staleFacts(then: Facts, now: ReadonlyMap<string, HostFacts>): StaleFact[] {
  return Object.entries(then).flatMap(([host, before]) => {
    const after = now.get(host);
    if (after === undefined) return [{ host, fact: "it answered when the plan was made, and does not now" }];
    return differences(before, after).map((fact) => ({ host, fact }));
  });
}

function differences(then: HostFacts, now: HostFacts): string[] {
  const single = (name: string, read: (facts: HostFacts) => string): string[] =>
    read(then) === read(now) ? [] : [`${name}: was ${read(then) || "none"}, is ${read(now) || "none"}`];
  const lists = (name: string, read: (facts: HostFacts) => readonly string[]): string[] => {
    const [old, fresh] = [new Set(read(then)), new Set(read(now))];
    return [
      ...[...old].filter((one) => !fresh.has(one)).map((one) => `${name}: ${one} is gone`),
      ...[...fresh].filter((one) => !old.has(one)).map((one) => `${name}: ${one} is new`),
    ];
  };
  return [
    ...single("host name", ({ hostname }) => hostname),
    ...single("system", ({ os }) => `${os.id} ${os.version}`),
    ...single("kernel", ({ kernel }) => kernel),
    ...single("init", ({ init }) => init),
    ...single("network owner", ({ networkOwner }) => networkOwner.owner),
    ...single("resolver owner", ({ resolverOwner }) => resolverOwner.owner),
    ...single("nameservers", ({ nameservers }) => nameservers.join(", ")),
    ...lists("addresses", ({ addresses }) => addresses.filter(lasts).map(addressText)),
    ...lists("routes", ({ routes }) => routes.map(routeText)),
    ...lists("missing programs", ({ missing }) => missing),
  ];
}

/** Privacy addresses come and go by themselves. */
function lasts({ temporary, scope }: AddressFact): boolean {
  return !temporary && scope !== "link";
}

function addressText({ address, prefixLength, interface: name }: AddressFact): string {
  return `${address}/${prefixLength} on ${name}`;
}

function routeText({ destination, via, interface: name, table, family }: RouteFact): string {
  return `IPv${family} ${destination} via ${via ?? "link"} on ${name ?? "no interface"} in table ${table}`;
}

/** What the checks found then and find now, by step: a change that is not the one a person has seen. */
export function otherChanges(
  then: Readonly<Record<string, readonly Change[]>>,
  now: Readonly<Record<string, readonly Change[]>>,
): { readonly step: string; readonly change: string }[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].flatMap((step) => {
    const text = (changes: readonly Change[] | undefined): Map<string, string> =>
      new Map((changes ?? []).map((change) => [JSON.stringify(change), change.title]));
    const [old, fresh] = [text(then[step]), text(now[step])];
    return [
      ...[...old].filter(([key]) => !fresh.has(key)).map(([, title]) => `planned and not found any more: ${title}`),
      ...[...fresh].filter(([key]) => !old.has(key)).map(([, title]) => `found and not planned: ${title}`),
    ].map((change) => ({ step, change }));
  });
}
