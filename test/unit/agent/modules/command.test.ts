import { describe, expect, it } from "vitest";
import { command } from "../../../../agent/modules/command.ts";
import { runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { StepRequest } from "../../../../agent/protocol/messages.ts";
import type { System } from "../../../../agent/system.ts";
import { memoryHost } from "../memory-system.ts";

const WANT = { check: ["look", "a b"], apply: ["do"], undo: ["take-back"] };
const REQUEST: StepRequest = { step: "s", run: "r", module: "command", want: WANT, mode: "apply" };
const NO_CONNECTION = null as never;

/** A host on which `do` makes `look` say 0, and `take-back` 1 again. */
function host(answers: Partial<Record<string, number>> = {}): { sys: System; ran: string[] } {
  const { sys } = memoryHost({});
  let done = false;
  const ran: string[] = [];
  const own: System = {
    ...sys,
    exec: async (argv, options) => {
      const [program] = argv;
      if (program !== "look" && program !== "do" && program !== "take-back") return sys.exec(argv, options);
      ran.push(program);
      if (program === "do" && answers.do === undefined) done = true;
      if (program === "take-back" && answers["take-back"] === undefined) done = false;
      const code = answers[program] ?? (program === "look" ? (done ? 0 : 1) : 0);
      return { code, signal: null, stdout: "", stderr: code === 0 ? "" : "oh\nno" };
    },
  };
  return { sys: own, ran };
}

describe("a command", () => {
  it("runs where its check says 1, is checked after, and is taken back", async () => {
    const { sys, ran } = host();
    const result = await runStep(sys, REQUEST, NO_CONNECTION);
    expect(result).toMatchObject({ outcome: "changed", changes: [{ key: "command:look 'a b'", title: "run do" }] });
    expect(ran).toEqual(["look", "do", "look"]);
    expect((await undoStep(sys, "s")).outcome).toBe("undone");
    expect(ran.slice(3)).toEqual(["take-back", "look"]);
  });

  it("does not run where its check says 0, nor in a dry run", async () => {
    const wanted = host({ look: 0 });
    expect((await runStep(wanted.sys, REQUEST, NO_CONNECTION)).outcome).toBe("unchanged");
    const dry = host();
    expect((await runStep(dry.sys, { ...REQUEST, mode: "check" }, NO_CONNECTION)).outcome).toBe("would-change");
    expect([...wanted.ran, ...dry.ran]).toEqual(["look", "look"]);
  });

  it.each([
    ["a check that breaks", { look: 2 }, /look 'a b' ended with 2 \(no\); it must end with 0/],
    ["a check that is not there", { look: 127 }, /was not found/],
    ["a program that fails", { do: 3 }, /do ended with 3 \(no\)/],
  ])("is refused: %s", async (_, answers, message) => {
    await expect(runStep(host(answers).sys, REQUEST, NO_CONNECTION)).rejects.toThrow(message);
  });

  it("that is not taken back says so", async () => {
    const { sys } = host({ "take-back": 0 });
    await runStep(sys, REQUEST, NO_CONNECTION);
    const undone = await undoStep(sys, "s");
    expect(undone).toMatchObject({ outcome: "failed" });
    expect(undone.because.join()).toContain("look 'a b' says 0: it is still there");
  });

  it("is killed after its time", async () => {
    const killed: System = {
      ...memoryHost({}).sys,
      exec: async () => ({ code: null, signal: "SIGKILL", stdout: "", stderr: "" }),
    };
    expect(command.diff(await command.check(killed, WANT, null), WANT)).toMatchObject({
      message: expect.stringContaining("was ended by SIGKILL"),
    });
  });
});
