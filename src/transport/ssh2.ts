/** Connections by the ssh2 package: the fast path. */
import { lookup } from "node:dns/promises";
import { isIPv6, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { AnyAuthMethod, Client, ClientChannel, ConnectConfig, ParsedKey } from "ssh2";
import { type Channel, ConnectError, type Opened } from "./channel.ts";
import { dial } from "./dial.ts";
import type { Identity } from "./identities.ts";
import { fingerprint, judgeHostKey, keysFor, keyType } from "./known-hosts.ts";
import type { Pace } from "./pace.ts";
import type { ConnectionPlan, Leg } from "./plan-connection.ts";
import { ssh2 } from "./ssh2-parts.ts";

export interface Ssh2Options {
  readonly plan: ConnectionPlan;
  /** Needed once there is a connection. */
  readonly command: () => Promise<string>;
  readonly timeoutMs: number;
  /** Connect to this IPv6 address and nothing else; the host key is the one known for the host's usual name. */
  readonly ipv6: string | null;
  /** A further address of the host, tried where its usual one does not answer at once. */
  readonly alsoAt: string | null;
  /** Connections to jump hosts that may be shared, or null for connections of its own. */
  readonly jumps: JumpPool | null;
  readonly pace: Pace;
}

interface Connected {
  readonly client: Client;
  /** Ends this connection and, where they are its own, those under it. */
  readonly end: () => void;
}

/** Connections to jump hosts, shared by the hosts behind them. */
export class JumpPool {
  readonly #open = new Map<string, Promise<Connected>>();

  get(key: string, open: () => Promise<Connected>): Promise<Connected> {
    let found = this.#open.get(key);
    if (found === undefined) {
      found = open();
      this.#open.set(key, found);
      const forget = (): void => void this.#open.delete(key);
      found.then(({ client }) => client.once("close", forget), forget);
    }
    return found;
  }

  /** It does not answer any more: whoever comes next makes a new one. */
  async drop(connected: Connected): Promise<void> {
    for (const [key, open] of this.#open) {
      if ((await open.catch(() => null)) === connected) this.#open.delete(key);
    }
    connected.end();
  }

  async close(): Promise<void> {
    const all = await Promise.allSettled(this.#open.values());
    for (const one of all) if (one.status === "fulfilled") one.value.end();
    this.#open.clear();
  }
}

/** @throws ConnectError; `unsupported` where OpenSSH may succeed. */
export async function openSsh2(options: Ssh2Options): Promise<Opened> {
  const { plan } = options;
  const last = plan.legs.at(-1)!;
  let connected: Connected | null = null;
  for (const [index, leg] of plan.legs.entries()) {
    const under: Connected | null = connected;
    const open = (): Promise<Connected> => connectLeg(leg, under, options, leg === last);
    if (leg === last || options.jumps === null) {
      try {
        connected = await open();
      } catch (error) {
        if (options.jumps === null) under?.end();
        else if (under !== null && error instanceof ConnectError && error.code === "timeout")
          await options.jumps.drop(under);
        throw error;
      }
    } else {
      const key = plan.legs
        .slice(0, index + 1)
        .map((l) => JSON.stringify(l.query))
        .join(" ");
      connected = await options.jumps.get(key, open);
    }
  }
  const { client, end } = connected!;
  try {
    return {
      channel: await exec(last, client, end, await options.command(), options.timeoutMs),
      via: viaOf(plan, options.ipv6),
    };
  } catch (error) {
    end();
    throw error;
  }
}

function viaOf(plan: ConnectionPlan, ipv6: string | null): string {
  const { settings } = plan.legs.at(-1)!;
  const place = ipv6 ?? settings.hostname;
  const through = plan.legs.slice(0, -1).map((l) => l.label);
  const target = `${settings.user}@${place.includes(":") ? `[${place}]` : place}:${settings.port}`;
  return `ssh2 ${target}${through.length > 0 ? ` through ${through.join(", ")}` : ""}`;
}

async function connectLeg(leg: Leg, under: Connected | null, options: Ssh2Options, last: boolean): Promise<Connected> {
  const { timeoutMs, pace } = options;
  const place = (last ? options.ipv6 : null) ?? leg.settings.hostname;
  const sock = inOneWrite(under === null ? await reach() : await forward(leg, under.client, place, timeoutMs));
  async function reach(): Promise<Duplex> {
    const also = last && options.ipv6 === null && options.alsoAt !== null ? [options.alsoAt] : [];
    const where = { label: leg.label, places: [place, ...also], port: leg.settings.port, timeoutMs };
    return (await pace.dials.run(() => dial(where))).socket;
  }
  const client: Client = new (ssh2().Client)();
  try {
    await pace.handshakes.run(() => handshake(leg, client, sock, timeoutMs));
  } catch (error) {
    client.on("error", () => {});
    client.end();
    sock.destroy();
    throw error;
  }
  // Errors after this end the connection; the channel's end tells.
  client.on("error", () => {});
  return {
    client,
    end: () => {
      client.end();
      if (options.jumps === null) under?.end();
    },
  };
}

/** ssh2 writes each packet in three pieces: without this every one of them is a segment of its own, and wakes the sshd. */
function inOneWrite(sock: Duplex): Duplex {
  const write = sock.write.bind(sock) as (...args: unknown[]) => boolean;
  let corked = false;
  sock.write = (...args: unknown[]): boolean => {
    if (!corked) {
      corked = true;
      sock.cork();
      process.nextTick(() => {
        corked = false;
        sock.uncork();
      });
    }
    return write(...args);
  };
  return sock;
}

function forward(leg: Leg, through: Client, place: string, timeoutMs: number): Promise<Duplex> {
  const { port } = leg.settings;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new ConnectError(
            "timeout",
            `${leg.label}: no answer from ${place} port ${port} through the jump host within ${timeoutMs / 1000} s`,
          ),
        ),
      timeoutMs,
    );
    through.forwardOut("127.0.0.1", 0, place, port, (error, stream) => {
      clearTimeout(timer);
      if (error) {
        reject(
          new ConnectError(
            "no-route",
            `${leg.label}: the jump host cannot reach ${place} port ${port}: ${error.message}`,
            { cause: error },
          ),
        );
      } else {
        resolve(stream);
      }
    });
  });
}

function handshake(leg: Leg, client: Client, sock: Duplex, timeoutMs: number): Promise<void> {
  const { settings, identities } = leg;
  return new Promise((resolve, reject) => {
    let hostKeyError: ConnectError | null = null;
    let accepts: readonly string[] = [];
    const queue = [...identities.usable];
    const methods: ConnectConfig = {
      sock: sock as Socket,
      username: settings.user,
      readyTimeout: timeoutMs,
      algorithms: { serverHostKey: hostKeyOrder(leg) },
      hostVerifier: (key: Buffer) => {
        hostKeyError = hostKeyFault(leg, key);
        return hostKeyError === null;
      },
      authHandler: ((
        left: readonly string[] | null,
        _partial: unknown,
        next: (method: AnyAuthMethod | false) => void,
      ) => {
        if (left === null) {
          // The first question costs nothing and tells which methods the server has.
          next({ type: "none", username: settings.user });
          return;
        }
        accepts = left;
        const identity = left.includes("publickey") ? queue.shift() : undefined;
        next(identity === undefined ? false : authMethod(identity, settings.user));
      }) as unknown as NonNullable<ConnectConfig["authHandler"]>,
    };
    const failed = (error: Error & { level?: string }): void =>
      reject(hostKeyError ?? handshakeError(leg, error, accepts, timeoutMs));
    client.once("ready", () => {
      client.off("error", failed);
      client.off("close", closed);
      resolve();
    });
    const closed = (): void => failed(new Error("the connection was closed during the handshake"));
    client.on("error", failed);
    client.once("close", closed);
    client.connect(methods);
  });
}

function handshakeError(
  leg: Leg,
  error: Error & { level?: string },
  accepts: readonly string[],
  timeoutMs: number,
): ConnectError {
  const { settings, identities, label } = leg;
  const place = `${settings.user}@${settings.hostname} port ${settings.port}`;
  const cause = { cause: error };
  if (error.level === "client-authentication") {
    const tried =
      identities.usable.length > 0
        ? `tried ${[...new Set(identities.usable.map((i) => i.label))].join(", ")}`
        : "there is no key to try";
    const skipped = identities.skipped.length > 0 ? `; not usable: ${identities.skipped.join(", ")}` : "";
    const methods = accepts.length > 0 ? `; it accepts ${accepts.join(", ")}` : "";
    return new ConnectError("auth", `${label}: ${place} does not let us in: ${tried}${skipped}${methods}`, cause);
  }
  if (error.level === "client-timeout") {
    return new ConnectError(
      "timeout",
      `${label}: ${place} did not finish the SSH handshake within ${timeoutMs / 1000} s`,
      cause,
    );
  }
  if (/no matching/i.test(error.message)) {
    return new ConnectError("unsupported", `${label}: ${place}: ${error.message}`, cause);
  }
  return new ConnectError("lost", `${label}: ${place}: ${error.message}`, cause);
}

/** Types we know a key of first: the server then shows one we can check. RFC 8332 for the two names of an RSA key. */
function hostKeyOrder(leg: Leg): NonNullable<NonNullable<ConnectConfig["algorithms"]>["serverHostKey"]> {
  const all = [
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
  ] as const;
  const types = new Set(
    leg.names
      .flatMap((name) => keysFor(leg.known, name))
      .filter((k) => k.marker === "")
      .map((k) => k.type),
  );
  const isKnown = (name: string): boolean => types.has(name.startsWith("rsa-") ? "ssh-rsa" : name);
  return [...all].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
}

/** @returns null where the key is the known one. */
export function hostKeyFault(leg: Pick<Leg, "label" | "known" | "names">, key: Uint8Array): ConnectError | null {
  const verdict = judgeHostKey(leg.known, leg.names, key);
  const shown = `${keyType(key)} ${fingerprint(key)}`;
  const name = leg.names[0]!;
  switch (verdict.kind) {
    case "known":
      return null;
    case "revoked":
      return new ConnectError(
        "host-key",
        `${leg.label}: its host key ${shown} is revoked (${verdict.at}). Nothing was sent to it.`,
      );
    case "changed":
      return new ConnectError(
        "host-key",
        `${leg.label}: its host key is not the known one: it shows ${shown}, known is ${verdict.at.join(", ")}. ` +
          `Somebody may be in between, or the host was set up anew: compare the fingerprint on its console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then ssh-keygen -R '${name}'.`,
      );
    case "unknown":
      return new ConnectError(
        "host-key",
        `${leg.label}: its host key ${shown} is not known as ${name} in ${leg.known.files.join(", ")}. ` +
          "Compare the fingerprint on its console (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then connect once with ssh and accept it.",
      );
  }
}

function authMethod(identity: Identity, username: string): AnyAuthMethod {
  if (identity.from === "file") return { type: "publickey", username, key: identity.key };
  const agent = ssh2().createAgent(identity.socket);
  const all = agent.getIdentities.bind(agent);
  // One key at a time, so that our order holds and the message can name each.
  agent.getIdentities = (callback) =>
    all((error, keys) => {
      const wanted = (keys as ParsedKey[] | undefined)?.filter(
        (k) => k.getPublicSSH().toString("base64") === identity.blob,
      );
      callback(error, wanted);
    });
  return { type: "agent", username, agent };
}

function exec(leg: Leg, client: Client, end: () => void, command: string, timeoutMs: number): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const lost = (): void =>
      reject(new ConnectError("lost", `${leg.label}: the connection was lost before a command could be run`));
    const timer = setTimeout(
      () => reject(new ConnectError("timeout", `${leg.label}: no session within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    client.once("close", lost);
    client.exec(command, (error, stream) => {
      clearTimeout(timer);
      client.off("close", lost);
      if (error)
        reject(new ConnectError("lost", `${leg.label}: no command can be run: ${error.message}`, { cause: error }));
      else resolve(channelOf(stream, client, end));
    });
  });
}

function channelOf(stream: ClientChannel, client: Client, end: () => void): Channel {
  let why = "the connection was lost";
  client.on("error", (error) => {
    why = `the connection was lost: ${error.message}`;
  });
  stream.on("exit", (code: number | null, signal?: string) => {
    why =
      code === null ? `the remote command was ended by ${signal}` : `the remote command ended with exit code ${code}`;
  });
  stream.on("error", () => {});
  const closed = new Promise<string>((resolve) => {
    stream.once("close", () => resolve(why));
    client.once("close", () => resolve(why));
  });
  return { input: stream, output: stream, errors: stream.stderr, closed, close: end };
}

/** @returns an IPv6 address of the host: the one given, the address itself if it is one, else what its name resolves to. @throws ConnectError */
export async function ipv6AddressOf(label: string, given: string | undefined, hostname: string): Promise<string> {
  if (given !== undefined) return given;
  if (isIPv6(hostname)) return hostname;
  try {
    return (await lookup(hostname, { family: 6 })).address;
  } catch (cause) {
    throw new ConnectError(
      "name",
      `${label}: it has no IPv6 address: the inventory gives none (ipv6) and ${hostname} has no AAAA record`,
      { cause },
    );
  }
}
