/** A gateway that leaves: what is established here goes on until it ends, what begins is passed to those that stay. */
import { endDrain, readDrain } from "../../gateway/drain.ts";
import { TRANSLATORS, type TranslatorName } from "../../protocol/daemons.ts";
import type { Nat64RetireWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import {
  checkService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  startIfDown,
  stopService,
} from "../daemon/service.ts";
import type { Module } from "../module.ts";
import { absent, NAME as SPREAD } from "../nat64-spread.ts";
import { checkPrograms, installPackages, type PackageFacts, packageChanges, removePackages } from "../packages.ts";
import { BACKENDS } from "./backends.ts";
import { comesBack, makeWay, removal, takesOver } from "./takeover.ts";

interface Facts {
  /** Of nftables: it tells what began before from what began after. */
  readonly packages: PackageFacts;
  readonly inPlace: readonly { readonly name: TranslatorName; readonly service: ServiceFacts }[];
  /** What passed other gateways' clients on: from here on everything is passed on. */
  readonly spread: ServiceFacts;
  readonly draining: TranslatorName | null;
}

interface Image {
  readonly packages: readonly string[];
  readonly others: readonly { readonly name: TranslatorName; readonly service: ServiceImage }[];
  readonly spread: ServiceImage;
  readonly pool6: string;
}

export const nat64Retire: Module<Facts, Nat64RetireWant, Image> = {
  async check(sys, _want, home) {
    const inPlace: { name: TranslatorName; service: ServiceFacts }[] = [];
    for (const name of TRANSLATORS) {
      const service = await checkService(sys, BACKENDS[name].daemon, home);
      if (Object.keys(service.files).length > 0) inPlace.push({ name, service });
    }
    const packages = await checkPrograms(sys, inPlace.length === 0 ? {} : { nft: "nftables" });
    const spread = await checkService(sys, SPREAD, home);
    return { packages, inPlace, spread, draining: (await readDrain(sys))?.old ?? null };
  },
  diff({ packages, inPlace, spread, draining }, want) {
    const passing = absent(spread);
    const parts = inPlace.map(({ name, service }) => removal(name, service, want.drain_s));
    return {
      changes: [...packageChanges(packages), ...parts.flatMap(({ changes }) => changes), ...passing.changes],
      edits: [...parts.flatMap(({ edits }) => edits), ...passing.edits],
      because: [
        inPlace.length === 0 ? "no translator is in place here" : `new sessions go to ${want.via.join(", ")}`,
        ...(draining === null ? [] : [`${draining} lets its last sessions end`]),
      ],
      ...(packages.unable === null ? {} : { blocked: packages.unable }),
    };
  },
  image: ({ packages, inPlace, spread }, want) => ({
    spread: imageOfService(SPREAD, spread),
    packages: packages.brings,
    others: inPlace.map(({ name, service }) => ({ name, service: imageOfService(BACKENDS[name].daemon, service) })),
    pool6: want.pool6,
  }),
  async apply(sys, { facts, want, writeFiles }) {
    await installPackages(sys, facts.packages);
    const old = facts.inPlace.find(({ service }) => service.running);
    const takeover =
      old === undefined
        ? null
        : { old: old.name, service: old.service, pool6: want.pool6, drainMs: want.drain_s * 1000 };
    const heldSince = await makeWay(sys, takeover === null ? null : facts.draining, takeover);
    if (takeover !== null) await passOn(sys, want);
    if (facts.spread.running) await stopService(sys, imageOfService(SPREAD, facts.spread));
    await writeFiles();
    return takesOver(sys, takeover, heldSince);
  },
  async undo(sys, { packages, others, spread, pool6 }, restoreFiles) {
    const notes: string[] = [];
    const ran = others.filter(({ service }) => service.running);
    for (const { name } of ran)
      if (await comesBack(sys, name, pool6)) notes.push(`${name} had not ended: it has all packets again`);
    if (ran.length > 0) await endDrain(sys, false);
    await restoreFiles();
    for (const { name, service } of ran)
      if ((await startIfDown(sys, service)) !== null) notes.push(`${name} runs again`);
    if (spread.running) await startIfDown(sys, spread);
    return [...notes, ...(await removePackages(sys, packages))];
  },
};

/** The prefix to those that stay. The old translator's packets have a table of their own by now. */
async function passOn(sys: System, { pool6, via }: Nat64RetireWant): Promise<void> {
  const hops = via.length === 1 ? ["via", via[0]!] : via.flatMap((address) => ["nexthop", "via", address]);
  const done = await sys.exec(["ip", "-6", "route", "replace", pool6, ...hops], { timeoutMs: 10_000 });
  if (done.code !== 0) throw new Fault("io", `${pool6} cannot be routed via ${via.join(", ")}: ${done.stderr.trim()}`);
}
