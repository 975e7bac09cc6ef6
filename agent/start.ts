/** What a session of a host is started with. */
import { keep, run } from "./session-beside.ts";

void run(process.argv.slice(3), keep);
