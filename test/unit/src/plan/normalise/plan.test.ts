/** The plan that a plan file becomes, key by key, and the plans that come with migrate. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPlan } from "../../../../../src/inventory/load-plan.ts";
import { formatDiagnostic } from "../../../../../src/plan/diagnostics.ts";
import type { Rollout } from "../../../../../src/plan/plan.ts";
import { rolloutFor } from "../../../../../src/plan/rollout.ts";

const ROOT = join(import.meta.dirname, "../../../../..");
const CASES = relative(process.cwd(), join(ROOT, "test/cases"));
const NOW = new Date("2026-07-01T12:00:00Z");

const complete = () =>
  loadPlan(join(CASES, "plan-valid/complete.yaml"), { now: NOW, ownPlaybooks: join(CASES, "plan/fleet") });

describe("normalised plan", () => {
  it("says what the file says, with every default filled", async () => {
    const { plan, diagnostics } = await complete();
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(plan).toEqual(JSON.parse(readFileSync(join(CASES, "plan-valid/complete.expected.json"), "utf8")));
  });

  it("lets a service override its plan, limit by limit", async () => {
    const { plan } = await complete();
    const api = plan!.services.find((service) => service.name === "api")!;
    expect(rolloutFor(plan!, plan!.playbooks["phase-4"], api)).toEqual({
      batch: [{ percent: 100 }],
      maxUnavailable: { percent: 25 },
      brownout: null,
      rebootProof: "none",
      unrehearsed: "refuse",
      windows: [],
      canaries: [],
      domains: null,
      stopAfter: { failed: { hosts: 2 }, unreachable: { percent: 50 } },
      soakMs: 0,
      confirmMs: 90_000,
      approve: ["phase-4"],
    } satisfies Rollout);
  });

  it("has defaults for everything a short plan leaves out", async () => {
    const { plan } = await loadPlan(join(CASES, "plan-valid/short.yaml"), { now: NOW });
    expect(plan).toMatchObject({
      nat64: null,
      dns64: null,
      newHosts: null,
      records: [],
      rollout: { maxUnavailable: { hosts: 1 }, soakMs: 600_000, confirmMs: 120_000 },
      fleet: { become: null, connection: "ssh" },
      vantage: { inside: [], confirm: 1 },
      policyTable: { ipv6: 50, ipv4: 40, nat64: 30 },
    });
  });
});

describe("what comes with migrate", () => {
  it("is valid: the demo and the playbooks of all four phases", async () => {
    const { plan, diagnostics } = await loadPlan(join(ROOT, "playbooks/demo/plan.yaml"), { now: NOW });
    expect(diagnostics.filter((d) => d.severity === "error").map(formatDiagnostic)).toEqual([]);
    expect(Object.values(plan!.playbooks).every((playbook) => playbook.steps.length > 0)).toBe(true);
  });
});

describe("reading a plan", () => {
  it("says that the file is not there", async () => {
    const { plan, diagnostics } = await loadPlan("nowhere.yaml", { now: NOW });
    expect(plan).toBeNull();
    expect(diagnostics.map(formatDiagnostic)).toContain(
      "nowhere.yaml: error: nowhere.yaml does not exist [missing-file]",
    );
  });

  it("takes another inventory instead of the plan's own", async () => {
    const { inventory, diagnostics } = await loadPlan(join(CASES, "plan-valid/short.yaml"), {
      now: NOW,
      inventory: [join(CASES, "inventory/dynamic.sh")],
    });
    expect([...inventory.hosts.keys()]).toEqual(["vm1", "vm2"]);
    expect(diagnostics.map((d) => d.code)).toEqual(["unknown-host"]);
  });

  it("keeps every text it read, for a digest", async () => {
    const { sources } = await complete();
    expect(sources.map(({ file }) => relative(CASES, file))).toEqual([
      "plan-valid/complete.yaml",
      ...[1, 2, 3, 4].map((n) => `plan/fleet/phase-${n}.yaml`),
      "plan/fleet/inventory.yaml",
    ]);
  });
});
