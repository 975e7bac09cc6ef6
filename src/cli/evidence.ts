/** `migrate evidence bundle RUN DIR` and `migrate evidence verify DIR`. */
import { Command } from "commander";
import { EXIT, ExitError } from "./exit.ts";
import { type Globals, globalsOf } from "./globals.ts";

export function evidenceCommand(): Command {
  return new Command("evidence")
    .addCommand(
      new Command("bundle")
        .description("everything a run saw, in a folder for an auditor")
        .argument("<run>", "the run's id, or `last`")
        .argument("<dir>", "a new folder")
        .option("--sign <key>", "sign the manifest with this SSH key (ssh-keygen -Y sign)")
        .action(async (run: string, folder: string, options: { sign?: string }, command: Command) => {
          await bundle(run, folder, options.sign ?? null, globalsOf(command));
        }),
    )
    .addCommand(
      new Command("verify")
        .description("check every link of the hash chain, and name the first that is broken")
        .argument("<dir>", "a bundle, or a run's id, or `last`")
        .option("--signers <file>", "who may have signed it: ssh's ALLOWED SIGNERS format")
        .action(async (place: string, options: { signers?: string }, command: Command) => {
          process.exitCode = await verify(place, options.signers ?? null, globalsOf(command));
        }),
    );
}

async function bundle(name: string, folder: string, sign: string | null, globals: Globals): Promise<void> {
  const { BundleError, writeBundle } = await import("../store/bundle.ts");
  const { VERSION } = await import("../report/version-line.ts");
  const { findRun } = await import("./find-run.ts");
  const { openStore } = await import("./open-store.ts");
  const { renderReport, reportOf } = await import("./report.ts");
  const store = await openStore(globals);
  const directory = await findRun(name, store);
  const report = await reportOf(directory.run, store);
  const reports = {
    "report.html": await renderReport(report, "html"),
    "report.json": await renderReport(report, "json"),
    "junit.xml": await renderReport(report, "junit"),
  };
  try {
    const about = { plan: report.plan, migrate: VERSION, madeAt: new Date(report.madeAt) };
    const manifest = await writeBundle(directory, folder, about, reports, sign);
    process.stderr.write(
      `${folder}: ${manifest.entries} journal entries, ${Object.keys(manifest.files).length} files${sign === null ? ", unsigned" : ", signed"}; the chain ends with ${manifest.head}\n`,
    );
  } catch (error) {
    if (error instanceof BundleError) throw new ExitError(EXIT.error, error.message);
    throw error;
  } finally {
    await store.close();
  }
}

async function verify(place: string, signers: string | null, globals: Globals): Promise<number> {
  const { existsSync } = await import("node:fs");
  const { versionLine } = await import("../report/version-line.ts");
  const { verifyBundle, verifyRun } = await import("../store/bundle.ts");
  const { findRun } = await import("./find-run.ts");
  const { withStore } = await import("./open-store.ts");
  if (signers !== null && !existsSync(signers)) throw new ExitError(EXIT.usage, `--signers ${signers}: no such file`);
  if (signers !== null && !existsSync(place))
    throw new ExitError(EXIT.usage, `--signers belongs to a bundle: a run where it is kept is not signed`);
  const found = existsSync(place)
    ? await verifyBundle(place, signers)
    : await withStore(globals, async (store) => verifyRun(await findRun(place, store)));
  if (globals.json)
    process.stdout.write(`${versionLine()}${JSON.stringify({ type: "evidence.verified", folder: place, ...found })}\n`);
  if (!found.intact) {
    process.stderr.write(
      `broken at ${found.where}: ${found.because}\nWhat stands before it is as it was written; from there on nothing is proven.\n`,
    );
    return EXIT.error;
  }
  const { chain, signature } = found;
  const signed = {
    none: "not signed: whoever could write here could have made the chain anew; compare its end with what was noted elsewhere",
    "made-by": `signed with the ${signature.kind === "made-by" ? signature.key : ""}; --signers FILE says whose that may be`,
    trusted: `signed by ${signature.kind === "trusted" ? signature.signer : ""}`,
  }[signature.kind];
  process.stderr.write(
    `intact: ${chain.entries} entries, ${chain.evidence} answers of gates; the chain ends with ${chain.head}\n${signed}\n`,
  );
  return EXIT.ok;
}
