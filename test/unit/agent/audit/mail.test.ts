import { describe, expect, it } from "vitest";
import type { Ask } from "../../../../agent/audit/dns-view.ts";
import { spf } from "../../../../agent/audit/mail.ts";

const ADDRESS = "2001:db8::25";

/** A name server with these records, `NAME TYPE` to data. */
function server(records: Readonly<Record<string, readonly string[]>>): Ask {
  return async (name, type) => ({
    rcode: "NOERROR",
    authenticated: false,
    truncated: false,
    answers: (records[`${name} ${type}`] ?? []).map((data) => ({ name, type, ttl: 60, data })),
    authority: [],
  });
}

const txt = (text: string, more: Readonly<Record<string, readonly string[]>> = {}): Ask =>
  server({ "a.example TXT": ["other", text], ...more });

describe("SPF for an IPv6 address", () => {
  it.each([
    ["v=spf1 ip6:2001:db8::/32 -all", "pass"],
    ["v=spf1 ip6:2001:db8::25 -all", "pass"],
    ["v=spf1 ip4:192.0.2.1 -all", "fail"],
    ["v=spf1 -ip6:2001:db8::25 +all", "fail"],
    ["v=spf1 all", "pass"],
    ["v=spf1", "fail"],
    ["v=spf10 all", "none"],
    ["nothing of the kind", "none"],
  ])("%s: %s", async (text, verdict) => expect(await spf(txt(text), "a.example", ADDRESS)).toBe(verdict));

  it("follows a, mx, include and redirect", async () => {
    const host = { "mx.example AAAA": [ADDRESS] };
    expect(await spf(txt("v=spf1 a:mx.example -all", host), "a.example", ADDRESS)).toBe("pass");
    expect(await spf(txt("v=spf1 mx -all", { "a.example MX": ["10 mx.example"], ...host }), "a.example", ADDRESS)).toBe(
      "pass",
    );
    const other = { "b.example TXT": ["v=spf1 ip6:2001:db8::25 -all"] };
    expect(await spf(txt("v=spf1 include:b.example -all", other), "a.example", ADDRESS)).toBe("pass");
    expect(await spf(txt("v=spf1 redirect=b.example", other), "a.example", ADDRESS)).toBe("pass");
    expect(await spf(txt("v=spf1 include:c.example -all", other), "a.example", ADDRESS)).toBe("fail");
  });

  it("ends where a record includes itself", async () =>
    expect(await spf(txt("v=spf1 include:a.example -all"), "a.example", ADDRESS)).toBe("fail"));
});
