/** Which netfilter chains a forwarded packet would go through, asked of the kernel itself: `nft` need not be installed. */
import { readFileSync } from "node:fs";
import { SystemCallError } from "./libc.ts";
import { attributes, NETLINK_NETFILTER, netlinkDump } from "./netlink.ts";

const SUBSYSTEM_NFTABLES = 10;
const NEWCHAIN = (SUBSYSTEM_NFTABLES << 8) | 3;
const GETCHAIN = (SUBSYSTEM_NFTABLES << 8) | 4;
const NFGENMSG_BYTES = 4;

const CHAIN_TABLE = 1;
const CHAIN_NAME = 3;
const CHAIN_HOOK = 4;
const CHAIN_POLICY = 5;
const CHAIN_USE = 6;
const HOOK_NUMBER = 1;

const POLICY_DROP = 0;

/** Families whose hooks see routed packets. */
const FAMILIES: Readonly<Record<number, string>> = { 1: "inet", 2: "ip", 10: "ip6" };
const HOOKS: Readonly<Record<number, string>> = { 0: "prerouting", 2: "forward", 4: "postrouting" };

/** Answers of a kernel that has no nftables. */
const ABSENT: readonly string[] = ["EINVAL", "EOPNOTSUPP", "EPROTONOSUPPORT", "ENOENT"];

export interface Chain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook: string;
}

/** Base chains on the way of a routed packet that have rules, or drop by policy. @throws SystemCallError */
export function chainsOnTheWay(): Chain[] {
  let messages: ReturnType<typeof netlinkDump>;
  try {
    messages = netlinkDump(NETLINK_NETFILTER, GETCHAIN, new Uint8Array(NFGENMSG_BYTES));
  } catch (error) {
    if (error instanceof SystemCallError && ABSENT.includes(error.code)) return [];
    throw error;
  }
  return messages.flatMap(({ type, body }) => (type === NEWCHAIN ? chainOf(body) : []));
}

function chainOf(body: Uint8Array): Chain[] {
  const family = FAMILIES[body[0]!];
  const found = attributes(body, NFGENMSG_BYTES);
  const hooked = found.get(CHAIN_HOOK);
  if (family === undefined || hooked === undefined) return [];
  const hook = HOOKS[number32(attributes(hooked, 0).get(HOOK_NUMBER))];
  const acts = number32(found.get(CHAIN_USE)) > 0 || number32(found.get(CHAIN_POLICY) ?? ONE) === POLICY_DROP;
  if (hook === undefined || !acts) return [];
  return [{ family, table: text(found.get(CHAIN_TABLE)), name: text(found.get(CHAIN_NAME)), hook }];
}

const ONE = Uint8Array.of(0, 0, 0, 1);

/** nftables writes its numbers big-endian. */
function number32(bytes: Uint8Array | undefined): number {
  return bytes === undefined ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array()).replace(/\0+$/, "");
}

/** Tables of the older iptables that are loaded in this namespace; whether they have rules cannot be seen from outside. */
export function legacyTables(): string[] {
  return ["ip", "ip6"].flatMap((family) => {
    try {
      const names = readFileSync(`/proc/net/${family}_tables_names`, "utf8").split("\n");
      return names.filter((name) => name !== "").map((name) => `${family} ${name}`);
    } catch {
      return [];
    }
  });
}
