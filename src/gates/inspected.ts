/** A look at a host by its own agent, as gates use it. */
import type { HostAudit, InspectionPart } from "../../agent/protocol/audit.ts";
import type { World } from "./gate.ts";

const INSPECT_MS = 120_000;

/** @returns why it could not be had, where it could not. */
export async function inspectionOf(
  world: World,
  host: string,
  part: InspectionPart,
): Promise<{ readonly audit: HostAudit } | { readonly because: string }> {
  const nat64 = world.plan.nat64 === null ? [] : [world.plan.nat64.prefix];
  try {
    const link = await world.fleet.link(host);
    const audit = await link.call(
      "audit.inspect",
      { only: [part], scanPaths: world.plan.scanPaths, needs: [], nat64, serviceNames: [], mailNames: [] },
      { timeoutMs: INSPECT_MS },
    );
    return { audit };
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) };
  }
}
