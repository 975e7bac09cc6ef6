/** Gates whose question a look at the host answers: some kinds of findings must not be there. */
import type { FindingKind, InspectionPart } from "../../agent/protocol/audit.ts";
import type { GateName } from "../plan/gates.ts";
import { mapBounded } from "./bounded.ts";
import type { Gate } from "./gate.ts";
import { inspectionOf } from "./inspected.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export interface InspectionGate {
  readonly about: string;
  /** As in `api1: packet filter of both families`. */
  readonly subject: string;
  readonly part: InspectionPart;
  readonly kinds: (kind: FindingKind) => boolean;
  /** What audit calls this where it could not look. */
  readonly blind: string;
  readonly clean: (hosts: string) => string;
}

export function inspectionGate<N extends GateName>(name: N, parts: InspectionGate): Gate<N> {
  const { about, subject, part, kinds, blind, clean } = parts;
  return {
    name,
    about,
    async ask({ hosts, world }) {
      const answers = await mapBounded(hosts, async (host): Promise<Part> => {
        const asked = `${host}: ${subject}`;
        const looked = await inspectionOf(world, host, part);
        if ("because" in looked) return unknown(asked, `${host} could not be looked at: ${looked.because}.`);
        const found = looked.audit.findings.filter(({ kind, weight }) => kinds(kind) && weight !== "note");
        const unseen = looked.audit.unknown.find(({ what }) => what === blind);
        if (found.length > 0) {
          const { place, what, fix } = found[0]!;
          const more = found.length > 1 ? ` (and ${found.length - 1} more)` : "";
          return fail(asked, `On ${host}, ${place}: ${what}${more}: ${fix}.`, { found });
        }
        if (unseen !== undefined) return unknown(asked, `${host}: ${blind} cannot be judged: ${unseen.because}.`);
        return pass(asked, "Nothing found.", { found });
      });
      return conclude(answers, clean(listed(hosts)));
    },
  };
}
