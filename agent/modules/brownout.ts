/**
 * IPv4 rejected before it is removed: one nft table of our own, for the host or for one unit, which a single command takes away. Addresses
 * stay, DHCP goes on, and a boot ends it. Whatever still needs IPv4 fails now, while one command brings it back.
 */
import { initOf } from "../facts/gather.ts";
import type { BrownoutWant } from "../protocol/wants.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import type { Module, Plan, Refusal } from "./module.ts";

export const TABLE = "migrate_brownout";
const COMMAND_MS = 15_000;
const CGROUP = "/sys/fs/cgroup";

interface Facts {
  /** Whether `nft` is there. */
  readonly nft: boolean;
  readonly systemd: boolean;
  /** `nft list table`, null where there is none. */
  readonly now: string | null;
  /** Of the unit wanted: where its control group lies below the root of the second hierarchy, null where it has none. */
  readonly group: { readonly path: string; readonly id: string } | null;
}

interface Image {
  /** The ruleset that was there, null for none. */
  readonly before: string | null;
}

export const brownout: Module<Facts, BrownoutWant, Image> = {
  async check(sys, want) {
    const listed = await sys.exec(["nft", "list", "table", "ip", TABLE], { timeoutMs: COMMAND_MS });
    return {
      nft: listed.code !== 127,
      systemd: (await initOf(sys)) === "systemd",
      now: listed.code === 0 ? listed.stdout : null,
      group: want.state === "active" && want.unit !== null ? await groupOf(sys, want.unit) : null,
    };
  },
  diff,
  image: (facts) => ({ before: facts.now }),
  async apply(sys, { facts, want }) {
    const counted = facts.now === null ? [] : [counters(facts.now)];
    await replace(sys, want.state === "active" ? ruleset(want, facts.group) : null);
    return counted;
  },
  async undo(sys, image, restoreFiles) {
    await restoreFiles();
    await replace(sys, image.before === null ? null : asInput(image.before));
    return [image.before === null ? "IPv4 is let through again" : "the brownout that was there before is back"];
  },
  rescue: (facts) => ({
    added: { addresses: [], routes: [] },
    reload: [],
    // A table of our own and nothing else, so its removal is the whole undo; the script may run where the step never got so far.
    afterUndo:
      facts.now === null
        ? [
            {
              argv: ["sh", "-c", `! nft list table ip ${TABLE} >/dev/null 2>&1 || nft delete table ip ${TABLE}`],
              unlessRunning: null,
            },
          ]
        : [
            {
              argv: ["sh", "-c", `printf '%s' "$1" | nft -f -`, "nft", batch(asInput(facts.now))],
              unlessRunning: null,
            },
          ],
    closing: [],
  }),
};

function diff(facts: Facts, want: BrownoutWant): Plan | Refusal {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({ refused, message: `brownout: ${message}` });
  if (!facts.nft) {
    return want.state === "inactive"
      ? { changes: [], edits: [], because: ["nft is not installed here, so nothing is rejected"] }
      : no("unsupported", "nft is not installed here; install nftables, or leave the brownout out");
  }
  if (want.state === "inactive") {
    if (facts.now === null) return { changes: [], edits: [], because: ["no brownout is active"] };
    return {
      changes: [{ key: `nft:${TABLE}`, title: "let IPv4 through again", before: facts.now, after: null }],
      edits: [],
      because: [counters(facts.now)],
    };
  }
  if (want.unit !== null) {
    if (!/^[A-Za-z0-9@:._-]+\.(service|scope|slice)$/.test(want.unit)) {
      return no("refused", `${JSON.stringify(want.unit)} is not a service, scope or slice of systemd`);
    }
    if (!facts.systemd) return no("unsupported", `systemd does not run here, so there is no unit ${want.unit}`);
    if (facts.group === null) {
      return no(
        "refused",
        `${want.unit} has no control group here: it does not run, or this host has only the first hierarchy of control groups`,
      );
    }
  }
  const after = ruleset(want, facts.group);
  const who = want.unit ?? "this host";
  if (facts.now !== null && marks(facts.now) === marks(after)) {
    return {
      changes: [],
      edits: [],
      because: [`IPv4 of ${who} is ${want.mode === "reject" ? "rejected" : "dropped"}`, counters(facts.now)],
    };
  }
  return {
    changes: [
      {
        key: `nft:${TABLE}`,
        title: `${want.mode} IPv4 of ${who}, DHCP and loopback excepted`,
        before: facts.now,
        after,
      },
    ],
    edits: [],
    because: [
      want.mode === "reject"
        ? "what is rejected fails at once (ICMP administratively prohibited, RFC 1812 §5.2.7.1)"
        : "what is dropped hangs until it times out",
      ...(facts.group === null
        ? []
        : [
            `nft knows ${want.unit} by the number of its control group (${facts.group.id}): started anew it has another, and this step is to be done again`,
          ]),
    ],
  };
}

export async function groupOf(sys: System, unit: string): Promise<Facts["group"]> {
  const shown = await sys.exec(["systemctl", "show", "--property=ControlGroup", "--value", unit], {
    timeoutMs: COMMAND_MS,
  });
  const path = shown.stdout.trim().replace(/^\//, "");
  if (shown.code !== 0 || path === "") return null;
  for (const root of [CGROUP, `${CGROUP}/unified`]) {
    // Only the second hierarchy has this file.
    if (
      (await sys.stat(`${root}/${path}/cgroup.procs`)) === null ||
      (await sys.stat(`${root}/cgroup.controllers`)) === null
    )
      continue;
    const id = await sys.exec(["stat", "-c", "%i", `${root}/${path}`], { timeoutMs: COMMAND_MS });
    if (id.code === 0) return { path, id: id.stdout.trim() };
  }
  return null;
}

/** The table as one batch of `nft -f`. The comment says what it is for; nft gives it back as it was written. */
export function ruleset(want: BrownoutWant, group: Facts["group"]): string {
  const which = group === null ? "" : `socket cgroupv2 level ${group.path.split("/").length} "${group.path}" `;
  const mark = `migrate ${want.mode} ${want.unit ?? "host"} ${group?.id ?? ""}`.trim();
  return rejection(TABLE, which, want.mode, mark);
}

/** @param which an expression for what it is about; empty: everything. */
export function rejection(table: string, which: string, mode: BrownoutWant["mode"], mark: string): string {
  const verdict = mode === "reject" ? "reject with icmp type admin-prohibited" : "drop";
  return `table ip ${table} {
  chain out {
    type filter hook output priority -350; policy accept;
    oifname "lo" accept
    ip daddr 127.0.0.0/8 accept
    udp sport 68 udp dport 67 accept
    icmp type destination-unreachable icmp code admin-prohibited accept
    ${which}counter ${verdict} comment "${mark}"
  }
  chain in {
    type filter hook input priority -350; policy accept;
    iifname "lo" accept
    ip saddr 127.0.0.0/8 accept
    udp sport 67 udp dport 68 accept
    icmp type destination-unreachable icmp code admin-prohibited accept
    ${which}counter ${verdict} comment "${mark}"
  }
}
`;
}

function marks(text: string): string {
  return [...text.matchAll(/comment "(migrate [^"]*)"/g)].map(([, mark]) => mark).join("|");
}

/** What `nft list` printed, as `nft -f` takes it: packets counted so far are left out. */
function asInput(listed: string): string {
  return listed.replace(/counter packets \d+ bytes \d+/g, "counter");
}

export function counters(listed: string): string {
  const packets = [...listed.matchAll(/counter packets (\d+)/g)].map(([, count]) => Number(count));
  return `${packets[0] ?? 0} IPv4 packets out and ${packets[1] ?? 0} in were refused so far`;
}

/** The whole table replaced in one transaction of the kernel's. */
function batch(after: string | null): string {
  // Adding it first makes the deletion good whether it was there or not.
  return `table ip ${TABLE}\ndelete table ip ${TABLE}\n${after ?? ""}`;
}

async function replace(sys: System, after: string | null): Promise<void> {
  const done = await sys.exec(["nft", "-f", "-"], { input: batch(after), timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `nft refused the rules: ${done.stderr.trim()}`);
}
