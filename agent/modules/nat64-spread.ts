/** Clients spread over several gateways by their source address; nothing runs where there is one gateway. */
import type { Nat64SpreadWant } from "../protocol/wants.ts";
import type { DaemonName } from "./daemon/control-files.ts";
import { unitName } from "./daemon/control-files.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  startIfDown,
  stopService,
  undoService,
} from "./daemon/service.ts";
import { fileChange } from "./files.ts";
import type { Module, Plan } from "./module.ts";
import { checkPrograms, installPackages, type PackageFacts, packageChanges, removePackages } from "./packages.ts";

export const NAME: DaemonName = { daemon: "nat64-spread", title: "clients spread over NAT64 gateways" };

interface Facts {
  readonly service: ServiceFacts;
  readonly packages: PackageFacts;
}

interface Image {
  readonly service: ServiceImage;
  readonly packages: readonly string[];
}

export const nat64Spread: Module<Facts, Nat64SpreadWant, Image> = {
  async check(sys, { config }, home) {
    const needed: Readonly<Record<string, string>> = config.gateways.length > 1 ? { nft: "nftables" } : {};
    return { service: await checkService(sys, NAME, home), packages: await checkPrograms(sys, needed) };
  },
  diff({ service, packages }, { config }) {
    const { gateways, self } = config;
    if (gateways.length === 1) return absent(service);
    const wanted = diffService(NAME, service, config);
    const share = `of ${gateways.length} gateways this one translates for every source whose hash is ${self} modulo ${gateways.length} (jhash, seed 0x6464), behind ${gateways[self]!.pool4.join(", ") || "nothing of pool4"}; the rest it passes on`;
    const changes = [...packageChanges(packages), ...wanted.changes];
    const plan = { changes, edits: wanted.edits, because: [share, ...wanted.because] };
    return packages.unable === null ? plan : { ...plan, blocked: packages.unable };
  },
  image: ({ service, packages }) => ({ service: imageOfService(NAME, service), packages: packages.brings }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    if (want.config.gateways.length > 1) {
      await installPackages(sys, facts.packages);
      return applyService(sys, NAME, facts.service, plan, writeFiles);
    }
    await stopService(sys, imageOfService(NAME, facts.service));
    return writeFiles();
  },
  async undo(sys, image, restoreFiles) {
    const notes = await undoService(sys, image.service, restoreFiles);
    if (image.service.running) await startIfDown(sys, image.service);
    return [...notes, ...(await removePackages(sys, image.packages))];
  },
};

/** What it takes to have it gone. Pure. */
export function absent(service: ServiceFacts): Plan {
  const changes = Object.entries(service.files).map(([path, text]) =>
    fileChange(path, text, null, `${unitName(NAME)} is not started any more`),
  );
  if (service.running)
    changes.push({ key: `daemon:${unitName(NAME)}`, title: `stop ${unitName(NAME)}`, before: "running", after: null });
  return {
    changes,
    edits: Object.keys(service.files).map((path) => ({ path, after: null, replaceLink: true })),
    because: ["one gateway translates for every client"],
  };
}
