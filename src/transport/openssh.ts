/** Connections by the system's ssh: certificates, FIDO keys, ProxyCommand, and whatever else only OpenSSH can do. */
import type { HostAddress } from "./address.ts";
import { targetOf } from "./address.ts";
import { ConnectError, type Opened } from "./channel.ts";
import { childChannel } from "./child-channel.ts";

export interface OpensshOptions {
  readonly host: HostAddress;
  readonly command: string;
  readonly timeoutMs: number;
  readonly ipv6: string | null;
  /** What the host key is known by, where `ipv6` is not it. */
  readonly knownAs: string | null;
  readonly configFile: string | null;
}

/** @returns a channel whose connection is still being made: what goes wrong is on stderr, see `opensshError`. @throws ConnectError */
export async function openOpenssh(options: OpensshOptions): Promise<Opened> {
  const argv = opensshArgv(options);
  try {
    return { channel: await childChannel(argv), via: `openssh ${options.ipv6 ?? targetOf(options.host)}` };
  } catch (cause) {
    throw new ConnectError("config", `${options.host.name}: ssh cannot be started: ${(cause as Error).message}`, {
      cause,
    });
  }
}

export function opensshArgv(options: OpensshOptions): string[] {
  const { host } = options;
  const settings = [
    "BatchMode=yes",
    "StrictHostKeyChecking=yes",
    "UpdateHostKeys=no",
    // Never somebody else's connection, and never one that others use.
    "ControlMaster=no",
    "ControlPath=none",
    `ConnectTimeout=${Math.max(1, Math.ceil(options.timeoutMs / 1000))}`,
    "ServerAliveInterval=5",
    "ServerAliveCountMax=3",
    "ClearAllForwardings=yes",
    "ForwardAgent=no",
    "ForwardX11=no",
    "PermitLocalCommand=no",
    "RemoteCommand=none",
    "RequestTTY=no",
    "LogLevel=ERROR",
  ];
  if (options.ipv6 !== null) settings.push("AddressFamily=inet6", `HostName=${options.ipv6}`);
  if (options.knownAs !== null) settings.push(`HostKeyAlias=${options.knownAs}`);
  const argv = ["ssh", "-T"];
  if (options.configFile !== null) argv.push("-F", options.configFile);
  for (const setting of settings) argv.push("-o", setting);
  if (host.port !== undefined) argv.push("-p", String(host.port));
  if (host.user !== undefined) argv.push("-l", host.user);
  if (host.identityFile !== undefined) argv.push("-i", host.identityFile);
  if (host.jump !== undefined) argv.push("-o", `ProxyJump=${host.jump}`);
  argv.push("--", targetOf(host), options.command);
  return argv;
}

const CAUSES: readonly (readonly [RegExp, ConnectError["code"], string])[] = [
  [/Connection refused/, "refused", "connection refused"],
  [/timed out/i, "timeout", "no answer in time"],
  [/No route to host|Network is unreachable|Cannot assign requested address/, "no-route", "no route"],
  [/Could not resolve hostname/, "name", "its name does not resolve"],
  [/REVOKED HOST KEY/, "host-key", "its host key is revoked"],
  [/IDENTIFICATION HAS CHANGED/, "host-key", "its host key is not the known one"],
  [/Host key verification failed|No .* host key is known/, "host-key", "its host key is not known"],
  [/Permission denied \(/, "auth", "it does not let us in"],
];

/** @param stderr what ssh said. @returns null where ssh itself did not fail. */
export function opensshError(host: string, stderr: string): ConnectError | null {
  for (const [pattern, code, words] of CAUSES) {
    if (!pattern.test(stderr)) continue;
    const line = stderr.split("\n").findLast((l) => pattern.test(l))!;
    return new ConnectError(code, `${host}: ${words} (ssh: ${line.replace(/^ssh: /, "").trim()})`);
  }
  return null;
}
