/** Undo, in an answer, the random case its question was sent in: it is a means against forgers and no business of the client's. */
import { QUESTION_AT, TYPE } from "./wire/constants.ts";
import { ANSWER, type Message } from "./wire/message.ts";

/**
 * Give the question, and every owner that repeats it whole, the asker's case. Where a DNAME stands in the answer, the labels it carried over from
 * the question into other names get it too (RFC 6672 §2.2: they are the question's own). Changes the message's bytes and name in place.
 * @param wanted starts with the question's name in the asker's case.
 */
export function restoreCase(message: Message, wanted: Uint8Array): void {
  const { bytes, name, records } = message;
  if (name.length === 0) return;
  const sent = name.slice();
  const redirected = records.some((r) => r.type === TYPE.DNAME && r.section === ANSWER);
  for (const at of [QUESTION_AT, ...records.map((r) => r.owner)]) {
    const same = commonLabels(bytes, at, sent);
    if (same === sent.length || redirected) copy(bytes, at, wanted, same);
  }
  if (redirected) {
    for (const { type, data } of records)
      if (type === TYPE.CNAME) copy(bytes, data, wanted, commonLabels(bytes, data, sent));
  }
  copy(name, 0, wanted, name.length);
}

/** How many octets of whole labels at `at` are those `sent` starts with, case included; all of them where the whole name is there. */
function commonLabels(bytes: Uint8Array, at: number, sent: Uint8Array): number {
  let same = 0;
  while (same < sent.length) {
    const end = same + sent[same]! + 1;
    for (let i = same; i < end; i++) if (bytes[at + i] !== sent[i]) return same;
    same = end;
  }
  return same;
}

function copy(bytes: Uint8Array, at: number, from: Uint8Array, length: number): void {
  for (let i = 0; i < length; i++) bytes[at + i] = from[i]!;
}
