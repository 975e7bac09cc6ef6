/** Sessions that outlive this process: in a file, and in the other gateway of a pair. */
import type { Configuration } from "../config.ts";
import type { Translator } from "../translator.ts";
import { restoreSessions, saveSessions } from "./state-file.ts";
import { GatewaySync } from "./sync.ts";

/** The other gateway may not keep us from ending. */
const FINISH_MS = 500;

export class KeptSessions {
  readonly sync: GatewaySync | null;
  readonly #path: string | null;
  readonly #translator: Translator;
  readonly #log: (line: string) => void;

  constructor(configuration: Configuration, translator: Translator, io: { log(line: string): void }) {
    const { sync, stateFile } = configuration;
    const bindings = translator.stateful?.bindings ?? null;
    this.#translator = translator;
    this.#path = bindings === null ? null : stateFile;
    this.#log = (line) => io.log(line);
    this.sync =
      sync === null || bindings === null
        ? null
        : new GatewaySync(sync, translator.settings, bindings, () => performance.now(), this.#log);
  }

  /** What the process before us left. A file that is broken costs the sessions, never the translator. */
  restore(nowMs: number): void {
    const bindings = this.#translator.stateful?.bindings;
    if (this.#path === null || bindings === undefined) return;
    try {
      const restored = restoreSessions(this.#path, bindings, this.#translator.settings, nowMs, Date.now());
      if (restored !== null)
        this.#log(`state: ${restored.kept} sessions taken over from ${this.#path}, ${restored.lost} had ended`);
    } catch (error) {
      this.#log(`state: ${(error as Error).message}; starting without sessions`);
    }
  }

  async start(): Promise<void> {
    await this.sync?.start();
  }

  tick(nowMs: number): void {
    this.sync?.tick(nowMs);
  }

  /** Write down what is to be kept. */
  async finish(nowMs: number): Promise<void> {
    const bindings = this.#translator.stateful?.bindings;
    if (this.#path !== null && bindings !== undefined) {
      try {
        const kept = saveSessions(this.#path, bindings, this.#translator.settings, nowMs, Date.now());
        this.#log(`state: ${kept} sessions written to ${this.#path}`);
      } catch (error) {
        this.#log(`state: sessions are lost: ${(error as Error).message}`);
      }
    }
    if (this.sync !== null) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, FINISH_MS);
      });
      await Promise.race([this.sync.finish(nowMs), late]);
      clearTimeout(timer);
    }
  }

  close(): void {
    this.sync?.close();
  }
}
