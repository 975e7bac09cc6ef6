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
import type { Policy, SynthesisPrefix } from "./policy.ts";
import { textToName } from "./wire/name.ts";

export type { Dns64File } from "./config.generated.ts";

export interface Settings {
  readonly listen: readonly Endpoint[];
  readonly upstream: readonly Endpoint[];
  readonly policy: Policy;
  /** Of view 0, 1, …: that of everybody in no other view first. */
  readonly policies: readonly Policy[];
  /** What to validate answers by; null: not here. */
  readonly validation: ValidationSettings | null;
  /** Who may ask; null: everybody. */
  readonly clients: { readonly ip6: readonly Prefix6[]; readonly ip4: readonly Prefix4[] } | null;
  readonly status: string | null;
  /** How UDP is read and written: many datagrams per call by threads of our own, or through Node; auto: the first where it works. */
  readonly io: "auto" | "mmsg" | "dgram";
  /** Threads that answer UDP. */
  readonly workers: number;
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

const MOST = { listen: 64, upstream: 16, prefixes: 16 } as const;

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
  const upstream = endpoints("upstream", file.upstream, complain);
  for (const endpoint of upstream) {
    if (listen.some((own) => isOwn(own, endpoint)))
      complain(["upstream"], `${formatEndpoint(endpoint)} is this server itself`);
  }
  const policy: Policy = {
    prefixes: prefixes(file.prefixes, complain),
    excludeA: ranges4("exclude_a", file.exclude_a, complain),
    nonGlobalUnderWellKnown: isEmptyList(file.exclude_a),
    excludeAaaa: isEmptyList(file.exclude_aaaa)
      ? []
      : [MAPPED, ...ranges6("exclude_aaaa", file.exclude_aaaa, complain)],
    ignoreAaaa: names("ignore_aaaa", file.ignore_aaaa, complain),
    upstreamValidates: file.validate === "upstream",
    validatedHere: file.validate === "local",
  };
  return {
    listen,
    upstream,
    policy,
    policies: [policy],
    validation: validationSettings(file, (path) => readFileSync(path, "utf8"), complain),
    clients: file.clients === undefined ? null : clients(file.clients, complain),
    status: file.status ?? null,
    io: file.io ?? "auto",
    workers: file.workers ?? 1,
  };
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

function endpoints(key: "listen" | "upstream", value: EndpointValue | EndpointValue[], complain: Complain): Endpoint[] {
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

function clients(value: string | string[], complain: Complain): NonNullable<Settings["clients"]> {
  const ip6: Prefix6[] = [];
  const ip4: Prefix4[] = [];
  list(value).forEach((text, i) => {
    const prefix4 = parsePrefix4(text.includes("/") ? text : `${text}/32`);
    const prefix6 = parsePrefix6(text.includes("/") ? text : `${canonicalIp6(text)}/128`);
    if (prefix4 !== null) ip4.push(prefix4);
    else if (prefix6 !== null) ip6.push(prefix6);
    else
      complain(
        Array.isArray(value) ? ["clients", i] : ["clients"],
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
