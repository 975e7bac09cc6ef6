/** Master files, RFC 1035 §5.1, cut into entries that keep their own text: what is not edited is not printed anew. */

export interface Token {
  /** As written, quotes and escapes included. */
  readonly text: string;
  /** Offset in the entry's text. */
  readonly at: number;
}

export interface ZoneRecord {
  /** Fully qualified, lower case, without the final dot. */
  readonly owner: string;
  /** The owner as written, null where the line begins blank and has the one before. */
  readonly written: string | null;
  readonly type: string;
  readonly rdata: readonly Token[];
  /** Seconds, as written in this entry; null: what is in force. */
  readonly ttl: number | null;
  /** Where the TTL stands, or would: text of this length at this offset. */
  readonly ttlAt: { readonly at: number; readonly length: number };
}

export interface ZoneEntry {
  /** With comments and line ends; entries joined are the file. */
  readonly text: string;
  readonly record: ZoneRecord | null;
  /** `$ORIGIN`, `$TTL`, `$INCLUDE`, `$GENERATE`, upper case. */
  readonly directive: { readonly name: string; readonly values: readonly string[] } | null;
  /** Origin in force after this entry, without the final dot; empty for the root. */
  readonly origin: string;
}

export interface Zone {
  readonly apex: string;
  readonly entries: readonly ZoneEntry[];
}

const CLASSES = new Set(["IN", "CH", "HS", "CS", "ANY"]);

/** @param apex without the final dot: the origin before any $ORIGIN. Never throws: what it cannot read is an entry without a record. */
export function parseZone(text: string, apex: string): Zone {
  const entries: ZoneEntry[] = [];
  let origin = lower(apex);
  let owner: string | null = null;
  for (const { text: slice, tokens, blank } of cut(text)) {
    const words = tokens.map((token) => token.text);
    if (words.length === 0) {
      entries.push({ text: slice, record: null, directive: null, origin });
      continue;
    }
    if (!blank && words[0]!.startsWith("$")) {
      const directive = { name: words[0]!.toUpperCase(), values: words.slice(1) };
      if (directive.name === "$ORIGIN" && directive.values[0] !== undefined)
        origin = qualify(directive.values[0], origin);
      entries.push({ text: slice, record: null, directive, origin });
      continue;
    }
    const written: string | null = blank ? null : words[0]!;
    if (written !== null) owner = qualify(written, origin);
    let i = blank ? 0 : 1;
    // TTL and class, in either order (RFC 1035 §5.1).
    let ttl: Token | null = null;
    const first = tokens[i];
    for (let seen = 0; seen < 2 && i < words.length; seen++) {
      if (CLASSES.has(words[i]!.toUpperCase())) i++;
      else if (/^\d+([smhdw]\d*)*$/i.test(words[i]!)) ttl = tokens[i++]!;
    }
    const type = words[i]?.toUpperCase();
    const record =
      type === undefined || owner === null || first === undefined
        ? null
        : {
            owner,
            written,
            type,
            rdata: tokens.slice(i + 1),
            ttl: ttl === null ? null : secondsOf(ttl.text),
            ttlAt: { at: (ttl ?? first).at, length: ttl?.text.length ?? 0 },
          };
    entries.push({ text: slice, record, directive: null, origin });
  }
  return { apex: lower(apex), entries };
}

export function printZone(zone: Zone): string {
  return zone.entries.map((entry) => entry.text).join("");
}

interface Slice {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Begins with white space: the owner is the one before. */
  readonly blank: boolean;
}

/** Lines, joined while a parenthesis or a quote is open. */
function cut(text: string): Slice[] {
  const slices: Slice[] = [];
  let i = 0;
  while (i < text.length) {
    const start = i;
    const tokens: Token[] = [];
    let depth = 0;
    let token = -1;
    let quoted = false;
    const close = (): void => {
      if (token >= 0) tokens.push({ text: text.slice(token, i), at: token - start });
      token = -1;
    };
    for (; i < text.length; i++) {
      const c = text[i]!;
      if (c === "\\") {
        if (token < 0) token = i;
        i++;
      } else if (quoted) {
        if (c === '"') quoted = false;
      } else if (c === '"') {
        if (token < 0) token = i;
        quoted = true;
      } else if (c === ";") {
        close();
        const end = text.indexOf("\n", i);
        i = (end < 0 ? text.length : end) - 1;
      } else if (c === "(" || c === ")") {
        close();
        depth = Math.max(0, depth + (c === "(" ? 1 : -1));
      } else if (c === "\n" && depth === 0) {
        break;
      } else if (/\s/.test(c)) {
        close();
      } else if (token < 0) {
        token = i;
      }
    }
    i = Math.min(i, text.length);
    close();
    if (i < text.length) i++;
    const slice = text.slice(start, i);
    slices.push({ text: slice, tokens, blank: /^[ \t]/.test(slice) });
  }
  return slices;
}

/** `1h30m`, `300`: BIND's way to write durations, which others read too. */
function secondsOf(text: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  return [...text.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)].reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * (units[unit!] ?? 1),
    0,
  );
}

/** The TTL in force for an entry: its own, else $TTL (RFC 2308 §4), else that of the record before (RFC 1035 §5.1). Null: the SOA's business. */
export function ttlOf(zone: Zone, index: number): number | null {
  const own = zone.entries[index]?.record?.ttl ?? null;
  if (own !== null) return own;
  const before = zone.entries.slice(0, index);
  const directive = before.findLast((entry) => entry.directive?.name === "$TTL")?.directive?.values[0];
  if (directive !== undefined) return secondsOf(directive);
  return before.findLast(({ record }) => record !== null && record.ttl !== null)?.record?.ttl ?? null;
}

/** With this TTL written out. */
export function withTtl(zone: Zone, index: number, seconds: number): Zone {
  const entries = zone.entries.map((entry, i) => {
    if (i !== index || entry.record === null) return entry;
    const { at, length } = entry.record.ttlAt;
    const gap = length === 0 ? " " : "";
    return { ...entry, text: `${entry.text.slice(0, at)}${seconds}${gap}${entry.text.slice(at + length)}` };
  });
  return parseZone(entries.map((entry) => entry.text).join(""), zone.apex);
}

function qualify(name: string, origin: string): string {
  if (name === "@") return origin;
  if (name.endsWith(".") && !name.endsWith("\\.")) return lower(name.slice(0, -1));
  return lower(origin === "" ? name : `${name}.${origin}`);
}

function lower(name: string): string {
  return name.toLowerCase();
}

/** The shortest way to write a name where this origin holds. */
function spell(name: string, origin: string): string {
  if (name === origin) return "@";
  return name.endsWith(`.${origin}`) ? name.slice(0, -origin.length - 1) : `${name}.`;
}

/** A record more, after the last one of the same owner, else at the end. */
export function withRecord(zone: Zone, owner: string, type: string, rdata: string, ttl: number | null = null): Zone {
  const name = lower(owner);
  const same = zone.entries.findLastIndex((entry) => entry.record?.owner === name);
  const after = same < 0 ? zone.entries.length - 1 : same;
  const origin = zone.entries[after]?.origin ?? zone.apex;
  const entries = zone.entries.map((entry, i) =>
    i === after && !entry.text.endsWith("\n") ? { ...entry, text: `${entry.text}\n` } : entry,
  );
  entries.splice(after + 1, 0, {
    text: `${spell(name, origin)}\t${ttl === null ? "" : `${ttl}\t`}IN\t${type}\t${rdata}\n`,
    record: null,
    directive: null,
    origin,
  });
  return parseZone(entries.map((entry) => entry.text).join(""), zone.apex);
}

/** Without this entry. If the one after it took its owner from here, it gets the owner written out. */
export function withoutRecord(zone: Zone, index: number): Zone {
  const gone = zone.entries[index]!;
  const heir = zone.entries.findIndex((entry, i) => i > index && entry.record !== null);
  const entries = zone.entries.flatMap((entry, i) => {
    if (i === index) return [];
    if (i !== heir || gone.record?.written === null || entry.record!.written !== null) return [entry];
    const written = spell(gone.record!.owner, entry.origin);
    const gap = /^[ \t]+/.exec(entry.text)![0];
    const rest = entry.text.slice(gap.length);
    return [
      {
        ...entry,
        text: `${written}${gap.includes("\t") || gap.length <= written.length ? "\t" : " ".repeat(gap.length - written.length)}${rest}`,
      },
    ];
  });
  return parseZone(entries.map((entry) => entry.text).join(""), zone.apex);
}

/** The SOA's serial, or null where there is no SOA with a readable one. */
export function serialOf(zone: Zone): number | null {
  const token = zone.entries.find((entry) => entry.record?.type === "SOA")?.record?.rdata[2];
  return token === undefined || !/^\d{1,10}$/.test(token.text) || Number(token.text) > 0xffffffff
    ? null
    : Number(token.text);
}

export function withSerial(zone: Zone, serial: number): Zone {
  const entries = zone.entries.map((entry) => {
    const token = entry.record?.type === "SOA" ? entry.record.rdata[2] : undefined;
    if (token === undefined) return entry;
    const text = entry.text.slice(0, token.at) + String(serial) + entry.text.slice(token.at + token.text.length);
    return { ...entry, text };
  });
  return parseZone(entries.map((entry) => entry.text).join(""), zone.apex);
}

/** RFC 1982 §3.2, SERIAL_BITS 32: whether `a` is later than `b`. */
export function isLater(a: number, b: number): boolean {
  const ahead = (a - b + 0x100000000) % 0x100000000;
  return ahead > 0 && ahead < 0x80000000;
}

/**
 * A later serial (RFC 1982 §3.1): today's first, YYYYMMDD00, where the present one is of that style and before today; else one more. Never 0.
 * @param today YYYYMMDD.
 */
export function nextSerial(serial: number, today: number): number {
  const first = today * 100;
  if (isDated(serial) && isLater(first, serial)) return first;
  return serial === 0xffffffff ? 1 : serial + 1;
}

function isDated(serial: number): boolean {
  const match = /^(\d{4})(\d\d)(\d\d)\d\d$/.exec(String(serial));
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1990 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
