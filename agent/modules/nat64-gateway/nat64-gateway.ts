/** A gateway's translator, whichever it is: packages, daemon, forwarding; and the way from one to another without cutting what is established. */
import { endDrain, readDrain } from "../../gateway/drain.ts";
import { TRANSLATORS, type TranslatorName } from "../../protocol/daemons.ts";
import type { Nat64GatewayWant } from "../../protocol/wants.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  startIfDown,
  undoService,
} from "../daemon/service.ts";
import {
  applyForwarding,
  checkForwarding,
  diffForwarding,
  type ForwardingFacts,
  undoForwarding,
} from "../forwarding.ts";
import type { Module } from "../module.ts";
import { installPackages, type PackageFacts, packageChanges, removePackages } from "../packages.ts";
import { BACKENDS } from "./backends.ts";
import { applyIcmpv6, checkIcmpv6, diffIcmpv6, type Icmpv6Facts, undoIcmpv6 } from "./icmpv6.ts";
import { comesBack, isTried, makeWay, removal, type Takeover } from "./takeover.ts";

interface Facts {
  /** Of the wanted one, and of every other that has files here or runs. */
  readonly services: Readonly<Partial<Record<TranslatorName, ServiceFacts>>>;
  readonly packages: PackageFacts;
  /** Why the wanted one cannot run here at all. */
  readonly unable: string | null;
  readonly forwarding: ForwardingFacts;
  readonly icmpv6: Icmpv6Facts;
  /** Translator that already lets its sessions end. */
  readonly draining: TranslatorName | null;
}

interface Image {
  readonly service: ServiceImage;
  readonly others: readonly { readonly name: TranslatorName; readonly service: ServiceImage }[];
  readonly packages: readonly string[];
  readonly sysctls: ForwardingFacts["sysctls"];
  readonly pool6: string;
  readonly icmpv6: Icmpv6Facts["blocks"];
}

/** The same file of sysctls whoever translates. */
const FORWARDS = { name: "nat64", role: "a NAT64 gateway", families: [4, 6] } as const;

export const nat64Gateway: Module<Facts, Nat64GatewayWant, Image> = {
  async check(sys, want, home) {
    const { packages, unable } = BACKENDS[want.backend];
    const services: Partial<Record<TranslatorName, ServiceFacts>> = {};
    for (const name of TRANSLATORS) {
      const service = await checkService(sys, BACKENDS[name].daemon, home);
      if (name === want.backend || service.running || Object.keys(service.files).length > 0) services[name] = service;
    }
    return {
      services,
      packages: await packages(sys),
      unable: await unable(sys),
      forwarding: await checkForwarding(sys, FORWARDS),
      icmpv6: await checkIcmpv6(sys),
      draining: (await readDrain(sys))?.old ?? null,
    };
  },
  diff(facts, want) {
    if (facts.unable !== null) return { refused: "unsupported", message: facts.unable };
    const service = diffService(BACKENDS[want.backend].daemon, serviceOf(facts, want), want.config);
    const forwarding = diffForwarding(FORWARDS, facts.forwarding);
    const icmpv6 = diffIcmpv6(facts.icmpv6);
    const others = othersOf(facts, want).map(({ name, service: other }) => removal(name, other, want.drain_s));
    const plan = {
      changes: [
        ...packageChanges(facts.packages),
        ...service.changes,
        ...others.flatMap(({ changes }) => changes),
        ...forwarding.changes,
        ...icmpv6.changes,
      ],
      edits: [...service.edits, ...others.flatMap(({ edits }) => edits), ...forwarding.edits, ...icmpv6.edits],
      because: [
        ...service.because,
        ...forwarding.because,
        ...icmpv6.because,
        ...(facts.draining === null ? [] : [`${facts.draining} runs beside it`]),
      ],
    };
    return facts.packages.unable === null ? plan : { ...plan, blocked: facts.packages.unable };
  },
  image: (facts, want) => ({
    service: imageOfService(BACKENDS[want.backend].daemon, serviceOf(facts, want)),
    others: othersOf(facts, want).map(({ name, service }) => ({
      name,
      service: imageOfService(BACKENDS[name].daemon, service),
    })),
    packages: facts.packages.brings,
    sysctls: facts.forwarding.sysctls,
    pool6: pool6Of(want),
    icmpv6: facts.icmpv6.blocks,
  }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    await installPackages(sys, facts.packages);
    const takeover = takeoverOf(facts, want);
    // One that drains makes way for the next, and for itself.
    const ends = takeover !== null || facts.draining === want.backend ? facts.draining : null;
    const heldSince = await makeWay(sys, ends, takeover);
    await applyForwarding(sys, FORWARDS, facts.forwarding);
    await applyIcmpv6(sys, facts.icmpv6);
    const notes = await applyService(sys, BACKENDS[want.backend].daemon, serviceOf(facts, want), plan, writeFiles);
    return [...notes, ...(await isTried(sys, takeover, heldSince))];
  },
  async undo(sys, image, restoreFiles) {
    const notes: string[] = [];
    const ran = image.others.filter(({ service }) => service.running);
    for (const { name } of ran)
      if (await comesBack(sys, name, image.pool6)) notes.push(`${name} had not ended: it has all packets again`);
    if (ran.length > 0) await endDrain(sys, false);
    notes.push(...(await undoService(sys, image.service, restoreFiles)));
    for (const { name, service } of ran)
      if ((await startIfDown(sys, service)) !== null) notes.push(`${name} runs again`);
    await undoIcmpv6(sys, image.icmpv6);
    await undoForwarding(sys, image.sysctls);
    return [...notes, ...(await removePackages(sys, image.packages))];
  },
};

/** The wanted one; while it drains it counts as not running, for it has no control files. */
function serviceOf({ services, draining }: Facts, { backend }: Nat64GatewayWant): ServiceFacts {
  const service = services[backend]!;
  return draining === backend ? { ...service, running: false } : service;
}

/** Other translators that are in place here; one that only lets its sessions end has no files any more. */
function othersOf(facts: Facts, want: Nat64GatewayWant): { name: TranslatorName; service: ServiceFacts }[] {
  return TRANSLATORS.flatMap((name) => {
    const service = facts.services[name];
    const inPlace = service !== undefined && Object.keys(service.files).length > 0;
    return name !== want.backend && inPlace ? [{ name, service }] : [];
  });
}

function takeoverOf(facts: Facts, want: Nat64GatewayWant): Takeover | null {
  const old = othersOf(facts, want).find(({ service }) => service.running);
  if (old === undefined) return null;
  return { old: old.name, service: old.service, pool6: pool6Of(want), first: want.first };
}

/** Our own daemon may have several; a plan gives one. */
function pool6Of({ config }: Nat64GatewayWant): string {
  return String(config.pool6);
}
