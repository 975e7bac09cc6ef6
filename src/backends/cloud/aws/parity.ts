/** Which rules a security group lacks to permit over IPv6 what it permits over IPv4. Pure. */
import type { IpPermission } from "@aws-sdk/client-ec2";

export type Direction = "ingress" | "egress";

export interface MissingRule {
  readonly protocol: string;
  /** Ports, or for icmpv6 type and code; -1 is all. Left out for protocols without. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly ipv6: string;
  readonly description: string | undefined;
}

export interface Parity {
  readonly missing: readonly MissingRule[];
  /** IPv4 ranges for which the plan has no counterpart. */
  readonly unmapped: readonly string[];
  /** ICMP that has no ICMPv6. */
  readonly untranslated: readonly string[];
}

/** ICMP type and code to ICMPv6 (RFC 7915 §4.2); -1: all. Null: it has none. */
export function icmpv6Of(type: number, code: number): { readonly type: number; readonly code: number } | null {
  switch (type) {
    case -1:
      return { type: -1, code: -1 };
    case 8:
      return { type: 128, code: 0 };
    case 0:
      return { type: 129, code: 0 };
    case 3:
      // Fragmentation needed is Packet Too Big, a type of its own.
      return code === 4 ? { type: 2, code: 0 } : { type: 1, code: -1 };
    case 11:
      return { type: 3, code };
    case 12:
      return { type: 4, code: -1 };
    default:
      return null;
  }
}

/** @param counterparts IPv4 range to IPv6 range, null: needs none. 0.0.0.0/0 is ::/0 unless said otherwise. */
export function parityOf(
  permissions: readonly IpPermission[],
  counterparts: Readonly<Record<string, string | null>>,
): Parity {
  const there = new Set(
    permissions.flatMap((permission) =>
      (permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) =>
        keyOf(permission.IpProtocol ?? "-1", permission.FromPort, permission.ToPort, CidrIpv6 ?? ""),
      ),
    ),
  );
  const missing = new Map<string, MissingRule>();
  const unmapped = new Set<string>();
  const untranslated = new Set<string>();
  for (const permission of permissions) {
    for (const { CidrIp = "", Description } of permission.IpRanges ?? []) {
      const ipv6 =
        counterparts[CidrIp] ?? (CidrIp in counterparts ? null : CidrIp === "0.0.0.0/0" ? "::/0" : undefined);
      if (ipv6 === undefined) unmapped.add(CidrIp);
      if (ipv6 === undefined || ipv6 === null) continue;
      const rule = translated(permission);
      if (rule === null) {
        untranslated.add(`icmp type ${permission.FromPort}`);
        continue;
      }
      const key = keyOf(rule.protocol, rule.from, rule.to, ipv6);
      // All protocols permit this one too.
      if (!there.has(key) && !there.has(keyOf("-1", undefined, undefined, ipv6)))
        missing.set(key, { ...rule, ipv6, description: Description });
    }
  }
  return { missing: [...missing.values()], unmapped: [...unmapped], untranslated: [...untranslated] };
}

function translated(permission: IpPermission): Omit<MissingRule, "ipv6" | "description"> | null {
  const protocol = permission.IpProtocol ?? "-1";
  if (protocol !== "icmp" && protocol !== "1") return { protocol, from: permission.FromPort, to: permission.ToPort };
  const icmp = icmpv6Of(permission.FromPort ?? -1, permission.ToPort ?? -1);
  return icmp === null ? null : { protocol: "icmpv6", from: icmp.type, to: icmp.code };
}

export function keyOf(protocol: string, from: number | undefined, to: number | undefined, range: string): string {
  const name = protocol === "58" ? "icmpv6" : protocol;
  const ports = name === "-1" || from === undefined ? "all" : `${from}-${to ?? from}`;
  return `${name}:${ports}:${range}`;
}
