/** Mail over IPv6, where a service sends or receives it: MX hosts that greet, the sender's own name, and SPF. */
import { parseIp6 } from "../net/ip6.ts";
import { contains6, parsePrefix6 } from "../net/prefix.ts";
import { probe } from "../probes/probe.ts";
import type { AuditFinding } from "../protocol/audit.ts";
import type { System } from "../system.ts";
import { type Ask, confirmedName, dataOf } from "./dns-view.ts";
import { type Blind, type Found, finding } from "./finding.ts";

const SMTP_MS = 5_000;
/** RFC 7208 §4.6.4: more lookups than these are an error for every receiver. */
const MOST_LOOKUPS = 10;

/** @param domains for which this host sends or takes mail. @param addresses its own global IPv6 ones. */
export async function mailFindings(
  sys: System,
  ask: Ask,
  domains: readonly string[],
  addresses: readonly string[],
): Promise<Found> {
  const findings: AuditFinding[] = [];
  const unknown: Blind[] = [];
  for (const given of domains) {
    const mx = await exchangesOf(ask, given);
    if (mx === null) {
      unknown.push({ what: `mail of ${given}`, because: "no name at or above it has MX records here" });
      continue;
    }
    findings.push(...(await exchangeFindings(sys, ask, mx.domain, mx.hosts)));
    for (const address of addresses) {
      const verdict = await spf(ask, mx.domain, address);
      if (verdict === "pass") continue;
      findings.push(
        finding(
          "mail.spf",
          mx.domain,
          verdict === "none"
            ? `${mx.domain} has no SPF record`
            : `the SPF record of ${mx.domain} does not name ${address}, from which this host sends: receivers may refuse its mail over IPv6`,
          `add ip6:${address} to the TXT record of ${mx.domain}`,
          { weight: verdict === "none" ? "note" : "blocks" },
        ),
      );
    }
  }
  if (domains.length > 0)
    for (const address of addresses) {
      const { asked, ptr, confirmed } = await confirmedName(ask, address);
      if (!asked) unknown.push({ what: `PTR of ${address}`, because: "the name server does not answer" });
      else if (!confirmed)
        findings.push(
          finding(
            "mail.ptr",
            address,
            ptr === null
              ? `${address}, from which this host sends mail, has no PTR record: large receivers refuse such mail`
              : `${address} is ${ptr} by its PTR record, and ${ptr} has another address: large receivers refuse such mail`,
            "add a PTR record, and an AAAA record of its name with this address",
          ),
        );
    }
  return { findings, unknown };
}

async function exchangeFindings(
  sys: System,
  ask: Ask,
  domain: string,
  hosts: readonly string[],
): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const host of hosts) {
    const aaaa = dataOf(await ask(host, "AAAA"), "AAAA");
    if (aaaa.length === 0) {
      findings.push(
        finding(
          "mail.mx",
          host,
          `${host}, an MX of ${domain}, has no AAAA record`,
          "add one, or keep the service dual-stack (reason: mail)",
          {
            port: 25,
          },
        ),
      );
      continue;
    }
    const answer = await probe(sys, { kind: "smtp", host: aaaa[0]!, port: 25, family: 6, timeoutMs: SMTP_MS });
    if (answer.outcome !== "answered")
      findings.push(
        finding(
          "mail.mx",
          host,
          `${host}, an MX of ${domain}, does not greet over IPv6: ${answer.because}`,
          "let it listen and answer on port 25 over IPv6",
          {
            port: 25,
          },
        ),
      );
  }
  return findings;
}

/** MX of a name, else of the nearest name above that has some. */
async function exchangesOf(
  ask: Ask,
  name: string,
): Promise<{ readonly domain: string; readonly hosts: readonly string[] } | null> {
  const labels = name.split(".");
  for (let i = 0; i < labels.length - 1; i++) {
    const domain = labels.slice(i).join(".");
    const hosts = dataOf(await ask(domain, "MX"), "MX").map((data) => data.split(" ")[1]!);
    if (hosts.length > 0) return { domain, hosts };
  }
  return null;
}

/** RFC 7208 §4.6, as far as it says whether an IPv6 address may send; macros and `exists` are read as no. */
export async function spf(ask: Ask, domain: string, address: string): Promise<"pass" | "fail" | "none"> {
  let lookups = 0;
  const number = parseIp6(address)!;
  const check = async (at: string): Promise<"pass" | "fail" | "none"> => {
    const record = dataOf(await ask(at, "TXT"), "TXT").find((text) => /^v=spf1(\s|$)/i.test(text));
    if (record === undefined) return "none";
    let redirect: string | null = null;
    for (const term of record.split(/\s+/).slice(1)) {
      const [, sign, name, value] = /^([+?~-]?)([a-z0-9]+)(?:[:=]([^\s]+))?$/i.exec(term) ?? [];
      if (name === undefined) continue;
      const passes = sign === "" || sign === "+";
      const of = (value ?? at).replace(/\/.*$/, "");
      switch (name.toLowerCase()) {
        case "all":
          return passes ? "pass" : "fail";
        case "ip6": {
          const prefix = parsePrefix6(value?.includes("/") === true ? value : `${value}/128`);
          if (prefix !== null && contains6(prefix, number)) return passes ? "pass" : "fail";
          break;
        }
        case "a":
          if (++lookups > MOST_LOOKUPS) return "fail";
          if (dataOf(await ask(of, "AAAA"), "AAAA").includes(address)) return passes ? "pass" : "fail";
          break;
        case "mx": {
          if (++lookups > MOST_LOOKUPS) return "fail";
          for (const data of dataOf(await ask(of, "MX"), "MX"))
            if (dataOf(await ask(data.split(" ")[1]!, "AAAA"), "AAAA").includes(address))
              return passes ? "pass" : "fail";
          break;
        }
        case "include":
          if (++lookups > MOST_LOOKUPS) return "fail";
          if ((await check(of)) === "pass") return passes ? "pass" : "fail";
          break;
        case "redirect":
          redirect = of;
          break;
        default:
      }
    }
    if (redirect === null) return "fail";
    return ++lookups > MOST_LOOKUPS ? "fail" : check(redirect);
  };
  return check(domain);
}
