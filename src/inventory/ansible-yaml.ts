/** Ansible's YAML inventory: groups with hosts, children and vars. Pure. */
import type { Diagnostic } from "../plan/diagnostics.ts";
import { hintFor } from "../plan/nearest.ts";
import type { Path, YamlSource } from "../plan/yaml.ts";
import { expandHostPattern } from "./host-patterns.ts";
import { type InventorySource, isRecord, problem, type SourceGroup, type SourceHost } from "./source.ts";

const GROUP_KEYS = ["hosts", "children", "vars"];

/** @param source parsed as YAML 1.1, which is what Ansible reads. */
export function parseAnsibleYaml(source: YamlSource): InventorySource {
  const diagnostics: Diagnostic[] = [...source.diagnostics];
  const hosts: SourceHost[] = [];
  const groups: SourceGroup[] = [];
  const say = (path: Path, code: string, message: string, hint?: string): void => {
    diagnostics.push(problem(source.at(path), code, message, hint));
  };

  const readGroup = (name: string, value: unknown, path: Path): void => {
    const body = value ?? {};
    if (!isRecord(body)) {
      say(path, "wrong-type", `group \`${name}\` must be a map with hosts, children or vars`);
      return;
    }
    for (const key of Object.keys(body)) {
      if (!GROUP_KEYS.includes(key))
        say(
          [...path, key],
          "unknown-key",
          `unknown key \`${key}\` in group \`${name}\``,
          hintFor(key, GROUP_KEYS, "keys"),
        );
    }
    const children = mapOf(body.children, [...path, "children"]);
    const members = Object.entries(mapOf(body.hosts, [...path, "hosts"])).flatMap(([pattern, vars]) =>
      readHosts(pattern, vars, [...path, "hosts", pattern]),
    );
    const vars = mapOf(body.vars, [...path, "vars"]);
    groups.push({ name, hosts: members, children: Object.keys(children), vars, at: source.at(path) });
    for (const [child, inner] of Object.entries(children)) readGroup(child, inner, [...path, "children", child]);
  };

  const readHosts = (pattern: string, value: unknown, path: Path): string[] => {
    const named = expandHostPattern(pattern);
    if (named === null) {
      say(
        path,
        "wrong-value",
        `\`${pattern}\` is no host: its range or port is malformed`,
        "web[01:10], or [2001:db8::1]:2222",
      );
      return [];
    }
    const vars = mapOf(value, path);
    for (const { name, port } of named) {
      const all = port === null ? vars : { ansible_port: port, ...vars };
      hosts.push({ name, vars: all, own: {}, groups: [], at: source.at(path) });
    }
    return named.map(({ name }) => name);
  };

  /** Nothing written counts as an empty map; text as one key without a value, as Ansible has it. */
  function mapOf(value: unknown, path: Path): Record<string, unknown> {
    if (value === null || value === undefined) return {};
    if (typeof value === "string") return { [value]: null };
    if (isRecord(value)) return value;
    say(
      path,
      "wrong-type",
      `\`${path.at(-1)}\` must be a map`,
      "hosts are keys: `api1:` on a line of its own, without a hyphen",
    );
    return {};
  }

  if (source.readable) {
    if (!isRecord(source.value)) say([], "wrong-type", "the inventory must be a map of groups");
    else if ("plugin" in source.value) {
      say(
        ["plugin"],
        "inventory-plugin",
        "this configures an Ansible inventory plugin, which only Ansible can run",
        "give an executable that calls `ansible-inventory --list`",
      );
    } else for (const [name, value] of Object.entries(source.value)) readGroup(name, value, [name]);
  }
  return { hosts, groups, diagnostics };
}
