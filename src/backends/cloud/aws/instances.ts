/** The metadata service over IPv6: off by default, and an instance without IPv4 fails at its next boot without it. */
import type { AwsPlan } from "../../../plan/plan.ts";
import type { Action } from "../action.ts";
import { ask, type Ec2 } from "./ec2.ts";
import type { Say } from "./say.ts";

export async function instanceActions(ec2: Ec2, plan: AwsPlan, say: Say): Promise<Action[]> {
  if (plan.instances.length === 0) return [];
  const { Reservations = [] } = await ask(
    "DescribeInstances",
    ec2.describeInstances({ InstanceIds: plan.instances.map(({ instance }) => instance) }),
  );
  const found = new Map(
    Reservations.flatMap(({ Instances = [] }) => Instances).map((instance) => [instance.InstanceId, instance]),
  );
  return plan.instances.flatMap(({ host, instance }): Action[] => {
    const seen = found.get(instance);
    if (seen === undefined) {
      say.refused.push(`there is no instance ${instance} (${host})`);
      return [];
    }
    if (seen.PrivateIpAddress !== undefined)
      say.because.push(
        `${host} (${instance}) keeps its primary private IPv4 ${seen.PrivateIpAddress}: it cannot be taken away, only a new instance in an IPv6-only subnet is without`,
      );
    if (seen.MetadataOptions?.HttpEndpoint === "disabled")
      say.because.push(`${host} (${instance}) has its metadata service switched off: left so`);
    if (seen.MetadataOptions?.HttpProtocolIpv6 === "enabled") return [];
    const title = `serve instance metadata of ${host} (${instance}) over IPv6 too`;
    return [
      {
        change: {
          key: `metadata:${instance}`,
          title,
          before: "HttpProtocolIpv6: disabled",
          after: "HttpProtocolIpv6: enabled",
        },
        kind: "metadata",
        at: { instance },
        before: "disabled",
        after: "enabled",
      },
    ];
  });
}

export async function setMetadata(ec2: Ec2, instance: string, state: "enabled" | "disabled"): Promise<void> {
  await ask(
    "ModifyInstanceMetadataOptions",
    ec2.modifyInstanceMetadataOptions({ InstanceId: instance, HttpProtocolIpv6: state }),
  );
}
