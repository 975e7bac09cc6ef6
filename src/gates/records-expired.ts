/** `records.expired`: the A records that were dropped are gone everywhere, also from caches. */
import type { Change, Receipt } from "../../agent/protocol/messages.ts";
import { namesThatMove } from "../plan/context.ts";
import { authorityOf, keptNames, recordsAt, servicesAbout } from "./authority.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, NEVER, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** A timer of Node holds 24.8 days. */
const LONGEST_WAIT_MS = 3_600_000;
const READ_MS = 30_000;

export const recordsExpired: Gate<"records.expired"> = {
  name: "records.expired",
  about:
    "Each internal name of the service that lies in a zone of `records`, and each public one whose IPv4 clients come in by an edge: no authoritative server has an A record for a host asked about; and twice the TTL that the record had before it was lowered has passed since it was dropped, by the receipts on the host that keeps the records. Waits for it.",
  async ask({ service: name, hosts, world }) {
    const names: string[] = [];
    const parts = await mapBounded(servicesAbout(world, name, hosts), async (service): Promise<Part[]> => {
      const about = service.hosts.filter((host) => hosts.includes(host));
      const dropped = about.flatMap((host) => addressOf(world, host, 4) ?? []);
      const kept = keptNames(world, namesThatMove(service));
      names.push(...kept.map((one) => one.name));
      return (
        await mapBounded(kept, async ({ name: record, source }) => {
          const waited = await waitOut(world, source.host, record, dropped);
          const { servers, from, lacking } = await authorityOf(world, source);
          const missing =
            lacking === null ? [] : [unknown(`${record} at every server`, `${lacking}: name them under \`servers\`.`)];
          return [
            waited,
            ...missing,
            ...(await mapBounded(servers, (server) => gone(world, from, server, record, dropped))),
          ];
        })
      ).flat();
    });
    if (names.length === 0)
      return { finding: "pass", because: "No internal name of it lies in a zone of `records`.", observed: {} };
    return conclude(parts.flat(), `No server and no cache has an A record of ${listed([...new Set(names)])} any more.`);
  },
};

async function gone(
  world: World,
  from: string,
  server: string,
  name: string,
  dropped: readonly string[],
): Promise<Part> {
  const asked = `${name} A at ${server}`;
  const none = (found: readonly string[]): boolean => !dropped.some((address) => found.includes(address));
  const seen = await recordsAt(world, from, server, name, "A", none);
  if ("because" in seen) return unknown(asked, `${server} does not answer for ${name}: ${seen.because}.`);
  if (none(seen.addresses)) return pass(asked, "It has none of them.", seen.observed);
  return fail(
    asked,
    `${server} still answers ${name} A with ${seen.addresses.join(", ")}: see whether it fetches the zone from its primary.`,
    seen.observed,
  );
}

/** The receipts know when a record went and how long it lived before. */
async function waitOut(world: World, host: string, name: string, dropped: readonly string[]): Promise<Part> {
  const asked = `${name}: twice the old TTL`;
  let receipts: readonly Receipt[];
  try {
    const link = await world.fleet.link(host);
    receipts = (await link.call("receipts", {}, { timeoutMs: READ_MS })).receipts;
  } catch (error) {
    return unknown(asked, `When the A record went is not known: ${(error as Error).message}.`);
  }
  const until = expiryOf(receipts, name.toLowerCase(), dropped);
  if (until === null) return pass(asked, "No A record of it was dropped: no cache has one of ours.", null);
  while (world.clock.now() < until.at)
    await world.clock.wait(Math.min(until.at - world.clock.now(), LONGEST_WAIT_MS), NEVER);
  return pass(asked, `${2 * until.ttl} s have passed since it was dropped.`, until);
}

/** When the last cache has forgotten; null where nothing was dropped. By the host's own clock. */
export function expiryOf(
  receipts: readonly Receipt[],
  name: string,
  dropped: readonly string[],
): { readonly at: number; readonly ttl: number; readonly since: number } | null {
  const own = receipts.filter(({ module, state }) => module === "dns-record" && state === "applied");
  const changes = own.flatMap((receipt) => receipt.changes.map((change) => ({ change, at: receipt.at })));
  const drops = changes.filter(
    ({ change }) => change.after === null && dropped.some((address) => change.key === `record:${name}:A:${address}`),
  );
  if (drops.length === 0) return null;
  const lowered = changes
    .filter(({ change }) => change.key === `ttl:${name}:A`)
    .map(({ change }) => Number(change.before));
  const ttl = Math.max(...drops.map(({ change }) => ttlIn(change)), ...lowered);
  const since = Math.max(...drops.map(({ at }) => at));
  return { at: since + 2 * ttl * 1000, ttl, since };
}

/** `api.corp.example. 300 A 10.0.0.7`; 0 where the record says nothing, as a hosts file. */
function ttlIn({ before }: Change): number {
  return Number(/^\S+ (\d+) A /.exec(before ?? "")?.[1] ?? 0);
}
