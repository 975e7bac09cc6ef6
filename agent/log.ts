/** To stderr: stdout is the protocol's. */
export function log(line: string): void {
  process.stderr.write(`migrate-agent: ${line}\n`);
}
