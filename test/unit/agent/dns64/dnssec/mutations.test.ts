/**
 * Recorded answers with bytes changed, on any step of a validation. Oracle: nothing throws, and what is called authentic is what was
 * signed: the same RCODE, and in the answer no record that the unchanged answer does not have.
 */
import { describe, expect, it } from "vitest";
import { canonicalData } from "../../../../../agent/dns64/dnssec/canonical.ts";
import { ANSWER, type Message, ownerOf, sectionOf } from "../../../../../agent/dns64/wire/message.ts";
import { nameKey } from "../../../../../agent/dns64/wire/name.ts";
import { ASKED } from "../../../../../agent/dns64/wire/query.ts";
import { judged, TREE, world } from "./recorded.ts";

const DO = ASKED.RD | ASKED.DO;
const ROUNDS = Number(process.env.FUZZ_DNSSEC ?? 600);

let state = 20_261_123;
function draw(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

function mutated(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const kind = draw(10);
  if (kind === 0) return changed.slice(0, draw(changed.length));
  if (kind === 1) {
    const [from, to, length] = [draw(changed.length), draw(changed.length), draw(40)];
    changed.copyWithin(to, from, from + length);
    return changed;
  }
  for (let i = 1 + draw(kind === 2 ? 8 : 1); i > 0; i--) {
    const at = 2 + draw(changed.length - 2);
    changed[at] = kind < 6 ? changed[at]! ^ (1 << draw(8)) : draw(256);
  }
  return changed;
}

/** What an answer says, whatever its TTLs and order. */
function saying(message: Message): { rcode: number; records: Set<string> } {
  const records = sectionOf(message, ANSWER)
    .filter(({ type }) => type !== 46)
    .map((r) => `${nameKey(ownerOf(message, r))}/${r.type}/${Buffer.from(canonicalData(message, r)).toString("hex")}`);
  return { rcode: message.rcode, records: new Set(records) };
}

const QUESTIONS = Object.keys(TREE.answers).filter((question) => {
  const [name, type] = question.split(" ");
  const isTheirs = /(ecdsa256|ed25519|nsec3|optout|chain|salted|rsasha256)\.test$/.test(name!);
  return isTheirs && ["1", "28", "43", "255", "15", "35"].includes(type!);
});

describe("mutated answers", () => {
  it("never throw, and are never called authentic unless they say what was signed", {
    timeout: 60_000 + 50 * ROUNDS,
  }, () => {
    const unchanged = new Map<string, Message | null>();
    const seen = { authentic: 0, bogus: 0, other: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const question = QUESTIONS[draw(QUESTIONS.length)]!;
      const [name, type] = question.split(" ");
      const honest = unchanged.get(question) ?? judged(world(), name!, Number(type), DO);
      unchanged.set(question, honest);
      const here = world();
      const victim = draw(3) === 0 ? draw(6) : 0;
      let step = 0;
      here.change = (bytes) => (step++ === victim ? mutated(bytes) : bytes);
      const answer = judged(here, name!, Number(type), DO);
      if (answer === null) continue;
      if ((answer.flags & 0x20) === 0) {
        seen[answer.rcode === 2 ? "bogus" : "other"]++;
        continue;
      }
      seen.authentic++;
      expect((honest!.flags & 0x20) !== 0, question).toBe(true);
      const [said, signed] = [saying(answer), saying(honest!)];
      expect(said.rcode, question).toBe(signed.rcode);
      expect(
        [...said.records].filter((record) => !signed.records.has(record)),
        question,
      ).toEqual([]);
      // All of it, but for the CNAME that a DNAME implies, which nobody signs.
      const missing = [...signed.records].filter((record) => !said.records.has(record) && !record.includes("/5/"));
      if (Number(type) !== 255) expect(missing, question).toEqual([]);
    }
    expect(seen.bogus).toBeGreaterThan(ROUNDS / 4);
    expect(seen.authentic).toBeGreaterThan(ROUNDS / 100);
  });
});
