/** The hosts of a run and their links: opened on first use, one connection and one channel each, reopened after a loss. */
import { isIPv6 } from "node:net";
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { parseConnection } from "../../agent/protocol/connection.ts";
import type { Hello, Method, Methods } from "../../agent/protocol/messages.ts";
import type { Fleet } from "../engine/ports.ts";
import { UnreachableError } from "../engine/ports.ts";
import { type Connection, type HostAddress, hopOf } from "./address.ts";
import { bootstrap, commandFor, gatherSupplies, knockCommandFor, type Supplies } from "./bootstrap.ts";
import { type Channel, ConnectError, type Opened, tailOf } from "./channel.ts";
import { type Distribution, PUSH_ONLY, Sites, Throttle } from "./distribution.ts";
import { openLocal } from "./local.ts";
import { openMemory, type ServeAgent } from "./memory.ts";
import { openOpenssh, opensshError } from "./openssh.ts";
import { type Pace, paceOf } from "./pace.ts";
import { planConnection } from "./plan-connection.ts";
import { type AgentLink, RpcClient } from "./rpc-client.ts";
import { ipv6AddressOf, JumpPool, openSsh2 } from "./ssh2.ts";
import { ssh2 } from "./ssh2-parts.ts";

export type FleetEvent =
  /** OpenSSH was chosen, and why. */
  | {
      readonly type: "transport";
      readonly host: string;
      readonly client: "openssh";
      readonly because: readonly string[];
    }
  /** `from`: a URL that the host fetches from; null: pushed by us, so many bytes. */
  | {
      readonly type: "push";
      readonly host: string;
      readonly what: string;
      readonly bytes: number;
      readonly from: string | null;
    }
  | { readonly type: "sent"; readonly host: string; readonly bytes: number }
  | {
      readonly type: "connected";
      readonly host: string;
      readonly via: string;
      readonly elapsedMs: number;
      readonly hello: Hello;
    }
  | { readonly type: "lost"; readonly host: string; readonly because: string }
  /** A line the agent, or the shell before it, wrote to stderr. */
  | { readonly type: "stderr"; readonly host: string; readonly line: string };

export interface FleetOptions {
  /** @throws where there is no such host. */
  readonly hosts: (name: string) => HostAddress;
  readonly log: (event: FleetEvent) => void;
  /** For hosts that do not say. Default ssh: whichever client can. */
  readonly connection?: Connection;
  /** Hosts at a time, for whoever works on the fleet. */
  readonly forks?: number;
  /** Handshakes at a time. */
  readonly parallel?: number;
  readonly connectTimeoutMs?: number;
  /** What the agent's heartbeats are awaited by; default HEARTBEAT_MS. */
  readonly beatMs?: number;
  /** `ssh -F`: instead of the operator's own. */
  readonly sshConfig?: string;
  /** Where compressed runtimes are kept; default `$XDG_CACHE_HOME/migrate/node`. */
  readonly runtimeCache?: string;
  /** From where hosts get a runtime; default: pushed. */
  readonly distribution?: Distribution;
  /** Agents in this process instead of connections. */
  readonly memory?: (host: string) => ServeAgent;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** So long after it was opened a link still proves what a new connection would. */
const AS_NEW_MS = 10_000;

/** Calls after which a host may be reached otherwise than before. A step that is only checked changes nothing either. */
const READING: ReadonlySet<Method> = new Set<Method>([
  "hello",
  "ping",
  "facts",
  "probe",
  "receipts",
  "standing",
  "vitals",
]);

interface OpenLink extends AgentLink {
  /** A new connection over IPv6 would show nothing that this one has not: it came in that way a moment ago, and nothing was changed since. */
  readonly isAsNew: boolean;
}

/** A fleet whose links say more than the engine asks. */
export interface AgentFleet extends Fleet {
  /** What is read and decided before the first packet, done for a host that will be connected to: most of it is the same for others. Never fails. */
  foresee(host: string): Promise<void>;
  link(host: string): Promise<AgentLink>;
  freshOverIpv6(host: string, from?: string | null): Promise<AgentLink>;
}

export function createFleet(options: FleetOptions): AgentFleet {
  const pace = paceOf(options.parallel);
  const distribution = options.distribution ?? PUSH_ONLY;
  const sites = new Sites(distribution);
  const throttle = new Throttle(distribution.bandwidth);
  const links = new Map<string, Promise<OpenLink>>();
  const everything = new Set<AgentLink>();
  const pools: Pools = { jumps: new JumpPool(), vantages: new JumpPool() };
  let gathered: Promise<Supplies> | null = null;
  const supplies = (): Promise<Supplies> => {
    if (gathered === null) {
      gathered = gatherSupplies(options.runtimeCache);
      gathered.catch(() => {
        gathered = null;
      });
    }
    return gathered;
  };
  let closed = false;

  const open = async (name: string, fresh: boolean, from: string | null = null): Promise<OpenLink> => {
    if (closed) throw new UnreachableError(name, `${name}: the fleet is closed`);
    const link = await openLink(options, name, { fresh, from }, supplies, pools, pace, sites, throttle).catch(
      (error) => {
        sites.settle(name, null);
        throw unreachable(name, error);
      },
    );
    everything.add(link);
    const awaited = sites.awaitedOf(name);
    if (awaited !== null) sites.settle(name, await relayUrl(link, awaited));
    if (closed) await link.close();
    return link;
  };

  return {
    ...(options.forks === undefined ? {} : { forks: options.forks }),
    foresee: async (name) => {
      if (options.memory !== undefined) return;
      try {
        const host = options.hosts(name);
        if ((host.connection ?? options.connection) === "local") return;
        const planned = planConnection(host, options.sshConfig);
        ssh2();
        await Promise.all([planned, supplies()]);
      } catch {
        // It is told when the host is connected to.
      }
    },
    link: async (name) => {
      const current = links.get(name);
      if (current !== undefined) {
        const link = await current;
        if (link.lost === null) return link;
        // Somebody else may have reopened it meanwhile.
        if (links.get(name) !== current) return links.get(name)!;
        everything.delete(link);
      }
      const opening = open(name, false);
      links.set(name, opening);
      opening.catch(() => {
        if (links.get(name) === opening) links.delete(name);
      });
      return opening;
    },
    freshOverIpv6: (name, from) => open(name, true, from),
    knockOverIpv6: async (name, from = null) => {
      const own = from === null ? await links.get(name)?.catch(() => null) : null;
      if (own?.isAsNew) return own.hello.connection;
      if (options.memory === undefined) {
        const seen = knock(options, name, from, pools, pace, sites, throttle);
        return seen.catch((error) => {
          throw unreachable(name, error);
        });
      }
      const link = await open(name, true, from);
      await link.close();
      return link.hello.connection;
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(links.values());
      await Promise.all([...everything].map((link) => link.close()));
      await pools.jumps.close();
      await pools.vantages.close();
    },
  };
}

function unreachable(name: string, error: Error): Error {
  return error instanceof ConnectError ? new UnreachableError(name, error.message, { cause: error }) : error;
}

/** Connections that others go through. A new one through a vantage point is new from there on. */
interface Pools {
  readonly jumps: JumpPool;
  readonly vantages: JumpPool;
}

interface Way {
  /** A connection of its own, over IPv6. */
  readonly fresh: boolean;
  /** The host it is to come from, by a connection forwarded there; null: from here. */
  readonly from: string | null;
}

async function openLink(
  options: FleetOptions,
  name: string,
  { fresh, from }: Way,
  supplies: () => Promise<Supplies>,
  pools: Pools,
  pace: Pace,
  sites: Sites,
  throttle: Throttle,
): Promise<OpenLink> {
  const startedAt = performance.now();
  const host = options.hosts(name);
  const timeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  let opened: Opened;
  let stock: Supplies | null = null;
  const connection = host.connection ?? options.connection ?? "ssh";
  if (options.memory !== undefined) {
    opened = openMemory(options.memory(name));
  } else if (connection === "local") {
    if (fresh) throw noConnection(name);
    opened = await openLocal(host);
  } else {
    // What can be pushed is read in while ssh and the host are asked.
    const command = async (): Promise<string> => commandFor(await supplies(), host.become);
    const opening = openRemote(options, host, connection, { fresh, from }, command, timeoutMs, pools, pace);
    [opened, stock] = await Promise.all([opening, supplies()]);
  }
  const { channel, via } = opened;
  const tail = tailOf(channel.errors, (line) => options.log({ type: "stderr", host: name, line }));
  try {
    const starting = (): Promise<Uint8Array> => start(options, host, opened, stock, tail, sites, throttle);
    // What OpenSSH does at first is its handshake.
    const first = await (via.startsWith("openssh") ? pace.handshakes.run(starting) : starting());
    const client = new RpcClient({
      host: name,
      input: channel.input,
      output: channel.output,
      first,
      closed: channel.closed,
      end: () => channel.close(),
      ...(options.beatMs === undefined ? {} : { beatMs: options.beatMs }),
      onLost: (because) => options.log({ type: "lost", host: name, because }),
    });
    const hello = await client.hello();
    if (fresh && options.memory === undefined) assertIpv6(name, hello.connection);
    const connectedAt = performance.now();
    options.log({ type: "connected", host: name, via, elapsedMs: Math.round(connectedAt - startedAt), hello });
    let changed = false;
    return {
      host: name,
      hello,
      via,
      get lost() {
        return client.lost;
      },
      get isAsNew() {
        const isNew = !changed && client.lost === null && performance.now() - connectedAt < AS_NEW_MS;
        return isNew && cameOverIpv6(hello.connection);
      },
      call: (method, params, callOptions) => {
        const checks = method === "step" && (params as Methods["step"]["params"]).mode === "check";
        changed ||= !checks && !READING.has(method);
        return client.call(method, params, callOptions);
      },
      close: () => client.close(),
    };
  } catch (error) {
    channel.close();
    throw error;
  }
}

/** A new connection over IPv6, up to the rights an agent would have, and what the host saw of it. */
async function knock(
  options: FleetOptions,
  name: string,
  from: string | null,
  pools: Pools,
  pace: Pace,
  sites: Sites,
  throttle: Throttle,
): Promise<Hello["connection"]> {
  const host = options.hosts(name);
  const connection = host.connection ?? options.connection ?? "ssh";
  if (connection === "local") throw noConnection(name);
  const timeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const command = async (): Promise<string> => knockCommandFor(host.become);
  const opened = await openRemote(options, host, connection, { fresh: true, from }, command, timeoutMs, pools, pace);
  try {
    const { channel, via } = opened;
    const tail = tailOf(channel.errors, (line) => options.log({ type: "stderr", host: name, line }));
    const answering = (): Promise<Uint8Array> =>
      start(options, host, opened, null, tail, sites, throttle, "its shell did not answer");
    const first = await (via.startsWith("openssh") ? pace.handshakes.run(answering) : answering());
    const seen = parseConnection(await lineOf(name, channel, first));
    assertIpv6(name, seen);
    return seen;
  } finally {
    opened.channel.close();
  }
}

/** The rest of a line. @param first what of it has come. @throws ConnectError where the command ends within it. */
function lineOf(name: string, { output, closed }: Channel, first: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const take = (piece: Uint8Array): void => {
      text += Buffer.from(piece).toString("latin1");
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    };
    take(first);
    output.on("data", take);
    output.resume();
    void closed.then((why) => reject(new ConnectError("lost", `${name}: its shell did not answer (${why})`)));
  });
}

function noConnection(name: string): ConnectError {
  return new ConnectError("unsupported", `${name}: connection: local makes no connection, so none over IPv6`);
}

async function start(
  options: FleetOptions,
  host: HostAddress,
  { channel, via }: Opened,
  supplies: Supplies | null,
  tail: () => string,
  sites: Sites,
  throttle: Throttle,
  failure?: string,
): Promise<Uint8Array> {
  try {
    return await bootstrap({
      host: host.name,
      channel,
      supplies,
      become: host.become,
      tail,
      sites,
      throttle,
      onPush: (what, bytes, from) => options.log({ type: "push", host: host.name, what, bytes, from }),
      onSent: (bytes) => options.log({ type: "sent", host: host.name, bytes }),
      ...(failure === undefined ? {} : { failure }),
    });
  } catch (error) {
    throw (
      (via.startsWith("openssh") && error instanceof ConnectError && error.code !== "auth"
        ? opensshError(host.name, tail())
        : null) ?? error
    );
  }
}

/** Where others of its site fetch the runtime from it. Null where it cannot serve: they are pushed to, one of them first. */
async function relayUrl(link: AgentLink, sha256: string): Promise<string | null> {
  const address = link.hello.connection?.server.replace(/%.*$/, "");
  if (address === undefined) return null;
  try {
    const { port, path } = await link.call("relay", { sha256 }, { timeoutMs: 10_000 });
    return `http://${isIPv6(address) ? `[${address}]` : address}:${port}${path}`;
  } catch {
    return null;
  }
}

async function openRemote(
  options: FleetOptions,
  host: HostAddress,
  connection: Exclude<Connection, "local">,
  { fresh, from }: Way,
  command: () => Promise<string>,
  timeoutMs: number,
  pools: Pools,
  pace: Pace,
): Promise<Opened> {
  const vantage = from === null ? null : options.hosts(from);
  const plan = await planConnection(host, options.sshConfig, vantage);
  const own = plan.legs.at(-1)!;
  const ipv6 = fresh ? await ipv6AddressOf(host.name, host.ipv6, own.settings.hostname) : null;
  const byOpenssh = async (because: readonly string[]): Promise<Opened> => {
    if (because.length > 0) options.log({ type: "transport", host: host.name, client: "openssh", because });
    const knownAs = ipv6 === null ? null : own.names[0]!;
    return openOpenssh({
      host: vantage === null ? host : { ...host, jump: hopOf(vantage) },
      command: await command(),
      timeoutMs,
      ipv6,
      knownAs,
      configFile: options.sshConfig ?? null,
    });
  };
  if (connection === "openssh") return byOpenssh([]);
  if (connection === "ssh" && plan.onlyOpenssh.length > 0) return byOpenssh(plan.onlyOpenssh);
  try {
    const alsoAt = host.ipv6 ?? null;
    const jumps = from !== null ? pools.vantages : fresh ? null : pools.jumps;
    return await openSsh2({ plan, command, timeoutMs, ipv6, alsoAt, jumps, pace });
  } catch (error) {
    if (connection === "ssh" && error instanceof ConnectError && error.code === "unsupported")
      return byOpenssh([error.message]);
    throw error;
  }
}

/** What the host's sshd saw is the proof, not what we asked for. Behind a jump host that is the last leg. */
function assertIpv6(name: string, seen: Hello["connection"]): void {
  if (cameOverIpv6(seen)) return;
  throw new ConnectError(
    "unsupported",
    `${name}: a connection was made, but the host saw it come in at ${seen?.server ?? "an unknown address"}, not over IPv6`,
  );
}

function cameOverIpv6(seen: Hello["connection"]): boolean {
  const server = seen?.server.replace(/%.*$/, "");
  return server !== undefined && isIPv6(server) && !canonicalIp6(server)?.startsWith("::ffff:");
}
