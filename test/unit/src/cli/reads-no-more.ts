/** A command that writes for a while after whoever reads it has gone, then says in a file that it came to its end: argv is the file, and `run` or `list`. */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { expectHangUp, goOnUnread, watchOutput } from "../../../../src/cli/lost-output.ts";

const [file, as] = process.argv.slice(2);
watchOutput();
process.on("SIGHUP", () => undefined);
if (as === "run") goOnUnread();
if (process.stdin.isTTY) {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  expectHangUp(prompt);
  prompt.question("may it begin? ").catch(() => undefined);
}
let left = 40;
const writing = setInterval(() => {
  process.stdout.write(`line ${left}\n`);
  process.stderr.write(`line ${left}\n`);
  left -= 1;
  if (left > 0) return;
  clearInterval(writing);
  writeFileSync(file!, "came to its end");
  process.exit(3);
}, 10);
