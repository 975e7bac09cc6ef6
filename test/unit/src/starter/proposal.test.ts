import { describe, expect, it } from "vitest";
import { parseText } from "../../../../src/inventory/load.ts";
import { mergeSources } from "../../../../src/inventory/merge.ts";
import { propose } from "../../../../src/starter/proposal.ts";

function proposed(ini: string): ReturnType<typeof propose> {
  return propose(mergeSources([parseText("hosts.ini", ini).source]).inventory);
}

describe("the proposal", () => {
  it("takes the smallest group a host is in as its service, and each host once", () => {
    const { services } = proposed("[api]\na1\na2\n[db]\nd1\n[production:children]\napi\ndb\n");
    expect(services).toEqual([
      { name: "db", hosts: ["db"], staysFor: null },
      { name: "api", hosts: ["api"], staysFor: null },
    ]);
  });

  it("names the hosts themselves where part of a group is placed already", () => {
    const { services } = proposed("[canary]\na1\n[api]\na1\na2\na3\n");
    expect(services.find(({ name }) => name === "api")!.hosts).toEqual(["a2", "a3"]);
  });

  it("puts gateways, resolvers and vantage points where they belong", () => {
    const { services, gateways, resolvers, vantage } = proposed(
      "[gateways]\ng1\n[dns]\nr1\n[monitoring]\nm1\n[api]\na1\n",
    );
    expect({ gateways, resolvers, vantage }).toEqual({ gateways: ["g1"], resolvers: ["r1"], vantage: ["m1"] });
    expect(services.map(({ name }) => name)).toEqual(["api"]);
  });

  it("keeps mail and public web dual-stack until a person decides", () => {
    const { services } = proposed("[mail]\nx1\n[webservers]\nw1\n[jobs]\nj1\n");
    expect(Object.fromEntries(services.map(({ name, staysFor }) => [name, staysFor]))).toEqual({
      mail: "mail",
      webservers: "public-web",
      jobs: null,
    });
  });

  it("groups hosts without a group by their name, and never names a service like a host", () => {
    const { services } = proposed("api1.example\napi2.example\ndb\n");
    expect(services).toEqual([
      { name: "api", hosts: ["api1.example", "api2.example"], staysFor: null },
      { name: "db-service", hosts: ["db"], staysFor: null },
    ]);
  });

  it("has a service even where every name tells a role", () => {
    expect(proposed("gw1\nns1\n").services).toEqual([{ name: "servers", hosts: ["gw1", "ns1"], staysFor: null }]);
  });
});
