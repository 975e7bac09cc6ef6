/** The fleet's IPv4 addresses: which were freed, which are still held and why, and which may go back to whom they are leased from. */
import { parseIp4 } from "../../../agent/net/ip4.ts";
import { contains4, parsePrefix4 } from "../../../agent/net/prefix.ts";
import type { HostFacts } from "../../../agent/protocol/facts.ts";
import type { Millis } from "../../../agent/protocol/messages.ts";
import { followSteps, type RecordedRun, type StepRecord } from "./recorded.ts";

export interface FreedAddress {
  readonly address: string;
  readonly host: string;
  readonly at: Millis;
  readonly run: string;
  /** Null: it may go back. Else why not, or not yet. */
  readonly stays: string | null;
}

export interface HeldAddress {
  readonly address: string;
  readonly host: string;
  readonly why: string;
}

export interface Ipv4Addresses {
  readonly freed: readonly FreedAddress[];
  readonly held: readonly HeldAddress[];
  /** Prefixes the translator keeps for everybody. */
  readonly pool4: readonly string[];
  readonly returnable: readonly string[];
}

/** @param runs of one plan, oldest first; the last is the one reported. */
export function ipv4AddressesOf(runs: readonly RecordedRun[]): Ipv4Addresses {
  const run = runs.at(-1)!;
  const freed = new Map<string, Omit<FreedAddress, "stays">>();
  for (const one of runs) {
    for (const [host, facts] of one.facts) for (const { address } of ipv4Of(facts)) freed.delete(`${host} ${address}`);
    for (const { step, word, changes, at } of followSteps(one).values()) {
      if (word !== "kept") continue;
      for (const { key, before, after } of changes) {
        const address = before?.split("/")[0] ?? "";
        if (!key.startsWith("address:") || after !== null || parseIp4(address) === null) continue;
        freed.set(`${step.host} ${address}`, { address, host: step.host, at, run: one.run });
      }
    }
  }
  const steps = [...followSteps(run).values()];
  const held = [...run.facts].flatMap(([host, facts]) =>
    ipv4Of(facts)
      .filter(({ address }) => !freed.has(`${host} ${address}`))
      .map(({ address }): HeldAddress => ({ address, host, why: whyHeld(run, host, address, steps) })),
  );
  const all = [...freed.values()].map((one): FreedAddress => ({ ...one, stays: whyStays(one.address, held, run) }));
  const returnable = [...new Set(all.filter(({ stays }) => stays === null).map(({ address }) => address))];
  return {
    freed: all.toSorted((a, b) => parseIp4(a.address)! - parseIp4(b.address)!),
    held: held.toSorted((a, b) => parseIp4(a.address)! - parseIp4(b.address)!),
    pool4: run.subject.pool4,
    returnable: returnable.toSorted((a, b) => parseIp4(a)! - parseIp4(b)!),
  };
}

function ipv4Of(facts: HostFacts): HostFacts["addresses"] {
  return facts.addresses.filter((a) => a.family === 4 && a.scope === "global" && a.interface !== "lo");
}

function whyHeld(run: RecordedRun, host: string, address: string, steps: readonly StepRecord[]): string {
  const services = run.subject.services.filter((service) => service.hosts.includes(host));
  const kept = services.find((service) => service.exception !== null);
  if (kept?.exception) {
    const { reason, because, owner, review } = kept.exception;
    return `${kept.name} stays dual-stack: ${because ?? reason} (${owner}, looked at again on ${review})`;
  }
  const removal = steps.findLast(({ step }) => step.host === host && step.module === "ipv4-address");
  switch (removal?.word) {
    case "undone":
      return `it was taken away and put back: ${undoReason(run, removal) ?? removal.because}`;
    case "undo-failed":
      return `whether it is back is unknown: ${removal.because}. Look at ${host} now`;
    case "failed":
    case "refused":
      return `it could not be taken away: ${removal.because}`;
    case "kept":
    case "unchanged":
      return mentioning(address, removal.because) ?? "not the host's own to give up";
    case "armed":
      return "it is being taken away; the host puts it back unless that is confirmed";
    default:
  }
  const other = services.find((service) => service.target !== "ipv6-only");
  if (other !== undefined) return `${other.name} is to be ${other.target}`;
  if (services.length > 0) return `phase 4 has not come to ${services.map(({ name }) => name).join(", ")}`;
  const roles = run.subject.roles[host] ?? [];
  return roles.length > 0 ? roles.join(", ") : "the host is in no service of the plan";
}

/** The sentence of a module's reasons that is about this address. */
function mentioning(address: string, because: string): string | null {
  return because.split("; ").find((sentence) => sentence.includes(address)) ?? null;
}

function undoReason(run: RecordedRun, { batch }: StepRecord): string | null {
  const undo = run.entries.findLast((entry) => entry.type === "undo.started" && entry.batch === batch.id);
  return undo?.type === "undo.started" ? undo.because : null;
}

/** Addresses nobody leases: private (RFC 1918), shared (RFC 6598), link-local, loopback. */
const NEVER_LEASED = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "127.0.0.0/8",
];
const NEVER_LEASED_PREFIXES = NEVER_LEASED.map((text) => ({ text, prefix: parsePrefix4(text)! }));

function whyStays(address: string, held: readonly HeldAddress[], run: RecordedRun): string | null {
  const number = parseIp4(address)!;
  const never = NEVER_LEASED_PREFIXES.find(({ prefix }) => contains4(prefix, number));
  if (never !== undefined) return `nobody leases it to you: it is in ${never.text}`;
  const holder = held.find((one) => one.address === address);
  if (holder !== undefined) return `${holder.host} holds it too`;
  const pool = run.subject.pool4.find((text) => {
    const prefix = parsePrefix4(text);
    return prefix !== null && contains4(prefix, number);
  });
  return pool === undefined ? null : `the translator keeps ${pool}`;
}
