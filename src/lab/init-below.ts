/** The systemd of a machine that has one: its number is known only to those who look from outside. */
import { readFileSync } from "node:fs";

/** Every number a process has, outermost first: field NSpid of proc(5). Null where it ended. */
function numbers(pid: number): string[] | null {
  try {
    const line = /^NSpid:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line === null ? null : line[1]!.split(/\s+/);
  } catch {
    return null;
  }
}

function children(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The process below `outer` that is number 1 of a PID namespace of its own. @returns its number as we see it, or null. */
export function initBelow(outer: number): number | null {
  const depth = numbers(outer)?.length ?? 0;
  const waiting = children(outer);
  for (let pid = waiting.shift(); pid !== undefined; pid = waiting.shift()) {
    const own = numbers(pid);
    if (own !== null && own.length === depth + 1 && own.at(-1) === "1") return pid;
    waiting.push(...children(pid));
  }
  return null;
}
