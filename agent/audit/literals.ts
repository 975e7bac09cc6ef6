/** IPv4 literals in lines of text: which are somebody's dependency, and which are not. Pure. */
import { formatIp4, parseIp4 } from "../net/ip4.ts";
import { redact } from "./redact.ts";

/** Why a literal needs nobody's look. */
export type Aside =
  | "netmask"
  | "loopback"
  | "unspecified"
  | "multicast"
  | "link-local"
  | "comment"
  | "version"
  | "prefix"
  | "own-address"
  | "resolver"
  | "dead-file"
  | "reverse-dns"
  | "dns-record";

export interface Literal {
  /** Dotted quad. */
  readonly address: string;
  readonly port: number | null;
  /** Null: somebody must look. */
  readonly aside: Aside | null;
  /** How it is written: in a URI, a JDBC URL, a key with a value, or bare. */
  readonly form: "uri" | "jdbc" | "dsn" | "key-value" | "bare";
  /** What it is for, as the text says: `postgresql`, `DB_HOST`, `proxy_pass`. */
  readonly role: string | null;
  /** The line, redacted and cut. */
  readonly excerpt: string;
}

/** Four octets that no digit, letter or dot continues; then perhaps a port or a prefix length. */
const QUAD =
  /(?<![\w.-])((?:\d{1,3}\.){3}\d{1,3})(?![\d.]*\d)(?!\.[\w])(?::(\d{1,5}))?(\/\d{1,2}|\/(?:\d{1,3}\.){3}\d{1,3})?/g;
const EXCERPT = 120;

/** @param path decides about comments and about files whose literals are their own business. @param own this host's IPv4 addresses. */
export function literalsIn(line: string, path: string, own: ReadonlySet<string>): Literal[] {
  const found: Literal[] = [];
  const comment = commentStart(line, path);
  for (const match of line.matchAll(QUAD)) {
    const value = parseIp4(match[1]!);
    if (value === null) continue;
    const at = match.index;
    const address = formatIp4(value);
    const port = match[2] === undefined ? null : Number(match[2]);
    const before = line.slice(0, at);
    found.push({
      address,
      port: port ?? laterPort(line.slice(at + match[0].length)),
      aside: asideOf({ line, before, path, address, value, prefix: match[3] !== undefined, comment, at, own }),
      ...formOf(before, path),
      excerpt: redact(line.trim()).slice(0, EXCERPT),
    });
  }
  return found;
}

interface Context {
  readonly line: string;
  readonly before: string;
  readonly path: string;
  readonly address: string;
  readonly value: number;
  readonly prefix: boolean;
  readonly comment: number;
  readonly at: number;
  readonly own: ReadonlySet<string>;
}

function asideOf({ line, before, path, address, value, prefix, comment, at, own }: Context): Aside | null {
  const first = value >>> 24;
  if (at >= comment) return "comment";
  if (/(~|\.(bak|old|orig|dpkg-(old|dist|new)|ucf-(old|dist)|rpm(save|new|orig)|sample|example))$/.test(path))
    return "dead-file";
  if (first === 127) return "loopback";
  if (first === 0) return "unspecified";
  if (first === 255 || isNetmask(value, before)) return "netmask";
  if (first >= 224) return "multicast";
  if (first === 169 && ((value >>> 16) & 255) === 254) return "link-local";
  if (prefix) return "prefix";
  if (isVersion(line, before, path)) return "version";
  if (/in-addr\.arpa/i.test(line)) return "reverse-dns";
  // Names without AAAA beside it are asked for at the server.
  if (/\sA\s+$|\sin\s+a\s+$/.test(before) || /\bv=spf1\s/i.test(line)) return "dns-record";
  if (own.has(address) || NETWORK_CONFIG.test(path)) return "own-address";
  if (/\/resolv\.conf$/.test(path) || (/(^|\/)resolved\.conf/.test(path) && /DNS=/.test(before))) return "resolver";
  return null;
}

/** What these say of addresses is the host's own network, which phase 4 changes itself. */
const NETWORK_CONFIG =
  /^\/etc\/(migrate\/|network\/|netplan\/|systemd\/network\/|NetworkManager\/|dhcp\/|sysconfig\/network|networks$|cloud\/|tayga)/;

/** Contiguous ones from the top, and written where a mask stands. */
function isNetmask(value: number, before: string): boolean {
  const inverted = ~value >>> 0;
  return (inverted & (inverted + 1)) === 0 && (value >>> 24 >= 240 || /mask\S*\s*[=:]?\s*$/i.test(before));
}

/** `version 1.2.3.4`, `v1.2.3.4`, `pkg-1.2.3.4`, object identifiers. */
function isVersion(line: string, before: string, path: string): boolean {
  return (
    /(\b(version|release|oid|build|revision)\b\S*\s*["'=:]*\s*|[-_/]v?|\bv)$/i.test(before.replace(/:\/\/$/, "")) ||
    /^\s*("?version"?|<version>|oid)/i.test(line) ||
    /(package-lock\.json|yarn\.lock|\.mib|openssl\.cnf|\/(LICENSE|CHANGELOG)[^/]*)$/i.test(path)
  );
}

/** Index from which the line is a comment; its length where there is none. */
function commentStart(line: string, path: string): number {
  const start = line.search(/\S/);
  if (start < 0) return line.length;
  const head = line.slice(start);
  if (/^(#(?!include|define)|\/\/|;|<!--|--\s|"\s|rem\s|dnl\s)/i.test(head)) return 0;
  // The middle of a block comment, and in a crontab every minute.
  if (/^\*\s/.test(head) && !/\/cron|rsyslog/.test(path)) return 0;
  const marks = /\.(js|ts|c|h|java|go|php|conf\.options|options)$/.test(path) ? /\s(\/\/|#)/ : /\s(#|<!--)/;
  const later = line.search(marks);
  return later < 0 ? line.length : later;
}

const KEY = /["']?([\w.-]{1,60})["']?\s*(?:=>|[=:])\s*["']?(?:[\w+.-]+:\/\/)?[^\s"'=,;]*$/;

function formOf(before: string, path: string): Pick<Literal, "form" | "role"> {
  const jdbc = /jdbc:([\w:]+?):(?:thin:@)?\/*\(?[^\s"']*$/i.exec(before);
  if (jdbc !== null) return { form: "jdbc", role: jdbc[1]! };
  const uri = /\b([a-z][\w+.-]{1,20}):\/\/[^\s"'<>]*$/i.exec(before);
  if (uri !== null) return { form: "uri", role: uri[1]!.toLowerCase() };
  const dsn = /\b(host(?:addr)?|server|data source|address|addr|tcp)\s*[=(]\s*["']?$/i.exec(before);
  if (dsn !== null) return { form: "dsn", role: dsn[1]!.toLowerCase() };
  const key = KEY.exec(before);
  if (key !== null) return { form: "key-value", role: key[1]! };
  const word = /^\s*([\w-]+)\s/.exec(before);
  return { form: "bare", role: word === null || /\/hosts$/.test(path) ? null : word[1]! };
}

/** `host=192.0.2.1 port=5432`: the port that belongs to it stands later on the line. */
function laterPort(after: string): number | null {
  const port = /^[^\n]{0,40}?\bport\s*[=:]\s*["']?(\d{1,5})/i.exec(after);
  return port === null ? null : Number(port[1]);
}
