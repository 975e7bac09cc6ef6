/** Gates a plan may name that this version cannot ask: they say so, and block, instead of being passed over. */
import type { GateName } from "../plan/gates.ts";
import type { Gate } from "./gate.ts";

export function notBuilt<N extends GateName>(name: N): Gate<N> {
  return {
    name,
    about: "This version cannot ask it; the answer is always unknown.",
    ask: () =>
      Promise.resolve({
        finding: "unknown",
        because: `This version of migrate cannot ask ${name} yet, and what was not asked has not passed: take it out of the plan for now, or check it by hand.`,
        observed: null,
      }),
  };
}
