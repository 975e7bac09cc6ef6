/** Changes as a person reviews them: the same change on many hosts stands once, with its hosts. */
import { createPatch } from "diff";
import type { Change } from "../../agent/protocol/messages.ts";

export interface HostChange {
  readonly id: string;
  readonly host: string;
  readonly step: string;
  readonly change: Change;
}

/** The same in a dry run and in the real one. */
export function changeId(step: string, change: Change): string {
  return `${step}#${change.key}`;
}

export interface ChangeGroup {
  readonly title: string;
  readonly hosts: readonly string[];
  /** Unified diff without a header where the change is about text of several lines, else null. */
  readonly diff: string | null;
}

export function groupChanges(changes: readonly HostChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, { title: string; hosts: Set<string>; diff: string | null }>();
  for (const { host, change } of changes) {
    const key = JSON.stringify([change.key, change.title, change.before, change.after]);
    let group = groups.get(key);
    if (group === undefined) {
      group = { title: change.title, hosts: new Set(), diff: diffOf(change) };
      groups.set(key, group);
    }
    group.hosts.add(host);
  }
  return [...groups.values()].map((group) => ({ ...group, hosts: [...group.hosts] }));
}

function diffOf(change: Change): string | null {
  const before = change.before ?? "";
  const after = change.after ?? "";
  if (!before.includes("\n") && !after.includes("\n")) return null;
  const patch = createPatch(change.key, before, after, undefined, undefined, { context: 2 });
  return patch
    .split("\n")
    .slice(4)
    .filter((line) => !line.startsWith("\\"))
    .join("\n")
    .trimEnd();
}
