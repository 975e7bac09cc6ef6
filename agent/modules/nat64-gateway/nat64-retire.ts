/** A gateway that leaves: what is established here goes on until it ends, what begins is passed to those that stay; then it is undone, by its own daemon. */
import { forgetSpread, LEAVING_SINCE } from "../../gateway/spread.ts";
import { TRANSLATORS } from "../../protocol/daemons.ts";
import type { GatewayStep, LeavingConfig, Nat64RetireWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import { configPath } from "../daemon/control-files.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "../daemon/service.ts";
import type { AgentHome, Module } from "../module.ts";
import { NAME as SPREAD } from "../nat64-spread.ts";
import { checkPrograms, installPackages, type PackageFacts, packageChanges, removePackages } from "../packages.ts";
import { BACKENDS } from "./backends.ts";
import { duration } from "./takeover.ts";

/** With what has to be installed for it again. */
const BACK_MS = 1_200_000;

interface Facts {
  /** Of nftables: it tells what began before from what began after. */
  readonly packages: PackageFacts;
  /** Paths of the configurations of translators here. */
  readonly translators: readonly string[];
  /** The daemon that passes clients on: from here on all who are new. */
  readonly spread: ServiceFacts;
}

interface Image {
  readonly packages: readonly string[];
  readonly translators: readonly string[];
  readonly spread: ServiceImage;
  readonly steps: readonly GatewayStep[];
  readonly home: AgentHome;
}

export const nat64Retire: Module<Facts, Nat64RetireWant, Image> = {
  async check(sys, _want, home) {
    const translators: string[] = [];
    for (const name of TRANSLATORS) {
      const path = configPath(BACKENDS[name].daemon);
      if ((await sys.stat(path)) !== null) translators.push(path);
    }
    const packages = await checkPrograms(sys, translators.length === 0 ? {} : { nft: "nftables" });
    return { packages, translators, spread: await checkService(sys, SPREAD, home) };
  },
  diff({ packages, translators, spread }, want) {
    if (translators.length === 0) return { changes: [], edits: [], because: ["no translator is in place here"] };
    const service = diffService(SPREAD, spread, leavingConfig(want));
    const to = want.config.gateways.map(({ ipv6 }) => ipv6).join(", ");
    const plan = {
      changes: [...packageChanges(packages), ...service.changes],
      edits: service.edits,
      because: [
        `new sessions go to ${to}; what is established here goes on for at most ${duration(want.drain_s)}, and then this host is no gateway any more`,
        ...service.because,
      ],
    };
    return packages.unable === null ? plan : { ...plan, blocked: packages.unable };
  },
  image: ({ packages, translators, spread }, { steps }) => ({
    packages: packages.brings,
    translators,
    spread: imageOfService(SPREAD, spread),
    steps,
    home: spread.home,
  }),
  async apply(sys, { facts, plan, writeFiles }) {
    await installPackages(sys, facts.packages);
    await sys.remove(LEAVING_SINCE);
    return applyService(sys, SPREAD, facts.spread, plan, writeFiles);
  },
  async undo(sys, { packages, translators, spread, steps, home }, restoreFiles) {
    const there = await Promise.all(translators.map((path) => sys.stat(path)));
    if (there.every((state) => state !== null)) {
      const notes = await undoService(sys, spread, restoreFiles);
      await sys.remove(LEAVING_SINCE);
      if (!spread.running) await forgetSpread(sys);
      return [...notes, ...(await removePackages(sys, packages))];
    }
    // It had left: what made it a gateway is done again.
    const back = await sys.exec([home.node, `${home.bundleDir}/agent.cjs`, "nat64-return", home.sha256], {
      timeoutMs: BACK_MS,
      input: JSON.stringify(steps),
    });
    if (back.code !== 0) throw new Fault("io", `it had left, and is not a gateway again: ${back.stderr.trim()}`);
    return [`it had left: ${steps.length} steps made it a gateway again`];
  },
};

function leavingConfig({ config, drain_s, steps }: Nat64RetireWant): LeavingConfig {
  return { ...config, drain_s, steps };
}
