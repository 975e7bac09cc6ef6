/** `ssh.fresh6`: before and after IPv4 goes, the way back in must be open over IPv6 alone. */
import { parseIp6 } from "../../agent/net/ip6.ts";
import type { Hello } from "../../agent/protocol/messages.ts";
import { placesFor, vantagesOf } from "../engine/vantage.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, TRIES, TRY_MS, type World } from "./gate.ts";
import { agree, conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const sshFresh6: Gate<"ssh.fresh6"> = {
  name: "ssh.fresh6",
  about:
    "From the controller: a new SSH connection to each host over IPv6, whose two ends the host itself sees as IPv6. " +
    "From each vantage point inside and outside (IPv6), through which ours is forwarded: another one.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, async (host) => {
      return [await sshFrom(world, host, null), ...(await fromVantages(world, host))];
    });
    return conclude(parts.flat(), `A new SSH connection over IPv6 works to ${listed(hosts)}.`);
  },
};

/** @param from a vantage point; null: the controller. */
async function sshFrom(world: World, host: string, from: string | null): Promise<Part> {
  const who = from ?? "the controller";
  const asked = `${who}: new SSH connection to ${host} over IPv6`;
  const tries: { readonly at: number; readonly seen: Hello["connection"]; readonly error: string | null }[] = [];
  for (let i = 0; i < TRIES; i++) {
    const at = world.clock.now();
    try {
      const connection = await world.fleet.knockOverIpv6(host, from);
      tries.push({ at, seen: connection, error: null });
      if (connection === null)
        return unknown(
          asked,
          `${host} does not say over which family ${who} came in: its sshd sets no SSH_CONNECTION.`,
          tries,
        );
      if (isIp6(connection.client) && isIp6(connection.server))
        return pass(
          asked,
          `${host} saw [${connection.client}] come in at [${connection.server}]:${connection.serverPort}.`,
          tries,
        );
      return fail(
        asked,
        `The new SSH connection to ${host} came in from ${connection.client} to ${connection.server}, which is not IPv6 on both ends: a jump host or a proxy speaks IPv4 on the last stretch. Give the host an IPv6 path.`,
        tries,
      );
    } catch (error) {
      tries.push({ at, seen: null, error: error instanceof Error ? error.message : String(error) });
    }
  }
  if (from !== null && !(await answers(world, from)))
    return unknown(asked, `${from} could not ask: ${tries.at(-1)!.error}.`, tries);
  const forwarded =
    from === null
      ? ""
      : ` The sshd of ${from} must let connections through (AllowTcpForwarding), for confirmations come from there.`;
  return fail(
    asked,
    `From ${who} no new SSH connection to ${host} can be opened over IPv6 (${TRIES} tries): ${tries.at(-1)!.error}. Check sshd's ListenAddress, the IPv6 firewall and the route.${forwarded}`,
    tries,
  );
}

async function answers(world: World, host: string): Promise<boolean> {
  try {
    await (await world.fleet.link(host)).call("ping", {}, { timeoutMs: TRY_MS });
    return true;
  } catch {
    return false;
  }
}

/** A mapped address is IPv4 in other clothes. */
function isIp6(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  return parseIp6(plain) !== null && !/^::ffff:/i.test(plain);
}

async function fromVantages(world: World, host: string): Promise<Part[]> {
  const { from, need } = placesFor(vantagesOf(world.plan), host);
  const askers = from.filter((name) => name !== null);
  if (askers.length === 0) return [];
  const asked = `new SSH connection to ${host} over IPv6, from ${listed(askers)}`;
  const voices = await mapBounded(askers, async (asker) => ({
    from: asker,
    parts: [await sshFrom(world, host, asker)],
  }));
  return [agree(asked, need, voices, `${asked}: it works.`)];
}
