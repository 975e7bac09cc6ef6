/** A terminal of 80 columns to run commands in: tmux, whose screen can be read back. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const COLUMNS = 80;
const ROWS = 50;
const PATIENCE_MS = 170_000;

export interface Screen {
  /** NaN while it runs. */
  readonly code: number;
  /** As written, whether or not it fits the terminal; from the first line on. */
  readonly lines: readonly string[];
  /** With colours, as escape sequences. */
  readonly coloured: string;
  readonly cursorShown: boolean;
}

export class Terminal {
  readonly #folder = mkdtempSync(join(tmpdir(), "migrate-terminal-"));
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  #sessions = 0;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    this.#cwd = cwd;
    this.#env = env;
    writeFileSync(
      join(this.#folder, "conf"),
      "set -g exit-empty off\nset -g history-limit 50000\nset -g default-terminal screen-256color\nset -g status off\n",
    );
  }

  /** To its end; then the terminal is still there, as its next user would find it. */
  async run(command: string, env: Readonly<Record<string, string>> = {}): Promise<Screen> {
    const session = this.start(`${command}; echo "exit: $?"; exec cat`, env);
    const ended = (): boolean => /^exit: \d+$/.test(this.screen(session).lines.at(-1) ?? "");
    await this.until(ended, command);
    const screen = this.screen(session);
    this.#tmux("kill-session", "-t", session);
    return screen;
  }

  /** @returns the session's name, for `screen` and `keys`. */
  start(command: string, env: Readonly<Record<string, string>> = {}): string {
    this.#sessions += 1;
    const session = `s${this.#sessions}`;
    const set = Object.entries(env).flatMap(([key, value]) => ["-e", `${key}=${value}`]);
    this.#tmux("new-session", "-d", "-s", session, "-x", String(COLUMNS), "-y", String(ROWS), ...set, command);
    return session;
  }

  keys(session: string, keys: string): void {
    this.#tmux("send-keys", "-t", session, keys);
  }

  screen(session: string): Screen {
    const cursor = this.#tmux("display", "-p", "-t", session, "#{cursor_flag}").trim();
    const captured = (...flags: string[]): string =>
      this.#tmux("capture-pane", "-p", "-t", session, "-S", "-", ...flags).trimEnd();
    const lines = captured("-J").split("\n");
    return {
      code: Number(/^exit: (\d+)$/.exec(lines.at(-1) ?? "")?.[1] ?? Number.NaN),
      lines,
      coloured: captured("-e"),
      cursorShown: cursor === "1",
    };
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`${what}: waited for ${PATIENCE_MS / 1000} s`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  close(): void {
    try {
      this.#tmux("kill-server");
    } finally {
      rmSync(this.#folder, { recursive: true });
    }
  }

  #tmux(...argv: string[]): string {
    return execFileSync("tmux", ["-S", join(this.#folder, "socket"), "-f", join(this.#folder, "conf"), ...argv], {
      cwd: this.#cwd,
      env: this.#env,
      encoding: "utf8",
    });
  }
}
