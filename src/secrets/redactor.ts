/** Takes secrets out of texts: those it was told, in every form they may come in, and what looks like one. */

export const REDACTED = "[redacted]";

/** A shorter value is part of too many words: it would be taken out of host names. */
const SHORTEST = 4;

/** Of a secret of several lines, such as a key, each line from this length on is one. */
const SHORTEST_LINE = 12;

/** Where a secret stands that nobody named: user information of URIs, bearer tokens, `password=…`; `password: {env: NAME}` only says where one is. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)[^\s/@"']+@/gi, `$1${REDACTED}@`],
  [/\b((?:authorization|proxy-authorization)\s*[=:]\s*(?:basic|bearer|digest)\s+)[^\s"',]+/gi, `$1${REDACTED}`],
  [
    /\b([a-z0-9_-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|private[_-]?key)["']?\s*[=:]\s*["']?)(?!\[redacted\]|\{["']?(?:env|file|cmd)["']?:)[^\s"',;&]+/gi,
    `$1${REDACTED}`,
  ],
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    `-----BEGIN PRIVATE KEY----- ${REDACTED}`,
  ],
];

/** Ten thousand hosts say much the same: so many of the longer texts are looked through once, and kept once. */
const REMEMBERED = 500;
const LONG = 200;

export class Redactor {
  readonly #known = new Set<string>();
  #pattern: RegExp | null = null;
  readonly #clean = new Map<string, string>();

  /** From now on no text that went through here holds the value. */
  learn(value: string): void {
    for (const form of formsOf(value)) this.#known.add(form);
    this.#clean.clear();
    // The longest first: one secret may be the beginning of another.
    const all = [...this.#known].sort((a, b) => b.length - a.length);
    this.#pattern = all.length === 0 ? null : new RegExp(all.map(literally).join("|"), "g");
  }

  /** Values that were told. */
  known(text: string): string {
    return this.#pattern === null ? text : text.replace(this.#pattern, REDACTED);
  }

  /** Values that were told, and what looks like a secret. */
  text(text: string): string {
    const seen = this.#clean.get(text);
    if (seen !== undefined) return seen;
    const clean = SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), this.known(text));
    if (text.length < LONG) return clean;
    if (this.#clean.size >= REMEMBERED) this.#clean.clear();
    this.#clean.set(text, clean);
    return clean;
  }

  /** Every string in a value; keys of objects too. */
  deep<T>(value: T): T {
    if (typeof value === "string") return this.text(value) as T;
    if (Array.isArray(value)) return value.map((item) => this.deep(item)) as T;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.known(key),
        typeof item === "string" && isSecretKey(key) ? REDACTED : this.deep(item),
      ]),
    ) as T;
  }
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** `{"password": "…"}`: the value stands apart from its name. */
function isSecretKey(key: string): boolean {
  return /^[a-z0-9_-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|authorization)$/i.test(key);
}

/** As it is, as JSON, URLs and base64 have it, its lines, and of a URL the part that tells it from others. */
function formsOf(value: string): string[] {
  const whole = [value, value.trim()];
  const lines = value.includes("\n") ? value.split("\n").filter((line) => line.trim().length >= SHORTEST_LINE) : [];
  const forms = [...whole, ...lines, ...urlParts(value)].flatMap((one) => [
    one,
    inJson(one),
    inJson(inJson(one)),
    encodeURIComponent(one),
    encodeURI(one),
    Buffer.from(one).toString("base64").replace(/=+$/, ""),
    Buffer.from(one).toString("base64url"),
  ]);
  return forms.filter((form) => form.length >= SHORTEST);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function urlParts(value: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || !URL.canParse(value)) return [];
  const { pathname, search, password } = new URL(value);
  // The parts of a path that no word is like: `B0ZXC12QWERT`, not `services`.
  const tokens = pathname.split("/").filter((part) => part.length >= 10 && /\d/.test(part));
  const parts = [pathname + search, pathname.slice(1), search.slice(1), ...tokens].filter((part) => part.length >= 8);
  return [...parts, decodeURIComponent(password)];
}
