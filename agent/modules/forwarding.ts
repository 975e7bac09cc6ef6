/** Packets forwarded, now and after a boot, without the host losing what it learns from router advertisements. */
import type { RouteFact } from "../protocol/facts.ts";
import type { Change } from "../protocol/messages.ts";
import type { System } from "../system.ts";
import { fileChange } from "./files.ts";
import type { FileEdit } from "./module.ts";
import { setSysctl } from "./sysctl.ts";

/** Whom the host forwards for. */
export interface ForwardingName {
  /** `nat64`: names the file. */
  readonly name: string;
  /** `a NAT64 gateway` */
  readonly role: string;
  readonly families: readonly (4 | 6)[];
}

const FORWARD = { 4: "net/ipv4/ip_forward", 6: "net/ipv6/conf/all/forwarding" } as const;

export interface ForwardingFacts {
  readonly sysctlFile: string | null;
  /** Now, by key with slashes. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Interfaces whose default route the kernel learns from router advertisements. */
  readonly learning: readonly string[];
}

export function sysctlPath({ name }: ForwardingName): string {
  return `/etc/sysctl.d/90-migrate-${name}.conf`;
}

export async function checkForwarding(sys: System, name: ForwardingName): Promise<ForwardingFacts> {
  const learning: string[] = [];
  for (const name of learningInterfaces(await sys.routes(6))) {
    // 0: a network stack listens to advertisements itself, and its routes do not go when packets are forwarded.
    if ((await sys.read(`/proc/sys/${acceptRa(name)}`))?.trim() !== "0") learning.push(name);
  }
  const sysctls: Record<string, string> = {};
  for (const key of [...name.families.map((family) => FORWARD[family]), ...learning.map(acceptRa)]) {
    const value = await sys.read(`/proc/sys/${key}`);
    if (value !== null) sysctls[key] = value.trim();
  }
  return { sysctlFile: await sys.read(sysctlPath(name)), sysctls, learning };
}

/** Pure. */
export function diffForwarding(
  name: ForwardingName,
  facts: ForwardingFacts,
): { changes: Change[]; edits: FileEdit[]; because: string[] } {
  const path = sysctlPath(name);
  const wanted = wantedSysctls(name, facts);
  const file = sysctlText(name, new Map([...keptSysctls(facts.sysctlFile), ...wanted]));
  const changes: Change[] = [];
  const edits: FileEdit[] = [];
  if (facts.sysctlFile !== file) {
    changes.push(fileChange(path, facts.sysctlFile, file, "forward packets, also after a boot"));
    edits.push({ path, after: file, mode: 0o644 });
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
  const because =
    facts.learning.length === 0
      ? []
      : [
          `${facts.learning.join(", ")} learns its default route from router advertisements, which a forwarding host ignores unless accept_ra is 2`,
        ];
  return { changes, edits, because };
}

export async function applyForwarding(sys: System, name: ForwardingName, facts: ForwardingFacts): Promise<void> {
  // accept_ra before forwarding: switching forwarding on drops the learned default route otherwise.
  const order = [...wantedSysctls(name, facts)].sort(
    ([a], [b]) => Number(b.endsWith("accept_ra")) - Number(a.endsWith("accept_ra")),
  );
  for (const [key, value] of order) if (facts.sysctls[key] !== value) await setSysctl(sys, key, value);
}

/** @param before by key, as `ForwardingFacts` has them. */
export async function undoForwarding(sys: System, before: ForwardingFacts["sysctls"]): Promise<void> {
  for (const [key, value] of Object.entries(before).reverse()) {
    if ((await sys.read(`/proc/sys/${key}`))?.trim() !== value) await setSysctl(sys, key, value);
  }
}

function learningInterfaces(routes: readonly RouteFact[]): string[] {
  const names = routes.flatMap((r) =>
    r.destination === "default" && r.protocol === "ra" && r.interface !== null ? [r.interface] : [],
  );
  return [...new Set(names)];
}

function acceptRa(name: string): string {
  return `net/ipv6/conf/${name}/accept_ra`;
}

function wantedSysctls({ families }: ForwardingName, facts: ForwardingFacts): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const name of facts.learning) wanted.set(acceptRa(name), "2");
  for (const family of families) wanted.set(FORWARD[family], "1");
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

function sysctlText({ role }: ForwardingName, values: ReadonlyMap<string, string>): string {
  const lines = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key} = ${value}\n`);
  return `# Written by migrate: this host is ${role} and forwards packets.\n${lines.join("")}`;
}
