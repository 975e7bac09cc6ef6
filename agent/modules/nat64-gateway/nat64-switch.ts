/** New sessions go to the translator that stands ready beside the old one, in one step; the old one is stopped when its last session has ended. */
import { type Drain, endDrain, hold, letTry, readDrain, startDrain, switchOver } from "../../gateway/drain.ts";
import { deviceOf } from "../../gateway/drain-rules.ts";
import { TRANSLATORS, type TranslatorName } from "../../protocol/daemons.ts";
import type { Nat64SwitchWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import { unitName } from "../daemon/control-files.ts";
import { checkService } from "../daemon/service.ts";
import type { Module } from "../module.ts";
import { BACKENDS } from "./backends.ts";
import { duration } from "./takeover.ts";

interface Facts {
  /** What the step before left: an old one that still has what begins, or one that ends. */
  readonly drain: Drain | null;
  /** One that translates here and is not the wanted one: the step before has yet to come. */
  readonly other: TranslatorName | null;
  /** argv that runs `agent.cjs`. */
  readonly agent: readonly string[];
}

interface Image {
  readonly drain: Drain | null;
}

export const nat64Switch: Module<Facts, Nat64SwitchWant, Image> = {
  async check(sys, { backend }, home) {
    let other: TranslatorName | null = null;
    for (const name of TRANSLATORS) {
      const { files, running } = await checkService(sys, BACKENDS[name].daemon, home);
      if (name !== backend && running && Object.keys(files).length > 0) other = name;
    }
    const { programs } = await checkService(sys, BACKENDS[backend].daemon, home);
    return { drain: await readDrain(sys), other, agent: [programs.node, programs.agent] };
  },
  diff({ drain, other }, { backend, drain_s }) {
    const old = drain?.until === null ? drain.old : other;
    if (old === null) return { changes: [], edits: [], because: ["no other translator has what begins"] };
    const unit = unitName(BACKENDS[old].daemon);
    const title = `new sessions go to ${backend}; those of ${unit} end there, within ${duration(drain_s)}`;
    return { changes: [{ key: `switch:${unit}`, title, before: old, after: backend }], edits: [], because: [] };
  },
  image: ({ drain }) => ({ drain }),
  async apply(sys, { facts, want }) {
    const { drain, agent } = facts;
    if (drain?.until !== null) throw new Fault("io", "no translator stands ready beside the old one here");
    const until = sys.now() + want.drain_s * 1000;
    await switchOver(sys, drain);
    await startDrain(sys, { ...drain, until }, agent);
    return [`${unitName(BACKENDS[drain.old].daemon)} keeps its own until ${new Date(until).toISOString()}`];
  },
  async undo(sys, { drain }) {
    if (drain?.until !== null) return [];
    const device = deviceOf(drain.old);
    await endDrain(sys, false);
    if (device === null || (await sys.stat(`/sys/class/net/${device}`)) === null) return [`${drain.old} has ended`];
    await hold(sys, drain.pool6, drain.old);
    await letTry(sys, { ...drain, until: null }, []);
    return [`${drain.old} had not ended: what begins goes to it again`];
  },
};
