import { describe, expect, it } from "vitest";
import { MessageBuilder } from "../../../../../agent/dns64/wire/builder.ts";
import { ownerOf, parseMessage } from "../../../../../agent/dns64/wire/message.ts";
import { nameToText, textToName } from "../../../../../agent/dns64/wire/name.ts";

/** @returns the owners read back, and the message's length. */
function written(...owners: string[]): { owners: string[]; length: number } {
  const builder = new MessageBuilder(0x8180).question(textToName(owners[0]!)!, 1, 1);
  for (const owner of owners.slice(1)) builder.record(0, textToName(owner)!, 1, 1, 60, Uint8Array.of(8, 8, 8, 8));
  const message = parseMessage(builder.finish()!)!;
  return { owners: message.records.map((r) => nameToText(ownerOf(message, r))), length: message.bytes.length };
}

describe("names in a message that is put together", () => {
  it("are written once, whatever their case, and then pointed to", () => {
    const { owners, length } = written("www.Example.test", "WWW.example.TEST", "mail.example.test", "test");
    expect(owners).toEqual(["www.Example.test", "mail.Example.test", "test"]);
    expect(length).toBe(12 + 18 + 4 + (2 + 14) + (5 + 2 + 14) + (2 + 14));
  });

  it("never point into themselves, also where a message before left its bytes behind", () => {
    for (const owner of ["a.a.a", "a.a", "a.a.a.a.a.a", "a"]) {
      expect(written("b", owner, owner).owners).toEqual([owner, owner]);
      expect(written(owner, owner).owners).toEqual([owner]);
    }
  });

  it("of two messages that are put together at the same time stay apart", () => {
    const one = new MessageBuilder(0).question(textToName("one.test")!, 1, 1);
    const two = new MessageBuilder(0).question(textToName("two.test")!, 1, 1);
    expect(nameToText(parseMessage(one.finish()!)!.name)).toBe("one.test");
    expect(nameToText(parseMessage(two.finish()!)!.name)).toBe("two.test");
  });
});
