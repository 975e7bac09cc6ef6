/** The keys an operator can show to a host, in the order OpenSSH tries them, and which of them only OpenSSH can use. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { ParsedKey } from "ssh2";
import type { SshSettings } from "./ssh-config.ts";
import { ssh2 } from "./ssh2-parts.ts";

export type Identity =
  | { readonly from: "file"; readonly label: string; readonly key: ParsedKey }
  /** `blob`: base64 of the public key's wire form. */
  | { readonly from: "agent"; readonly label: string; readonly socket: string; readonly blob: string };

export interface Identities {
  readonly usable: readonly Identity[];
  /** Keys that were found and cannot be used, and why. */
  readonly skipped: readonly string[];
  /** Why OpenSSH is needed, in words; empty where it is not. */
  readonly onlyOpenssh: readonly string[];
}

interface AgentKey {
  readonly type: string;
  readonly blob: string;
  readonly comment: string;
}

/** @param required a file that must be usable, or null. */
export async function gatherIdentities(settings: SshSettings, required: string | null): Promise<Identities> {
  const held = settings.agent === null ? [] : await agentKeys(settings.agent);
  const skipped: string[] = [];
  const onlyOpenssh: string[] = [];
  const files: Identity[] = [];
  const namedInAgent = new Set<string>();
  for (const file of settings.identityFiles) {
    const found = await identityFile(file);
    if (found === null) {
      if (file === required) skipped.push(`${file} (it cannot be read)`);
      continue;
    }
    if (found.certificate) onlyOpenssh.push(`${file} has a certificate`);
    if (found.kind === "hardware") {
      skipped.push(`${file} (a FIDO key)`);
      continue;
    }
    const inAgent = found.blob === null ? undefined : held.find((k) => k.blob === found.blob);
    if (inAgent !== undefined) namedInAgent.add(inAgent.blob);
    if (found.kind === "key") files.push({ from: "file", label: file, key: found.key });
    else if (inAgent === undefined) skipped.push(`${file} (${found.why}; ssh-add ${file} makes it usable)`);
  }
  for (const key of held) {
    if (key.type.includes("-cert-")) onlyOpenssh.push(`the ssh-agent holds a certificate (${key.comment})`);
    if (key.type.startsWith("sk-")) skipped.push(`${key.comment} in the ssh-agent (a FIDO key)`);
  }
  const plainHeld = held.filter((k) => !k.type.includes("-cert-") && !k.type.startsWith("sk-"));
  const offered = plainHeld
    .filter((k) => !settings.identitiesOnly || namedInAgent.has(k.blob))
    .sort((a, b) => Number(namedInAgent.has(b.blob)) - Number(namedInAgent.has(a.blob)))
    .map(
      (k): Identity => ({ from: "agent", label: `${k.comment} (ssh-agent)`, socket: settings.agent!, blob: k.blob }),
    );
  const usable = settings.identityFilesChosen ? [...files, ...offered] : [...offered, ...files];
  if (usable.length === 0 && skipped.some((s) => s.includes("FIDO"))) onlyOpenssh.push("the only key is a FIDO key");
  if (usable.length === 0 && (await hasTicket())) onlyOpenssh.push("there is no key, but a Kerberos ticket");
  return { usable, skipped, onlyOpenssh };
}

type FileKey =
  | { readonly kind: "key"; readonly key: ParsedKey; readonly blob: string; readonly certificate: boolean }
  | { readonly kind: "closed"; readonly why: string; readonly blob: string | null; readonly certificate: boolean }
  | { readonly kind: "hardware"; readonly blob: null; readonly certificate: boolean };

const seen = new Map<string, Promise<FileKey | null>>();

/** Read once per process: a fleet asks for the same few files for every host. */
function identityFile(file: string): Promise<FileKey | null> {
  let found = seen.get(file);
  if (found === undefined) {
    found = readIdentity(file);
    seen.set(file, found);
  }
  return found;
}

async function readIdentity(file: string): Promise<FileKey | null> {
  const text = await readFile(file).catch(() => null);
  if (text === null) return null;
  const exists = (path: string): Promise<boolean> =>
    readFile(path).then(
      () => true,
      () => false,
    );
  const certificate = await exists(`${file}-cert.pub`);
  const publicText = await readFile(`${file}.pub`, "utf8").catch(() => "");
  const [publicType = "", publicBlob] = publicText.trim().split(/\s+/);
  if (publicType.startsWith("sk-") || opensshKeyType(text).startsWith("sk-"))
    return { kind: "hardware", blob: null, certificate };
  const parsed = ssh2().parseKey(text);
  if (parsed instanceof Error) {
    const why = /encrypted/i.test(parsed.message) ? "it has a passphrase" : parsed.message;
    return { kind: "closed", why, blob: publicBlob ?? null, certificate };
  }
  return { kind: "key", key: parsed, blob: parsed.getPublicSSH().toString("base64"), certificate };
}

/** Type of the public half in a file of OpenSSH's own format, which is never encrypted; empty for other formats. PROTOCOL.key §1. */
function opensshKeyType(text: Buffer): string {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END/.exec(text.toString("latin1"))?.[1];
  if (body === undefined) return "";
  const bytes = Buffer.from(body, "base64");
  let at = "openssh-key-v1\0".length;
  const string = (): Buffer => {
    if (at + 4 > bytes.length) return Buffer.alloc(0);
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  string(); // cipher
  string(); // kdf
  string(); // kdf options
  at += 4; // number of keys
  const key = string();
  return key.length < 4 ? "" : key.toString("latin1", 4, 4 + key.readUInt32BE(0));
}

const asking = new Map<string, Promise<readonly AgentKey[]>>();

/** Asked once for all hosts that are connected to at the same time. */
function agentKeys(socket: string): Promise<readonly AgentKey[]> {
  const under = asking.get(socket);
  if (under !== undefined) return under;
  const keys = askAgent(socket).finally(() => asking.delete(socket));
  asking.set(socket, keys);
  return keys;
}

async function askAgent(socket: string): Promise<readonly AgentKey[]> {
  const env = { ...process.env, SSH_AUTH_SOCK: socket };
  // Exit code 1: no identities, 2: no agent. Neither is an error here.
  const text = await promisify(execFile)("ssh-add", ["-L"], { env, timeout: 5_000 }).then(
    (r) => r.stdout,
    () => "",
  );
  return text
    .split("\n")
    .map((line) => /^(\S+) (\S+) ?(.*)$/.exec(line))
    .filter((match) => match !== null && /^(ssh|ecdsa|sk)-/.test(match[1]!))
    .map((match) => ({ type: match![1]!, blob: match![2]!, comment: match![3] || match![1]! }));
}

async function hasTicket(): Promise<boolean> {
  return promisify(execFile)("klist", ["-s"]).then(
    () => true,
    () => false,
  );
}
