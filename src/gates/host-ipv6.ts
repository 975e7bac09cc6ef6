/** `host.ipv6`: what a host lives by once IPv4 is gone is there and stays there. */
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** A documentation address: no packet is sent, the kernel is asked which route and source it would take. */
const ELSEWHERE = "2001:db8::1";
/** RFC 4861 §6.2.1: routers announce themselves every 600 seconds at the latest. */
const LEAST_LIFE_SECONDS = 60;

export const hostIpv6: Gate<"host.ipv6"> = {
  name: "host.ipv6",
  about:
    "On each host: a global IPv6 address that is not temporary, not deprecated and passed duplicate address detection; a default route that is configured, or learned from a router by somebody who goes on listening (accept_ra, forwarding, the network stack), with more than a minute left; " +
    "and the address the kernel sends from is such an address.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, (host) => standing(world, host));
    return conclude(parts, `${listed(hosts)} ${hosts.length === 1 ? "lives" : "live"} on IPv6 by address and route.`);
  },
};

async function standing(world: World, host: string): Promise<Part> {
  const asked = `${host}: IPv6 addresses, default routes, source address`;
  const answer = await world.probe(host, { kind: "ipv6-standing", destination: ELSEWHERE });
  const seen = observedOf("ipv6-standing", answer);
  if (seen === null) return unknown(asked, `${host} could not be asked: ${answer.because}.`, answer);
  if (seen.lacks !== null) return fail(asked, `On ${host}: ${seen.lacks}.`, answer);
  const failed = seen.addresses.find(({ unusable }) => unusable);
  if (failed !== undefined)
    return fail(
      asked,
      `On ${host}, ${failed.address} on ${failed.interface} is tentative or failed duplicate address detection: another host has it, or the link does not let neighbour solicitations through.`,
      answer,
    );
  const dying = seen.defaults.find(
    ({ expiresSeconds }) => expiresSeconds !== null && expiresSeconds < LEAST_LIFE_SECONDS,
  );
  if (dying !== undefined && seen.defaults.length === 1)
    return fail(
      asked,
      `The only IPv6 default route of ${host}, via ${dying.via ?? dying.interface}, is gone in ${dying.expiresSeconds} s unless its router announces itself: find out why it does not.`,
      answer,
    );
  const from = seen.addresses.find(({ address }) => address === seen.source);
  if (from === undefined || from.deprecated || from.temporary)
    return fail(
      asked,
      `${host} sends from ${seen.source ?? "no address"}${from?.temporary === true ? ", which is temporary" : from?.deprecated === true ? ", which is deprecated" : ", which is no global address of its own"}: allow-lists elsewhere cannot name it. Turn use_tempaddr off, or set the source of the default route.`,
      answer,
    );
  return pass(asked, `${seen.because.join("; ")}; it sends from ${seen.source}.`, answer);
}
