/** Clients spread over several gateways by their source address; nothing runs where there is one gateway. */
import { forgetSpread } from "../gateway/spread.ts";
import { SHARES, sharesOf } from "../gateway/spread-rules.ts";
import type { Nat64SpreadWant } from "../protocol/wants.ts";
import type { System } from "../system.ts";
import type { DaemonName } from "./daemon/control-files.ts";
import { unitName } from "./daemon/control-files.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  stopService,
  systemdHere,
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
    const needed: Readonly<Record<string, string>> = isSpread(config) ? { nft: "nftables" } : {};
    return { service: await checkService(sys, NAME, home), packages: await checkPrograms(sys, needed) };
  },
  diff({ service, packages }, { config }) {
    if (!isSpread(config)) return absent(service);
    const wanted = diffService(NAME, service, config);
    const changes = [...packageChanges(packages), ...wanted.changes];
    const plan = { changes, edits: wanted.edits, because: [shareOf(config), ...wanted.because] };
    return packages.unable === null ? plan : { ...plan, blocked: packages.unable };
  },
  image: ({ service, packages }) => ({ service: imageOfService(NAME, service), packages: packages.brings }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    if (isSpread(want.config)) {
      await installPackages(sys, facts.packages);
      return applyService(sys, NAME, facts.service, plan, writeFiles);
    }
    await stopService(sys, imageOfService(NAME, facts.service));
    await forgetSpread(sys);
    return writeFiles();
  },
  async undo(sys, image, restoreFiles) {
    const notes = await undoService(sys, image.service, restoreFiles);
    if (!image.service.running) await forgetSpread(sys);
    return [...notes, ...(await removePackages(sys, image.packages))];
  },
};

function isSpread({ gateways, leaving }: Nat64SpreadWant["config"]): boolean {
  return gateways.length + leaving.length > 1;
}

/** In words for the plan. */
function shareOf(config: Nat64SpreadWant["config"]): string {
  const { gateways, self, leaving } = config;
  const pool = gateways[self!]!.pool4.join(", ") || "nothing of pool4";
  const others =
    leaving.length === 0
      ? ""
      : `; what is established on ${leaving.map(({ ipv6 }) => ipv6).join(", ")} goes on there until it ends`;
  return `of ${gateways.length} gateways this one translates for ${sharesOf(config)} of ${SHARES} shares of the sources (jhash of the address, seed 0x6464), behind ${pool}; what is another's it passes on${others}`;
}

/** Nothing is passed on any more by a daemon; what the kernel was told stays. */
export async function stopSpread(sys: System): Promise<void> {
  await stopService(sys, { name: NAME, systemd: await systemdHere(sys), running: true, programs: "" });
}

/** What it takes to have it gone. Pure. */
function absent(service: ServiceFacts): Plan {
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
