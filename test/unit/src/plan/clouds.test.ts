/** Clouds in a plan: steps of phase 2 on a name that stands for the cloud, and resolvers of its own for the hosts that live there. */
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { daemonConfigs } from "../../../../src/backends/daemon-configs.ts";
import { loadPlan } from "../../../../src/inventory/load-plan.ts";
import { compile } from "../../../../src/plan/compile.ts";
import { contextFor, type Fleet } from "../../../../src/plan/context.ts";
import { stepsOf } from "../../../../src/plan/execution.ts";
import type { CloudPlan } from "../../../../src/plan/plan.ts";
import { WHOLE_PLAN } from "../../../../src/plan/scope.ts";

const DEMO = relative(process.cwd(), join(import.meta.dirname, "../../../../playbooks/demo/plan.yaml"));
const AWS: CloudPlan = {
  kind: "aws",
  name: "aws:eu-central-1",
  hosts: ["web1"],
  region: "eu-central-1",
  endpoint: null,
  routes: [],
  dns64Subnets: ["subnet-0a1b2c3d"],
  newSubnets: [],
  instances: [{ host: "web1", instance: "i-0a1b2c3d" }],
  securityGroups: [],
  counterparts: {},
};
const GCP: CloudPlan = {
  kind: "gcp",
  name: "gcp:prod:europe-west3",
  hosts: ["api1"],
  project: "prod",
  region: "europe-west3",
  endpoint: null,
  nats: [],
  dnsPolicy: { name: "dns64", networks: ["default"] },
};

async function fleetWith(clouds: readonly CloudPlan[], change: Partial<Fleet["plan"]> = {}): Promise<Fleet> {
  const { plan, inventory } = await loadPlan(DEMO, { now: new Date("2026-07-01T12:00:00Z") });
  return { plan: { ...plan!, clouds, ...change }, inventory, facts: new Map(), configs: daemonConfigs };
}

const cloudSteps = (fleet: Fleet, scope = WHOLE_PLAN) =>
  compile(fleet, scope)
    .execution.batches.flatMap(stepsOf)
    .filter(({ module }) => module === "cloud");

describe("clouds in a plan", () => {
  it("are steps of phase 2, one for each, and none without them", async () => {
    const steps = cloudSteps(await fleetWith([AWS, GCP]));
    expect(steps.map(({ host, want }) => [host, want])).toEqual([
      ["aws:eu-central-1", { cloud: AWS }],
      ["gcp:prod:europe-west3", { cloud: GCP }],
    ]);
    expect(steps.every(({ id }) => id.startsWith("phase-2/"))).toBe(true);
    expect(cloudSteps(await fleetWith([]))).toEqual([]);
  });

  it("are left alone by a run about some hosts, or one service", async () => {
    const fleet = await fleetWith([AWS]);
    expect(cloudSteps(fleet, { ...WHOLE_PLAN, hosts: new Set(["gw1"]) })).toEqual([]);
    expect(cloudSteps(fleet, { ...WHOLE_PLAN, services: ["api"] })).toEqual([]);
  });

  it("resolve for the hosts that live there, and for everybody where the plan has no resolvers of its own", async () => {
    const addresses = (fleet: Fleet, host: string): unknown =>
      (contextFor(fleet, host, null, null).dns64 as { addresses: unknown }).addresses;
    const mixed = await fleetWith([AWS, GCP]);
    expect(addresses(mixed, "web1")).toEqual(["fd00:ec2::253"]);
    expect(addresses(mixed, "api1")).toEqual(["fd20:ce::254"]);
    expect(addresses(mixed, "db1")).toEqual(["2001:db8:10::53"]);
    const managed = await fleetWith([AWS], { dns64: { ...mixed.plan.dns64!, backend: "aws", resolvers: [] } });
    expect(addresses(managed, "db1")).toEqual(["fd00:ec2::253"]);
  });
});
