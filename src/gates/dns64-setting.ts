/** What the gates about DNS64 need before they can ask anything. */
import type { Prefix6 } from "../../agent/net/prefix.ts";
import { planPrefix } from "./address-kind.ts";
import type { World } from "./gate.ts";
import { conclude, type Judgement, type Part, unknown } from "./part.ts";
import { planResolvers, type Resolver } from "./resolvers.ts";

export interface Dns64Setting {
  readonly prefix: Prefix6;
  readonly known: readonly Resolver[];
  /** What cannot be asked, and why. */
  readonly lacking: readonly Part[];
}

/** @param targets by their names in the plan. @returns a judgement where the plan has nothing to ask. */
export function dns64Setting(
  world: World,
  asked: string,
  targets: Readonly<Record<string, string | null>>,
): Dns64Setting | Judgement {
  const prefix = planPrefix(world.plan.nat64);
  if (world.plan.dns64 === null || prefix === null)
    return conclude([unknown(asked, "The plan has no dns64 and nat64, so there is nothing to ask.")], "");
  const missing = Object.keys(targets).filter((name) => targets[name] === null);
  const { known, lost } = planResolvers(world);
  const lacking = [
    ...missing.map((name) => unknown(asked, `The plan names no targets.${name}, so this cannot be asked: set it.`)),
    ...lost.map((host) =>
      unknown(
        asked,
        `The IPv6 address of the resolver ${host} is not known: set ipv6 in the inventory, or make it reachable.`,
      ),
    ),
  ];
  return { prefix, known, lacking };
}
