/** Clouds as the plan writes them, to clouds as backends take them. */
import { formatPrefix4, formatPrefix6, parsePrefix6 } from "../../../agent/net/prefix.ts";
import type { PlanFile } from "../plan.generated.ts";
import type { AwsPlan, AzurePlan, CloudPlan, GcpPlan } from "../plan.ts";
import { ipv4Prefix } from "../rules/addresses.ts";
import { cloudName } from "../rules/clouds.ts";

type CloudFile = NonNullable<PlanFile["clouds"]>[number];

/** @param hosts expands groups. */
export function cloudOf(file: CloudFile, hosts: (names: readonly string[] | undefined) => string[]): CloudPlan {
  const name = cloudName(file)!;
  if (file.aws !== undefined) return awsOf(file.aws, name);
  if (file.gcp !== undefined) return gcpOf(file.gcp, name, hosts);
  // The schema wants exactly one of the three.
  return azureOf(file.azure!, name, hosts);
}

function awsOf(aws: NonNullable<CloudFile["aws"]>, name: string): AwsPlan {
  const instances = Object.entries(aws.instances ?? {}).map(([host, instance]) => ({ host, instance }));
  return {
    kind: "aws",
    name,
    hosts: instances.map(({ host }) => host),
    region: aws.region,
    endpoint: aws.endpoint ?? null,
    routes: Object.entries(aws.routes ?? {}).map(([table, natGateway]) => ({ table, natGateway })),
    dns64Subnets: aws.dns64_subnets ?? [],
    newSubnets: (aws.new_subnets ?? []).map(({ vpc, zone, ipv6, route_table, name: tag }) => ({
      vpc,
      zone,
      ipv6: formatPrefix6(parsePrefix6(ipv6)!),
      routeTable: route_table,
      name: tag,
    })),
    instances,
    securityGroups: aws.security_groups ?? [],
    counterparts: Object.fromEntries(
      Object.entries(aws.counterparts ?? {}).map(([ipv4, ipv6]) => [
        formatPrefix4(ipv4Prefix(ipv4)!),
        ipv6 === "none" ? null : formatPrefix6(parsePrefix6(ipv6)!),
      ]),
    ),
  };
}

function gcpOf(
  gcp: NonNullable<CloudFile["gcp"]>,
  name: string,
  hosts: (names: readonly string[] | undefined) => string[],
): GcpPlan {
  return {
    kind: "gcp",
    name,
    hosts: hosts(gcp.hosts),
    project: gcp.project,
    region: gcp.region,
    endpoint: gcp.endpoint ?? null,
    nats: (gcp.nats ?? []).map(({ router, nat, subnets }) => ({
      router,
      nat,
      subnets: subnets === "all" ? null : subnets,
    })),
    dnsPolicy: gcp.dns_policy ?? null,
  };
}

function azureOf(
  azure: NonNullable<CloudFile["azure"]>,
  name: string,
  hosts: (names: readonly string[] | undefined) => string[],
): AzurePlan {
  return {
    kind: "azure",
    name,
    hosts: hosts(azure.hosts),
    subscription: azure.subscription,
    resourceGroup: azure.resource_group,
    endpoint: azure.endpoint ?? null,
    natGateways: azure.nat_gateways.map((gateway) => ({
      name: gateway.name,
      publicIpv6: gateway.public_ipv6 ?? [],
    })),
  };
}
