/** What DNS says of the hosts, so that nobody has to type it. */
import { lookup } from "node:dns/promises";
import { isIPv4, isIPv6 } from "node:net";
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import type { Host } from "../plan/hosts.ts";
import type { StarterHost } from "./text.ts";

const ANSWER_MS = 5_000;

/** Hosts whose name says nothing keep what the inventory says. Never throws: a name without an answer has no address. */
export async function addressesOf(hosts: readonly Host[]): Promise<StarterHost[]> {
  return Promise.all(hosts.map(addressesOfHost));
}

async function addressesOfHost({ name, address, ipv4, ipv6 }: Host): Promise<StarterHost> {
  const found = isIPv4(address) || isIPv6(address) ? [address] : await resolved(address);
  const four = ipv4 ?? found.find(isIPv4) ?? null;
  const six = ipv6 ?? found.find((text) => isIPv6(text) && !text.startsWith("fe80:")) ?? null;
  return {
    name,
    address: address === name ? null : address,
    ipv4: four !== null && isLoopback(four) ? null : four,
    ipv6: six === null || six === "::1" ? null : (canonicalIp6(six) ?? six),
  };
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.");
}

async function resolved(name: string): Promise<readonly string[]> {
  const answer = lookup(name, { all: true }).then((all) => all.map(({ address }) => address));
  const tooLate = new Promise<readonly string[]>((done) => setTimeout(done, ANSWER_MS, []).unref());
  return Promise.race([answer.catch(() => []), tooLate]);
}
