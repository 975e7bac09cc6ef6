/** `nat64.failures`: which hosts failed to connect to which IPv4-only servers through the translator, by name, lately. */

import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { DNS64_STATUS_SOCKET } from "../../agent/protocol/daemons.ts";
import { FAILED_CONNECTIONS } from "../plan/gates.ts";
import { mapBounded } from "./bounded.ts";
import { addressOf, endpointText, type Gate, observedOf, TRY_MS, type World } from "./gate.ts";
import { conclude, fail, type Judgement, type Part, pass, unknown } from "./part.ts";

/** What counts as lately. */
const WINDOW_S = 300;
/** Named in the sentence; all are in the evidence. */
const MOST_NAMED = 5;

export const nat64Failures: Gate<"nat64.failures"> = {
  name: "nat64.failures",
  about:
    "Each gateway with our own translator tells the connections to IPv4-only servers that failed in the last five minutes: SYNs sent again unanswered, RST, ICMP errors, no port left; each with the host it is of and the name that the resolvers of the plan gave for the server. " +
    "They are recorded, and the gate passes; with `max`, more than so many of one host and server fail it. Other backends do not tell.",
  async ask({ args, hosts, world }): Promise<Judgement> {
    const { nat64 } = world.plan;
    if (nat64 === null || nat64.backend !== "builtin")
      return conclude(
        [pass("failed connections", "Only our own translator tells them.", { failures: [] })],
        `Failed connections are not watched: ${nat64 === null ? "the plan has no nat64" : `${nat64.backend} does not tell them`}.`,
      );
    const names = await namesGiven(world);
    const looked = await mapBounded(nat64.gateways, (gateway) => ofGateway(world, gateway));
    const failures = looked.flatMap((each) => each.failures).map((failure) => named(world, failure, names));
    const about = failures.filter(({ host }) => host === null || hosts.includes(host));
    const { max } = args;
    const over = max === null ? [] : about.filter(({ count }) => count > max);
    const parts: Part[] = looked.flatMap(({ gateway, part }) =>
      part === null ? [pass(gateway, "Told what failed.", null)] : [part],
    );
    const asked = "failed connections";
    const text = sentence(about);
    parts.push(over.length > 0 ? fail(asked, text, { failures: about }) : pass(asked, text, { failures: about }));
    return conclude(parts, text);
  },
};

interface Failure {
  readonly client: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  readonly how: string;
  readonly count: number;
  readonly lastSecondsAgo: number;
}

/** With what people call its ends; null: nobody knows a name. */
export interface NamedFailure extends Failure {
  readonly host: string | null;
  readonly name: string | null;
}

const HOW: Readonly<Record<string, string>> = {
  unanswered: "unanswered",
  refused: "refused",
  unreachable: "unreachable",
  no_port: "without a port left",
};

interface Looked {
  readonly gateway: string;
  readonly failures: readonly Failure[];
  /** Where it could not be asked. */
  readonly part: Part | null;
}

async function ofGateway(world: World, gateway: string): Promise<Looked> {
  const answer = await world.probe(gateway, {
    kind: "daemon-status",
    socket: world.nat64Status,
    timeoutMs: TRY_MS,
  });
  const servers = observedOf("daemon-status", answer)?.status.failures as { servers?: unknown } | undefined;
  if (!Array.isArray(servers?.servers)) {
    const because = `The translator on ${gateway} does not tell failed connections: ${answer.because}.`;
    return { gateway, failures: [], part: unknown(gateway, because, answer) };
  }
  const failures = (servers.servers as Readonly<Record<string, unknown>>[])
    .filter((server) => Number(server.last_s_ago) <= WINDOW_S)
    .flatMap((server) => {
      const kinds = Object.keys(HOW).filter((kind) => Number(server[kind]) > 0);
      const how = kinds.map((kind) => `${server[kind]} ${HOW[kind]}`).join(", ");
      return Object.entries(server.clients as Readonly<Record<string, number>>).map(([client, count]) => ({
        client,
        address: String(server.address),
        port: Number(server.port),
        protocol: String(server.protocol),
        how,
        count,
        lastSecondsAgo: Number(server.last_s_ago),
      }));
    });
  return { gateway, failures, part: null };
}

/** What the plan's own resolvers synthesised addresses for. Those of other programs do not tell. */
async function namesGiven(world: World): Promise<Readonly<Record<string, string>>> {
  const { dns64 } = world.plan;
  if (dns64 === null || dns64.backend !== "builtin") return {};
  const given = await mapBounded(dns64.resolvers, async (resolver) => {
    const answer = await world.probe(resolver, {
      kind: "daemon-status",
      socket: DNS64_STATUS_SOCKET,
      timeoutMs: TRY_MS,
    });
    return (observedOf("daemon-status", answer)?.status.names ?? {}) as Readonly<Record<string, string>>;
  });
  return Object.assign({}, ...given) as Record<string, string>;
}

function named(world: World, failure: Failure, names: Readonly<Record<string, string>>): NamedFailure {
  const client = canonicalIp6(failure.client) ?? failure.client;
  const host =
    [...world.facts].find(([, { addresses }]) => addresses.some((a) => a.family === 6 && a.address === client))?.[0] ??
    [...world.inventory.hosts.keys()].find((name) => addressOf(world, name, 6) === client) ??
    null;
  return { ...failure, host, name: names[failure.address]?.replace(/\.$/, "") ?? null };
}

/** `api1 → www.vendor.example:443 (93.184.216.10): 3 unanswered, last 4 s ago` */
export function sentence(failures: readonly NamedFailure[]): string {
  if (failures.length === 0) return "No connection to an IPv4-only server failed in the last five minutes.";
  const lines = failures.slice(0, MOST_NAMED).map(({ host, client, name, address, port, how, lastSecondsAgo }) => {
    const where = name === null ? endpointText(address, port) : `${endpointText(name, port)} (${address})`;
    return `${host ?? client} → ${where}: ${how}, last ${lastSecondsAgo} s ago`;
  });
  const more = failures.length > MOST_NAMED ? ` (and ${failures.length - MOST_NAMED} more)` : "";
  return `${FAILED_CONNECTIONS}: ${lines.join("; ")}${more}.`;
}
