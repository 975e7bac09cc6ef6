/** `records.aaaa`: every authoritative server answers a service's names with the IPv6 addresses of its hosts. */
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { authorityOf, keptNames, recordsAt, servicesAbout } from "./authority.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, NEVER } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** Between two looks at a secondary. */
const PAUSE_MS = 2_000;

export const recordsAaaa: Gate<"records.aaaa"> = {
  name: "records.aaaa",
  about:
    "Each name of the service that lies in a zone of `records`, at each authoritative server of that zone (`servers`, else those of its NS records): the AAAA records hold the stable address of every host asked about. " +
    "Secondaries get the time of `within` to fetch it. A server that does not answer is unknown.",
  async ask({ args: { withinMs }, service: name, hosts, world }) {
    const names: string[] = [];
    const parts = await mapBounded(servicesAbout(world, name, hosts), async (service): Promise<Part[]> => {
      const about = service.hosts.filter((host) => hosts.includes(host));
      const wanted = about.flatMap((host) => addressOf(world, host, 6) ?? []);
      const kept = keptNames(world, [...service.names.public, ...service.names.internal]);
      names.push(...kept.map((one) => one.name));
      return (
        await mapBounded(kept, async (one) => {
          const { servers, from, lacking } = await authorityOf(world, one.source);
          const missing =
            lacking === null
              ? []
              : [unknown(`${one.name} at every server`, `${lacking}: name them under \`servers\`.`)];
          if (lacking === null && servers.length === 0)
            return [
              pass(`${one.name} AAAA`, `No server has it: ${one.source.host} reads ${one.source.file} itself.`, null),
            ];
          return [...missing, ...(await mapBounded(servers, (server) => atServer(from, server, one.name, wanted)))];
        })
      ).flat();

      async function atServer(
        from: string,
        server: string,
        record: string,
        addresses: readonly string[],
      ): Promise<Part> {
        const asked = `${record} AAAA at ${server}`;
        const has = (found: readonly string[]): boolean =>
          addresses.every((address) =>
            found.some((one) => (canonicalIp6(one) ?? one) === (canonicalIp6(address) ?? address)),
          );
        const end = world.clock.now() + withinMs;
        let seen = await recordsAt(world, from, server, record, "AAAA", has);
        while (!("because" in seen) && !has(seen.addresses) && world.clock.now() < end) {
          await world.clock.wait(PAUSE_MS, NEVER);
          seen = await recordsAt(world, from, server, record, "AAAA", has);
        }
        if ("because" in seen) return unknown(asked, `${server} does not answer for ${record}: ${seen.because}.`);
        if (has(seen.addresses)) return pass(asked, `It has ${addresses.join(", ")}.`, seen.observed);
        return fail(
          asked,
          `${server} answers ${record} AAAA with ${seen.addresses.join(", ") || "nothing"}, without ${addresses.join(", ")}: see whether it fetches the zone from its primary.`,
          seen.observed,
        );
      }
    });
    if (names.length === 0)
      return { finding: "pass", because: "No name of it lies in a zone of `records`.", observed: {} };
    return conclude(parts.flat(), `Every authoritative server has the AAAA of ${listed([...new Set(names)])}.`);
  },
};
