/** `migrate dns64` and `agent.cjs dns64`: sockets around the resolver. */
import { randomBytes } from "node:crypto";
import { type Dns64File, type Problem, readConfig, type Settings } from "./config.ts";
import { formatEndpoint } from "./endpoint.ts";
import { PENDING, Resolver } from "./resolver.ts";
import { Acl } from "./server/acl.ts";
import { serveStatus } from "./server/status.ts";
import { endIfDone, sendFramed, type TcpClient, TcpListeners } from "./server/tcp.ts";
import { type UdpClient, UdpListeners } from "./server/udp.ts";
import { UpstreamIo } from "./server/upstream-io.ts";
import type { Random } from "./upstream.ts";

export interface DaemonIo {
  /** Gets one line, once, when every socket answers. */
  ready(line: string): void;
  /** For people; never for programs. */
  log(line: string): void;
}

/** The configuration cannot be used; `problems` says why, all of it. */
export class Dns64ConfigError extends Error {
  readonly code = "dns64-config";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`).join("\n"));
    this.problems = problems;
  }
}

/** While questions are out, time is let pass this often. */
const TICK_MS = 20;
const MOST_BUGS_LOGGED = 10;

type Client = UdpClient | TcpClient;

/** Run until `signal` is aborted. Rejects with Dns64ConfigError, or with the system's error where an address cannot be bound. */
export async function runDns64(file: Dns64File, io: DaemonIo, signal: AbortSignal): Promise<void> {
  const reading = readConfig(file);
  if ("problems" in reading) throw new Dns64ConfigError(reading.problems);
  const { settings } = reading;
  const resolver = new Resolver(settings.policy, settings.upstream.length, unguessable());
  const acl = new Acl(settings.clients);
  const out = new Uint8Array(65535);
  const bugs = { count: 0 };
  /** A bug that one message brings out must not end the service for everybody else. */
  function guarded(act: () => void): void {
    try {
      act();
      carryOut();
    } catch (error) {
      bugs.count++;
      if (bugs.count <= MOST_BUGS_LOGGED) io.log(`bug: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const upstreamIo = new UpstreamIo(settings.upstream, {
    received: (exchange, bytes) => guarded(() => resolver.fromUpstream(exchange, bytes, performance.now())),
    failed: (exchange) => guarded(() => resolver.upstreamFailed(exchange, performance.now())),
  });

  let ticking: NodeJS.Timeout | null = null;
  function carryOut(): void {
    for (const effect of resolver.takeEffects()) {
      if (effect.do === "reply") reply(effect.client as Client, effect.message);
      else upstreamIo.carryOut(effect);
    }
    if (resolver.busy && ticking === null) {
      ticking = setInterval(() => guarded(() => resolver.wake(performance.now())), TICK_MS);
    } else if (!resolver.busy && ticking !== null) {
      clearInterval(ticking);
      ticking = null;
    }
  }

  const udp = await UdpListeners.open(
    settings.listen,
    (bytes, remote, socket) => {
      guarded(() => {
        const client: UdpClient = { socket, address: remote.address, port: remote.port };
        const allowed = acl.allows(remote.address);
        const length = resolver.fromClient(bytes, bytes.length, false, client, allowed, out, performance.now());
        if (length > 0) sendDatagram(client, out.slice(0, length));
      });
    },
    io.log,
  );
  const closers: (() => void)[] = [() => udp.close()];
  try {
    const tcp = await TcpListeners.open(
      settings.listen,
      (message, client, address) => {
        guarded(() => {
          const allowed = acl.allows(address);
          const length = resolver.fromClient(message, message.length, true, client, allowed, out, performance.now());
          if (length > 0) sendFramed(client.connection, out.subarray(0, length));
          else if (length === PENDING) client.owed++;
        });
      },
      io.log,
    );
    closers.push(() => tcp.close());
    if (settings.status !== null) {
      const status = await serveStatus(settings.status, () => ({
        ...snapshotOf(resolver, tcp, settings),
        bugs: bugs.count,
      }));
      closers.push(() => status.close());
    }
    if (settings.policy.upstreamValidates)
      io.log(
        "validation is left to the upstream: its AD and SERVFAIL are believed, so the path to it must be protected",
      );
    if (settings.clients === null) io.log("clients is not set: anybody who reaches these addresses is answered");
    io.ready(readyLine(settings));
    await aborted(signal);
  } finally {
    for (const close of closers) close();
    if (ticking !== null) clearInterval(ticking);
    upstreamIo.closeAll();
  }
}

function reply(client: Client, message: Uint8Array): void {
  if (!("connection" in client)) {
    sendDatagram(client, message);
    return;
  }
  client.owed--;
  sendFramed(client.connection, message);
  endIfDone(client);
}

function sendDatagram({ socket, address, port }: UdpClient, message: Uint8Array): void {
  try {
    // A client that is gone: nobody is left to be told.
    socket.send(message, port, address, () => {});
  } catch {
    // The socket closed while the answer was on its way, with the address it was bound to.
  }
}

function readyLine({ listen, upstream, policy }: Settings): string {
  const prefixes = policy.prefixes.length === 1 ? "1 prefix" : `${policy.prefixes.length} prefixes`;
  return `dns64 ready ${listen.map(formatEndpoint).join(" ")} upstream ${upstream.map(formatEndpoint).join(" ")} ${prefixes}`;
}

function snapshotOf(resolver: Resolver, tcp: TcpListeners, { upstream }: Settings): object {
  const states = resolver.upstreams.status(performance.now());
  return {
    queries: resolver.counters,
    upstream: resolver.upstreams.counters,
    upstreams: upstream.map((endpoint, i) => ({ address: formatEndpoint(endpoint), ...states[i] })),
    cache: { entries: resolver.cache.size, bytes: resolver.cache.bytes },
    pending: resolver.pending,
    exchanges: resolver.upstreams.inFlight,
    tcp_connections: tcp.open,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Random numbers of the system's generator, drawn in lots. */
function unguessable(): Random {
  const lot = Buffer.alloc(4096);
  let at = lot.length;
  return {
    uint32() {
      if (at === lot.length) {
        randomBytes(lot.length).copy(lot);
        at = 0;
      }
      const value = lot.readUInt32BE(at);
      at += 4;
      return value;
    },
  };
}
