/** Servers on the IPv4-only internet, as gates reach them through the translator: by their address under the plan's prefix. */
import type { Prefix6 } from "../../agent/net/prefix.ts";
import type { ProbeAnswer } from "../../agent/protocol/probes.ts";
import type { World } from "./gate.ts";
import { fail, type Part, unknown } from "./part.ts";
import { translatedAddress } from "./resolvers.ts";

export interface Through {
  readonly world: World;
  readonly from: string;
  readonly prefix: Prefix6;
}

/** @returns the address of a server, or why there is none to ask at. */
export async function targetAddress(
  { world, from, prefix }: Through,
  asked: string,
  host: string,
): Promise<string | Part> {
  const found = await translatedAddress(world, from, host, prefix);
  if (found.address !== null) return found.address;
  const because = `From ${from}, there is no address in the plan's prefix for ${host}: ${found.because}.`;
  return found.can
    ? fail(asked, `${because} dns64.resolve says more.`, found.observed)
    : unknown(asked, because, found.observed);
}

/** What cannot be asked as the plan does not say where. @param targets by their names under `targets`. */
export function lackingTargets(asked: string, targets: Readonly<Record<string, string | null>>): readonly Part[] {
  return Object.entries(targets).flatMap(([name, value]) =>
    value !== null
      ? []
      : [
          unknown(
            asked,
            `The plan names no targets.${name}, so this cannot be asked: set it to a server of yours on the IPv4-only internet.`,
          ),
        ],
  );
}

export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

/** The same page twenty times over is no evidence; its hash is. */
export function withoutBody(answer: ProbeAnswer): ProbeAnswer {
  const { body: _left, ...observed } = answer.observed;
  return { ...answer, observed };
}
