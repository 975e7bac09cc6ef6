/** Exports a run as an OpenTelemetry trace beside it, where the environment names a collector as OpenTelemetry has it: OTEL_EXPORTER_OTLP_ENDPOINT and its like. */
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { Entry } from "../engine/journal.ts";
import { type Own, reduceInto } from "../engine/reduce.ts";
import { initialState, type RunState } from "../engine/state.ts";
import type { ExecutionPlan } from "../plan/execution.ts";
import { type Span, Spans } from "../report/spans.ts";
import { VERSION } from "../report/version-line.ts";
import { secrets } from "../secrets/secrets.ts";

export interface Traces {
  observe(entry: Entry, state: RunState): void;
  /** Resolves when the last span is delivered, or given up: after this time at the most. */
  close(graceMs: number): Promise<void>;
}

/** A span more than this is lost: a collector that hangs must not fill the memory. */
const MOST_WAITING = 16_384;

/**
 * @param before the run's entries so far: what ended in them was told then, what is open is told when it ends.
 * @param complain told once, where nothing can be exported: the run goes on without it.
 * @returns null where no collector is named.
 */
export async function tracesFor(
  run: string,
  execution: ExecutionPlan,
  before: () => Promise<readonly Entry[]>,
  complain: (text: string) => void,
): Promise<Traces | null> {
  const { env } = process;
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === "true" || env.OTEL_TRACES_EXPORTER === "none") return null;
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return null;
  if (!/^https?:/i.test(endpoint) || !URL.canParse(endpoint)) {
    // The library would send it to this machine instead.
    complain("traces: OTEL_EXPORTER_OTLP_ENDPOINT is no http:// or https:// URL; the run goes on without a trace");
    return null;
  }
  for (const name of ["OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"])
    for (const value of headerValues(env[name] ?? "")) secrets.learn(value);
  const library = await load().catch(() => null);
  if (library === null) {
    complain("traces: the packages @opentelemetry/* are not installed beside migrate; the run goes on without a trace");
    return null;
  }
  const {
    BatchSpanProcessor,
    OTLPTraceExporter,
    defaultResource,
    detectResources,
    envDetector,
    resourceFromAttributes,
  } = library;
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "migrate", "service.version": VERSION }))
    .merge(detectResources({ detectors: [envDetector] }));
  const exporter = complaining(new OTLPTraceExporter(), (text) => complain(secrets.text(`traces: ${text}`)));
  const processor = new BatchSpanProcessor(exporter, {
    maxQueueSize: MOST_WAITING,
    maxExportBatchSize: 512,
    scheduledDelayMillis: 1_000,
  });
  const spans = new Spans(run);
  const own: Own = new WeakSet();
  let past = initialState(execution, "apply");
  for (const entry of await before()) {
    past = reduceInto(past, entry, own);
    spans.observe(entry, past);
  }
  return {
    observe(entry, now) {
      for (const span of spans.observe(entry, now)) processor.onEnd(readable(span, resource));
    },
    async close(graceMs) {
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([processor.shutdown().catch(() => undefined), grace]);
      clearTimeout(timer);
    },
  };
}

/** Optional, and only where it is asked for: the packages come with the first run that exports. */
async function load() {
  const [{ BatchSpanProcessor }, { OTLPTraceExporter }, resources] = await Promise.all([
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  return {
    BatchSpanProcessor,
    OTLPTraceExporter,
    defaultResource,
    detectResources,
    envDetector,
    resourceFromAttributes,
  };
}

/** `authorization=Bearer%20…,x-key=…`, as W3C Baggage has it. */
function headerValues(text: string): string[] {
  return text.split(",").flatMap((pair) => {
    const value = pair.slice(pair.indexOf("=") + 1).trim();
    try {
      return [value, decodeURIComponent(value)];
    } catch {
      return [value];
    }
  });
}

function complaining(exporter: SpanExporter, complain: (text: string) => void): SpanExporter {
  let told = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !told) {
          told = true;
          complain(`not exported (${result.error.message}); the run goes on without it`);
        }
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** SpanKind INTERNAL, SpanStatusCode UNSET and ERROR, TraceFlags SAMPLED. */
const INTERNAL = 0;
const UNSET = 0;
const ERROR = 2;
const SAMPLED = 1;

function readable(span: Span, resource: ReadableSpan["resource"]): ReadableSpan {
  const context = (spanId: string) => ({ traceId: span.trace, spanId, traceFlags: SAMPLED });
  return {
    name: span.name,
    kind: INTERNAL,
    spanContext: () => context(span.id),
    ...(span.parent === null ? {} : { parentSpanContext: context(span.parent) }),
    startTime: pair(span.start),
    endTime: pair(span.end),
    duration: pair(span.end - span.start),
    ended: true,
    status: span.error === null ? { code: UNSET } : { code: ERROR, message: span.error },
    attributes: named(span.attributes),
    events: span.events.map(({ name, at, attributes }) => ({ name, time: pair(at), attributes: named(attributes) })),
    links: [],
    resource,
    instrumentationScope: { name: "migrate", version: VERSION },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function named(attributes: Span["attributes"]): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`migrate.${key}`, value]));
}

/** Seconds and nanoseconds. */
function pair(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}
