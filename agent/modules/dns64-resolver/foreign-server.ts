/** A DNS server that is not ours and can synthesise: what differs between them. */
import type { Change } from "../../protocol/messages.ts";
import type { Dns64Policy } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import type { FileEdit } from "../module.ts";
import type { Anchor } from "./trust-anchors.ts";

export interface ServerFiles {
  /** By path; null where there is none. */
  readonly texts: Readonly<Record<string, string | null>>;
  /** Where the operator's own configuration listens; null where that does not matter. */
  readonly listens: readonly string[] | null;
}

export type FilesPlan =
  | { readonly changes: readonly Change[]; readonly edits: readonly FileEdit[]; readonly because: readonly string[] }
  | { readonly blocked: string };

export interface ForeignServer {
  readonly backend: "bind9" | "unbound";
  /** Of systemd, without `.service`. */
  readonly unit: string;
  /** As its command line begins. */
  readonly program: string;
  /** Where systemd is not PID 1; the first that exists. */
  readonly initScripts: readonly string[];
  readonly pidFile: string;
  /** Debian package by program. */
  readonly packages: Readonly<Record<string, string>>;
  /** Whether SIGHUP brings all of a new configuration into force. */
  readonly reloads: boolean;
  /** Checks the whole configuration as it lies on disk. */
  readonly check: readonly string[];
  /** Command that must have run once before the check can pass. */
  readonly prepare: readonly string[] | null;
  read(sys: System): Promise<ServerFiles>;
  /** Pure. */
  diff(files: ServerFiles, policy: Dns64Policy, anchors: readonly Anchor[]): FilesPlan;
  /** Files that are ours alone. */
  readonly loaded: readonly string[];
}
