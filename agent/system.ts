/** The only way to commands, files and the clock of a host. Modules and facts take it as an argument, so a recorded one serves tests. */
import type { Network } from "./facts/addresses.ts";
import type { RouteFact } from "./protocol/facts.ts";

export interface ExecResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FileState {
  readonly kind: "file" | "symlink" | "directory";
  /** Content of a file, target of a symlink, null for a directory. */
  readonly content: string | null;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
}

export interface System {
  /** Run argv without a shell. Never throws for a non-zero exit; a missing program has code 127. */
  exec(
    argv: readonly string[],
    options?: { readonly input?: string; readonly timeoutMs?: number; readonly env?: Readonly<Record<string, string>> },
  ): Promise<ExecResult>;
  /** Addresses and links of this network namespace. @throws where the kernel does not say. */
  network(): Promise<Network>;
  /** Routes that carry traffic: those the kernel keeps for its own addresses are left out. @throws where the kernel does not say. */
  routes(family: 4 | 6): Promise<readonly RouteFact[]>;
  /** A command in its own session that outlives this process and this connection. @returns its pid. */
  detach(argv: readonly string[], options?: { readonly log?: string }): Promise<number>;
  /** Null where there is none. Follows no symlink. */
  stat(path: string): Promise<FileState | null>;
  /** Text of a file (symlinks followed), or null where it does not exist. Bytes that are not UTF-8 come through unharmed (byte-text.ts). */
  read(path: string): Promise<string | null>;
  list(path: string): Promise<readonly string[]>;
  /** Whether something is there; symlinks are followed. */
  has(path: string): Promise<boolean>;
  /** Replace a file atomically (write beside, fsync, rename, fsync folder); keeps mode, owner, extended attributes and symlink target of what it replaces. */
  write(
    path: string,
    content: string,
    options?: { readonly mode?: number; readonly uid?: number; readonly gid?: number },
  ): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  remove(path: string): Promise<void>;
  mkdir(path: string, mode?: number): Promise<void>;
  /**
   * Who else has IPv4 addresses on a link (RFC 5227 probes, four seconds).
   * @returns hardware address by IPv4 address of those that are taken; null where the link cannot be asked.
   */
  owners(link: string, addresses: readonly string[]): Promise<ReadonlyMap<string, string> | null>;
  readonly now: () => number;
}
