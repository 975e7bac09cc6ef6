/** Subnets: which synthesise AAAA, and IPv6-only ones for new instances. */
import type { Subnet } from "@aws-sdk/client-ec2";
import type { AwsPlan } from "../../../plan/plan.ts";
import { type Action, CloudError } from "../action.ts";
import { ask, type Ec2 } from "./ec2.ts";
import type { Say } from "./say.ts";

/** A subnet is named by its id, or before it has one by what makes it the only one: VPC and prefix. */
type At = Action["at"];

export interface FoundSubnets {
  readonly byId: ReadonlyMap<string, Subnet>;
  /** Those of `new_subnets` that are there, by prefix. */
  readonly byPrefix: ReadonlyMap<string, Subnet>;
}

export async function findSubnets(ec2: Ec2, plan: AwsPlan): Promise<FoundSubnets> {
  const ids = [...plan.dns64Subnets];
  const named =
    ids.length === 0 ? [] : ((await ask("DescribeSubnets", ec2.describeSubnets({ SubnetIds: ids }))).Subnets ?? []);
  const made = await Promise.all(
    plan.newSubnets.map(async ({ vpc, ipv6 }) => [ipv6, await subnetAt(ec2, vpc, ipv6)] as const),
  );
  return {
    byId: new Map(named.map((subnet) => [subnet.SubnetId!, subnet])),
    byPrefix: new Map(made.flatMap(([ipv6, subnet]) => (subnet === null ? [] : [[ipv6, subnet] as const]))),
  };
}

async function subnetAt(ec2: Ec2, vpc: string, ipv6: string): Promise<Subnet | null> {
  const { Subnets = [] } = await ask(
    "DescribeSubnets",
    ec2.describeSubnets({
      Filters: [
        { Name: "vpc-id", Values: [vpc] },
        { Name: "ipv6-cidr-block-association.ipv6-cidr-block", Values: [ipv6] },
      ],
    }),
  );
  return Subnets[0] ?? null;
}

export function subnetActions(plan: AwsPlan, found: FoundSubnets): Action[] {
  return plan.newSubnets
    .filter(({ ipv6 }) => !found.byPrefix.has(ipv6))
    .map(({ vpc, zone, ipv6, name }) => ({
      change: {
        key: `subnet:${vpc}:${ipv6}`,
        title: `make the IPv6-only subnet ${name} (${ipv6}) in ${vpc}, ${zone}`,
        before: null,
        after: ipv6,
      },
      kind: "subnet",
      at: { vpc, ipv6 },
      before: null,
      after: { zone, name },
    }));
}

export async function createSubnet(ec2: Ec2, { at, after }: Action): Promise<void> {
  const { zone, name } = after as { zone: string; name: string };
  await ask(
    "CreateSubnet",
    ec2.createSubnet({
      VpcId: at.vpc!,
      AvailabilityZone: zone,
      Ipv6CidrBlock: at.ipv6!,
      Ipv6Native: true,
      TagSpecifications: [{ ResourceType: "subnet", Tags: [{ Key: "Name", Value: name }] }],
    }),
  );
}

export async function deleteSubnet(ec2: Ec2, { at }: Action): Promise<string | null> {
  const subnet = await subnetAt(ec2, at.vpc!, at.ipv6!);
  if (subnet !== null) await ask("DeleteSubnet", ec2.deleteSubnet({ SubnetId: subnet.SubnetId! }));
  return null;
}

/** The table a subnet has by name; null: that of its VPC. */
async function tableOf(
  ec2: Ec2,
  subnet: string,
): Promise<{ readonly table: string; readonly association: string } | null> {
  const { RouteTables = [] } = await ask(
    "DescribeRouteTables",
    ec2.describeRouteTables({ Filters: [{ Name: "association.subnet-id", Values: [subnet] }] }),
  );
  for (const { RouteTableId, Associations = [] } of RouteTables) {
    const own = Associations.find(({ SubnetId }) => SubnetId === subnet);
    if (own !== undefined) return { table: RouteTableId!, association: own.RouteTableAssociationId! };
  }
  return null;
}

async function mainTableOf(ec2: Ec2, vpc: string): Promise<string | null> {
  const { RouteTables = [] } = await ask(
    "DescribeRouteTables",
    ec2.describeRouteTables({
      Filters: [
        { Name: "vpc-id", Values: [vpc] },
        { Name: "association.main", Values: ["true"] },
      ],
    }),
  );
  return RouteTables[0]?.RouteTableId ?? null;
}

export async function associationActions(ec2: Ec2, plan: AwsPlan, found: FoundSubnets, say: Say): Promise<Action[]> {
  const actions: Action[] = [];
  for (const { vpc, ipv6, routeTable, name } of plan.newSubnets) {
    if (!plan.routes.some(({ table }) => table === routeTable))
      say.refused.push(
        `${name} is to use ${routeTable}, for which \`routes\` names no NAT gateway: its names would resolve to nowhere`,
      );
    const subnet = found.byPrefix.get(ipv6);
    if (subnet !== undefined && subnet.Ipv6Native !== true)
      say.refused.push(`${ipv6} in ${vpc} is ${subnet.SubnetId}, which is dual-stack: name another prefix`);
    const now = subnet === undefined ? null : await tableOf(ec2, subnet.SubnetId!);
    if (now?.table === routeTable) continue;
    if (now !== null) {
      say.refused.push(`${subnet!.SubnetId} (${ipv6}) uses ${now.table}, not ${routeTable}: say which is right`);
      continue;
    }
    actions.push({
      change: {
        key: `association:${vpc}:${ipv6}`,
        title: `let ${name} use ${routeTable}`,
        before: null,
        after: routeTable,
      },
      kind: "association",
      at: { vpc, ipv6 },
      before: null,
      after: routeTable,
    });
  }
  return actions;
}

export async function associate(ec2: Ec2, { at, after }: Action): Promise<void> {
  const SubnetId = await idOf(ec2, at);
  await ask("AssociateRouteTable", ec2.associateRouteTable({ RouteTableId: after as string, SubnetId }));
}

export async function disassociate(ec2: Ec2, { at, after }: Action): Promise<string | null> {
  const subnet = await subnetAt(ec2, at.vpc!, at.ipv6!);
  const now = subnet === null ? null : await tableOf(ec2, subnet.SubnetId!);
  if (now === null) return null;
  if (now.table !== after) return `${at.ipv6} uses ${now.table} by now: left so`;
  await ask("DisassociateRouteTable", ec2.disassociateRouteTable({ AssociationId: now.association }));
  return null;
}

export async function dns64Actions(ec2: Ec2, plan: AwsPlan, found: FoundSubnets, say: Say): Promise<Action[]> {
  const actions: Action[] = [];
  for (const id of plan.dns64Subnets) {
    const subnet = found.byId.get(id);
    if (subnet === undefined) {
      say.refused.push(`there is no subnet ${id}`);
      continue;
    }
    if ((subnet.Ipv6CidrBlockAssociationSet ?? []).length === 0)
      say.refused.push(`subnet ${id} has no IPv6 prefix: nobody there could use a synthesised address`);
    const table = (await tableOf(ec2, id))?.table ?? (await mainTableOf(ec2, subnet.VpcId!));
    if (!plan.routes.some((route) => route.table === table))
      say.refused.push(
        `subnet ${id} uses route table ${table ?? "of nobody"}, for which \`routes\` names no NAT gateway: its names would resolve to nowhere`,
      );
    if (subnet.EnableDns64 !== true) actions.push(dns64Action(id, { subnet: id }));
  }
  for (const { vpc, ipv6, name } of plan.newSubnets) {
    if (found.byPrefix.get(ipv6)?.EnableDns64 !== true) actions.push(dns64Action(name, { vpc, ipv6 }));
  }
  return actions;
}

function dns64Action(name: string, at: At): Action {
  return {
    change: {
      key: `dns64:${Object.values(at).join(":")}`,
      title: `synthesise AAAA for ${name}`,
      before: "EnableDns64: false",
      after: "EnableDns64: true",
    },
    kind: "dns64",
    at,
    before: false,
    after: true,
  };
}

/** One attribute per call, as EC2 wants it. */
export async function setDns64(ec2: Ec2, at: At, value: boolean): Promise<void> {
  const subnet = at.subnet ?? (await subnetAt(ec2, at.vpc!, at.ipv6!))?.SubnetId;
  // Gone with its subnet.
  if (subnet === undefined && !value) return;
  const SubnetId = subnet ?? (await idOf(ec2, at));
  await ask("ModifySubnetAttribute", ec2.modifySubnetAttribute({ SubnetId, EnableDns64: { Value: value } }));
}

/** @throws CloudError `again`: EC2 takes a moment to show what it made. */
async function idOf(ec2: Ec2, at: At): Promise<string> {
  const subnet = await subnetAt(ec2, at.vpc!, at.ipv6!);
  if (subnet === null) throw new CloudError("again", `the subnet ${at.ipv6} in ${at.vpc} does not show yet`);
  return subnet.SubnetId!;
}
