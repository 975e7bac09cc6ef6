/**
 * EC2: instances get their metadata over IPv6, security groups permit over IPv6 what they permit over IPv4, IPv6-only subnets are made, 64:ff9b::/96
 * leads to NAT gateways, and subnets synthesise AAAA. In that order: a name that resolves to nowhere is worse than none.
 */
import type { AwsPlan } from "../../../plan/plan.ts";
import type { Action, Cloud, Planned } from "../action.ts";
import type { Ec2 } from "./ec2.ts";
import { instanceActions, setMetadata } from "./instances.ts";
import { routeActions, routeTo, unroute } from "./routes.ts";
import type { Say } from "./say.ts";
import { groupActions, permit, revoke } from "./security-groups.ts";
import {
  associate,
  associationActions,
  createSubnet,
  deleteSubnet,
  disassociate,
  dns64Actions,
  findSubnets,
  setDns64,
  subnetActions,
} from "./subnets.ts";

export function awsCloud(plan: AwsPlan, ec2: Ec2): Cloud {
  return {
    plan: async (): Promise<Planned> => {
      const refused: string[] = [];
      const because: string[] = [];
      const say: Say = { refused, because };
      const subnets = await findSubnets(ec2, plan);
      const actions = [
        ...(await groupActions(ec2, plan, say)),
        ...(await instanceActions(ec2, plan, say)),
        ...subnetActions(plan, subnets),
        ...(await associationActions(ec2, plan, subnets, say)),
        ...(await routeActions(ec2, plan, say)),
        ...(await dns64Actions(ec2, plan, subnets, say)),
      ];
      if (refused.length > 0) return { refused: `${plan.name}: ${refused.join("; ")}` };
      return { actions, because };
    },
    make: (action) => KINDS[action.kind]!.make(ec2, action),
    unmake: (action) => KINDS[action.kind]!.unmake(ec2, action),
  };
}

interface Kind {
  make(ec2: Ec2, action: Action): Promise<void>;
  unmake(ec2: Ec2, action: Action): Promise<string | null>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  permission: { make: permit, unmake: revoke },
  metadata: {
    make: (ec2, { at }) => setMetadata(ec2, at.instance!, "enabled"),
    unmake: async (ec2, { at }) => {
      await setMetadata(ec2, at.instance!, "disabled");
      return null;
    },
  },
  subnet: { make: createSubnet, unmake: deleteSubnet },
  association: { make: associate, unmake: disassociate },
  route: { make: routeTo, unmake: unroute },
  dns64: {
    make: (ec2, { at }) => setDns64(ec2, at, true),
    unmake: async (ec2, { at }) => {
      await setDns64(ec2, at, false);
      return null;
    },
  },
};
