import { describe, expect, it } from "vitest";
import { metricsText } from "../../../../../agent/dns64/server/metrics.ts";

describe("metricsText", () => {
  it("names, types and values", () => {
    const text = metricsText({
      queries: { hits: 5, refusedByAcl: 1 },
      cache: { entries: 7, bytes: 1000 },
      validation: null,
      pending: 2,
      upstreams: [
        { address: "192.0.2.1:53", down: true },
        { address: "[2001:db8::1]:53", down: false },
      ],
    });
    expect(text.split("\n")).toEqual([
      "# TYPE migrate_dns64_queries_hits_total counter",
      "migrate_dns64_queries_hits_total 5",
      "# TYPE migrate_dns64_queries_refused_by_acl_total counter",
      "migrate_dns64_queries_refused_by_acl_total 1",
      "# TYPE migrate_dns64_cache_entries gauge",
      "migrate_dns64_cache_entries 7",
      "# TYPE migrate_dns64_cache_bytes gauge",
      "migrate_dns64_cache_bytes 1000",
      "# TYPE migrate_dns64_pending gauge",
      "migrate_dns64_pending 2",
      "# TYPE migrate_dns64_upstream_down gauge",
      'migrate_dns64_upstream_down{address="192.0.2.1:53"} 1',
      'migrate_dns64_upstream_down{address="[2001:db8::1]:53"} 0',
      "",
    ]);
  });
});
