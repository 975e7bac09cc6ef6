/**
 * IPv4 kept from one service of systemd for good, on a host that keeps its addresses for others. nft knows a unit by the number of its control
 * group, which is another after every start: a drop-in sets the rules anew before the service's own program begins.
 */
import { initOf } from "../facts/gather.ts";
import { command, quote } from "../guard/shell.ts";
import type { UnitIpv4Want } from "../protocol/wants.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { counters, groupOf, rejection } from "./brownout.ts";
import { fileChange } from "./files.ts";
import type { FileEdit, Module, Plan, Refusal } from "./module.ts";

const COMMAND_MS = 15_000;
const RELOAD = ["systemctl", "daemon-reload"] as const;

interface Facts {
  readonly systemd: boolean;
  readonly nft: boolean;
  /** `LoadState` of the unit: `loaded`, `not-found`. */
  readonly loaded: string;
  /** Of the drop-in and its script, null where there is none. */
  readonly dropIn: string | null;
  readonly script: string | null;
  /** Number of the unit's control group, null where it does not run. */
  readonly group: string | null;
  /** `nft list table`, null where there is none. */
  readonly table: string | null;
}

export const unitIpv4: Module<Facts, UnitIpv4Want, { readonly unit: string }> = {
  async check(sys, { unit }) {
    const named = isService(unit);
    const systemd = (await initOf(sys)) === "systemd";
    const ask = async (...argv: string[]) => sys.exec(argv, { timeoutMs: COMMAND_MS });
    const listed = await ask("nft", "list", "table", "ip", tableOf(unit));
    const shown = systemd && named ? await ask("systemctl", "show", "--property=LoadState", "--value", unit) : null;
    return {
      systemd,
      nft: listed.code !== 127,
      loaded: shown?.stdout.trim() ?? "",
      dropIn: named ? await sys.read(`${folderOf(unit)}.conf`) : null,
      script: named ? await sys.read(`${folderOf(unit)}.sh`) : null,
      group: systemd && named ? ((await groupOf(sys, unit))?.id ?? null) : null,
      table: listed.code === 0 ? listed.stdout : null,
    };
  },
  diff,
  image: (_facts, { unit }) => ({ unit }),
  async apply(sys, { want, writeFiles }) {
    await writeFiles();
    await must(sys, RELOAD);
    await must(sys, ["sh", `${folderOf(want.unit)}.sh`]);
  },
  async undo(sys, { unit }, restoreFiles) {
    await restoreFiles();
    await must(sys, RELOAD);
    await must(sys, remove(unit));
    return [];
  },
  rescue: (_facts, { unit }) => ({
    added: { addresses: [], routes: [] },
    generate: [RELOAD],
    reload: [],
    afterUndo: [{ argv: remove(unit), unlessRunning: null }],
    closing: [],
  }),
};

function diff(facts: Facts, { unit }: UnitIpv4Want): Plan | Refusal {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({ refused, message: `unit-ipv4: ${message}` });
  if (!isService(unit)) return no("refused", `${JSON.stringify(unit)} is not a service of systemd`);
  if (!facts.systemd) return no("unsupported", `systemd does not run here, so IPv4 cannot be kept from ${unit} alone`);
  if (!facts.nft) return no("unsupported", `nft is not installed here, so IPv4 cannot be kept from ${unit} alone`);
  if (facts.loaded !== "loaded")
    return no("refused", `there is no unit ${unit} here (${facts.loaded}): say under \`unit\` what systemctl calls it`);
  const because = [
    `this host keeps IPv4 for another service: only ${unit} does without`,
    ...(facts.table === null ? [] : [counters(facts.table)]),
  ];
  const files: readonly { path: string; before: string | null; after: string; mode: number }[] = [
    { path: `${folderOf(unit)}.sh`, before: facts.script, after: scriptOf(unit), mode: 0o644 },
    { path: `${folderOf(unit)}.conf`, before: facts.dropIn, after: dropInOf(unit), mode: 0o644 },
  ].filter(({ before, after }) => before !== after);
  const stands = facts.group === null || facts.table?.includes(`migrate reject ${unit} ${facts.group}"`) === true;
  return {
    changes: [
      ...files.map(({ path, before, after }) =>
        fileChange(
          path,
          before,
          after,
          `${path.endsWith(".sh") ? "write" : "have systemd run"} what rejects IPv4 of ${unit}`,
        ),
      ),
      ...(stands
        ? []
        : [
            {
              key: `nft:${tableOf(unit)}`,
              title: `reject IPv4 of ${unit}, loopback excepted; the host's addresses stay`,
              before: facts.table,
              after: `migrate reject ${unit}`,
            },
          ]),
    ],
    edits: files.map(({ path, after, mode }): FileEdit => ({ path, after, mode })),
    because,
  };
}

function isService(unit: string): boolean {
  return /^[A-Za-z0-9@:._-]+\.service$/.test(unit);
}

/** Without the ending. systemd reads the `.conf` there and nothing else. */
function folderOf(unit: string): string {
  return `/etc/systemd/system/${unit}.d/90-migrate-ipv4`;
}

function tableOf(unit: string): string {
  return `migrate_${unit.replace(/\.service$/, "").replace(/[^A-Za-z0-9]/g, "_")}`;
}

/** A rule that cannot be set is no reason for the service not to start; `migrate drift` tells. */
function dropInOf(unit: string): string {
  return `# Written by migrate: ${unit} does without IPv4, the host keeps it for others.
[Service]
ExecStartPre=-+/bin/sh ${folderOf(unit)}.sh
`;
}

function scriptOf(unit: string): string {
  return `# Written by migrate: rejects IPv4 of ${unit} alone. To see what it rejected: nft list table ip ${tableOf(unit)}
group=$(systemctl show --property=ControlGroup --value ${quote(unit)})
group=\${group#/}
[ -n "$group" ] || exit 0
level=$(($(echo "$group" | tr -cd / | wc -c) + 1))
id=$(stat -c %i "/sys/fs/cgroup/$group") || exit 1
exec nft -f - <<END
table ip ${tableOf(unit)}
delete table ip ${tableOf(unit)}
${rejection(tableOf(unit), `socket cgroupv2 level $level "$group" `, "reject", `migrate reject ${unit} $id`)}END
`;
}

function remove(unit: string): string[] {
  const there = command(["nft", "list", "table", "ip", tableOf(unit)]);
  return ["sh", "-c", `! ${there} >/dev/null 2>&1 || nft delete table ip ${tableOf(unit)}`];
}

async function must(sys: System, argv: readonly string[]): Promise<void> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim()}`);
}
