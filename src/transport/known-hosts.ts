/** OpenSSH's known_hosts: which keys a host may show. sshd(8) "SSH_KNOWN_HOSTS FILE FORMAT". Pure but for `readKnownHosts`. */
import { createHash, createHmac } from "node:crypto";
import { readFile, stat } from "node:fs/promises";

export interface KnownKey {
  readonly marker: "" | "@revoked" | "@cert-authority";
  /** `ssh-ed25519` */
  readonly type: string;
  /** base64 of the wire form. */
  readonly key: string;
  /** `file:line`, for messages. */
  readonly at: string;
}

/** Host patterns of a line, as they stand. */
interface Line extends KnownKey {
  readonly hosts: string;
}

export interface KnownHosts {
  /** The files looked in, whether they exist or not. */
  readonly files: readonly string[];
  /** Lines of plain names, by each of them. */
  readonly named: ReadonlyMap<string, readonly Line[]>;
  /** Lines that have to be held against a name: hashed, or with patterns. */
  readonly others: readonly Line[];
}

const seen = new Map<string, { readonly stamp: string; readonly known: Promise<KnownHosts> }>();

/** Read anew only where a file has changed: a fleet asks for the same few files for every host. */
export async function readKnownHosts(files: readonly string[]): Promise<KnownHosts> {
  const stamps = await Promise.all(
    files.map((file) =>
      stat(file, { bigint: true }).then(
        (found) => `${found.ino} ${found.size} ${found.mtimeNs}`,
        () => "",
      ),
    ),
  );
  const stamp = stamps.join("\n");
  const key = files.join("\n");
  let found = seen.get(key);
  if (found?.stamp !== stamp) {
    found = { stamp, known: readAll(files) };
    seen.set(key, found);
  }
  return found.known;
}

async function readAll(files: readonly string[]): Promise<KnownHosts> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  return knownHosts(
    files,
    texts.flatMap((text, i) => parseKnownHosts(text, files[i]!)),
  );
}

export function knownHosts(files: readonly string[], lines: readonly Line[]): KnownHosts {
  const named = new Map<string, Line[]>();
  const others: Line[] = [];
  for (const line of lines) {
    if (/[*?!|]/.test(line.hosts)) {
      others.push(line);
      continue;
    }
    for (const name of new Set(line.hosts.toLowerCase().split(",")))
      named.set(name, [...(named.get(name) ?? []), line]);
  }
  return { files, named, others };
}

export function parseKnownHosts(text: string, file: string): Line[] {
  const lines: Line[] = [];
  text.split("\n").forEach((raw, index) => {
    const words = raw.trim().split(/\s+/);
    if (words[0] === "" || words[0]!.startsWith("#")) return;
    const marker = words[0]!.startsWith("@") ? words.shift()! : "";
    if (marker !== "" && marker !== "@revoked" && marker !== "@cert-authority") return;
    const [hosts, type, key] = words;
    if (hosts === undefined || type === undefined || key === undefined) return;
    lines.push({ marker, hosts, type, key, at: `${file}:${index + 1}` });
  });
  return lines;
}

/** What known_hosts calls a host: `name` on port 22, `[name]:port` elsewhere. */
export function knownName(host: string, port: number): string {
  const lower = host.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}

/** @param name as `knownName` gives it. */
export function keysFor(known: KnownHosts, name: string): KnownKey[] {
  return [...(known.named.get(name) ?? []), ...known.others.filter((line) => hostsMatch(line.hosts, name))];
}

function hostsMatch(hosts: string, name: string): boolean {
  if (hosts.startsWith("|1|")) return hashedMatches(hosts, name);
  let matched = false;
  for (const pattern of hosts.split(",")) {
    const negated = pattern.startsWith("!");
    if (!globMatches(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** `|1|salt|hash`: HMAC-SHA1 of the name under the salt, both base64. */
function hashedMatches(hashed: string, name: string): boolean {
  const [, , salt, hash] = hashed.split("|");
  if (salt === undefined || hash === undefined) return false;
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}

/** Only * and ? are special: brackets belong to `[name]:port`. */
function globMatches(pattern: string, name: string): boolean {
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(name);
}

export type HostKeyVerdict =
  | { readonly kind: "known" }
  | { readonly kind: "revoked"; readonly at: string }
  | { readonly kind: "changed"; readonly at: readonly string[] }
  | { readonly kind: "unknown" };

/** @param names the host may be known by; the first that has any key decides, a revoked key under any of them is refused. @param key wire form. */
export function judgeHostKey(known: KnownHosts, names: readonly string[], key: Uint8Array): HostKeyVerdict {
  const text = Buffer.from(key).toString("base64");
  const all = names.map((name) => keysFor(known, name));
  const revoked = all.flat().find((k) => k.marker === "@revoked" && k.key === text);
  if (revoked !== undefined) return { kind: "revoked", at: revoked.at };
  const plain = all.map((keys) => keys.filter((k) => k.marker === "")).find((keys) => keys.length > 0) ?? [];
  if (plain.some((k) => k.key === text)) return { kind: "known" };
  const type = keyType(key);
  const changed = plain.filter((k) => k.type === type).map((k) => k.at);
  return changed.length > 0 ? { kind: "changed", at: changed } : { kind: "unknown" };
}

/** The first string of a key's wire form. RFC 4253 §6.6. */
export function keyType(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  return bytes.length < 4 ? "" : bytes.toString("latin1", 4, 4 + bytes.readUInt32BE(0));
}

/** As OpenSSH prints it: `SHA256:…` without padding. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}
