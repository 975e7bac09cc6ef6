import { describe, expect, it } from "vitest";
import { interfaceState } from "../../../../agent/kernel/interface.ts";
import {
  close,
  O_RDWR,
  open,
  PinnedMemory,
  Poller,
  read,
  SystemCallError,
  write,
} from "../../../../agent/kernel/libc.ts";

const EBADF = 9;

describe.runIf(process.platform === "linux")("libc", () => {
  it("reads and writes pinned memory at any offset", () => {
    const memory = new PinnedMemory(100);
    memory.bytes.fill(7);
    const zero = open("/dev/zero", O_RDWR);
    expect(read(zero, memory.address + 10, 5)).toBe(5);
    expect([...memory.bytes.subarray(9, 16)]).toEqual([7, 0, 0, 0, 0, 0, 7]);
    expect(write(zero, memory.address, 3)).toBe(3);
    expect(new Poller(zero).wait(0)).toBe(true);
    close(zero);
    expect(read(zero, memory.address, 1)).toBe(-EBADF);
  });

  it("names what failed", () => {
    expect(() => open("/dev/null/none", O_RDWR)).toThrow(SystemCallError);
    expect(() => open("/no/such/file", O_RDWR)).toThrow("open /no/such/file: ENOENT");
  });

  it("knows the interfaces of its own namespace", () => {
    expect(["up", "down"]).toContain(interfaceState("lo"));
    expect(interfaceState("no-such-dev")).toBe("absent");
  });

  it("allocates outside the moving heap", () => {
    expect(new PinnedMemory(8).bytes.byteLength).toBeGreaterThanOrEqual(65_536);
  });
});
