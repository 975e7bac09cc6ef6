import { describe, expect, it } from "vitest";
import { child, parseYamlLines, type YamlNode } from "../../../../agent/formats/yaml-lines.ts";

function items(text: string): readonly YamlNode[] {
  const parsed = parseYamlLines(text);
  if ("cannot" in parsed) throw new Error(parsed.cannot);
  const list = child(parsed.root, "list")?.value;
  return list?.kind === "list" ? list.items.map(({ value }) => value) : [];
}

describe("an item of a list", () => {
  it.each([
    ['- to: "2001:db8::/64"\n    via: x', "to", "2001:db8::/64"],
    ["- 'to': '0.0.0.0/0'\n    via: x", "to", "0.0.0.0/0"],
    ['- "to": "a: b"', "to", "a: b"],
    ["- to: default", "to", "default"],
  ])("is a mapping that begins on its line: %s", (item, key, value) => {
    const [found] = items(`list:\n  ${item}\n`);
    expect(child(found, key)?.value).toMatchObject({ kind: "scalar", value });
    if (item.includes("via")) expect(child(found, "via")?.value).toMatchObject({ value: "x" });
  });

  it.each([
    ["- 2001:db8::1", "2001:db8::1"],
    ['- "a: b"', "a: b"],
    ["- 'a: b'", "a: b"],
  ])("is a scalar: %s", (item, value) => {
    expect(items(`list:\n  ${item}\n`)).toMatchObject([{ kind: "scalar", value }]);
  });
});
