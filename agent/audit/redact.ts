/** Take secrets out of a line before it goes anywhere. Pure. */

const SECRET_KEY =
  /((?:^|[\s"'{,;&?(])[\w.-]*(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth)[\w.-]*["']?\s*(?:=>|[=:])\s*)("[^"]*"|'[^']*'|[^\s,;&"']+)/gi;
/** `--password X`, `-pX` of the usual clients. */
const SECRET_OPTION = /(--?(?:pass(?:word|wd)?|secret|token|api-?key)[ =])(\S+)/gi;
/** `scheme://user:secret@host`; the secret may hold anything but white space and quotes. */
const USERINFO = /(\b[a-z][\w+.-]*:\/\/[^\s/:@"']*:)([^\s"'@]+)(@)/gi;
const BEARER = /\b((?:bearer|basic)\s+)([\w+/=._~-]{8,})/gi;
/** Long runs that are keys rather than words: base64 or hex. */
const BLOB = /(?<![\w/])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[A-Za-z0-9+/=_-]{32,}/g;

export const REDACTED = "[redacted]";

export function redact(line: string): string {
  return line
    .replace(USERINFO, `$1${REDACTED}$3`)
    .replace(SECRET_KEY, `$1${REDACTED}`)
    .replace(SECRET_OPTION, `$1${REDACTED}`)
    .replace(BEARER, `$1${REDACTED}`)
    .replace(BLOB, REDACTED);
}
