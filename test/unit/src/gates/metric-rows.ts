/** Rows of the gates about what an operator measures himself. */
import { on, type Row } from "./rows.ts";
import { certificate, dns, no, page, yes } from "./scripted.ts";

const COMMON = { from: [], forMs: 0, noData: "hold" };
const BOUNDS = { above: null, below: null };

function answer(data: object): string {
  return JSON.stringify({ status: "success", data });
}

function vector(...values: string[]): string {
  return answer({
    resultType: "vector",
    result: values.map((value) => ({ metric: { host: "api1" }, value: [1, value] })),
  });
}

/** In order at these seconds; the scripted clock stands at one. */
function matrix(seconds: readonly number[]): string {
  return answer({ resultType: "matrix", result: [{ metric: {}, values: seconds.map((at) => [at, "0"]) }] });
}

const prometheus = {
  gate: "metric.prometheus",
  args: { ...COMMON, ...BOUNDS, url: "http://prom:9090", query: "errors", below: 1 },
};
const body = (text: string) => ({ script: on("http", () => true, page({ body: text })) });
const http = {
  gate: "metric.http",
  args: { ...COMMON, url: "http://{{host}}/", status: 200, body: "fine", family: 6 },
};
const command = { gate: "metric.command", args: { ...COMMON, ...BOUNDS, run: ["/usr/local/bin/check"] } };
const ran = (code: number, stdout = "") => ({
  script: on("command", () => true, yes("command", { code, stdout, stderr: "" })),
});
const smtp = { gate: "metric.smtp", args: { ...COMMON, server: "mx.example:25", starttls: true, family: 6 } };
const tcp = { gate: "metric.tcp", args: { ...COMMON, server: "db.example:5432", family: 6 } };
const tls = {
  gate: "metric.tls",
  args: { ...COMMON, server: "www.example:443", name: null, days: 7, anyIssuer: false, family: 6 },
};
const cert = (fields: Parameters<typeof certificate>[0]) => ({
  script: on("tls", () => true, yes("tls", certificate(fields))),
});
const question = {
  gate: "metric.dns",
  args: { ...COMMON, server: "2001:db8::53", name: "dual.example", type: "AAAA", answer: null },
};

export const METRIC_ROWS: readonly Row[] = [
  {
    ...prometheus,
    when: "within bounds",
    world: body(vector("0.5", "0")),
    finding: "pass",
    says: ["metric.prometheus holds"],
  },
  {
    ...prometheus,
    when: "one series is out of bounds",
    world: body(vector("0.5", "3")),
    finding: "fail",
    says: ["errors of", "is 3, which is not below 1"],
  },
  {
    ...prometheus,
    when: "no series",
    world: body(vector()),
    finding: "unknown",
    says: ["errors has no series", "no_data: hold"],
  },
  { ...prometheus, when: "no number", world: body(vector("NaN")), finding: "unknown", says: ["has no number"] },
  {
    ...prometheus,
    when: "no series, and that is to fail",
    args: { ...prometheus.args, noData: "fail" },
    world: body(vector()),
    finding: "fail",
    says: ["no_data: fail"],
  },
  {
    ...prometheus,
    when: "no series, and that is to pass",
    args: { ...prometheus.args, noData: "pass" },
    world: body(vector()),
    finding: "pass",
  },
  {
    ...prometheus,
    when: "it was out of bounds an hour ago",
    args: { ...prometheus.args, forMs: 3_600_000 },
    world: body(
      answer({
        resultType: "matrix",
        result: [
          {
            metric: {},
            values: [
              [1, "3"],
              [2, "0"],
            ],
          },
        ],
      }),
    ),
    finding: "fail",
    says: ["errors is 3"],
  },
  {
    ...prometheus,
    when: "it was measured all the time",
    args: { ...prometheus.args, forMs: 5_000 },
    world: body(matrix([-4, -3, -2, -1, 0, 1])),
    finding: "pass",
    says: ["holds for 5s"],
  },
  {
    ...prometheus,
    when: "it was not measured for a while",
    args: { ...prometheus.args, forMs: 5_000 },
    world: body(matrix([-1, 0, 1])),
    finding: "unknown",
    says: ["was not measured for all of 5s"],
  },
  {
    ...prometheus,
    when: "the server is down",
    world: { script: on("http", () => true, no("refused", "connection refused")) },
    finding: "unknown",
    says: ["Prometheus does not answer"],
  },
  { ...prometheus, when: "something else answers", world: body("<html>"), finding: "unknown", says: ["no Prometheus"] },

  { ...http, when: "clean", finding: "pass", says: ["for api1 and api2"] },
  {
    ...http,
    when: "another status",
    world: { script: on("http", (q) => q.url.includes("api2"), page({ status: 500 })) },
    finding: "fail",
    says: ["http://api2/ answers 500 instead of 200"],
  },
  { ...http, when: "nobody can ask", world: { lost: ["mon1"] }, finding: "unknown" },

  { ...command, when: "exit 0", finding: "pass" },
  {
    ...command,
    when: "exit 2",
    world: ran(2, "CRITICAL - full\n"),
    finding: "fail",
    says: ["exit 2, CRITICAL - full"],
  },
  { ...command, when: "exit 3", world: ran(3), finding: "unknown" },
  {
    ...command,
    when: "the program is missing",
    world: { script: on("command", () => true, no("unable", "the program is not on this host")) },
    finding: "unknown",
  },
  { ...command, args: { ...command.args, below: 5 }, when: "its number is within bounds", finding: "pass" },
  {
    ...command,
    args: { ...command.args, above: 5 },
    when: "its number is not",
    finding: "fail",
    says: ["is 3, which is not above 5"],
  },

  { ...smtp, when: "clean", finding: "pass" },
  {
    ...smtp,
    when: "no STARTTLS",
    world: { script: on("smtp", () => true, yes("smtp", { remote: "x", banner: "220 mx", offers: [] })) },
    finding: "fail",
    says: ["does not offer STARTTLS"],
  },
  {
    ...smtp,
    when: "refused",
    world: { script: on("smtp", () => true, no("refused", "421 too busy")) },
    finding: "fail",
    says: ["421 too busy"],
  },
  { ...smtp, when: "nobody can ask", world: { lost: ["mon1"] }, finding: "unknown" },

  { ...tcp, when: "clean", finding: "pass" },
  {
    ...tcp,
    when: "refused",
    world: { script: on("tcp", () => true, no("refused", "connection refused")) },
    finding: "fail",
    says: ["connection refused"],
  },
  { ...tcp, when: "nobody can ask", world: { lost: ["mon1"] }, finding: "unknown" },

  { ...tls, when: "clean", finding: "pass" },
  {
    ...tls,
    when: "for another name",
    world: cert({
      error: "DEPTH_ZERO_SELF_SIGNED_CERT",
      nameError: "Host: www.example. is not in the cert's altnames",
    }),
    finding: "fail",
    says: ["is for another name"],
  },
  {
    ...tls,
    when: "soon over",
    world: cert({ validTo: 3 * 86_400_000 }),
    finding: "fail",
    says: ["valid for 2 more days"],
  },
  { ...tls, when: "an issuer nobody knows", world: cert({ error: "DEPTH_ZERO_SELF_SIGNED_CERT" }), finding: "fail" },
  {
    ...tls,
    args: { ...tls.args, anyIssuer: true },
    when: "an issuer nobody knows, and any will do",
    world: cert({ error: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    finding: "pass",
  },
  { ...tls, when: "nobody can ask", world: { lost: ["mon1"] }, finding: "unknown" },

  { ...question, when: "clean", finding: "pass" },
  {
    ...question,
    when: "no such name",
    world: { script: on("dns", () => true, dns("NXDOMAIN")) },
    finding: "fail",
    says: ["NXDOMAIN"],
  },
  {
    ...question,
    args: { ...question.args, answer: "2001:db8::1" },
    when: "another address",
    finding: "fail",
    says: ["not 2001:db8::1"],
  },
  { ...question, when: "nobody can ask", world: { lost: ["mon1"] }, finding: "unknown" },
];
