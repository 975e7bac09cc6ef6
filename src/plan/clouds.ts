/** The backends that are a cloud's own service, and where their resolvers answer. */
import type { CloudPlan, Plan } from "./plan.ts";

export type CloudKind = CloudPlan["kind"];

const KINDS: readonly string[] = ["aws", "gcp", "azure"] satisfies CloudKind[];

/** Whether `nat64.backend` or `dns64.backend` names a cloud. */
export function isManaged(backend: string | undefined): backend is CloudKind {
  return backend !== undefined && KINDS.includes(backend);
}

/** The VPC resolver over IPv6, as EC2 documents it. */
const AWS_RESOLVER = "fd00:ec2::253";
/** The metadata server of IPv6-only instances, which is their resolver. */
const GCP_RESOLVER = "fd20:ce::254";

/** Null where the cloud does not synthesise, or the plan does not ask it to. */
export function resolverOfCloud(cloud: CloudPlan): string | null {
  switch (cloud.kind) {
    case "aws":
      return cloud.dns64Subnets.length + cloud.newSubnets.length > 0 ? AWS_RESOLVER : null;
    case "gcp":
      return cloud.dnsPolicy === null ? null : GCP_RESOLVER;
    case "azure":
      return null;
  }
}

/** The resolvers of a plan whose `dns64.backend` is a cloud. */
export function managedResolvers(plan: Plan): readonly { readonly host: string; readonly address: string }[] {
  return plan.clouds.flatMap((cloud) => {
    const address = cloud.kind === plan.dns64?.backend ? resolverOfCloud(cloud) : null;
    return address === null ? [] : [{ host: cloud.name, address }];
  });
}
