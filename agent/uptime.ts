/** Milliseconds this process has been running. Not `performance`: the first use of that loads what costs half a millisecond of each session. */
export function uptimeMs(): number {
  return process.uptime() * 1000;
}
