/** What a host is started with: `agent.cjs` beside it, as it was compiled in earlier sessions. Only as CommonJS, as it is pushed. */
import { dirname, join } from "node:path";
import { type Keep, keptCode } from "./kept-code.ts";

// Its bundle then does not start by itself.
Object.defineProperty(globalThis, "migrateSession", { value: true });
const file = join(dirname(process.argv[1]!), "agent.cjs");
const { program, keep } = keptCode<(require: NodeJS.Require, keepCompiled: Keep) => void>(file, `${file}.compiled`);
program(require, keep);
