import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { HostFacts } from "../../../../agent/protocol/facts.ts";
import { daemonConfigs } from "../../../../src/backends/daemon-configs.ts";
import { loadPlan } from "../../../../src/inventory/load-plan.ts";
import { type Compiled, compile } from "../../../../src/plan/compile.ts";
import type { Fleet } from "../../../../src/plan/context.ts";
import { stepsOf } from "../../../../src/plan/execution.ts";
import type { Plan } from "../../../../src/plan/plan.ts";
import { WHOLE_PLAN } from "../../../../src/plan/scope.ts";

const DEMO = join(dirname(import.meta.dirname), "../../../playbooks/demo/plan.yaml");

let fleet: Fleet;
let compiled: Compiled;
beforeAll(async () => {
  const { plan, inventory } = await loadPlan(DEMO, { now: new Date("2026-06-01") });
  fleet = { plan: plan!, inventory, facts: new Map<string, HostFacts>(), configs: daemonConfigs };
  compiled = compile(fleet, WHOLE_PLAN);
});

const withPlan = (change: Partial<Plan>): Fleet => ({ ...fleet, plan: { ...fleet.plan, ...change } });
const idsOf = (c: Compiled): string[] => c.execution.batches.map((batch) => batch.id);

describe("the demo plan compiled", () => {
  it("has no problem", () => expect(compiled.problems).toEqual([]));

  it("gives every step and task one id", () => {
    const ids = compiled.execution.batches.flatMap((batch) => [
      ...stepsOf(batch).map((s) => s.id),
      ...batch.tasks.map((t) => t.id),
    ]);
    expect(ids.length).toBe(new Set(ids).size);
  });

  it("is the same when compiled again", () => expect(compile(fleet, WHOLE_PLAN)).toEqual(compiled));

  it("takes services in the order of `after`, a canary first", () => {
    expect(idsOf(compiled).filter((id) => id.startsWith("phase-4"))).toEqual([
      "phase-4/api/batch-1",
      "phase-4/api/batch-2",
      "phase-4/db/batch-1",
    ]);
  });

  it("leaves the dual-stack service out of phase 4 and in phase 1", () => {
    expect(idsOf(compiled)).toContain("phase-1/web/batch-1");
    expect(idsOf(compiled).some((id) => id.startsWith("phase-4/web"))).toBe(false);
  });

  it("puts gateways before resolvers", () => {
    const ids = idsOf(compiled);
    expect(ids.indexOf("phase-2/gateways/batch-1")).toBeLessThan(ids.indexOf("phase-2/resolvers/batch-1"));
    expect(ids.indexOf("phase-2/resolvers/batch-1")).toBeLessThan(ids.indexOf("phase-2/exit"));
  });

  it("drops only the A records of the batch's own hosts", () => {
    const batch = compiled.execution.batches.find((b) => b.id === "phase-4/api/batch-1")!;
    const drop = stepsOf(batch).find((step) => step.id.includes("/drop-a/"))!;
    expect(drop.host).toBe("zone1");
    expect((drop.want as { records: unknown }).records).toEqual([
      { name: "api.corp.example", type: "A", address: "10.10.0.11", state: "absent" },
    ]);
  });

  it("rejects IPv4 for a while before it is removed, wave by wave, where the plan says so", () => {
    const brownout = { forMs: 60_000, mode: "reject", ofUnit: false } as const;
    const { execution } = compile(withPlan({ rollout: { ...fleet.plan.rollout, brownout } }), WHOLE_PLAN);
    const batch = execution.batches.find((b) => b.id === "phase-4/api/batch-1")!;
    const from = batch.tasks.findIndex((task) => task.kind === "apply" && task.steps[0]!.guarded);
    expect(batch.tasks.slice(from).map((task) => task.kind)).toEqual([
      ...["apply", "confirm", "soak", "release"],
      ...["apply", "confirm", "gates", "soak", "commit"],
    ]);
    const first = stepsOf(batch).find((step) => step.guarded);
    expect(first).toMatchObject({ module: "brownout", want: { state: "active", mode: "reject", unit: null } });
    expect(stepsOf(batch).find((step) => step.id === first!.onlyBefore)!.module).toBe("ipv4-address");
    expect(execution.batches.filter((b) => b.phase !== "phase-4").flatMap(stepsOf)).not.toContainEqual(
      expect.objectContaining({ module: "brownout" }),
    );
  });

  it("boots one host of each kind of a service again, or every one", () => {
    const booted = (rebootProof: "canary" | "every"): string[] =>
      compile(withPlan({ rollout: { ...fleet.plan.rollout, rebootProof } }), WHOLE_PLAN).execution.batches.flatMap(
        (batch) => batch.tasks.flatMap((task) => (task.kind === "reboot" ? task.steps.map(({ host }) => host) : [])),
      );
    const hosts = (name: string) => fleet.plan.services.find((service) => service.name === name)!.hosts;
    expect(booted("canary")).toEqual([hosts("api")[0], hosts("db")[0]]);
    expect(booted("every")).toEqual([...hosts("api"), ...hosts("db")]);
  });

  it("blocks only the unit on a host that keeps IPv4 for another service", () => {
    const services = fleet.plan.services.map((service) =>
      service.name === "api" ? { ...service, unit: "api.service" } : service,
    );
    const api = services.find((service) => service.name === "api")!;
    const shared = services.map((service) =>
      service.name === "web" ? { ...service, hosts: [...service.hosts, api.hosts[0]!] } : service,
    );
    const { execution, problems } = compile(withPlan({ services: shared }), WHOLE_PLAN);
    expect(problems).toEqual([]);
    const removals = execution.batches
      .filter((batch) => batch.service === "api" && batch.phase === "phase-4")
      .flatMap(stepsOf)
      .filter((step) => step.guarded);
    expect(removals.map(({ host, module }) => [host, module])).toEqual(
      api.hosts.map((host, i) => [host, i === 0 ? "unit-ipv4" : "ipv4-address"]),
    );
    expect(removals[0]!.want).toEqual({ state: "absent", unit: "api.service" });
  });

  it("leads public names to the edge where IPv4 clients come in by one, before the hosts' own A records go", () => {
    const through = (way: "siit" | "proxy", addresses: readonly string[]): Compiled =>
      compile(
        withPlan({
          edge: {
            hosts: ["gw1"],
            siit: { prefix: "64:ff9b:1::/96" },
            proxy: { backend: "haproxy" },
          },
          services: fleet.plan.services.map((service) =>
            service.name === "db"
              ? {
                  ...service,
                  names: { public: ["shop.corp.example"], internal: [] },
                  inboundIpv4: way,
                  inbound: { addresses, clientAddress: "lost", toPort: null, sees: null },
                }
              : service,
          ),
        }),
        WHOLE_PLAN,
      );
    const records = (of: Compiled): unknown => {
      const batch = of.execution.batches.find(({ id }) => id === "phase-4/db/batch-1")!;
      const drop = stepsOf(batch).find((step) => step.id.includes("/drop-a/"))!;
      return (drop.want as { records: unknown }).records;
    };
    const name = "shop.corp.example";
    const gone = { name, type: "A", address: "10.10.0.21", state: "absent" };
    const siit = through("siit", ["203.0.113.80"]);
    expect(records(siit)).toEqual([{ name, type: "A", address: "203.0.113.80", state: "present" }, gone]);
    const edge = siit.execution.batches.find(({ id }) => id === "phase-4/edges/batch-1")!;
    expect(stepsOf(edge).map((step) => step.want)).toMatchObject([
      { config: { mode: "siit", eam: [{ v4: "203.0.113.80", v6: "2001:db8:10::21" }] } },
    ]);
    expect(records(through("proxy", []))).toEqual([{ name, type: "A", address: "10.10.0.6", state: "present" }, gone]);
  });

  it("shortens the life of A records before they go, and waits for caches before IPv4 goes", () => {
    const batch = compiled.execution.batches.find((b) => b.id === "phase-4/api/batch-1")!;
    const order = batch.tasks.map(({ id }) => id.replace(`${batch.id}/`, ""));
    const at = ["lower-ttl/apply", "drop-a/apply", "drop-a/after", "remove-ipv4/apply"].map((id) => order.indexOf(id));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  it("moves monitoring to IPv6 batch by batch, before A records go", () => {
    const file = { modules: null, commands: null, template: null, check: null, reload: null };
    const monitor = { host: "mon1", kind: "addresses", file: "/etc/targets.json", ...file } as const;
    const { execution, problems } = compile(withPlan({ monitoring: [monitor] }), WHOLE_PLAN);
    expect(problems).toEqual([]);
    const steps = stepsOf(execution.batches.find((b) => b.id === "phase-4/api/batch-1")!);
    const step = steps.find(({ module }) => module === "monitoring")!;
    expect(step).toMatchObject({
      host: "mon1",
      want: {
        kind: "addresses",
        file: "/etc/targets.json",
        hosts: [{ name: "api1", service: "api", ipv4: "10.10.0.11", ipv6: "2001:db8:10::11" }],
      },
    });
    expect(steps.indexOf(step)).toBeLessThan(steps.findIndex(({ id }) => id.includes("/drop-a/")));
  });

  it("lets nobody be led to an address that is not let in or does not answer", () => {
    const batch = compiled.execution.batches.find((b) => b.id === "phase-1/api/batch-1")!;
    const gates = batch.tasks.flatMap((task) => (task.kind === "gates" ? task.gates.map(({ id }) => id) : []));
    expect(gates).toContain("phase-1/api/batch-1/add-aaaa/before/firewall.parity");
    expect(gates).toContain("phase-1/api/batch-1/add-aaaa/before/service.health");
    expect(gates).toContain("phase-1/api/batch-1/add-aaaa/after/records.aaaa");
  });

  it("guards the removal: armed, confirmed, judged, soaked, and only then kept", () => {
    const batch = compiled.execution.batches.find((b) => b.id === "phase-4/api/batch-1")!;
    const from = batch.tasks.findIndex((task) => task.kind === "apply" && task.steps[0]!.guarded);
    expect(batch.tasks.slice(from).map((task) => task.kind)).toEqual(["apply", "confirm", "gates", "soak", "commit"]);
  });

  it("hands resolvers the DNS64 servers' IPv6 addresses", () => {
    const batch = compiled.execution.batches.find((b) => b.id === "phase-4/db/batch-1")!;
    expect(stepsOf(batch).find((s) => s.module === "resolver")!.want).toMatchObject({ servers: ["2001:db8:10::53"] });
  });
});

describe("budgets", () => {
  it("max_unavailable bounds how many are between arm and disarm", () => {
    const rollout = { ...fleet.plan.rollout, batch: [{ percent: 100 }], maxUnavailable: { hosts: 1 } };
    const { execution } = compile(withPlan({ rollout }), WHOLE_PLAN);
    const batch = execution.batches.find((b) => b.id === "phase-4/api/batch-1")!;
    const waves = batch.tasks.filter((task) => task.kind === "apply" && task.steps.every((s) => s.guarded));
    expect(waves.map((task) => task.kind === "apply" && task.steps.map((s) => s.host))).toEqual([["api1"], ["api2"]]);
  });

  it("approval stands before the phase it is for", () => {
    const rollout = { ...fleet.plan.rollout, approve: ["phase-4" as const] };
    const ids = idsOf(compile(withPlan({ rollout }), WHOLE_PLAN));
    expect(ids.indexOf("phase-4/approval")).toBe(ids.findIndex((id) => id.startsWith("phase-4")));
  });
});

describe("scope", () => {
  it("--phase 1 is phase 1 alone", () => {
    expect(idsOf(compile(fleet, { ...WHOLE_PLAN, phases: ["phase-1"] })).every((id) => id.startsWith("phase-1/"))).toBe(
      true,
    );
  });

  it("--service leaves gateways, resolvers and other services alone", () => {
    const ids = idsOf(compile(fleet, { ...WHOLE_PLAN, services: ["db"] }));
    expect(ids.filter((id) => !id.includes("/db/"))).toEqual([]);
  });

  it("--limit leaves other hosts alone", () => {
    const { execution } = compile(fleet, { ...WHOLE_PLAN, hosts: new Set(["api2"]) });
    const hosts = new Set(
      execution.batches
        .flatMap((batch) => stepsOf(batch))
        .filter((s) => s.module !== "dns-record")
        .map((s) => s.host),
    );
    expect([...hosts]).toEqual(["api2"]);
  });
});
