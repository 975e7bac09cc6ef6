/** Our translator on a gateway: daemon, and forwarding that survives a reboot without losing what the host learns from router advertisements. */
import { gatherRoutes } from "../facts/gather.ts";
import type { RouteFact } from "../protocol/facts.ts";
import type { Nat64GatewayWant } from "../protocol/wants.ts";
import type { DaemonName } from "./daemon/control-files.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "./daemon/service.ts";
import { fileChange } from "./files.ts";
import type { Module } from "./module.ts";
import { setSysctl } from "./sysctl.ts";

const NAME: DaemonName = { daemon: "nat64", title: "NAT64 translator" };
const SYSCTL_FILE = "/etc/sysctl.d/90-migrate-nat64.conf";

interface Facts {
  readonly service: ServiceFacts;
  readonly sysctlFile: string | null;
  /** Now, by key with slashes. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Interfaces whose default route comes from router advertisements. */
  readonly learning: readonly string[];
}

interface Image {
  readonly service: ServiceImage;
  readonly sysctls: Readonly<Record<string, string>>;
}

export const nat64Gateway: Module<Facts, Nat64GatewayWant, Image> = {
  async check(sys, _want, home) {
    const learning = learningInterfaces(await gatherRoutes(sys, 6));
    const sysctls: Record<string, string> = {};
    for (const key of ["net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding", ...learning.map(acceptRa)]) {
      const value = await sys.read(`/proc/sys/${key}`);
      if (value !== null) sysctls[key] = value.trim();
    }
    return { service: await checkService(sys, NAME, home), sysctlFile: await sys.read(SYSCTL_FILE), sysctls, learning };
  },
  diff(facts, want) {
    const service = diffService(NAME, facts.service, want.config);
    const wanted = wantedSysctls(facts);
    const kept = keptSysctls(facts.sysctlFile);
    const file = sysctlText(new Map([...kept, ...wanted]));
    const changes = [...service.changes];
    const edits = [...service.edits];
    const because = [...service.because];
    if (facts.sysctlFile !== file) {
      changes.push(fileChange(SYSCTL_FILE, facts.sysctlFile, file, "forward packets, also after a boot"));
      edits.push({ path: SYSCTL_FILE, after: file, mode: 0o644 });
    }
    for (const [key, value] of wanted) {
      if (facts.sysctls[key] === value) continue;
      changes.push({
        key: `sysctl:${key}`,
        title: `set ${key} to ${value}`,
        before: facts.sysctls[key] ?? null,
        after: value,
      });
    }
    if (facts.learning.length > 0) {
      because.push(
        `${facts.learning.join(", ")} learns its default route from router advertisements, which a forwarding host ignores unless accept_ra is 2`,
      );
    }
    return { changes, edits, because };
  },
  image: (facts) => ({ service: imageOfService(NAME, facts.service), sysctls: facts.sysctls }),
  async apply(sys, { facts, plan, writeFiles }) {
    // accept_ra before forwarding: switching forwarding on drops the learned default route otherwise.
    const order = [...wantedSysctls(facts)].sort(
      ([a], [b]) => Number(b.endsWith("accept_ra")) - Number(a.endsWith("accept_ra")),
    );
    for (const [key, value] of order) if (facts.sysctls[key] !== value) await setSysctl(sys, key, value);
    return applyService(sys, NAME, facts.service, plan, writeFiles);
  },
  async undo(sys, image, restoreFiles) {
    const notes = await undoService(sys, image.service, restoreFiles);
    for (const [key, value] of Object.entries(image.sysctls).reverse()) {
      if ((await sys.read(`/proc/sys/${key}`))?.trim() !== value) await setSysctl(sys, key, value);
    }
    return notes;
  },
};

function learningInterfaces(routes: readonly RouteFact[]): string[] {
  const names = routes.flatMap((r) =>
    r.destination === "default" && r.protocol === "ra" && r.interface !== null ? [r.interface] : [],
  );
  return [...new Set(names)];
}

function acceptRa(name: string): string {
  return `net/ipv6/conf/${name}/accept_ra`;
}

function wantedSysctls(facts: Facts): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const name of facts.learning) wanted.set(acceptRa(name), "2");
  wanted.set("net/ipv4/ip_forward", "1");
  wanted.set("net/ipv6/conf/all/forwarding", "1");
  return wanted;
}

/** accept_ra lines of an earlier time stay: the route they protect may just not be there right now. */
function keptSysctls(text: string | null): Map<string, string> {
  const kept = new Map<string, string>();
  for (const line of (text ?? "").split("\n")) {
    const match = /^(net\/ipv6\/conf\/\S+\/accept_ra) = (\d+)$/.exec(line);
    if (match !== null) kept.set(match[1]!, match[2]!);
  }
  return kept;
}

function sysctlText(values: ReadonlyMap<string, string>): string {
  const lines = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key} = ${value}\n`);
  return `# Written by migrate: this host is a NAT64 gateway and forwards packets.\n${lines.join("")}`;
}
