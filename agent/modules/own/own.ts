/** Runs modules and backends of the operator's own. Their source travels with the step and stays in the receipt, so that undo needs neither controller nor plan. */
import type { OwnWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { Module } from "../module.ts";
import { BACKEND_VERSION, type OwnModule, type OwnPlan, type OwnRefusal } from "./contract.ts";
import { inTheWay } from "./in-the-way.ts";

interface Facts {
  readonly module: OwnModule;
  readonly found: unknown;
  /** Of ours, that runs where a backend of the operator's own is to. */
  readonly inTheWay: string | null;
}

interface Image extends Source {
  readonly own: unknown;
}

type Source = Pick<OwnWant, "file" | "source" | "backend">;

export const own: Module<Facts, OwnWant, Image> = {
  async check(sys, want, home) {
    const module = await load(want);
    const found = await awaits(want, "check", () => module.check(sys, want.want));
    return { module, found, inTheWay: want.backend === undefined ? null : await inTheWay(sys, want.backend, home) };
  },
  diff({ module, found, inTheWay: other }, want) {
    if (other !== null)
      return {
        refused: "refused",
        message: `${other} runs here, and ${want.file} would be a second one: \`migrate rollback\` the run that brought it first`,
      };
    const answer: OwnPlan | OwnRefusal | undefined = answers(want, "diff", () => module.diff(found, want.want));
    if (answer !== undefined && "refused" in answer)
      return { refused: "refused", message: `${want.file}: ${answer.refused}` };
    if (!Array.isArray(answer?.changes))
      return { refused: "unsupported", message: `${want.file}: diff answered without a list of changes` };
    const { changes, edits = [], because = [] } = answer;
    return { changes, edits, because: [`by ${want.file}`, ...because] };
  },
  image: ({ module, found }, want) => ({
    file: want.file,
    source: want.source,
    ...(want.backend === undefined ? {} : { backend: want.backend }),
    own: answers(want, "image", () => module.image?.(found, want.want) ?? null),
  }),
  async apply(sys, { facts: { module, found }, want, writeFiles }) {
    if (module.apply === undefined) await writeFiles();
    else await awaits(want, "apply", () => module.apply!(sys, { facts: found, want: want.want, writeFiles }));
  },
  async undo(sys, image, restoreFiles) {
    const module = await load(image);
    if (module.undo === undefined) await restoreFiles();
    else await awaits(image, "undo", () => module.undo!(sys, image.own, restoreFiles));
    return [];
  },
};

/** @throws Fault where the file is no module, or not the backend that is meant. */
async function load({ file, source, backend }: Source): Promise<OwnModule> {
  let found: { readonly default?: Partial<OwnModule> & { readonly backend?: unknown; readonly version?: unknown } };
  try {
    found = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  } catch (cause) {
    throw new Fault("unsupported", `${file} cannot be loaded: ${(cause as Error).message}`, { cause });
  }
  const module = found.default;
  if (backend !== undefined && module?.backend !== backend)
    throw new Fault(
      "unsupported",
      `${file} is no ${backend} backend: its default export says backend: ${JSON.stringify(module?.backend)}, not "${backend}"`,
    );
  if (backend !== undefined && module?.version !== BACKEND_VERSION)
    throw new Fault(
      "unsupported",
      `${file} is for version ${JSON.stringify(module?.version)} of the contract of backends, and this migrate has version ${BACKEND_VERSION}: see docs/extending.md`,
    );
  for (const name of ["check", "diff"] as const) {
    if (typeof module?.[name] !== "function")
      throw new Fault("unsupported", `${file} is no module: its default export has no function ${name}`);
  }
  return module as OwnModule;
}

/** Whatever the operator's code throws is told with where it came from. */
async function awaits<T>({ file }: Source, name: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw broke(file, name, error);
  }
}

function answers<T>({ file }: Source, name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw broke(file, name, error);
  }
}

/** What ours threw in between (a file that cannot be written) stays as it is. */
function broke(file: string, name: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new Fault("io", `${file}: its ${name} threw: ${said}`, { cause: error });
}
