/** The proof that what was changed also holds after a boot: the host boots under its armed switch and must come back as it went. */
import type { Millis, Transaction, Vitals } from "../../agent/protocol/messages.ts";
import type { Effect } from "./effects.ts";
import { AgentError, type HostLink, UnreachableError } from "./ports.ts";
import { BOOT_MS } from "./state.ts";
import { fromPlaces, type Reach, type Vantages } from "./vantage.ts";

const POLL_MS: Millis = 1_000;
/** A host that did not keep its time is off by more. */
const CLOCK_MS: Millis = 5_000;
const HERE: Vantages = { hosts: [], need: 1 };

export interface Proof {
  /** Null where the host did not come back as it went. */
  readonly transaction: Transaction | null;
  readonly nonce: string | null;
  readonly because: string;
}

export async function rebootUnderGuard(
  world: Omit<Reach, "host" | "deadline">,
  { step, transaction: id, nonce, confirmMs, names }: Effect & { kind: "reboot" },
): Promise<Proof> {
  const { clock, ended } = world;
  const reach = { ...world, host: step.host, deadline: clock.now() + BOOT_MS };
  const not = (because: string): Proof => ({ transaction: null, nonce: null, because });
  const began = clock.now();
  let before: Vitals;
  let shift: Millis;
  let bootId: string;
  try {
    const link = await world.fleet.link(step.host);
    before = await link.call("vitals", { names }, { timeoutMs: 30_000 });
    shift = before.at - clock.now();
    bootId = (await link.call("reboot", { transaction: id }, { timeoutMs: 30_000 })).bootId;
  } catch (error) {
    if (!(error instanceof AgentError || error instanceof UnreachableError)) throw error;
    return not(`it was not booted: ${error.message}`);
  }
  const isBack = async (link: HostLink): Promise<Vitals> => {
    const now = await link.call("vitals", { names: [] }, { timeoutMs: 30_000 });
    // Still going down: as good as not reached.
    if (now.bootId === bootId) throw new UnreachableError(step.host, `${step.host} has not gone down yet`);
    return now;
  };
  const back = await fromPlaces({ ...reach, vantages: HERE }, isBack, () => true);
  if (typeof back === "string") return not(`it did not come back over IPv6: ${back}`);
  const away = Math.round((clock.now() - began) / 1000);
  const soon = { ...reach, deadline: clock.now() + confirmMs };
  const confirmed = await fromPlaces(
    soon,
    (link) => link.call("transaction.confirm", { id, nonce }, { timeoutMs: 10_000 }),
    ({ state }) => state !== "armed",
  );
  if (typeof confirmed === "string") return not(`after its boot it was not confirmed: ${confirmed}`);
  if (confirmed.state !== "confirmed") return not(`after its boot the host says ${confirmed.state}`);
  const held = await fromPlaces(
    soon,
    (link) => link.call("transaction.heartbeat", { id, nonce }, { timeoutMs: 10_000 }),
    (answer) => answer.nonce !== null,
  );
  if (typeof held === "string") return not(`after its boot there was no heartbeat: ${held}`);
  // What a boot starts may take a moment; the switch waits as long as it was armed for.
  const until = clock.now() + confirmMs / 2;
  for (;;) {
    const ask = (link: HostLink): Promise<Vitals> => link.call("vitals", { names }, { timeoutMs: 30_000 });
    const now = await fromPlaces({ ...soon, vantages: HERE }, ask, () => true);
    const lacks = typeof now === "string" ? now : lacking(before, now, now.at - clock.now() - shift);
    if (lacks === null) break;
    if (clock.now() >= until || ended.aborted) return not(`after its boot ${lacks}`);
    await clock.wait(POLL_MS, ended);
  }
  return {
    ...held,
    because: `back over IPv6 ${away} s after it was asked to boot, with time, DNS and units as before`,
  };
}

/** What the host had before its boot and has not now; null: nothing. @param off by how much its clock and ours have parted. */
function lacking(before: Vitals, now: Vitals, off: Millis): string | null {
  const failed = now.failedUnits.filter((unit) => !before.failedUnits.includes(unit));
  if (failed.length > 0) return `${failed.join(", ")} failed`;
  if (now.starting) return "units are still being started";
  const mute = before.resolved.filter((name) => !now.resolved.includes(name));
  if (mute.length > 0) return `${mute.join(", ")} no longer resolves`;
  if (before.synchronised && !now.synchronised) return "its clock is not synchronised";
  return Math.abs(off) > CLOCK_MS ? `its clock is ${Math.round(off / 1000)} s off` : null;
}
