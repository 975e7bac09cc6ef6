/** Hosts and groups: the shape every inventory source is read into, and the expansion of names to hosts. */

export type Secret = { readonly env: string } | { readonly file: string } | { readonly cmd: readonly string[] };

export interface Become {
  readonly method: "sudo" | "none";
  readonly user: string;
  /** A password that an Ansible inventory holds in the clear stays `literal`; it is never printed. */
  readonly password: Secret | { readonly literal: string } | null;
}

/** ssh: whichever client can, chosen by itself. */
export type Connection = "ssh" | "openssh" | "local";

export interface Host {
  readonly name: string;
  /** Where ssh connects: an address (no brackets) or a name. */
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly become?: Become;
  readonly identityFile?: string;
  /** As `ssh -J` takes it. */
  readonly jump?: string;
  readonly connection?: Connection;
  /** Address in service that A records point to. */
  readonly ipv4?: string;
  /** Address in service that AAAA records point to, RFC 5952. */
  readonly ipv6?: string;
  readonly vars: Readonly<Record<string, unknown>>;
  /** All groups the host is in, nested ones included, sorted; never `all`. */
  readonly groups: readonly string[];
}

export interface Inventory {
  readonly hosts: ReadonlyMap<string, Host>;
  /** Group to host names, nested groups expanded, in inventory order. `all` is among them. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

export const EMPTY_INVENTORY: Inventory = { hosts: new Map(), groups: new Map() };

/** Host names behind a name: the host itself, or a group's hosts. A host wins over a group of the same name. @returns null if neither exists. */
export function expandName(name: string, inventory: Inventory): readonly string[] | null {
  if (inventory.hosts.has(name)) return [name];
  return inventory.groups.get(name) ?? null;
}

/** Expand several names, each host once, in order; unknown names are left out. */
export function expandNames(names: readonly string[], inventory: Inventory): string[] {
  return [...new Set(names.flatMap((name) => expandName(name, inventory) ?? []))];
}
