/**
 * What the formats can say and this version does not do. A plan that asks for it is refused by name, never half obeyed.
 * The README's list "Not yet" holds every title; a test compares them.
 */
import { GATE_NAMES, type GateName } from "./gates.ts";
import type { Path } from "./yaml.ts";

export interface NotYet {
  /** As the README lists it. */
  readonly title: string;
  /** Path in the plan or in a playbook; `*` stands for any key. */
  readonly path: string;
  /** Only these values are not implemented; left out: any value. */
  readonly values?: readonly unknown[];
  readonly instead: string;
}

const ROLLOUTS = ["rollout", "services.*.rollout"];

export const NOT_YET: readonly NotYet[] = [
  ...ROLLOUTS.map((rollout) => ({
    title: "brownout",
    path: `${rollout}.brownout`,
    instead: "remove it; the dead man's switch and the soak still protect the hosts",
  })),
  { title: "clat (464XLAT)", path: "services.*.clat", instead: "keep the service dual-stack, with a reason" },
  {
    title: "inbound IPv4 through siit or proxy",
    path: "services.*.inbound_ipv4",
    values: ["siit", "proxy"],
    instead: "keep the service dual-stack, with a reason",
  },
  {
    title: "NAT64 backends other than builtin",
    path: "nat64.backend",
    values: ["tayga", "jool", "aws", "gcp", "azure"],
    instead: "backend: builtin",
  },
  {
    title: "DNS64 backends other than builtin",
    path: "dns64.backend",
    values: ["bind9", "unbound", "aws", "gcp"],
    instead: "backend: builtin",
  },
  {
    title: "the translator's kernel fast path",
    path: "nat64.fastpath",
    values: ["require"],
    instead: "fastpath: auto",
  },
  {
    title: "vantage points outside, over IPv4",
    path: "vantage.outside4",
    instead: "remove it; outside6 and inside are asked",
  },
  {
    title: "new hosts on networkd, netplan, NetworkManager or cloud-init",
    path: "new_hosts.renderer",
    values: ["networkd", "netplan", "networkmanager", "cloud-init"],
    instead: "renderer: ifupdown",
  },
  {
    title: "reboot proof of new hosts",
    path: "new_hosts.reboot_proof",
    values: ["required"],
    instead: "reboot_proof: none",
  },
  { title: "notifications", path: "notify", instead: "remove it; `migrate apply --json` prints every event" },
];

/** Gates that are named in the formats and cannot be asked yet. */
export const GATES_NOT_YET: readonly GateName[] = ["ipv4.literals", "path.mtu", "firewall.parity"];

/** Every line the README's list must have. */
export function notYetTitles(): string[] {
  const gates = GATES_NOT_YET.filter((gate) => GATE_NAMES.includes(gate)).map((gate) => `the gate ${gate}`);
  return [...new Set(NOT_YET.map((entry) => entry.title)), ...gates];
}

/** Every place in a document that asks for something of the table. */
export function findNotYet(document: unknown): { path: Path; message: string; instead: string }[] {
  const found: { path: Path; message: string; instead: string }[] = [];
  for (const { title, path, values, instead } of NOT_YET) {
    for (const place of placesOf(document, path.split("."))) {
      if (values !== undefined && !values.includes(place.value)) continue;
      found.push({ path: place.path, message: `not implemented yet: ${title}`, instead });
    }
  }
  for (const place of gatePlaces(document, [])) {
    found.push({ path: place.path, message: `not implemented yet: the gate ${place.gate}`, instead: "remove it" });
  }
  return found;
}

function placesOf(value: unknown, steps: readonly string[], path: Path = []): { path: Path; value: unknown }[] {
  const [step, ...rest] = steps;
  if (value === undefined) return [];
  if (step === undefined) return [{ path, value }];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const keys = step === "*" ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  return keys.flatMap((key) => placesOf((value as Record<string, unknown>)[key], rest, [...path, key]));
}

/** Where lists of gates stand, in plans and in playbooks. */
const GATE_LISTS = [
  "gates.*",
  "services.*.gates",
  ...["entry", "exit", "service_entry", "service_exit"].flatMap((key) => [key, `extend.*.${key}`]),
];

function gatePlaces(document: unknown, path: Path): { path: Path; gate: GateName }[] {
  const found: { path: Path; gate: GateName }[] = [];
  for (const list of GATE_LISTS) {
    for (const place of placesOf(document, list.split("."), path)) {
      if (!Array.isArray(place.value)) continue;
      for (const [i, item] of place.value.entries()) {
        const names =
          typeof item === "string" ? [item] : typeof item === "object" && item !== null ? Object.keys(item) : [];
        for (const gate of GATES_NOT_YET) if (names.includes(gate)) found.push({ path: [...place.path, i], gate });
      }
    }
  }
  return found;
}
