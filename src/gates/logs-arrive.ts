/** `logs.arrive`: a line logged on each host now stands on the log server a moment later. */
import type { GateArgs } from "../plan/gates.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, NEVER, observedOf, TRY_MS, type World } from "./gate.ts";
import { inspectionOf } from "./inspected.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

/** Log forwarders send in batches. */
const LOOKS = 10;
const PAUSE_MS = 1_000;

export const logsArrive: Gate<"logs.arrive"> = {
  name: "logs.arrive",
  about:
    "On each host one line with a random word goes to the local log; on the host `at` that word must stand in one of the files or folders `in`, within ten seconds. Fails also where the host is configured to send its logs to an IPv4 address. Needs `at` and `in`.",
  async ask({ args, hosts, world }) {
    if (args.at === null)
      return conclude([unknown("logs", "Where logs arrive is not said: give the gate at: HOST and in: [PATH].")], "");
    const parts = await mapBounded(hosts, (host) => arrives(world, host, { ...args, at: args.at! }));
    return conclude(parts, `What ${listed(hosts)} ${hosts.length === 1 ? "logs" : "log"} arrives at ${args.at}.`);
  },
};

async function arrives(
  world: World,
  host: string,
  { at, in: paths }: GateArgs["logs.arrive"] & { at: string },
): Promise<Part> {
  const asked = `${host}: a line of its log at ${at}`;
  const looked = await inspectionOf(world, host, "servers");
  const literal =
    "audit" in looked
      ? looked.audit.findings.find(
          (one) => one.kind === "service.syslog" && one.address !== null && one.weight === "blocks",
        )
      : undefined;
  if (literal !== undefined)
    return fail(asked, `On ${host}, ${literal.place}: ${literal.what}: ${literal.fix}.`, { literal });
  const text = `migrate-${world.nonce()}`;
  const written = await world.probe(host, { kind: "log-write", text, timeoutMs: TRY_MS });
  if (written.outcome !== "answered")
    return unknown(asked, `${host} could not write to its log: ${written.because}.`, written);
  for (let look = 1; ; look++) {
    const answer = await world.probe(at, { kind: "text-find", paths, text, timeoutMs: TRY_MS });
    const seen = observedOf("text-find", answer);
    if (seen === null) return unknown(asked, `${at} could not be searched: ${answer.because}.`, answer);
    if (seen.found) return pass(asked, `It stands in ${seen.path}.`, { written, answer });
    if (look === LOOKS)
      return fail(
        asked,
        `What ${host} logs does not arrive at ${at} (${paths.join(", ")}): let its log daemon send over IPv6 to a name with AAAA, and look at its queue.`,
        { written, answer },
      );
    await world.clock.wait(PAUSE_MS, NEVER);
  }
}
