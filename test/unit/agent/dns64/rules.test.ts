/** RFC 6147 and its neighbours rule by rule: one file per rule in test/cases/dns64. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Dns64File } from "../../../../agent/dns64/config.ts";
import { type AskOptions, ScriptedWorld, table } from "./scripted.ts";
import type { TextMessage } from "./text-message.ts";

interface Case {
  rule: string;
  config?: Partial<Dns64File>;
  upstream: Record<string, TextMessage | "silence" | "unreachable">;
  ask: AskOptions & { question: string };
  expect: {
    rcode: string;
    answer: string[];
    authority?: string[];
    additional?: string[];
    /** Exactly these. */
    flags?: string[];
    opt?: TextMessage["opt"] | null;
    /** What upstream was asked, in order, each once. */
    asked?: string[];
    /** Answered within this many milliseconds. */
    within?: number;
  };
}

const FOLDER = join(import.meta.dirname, "../../../cases/dns64");

describe("RFC 6147, case by case", () => {
  for (const file of readdirSync(FOLDER)) {
    const test: Case = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
    it(`${file.replace(".json", "")}: ${test.rule}`, () => {
      const world = new ScriptedWorld(table(test.upstream), test.config);
      const { question, ...options } = test.ask;
      const started = world.now;
      const reply = world.ask(question, options);
      const { rcode, answer, authority, additional, flags, opt, asked, within } = test.expect;
      expect(reply).not.toBeNull();
      expect({ rcode: reply!.rcode, answer: reply!.answer }).toEqual({ rcode, answer });
      if (authority !== undefined) expect(reply!.authority).toEqual(authority);
      if (additional !== undefined) expect(reply!.additional).toEqual(additional);
      if (flags !== undefined) expect(reply!.flags).toEqual(flags);
      if (opt !== undefined) expect(reply!.opt).toEqual(opt);
      if (asked !== undefined) expect([...new Set(world.asked.map((a) => a.question))]).toEqual(asked);
      if (within !== undefined) expect(world.now - started).toBeLessThanOrEqual(within);
      expect(reply!.question).toBe(question.split(" ").slice(0, 2).join(" "));
    });
  }
});
