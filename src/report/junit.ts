/** A run's gates and steps as JUnit XML, for pipelines: a gate that fails is a failure, one that is unknown an error, never a skip. */
import { escapeHtml } from "./html/markup.ts";
import type { RunReport } from "./run/run-report.ts";

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly classname: string;
  readonly seconds: number;
  readonly trouble: { readonly kind: "failure" | "error"; readonly type: string; readonly message: string } | null;
  readonly out: string;
}

export function junitReport(report: RunReport): string {
  const cases = [...gateCases(report), ...stepCases(report), ...hostCases(report), ...endCase(report)];
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((name) => suiteXml(name, cases, report));
  const seconds = ((report.end?.at ?? report.madeAt) - report.startedAt) / 1000;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(cases)} name="${escapeHtml(report.plan)}" time="${seconds.toFixed(3)}">\n${suites.join("")}</testsuites>\n`;
}

function gateCases({ run, gates }: RunReport): Case[] {
  return gates.map(({ gate, name, phase, finding, answers }): Case => {
    const { because, sha256, at } = answers.at(-1)!.evidence;
    const kind = finding === "fail" ? "failure" : "error";
    return {
      suite: phase,
      name: gate,
      classname: `gate.${name}`,
      seconds: (at - answers[0]!.evidence.at) / 1000,
      trouble: finding === "pass" ? null : { kind, type: finding, message: because },
      out: `${because}\nasked ${answers.length} times in run ${run}; evidence sha256 ${sha256}`,
    };
  });
}

function stepCases({ steps }: RunReport): Case[] {
  return steps
    .filter(({ word }) => word !== "pending")
    .map(({ id, module, word, because, title }): Case => {
      const bad = ["refused", "failed", "undo-failed"].includes(word);
      return {
        suite: id.split("/")[0]!,
        name: id,
        classname: `step.${module}`,
        seconds: 0,
        trouble: bad ? { kind: word === "undo-failed" ? "error" : "failure", type: word, message: because } : null,
        out: `${title}: ${word}${because === "" ? "" : `: ${because}`}`,
      };
    });
}

function hostCases({ unreachable }: RunReport): Case[] {
  return Object.entries(unreachable).map(([host, because]) => ({
    suite: "fleet",
    name: host,
    classname: "host.reachable",
    seconds: 0,
    trouble: { kind: "error", type: "unreachable", message: because },
    out: because,
  }));
}

/** A run that ended otherwise than with 0 is red in a pipeline, whatever its gates said. */
function endCase({ end, run }: RunReport): Case[] {
  const message = end === null ? "the run has not ended" : `exit ${end.exit}: ${end.because}`;
  const trouble = end?.exit === 0 ? null : ({ kind: "error", type: "exit", message } as const);
  return [{ suite: "run", name: run, classname: "run.end", seconds: 0, trouble, out: message }];
}

function suiteXml(name: string, cases: readonly Case[], { startedAt }: RunReport): string {
  const own = cases.filter(({ suite }) => suite === name);
  const at = new Date(startedAt).toISOString().slice(0, 19);
  const lines = own.map((one) => {
    const open = `    <testcase classname="${escapeHtml(one.classname)}" name="${escapeHtml(one.name)}" time="${one.seconds.toFixed(3)}">`;
    const trouble =
      one.trouble === null
        ? ""
        : `<${one.trouble.kind} type="${escapeHtml(one.trouble.type)}" message="${escapeHtml(one.trouble.message)}"/>`;
    return `${open}${trouble}<system-out>${escapeHtml(one.out)}</system-out></testcase>\n`;
  });
  return `  <testsuite name="${escapeHtml(name)}" ${counts(own)} skipped="0" timestamp="${at}">\n${lines.join("")}  </testsuite>\n`;
}

function counts(cases: readonly Case[]): string {
  const of = (kind: "failure" | "error"): number => cases.filter(({ trouble }) => trouble?.kind === kind).length;
  return `tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}"`;
}
