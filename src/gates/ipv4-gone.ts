/** `ipv4.gone`: after the removal, a full DHCP lease and a reboot went by, and IPv4 did not come back. */

import { formatDuration } from "../plan/durations.ts";
import type { GateArgs } from "../plan/gates.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

const CALL_MS = 15_000;
/** RFC 2131 leaves it to the server; where the host no longer knows, what most grant. */
const LEASE_MS = 24 * 3_600_000;

export const ipv4Gone: Gate<"ipv4.gone"> = {
  name: "ipv4.gone",
  about:
    "On each host IPv4 was taken from: it has no IPv4 address or route now, the watch that stays there saw none come back, a whole lease went by since (`lease`, else what was left of the leased addresses when they went, else a day), and with `reboot` the host started since. Before that the answer is unknown and says when to ask again.",
  async ask({ args, hosts, world }) {
    const parts = await mapBounded(hosts, (host) => gone(world, host, args));
    return conclude(parts, `IPv4 stayed away from ${listed(hosts)} through a lease and a restart.`);
  },
};

async function gone(world: World, host: string, { leaseMs, reboot }: GateArgs["ipv4.gone"]): Promise<Part> {
  const asked = `${host}: IPv4 since its removal`;
  const answer = await world.probe(host, { kind: "ipv4-use", ignore: [] });
  const use = observedOf("ipv4-use", answer);
  if (use === null) return unknown(asked, `${host} could not be asked: ${answer.because}.`, answer);
  const kept = await kept4(world, host);
  if ("because" in kept) return unknown(asked, `${host} could not be asked: ${kept.because}.`);
  const { removed, returned } = kept;
  const observed = { addresses: use.addresses, routes: use.routes, removed, returned };
  if (removed === null)
    return unknown(
      asked,
      `Nothing on ${host} says that IPv4 was taken from it: this gate is for afterwards.`,
      observed,
    );
  const back = use.addresses[0] ?? use.routes[0];
  if (back !== undefined)
    return fail(
      asked,
      `${host} has IPv4 again (${back}): find what configures it (migrate drift), and take it away.`,
      observed,
    );
  const came = returned.find(({ at }) => at > removed.at);
  if (came !== undefined)
    return fail(
      asked,
      `IPv4 came back to ${host} at ${new Date(came.at).toISOString()} (${came.address} on ${came.interface}, ${came.how}): something still configures it.`,
      observed,
    );
  const standing = observedOf(
    "ipv6-standing",
    await world.probe(host, { kind: "ipv6-standing", destination: "2001:db8::1" }),
  );
  if (reboot && (standing === null || standing.bootedAt <= removed.at))
    return unknown(
      asked,
      `${host} has not restarted since IPv4 was taken from it at ${new Date(removed.at).toISOString()}: restart it, and ask again.`,
      observed,
    );
  const lease = leaseMs ?? removed.leaseMs ?? LEASE_MS;
  const now = world.clock.now();
  if (now - removed.at < lease)
    return unknown(
      asked,
      `A whole lease (${formatDuration(lease)}) has not gone by on ${host}: ask again after ${new Date(removed.at + lease).toISOString()}.`,
      observed,
    );
  return pass(
    asked,
    `None since ${new Date(removed.at).toISOString()}, through a lease of ${formatDuration(lease)}${reboot ? " and a restart" : ""}.`,
    observed,
  );
}

interface Kept {
  readonly removed: { readonly at: number; readonly leaseMs: number | null } | null;
  readonly returned: readonly {
    readonly at: number;
    readonly interface: string;
    readonly address: string;
    readonly how: string;
  }[];
}

async function kept4(world: World, host: string): Promise<Kept | { readonly because: string }> {
  try {
    const link = await world.fleet.link(host);
    const { receipts } = await link.call("receipts", {}, { timeoutMs: CALL_MS });
    const { returned } = await link.call("standing", {}, { timeoutMs: CALL_MS });
    const last = receipts
      .filter(({ module, state }) => module === "ipv4-address" && state === "applied")
      .toSorted((a, b) => a.at - b.at)
      .at(-1);
    return { removed: last === undefined ? null : { at: last.at, leaseMs: leaseOf(last.before) }, returned };
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) };
  }
}

/** Longest time the leased addresses had left when they went. */
function leaseOf(before: unknown): number | null {
  const addresses =
    (before as { addresses?: readonly { family?: number; validSeconds?: number | null }[] } | null)?.addresses ?? [];
  const left = addresses.flatMap(({ family, validSeconds }) =>
    family === 4 && typeof validSeconds === "number" ? [validSeconds] : [],
  );
  return left.length === 0 ? null : Math.max(...left) * 1_000;
}
