/**
 * A program of the operator's: `PROGRAM list ZONE` prints a line `NAME TTL TYPE DATA` for each A, AAAA and CNAME of the zone; `PROGRAM set ZONE` reads such
 * lines on standard input, each set of records in full, and `NAME - TYPE` where a set is to go.
 */
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { idOf, type RecordSet } from "./live-plan.ts";
import type { LiveServer, LiveWant } from "./live-server.ts";

const RUN_MS = 60_000;

export const commandServer: LiveServer = {
  async read(sys, want, names) {
    const sets = new Map<string, RecordSet>();
    const aliases: Record<string, string> = {};
    const text = await run(sys, want, "list", undefined);
    for (const [i, line] of text.split("\n").entries()) {
      if (line.trim() === "") continue;
      const [written = "", ttl = "", type = "", data = ""] = line.trim().split(/\s+/);
      const name = written.toLowerCase().replace(/\.$/, "");
      if (!/^\d+$/.test(ttl) || data === "")
        throw new Fault(
          "io",
          `dns-record: ${want.command!.join(" ")} list: line ${i + 1} is not \`NAME TTL TYPE DATA\``,
        );
      if (!names.includes(name)) continue;
      if (type === "CNAME") aliases[name] = data;
      if (type !== "A" && type !== "AAAA") continue;
      const id = idOf({ name, type });
      const before = sets.get(id)?.addresses ?? [];
      sets.set(id, { name, type, ttl: Number(ttl), addresses: [...before, data] });
    }
    return { sets: [...sets.values()], aliases };
  },
  async write(sys, want, edits) {
    const lines = edits.flatMap(({ name, type, after }) =>
      after === null
        ? [`${name}. - ${type}`]
        : after.addresses.map((address) => `${name}. ${after.ttl} ${type} ${address}`),
    );
    await run(sys, want, "set", `${lines.join("\n")}\n`);
  },
};

async function run(sys: System, want: LiveWant, verb: "list" | "set", input: string | undefined): Promise<string> {
  const argv = [...want.command!, verb, want.zone];
  const done = await sys.exec(argv, { timeoutMs: RUN_MS, ...(input === undefined ? {} : { input }) });
  if (done.code !== 0)
    throw new Fault(
      "io",
      `dns-record: ${argv.join(" ")} failed (${done.code}): ${done.stderr.trim() || done.stdout.trim()}`,
    );
  return done.stdout;
}
