/** What a first plan is made of: services, roles and exceptions read off the groups and names of an inventory. Pure. */
import type { Host, Inventory } from "../plan/hosts.ts";

export interface ProposedService {
  readonly name: string;
  /** What the plan writes under `hosts`: a group, or host names. */
  readonly hosts: readonly string[];
  /** Null: to be ipv6-only. */
  readonly staysFor: "public-web" | "mail" | null;
}

export interface Proposal {
  readonly services: readonly ProposedService[];
  readonly gateways: readonly string[];
  readonly resolvers: readonly string[];
  readonly vantage: readonly string[];
}

/** Words in a group's or a host's name that tell its role. They are a guess, and the plan says so beside it. */
const ROLES = {
  gateways: /(^|[-_.])(gw|gateway|nat64|router)/i,
  resolvers: /(^|[-_.])(ns|dns|resolver|unbound)/i,
  vantage: /(^|[-_.])(mon|monitor|probe|vantage|bastion|jump)/i,
} as const;
const MAIL = /(^|[-_.])(mail|mx|smtp|postfix)/i;
const PUBLIC_WEB = /(^|[-_.])(web|www|shop|edge|lb|loadbalancer|proxy|frontend)/i;

/**
 * The smallest groups first, so that `web` wins over `production`; a host is in one service only. Hosts in no group go together by
 * their name without its number.
 */
export function propose(inventory: Inventory): Proposal {
  const roles = { gateways: [] as string[], resolvers: [] as string[], vantage: [] as string[] };
  const placed = new Set<string>();
  const services: ProposedService[] = [];
  const place = (name: string, members: readonly string[], group: boolean): void => {
    const open = members.filter((host) => !placed.has(host));
    if (open.length === 0) return;
    for (const host of open) placed.add(host);
    const role = (Object.keys(ROLES) as (keyof typeof ROLES)[]).find((key) => ROLES[key].test(name));
    if (role !== undefined) {
      roles[role].push(...open);
      return;
    }
    services.push({
      name: serviceName(name, inventory, services),
      hosts: group && open.length === members.length ? [name] : open,
      staysFor: MAIL.test(name) ? "mail" : PUBLIC_WEB.test(name) ? "public-web" : null,
    });
  };
  const groups = [...inventory.groups].filter(([name]) => name !== "all" && name !== "ungrouped");
  for (const [name, members] of groups.sort(([, a], [, b]) => a.length - b.length)) place(name, members, true);
  const loose = Map.groupBy(
    [...inventory.hosts.values()].filter((host) => !placed.has(host.name)),
    stemOf,
  );
  for (const [stem, hosts] of loose)
    place(
      stem,
      hosts.map((host) => host.name),
      false,
    );
  // A plan is about services: where every name told a role, the hosts are one all the same.
  if (services.length === 0)
    services.push({ name: serviceName("servers", inventory, []), hosts: [...inventory.hosts.keys()], staysFor: null });
  return { services, ...roles };
}

/** `api-2.example.com` and `api1` are both `api`. */
function stemOf({ name }: Host): string {
  const stem = (name.split(".")[0] ?? "").replace(/[-_]?\d+$/, "");
  return /^[a-z]/i.test(stem) ? stem : "host";
}

/** As the plan's schema wants it, and no host's name or another service's. */
function serviceName(wish: string, inventory: Inventory, taken: readonly ProposedService[]): string {
  const plain = wish
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const base = /^[a-z]/.test(plain) ? plain : `service-${plain}`;
  const free = (name: string): boolean => !inventory.hosts.has(name) && !taken.some((service) => service.name === name);
  if (free(base)) return base;
  for (let i = 1; ; i++) {
    const name = `${base}-service${i === 1 ? "" : i}`;
    if (free(name)) return name;
  }
}
