/** Everything that is decided before the first packet: names, ports, hops, keys, and which client can do it. */
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { type HostAddress, targetOf } from "./address.ts";
import { gatherIdentities, type Identities } from "./identities.ts";
import { type KnownHosts, keysFor, knownName, readKnownHosts } from "./known-hosts.ts";
import { parseHop, type SshQuery, type SshSettings, sshSettings } from "./ssh-config.ts";

/** One connection of a chain. */
export interface Leg {
  /** In messages: the inventory's name, or the hop as it was written. */
  readonly label: string;
  /** What ssh is asked for. */
  readonly query: SshQuery;
  readonly settings: SshSettings;
  readonly identities: Identities;
  readonly known: KnownHosts;
  /** Names this leg's host may be known by. */
  readonly names: readonly string[];
}

export interface ConnectionPlan {
  /** Jump hosts in order, then the host itself. */
  readonly legs: readonly [...Leg[], Leg];
  /** Why ssh2 cannot make it; empty where it can. */
  readonly onlyOpenssh: readonly string[];
}

/** Types of host keys ssh2 can verify. */
export const HOST_KEY_TYPES: ReadonlySet<string> = new Set([
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "ssh-rsa",
]);

/** A chain of hops that leads back to itself is a mistake in the configuration. */
const MAX_HOPS = 8;

/** @param from the host whose way is gone first, and out of it: instead of the host's own jump hosts. */
export async function planConnection(
  host: HostAddress,
  configFile?: string,
  from: HostAddress | null = null,
): Promise<ConnectionPlan> {
  const config = configFile === undefined ? {} : { configFile };
  const own: SshQuery = {
    target: targetOf(host),
    ...(host.port === undefined ? {} : { port: host.port }),
    ...(host.user === undefined ? {} : { user: host.user }),
    ...(host.jump === undefined ? {} : { jump: host.jump }),
    ...(host.identityFile === undefined ? {} : { identityFile: host.identityFile }),
    ...config,
  };
  const last = await leg(host.name, own);
  const legs: Leg[] = [];
  if (from !== null) legs.push(...(await planConnection(from, configFile)).legs);
  else for (const hop of last.settings.jump) legs.push(...(await hopLegs(hop, config, 0)));
  const all = [...legs, last] as const;
  const onlyOpenssh = all.flatMap((l) =>
    [...l.settings.onlyOpenssh, ...l.identities.onlyOpenssh, ...hostKeyReasons(l)].map((why) =>
      l === last ? why : `${why} (for ${l.label})`,
    ),
  );
  return { legs: all, onlyOpenssh };
}

/** A jump host may itself be behind one, by the operator's configuration: only the first hop's own is followed, as `ssh` does. */
async function hopLegs(hop: string, config: { configFile?: string }, depth: number): Promise<Leg[]> {
  const { target, user, port } = parseHop(hop);
  const query = { target, ...(user === undefined ? {} : { user }), ...(port === undefined ? {} : { port }), ...config };
  const own = await leg(hop, query);
  if (depth >= MAX_HOPS) return [own];
  const before: Leg[] = [];
  for (const further of own.settings.jump) before.push(...(await hopLegs(further, config, depth + 1)));
  return [...before, own];
}

async function leg(label: string, query: SshQuery): Promise<Leg> {
  const settings = await sshSettings(query);
  const [identities, known] = await Promise.all([
    gatherIdentities(settings, query.identityFile ?? null),
    readKnownHosts(settings.knownHostsFiles),
  ]);
  const names =
    settings.hostKeyAlias === null
      ? [knownName(canonicalIp6(settings.hostname) ?? settings.hostname, settings.port)]
      : [settings.hostKeyAlias];
  return { label, query, settings, identities, known, names };
}

/** ssh2 has no host certificates, and not every type of key. */
function hostKeyReasons(l: Leg): string[] {
  const keys = l.names.flatMap((name) => keysFor(l.known, name));
  const plain = keys.filter((k) => k.marker === "");
  if (plain.some((k) => HOST_KEY_TYPES.has(k.type))) return [];
  const authority = keys.find((k) => k.marker === "@cert-authority");
  if (authority !== undefined) return [`its host key is certified (${authority.at})`];
  return plain.length > 0 ? [`its known host key is of type ${plain[0]!.type} (${plain[0]!.at})`] : [];
}
