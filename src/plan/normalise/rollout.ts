/** Rollout settings as written, to what overrides the settings below. */
import { parseDuration } from "../durations.ts";
import type { Rollout as RolloutFile } from "../plan.generated.ts";
import type { Count, Rollout } from "../plan.ts";

function countFrom(count: number | string): Count {
  return typeof count === "number" ? { hosts: count } : { percent: Number.parseInt(count, 10) };
}

function countOrNull(count: number | string | undefined): Count | null {
  return count === undefined ? null : countFrom(count);
}

/** @param below what the override lies on: `stop_after` may set one of its two limits. */
export function rolloutOverride(file: RolloutFile | undefined, below: Rollout): Partial<Rollout> {
  if (file === undefined) return {};
  const override: { -readonly [K in keyof Rollout]?: Rollout[K] } = {};
  const {
    batch,
    max_unavailable,
    brownout,
    reboot_proof,
    unrehearsed,
    windows,
    canaries,
    domains,
    stop_after,
    soak,
    confirm,
    approve,
  } = file;
  if (batch !== undefined) override.batch = (Array.isArray(batch) ? batch : [batch]).map(countFrom);
  if (max_unavailable !== undefined) override.maxUnavailable = countFrom(max_unavailable);
  if (brownout !== undefined)
    override.brownout = {
      forMs: parseDuration(brownout.for)!,
      mode: brownout.mode ?? "reject",
      ofUnit: brownout.scope === "unit",
    };
  if (reboot_proof !== undefined) override.rebootProof = reboot_proof;
  if (unrehearsed !== undefined) override.unrehearsed = unrehearsed;
  if (windows !== undefined) override.windows = windows;
  if (canaries !== undefined) override.canaries = canaries;
  if (domains !== undefined)
    override.domains = {
      by: domains.groups === undefined ? { variable: domains.by! } : { groups: domains.groups },
      atOnce: domains.at_once ?? 1,
      maxUnavailable: countOrNull(domains.max_unavailable),
      stopAfter: {
        failed: countOrNull(domains.stop_after?.failed),
        unreachable: countOrNull(domains.stop_after?.unreachable),
      },
    };
  if (stop_after !== undefined) {
    const { failed, unreachable } = stop_after;
    override.stopAfter = {
      failed: failed === undefined ? below.stopAfter.failed : countFrom(failed),
      unreachable: unreachable === undefined ? below.stopAfter.unreachable : countFrom(unreachable),
    };
  }
  if (soak !== undefined) override.soakMs = parseDuration(soak)!;
  if (confirm !== undefined) override.confirmMs = parseDuration(confirm)!;
  if (approve !== undefined) override.approve = approve;
  return override;
}
