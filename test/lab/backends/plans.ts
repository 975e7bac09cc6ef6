/** The fleet's one plan with other names behind `backend:`. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLEET = join(import.meta.dirname, "../fleets/backends");

export interface Choice {
  readonly nat64?: string;
  readonly dns64?: string;
  /** Other lines of the plan, by the text they replace. */
  readonly edits?: Readonly<Record<string, string>>;
}

/** Plans live in a folder of their own until `close`. */
export class Plans {
  readonly #folder = mkdtempSync(join(tmpdir(), "migrate-backends-"));

  constructor() {
    cpSync(join(FLEET, "inventory.yaml"), join(this.#folder, "inventory.yaml"));
  }

  /** @returns path of a plan that differs from the fleet's in these names alone. */
  plan({ nat64 = "builtin", dns64 = "builtin", edits = {} }: Choice): string {
    let text = readFileSync(join(FLEET, "plan.yaml"), "utf8")
      .replace(/backend: builtin( +# translator)/, `backend: ${nat64}$1`)
      .replace(/backend: builtin( +# resolver)/, `backend: ${dns64}$1`);
    for (const [from, to] of Object.entries(edits)) {
      if (!text.includes(from)) throw new Error(`the plan has no ${from}`);
      text = text.replace(from, to);
    }
    const path = join(this.#folder, "plan.yaml");
    writeFileSync(path, text);
    return path;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
