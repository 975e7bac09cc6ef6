import { describe, expect, it } from "vitest";
import { assess, fleetAddresses } from "../../../../src/assess/assessment.ts";
import { addressesGone, blastRadius, blastText } from "../../../../src/assess/blast.ts";
import { explain, explanationText } from "../../../../src/assess/explain.ts";
import type { HostReport } from "../../../../src/assess/host-report.ts";
import { trafficMetrics } from "../../../../src/assess/metrics.ts";
import { assessmentText } from "../../../../src/assess/text.ts";
import { finding, flow, INVENTORY, NOW, observation, report, SERVICES, SUBJECT, service } from "./fleet.ts";

function assessed(...hosts: HostReport[]) {
  return assess(SUBJECT, INVENTORY, hosts, NOW);
}

function first(...hosts: HostReport[]) {
  return assessed(...hosts).findings.find(({ kind }) => /^(flow|socket|inbound)/.test(kind))!;
}

describe("the cause of a flow", () => {
  it("is the address somebody wrote down", () => {
    const literal = finding({ address: "192.0.2.9", place: "/etc/app.conf:3" });
    expect(first(report("api1", [flow({})], { findings: [literal] }))).toMatchObject({
      kind: "flow.ipv4",
      place: "/etc/app.conf:3",
      process: "curl[7]",
      services: ["api"],
    });
  });

  it("is a name without AAAA", () => {
    const name = {
      name: "api.vendor.example",
      port: 443,
      protocol: "tcp" as const,
      from: "plan",
      a: ["192.0.2.9"],
      aaaa: [],
      synthesised: [],
      reachable6: null,
      reachableTranslated: null,
      banner: null,
      because: "",
    };
    expect(first(report("api1", [flow({})], { names: [name] })).what).toContain(
      "api.vendor.example has no AAAA record",
    );
  });

  it("is the runtime of the process", () => {
    const java = finding({
      kind: "runtime.java",
      process: "java[9]",
      place: "java[9]",
      what: "prefers IPv4",
      fix: "flag",
    });
    expect(first(report("api1", [flow({ process: "java[9]" })], { findings: [java] }))).toMatchObject({ fix: "flag" });
  });

  it("is a socket of one family where the peer has IPv6, and clat is for what cannot be changed", () => {
    const found = first(report("api1", [flow({ peer: "10.0.0.21", port: 5432 })]), report("db1", []));
    expect(found.kind).toBe("socket.af-inet");
    expect(found.fix).toContain("clat");
  });

  it("is said to be unknown where nothing explains it", () => {
    expect(first(report("api1", [flow({ process: null })])).what).toMatch(/a process of www-data .* explains it$/);
  });
});

describe("IPv4 that comes in", () => {
  const come = flow({ direction: "in", port: 8080, user: null, process: "nginx[1]" });
  it("is a blocker until the plan says how it is served", () => {
    expect(first(report("api1", [come]))).toMatchObject({ kind: "inbound.ipv4", weight: "blocks" });
    const served = { ...SUBJECT, services: [service("api", { hosts: ["api1"], inboundIpv4: "siit" })] };
    expect(assess(served, INVENTORY, [report("api1", [come])], NOW).findings[0]).toMatchObject({ weight: "note" });
  });
  it("is monitoring, by source and port, where a vantage point asks", () => {
    expect(first(report("api1", [{ ...come, peer: "10.0.0.41" }]))).toMatchObject({
      kind: "inbound.monitoring",
      port: 8080,
      fix: "let mon1 check over IPv6",
    });
  });
  it("is not our own SSH", () => {
    expect(assessed(report("api1", [{ ...come, port: 22 }], { ownClient: "192.0.2.9" })).findings).toEqual([]);
  });
});

describe("what nobody saw", () => {
  it("is unknown, per host", () => {
    const gap = { from: NOW - 500, to: NOW - 400, because: "the host restarted" };
    const seen = { ...report("db1", []), observation: observation([], { gaps: [gap] }) };
    const lost = { ...report("mon1", null), audit: null, error: "mon1: no route" };
    expect(assessed(report("api1", null), seen, lost).unknown).toEqual([
      { host: "api1", what: "IPv4 flows", because: expect.stringContaining("migrate audit PLAN --for 7d") },
      { host: "db1", what: expect.stringContaining("IPv4 flows from"), because: "the host restarted" },
      { host: "mon1", what: "everything", because: "mon1: no route" },
    ]);
  });
});

describe("targets and needs", () => {
  it("proposes IPv6-only where no IPv4 client was seen", () => {
    const six = flow({ direction: "in", class: "native6", peer: "2001:db8:9::1", port: 8080 });
    expect(assessed(report("api1", [six])).proposals[0]).toMatchObject({ target: "ipv6-only", ipv4ClientShare: 0 });
  });
  it("proposes dual-stack for mail, and for a public site with IPv4 clients", () => {
    const plan = {
      ...SUBJECT,
      services: [
        service("mx", { hosts: ["db1"], listen: [{ port: 25, protocol: "tcp" }] }),
        service("www", {
          hosts: ["api1"],
          listen: [{ port: 443, protocol: "tcp" }],
          names: { public: ["www.example"], internal: [] },
        }),
      ],
    };
    const clients = [
      flow({ direction: "in", peer: "192.0.2.1" }),
      flow({ direction: "in", class: "native6", peer: "2001:db8:9::1" }),
    ];
    const { proposals } = assess(plan, INVENTORY, [report("api1", clients), report("db1", [])], NOW);
    expect(proposals).toMatchObject([
      { service: "mx", target: "dual-stack", reason: "mail" },
      { service: "www", target: "dual-stack", reason: "public-web", ipv4ClientShare: 0.5 },
    ]);
  });
  it("proposes the edges that connections show and the plan does not have", () => {
    const { needs } = assessed(
      report("api1", [flow({ class: "native6", peer: "2001:db8::21", port: 5432 })]),
      report("db1", []),
    );
    expect(needs).toMatchObject([{ service: "api", need: "db:5432" }]);
  });
});

describe("an explanation", () => {
  it("puts what is in use first, and one thing to do", () => {
    const literal = finding({ address: "192.0.2.9" });
    const said = explain(assessed(report("api1", [flow({})], { findings: [literal] })), "api")!;
    expect(said.answer).toBe("api is still IPv4: 1 flow seen, 1 other finding.");
    expect(said.findings[0]!.kind).toBe("flow.ipv4");
    expect(explanationText(said)).toMatch(/^First: mend it$/m);
  });
  it("says what could not be seen where nothing was found", () => {
    expect(explain(assessed(report("api1", null)), "api1")!.answer).toContain("could not be seen");
    expect(explain(assessed(report("api1", [])), "api1")!.answer).toBe("Nothing found keeps api1 on IPv4.");
  });
  it("is null for a stranger", () => expect(explain(assessed(report("api1", [])), "web9")).toBeNull());
});

describe("the blast radius of an address", () => {
  const hosts = [
    report("db1", [
      flow({ direction: "in", peer: "192.0.2.1", port: 5432 }),
      flow({ direction: "in", peer: "10.0.0.11", port: 5432 }),
      flow({ direction: "in", peer: "2001:db8::11", class: "native6", port: 5432 }),
    ]),
    report("mon1", [flow({ peer: "10.0.0.21", port: 5432 })]),
  ];
  const fleet = fleetAddresses(INVENTORY, hosts);
  it("comes from both ends", () => {
    const blast = blastRadius("db1", "10.0.0.21", hosts, fleet);
    expect(blast).toMatchObject({ managed: ["api1", "mon1"], unmanaged: ["192.0.2.1"], observed: true });
    expect(blastText(blast)).toBe("removing A 10.0.0.21 of db1 touches 3 peers, 1 unmanaged: 192.0.2.1, api1, mon1");
  });
  it("is of addresses and records that go, not of those that come", () => {
    const change = (host: string, key: string, after: string | null) => ({ host, key, after });
    expect(
      addressesGone(
        [
          change("zone1", "record:db.corp.example:A:10.0.0.21", null),
          change("api1", "address:eth0:10.0.0.11/24", null),
          change("api1", "address:eth0:2001:db8::11/64", null),
          change("zone1", "record:x.corp.example:A:10.0.0.41", "x"),
        ],
        fleet,
      ),
    ).toEqual([
      { address: "10.0.0.21", host: "db1" },
      { address: "10.0.0.11", host: "api1" },
    ]);
  });
});

describe("for people and for Prometheus", () => {
  it("stays within 80 columns", () => {
    const long = finding({ what: "word ".repeat(60), place: "/etc/app.conf:3", weight: "blocks" });
    const text = assessmentText(assessed(report("api1", [flow({})], { findings: [long] }), report("db1", [])), false);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain("breaks when IPv4 goes: 2");
    expect(text).toMatch(/api1 +60% +10% +30%/);
  });
  it("does not call a fleet clean that it could not see", () => {
    expect(assessmentText(assessed(report("api1", [])), false)).toContain("nothing found that needs IPv4\n");
    const lost = { ...report("api1", null), audit: null, error: "api1: no route" };
    expect(assessmentText(assessed(lost), false)).toContain("the rest is unknown");
  });
  it("gives a host's bytes to its only service, and divides them where several share it", () => {
    const hosts = [report("api1", [])];
    expect(trafficMetrics(hosts, SERVICES)).toContain(
      'migrate_traffic_bytes_total{service="api",host="api1",class="ipv4"} 300',
    );
    const shared = [
      { ...hosts[0]!, observation: observation([], { services: { api: { native6: 0, translated: 0, ipv4: 200 } } }) },
    ];
    const both = [SERVICES[0]!, service("jobs", { hosts: ["api1"] })];
    const text = trafficMetrics(shared, both);
    expect(text).toContain('{service="api",host="api1",class="ipv4"} 200');
    expect(text).toContain('{service="",host="api1",class="ipv4"} 100');
  });
});
