/** Our own inventory format, held against schemas/inventory.schema.json. Pure. */

import { canonicalIp6 } from "../../agent/net/ip6.ts";
import inventorySchema from "../../schemas/inventory.schema.json" with { type: "json" };
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import type { Become, Host } from "../plan/hosts.ts";
import { hintFor } from "../plan/nearest.ts";
import { type Loose, schemaChecker } from "../plan/schema.ts";
import type { YamlSource } from "../plan/yaml.ts";
import type { Host as HostFile, InventoryFile } from "./inventory.generated.ts";
import validateInventory from "./inventory-validator.generated.ts";
import { type InventorySource, isRecord, problem, type SourceGroup, type SourceHost } from "./source.ts";

export const checkInventory = schemaChecker<InventoryFile>(inventorySchema, validateInventory);

export function parseOurs(source: YamlSource): InventorySource {
  const { value, diagnostics: ofSchema } = checkInventory(source);
  const diagnostics: Diagnostic[] = [...source.diagnostics, ...ofSchema];
  const hosts = Object.entries(value.hosts ?? {}).map(([name, host]) =>
    hostOf(name, host ?? {}, source.at(["hosts", name])),
  );
  const groups: SourceGroup[] = [];
  const groupNames = Object.keys(value.groups ?? {});
  for (const [name, group] of Object.entries(value.groups ?? {})) {
    const list = isRecord(group) ? group.members : group;
    const members = Array.isArray(list) ? (list as (string | undefined)[]) : [];
    const path = isRecord(group) ? ["groups", name, "members"] : ["groups", name];
    const known = { hosts: [] as string[], children: [] as string[] };
    for (const [i, member] of members.entries()) {
      if (member === undefined) continue;
      if (Object.hasOwn(value.hosts ?? {}, member)) known.hosts.push(member);
      else if (groupNames.includes(member)) known.children.push(member);
      else {
        const names = [...Object.keys(value.hosts ?? {}), ...groupNames];
        diagnostics.push(
          problem(
            source.at([...path, i], "value"),
            "unknown-host",
            `\`${member}\` is neither a host nor a group of this inventory`,
            hintFor(member, names, "hosts and groups"),
          ),
        );
      }
    }
    const vars = isRecord(group) && isRecord(group.vars) ? group.vars : {};
    groups.push({ name, ...known, vars, at: source.at(["groups", name]) });
  }
  if (isRecord(value.vars))
    groups.push({ name: "all", hosts: [], children: [], vars: value.vars, at: source.at(["vars"]) });
  return { hosts, groups, diagnostics };
}

export function hostOf(name: string, host: Loose<HostFile>, at: Position): SourceHost {
  return {
    name,
    vars: isRecord(host.vars) ? host.vars : {},
    own: ownOf(host),
    groups: (host.groups ?? []).filter((group) => group !== undefined),
    at,
  };
}

function ownOf(host: Loose<HostFile>): Partial<Host> {
  const own: { -readonly [K in keyof Host]?: Host[K] } = {};
  if (host.address !== undefined) own.address = bare(host.address);
  if (host.port !== undefined) own.port = host.port;
  if (host.user !== undefined) own.user = host.user;
  if (host.identity_file !== undefined) own.identityFile = host.identity_file;
  if (host.jump !== undefined) own.jump = host.jump;
  if (host.connection !== undefined) own.connection = host.connection;
  if (host.ipv4 !== undefined) own.ipv4 = host.ipv4;
  if (host.ipv6 !== undefined) own.ipv6 = canonicalIp6(host.ipv6) ?? host.ipv6;
  if (host.become !== undefined) own.become = becomeOf(host.become);
  return own;
}

function becomeOf(become: NonNullable<Loose<HostFile>["become"]>): Become {
  if (typeof become === "string") return { method: become, user: "root", password: null };
  return {
    method: become.method ?? "sudo",
    user: become.user ?? "root",
    password: (become.password as Become["password"] | undefined) ?? null,
  };
}

/** An address may be written in brackets, as in URLs. */
function bare(address: string): string {
  const inner = /^\[(.+)\]$/.exec(address)?.[1] ?? address;
  return canonicalIp6(inner) ?? inner;
}
