/**
 * The first thing that runs on a host: POSIX sh, as root, no more than a Debian minbase has. It finds or asks for a runtime and the agent,
 * and becomes the agent. All on one channel: it asks on stdout, files come on stdin.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { READY_MARKER } from "../../agent/protocol/version.ts";

/**
 * Asks for the runtime or the agent: `x86_64 node`. Answered with `get <sha256 of the content> <URL>`, or with `put <sha256 of the compressed> <its bytes>`.
 * Of a put of the runtime the host then says how much it has from before, `x86_64 node at 0`, and gets the rest, gzip; of a get that went wrong
 * `x86_64 node not <why>`. The agent follows its put at once, its files in a tar, gzip.
 */
export const PUSH_MARKER = "\u0000migrate-push\u0000";
/** Gives up, with one line of why. */
export const FAIL_MARKER = "\u0000migrate-fail\u0000";
/** sudo's prompt: known words instead of a translated one, and seen at all only if sudo asks. */
export const SUDO_PROMPT = "migrate-sudo-password:";

const SCRIPT = readFileSync(join(import.meta.dirname, "bootstrap.sh"), "utf8");

/** Whom the script becomes first, or null; whether sudo may ask for a password on stdin. */
export type BecomeUser = { readonly user: string; readonly asks: boolean } | null;

/** What each machine type would be given. */
export interface Wanted {
  readonly machine: string;
  readonly agent: string;
  readonly runtime: string;
}

/** The command for a login shell: becomes root if need be, then the script. $SSH_CONNECTION is handed on as an argument, as sudo drops it. */
export function bootstrapCommand(wanted: readonly Wanted[], become: BecomeUser): string {
  return commandOf(SCRIPT, wanted.map((w) => `${w.machine}:${w.agent}:${w.runtime}`).join(" "), become);
}

/** The same up to the script, which only says what it was given as $SSH_CONNECTION: one line behind the ready marker. */
export function knockCommand(become: BecomeUser): string {
  return commandOf(KNOCK, "", become);
}

const KNOCK = `printf "${READY_MARKER.replaceAll("\0", "\\000")}%s\\n" "$1"`;

function commandOf(script: string, argument: string, become: BecomeUser): string {
  if (become === null) return `exec sh -c ${quote(script)} migrate "$SSH_CONNECTION" ${quote(argument)}`;
  const run = `sh -c "$0" migrate "$SSH_CONNECTION" "$1"`;
  const outer =
    `[ "$(id -un)" = ${quote(become.user)} ] && exec ${run}; ` +
    `exec sudo ${become.asks ? `-S -p ${SUDO_PROMPT}` : "-n"} -u ${quote(become.user)} -- ${run}`;
  return `exec sh -c ${quote(outer)} ${quote(script)} ${quote(argument)}`;
}

/** One word for any Bourne-like shell, and for fish. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
