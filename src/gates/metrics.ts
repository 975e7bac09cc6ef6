/** The metric gates: Prometheus, HTTP, command, SMTP, TCP, TLS, DNS. */
import { formatDuration } from "../plan/durations.ts";
import { observedOf, parseEndpoint, TRY_MS } from "./gate.ts";
import { bounded, metricGate, type Reading } from "./metric.ts";

const COMMON =
  "Asked from the hosts in `from`, else from a vantage point inside, three tries of five seconds; `{{host}}` in it is each host in turn. The condition must hold for the time of `for` (one bad answer fails), and where there is nothing to judge `no_data` says what that means: hold (unknown), fail or pass.";
const QUERY_STEPS = 60;
const DAY_MS = 86_400_000;

function none(because: string): Reading {
  return { word: "none", because };
}

export const metricPrometheus = metricGate({
  name: "metric.prometheus",
  about: `A query at a Prometheus server, whose every sample stays within \`above\` and \`below\`; with \`for\`, every sample of that time until now. No series, no number and no server are no data. ${COMMON}`,
  looksBack: true,
  question: ({ url, query, forMs }, now) => {
    const at = new URL(`api/v1/${forMs > 0 ? "query_range" : "query"}`, url.endsWith("/") ? url : `${url}/`);
    at.searchParams.set("query", query);
    if (forMs > 0) {
      at.searchParams.set("start", String((now - forMs) / 1_000));
      at.searchParams.set("end", String(now / 1_000));
      at.searchParams.set("step", String(stepSeconds(forMs)));
    }
    return { kind: "http", url: at.href, family: null, timeoutMs: TRY_MS, keep: MOST_CHARACTERS };
  },
  read: (args, answer, now) => {
    const { query, forMs } = args;
    const seen = observedOf("http", answer);
    if (seen === null) return none(`Prometheus does not answer: ${answer.because}`);
    if (seen.status !== 200) return none(`Prometheus answers ${seen.status}: ${seen.body.slice(0, 120)}`);
    if (seen.bytes > MOST_CHARACTERS) return none(`${query} has more series than are read: narrow it`);
    const series = prometheusSeries(seen.body);
    if (series === null) return none("what answers is no Prometheus");
    if (series.length === 0) return none(`${query} has no series`);
    const named = ({ labels }: Series): string => (labels === "{}" ? query : `${query} of ${labels}`);
    const readings = series.flatMap((one) => one.points.map(({ value }) => bounded(value, args, named(one))));
    if (readings.length === 0) return none(`${query} has no number`);
    const bad = readings.find(({ word }) => word === "bad");
    if (bad !== undefined) return bad;
    const gap = forMs > 0 ? series.find(({ points }) => hasGap(points, now / 1_000, forMs)) : undefined;
    if (gap !== undefined) return none(`${named(gap)} was not measured for all of ${formatDuration(forMs)}`);
    return { word: "good", because: `${readings.length} samples of ${query} are within bounds` };
  },
});

const MOST_CHARACTERS = 65_536;

function stepSeconds(forMs: number): number {
  return Math.max(1, Math.ceil(forMs / 1_000 / QUERY_STEPS));
}

interface Point {
  /** Seconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

interface Series {
  readonly labels: string;
  readonly points: readonly Point[];
}

/** Whether two steps or more are missing, at either end as well: what was not measured is not known to have held. */
function hasGap(points: readonly Point[], now: number, forMs: number): boolean {
  const times = [now - forMs / 1_000, ...points.map(({ at }) => at), now];
  return times.some((at, i) => i > 0 && at - times[i - 1]! > 2 * stepSeconds(forMs));
}

/** The HTTP API's answer: vector, matrix or scalar. @returns null where the text is none. */
function prometheusSeries(text: string): Series[] | null {
  let data: { resultType?: string; result?: unknown };
  try {
    const answer = JSON.parse(text) as { status?: string; data?: typeof data };
    if (answer.status !== "success" || answer.data === undefined) return null;
    data = answer.data;
  } catch {
    return null;
  }
  const pointsOf = (pairs: readonly unknown[]): Point[] =>
    (pairs as readonly (readonly [number, string])[])
      .map(([at, value]) => ({ at, value: Number(value) }))
      .filter(({ value }) => !Number.isNaN(value));
  if (data.resultType === "scalar") return [{ labels: "{}", points: pointsOf([data.result]) }];
  if (!Array.isArray(data.result)) return null;
  return (data.result as { metric?: object; value?: unknown; values?: readonly unknown[] }[]).map(
    ({ metric, value, values }) => ({
      labels: JSON.stringify(metric ?? {}),
      points: pointsOf(values ?? (value === undefined ? [] : [value])),
    }),
  );
}

export const metricHttp = metricGate({
  name: "metric.http",
  about: `A GET that must be answered with \`status\` and, if stated, a body with the text \`body\`, over IPv6 unless \`family\` says 4. Only a host that is unable to ask is no data. ${COMMON}`,
  question: ({ url, family }) => ({ kind: "http", url, family, timeoutMs: TRY_MS }),
  read: ({ url, status, body }, answer) => {
    const seen = observedOf("http", answer);
    if (seen === null)
      return answer.outcome === "unable" ? none(answer.because) : { word: "bad", because: answer.because };
    if (seen.status !== status) return { word: "bad", because: `${url} answers ${seen.status} instead of ${status}` };
    if (body !== null && !seen.body.includes(body))
      return { word: "bad", because: `${url} answers without the text ${JSON.stringify(body)}` };
    return { word: "good", because: `${url} answers ${status}` };
  },
});

export const metricCommand = metricGate({
  name: "metric.command",
  about: `A program of yours on the host that asks, without a shell, which must change nothing. Exit 0 is good, 1 and 2 are bad, everything else (and a program that is not there or does not end) is no data, as monitoring plugins have it; with \`above\` or \`below\`, the last number it prints must stay within. ${COMMON}`,
  question: ({ run }) => ({ kind: "command", argv: run, timeoutMs: TRY_MS }),
  read: (args, answer) => {
    const seen = observedOf("command", answer);
    if (seen === null) return none(answer.because);
    const said = (seen.stdout.trim() || seen.stderr.trim()).split("\n")[0]!.slice(0, 120);
    const what = `${args.run[0]}: exit ${seen.code}${said === "" ? "" : `, ${said}`}`;
    if (seen.code === 1 || seen.code === 2) return { word: "bad", because: what };
    if (seen.code !== 0) return none(what);
    if (args.above === null && args.below === null) return { word: "good", because: what };
    const number = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?!.*\d)/is.exec(seen.stdout)?.[1];
    return number === undefined ? none(`${what}: it prints no number`) : bounded(Number(number), args, args.run[0]!);
  },
});

export const metricSmtp = metricGate({
  name: "metric.smtp",
  about: `A mail server greets and answers EHLO over IPv6 (on port 465 within TLS); with \`starttls\` it must offer that. Sends no mail. Only a host that is unable to ask is no data. ${COMMON}`,
  question: ({ server, family }) => ({ kind: "smtp", ...parseEndpoint(server)!, family, timeoutMs: TRY_MS }),
  read: ({ server, starttls }, answer) => {
    const seen = observedOf("smtp", answer);
    if (seen === null)
      return answer.outcome === "unable" ? none(answer.because) : { word: "bad", because: answer.because };
    if (starttls && !seen.offers.some((one) => /^STARTTLS\b/i.test(one)))
      return { word: "bad", because: `${server} does not offer STARTTLS` };
    return { word: "good", because: `${server} says ${seen.banner}` };
  },
});

export const metricTcp = metricGate({
  name: "metric.tcp",
  about: `A TCP connection comes about over IPv6, unless \`family\` says 4. Only a host that is unable to ask is no data. ${COMMON}`,
  question: ({ server, family }) => ({
    kind: "tcp",
    ...parseEndpoint(server)!,
    family,
    read: "nothing",
    timeoutMs: TRY_MS,
  }),
  read: ({ server }, answer) => {
    if (answer.outcome === "unable") return none(answer.because);
    if (answer.outcome === "answered") return { word: "good", because: `${server} connects` };
    return { word: "bad", because: answer.because };
  },
});

export const metricTls = metricGate({
  name: "metric.tls",
  about: `A TLS handshake over IPv6 with a certificate that is good for the name (\`name\`, else the host of \`server\`) and valid for \`days\` more; with \`any_issuer\` whoever issued it. Only a host that is unable to ask is no data. ${COMMON}`,
  question: ({ server, family, name }) => ({
    kind: "tls",
    ...parseEndpoint(server)!,
    family,
    servername: name,
    timeoutMs: TRY_MS,
  }),
  read: ({ server, days, anyIssuer }, answer, now) => {
    const seen = observedOf("tls", answer);
    if (seen === null)
      return answer.outcome === "unable" ? none(answer.because) : { word: "bad", because: answer.because };
    if (seen.nameError !== null)
      return { word: "bad", because: `the certificate of ${server} is for another name: ${seen.nameError}` };
    const issuer = seen.error !== null && /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_UNTRUSTED/.test(seen.error);
    if (seen.error !== null && !(issuer && anyIssuer))
      return { word: "bad", because: `the certificate of ${server} is not good: ${seen.error}` };
    const left = Math.floor((seen.validTo - now) / DAY_MS);
    if (left < days)
      return {
        word: "bad",
        because: `the certificate of ${server} is valid for ${left} more days, and ${days} are asked for`,
      };
    return { word: "good", because: `the certificate of ${server} is good for ${left} more days` };
  },
});

export const metricDns = metricGate({
  name: "metric.dns",
  about: `A question to one DNS server, answered with NOERROR and a record of the type, among whose data \`answer\` is, if stated. Only a host that is unable to ask is no data. ${COMMON}`,
  question: ({ server, name, type }) => ({
    kind: "dns",
    server,
    port: 53,
    transport: "udp",
    name,
    type,
    dnssecOk: false,
    checkingDisabled: false,
    timeoutMs: TRY_MS,
  }),
  read: ({ server, name, type, answer: wanted }, answer) => {
    const seen = observedOf("dns", answer);
    if (seen === null)
      return answer.outcome === "unable" ? none(answer.because) : { word: "bad", because: answer.because };
    const data = seen.answers.filter((one) => one.type === type).map((one) => one.data);
    if (seen.rcode !== "NOERROR" || data.length === 0)
      return {
        word: "bad",
        because: `${server} says ${seen.rcode}${seen.rcode === "NOERROR" ? ` without a record` : ""} for ${name} ${type}`,
      };
    if (wanted !== null && !data.includes(wanted))
      return { word: "bad", because: `${server} says ${data.join(", ")} for ${name} ${type}, not ${wanted}` };
    return { word: "good", because: `${server} says ${data.join(", ")}` };
  },
});
