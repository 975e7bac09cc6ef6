/** Whom this host takes its time from, as its time daemon says. */
import type { Observed } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, unable } from "./outcome.ts";

const TIMEOUT_MS = 10_000;

type Source = Observed["time-source"];

interface Daemon {
  readonly argv: readonly string[];
  readonly read: (text: string) => Source;
}

const DAEMONS: readonly Daemon[] = [
  { argv: ["chronyc", "-c", "-n", "sources"], read: readChrony },
  {
    argv: [
      "timedatectl",
      "show-timesync",
      "--property=ServerAddress",
      "--property=ServerName",
      "--property=NTPMessage",
    ],
    read: readTimesyncd,
  },
  { argv: ["ntpq", "-pnw"], read: readNtpq },
];

/** The first daemon that answers. */
export async function timeSource(sys: System): Promise<Result> {
  const failed: string[] = [];
  for (const { argv, read } of DAEMONS) {
    const ran = await sys.exec(argv, { timeoutMs: TIMEOUT_MS, env: { LC_ALL: "C" } });
    if (ran.code !== 0) {
      if (ran.code !== 127) failed.push(`${argv[0]}: ${(ran.stderr || ran.stdout).trim().split("\n")[0]}`);
      continue;
    }
    const seen = read(ran.stdout);
    return answered(`${seen.program}: ${seen.source ?? "no source is selected"}`, { ...seen });
  }
  return unable(
    failed.length > 0 ? failed.join("; ") : "no time daemon is on this host (chrony, systemd-timesyncd or ntpd)",
  );
}

/** `chronyc -c sources`: mode, state, address, …; `*` is the one selected. */
export function readChrony(text: string): Source {
  const rows = text.split("\n").flatMap((line) => {
    const [mode, state, name] = line.split(",");
    return name === undefined ? [] : [{ mode, state, name }];
  });
  const source = rows.find(({ state }) => state === "*")?.name ?? null;
  return { program: "chrony", synchronised: source !== null, source, sources: rows.map(({ name }) => name) };
}

export function readTimesyncd(text: string): Source {
  const of = (key: string): string => new RegExp(`^${key}=(.*)$`, "m").exec(text)?.[1] ?? "";
  const source = of("ServerAddress") || null;
  // The last answer of the server; empty until one came.
  const synchronised = source !== null && of("NTPMessage") !== "";
  return { program: "systemd-timesyncd", synchronised, source, sources: source === null ? [] : [source] };
}

/** `ntpq -pnw`: the first sign of a row is its tally; `*` and `o` stand for the one selected. */
export function readNtpq(text: string): Source {
  const rows = text.split("\n").flatMap((line) => {
    const row = /^([ *o+#x.-])([0-9a-fA-F:.]+)(?:\s|$)/.exec(line);
    return row === null ? [] : [{ tally: row[1]!, name: row[2]! }];
  });
  const source = rows.find(({ tally }) => tally === "*" || tally === "o")?.name ?? null;
  return { program: "ntpd", synchronised: source !== null, source, sources: rows.map(({ name }) => name) };
}
