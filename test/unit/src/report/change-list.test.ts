import { describe, expect, it } from "vitest";
import { changeId, groupChanges, type HostChange } from "../../../../src/report/change-list.ts";

const file = (host: string, after: string): HostChange => {
  const change = { key: "file:/etc/gai.conf", title: "edit /etc/gai.conf", before: "a\nb\n", after };
  return { id: changeId(`s/${host}`, change), host, step: `s/${host}`, change };
};

describe("changes for a person", () => {
  it("stand once for many hosts that get the same", () => {
    const groups = groupChanges([file("a", "a\nc\n"), file("b", "a\nc\n"), file("c", "a\nd\n")]);
    expect(groups.map((group) => group.hosts)).toEqual([["a", "b"], ["c"]]);
  });

  it("show the lines that differ", () => {
    expect(groupChanges([file("a", "a\nc\n")])[0]!.diff).toBe("@@ -1,2 +1,2 @@\n a\n-b\n+c");
  });

  it("show no diff for a thing of one line", () => {
    const change = { key: "address:e0:10.0.0.1/24", title: "remove 10.0.0.1/24", before: "10.0.0.1/24", after: null };
    expect(groupChanges([{ id: "x", host: "a", step: "s", change }])[0]!.diff).toBeNull();
  });
});
