/** From the configuration file's data to settings, or to everything that is wrong with it at once. */
import { readFileSync } from "node:fs";
import { canonicalIp6 } from "../net/ip6.ts";
import { type Prefix4, type Prefix6, parsePrefix4, parsePrefix6 } from "../net/prefix.ts";
import { isTranslationPrefix, WELL_KNOWN_PREFIX } from "../net/rfc6052.ts";
import type { Dns64File, Endpoint as EndpointValue, Prefix as PrefixValue } from "./config.generated.ts";
import validate from "./config-validator.generated.js";
import { validationSettings } from "./dnssec/settings.ts";
import type { ValidationSettings } from "./dnssec/validation.ts";
import { type Endpoint, endpointOf, formatEndpoint, isWildcard, parseEndpoint } from "./endpoint.ts";
import type { Policy, ReversePolicy, SynthesisPrefix } from "./policy.ts";
import type { ClientPrefixes } from "./server/clients.ts";
import type { RateLimitSettings } from "./server/rate-limit.ts";
import { MOST_VIEWS } from "./view.ts";
import { textToName } from "./wire/name.ts";

export type { Dns64File } from "./config.generated.ts";

export interface Settings {
  readonly listen: readonly Endpoint[];
  readonly upstream: readonly Upstream[];
  readonly policy: Policy;
  /** Of view 0, 1, …: that of everybody in no other view first. */
  readonly policies: readonly Policy[];
  /** What to validate answers by; null: not here. */
  readonly validation: ValidationSettings | null;
  /** Who may ask; null: everybody. */
  readonly clients: ClientPrefixes | null;
  readonly status: string | null;
  /** How UDP is read and written: many datagrams per call by threads of our own, or through Node; auto: the first where it works. */
  readonly io: "auto" | "mmsg" | "dgram";
  /** Threads that answer UDP. */
  readonly workers: number;
  /** Clients of view 1, 2, …. */
  readonly views: readonly ClientPrefixes[];
  readonly cacheBytes: number;
  /** For how long after its end an answer may still be given while nobody answers (RFC 8767). */
  readonly staleMs: number;
  readonly prefetch: boolean;
  readonly rateLimit: RateLimitSettings | null;
  /** 16 bytes; "random": drawn at the start; null: no cookies. */
  readonly cookieSecret: Uint8Array | "random" | null;
  /** File; null: no log. */
  readonly queryLog: string | null;
  readonly metrics: Endpoint | null;
}

/** A resolver to ask. */
export interface Upstream extends Endpoint {
  /** The name its certificate must carry; null: not over TLS. */
  readonly tls: string | null;
  /** File of the certificates that may have signed it; null: those Node brings along. */
  readonly ca: string | null;
}

/** One thing that is wrong. */
export interface Problem {
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Reading = { readonly settings: Settings } | { readonly problems: readonly Problem[] };

/** AAAA that lead an IPv6-only client nowhere. RFC 6147 §5.1.4: SHOULD be excluded by default. */
const MAPPED = parsePrefix6("::ffff:0:0/96")!;

const MOST = { listen: 64, upstream: 16, metrics: 1, prefixes: 16 } as const;

/** @param file as YAML or JSON gave it. */
export function readConfig(file: unknown): Reading {
  if (!validate(file)) return { problems: shapeProblems(validate.errors ?? [], file) };
  const problems: Problem[] = [];
  const settings = settingsOf(file, (path, message) => problems.push({ path, message }));
  return problems.length > 0 ? { problems } : { settings };
}

type Complain = (path: (string | number)[], message: string) => void;

function settingsOf(file: Dns64File, complain: Complain): Settings {
  const listen = endpoints("listen", file.listen, complain);
  const upstream = upstreams(file.upstream, complain);
  for (const endpoint of upstream) {
    if (listen.some((own) => isOwn(own, endpoint)))
      complain(["upstream"], `${formatEndpoint(endpoint)} is this server itself`);
  }
  const views = file.views ?? [];
  if (views.length > MOST_VIEWS) complain(["views"], `at most ${MOST_VIEWS} views`);
  const policy = policyOf(file, file, [], complain);
  return {
    listen,
    upstream,
    policy,
    policies: [policy, ...views.map((view, i) => policyOf({ ...file, ...view }, file, ["views", i], complain))],
    views: views.map((view, i) => clientsAt(["views", i, "clients"], view.clients, complain)),
    validation: validationSettings(file, (path) => readFileSync(path, "utf8"), complain),
    clients: file.clients === undefined ? null : clientsAt(["clients"], file.clients, complain),
    status: file.status ?? null,
    io: file.io ?? "auto",
    workers: file.workers ?? 1,
    cacheBytes: (file.cache ?? 96) << 20,
    staleMs: 1000 * (file.serve_stale ?? 86_400),
    prefetch: file.prefetch ?? true,
    rateLimit: rateLimit(file),
    cookieSecret: cookieSecret(file.cookies),
    queryLog: file.query_log ?? null,
    metrics: file.metrics === undefined ? null : (endpoints("metrics", [file.metrics], complain)[0] ?? null),
  };
}

/** @param own what the place itself says, over what the file says for everybody. */
function policyOf(
  own: Pick<Dns64File, "prefixes" | "exclude_a" | "exclude_aaaa" | "ignore_aaaa" | "ptr">,
  file: Dns64File,
  at: (string | number)[],
  complainAt: Complain,
): Policy {
  const complain: Complain = (path, message) => complainAt([...at, ...path], message);
  return {
    prefixes: prefixes(own.prefixes, complain),
    excludeA: ranges4("exclude_a", own.exclude_a, complain),
    nonGlobalUnderWellKnown: isEmptyList(own.exclude_a),
    excludeAaaa: isEmptyList(own.exclude_aaaa) ? [] : [MAPPED, ...ranges6("exclude_aaaa", own.exclude_aaaa, complain)],
    ignoreAaaa: names("ignore_aaaa", own.ignore_aaaa, complain),
    ptr: reversePolicy(own.ptr, complain),
    upstreamValidates: file.validate === "upstream",
    validatedHere: file.validate === "local",
  };
}

function reversePolicy(value: Dns64File["ptr"], complain: Complain): ReversePolicy {
  if (value === undefined || typeof value === "string") return value ?? "cname";
  const name = textToName(value.name);
  if (name === null) complain(["ptr", "name"], `${value.name} is not a domain name`);
  return name === null ? "cname" : { name };
}

/** Without a list of clients anybody may ask, in anybody's name: then, and only then, there is a limit nobody asked for. */
function rateLimit({ rate_limit: limit, clients }: Dns64File): RateLimitSettings | null {
  if (limit === false || (limit === undefined && clients !== undefined)) return null;
  return {
    perSecond: limit?.per_second ?? 200,
    burstS: limit?.burst ?? 5,
    slip: limit?.slip ?? 2,
    ip4Bits: limit?.ip4_bits ?? 24,
    ip6Bits: limit?.ip6_bits ?? 56,
  };
}

function cookieSecret(value: Dns64File["cookies"]): Settings["cookieSecret"] {
  if (value === false) return null;
  return typeof value === "object" ? Uint8Array.from(Buffer.from(value.secret, "hex")) : "random";
}

function upstreams(value: Dns64File["upstream"], complain: Complain): Upstream[] {
  const entries = list(value);
  const plain = entries.map((entry) =>
    typeof entry === "string"
      ? entry
      : { address: entry.address, port: entry.port ?? (entry.tls === undefined ? 53 : 853) },
  );
  const good = endpoints("upstream", Array.isArray(value) ? plain : plain[0]!, complain);
  // Where one is wrong the rest is not used.
  if (good.length < entries.length) return [];
  return good.map((endpoint, i) => {
    const entry = entries[i]!;
    if (typeof entry === "string") return { ...endpoint, tls: null, ca: null };
    if (entry.ca !== undefined && entry.tls === undefined)
      complain(["upstream", i, "ca"], "has no effect without `tls`");
    return { ...endpoint, tls: entry.tls ?? null, ca: entry.ca ?? null };
  });
}

/** Whether a question sent there would come back here, as far as can be known without the host's addresses. */
function isOwn(own: Endpoint, upstream: Endpoint): boolean {
  if (own.port !== upstream.port || own.family !== upstream.family) return false;
  const loopback = upstream.address === "::1" || upstream.address === "127.0.0.1";
  return own.address === upstream.address || (isWildcard(own) && loopback);
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function endpoints(
  key: "listen" | "upstream" | "metrics",
  value: EndpointValue | EndpointValue[],
  complain: Complain,
): Endpoint[] {
  const entries = list(value);
  if (entries.length === 0) complain([key], "at least one address is needed");
  if (entries.length > MOST[key]) complain([key], `at most ${MOST[key]} addresses`);
  const seen = new Set<string>();
  return entries.flatMap((entry, i) => {
    const path = Array.isArray(value) ? [key, i] : [key];
    const endpoint =
      typeof entry === "string"
        ? parseEndpoint(entry)
        : endpointOf(entry.address, entry.port === undefined ? undefined : String(entry.port));
    if (endpoint === null) {
      complain(
        path,
        `${textOf(entry)} is not an address: write 192.0.2.1, 192.0.2.1:53, 2001:db8::1 or [2001:db8::1]:53`,
      );
      return [];
    }
    const id = `${endpoint.address} ${endpoint.port}`;
    if (seen.has(id)) complain(path, `${textOf(entry)} is listed twice`);
    seen.add(id);
    return [endpoint];
  });
}

function prefixes(value: string | PrefixValue[] | undefined, complain: Complain): SynthesisPrefix[] {
  if (value === undefined) return [{ prefix: WELL_KNOWN_PREFIX, ipv4: null }];
  const entries = list<PrefixValue>(value);
  if (entries.length === 0) complain(["prefixes"], "at least one prefix is needed");
  if (entries.length > MOST.prefixes) complain(["prefixes"], `at most ${MOST.prefixes} prefixes`);
  return entries.flatMap((entry, i) => {
    const path = Array.isArray(value) ? ["prefixes", i] : ["prefixes"];
    const text = typeof entry === "string" ? entry : entry.prefix;
    const prefix = parsePrefix6(text);
    if (prefix === null || !isTranslationPrefix(prefix)) {
      complain(
        path,
        `${text} is not a translation prefix: /32, /40, /48, /56, /64 or /96, host bits and bits 64 to 71 zero (RFC 6052 section 2.2)`,
      );
      return [];
    }
    const ranges = typeof entry === "string" ? undefined : entry.ipv4;
    return [{ prefix, ipv4: ranges === undefined ? null : ranges4At([...path, "ipv4"], ranges, complain) }];
  });
}

function ranges4(key: string, value: string | string[] | undefined, complain: Complain): Prefix4[] {
  return ranges4At([key], value, complain);
}

function ranges4At(at: (string | number)[], value: string | string[] | undefined, complain: Complain): Prefix4[] {
  return list(value).flatMap((text, i) => {
    const prefix = parsePrefix4(text.includes("/") ? text : `${text}/32`);
    if (prefix !== null) return [prefix];
    complain(Array.isArray(value) ? [...at, i] : at, `${text} is not an IPv4 range: write 10.0.0.0/8, host bits zero`);
    return [];
  });
}

function ranges6(key: string, value: string | string[] | undefined, complain: Complain): Prefix6[] {
  return list(value).flatMap((text, i) => {
    const prefix = parsePrefix6(text.includes("/") ? text : `${text}/128`);
    if (prefix !== null) return [prefix];
    complain(
      Array.isArray(value) ? [key, i] : [key],
      `${text} is not an IPv6 prefix: write 2001:db8::/32, host bits zero`,
    );
    return [];
  });
}

function names(key: string, value: string | string[] | undefined, complain: Complain): Uint8Array[] {
  return list(value).flatMap((text, i) => {
    const name = textToName(text.startsWith("*.") ? text.slice(2) : text);
    if (name !== null) return [name];
    complain(Array.isArray(value) ? [key, i] : [key], `${text} is not a domain name`);
    return [];
  });
}

function clientsAt(at: (string | number)[], value: string | string[], complain: Complain): ClientPrefixes {
  const ip6: Prefix6[] = [];
  const ip4: Prefix4[] = [];
  list(value).forEach((text, i) => {
    const prefix4 = parsePrefix4(text.includes("/") ? text : `${text}/32`);
    const prefix6 = parsePrefix6(text.includes("/") ? text : `${canonicalIp6(text)}/128`);
    if (prefix4 !== null) ip4.push(prefix4);
    else if (prefix6 !== null) ip6.push(prefix6);
    else
      complain(
        Array.isArray(value) ? [...at, i] : at,
        `${text} is not a prefix: write 2001:db8::/32 or 10.0.0.0/8, host bits zero`,
      );
  });
  return { ip6, ip4 };
}

function textOf(entry: EndpointValue): string {
  return typeof entry === "string" ? entry : entry.address;
}

/** The schema's findings in words, one per place: of alternatives that all failed, the place says enough. */
function shapeProblems(
  findings: readonly { instancePath: string; keyword: string; message?: string; params: Record<string, unknown> }[],
  file: unknown,
): Problem[] {
  const problems = new Map<string, Problem>();
  const deepestFirst = [...findings].sort((a, b) => b.instancePath.length - a.instancePath.length);
  for (const { instancePath, keyword, message, params } of deepestFirst) {
    const path = instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : unescapePointer(part)));
    const say = (words: string, at: (string | number)[] = path): void => {
      const id = JSON.stringify(at);
      if (!problems.has(id)) problems.set(id, { path: at, message: words });
    };
    const within = [...problems.keys()].some(
      (id) => id.startsWith(JSON.stringify(path).slice(0, -1)) && path.length > 0,
    );
    if (keyword === "additionalProperties") {
      const key = String(params.additionalProperty);
      say(`unknown key${didYouMean(key)}`, [...path, key]);
    } else if (keyword === "required") {
      const key = String(params.missingProperty);
      if (isObject(file, path)) say(`${key} is missing`, [...path, key]);
    } else if (keyword === "enum") {
      say(`must be one of ${(params.allowedValues as unknown[]).filter((v) => typeof v === "string").join(", ")}`);
    } else if (!within) {
      say(path.at(-1) === "port" || keyword === "type" || keyword === "anyOf" ? typeWords(path) : (message ?? keyword));
    }
  }
  return [...problems.values()];
}

function typeWords(path: readonly (string | number)[]): string {
  if (path.at(-1) === "port") return "must be a number from 1 to 65535";
  return path.length === 0 ? "must be a mapping of keys" : "must be text or a list of texts";
}

function isObject(file: unknown, path: readonly (string | number)[]): boolean {
  let value = file;
  for (const key of path) value = (value as Record<string | number, unknown>)[key];
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

const KEYS = [
  "listen",
  "upstream",
  "prefixes",
  "exclude_a",
  "exclude_aaaa",
  "ignore_aaaa",
  "clients",
  "validate",
  "trust_anchors",
  "unvalidated",
  "status",
  "io",
  "workers",
  "views",
  "ptr",
  "cache",
  "serve_stale",
  "prefetch",
  "rate_limit",
  "cookies",
  "query_log",
  "metrics",
] as const;

/** The known key that shares its letters best, if one is near. */
function didYouMean(key: string): string {
  const near = KEYS.find((known) => distance(known, key.replaceAll("-", "_").toLowerCase()) <= 2);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** Levenshtein distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
