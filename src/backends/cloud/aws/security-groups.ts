/** Security groups permit over IPv6 what they permit over IPv4. */
import type { IpPermission } from "@aws-sdk/client-ec2";
import type { AwsPlan } from "../../../plan/plan.ts";
import type { Action } from "../action.ts";
import { ask, type Ec2 } from "./ec2.ts";
import { type Direction, keyOf, type MissingRule, parityOf } from "./parity.ts";
import type { Say } from "./say.ts";

export async function groupActions(ec2: Ec2, plan: AwsPlan, say: Say): Promise<Action[]> {
  if (plan.securityGroups.length === 0) return [];
  const { SecurityGroups = [] } = await ask(
    "DescribeSecurityGroups",
    ec2.describeSecurityGroups({ GroupIds: [...plan.securityGroups] }),
  );
  return plan.securityGroups.flatMap((id) => {
    const group = SecurityGroups.find(({ GroupId }) => GroupId === id);
    if (group === undefined) {
      say.refused.push(`there is no security group ${id}`);
      return [];
    }
    return (["ingress", "egress"] as const).flatMap((direction) => {
      const permissions = direction === "ingress" ? group.IpPermissions : group.IpPermissionsEgress;
      const { missing, unmapped, untranslated } = parityOf(permissions ?? [], plan.counterparts);
      for (const range of unmapped)
        say.refused.push(
          `${id} ${direction} permits ${range}, and \`counterparts\` does not say which IPv6 range is the same: add it, or \`"${range}": none\``,
        );
      for (const icmp of untranslated) say.because.push(`${id} ${direction}: ${icmp} has no counterpart in ICMPv6`);
      return missing.map((rule) => actionOf(id, direction, rule));
    });
  });
}

function actionOf(group: string, direction: Direction, rule: MissingRule): Action {
  const name = keyOf(rule.protocol, rule.from, rule.to, rule.ipv6);
  const side = direction === "ingress" ? "from" : "to";
  const what =
    rule.protocol === "-1" ? "everything" : `${rule.protocol} ${name.split(":")[1]!.replace(/^(-?\d+)-\1$/, "$1")}`;
  return {
    change: {
      key: `permission:${group}:${direction}:${name}`,
      title: `permit ${what} ${side} ${rule.ipv6} in ${group}`,
      before: null,
      after: name,
    },
    kind: "permission",
    at: { group, direction },
    before: null,
    after: {
      IpProtocol: rule.protocol,
      ...(rule.from === undefined ? {} : { FromPort: rule.from }),
      ...(rule.to === undefined ? {} : { ToPort: rule.to }),
      Ipv6Ranges: [
        { CidrIpv6: rule.ipv6, ...(rule.description === undefined ? {} : { Description: rule.description }) },
      ],
    },
  };
}

export async function permit(ec2: Ec2, { at, after }: Action): Promise<void> {
  const request = { GroupId: at.group!, IpPermissions: [after as unknown as IpPermission] };
  await (at.direction === "ingress"
    ? ask("AuthorizeSecurityGroupIngress", ec2.authorizeSecurityGroupIngress(request))
    : ask("AuthorizeSecurityGroupEgress", ec2.authorizeSecurityGroupEgress(request)));
}

export async function revoke(ec2: Ec2, action: Action): Promise<string | null> {
  const { at, after } = action;
  const request = { GroupId: at.group!, IpPermissions: [after as unknown as IpPermission] };
  const { SecurityGroups = [] } = await ask(
    "DescribeSecurityGroups",
    ec2.describeSecurityGroups({ GroupIds: [at.group!] }),
  );
  const group = SecurityGroups[0];
  const permissions = (at.direction === "ingress" ? group?.IpPermissions : group?.IpPermissionsEgress) ?? [];
  const there = permissions.some((one) =>
    (one.Ipv6Ranges ?? []).some(
      ({ CidrIpv6 }) => keyOf(one.IpProtocol ?? "", one.FromPort, one.ToPort, CidrIpv6 ?? "") === action.change.after,
    ),
  );
  if (!there) return null;
  await (at.direction === "ingress"
    ? ask("RevokeSecurityGroupIngress", ec2.revokeSecurityGroupIngress(request))
    : ask("RevokeSecurityGroupEgress", ec2.revokeSecurityGroupEgress(request)));
  return null;
}
