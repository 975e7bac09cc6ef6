/** Runs a module of the operator's own. Its source travels with the step and stays in the receipt, so that undo needs neither controller nor plan. */
import type { OwnWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { Module } from "../module.ts";
import type { OwnModule, OwnPlan, OwnRefusal } from "./contract.ts";

interface Facts {
  readonly module: OwnModule;
  readonly found: unknown;
}

interface Image {
  readonly file: string;
  readonly source: string;
  readonly own: unknown;
}

export const own: Module<Facts, OwnWant, Image> = {
  async check(sys, want) {
    const module = await load(want);
    return { module, found: await module.check(sys, want.want) };
  },
  diff({ module, found }, want) {
    const answer: OwnPlan | OwnRefusal = module.diff(found, want.want);
    if ("refused" in answer) return { refused: "refused", message: `${want.file}: ${answer.refused}` };
    if (!Array.isArray(answer.changes))
      return { refused: "unsupported", message: `${want.file}: diff answered without a list of changes` };
    const { changes, edits = [], because = [] } = answer;
    return { changes, edits, because: [`by ${want.file}`, ...because] };
  },
  image: ({ module, found }, want) => ({
    file: want.file,
    source: want.source,
    own: module.image?.(found, want.want) ?? null,
  }),
  async apply(sys, { facts: { module, found }, want, writeFiles }) {
    if (module.apply === undefined) await writeFiles();
    else await module.apply(sys, { facts: found, want: want.want, writeFiles });
  },
  async undo(sys, image, restoreFiles) {
    const module = await load(image);
    if (module.undo === undefined) await restoreFiles();
    else await module.undo(sys, image.own, restoreFiles);
    return [];
  },
};

/** @throws Fault where the file is no module. */
async function load({ file, source }: Pick<OwnWant, "file" | "source">): Promise<OwnModule> {
  let found: { readonly default?: Partial<OwnModule> };
  try {
    found = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  } catch (cause) {
    throw new Fault("unsupported", `${file} cannot be loaded: ${(cause as Error).message}`, { cause });
  }
  const module = found.default;
  for (const name of ["check", "diff"] as const) {
    if (typeof module?.[name] !== "function")
      throw new Fault("unsupported", `${file} is no module: its default export has no function ${name}`);
  }
  return module as OwnModule;
}
