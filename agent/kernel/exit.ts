/** The end of this process by `_exit(2)`: at once, with nothing run or waited for. */
import koffi from "koffi";

/** Does not return. What was written to a pipe or file is written; what a stream still holds is lost. */
export function exitNow(code: number): void {
  koffi.load(null).func("void _exit(int code)")(code);
}
