import { describe, expect, it } from "vitest";
import { serialIn } from "../../../../agent/modules/dns-record/served-serial.ts";
import { runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { StepRequest } from "../../../../agent/protocol/messages.ts";
import { memoryHost } from "../memory-system.ts";

const FILE = "/etc/bind/z";
const ZONE = "@ IN SOA ns root 7 1 1 1 1\napi A 10.0.0.1\ndb A 10.0.0.2\n";

function drop(step: string, name: string, address: string): StepRequest {
  const records = [{ name, type: "A", address, state: "absent" }];
  return {
    step,
    run: "r1",
    module: "dns-record",
    want: { source: "zonefile", zone: "z.test", file: FILE, reload: null, records },
    mode: "apply",
  } as StepRequest;
}

describe("undo of a record step", () => {
  it("leaves what other steps did to the same file since, in either order", async () => {
    const host = memoryHost({ files: { [FILE]: ZONE } });
    await runStep(host.sys, drop("one", "api.z.test", "10.0.0.1"), null);
    await runStep(host.sys, drop("two", "db.z.test", "10.0.0.2"), null);
    expect(host.file(FILE)?.content).toBe("@ IN SOA ns root 9 1 1 1 1\n");
    expect(await undoStep(host.sys, "one")).toMatchObject({ outcome: "undone" });
    expect(host.file(FILE)?.content).toBe("@ IN SOA ns root 10 1 1 1 1\napi\tIN\tA\t10.0.0.1\n");
    expect(await undoStep(host.sys, "two")).toMatchObject({ outcome: "undone" });
    expect(host.file(FILE)?.content).toBe("@ IN SOA ns root 11 1 1 1 1\napi\tIN\tA\t10.0.0.1\ndb\tIN\tA\t10.0.0.2\n");
  });

  it("is to the byte where nobody else did anything", async () => {
    const host = memoryHost({ files: { [FILE]: ZONE } });
    await runStep(host.sys, drop("one", "api.z.test", "10.0.0.1"), null);
    expect((await undoStep(host.sys, "one")).because).toContain(`as before: ${FILE}`);
    expect(host.file(FILE)?.content).toBe(ZONE);
  });
});

describe("serialIn", () => {
  const name = [1, 0x7a, 0];
  const header = (flags: number, answers: number) => [
    0x12,
    0x34,
    flags >> 8,
    flags & 255,
    0,
    1,
    0,
    answers,
    0,
    0,
    0,
    0,
  ];
  const soa = [
    0xc0,
    12,
    0,
    6,
    0,
    1,
    0,
    0,
    0,
    9,
    0,
    26,
    0xc0,
    12,
    0xc0,
    12,
    0,
    0,
    0,
    42,
    ...new Array<number>(16).fill(0),
  ];
  const message = (flags: number) => Uint8Array.from([...header(flags, 1), ...name, 0, 6, 0, 1, ...soa]);

  it("reads an authoritative answer", () => expect(serialIn(message(0x8400), 0x1234)).toBe(42));
  it("believes no other", () => {
    expect(serialIn(message(0x8000), 0x1234)).toBeNull();
    expect(serialIn(message(0x0400), 0x1234)).toBeNull();
    expect(serialIn(message(0x8405), 0x1234)).toBeNull();
    expect(serialIn(message(0x8400), 1)).toBeNull();
  });
  it("survives what is cut short at any byte", () => {
    const whole = message(0x8400);
    for (let end = 0; end < whole.length - 16; end++) expect(serialIn(whole.subarray(0, end), 0x1234)).toBeNull();
  });
});
