import { describe, expect, it } from "vitest";
import { lookUp, renderTemplate } from "../../../../src/plan/template.ts";

const context = {
  nat64: { prefix: "64:ff9b::/96", pool4: [{ prefix: "193.0.0.0/28" }], mtu4: null, filtering: "eif" },
  host: { ipv6: "2001:db8::1", "lease-days": 7 },
};

describe("templates", () => {
  it.each([
    ["{{ nat64.prefix }}", "64:ff9b::/96"],
    ["{{nat64.pool4}}", [{ prefix: "193.0.0.0/28" }]],
    ["{{ nat64.pool4.0.prefix }}", "193.0.0.0/28"],
    ["{{ nat64.mtu4 }}", null],
    ["{{ host.lease-days }}", 7],
    ["{{ host.ipv6 }}/64", "2001:db8::1/64"],
    ["{{ host.ipv6 }} in {{ host.lease-days }} days", "2001:db8::1 in 7 days"],
    ["no template", "no template"],
    [
      { a: ["{{ host.lease-days }}", { b: "{{ nat64.filtering }}" }], c: 1, d: null, e: true },
      { a: [7, { b: "eif" }], c: 1, d: null, e: true },
    ],
  ])("%j", (template, value) => expect(renderTemplate(template, context)).toEqual({ value, problems: [] }));

  it.each([
    ["{{ nat64.prefx }}", "`{{ nat64.prefx }}` names nothing; did you mean `nat64.prefix`?"],
    ["{{ nat46.prefix }}", "`{{ nat46.prefix }}` names nothing; did you mean `nat64`?"],
    ["{{ host.name }}", "`{{ host.name }}` names nothing; `host` has: ipv6, lease-days"],
    ["{{ record.zone }}", "`{{ record.zone }}` names nothing; there is: nat64, host"],
    ["{{ host.ipv6.length }}", "`{{ host.ipv6.length }}` names nothing; `host.ipv6` has: nothing"],
    ["{{ toString }}", "`{{ toString }}` names nothing; there is: nat64, host"],
    ["a {{ nat64.pool4 }}", "`{{ nat64.pool4 }}` is a list or a map: it cannot stand inside other text"],
    ["a {{ nat64.mtu4 }}", "`{{ nat64.mtu4 }}` is empty: it cannot stand inside other text"],
    [
      "{{ host.ipv6 | upper }}",
      "`{{ host.ipv6 | upper }}` is no template: between {{ and }} stands a dotted path such as nat64.prefix",
    ],
    ["{{ host.ipv6", "`{{ host.ipv6` is no template: between {{ and }} stands a dotted path such as nat64.prefix"],
  ])("%s is a problem", (template, problem) => expect(renderTemplate(template, context).problems).toEqual([problem]));

  it("says the same problem once", () =>
    expect(renderTemplate(["{{ x }}", "{{ x }}", "{{ x }} {{ x }}"], context).problems).toHaveLength(1));

  it("finds only what belongs to the value itself", () => {
    expect(lookUp(context, "nat64.constructor")).toBeUndefined();
    expect(lookUp(context, "nat64.pool4.1")).toBeUndefined();
  });
});
