import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Traces, tracesFor } from "../../../../src/cli/traces.ts";
import type { Entry } from "../../../../src/engine/journal.ts";
import { reduce } from "../../../../src/engine/reduce.ts";
import { initialState } from "../../../../src/engine/state.ts";
import type { RecordedRun } from "../../../../src/report/run/recorded.ts";
import { secrets } from "../../../../src/secrets/secrets.ts";
import { sampleRun } from "../report/sample-run.ts";

const RUN = "20261120-220400-e5f6";

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number;
}

interface Received {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
}

interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Received["attributes"] };
    readonly scopeSpans: readonly { readonly spans: readonly Received[] }[];
  }[];
}

let server: Server;
let status: number;
const bodies: Body[] = [];
const paths: string[] = [];
const authorizations: (string | undefined)[] = [];
const complaints: string[] = [];
let run: RecordedRun;

beforeEach(async () => {
  status = 200;
  for (const list of [bodies, paths, authorizations, complaints]) list.length = 0;
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      bodies.push(JSON.parse(text) as Body);
      paths.push(request.url!);
      authorizations.push(request.headers.authorization);
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const startsAt = Date.parse("2026-11-20T22:04:00Z");
  run = await sampleRun({ run: RUN, startsAt, traffic: { ipv4Bytes: 9e9, ipv6Bytes: 1e9 } });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function open(told = 0): Promise<Traces | null> {
  return tracesFor(
    RUN,
    run.execution,
    async () => run.entries.slice(0, told),
    (text) => complaints.push(text),
  );
}

/** @param told so many entries were made by a process before. */
function observe(traces: Traces, told = 0, until = run.entries.length): void {
  let state = initialState(run.execution, "apply");
  for (const entry of run.entries.slice(0, until)) {
    state = reduce(state, entry);
    if (entry.seq > told) traces.observe(entry, state);
  }
}

function received(): Received[] {
  return bodies.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
}

function attribute({ attributes }: Pick<Received, "attributes">, key: string): string | number | undefined {
  const value = attributes.find((one) => one.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
}

function nanoseconds({ at }: Entry): string {
  return `${at}000000`;
}

describe("a collector", () => {
  it("gets the run as one trace that says what the journal says", async () => {
    const traces = (await open())!;
    observe(traces);
    await traces.close(5_000);
    expect(complaints).toEqual([]);
    expect(new Set(paths)).toEqual(new Set(["/v1/traces"]));
    const { resource } = bodies[0]!.resourceSpans[0]!;
    expect(attribute(resource, "service.name")).toBe("migrate");
    const spans = received();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(spans[0]!.traceId).toMatch(/^[0-9a-f]{32}$/);
    const root = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(root).toHaveLength(1);
    expect(root[0]).toMatchObject({
      name: "run hosting-eu1",
      status: { code: 2 },
      startTimeUnixNano: nanoseconds(run.entries[0]!),
      endTimeUnixNano: nanoseconds(run.entries.at(-1)!),
    });
    expect(attribute(root[0]!, "migrate.exit")).toBe(3);
    for (const entry of run.entries) {
      if (entry.type === "step.intent") {
        const step = spans.filter(
          (span) => span.name.startsWith("step ") && attribute(span, "migrate.step") === entry.step,
        );
        expect(step, entry.step).toHaveLength(1);
        expect(step[0]!.startTimeUnixNano).toBe(nanoseconds(entry));
      }
      if (entry.type !== "gate.answered") continue;
      const { evidence } = entry;
      const gate = spans.find((span) => attribute(span, "migrate.evidence_sha256") === evidence.sha256)!;
      expect(gate, evidence.gate).toMatchObject({ endTimeUnixNano: nanoseconds(entry), name: `gate ${evidence.name}` });
      expect(gate.status).toEqual(evidence.finding === "pass" ? { code: 0 } : { code: 2, message: evidence.because });
    }
  });

  it("gets the rest of a run that was killed in the same trace, and nothing twice", async () => {
    const half = Math.floor(run.entries.length / 2);
    const first = (await open())!;
    observe(first, 0, half);
    await first.close(5_000);
    const second = (await open(half))!;
    observe(second, half);
    await second.close(5_000);
    const spans = received();
    const whole = new Set(spans.map(({ spanId }) => spanId));
    expect(whole.size).toBe(spans.length);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    for (const { parentSpanId } of spans) if (parentSpanId !== undefined) expect(whole).toContain(parentSpanId);
  });

  it("that refuses is told of once, and costs the run nothing", async () => {
    status = 403;
    const traces = (await open())!;
    observe(traces);
    await traces.close(5_000);
    expect(bodies.length).toBeGreaterThan(0);
    expect(complaints).toEqual([expect.stringMatching(/^traces: not exported \(.+\); the run goes on without it$/)]);
  });

  it("that is not there is given up after the grace", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:1/v1/traces");
    vi.stubEnv("OTEL_EXPORTER_OTLP_TIMEOUT", "200");
    const traces = (await open())!;
    observe(traces);
    await traces.close(2_000);
    expect(bodies).toEqual([]);
    expect(complaints).toHaveLength(1);
  });

  it("may want a token, which is a secret from then on", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20tr4ce-t0ken");
    const traces = (await open())!;
    observe(traces);
    await traces.close(5_000);
    expect(new Set(authorizations)).toEqual(new Set(["Bearer tr4ce-t0ken"]));
    expect(secrets.text("sent Bearer tr4ce-t0ken there")).not.toContain("tr4ce");
  });

  it("is named by the environment alone", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    expect(await open()).toBeNull();
    expect(complaints).toEqual([]);
    for (const endpoint of ["collector:4318", "http://", "collector"]) {
      vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
      expect(await open()).toBeNull();
      expect(complaints.pop()).toMatch(/^traces: OTEL_EXPORTER_OTLP_ENDPOINT is no http:\/\/ or https:\/\/ URL/);
    }
  });
});
