/** `ssh.fresh6`: before and after IPv4 goes, the way back in must be open over IPv6 alone. */
import { parseIp6 } from "../../agent/net/ip6.ts";
import type { Hello } from "../../agent/protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../agent/protocol/version.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, type Gate, observedOf, persist, TRIES, TRY_MS, triesMade, type World } from "./gate.ts";
import { agree, conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const sshFresh6: Gate<"ssh.fresh6"> = {
  name: "ssh.fresh6",
  about:
    "From the controller: a new SSH connection to each host over IPv6, whose two ends the host itself sees as IPv6. " +
    "From each vantage point inside and outside (IPv6): a TCP connection to that SSH port, answered by an SSH banner.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, async (host) => {
      const { part, port } = await fromController(world, host);
      return [part, ...(await fromVantage(world, host, port))];
    });
    return conclude(parts.flat(), `A new SSH connection over IPv6 works to ${listed(hosts)}.`);
  },
};

async function fromController(world: World, host: string): Promise<{ part: Part; port: number }> {
  const asked = `controller: new SSH connection to ${host} over IPv6`;
  const stated = world.inventory.hosts.get(host)?.port ?? world.plan.fleet.port ?? 22;
  const tries: { readonly at: number; readonly seen: Hello["connection"]; readonly error: string | null }[] = [];
  for (let i = 0; i < TRIES; i++) {
    const at = world.clock.now();
    try {
      const { connection } = await hello(world, host);
      tries.push({ at, seen: connection, error: null });
      if (connection === null)
        return {
          part: unknown(
            asked,
            `${host} does not say over which family the controller came in: its sshd sets no SSH_CONNECTION.`,
            tries,
          ),
          port: stated,
        };
      if (isIp6(connection.client) && isIp6(connection.server))
        return {
          part: pass(
            asked,
            `${host} saw [${connection.client}] come in at [${connection.server}]:${connection.serverPort}.`,
            tries,
          ),
          port: connection.serverPort,
        };
      return {
        part: fail(
          asked,
          `The new SSH connection to ${host} came in from ${connection.client} to ${connection.server}, which is not IPv6 on both ends: a jump host or a proxy speaks IPv4 on the last stretch. Give the host an IPv6 path.`,
          tries,
        ),
        port: connection.serverPort,
      };
    } catch (error) {
      tries.push({ at, seen: null, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    part: fail(
      asked,
      `The controller cannot open a new SSH connection to ${host} over IPv6 (${TRIES} tries): ${tries.at(-1)!.error}. Check sshd's ListenAddress, the IPv6 firewall and the route.`,
      tries,
    ),
    port: stated,
  };
}

async function hello(world: World, host: string): Promise<Hello> {
  const link = await world.fleet.freshOverIpv6(host);
  try {
    return await link.call("hello", { protocol: PROTOCOL_VERSION }, { timeoutMs: TRY_MS });
  } finally {
    await link.close();
  }
}

/** A mapped address is IPv4 in other clothes. */
function isIp6(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  return parseIp6(plain) !== null && !/^::ffff:/i.test(plain);
}

async function fromVantage(world: World, host: string, port: number): Promise<Part[]> {
  const { inside, outside6, confirm } = world.plan.vantage;
  const askers = [...new Set([...inside, ...outside6])].filter((name) => name !== host);
  if (askers.length === 0) return [];
  const asked = `SSH port of ${host} over IPv6, from ${listed(askers)}`;
  const address = addressOf(world, host, 6);
  if (address === null) return [unknown(asked, `The IPv6 address of ${host} is not known: set ipv6 in the inventory.`)];
  const voices = await mapBounded(askers, async (from) => ({
    from,
    parts: [await banner(world, from, host, address, port)],
  }));
  return [agree(asked, Math.min(confirm, askers.length), voices, `${asked}: an SSH server answers.`)];
}

async function banner(world: World, from: string, host: string, address: string, port: number): Promise<Part> {
  const asked = `${from}: TCP connect to [${address}]:${port}`;
  const tried = await persist(world, from, {
    kind: "tcp",
    host: address,
    port,
    family: 6,
    read: "line",
    timeoutMs: TRY_MS,
  });
  const seen = observedOf("tcp", tried.last);
  if (tried.last.outcome === "unable") return unknown(asked, `${from} could not ask: ${tried.last.because}.`, tried);
  if (seen?.received.startsWith("SSH-") === true) return pass(asked, seen.received.trim(), tried);
  const what =
    seen === null
      ? tried.last.because
      : `what answers is no SSH server (${JSON.stringify(seen.received.slice(0, 40))})`;
  return fail(
    asked,
    `From ${from}, the SSH port of ${host} does not answer over IPv6 (${triesMade(tried)}): ${what}. Check sshd's ListenAddress and the IPv6 firewall.`,
    tried,
  );
}
