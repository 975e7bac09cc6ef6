/** What OpenSSH would do for a host: `ssh -G` where the operator configured anything, its defaults elsewhere. */
import { execFile } from "node:child_process";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConnectError } from "./channel.ts";
import { readConfigFiles } from "./ssh-config-files.ts";

export interface SshSettings {
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  /** False where the identity files are only OpenSSH's defaults. */
  readonly identityFilesChosen: boolean;
  readonly identitiesOnly: boolean;
  /** Socket, or null for none. */
  readonly agent: string | null;
  readonly knownHostsFiles: readonly string[];
  readonly hostKeyAlias: string | null;
  /** Hops as `ssh -J` takes them. */
  readonly jump: readonly string[];
  /** Options in force that only OpenSSH can do, in words. */
  readonly onlyOpenssh: readonly string[];
}

const DEFAULT_KEYS = ["id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", "id_xmss", "id_dsa"];

export interface SshQuery {
  readonly target: string;
  readonly port?: number;
  readonly user?: string;
  readonly jump?: string;
  readonly identityFile?: string;
  /** `ssh -F`. */
  readonly configFile?: string;
}

/** @throws ConnectError where the operator's configuration does not parse. */
export async function sshSettings(query: SshQuery): Promise<SshSettings> {
  const files = readConfigFiles(query.configFile);
  if (query.configFile === undefined && !files.configured) return defaultSettings(query);
  const kind = files.kindOf(query.target);
  if (kind === null) return parseSettings(await askSsh(query), query);
  const { target: _, ...rest } = query;
  const key = JSON.stringify([kind, rest]);
  let text = asked.get(key);
  if (text === undefined) {
    text = askSsh(query);
    text.catch(() => asked.delete(key));
    asked.set(key, text);
  }
  // The name that ssh printed may be that of another host of its kind: none of a kind has another than its own.
  return { ...parseSettings(await text, query), hostname: query.target };
}

/** What was printed for the first host of a kind: `ssh -G` costs 10 ms, and the process that starts it as much again. */
const asked = new Map<string, Promise<string>>();

async function askSsh(query: SshQuery): Promise<string> {
  const argv = ["-G"];
  if (query.configFile !== undefined) argv.push("-F", query.configFile);
  if (query.port !== undefined) argv.push("-p", String(query.port));
  if (query.user !== undefined) argv.push("-l", query.user);
  if (query.jump !== undefined) argv.push("-o", `ProxyJump=${query.jump}`);
  if (query.identityFile !== undefined) argv.push("-i", query.identityFile);
  try {
    return (await promisify(execFile)("ssh", [...argv, "--", query.target])).stdout;
  } catch (error) {
    const text = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new ConnectError("config", `ssh configuration for ${query.target}: ${text}`, { cause: error });
  }
}

/** @param text what `ssh -G` printed. */
export function parseSettings(text: string, query: SshQuery): SshSettings {
  const all = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ");
    if (space < 0) continue;
    const key = line.slice(0, space).toLowerCase();
    all.set(key, [...(all.get(key) ?? []), line.slice(space + 1).trim()]);
  }
  const one = (key: string): string | null => {
    const value = all.get(key)?.[0];
    return value === undefined || value === "none" ? null : value;
  };
  const files = (key: string): string[] =>
    (all.get(key) ?? [])
      .flatMap((v) => splitWords(v))
      .filter((v) => v !== "none")
      .map(inHome);
  const identityFiles = (all.get("identityfile") ?? []).filter((v) => v !== "none").map(inHome);
  const defaults = DEFAULT_KEYS.map((name) => join(homedir(), ".ssh", name));
  const socket = one("identityagent");
  return {
    hostname: one("hostname") ?? query.target,
    port: Number(one("port") ?? 22),
    user: one("user") ?? userInfo().username,
    identityFiles,
    identityFilesChosen: identityFiles.some((file) => !defaults.includes(file)),
    identitiesOnly: one("identitiesonly") === "yes",
    agent: all.get("identityagent")?.[0] === "none" ? null : agentSocket(socket),
    knownHostsFiles: [...files("userknownhostsfile"), ...files("globalknownhostsfile")],
    hostKeyAlias: one("hostkeyalias"),
    jump: one("proxyjump")?.split(",") ?? [],
    onlyOpenssh: onlyOpenssh(one, all),
  };
}

/** Settings that ssh2 has no equal for. A value that is OpenSSH's default is not one of them. */
function onlyOpenssh(one: (key: string) => string | null, all: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  if (one("proxycommand") !== null) found.push("ProxyCommand is set");
  if (all.has("certificatefile")) found.push("CertificateFile is set");
  if (one("pkcs11provider") !== null) found.push("PKCS11Provider is set");
  if (one("knownhostscommand") !== null) found.push("KnownHostsCommand is set");
  if (one("revokedhostkeys") !== null) found.push("RevokedHostKeys is set");
  if (one("verifyhostkeydns") !== null && one("verifyhostkeydns") !== "no" && one("verifyhostkeydns") !== "false") {
    found.push("VerifyHostKeyDNS is set");
  }
  if (one("bindaddress") !== null || one("bindinterface") !== null) found.push("BindAddress or BindInterface is set");
  if (one("pubkeyauthentication") === "no" || one("pubkeyauthentication") === "false") {
    found.push("PubkeyAuthentication is off");
  }
  return found;
}

function defaultSettings(query: SshQuery): SshSettings {
  const chosen = query.identityFile === undefined ? [] : [inHome(query.identityFile)];
  return {
    hostname: query.target,
    port: query.port ?? 22,
    user: query.user ?? userInfo().username,
    identityFiles: chosen.length > 0 ? chosen : DEFAULT_KEYS.map((name) => join(homedir(), ".ssh", name)),
    identityFilesChosen: chosen.length > 0,
    identitiesOnly: false,
    agent: agentSocket(null),
    knownHostsFiles: [
      join(homedir(), ".ssh", "known_hosts"),
      join(homedir(), ".ssh", "known_hosts2"),
      "/etc/ssh/ssh_known_hosts",
      "/etc/ssh/ssh_known_hosts2",
    ],
    hostKeyAlias: null,
    jump: query.jump === undefined || query.jump === "none" ? [] : query.jump.split(","),
    onlyOpenssh: [],
  };
}

/** `ssh_config(5)` IdentityAgent: a path, `SSH_AUTH_SOCK`, or `$NAME`. */
function agentSocket(setting: string | null): string | null {
  if (setting === null || setting === "SSH_AUTH_SOCK") return process.env.SSH_AUTH_SOCK || null;
  if (setting.startsWith("$")) return process.env[setting.slice(1)] || null;
  return inHome(setting);
}

function inHome(path: string): string {
  const bare = path.replace(/^"(.*)"$/, "$1");
  return bare === "~" || bare.startsWith("~/") ? join(homedir(), bare.slice(1)) : bare;
}

function splitWords(text: string): string[] {
  return text.match(/"[^"]*"|\S+/g) ?? [];
}

/** @param hop `[user@]host[:port]` or `ssh://[user@]host[:port]`, as `ssh -J` takes it. */
export function parseHop(hop: string): { readonly target: string; readonly user?: string; readonly port?: number } {
  const bare = hop.replace(/^ssh:\/\//, "").replace(/\/$/, "");
  const at = bare.lastIndexOf("@");
  const user = at < 0 ? {} : { user: bare.slice(0, at) };
  const rest = bare.slice(at + 1);
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(rest);
  const plain = /^([^:]+):(\d+)$/.exec(rest);
  const [, target, port] = bracketed ?? plain ?? [null, rest, undefined];
  return { target: target!, ...user, ...(port === undefined ? {} : { port: Number(port) }) };
}
