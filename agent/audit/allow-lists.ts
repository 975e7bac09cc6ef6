/** Who is let in, where only IPv4 is. Lines of configuration in, findings out. Pure. */
import { parseIp4 } from "../net/ip4.ts";
import type { AuditFinding, FindingKind } from "../protocol/audit.ts";
import { finding } from "./finding.ts";
import type { FoundLine } from "./scan.ts";

/** What a search must bring: every line of these that lets somebody in, of either family. */
export const ALLOW_PATTERN =
  '^[[:space:]]*(host(ssl|nossl|gssenc|nogssenc)?[[:space:]]|allow[[:space:]]|ignoreip[[:space:]]*=|Match[[:space:]].*Address|AllowUsers[[:space:]])|^[[:alnum:]_-]+[[:space:]]*:[[:space:]]*[^:]|from="';
export const ALLOW_PATHS = [
  "/etc/postgresql",
  "/var/lib/pgsql/data/pg_hba.conf",
  "/etc/hosts.allow",
  "/etc/fail2ban/jail.conf",
  "/etc/fail2ban/jail.local",
  "/etc/fail2ban/jail.d",
  "/etc/ssh",
  "/root/.ssh/authorized_keys",
  "/etc/nginx",
];

interface Kind {
  readonly kind: FindingKind;
  readonly file: RegExp;
  readonly line: RegExp;
  /** Lines with the same value let in for the same purpose: one of them with IPv6 is enough. */
  readonly purpose: (text: string) => string;
  readonly who: string;
}

const KINDS: readonly Kind[] = [
  {
    kind: "allow-list.pg-hba",
    file: /pg_hba\.conf$/,
    line: /^\s*host\w*\s/,
    purpose: (text) => text.trim().split(/\s+/).slice(1, 3).join(" "),
    who: "PostgreSQL lets clients in",
  },
  {
    kind: "allow-list.hosts-allow",
    file: /\/hosts\.allow$/,
    line: /^[\w-]+\s*:/,
    purpose: (text) => text.split(":")[0]!.trim(),
    who: "TCP wrappers let clients in",
  },
  {
    kind: "allow-list.fail2ban",
    file: /fail2ban/,
    line: /^\s*ignoreip\s*=/,
    purpose: () => "",
    who: "fail2ban spares clients",
  },
  {
    kind: "allow-list.sshd",
    file: /(sshd_config(\.d\/.*)?|authorized_keys[^/]*(\/[^/]+)?)$/,
    line: /^\s*(Match\s.*Address|AllowUsers)\s|from="/i,
    purpose: (text) =>
      /from="/.test(text) ? text.slice(text.indexOf('"', text.indexOf('from="') + 6)) : text.trim().split(/\s+/)[0]!,
    who: "sshd lets clients in",
  },
  {
    kind: "allow-list.nginx",
    file: /^\/etc\/nginx\//,
    line: /^\s*allow\s/,
    purpose: () => "",
    who: "nginx lets clients in",
  },
];

export function allowListFindings(lines: readonly FoundLine[]): AuditFinding[] {
  const found: AuditFinding[] = [];
  for (const { kind, file, line, purpose, who } of KINDS) {
    const own = lines.filter(({ path, text }) => file.test(path) && line.test(text) && !/\.dpkg-|~$/.test(path));
    const served = new Set(own.filter(({ text }) => hasIp6(text)).map(({ path, text }) => `${path} ${purpose(text)}`));
    for (const { path, number, text } of own) {
      const addresses = ip4In(text);
      if (addresses.length === 0 || served.has(`${path} ${purpose(text)}`)) continue;
      found.push(
        finding(
          kind,
          `${path}:${number}`,
          `${who} by IPv4 only: ${addresses.join(", ")}`,
          "add the IPv6 prefixes of the same clients beside it",
          { address: addresses[0]!.split("/")[0]! },
        ),
      );
    }
  }
  return found;
}

/** Addresses and prefixes, loopback left out; also `10.` and `192.0.2.` of TCP wrappers. */
function ip4In(text: string): string[] {
  const full = [...text.matchAll(/(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3})(\/[\d.]+)?/g)]
    .filter(([, address]) => parseIp4(address!) !== null && !address!.startsWith("127."))
    .map(([all]) => all);
  const partial = [...text.matchAll(/(?<![\w.:])((?:\d{1,3}\.){1,3})(?![\d.])/g)]
    .map(([all]) => all)
    .filter((one) => !one.startsWith("127."));
  return [...full, ...partial];
}

/** Loopback does not count. `all` and `ANY` let both in. */
function hasIp6(text: string): boolean {
  const words = text.match(/\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?(?:\/\d+)?/g) ?? [];
  return words.some((word) => !/^\[?(::1|::ffff:127\.)/.test(word)) || /\ball\s*;/.test(text);
}
