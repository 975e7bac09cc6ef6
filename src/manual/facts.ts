/** What the manual says beside the commands: exit codes and files. */
export interface ExitLine {
  readonly code: string;
  readonly meaning: string;
}

export const EXITS: readonly ExitLine[] = [
  { code: "0", meaning: "done, or nothing to do" },
  { code: "1", meaning: "any other error" },
  { code: "2", meaning: "only with --detailed-exitcode: something would change" },
  { code: "3", meaning: "a gate or step failed; what was touched was put back, and that was verified" },
  { code: "4", meaning: "hosts unreachable; nothing changed on them" },
  { code: "5", meaning: "stopped part-way; consistent; `resume` works" },
  { code: "6", meaning: "undo failed or its outcome is unknown: a person must look; the hosts are named" },
  { code: "7", meaning: "saved plan is stale: sources, facts or changes are others, expired, or already used" },
  { code: "8", meaning: "another run holds the lease" },
  { code: "9", meaning: "waits for approval, or a gate is `unknown`" },
  { code: "64", meaning: "bad usage" },
  { code: "65", meaning: "invalid plan" },
  { code: "130", meaning: "SIGINT, after a safe stop" },
  { code: "143", meaning: "SIGTERM, after a safe stop" },
];

export const FILES: readonly { readonly path: string; readonly about: string }[] = [
  { path: "$XDG_STATE_HOME/migrate/runs", about: "runs, on the workstation" },
  { path: "/var/lib/migrate", about: "on a host: cache, receipts, guard, daemons" },
  {
    path: "/var/lib/migrate/guard/undo.sh",
    about: "on a host: the way out on a console, which needs no agent and no network",
  },
];
