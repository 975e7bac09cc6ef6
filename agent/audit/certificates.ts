/** Certificates that name an IPv4 address and no IPv6 one. Pure. */
import { X509Certificate } from "node:crypto";
import type { AuditFinding } from "../protocol/audit.ts";
import { finding } from "./finding.ts";

/** @param text PEM; each certificate in it is looked at. Authorities are left out: nobody connects to them. */
export function certificateFindings(path: string, text: string): AuditFinding[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((pem) => {
    const names = subjectAltNames(pem);
    const four = names.filter((name) => name.includes(".") && !name.startsWith("127."));
    if (four.length === 0 || names.some((name) => name.includes(":") && !/^(::1|0:0:0:0:0:0:0:1)$/i.test(name)))
      return [];
    return [
      finding(
        "certificate.ipv4-san",
        path,
        `the certificate is for ${four.join(", ")} and for no IPv6 address: who connects by address over IPv6 refuses it`,
        "issue it again with the IPv6 address beside it, or let clients connect by name",
        { address: four[0]!, weight: "look" },
      ),
    ];
  });
}

/** IP addresses among the alternative names; none for an authority, and for what is no certificate. */
function subjectAltNames(pem: string): string[] {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.ca && certificate.subject === certificate.issuer && certificate.subjectAltName === undefined)
      return [];
    return [...(certificate.subjectAltName ?? "").matchAll(/IP Address:([^,\s]+)/g)].map(([, address]) => address!);
  } catch {
    return [];
  }
}
