/** System calls that the C library has no function for. */
import koffi from "koffi";
import { errno } from "./libc.ts";

const call = koffi
  .load(null)
  .func("long syscall(long number, uintptr_t a, uintptr_t b, uintptr_t c, uintptr_t d, uintptr_t e, uintptr_t f)");

const NUMBERS: Readonly<Record<string, Readonly<Record<SystemCall, number>>>> = {
  x64: { bpf: 321, io_uring_setup: 425, io_uring_enter: 426 },
  arm64: { bpf: 280, io_uring_setup: 425, io_uring_enter: 426 },
};

export type SystemCall = "bpf" | "io_uring_setup" | "io_uring_enter";

export const ENOSYS = 38;

/** @returns the result, or minus the errno; -ENOSYS on a processor whose numbers are not known here. */
export function syscall(name: SystemCall, a: number, b: number, c: number, d = 0, e = 0, f = 0): number {
  const number = NUMBERS[process.arch]?.[name];
  if (number === undefined) return -ENOSYS;
  const result = call(number, a, b, c, d, e, f);
  return result < 0 ? -errno() : Number(result);
}
