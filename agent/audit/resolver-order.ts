/** Settings of the C library that put IPv4 first, or hide AAAA. Pure. */
import type { AuditFinding } from "../protocol/audit.ts";
import { finding } from "./finding.ts";

/** The first of two lines for the same prefix wins; one `precedence` line drops the whole built-in table, whose `::/0` is 40. */
export function gaiConfFindings(text: string): AuditFinding[] {
  const lines = text
    .split("\n")
    .map((line, i) => ({ words: line.replace(/#.*$/, "").trim().split(/\s+/), number: i + 1 }));
  const rows = lines.filter(({ words }) => words[0] === "precedence" && words.length === 3);
  const of = (prefix: string) => rows.find(({ words }) => words[1] === prefix);
  const mapped = of("::ffff:0:0/96");
  if (mapped === undefined && rows.length === 0) return [];
  const four = mapped === undefined ? 40 : Number(mapped.words[2]);
  const six = Number(of("::/0")?.words[2] ?? 40);
  if (six > four) return [];
  return [
    finding(
      "resolver.order",
      `/etc/gai.conf:${(mapped ?? rows[0]!).number}`,
      `new processes choose IPv4 first: ::ffff:0:0/96 has precedence ${four} and ::/0 has ${six}`,
      "write a whole table in which ::/0 stands above ::ffff:0:0/96; phase 1 does it",
    ),
  ];
}

/** `options no-aaaa` (glibc 2.36): the stub then never asks for AAAA. */
export function resolvConfFindings(text: string): AuditFinding[] {
  return text
    .split("\n")
    .flatMap((line, i) =>
      /^\s*options\s(.*\s)?no-aaaa\b/.test(line)
        ? [
            finding(
              "resolver.order",
              `/etc/resolv.conf:${i + 1}`,
              "the stub resolver never asks for AAAA (options no-aaaa)",
              "take the option away",
            ),
          ]
        : [],
    );
}

/** @param lines of nginx's configuration that fit `ipv6=off`. */
export const NGINX_PATTERN = "^[^#]*resolver[[:space:]].*ipv6=off";
export function nginxFinding(place: string): AuditFinding {
  return finding("runtime.nginx", place, "nginx resolves upstream names without AAAA (ipv6=off)", "take ipv6=off away");
}
