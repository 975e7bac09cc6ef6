/** One command on one host with its three streams; ssh2 channels and child processes look alike behind it. */
import type { Readable, Writable } from "node:stream";

export interface Channel {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  /** Resolves, never rejects, when the command or its connection is gone: why, in words. */
  readonly closed: Promise<string>;
  /** End the connection under it as well. Safe to call twice. */
  close(): void;
}

/** How the connection was made. */
export interface Opened {
  readonly channel: Channel;
  /** For logs and evidence: `ssh2 root@[2001:db8::1]:22 through jump1`. */
  readonly via: string;
}

/** Why a host could not be reached, in words for an operator. */
export class ConnectError extends Error {
  readonly code: "refused" | "timeout" | "no-route" | "name" | "auth" | "host-key" | "config" | "lost" | "unsupported";
  constructor(code: ConnectError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ConnectError";
    this.code = code;
  }
}

/** Keeps the last of what a command wrote to stderr, for messages. Bytes. */
const TAIL = 4096;

/** @returns the last lines written so far, trimmed. */
export function tailOf(errors: Readable, onLine: (line: string) => void): () => string {
  let tail = "";
  let partial = "";
  errors.on("data", (piece: Buffer) => {
    const text = piece.toString("utf8");
    tail = (tail + text).slice(-TAIL);
    const lines = (partial + text).split("\n");
    partial = lines.pop()!.slice(-TAIL);
    for (const line of lines) if (line.trim() !== "") onLine(line.replace(/\r$/, ""));
  });
  errors.on("error", () => {});
  return () => tail.trim();
}
