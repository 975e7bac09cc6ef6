/** 64:ff9b::/96 in route tables, to NAT gateways: the only prefix they translate. */
import type { Route } from "@aws-sdk/client-ec2";
import type { AwsPlan } from "../../../plan/plan.ts";
import type { Action } from "../action.ts";
import { ask, type Ec2 } from "./ec2.ts";
import type { Say } from "./say.ts";

const WELL_KNOWN = "64:ff9b::/96";

/** Where a route may lead; the same keys in the answer and in the request. */
const TARGETS = [
  "NatGatewayId",
  "GatewayId",
  "NetworkInterfaceId",
  "TransitGatewayId",
  "VpcPeeringConnectionId",
  "EgressOnlyInternetGatewayId",
  "CarrierGatewayId",
  "LocalGatewayId",
  "InstanceId",
] as const;

type Target = { readonly [K in (typeof TARGETS)[number]]?: string };

export async function routeActions(ec2: Ec2, plan: AwsPlan, say: Say): Promise<Action[]> {
  if (plan.routes.length === 0) return [];
  const gateways = [...new Set(plan.routes.map(({ natGateway }) => natGateway))];
  const { NatGateways = [] } = await ask("DescribeNatGateways", ec2.describeNatGateways({ NatGatewayIds: gateways }));
  for (const id of gateways) {
    const state = NatGateways.find(({ NatGatewayId }) => NatGatewayId === id)?.State;
    if (state !== "available") say.refused.push(`NAT gateway ${id} is ${state ?? "not there"}: it must be available`);
  }
  const { RouteTables = [] } = await ask(
    "DescribeRouteTables",
    ec2.describeRouteTables({ RouteTableIds: plan.routes.map(({ table }) => table) }),
  );
  return plan.routes.flatMap(({ table, natGateway }): Action[] => {
    const found = RouteTables.find(({ RouteTableId }) => RouteTableId === table);
    if (found === undefined) {
      say.refused.push(`there is no route table ${table}`);
      return [];
    }
    const before = targetOf(routeIn(found.Routes));
    if (before?.NatGatewayId === natGateway) return [];
    const from = before === null ? null : (Object.values(before)[0] ?? "nowhere");
    return [
      {
        change: {
          key: `route:${table}:${WELL_KNOWN}`,
          title:
            from === null
              ? `route ${WELL_KNOWN} to ${natGateway} in ${table}`
              : `move the route of ${WELL_KNOWN} in ${table} from ${from} to ${natGateway}`,
          before: from,
          after: natGateway,
        },
        kind: "route",
        at: { table },
        before,
        after: { NatGatewayId: natGateway },
      },
    ];
  });
}

export async function routeTo(ec2: Ec2, { at, before, after }: Action): Promise<void> {
  const route = { RouteTableId: at.table!, DestinationIpv6CidrBlock: WELL_KNOWN, ...(after as Target) };
  if (before === null) await ask("CreateRoute", ec2.createRoute(route));
  else await ask("ReplaceRoute", ec2.replaceRoute(route));
}

export async function unroute(ec2: Ec2, { at, before, after }: Action): Promise<string | null> {
  const { RouteTables = [] } = await ask(
    "DescribeRouteTables",
    ec2.describeRouteTables({ RouteTableIds: [at.table!] }),
  );
  const now = targetOf(routeIn(RouteTables[0]?.Routes));
  if (same(now, before as Target | null)) return null;
  if (!same(now, after as Target))
    return `${at.table}: the route of ${WELL_KNOWN} leads to ${now === null ? "nothing" : Object.values(now)[0]} by now: left so`;
  const route = { RouteTableId: at.table!, DestinationIpv6CidrBlock: WELL_KNOWN };
  if (before === null) await ask("DeleteRoute", ec2.deleteRoute(route));
  else await ask("ReplaceRoute", ec2.replaceRoute({ ...route, ...(before as Target) }));
  return null;
}

function routeIn(routes: readonly Route[] | undefined): Route | undefined {
  return routes?.find(({ DestinationIpv6CidrBlock }) => DestinationIpv6CidrBlock === WELL_KNOWN);
}

function targetOf(route: Route | undefined): Target | null {
  if (route === undefined) return null;
  const key = TARGETS.find((name) => route[name] !== undefined);
  return key === undefined ? {} : { [key]: route[key] };
}

function same(a: Target | null, b: Target | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
