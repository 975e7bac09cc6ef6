/** flock(2): held by an open file, so the kernel lets go when the process ends, however it ends. */
import koffi from "koffi";

const LOCK_EX = 2;
const LOCK_NB = 4;

let call: ((fd: number, operation: number) => number) | null = null;

/** Does not wait. @returns false where another process holds it; closing `fd` lets go. */
export function tryFlock(fd: number): boolean {
  call ??= koffi.load(null).func("int flock(int fd, int operation)") as (fd: number, operation: number) => number;
  return call(fd, LOCK_EX | LOCK_NB) === 0;
}
