/** RFC 2136 with TSIG, by nsupdate; what is there is asked of the primary itself, by dig. */
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import type { RecordSet, SetEdit } from "./live-plan.ts";
import type { LiveServer, LiveWant } from "./live-server.ts";

const ASK_MS = 10_000;
const UPDATE_MS = 20_000;

export const nsupdateServer: LiveServer = {
  async read(sys, want, names) {
    const sets: RecordSet[] = [];
    const aliases: Record<string, string> = {};
    for (const name of names) {
      for (const type of ["A", "AAAA"] as const) {
        const rows = await dig(sys, want, name, type);
        const alias = rows.find((row) => row.type === "CNAME");
        if (alias !== undefined) aliases[name] = alias.data;
        const own = rows.filter((row) => row.type === type && row.name === name);
        if (own.length > 0) sets.push({ name, type, ttl: own[0]!.ttl, addresses: own.map(({ data }) => data) });
      }
    }
    return { sets, aliases };
  },
  async write(sys, want, edits) {
    const { address, port } = serverOf(want);
    const lines = [`server ${address} ${port}`, `zone ${want.zone}.`, ...edits.flatMap(linesOf), "send", ""];
    const key = want.key ?? null;
    const argv = ["nsupdate", "-v", ...(key === null ? [] : ["-k", key])];
    const done = await sys.exec(argv, { input: lines.join("\n"), timeoutMs: UPDATE_MS });
    if (done.code === 127)
      throw new Fault("unsupported", "dns-record: there is no nsupdate on this host: install it (bind9-dnsutils)");
    if (done.code !== 0) throw new Fault("io", `dns-record: ${why(done.stderr || done.stdout, want)}`);
  },
};

/** Prerequisites first (RFC 2136 §2.4): what the plan saw must still be so, or nothing is changed. */
function linesOf({ name, type, before, after }: SetEdit): readonly string[] {
  return [
    ...(before === null
      ? [`prereq nxrrset ${name}. IN ${type}`]
      : before.addresses.map((address) => `prereq yxrrset ${name}. IN ${type} ${address}`)),
    ...(before === null ? [] : [`update delete ${name}. IN ${type}`]),
    ...(after?.addresses ?? []).map((address) => `update add ${name}. ${after!.ttl} IN ${type} ${address}`),
  ];
}

/** nsupdate ends with 2 for every refusal: what it says is the difference. */
function why(said: string, { zone, key }: LiveWant): string {
  const text = said.trim().split("\n").at(-1) ?? "";
  if (/NXRRSET|YXRRSET/.test(text)) return `${zone} was changed between look and update: nothing was done; again`;
  if (/BADKEY|BADSIG|BADTIME|NOTAUTH/.test(text)) return `the primary of ${zone} does not take the key ${key}: ${text}`;
  if (/REFUSED/.test(text)) return `the primary of ${zone} refuses the update: let this key update A and AAAA there`;
  return `update of ${zone} failed: ${text}`;
}

async function dig(
  sys: System,
  want: LiveWant,
  name: string,
  type: string,
): Promise<readonly { name: string; ttl: number; type: string; data: string }[]> {
  const { address, port } = serverOf(want);
  const argv = [
    "dig",
    `@${address}`,
    "-p",
    port,
    "+tcp",
    "+norecurse",
    "+noall",
    "+answer",
    "+comments",
    "+time=3",
    "+tries=2",
  ];
  const done = await sys.exec([...argv, `${name}.`, type], { timeoutMs: ASK_MS });
  if (done.code === 127)
    throw new Fault("unsupported", "dns-record: there is no dig on this host: install it (bind9-dnsutils)");
  const status = /status: ([A-Z]+)/.exec(done.stdout)?.[1];
  if (done.code !== 0 || (status !== "NOERROR" && status !== "NXDOMAIN"))
    throw new Fault(
      "io",
      `dns-record: ${address} does not answer for ${name}: ${status ?? done.stdout.trim().split("\n").at(-1)}`,
    );
  if (!/flags:[^;]*\baa\b/.test(done.stdout))
    throw new Fault(
      "refused",
      `dns-record: ${address} is not an authoritative server of ${want.zone}: name its primary under \`server\``,
    );
  return done.stdout
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(";"))
    .map((line) => line.split(/\s+/))
    .map(([owner = "", ttl, , kind = "", ...data]) => ({
      name: owner.toLowerCase().replace(/\.$/, ""),
      ttl: Number(ttl),
      type: kind,
      data: data.join(" "),
    }));
}

function serverOf({ server }: LiveWant): { readonly address: string; readonly port: string } {
  const found = /^\[([^\]]+)\](?::(\d+))?$|^([^:]+):(\d+)$/.exec(server ?? "::1");
  return { address: found?.[1] ?? found?.[3] ?? server ?? "::1", port: found?.[2] ?? found?.[4] ?? "53" };
}
