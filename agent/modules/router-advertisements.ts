/**
 * Routes to the translation prefix by router advertisement (RFC 4191), so that hosts go over to another gateway when one falls silent: radvd on each
 * gateway, in the operator's own configuration, beside what it advertises already. Where radvd can, the prefix too (PREF64, RFC 8781).
 */
import type { Change } from "../protocol/messages.ts";
import type { RouterAdvertisementsWant } from "../protocol/wants.ts";
import { Fault } from "../rpc.ts";
import {
  checkDistribution,
  control,
  type DistributionFacts,
  type DistributionService,
  diffDistribution,
  isRunning,
} from "./daemon/distribution.ts";
import { fileChange } from "./files.ts";
import { withBlock, withoutBlock } from "./marked-block.ts";
import type { Module, Plan, Refusal } from "./module.ts";

const CONF = "/etc/radvd.conf";
const READ = "/var/lib/migrate/radvd.read";
const SERVICE: DistributionService = { name: "radvd", pidFiles: ["/run/radvd/radvd.pid", "/run/radvd.pid"] };
const COMMAND_MS = 30_000;
/** radvd's own limits, RFC 4861 §6.2.1. Seconds. */
const LONGEST_INTERVAL = 1800;
const SHORTEST_INTERVAL = 4;

interface Facts {
  /** `2.19`, null where radvd is not installed. */
  readonly version: string | null;
  readonly text: string | null;
  readonly service: DistributionFacts;
  /** What it last read of ours. */
  readonly read: string | null;
  readonly interfaces: readonly string[];
}

interface Image {
  readonly service: DistributionFacts;
  readonly read: string | null;
}

export const routerAdvertisements: Module<Facts, RouterAdvertisementsWant, Image> = {
  async check(sys) {
    const said = await sys.exec(["radvd", "--version"], { timeoutMs: COMMAND_MS });
    return {
      version: said.code === 127 ? null : (/Version: (\S+)/.exec(said.stdout + said.stderr)?.[1] ?? "0"),
      text: await sys.read(CONF),
      service: await checkDistribution(sys, SERVICE),
      read: await sys.read(READ),
      interfaces: await sys.list("/sys/class/net"),
    };
  },
  diff,
  image: ({ service, read }) => ({ service, read }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    await writeFiles();
    const tested = await sys.exec(["radvd", "-c", "-C", CONF], { timeoutMs: COMMAND_MS });
    if (tested.code !== 0)
      throw new Fault("refused", `radvd refuses ${CONF}, so it was not told of it: ${tested.stderr.trim()}`);
    const { systemd, running } = facts.service;
    if (plan.changes.some(({ key }) => key === `boot:${SERVICE.name}`)) await control(sys, SERVICE, systemd, "enable");
    if (!plan.changes.some(({ key }) => key === `daemon:${SERVICE.name}`)) return;
    // Ending, it takes its routes back from the hosts; reloaded, it would leave those that are gone.
    if (running) await control(sys, SERVICE, systemd, "stop");
    await control(sys, SERVICE, systemd, "start");
    await sys.mkdir(READ.slice(0, READ.lastIndexOf("/")));
    await sys.write(READ, part(facts, want), { mode: 0o644 });
  },
  async undo(sys, image, restoreFiles) {
    const { systemd, running, enabled } = image.service;
    // Ending, it takes its routes back from the hosts at once (RemoveRoute).
    if (await isRunning(sys, SERVICE, systemd)) await control(sys, SERVICE, systemd, "stop");
    await restoreFiles();
    if (image.read === null) await sys.remove(READ);
    else await sys.write(READ, image.read, { mode: 0o644 });
    if (!enabled) await control(sys, SERVICE, systemd, "disable");
    if (running) await control(sys, SERVICE, systemd, "start");
    return [running ? "radvd advertises what it did before" : "radvd stopped"];
  },
};

function diff(facts: Facts, want: RouterAdvertisementsWant): Plan | Refusal {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({
    refused,
    message: `router-advertisements: ${message}`,
  });
  if (facts.version === null) return no("unsupported", "radvd is not installed here: install it");
  if (!facts.interfaces.includes(want.interface))
    return no(
      "refused",
      `there is no interface ${want.interface} here (there are ${[...facts.interfaces].sort().join(", ")})`,
    );
  const ours = part(facts, want);
  if (new RegExp(`^\\s*interface\\s+${want.interface}\\b`, "m").test(withoutBlock(facts.text ?? "")))
    return no(
      "unsupported",
      `${CONF} advertises on ${want.interface} already, and radvd takes one block for an interface: add these lines to it\n${body(facts, want)}`,
    );
  const after = withBlock(facts.text, ours);
  const changes: Change[] = [];
  if (after !== facts.text) changes.push(fileChange(CONF, facts.text, after, `advertise the way to ${want.prefix}`));
  changes.push(...diffDistribution(SERVICE, facts.service, changes.length > 0 || facts.read !== ours));
  return {
    changes,
    edits: after === facts.text ? [] : [{ path: CONF, after, mode: 0o644 }],
    because: [
      knowsPref64(facts)
        ? `radvd ${facts.version} advertises the prefix too (RFC 8781)`
        : `radvd ${facts.version} cannot advertise the prefix itself (RFC 8781 takes 2.20): hosts learn it from DNS64`,
    ],
  };
}

function knowsPref64({ version }: Facts): boolean {
  const [major = 0, minor = 0] = (version ?? "0").split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 20);
}

function part(facts: Facts, want: RouterAdvertisementsWant): string {
  return `# Written by migrate: this host is a NAT64 gateway.\ninterface ${want.interface} {\n${body(facts, want)}};\n`;
}

function body(facts: Facts, { prefix, preference, lifetime_seconds: lifetime }: RouterAdvertisementsWant): string {
  const interval = Math.min(LONGEST_INTERVAL, Math.max(SHORTEST_INTERVAL, Math.floor(lifetime / 3)));
  const pref64 = `    nat64prefix ${prefix} {\n        AdvValidLifetime ${lifetime};\n    };\n`;
  return `    AdvSendAdvert on;
    # No default router: this is the way to IPv4 alone.
    AdvDefaultLifetime 0;
    # Milliseconds: hosts look after a silent gateway after one second, not thirty, and ask it four times a second. Linux waits 5 s, or
    # twice that where it heard of the gateway just before: hosts go over to the next one within 11 s.
    AdvReachableTime 1000;
    AdvRetransTimer 250;
    MaxRtrAdvInterval ${interval};
    MinRtrAdvInterval ${Math.max(3, Math.floor(interval / 3))};
    route ${prefix} {
        AdvRoutePreference ${preference};
        AdvRouteLifetime ${lifetime};
        RemoveRoute on;
    };
${knowsPref64(facts) ? pref64 : ""}`;
}
