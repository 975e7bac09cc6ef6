/** Monitoring asks over IPv6: files of the operator's own monitoring, edited, checked by its own program, and taken up. */
import type { MonitoringWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { FileEdit, Module, Plan, Refusal } from "../module.ts";
import { moveAddresses } from "./addresses.ts";
import { pinModules } from "./blackbox.ts";
import { withDash6 } from "./check-commands.ts";

const RUN_MS = 30_000;

interface Facts {
  /** Content by path; null: no such file. */
  readonly files: Readonly<Record<string, string | null>>;
}

interface Image {
  readonly want: MonitoringWant;
  readonly after: Readonly<Record<string, string | null>>;
}

export const monitoring: Module<Facts, MonitoringWant, Image> = {
  async check(sys, want) {
    const files: Record<string, string | null> = {};
    for (const path of pathsOf(want)) files[path] = await sys.read(path);
    return { files };
  },
  diff,
  image: (facts, want) => {
    const plan = diff(facts, want);
    return {
      want,
      after: "refused" in plan ? {} : Object.fromEntries(plan.edits.map(({ path, after }) => [path, after])),
    };
  },
  async apply(sys, { want, writeFiles }) {
    await writeFiles();
    return takeUp(sys, want);
  },
  async undo(sys, { want, after }, restoreFiles) {
    const now = want.kind === "addresses" ? await sys.read(want.file) : null;
    if (now === null || now === after[want.file]) {
      await restoreFiles();
      return takeUp(sys, want);
    }
    // Other services' targets may have moved since: theirs stay.
    const back = moveAddresses(
      now,
      movesOf(want).map(({ from, to }) => ({ from: to, to: from })),
    );
    await sys.write(want.file, back.text);
    return [`${want.file} was changed since: only the addresses of this step moved back`, ...(await takeUp(sys, want))];
  },
};

function diff({ files }: Facts, want: MonitoringWant): Plan | Refusal {
  const no = (message: string): Refusal => ({ refused: "refused", message: `monitoring: ${message}` });
  if (want.kind === "template") return fromTemplate(files, want);
  const text = files[want.file] ?? null;
  if (text === null) return no(`there is no ${want.file} on this host`);
  const one = (after: string, title: string): Plan =>
    after === text
      ? { changes: [], edits: [], because: [`${want.file} has it all already`] }
      : { changes: [fileChange(want.file, text, after, title)], edits: [{ path: want.file, after }], because: [] };
  switch (want.kind) {
    case "blackbox": {
      const edited = pinModules(text, want.modules ?? null);
      if ("cannot" in edited) return no(`${want.file}: ${edited.cannot}`);
      return one(edited.text, `pin ${edited.pinned.join(", ")} to IPv6 in ${want.file}`);
    }
    case "addresses": {
      const { text: after, moved } = moveAddresses(text, movesOf(want));
      return one(after, `ask ${moved.map(({ to }) => to).join(", ")} instead of IPv4 in ${want.file}`);
    }
    case "commands": {
      const edited = withDash6(text, want.commands ?? []);
      if ("cannot" in edited) return no(`${want.file}: ${edited.cannot}`);
      return one(edited.text, `give ${edited.changed.join(", ")} -6 in ${want.file}`);
    }
  }
}

/** One file for each host, by a template that lies beside. */
function fromTemplate(files: Facts["files"], want: MonitoringWant): Plan | Refusal {
  const template = files[want.template!] ?? null;
  if (template === null)
    return { refused: "refused", message: `monitoring: there is no template ${want.template} on this host` };
  const edits: FileEdit[] = want.hosts.flatMap((host) => {
    const path = filled(want.file, host);
    const after = filled(template, host);
    return files[path] === after ? [] : [{ path, after, mode: 0o644 }];
  });
  const changes = edits.map(({ path, after }) =>
    fileChange(path, files[path] ?? null, after, `write ${path} from ${want.template}`),
  );
  return { changes, edits, because: edits.length === 0 ? ["every file is as the template has it"] : [] };
}

function filled(text: string, host: MonitoringWant["hosts"][number]): string {
  return text
    .replaceAll(/\{\{\s*host\s*\}\}/g, host.name)
    .replaceAll(/\{\{\s*ipv6\s*\}\}/g, host.ipv6)
    .replaceAll(/\{\{\s*service\s*\}\}/g, host.service);
}

function pathsOf(want: MonitoringWant): string[] {
  if (want.kind !== "template") return [want.file];
  return [want.template!, ...want.hosts.map((host) => filled(want.file, host))];
}

function movesOf({ hosts }: MonitoringWant): { readonly from: string; readonly to: string }[] {
  return hosts.flatMap(({ ipv4, ipv6 }) => (ipv4 === null ? [] : [{ from: ipv4, to: ipv6 }]));
}

/** @throws Fault where the monitoring's own program does not take the files. */
async function takeUp(sys: System, { check, reload }: MonitoringWant): Promise<string[]> {
  const notes: string[] = [];
  for (const argv of [check, reload]) {
    if (argv === null) continue;
    const done = await sys.exec(argv, { timeoutMs: RUN_MS });
    if (done.code !== 0) {
      const said = (done.stderr.trim() || done.stdout.trim()).split("\n").slice(-3).join("; ");
      throw new Fault("io", `monitoring: ${argv.join(" ")} failed (${done.code}): ${said}`);
    }
    notes.push(`${argv.join(" ")} done`);
  }
  return notes;
}
