/** Traffic from one host of a lab through its translators, as load.py makes it. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { HeldLab } from "../../../src/lab/lab.ts";

const PROGRAM = readFileSync(join(import.meta.dirname, "load.py"), "utf8");
/** echo.vendor.example, as every IPv4-only name of the lab, behind the well-known prefix. */
const ECHO = "64:ff9b::5db8:d80a";
const STAYING = 8;

export interface Seen {
  readonly established: number;
  readonly exchanges: number;
  readonly broken: readonly string[];
  readonly udp: number;
  readonly udp_lost: number;
  readonly new: number;
  readonly failed: readonly string[];
}

export class Load {
  readonly #lab: HeldLab;
  readonly #host: string;
  /** Its own: one that was told to end goes on saying how it ends. */
  readonly #folder: string;

  private constructor(lab: HeldLab, host: string, folder: string) {
    this.#lab = lab;
    this.#host = host;
    this.#folder = folder;
  }

  /** @param sources IPv6 addresses of the host, taken in turn. */
  static async start(lab: HeldLab, host: string, sources: readonly string[] = []): Promise<Load> {
    const folder = `/tmp/load-${randomUUID()}`;
    const load = new Load(lab, host, folder);
    await load.#sh(
      `mkdir ${folder}; cat >${folder}/load.py <<'X'\n${PROGRAM}\nX\nsetsid python3 ${folder}/load.py ${ECHO} ${folder} ${sources.join(" ")} >${folder}/log 2>&1 </dev/null &`,
    );
    const established = async () => (await load.seen().catch(() => null))?.established;
    await expect.poll(established, { timeout: 20_000 }).toBe(STAYING);
    return load;
  }

  async seen(): Promise<Seen> {
    return JSON.parse(await this.#sh(`cat ${this.#folder}/state.json`)) as Seen;
  }

  /** Every connection that was there at the start is still there and none of the new ones failed. */
  async unharmed(): Promise<Seen> {
    const seen = await this.seen();
    expect(seen).toMatchObject({ broken: [], established: STAYING, failed: [] });
    expect(seen.udp_lost).toBeLessThanOrEqual(1);
    expect(seen.new).toBeGreaterThan(30);
    return seen;
  }

  /** End the connections that stayed. */
  async close(): Promise<void> {
    await this.#sh(`touch ${this.#folder}/close`);
  }

  async end(): Promise<Seen> {
    await this.#sh(`touch ${this.#folder}/close ${this.#folder}/end`);
    const seen = await this.seen();
    expect(seen.failed).toEqual([]);
    return seen;
  }

  async #sh(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.#lab.exec(this.#host, ["sh", "-c", script]);
    expect(code, stderr).toBe(0);
    return stdout;
  }
}
