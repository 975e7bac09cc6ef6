/** `dns.reverse`: each host's IPv6 address has a name, and the name has the address. */
import { reverseName6 } from "../../agent/net/ip6.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { askDns, dataOf, dnsQuestion } from "./resolvers.ts";
import { askersFor } from "./vantage.ts";
import { listed } from "./words.ts";

export const dnsReverse: Gate<"dns.reverse"> = {
  name: "dns.reverse",
  about:
    "From a vantage point inside, by its own name servers: the PTR record of each host's IPv6 address, and an AAAA record of that name with the same address (forward-confirmed). Mail servers, sshd and logs go by it.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, (host) => reverse(world, host));
    return conclude(parts, `The IPv6 addresses of ${listed(hosts)} have names, and the names have the addresses.`);
  },
};

async function reverse(world: World, host: string): Promise<Part> {
  const asked = `PTR of ${host} over IPv6`;
  const address = addressOf(world, host, 6);
  if (address === null) return unknown(asked, `The IPv6 address of ${host} is not known: set ipv6 in the inventory.`);
  const from = askersFor(world, host).hosts[0]!;
  const server = world.facts.get(from)?.nameservers[0];
  if (server === undefined) return unknown(asked, `${from} has no name server to ask.`);
  const name = reverseName6(address);
  const found = await askDns(world, from, dnsQuestion(server, name, "PTR"), ({ answers }) => answers.length > 0);
  if (found.seen === null || found.seen.rcode === "SERVFAIL" || found.seen.rcode === "REFUSED")
    return unknown(asked, `${from} got no answer for the PTR of ${address}: ${found.tried.last.because}.`, found.tried);
  const names = dataOf(found.seen, "PTR").map((one) => one.replace(/\.$/, ""));
  if (names.length === 0)
    return fail(
      asked,
      `${address} of ${host} has no PTR record (${found.seen.rcode}): add one at ${name}.`,
      found.tried,
    );
  const forward = await askDns(
    world,
    from,
    dnsQuestion(server, names[0]!, "AAAA"),
    ({ answers }) => answers.length > 0,
  );
  if (forward.seen === null)
    return unknown(asked, `${from} got no answer for ${names[0]}: ${forward.tried.last.because}.`, forward.tried);
  const back = dataOf(forward.seen, "AAAA");
  const observed = { found: found.tried, forward: forward.tried };
  if (!back.includes(address))
    return fail(
      asked,
      `${address} of ${host} is ${names[0]}, and ${names[0]} is ${back.length === 0 ? "no IPv6 address" : back.join(", ")}: add the AAAA record, or set the PTR to a name that has it.`,
      observed,
    );
  return pass(asked, `${address} is ${names[0]}, and back.`, observed);
}
