/** session.ts where it is a bundle of its own, as it was compiled in earlier sessions. Only as CommonJS, as it is pushed. */
import { dirname, join } from "node:path";
import { keptCode } from "./kept-code.ts";

type Session = typeof import("./session.ts");

const file = join(dirname(process.argv[1]!), "session-code.js");
const kept = keptCode<(require: NodeJS.Require) => Session>(file, `${file}.compiled`);
export const { run, leaveGateway, returnGateway }: Session = kept.program(require);
export const { keep } = kept;
