import { describe, expect, it } from "vitest";
import { type Distribution, PUSH_ONLY, Sites } from "../../../../src/transport/distribution.ts";

const RELAY: Distribution = { ...PUSH_ONLY, from: "relay", siteOf: (host) => host[0]! };

describe("where a runtime comes from", () => {
  it("is us, unless a plan says otherwise", async () => {
    expect(await new Sites(PUSH_ONLY).sourceFor("a1", "f")).toBeNull();
  });

  it("is a mirror's file by its sha256", async () => {
    const sites = new Sites({ ...PUSH_ONLY, from: "mirror", mirror: "https://m.example/node/" });
    expect(await sites.sourceFor("a1", "ff00")).toEqual({ url: "https://m.example/node/ff00" });
  });

  it("is the first host of the site, for which the others wait; each site has one", async () => {
    const sites = new Sites(RELAY);
    expect(await sites.sourceFor("a1", "f")).toBeNull();
    expect(await sites.sourceFor("b1", "f")).toBeNull();
    const second = sites.sourceFor("a2", "f");
    expect([sites.awaitedOf("a1"), sites.awaitedOf("a2")]).toEqual(["f", null]);
    sites.settle("a1", "http://a1/f");
    expect(await second).toEqual({ url: "http://a1/f" });
    expect(await sites.sourceFor("a3", "f")).toEqual({ url: "http://a1/f" });
  });

  it("is the next one where the first could not, and the rest wait for that", async () => {
    const sites = new Sites(RELAY);
    await sites.sourceFor("a1", "f");
    const waiting = [sites.sourceFor("a2", "f"), sites.sourceFor("a3", "f")];
    sites.settle("a1", null);
    expect(await waiting[0]).toBeNull();
    sites.settle("a2", "http://a2/f");
    expect(await waiting[1]).toEqual({ url: "http://a2/f" });
  });
});
