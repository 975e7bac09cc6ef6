/** The host's own DNS server with our file in its configuration: checked before it is loaded, and the old one answers on where it does not pass. */
import { createHash } from "node:crypto";
import { initOf } from "../../facts/gather.ts";
import type { Change } from "../../protocol/messages.ts";
import type { Dns64ResolverWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import { unitName } from "../daemon/control-files.ts";
import type { Listener } from "../daemon/listeners.ts";
import {
  checkService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  startIfDown,
  stopService,
} from "../daemon/service.ts";
import { fileChange, writeEdits } from "../files.ts";
import { type FileEdit, isRefusal, type Module, type Plan } from "../module.ts";
import { checkPrograms, installPackages, type PackageFacts, packageChanges, removePackages } from "../packages.ts";
import { NAME as BUILTIN, gatherListeners, NO_SS, ownPids } from "./builtin.ts";
import type { ForeignServer, ServerFiles } from "./foreign-server.ts";
import { occupied } from "./port-taken.ts";
import { type Anchor, isAnchorLine, parseAnchor } from "./trust-anchors.ts";

const COMMAND_MS = 60_000;
const ENDS_MS = 15_000;
const ANSWERS_MS = 15_000;
const POLL_MS = 100;

interface Facts {
  readonly files: ServerFiles;
  readonly packages: PackageFacts;
  readonly anchors: readonly Anchor[];
  /** Anchors of the plan that are neither a record nor a file with one. */
  readonly noAnchors: readonly string[];
  readonly systemd: boolean;
  readonly pid: number | null;
  /** A link that starts it at boot, or where one is to be made. */
  readonly boot: { readonly path: string; readonly target: string; readonly there: boolean };
  /** sha256 of our files as the running server has them; null where it is not known to be another. */
  readonly loadedWith: string | null;
  readonly listeners: readonly Listener[] | null;
  /** Our own server, where it is in place. */
  readonly builtin: ServiceFacts | null;
  /** Process ids that may have the port: the server's own, and ours, which makes way. */
  readonly own: readonly number[];
}

interface Image {
  readonly running: boolean;
  readonly systemd: boolean;
  readonly builtin: ServiceImage | null;
  readonly packages: readonly string[];
}

type Want = Extract<Dns64ResolverWant, { backend: "bind9" | "unbound" }>;

export function foreignResolver(server: ForeignServer): Module<Facts, Want, Image> {
  const mark = `/run/migrate-dns64-${server.backend}.loaded`;
  const module: Module<Facts, Want, Image> = {
    async check(sys, want, home) {
      const listeners = await gatherListeners(sys);
      const systemd = (await initOf(sys)) === "systemd";
      const pid = await pidOf(sys, server);
      const service = await checkService(sys, BUILTIN, home);
      return {
        files: await server.read(sys),
        packages: await checkPrograms(sys, server.packages),
        ...(await anchorsOf(sys, want.config.trust_anchors)),
        systemd,
        pid,
        boot: await bootLink(sys, server, systemd),
        loadedWith: (await sys.read(mark))?.trim() ?? null,
        listeners,
        builtin: Object.keys(service.files).length > 0 ? service : null,
        own: [...(await ownPids(sys, listeners)), ...(pid === null ? [] : [pid])],
      };
    },
    diff(facts, want) {
      if (facts.noAnchors.length > 0)
        return {
          refused: "refused",
          message: `dns64-resolver: ${facts.noAnchors.join(", ")}: no trust anchor, and no file with one`,
        };
      const files = server.diff(facts.files, want.config, facts.anchors);
      if ("blocked" in files) return { refused: "refused", message: `dns64-resolver: ${files.blocked}` };
      const fresh = facts.packages.missing.length > 0;
      // What else Debian's own files need is known once they are there.
      const ours = (path: string): boolean => !fresh || server.loaded.includes(path);
      const edits: FileEdit[] = files.edits.filter(({ path }) => ours(path));
      const changes: Change[] = [
        ...packageChanges(facts.packages),
        ...files.changes.filter(({ key }) => ours(key.replace(/^file:/, ""))),
      ];
      const reload =
        edits.length > 0 || (facts.loadedWith !== null && facts.loadedWith !== digest(facts.files, server));
      if (!facts.boot.there) {
        const { path, target } = facts.boot;
        edits.push({ path, after: target, linkTo: true });
        changes.push(fileChange(path, null, `-> ${target}`, `start ${server.unit} at boot`));
      }
      const makesWay = removal(facts.builtin);
      changes.push(...makesWay.changes);
      edits.push(...makesWay.edits);
      if (reload || facts.pid === null) {
        const verb = facts.pid === null ? "start" : server.reloads ? "reload" : "restart";
        const before = facts.pid === null ? null : "running";
        changes.push({
          key: `service:${server.unit}`,
          title: `${verb} ${server.unit}, once ${server.check[0]} has passed`,
          before,
          after: "running",
        });
      }
      const because = [
        ...files.because,
        facts.pid === null ? `${server.unit} does not run` : `${server.unit} runs`,
        ...(facts.listeners === null ? [NO_SS] : []),
      ];
      const listen = want.config.listen === null ? [] : [want.config.listen];
      const taken =
        changes.length === 0 || facts.listeners === null
          ? null
          : occupied(listen, facts.listeners, facts.own, server.unit);
      const blocked = facts.packages.unable ?? (taken === null ? null : `dns64-resolver: ${taken}`);
      return { changes, edits, because, ...(blocked === null ? {} : { blocked }) };
    },
    image: (facts) => ({
      running: facts.pid !== null,
      systemd: facts.systemd,
      builtin: facts.builtin === null ? null : imageOfService(BUILTIN, facts.builtin),
      packages: facts.packages.brings,
    }),
    async apply(sys, { facts, want, plan, writeFiles }) {
      const { missing } = facts.packages;
      await installPackages(sys, facts.packages);
      await writeFiles();
      if (missing.length > 0) await writeEdits(sys, await editsOnceInstalled(sys, module, want));
      await mustPass(sys, server);
      if (facts.builtin?.running === true) await stopService(sys, imageOfService(BUILTIN, facts.builtin));
      const loads = plan.changes.some(({ key }) => key === `service:${server.unit}`);
      if (loads) await load(sys, server, facts.systemd, facts.pid);
      await sys.write(mark, `${digest(await server.read(sys), server)}\n`);
      return [`${server.check.join(" ")} passed`, ...(missing.length > 0 ? [`installed: ${missing.join(", ")}`] : [])];
    },
    async undo(sys, image, restoreFiles) {
      const pid = await pidOf(sys, server);
      if (!image.running && pid !== null) await stop(sys, server, image.systemd, pid);
      await restoreFiles();
      await sys.remove(mark);
      if (image.running) {
        await mustPass(sys, server);
        await load(sys, server, image.systemd, pid);
      }
      const notes = [image.running ? `${server.unit} runs as before` : `${server.unit} stopped`];
      if (image.builtin?.running === true && (await startIfDown(sys, image.builtin)) !== null)
        notes.push(`${unitName(BUILTIN)} runs again`);
      return [...notes, ...(await removePackages(sys, image.packages))];
    },
  };
  return module;
}

async function editsOnceInstalled(sys: System, module: Module<Facts, Want, Image>, want: Want): Promise<Plan["edits"]> {
  const plan = module.diff(await module.check(sys, want, null), want);
  if (isRefusal(plan)) throw new Fault("io", plan.message);
  return plan.edits;
}

/** @throws Fault with what the checker said; nothing was loaded then. */
async function mustPass(sys: System, { check, prepare }: ForeignServer): Promise<void> {
  if (prepare !== null && (await sys.stat(prepare[0]!)) !== null) await sys.exec(prepare, { timeoutMs: COMMAND_MS });
  const done = await sys.exec(check, { timeoutMs: COMMAND_MS });
  if (done.code === 0) return;
  const said = `${done.stdout}${done.stderr}`.trim().split("\n").slice(-5).join("; ");
  throw new Fault(
    "io",
    `${check.join(" ")} does not pass, so nothing was loaded and the old configuration goes on answering: ${said}`,
  );
}

async function load(sys: System, server: ForeignServer, systemd: boolean, pid: number | null): Promise<void> {
  if (pid !== null && server.reloads) {
    await must(sys, systemd ? ["systemctl", "reload", server.unit] : ["kill", "-HUP", String(pid)]);
    return;
  }
  if (pid !== null) await stop(sys, server, systemd, pid);
  await start(sys, server, systemd);
}

async function start(sys: System, server: ForeignServer, systemd: boolean): Promise<void> {
  if (systemd) {
    await must(sys, ["systemctl", "daemon-reload"]);
    await must(sys, ["systemctl", "start", server.unit]);
  } else {
    await must(sys, [await initScript(sys, server), "start"]);
  }
  for (let waited = 0; waited < ANSWERS_MS; waited += POLL_MS) {
    if ((await pidOf(sys, server)) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault("io", `${server.unit} was started and does not run; its reason is in the system's log`);
}

async function stop(sys: System, server: ForeignServer, systemd: boolean, pid: number): Promise<void> {
  if (systemd) {
    await must(sys, ["systemctl", "stop", server.unit]);
    return;
  }
  await must(sys, ["kill", String(pid)]);
  for (let waited = 0; waited < ENDS_MS; waited += POLL_MS) {
    if ((await sys.read(`/proc/${pid}/cmdline`)) === null) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault("io", `${server.unit} (process ${pid}) does not end`);
}

async function initScript(sys: System, { unit, initScripts }: ForeignServer): Promise<string> {
  for (const path of initScripts) if ((await sys.stat(path)) !== null) return path;
  throw new Fault("unsupported", `${unit}: neither systemd nor ${initScripts.join(" nor ")} is here to start it`);
}

async function must(sys: System, argv: readonly string[]): Promise<void> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${`${done.stdout}${done.stderr}`.trim()}`);
}

async function pidOf(sys: System, { pidFile, program }: ForeignServer): Promise<number | null> {
  const pid = (await sys.read(pidFile))?.trim() ?? "";
  if (!/^\d+$/.test(pid)) return null;
  const [command = ""] = ((await sys.read(`/proc/${pid}/cmdline`)) ?? "").split("\0");
  return command.split("/").at(-1) === program ? Number(pid) : null;
}

async function bootLink(sys: System, server: ForeignServer, systemd: boolean): Promise<Facts["boot"]> {
  if (systemd) {
    const path = `/etc/systemd/system/multi-user.target.wants/${server.unit}.service`;
    const target = `/lib/systemd/system/${server.unit}.service`;
    return { path, target, there: (await sys.stat(path)) !== null };
  }
  const names = server.initScripts.map((script) => script.slice(script.lastIndexOf("/") + 1));
  const links = await sys.list("/etc/rc2.d");
  const there = links.some((link) => /^S\d\d/.test(link) && names.includes(link.slice(3)));
  return { path: `/etc/rc2.d/S15${server.unit}`, target: `../init.d/${server.unit}`, there };
}

async function anchorsOf(sys: System, texts: readonly string[]): Promise<Pick<Facts, "anchors" | "noAnchors">> {
  const anchors: Anchor[] = [];
  const noAnchors: string[] = [];
  for (const text of texts) {
    const lines = text.startsWith("/") ? ((await sys.read(text)) ?? "").split("\n") : [text];
    const found = lines.filter(isAnchorLine).map((line) => parseAnchor(line)!);
    if (found.length === 0) noAnchors.push(text);
    anchors.push(...found);
  }
  return { anchors, noAnchors };
}

/** Our own server makes way: it would hold the port. Pure. */
function removal(builtin: ServiceFacts | null): { changes: Change[]; edits: FileEdit[] } {
  if (builtin === null) return { changes: [], edits: [] };
  const unit = unitName(BUILTIN);
  return {
    changes: [
      ...Object.entries(builtin.files).map(([path, text]) =>
        fileChange(path, text, null, `${unit} is not started any more`),
      ),
      ...(builtin.running ? [{ key: `daemon:${unit}`, title: `stop ${unit}`, before: "running", after: null }] : []),
    ],
    edits: Object.keys(builtin.files).map((path) => ({ path, after: null, replaceLink: true })),
  };
}

function digest({ texts }: ServerFiles, { loaded }: ForeignServer): string {
  return createHash("sha256")
    .update(JSON.stringify(loaded.map((path) => texts[path] ?? null)))
    .digest("hex");
}
