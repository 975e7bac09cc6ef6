/** IPv4 clients handed on by nginx or HAProxy on an edge: our part beside the operator's, checked by the program itself before it reads it. */
import { createHash } from "node:crypto";
import type { Change } from "../../protocol/messages.ts";
import type { InboundProxyWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import {
  checkDistribution,
  control,
  type DistributionFacts,
  type DistributionService,
  diffDistribution,
  isRunning,
} from "../daemon/distribution.ts";
import { type Listener, parseListeners } from "../daemon/listeners.ts";
import { fileChange } from "../files.ts";
import { type FileEdit, isRefusal, type Module, type Plan, type Refusal } from "../module.ts";
import { haproxy } from "./haproxy.ts";
import { nginx } from "./nginx.ts";
import { type Program, refusal } from "./program.ts";

type AnyProgram = Program<unknown>;
const PROGRAMS: Readonly<Record<InboundProxyWant["backend"], AnyProgram>> = {
  nginx: nginx as AnyProgram,
  haproxy: haproxy as AnyProgram,
};

/** sha256 of our part that the program last read. */
const READ = "/var/lib/migrate/inbound-proxy.read";
const COMMAND_MS = 30_000;
const LISTEN_MS = 10_000;
const POLL_MS = 100;

interface Facts {
  readonly installed: boolean;
  readonly service: DistributionFacts;
  readonly program: unknown;
  readonly files: Readonly<Record<string, string | null>>;
  readonly read: string | null;
  readonly listeners: readonly Listener[];
}

interface Image {
  readonly backend: InboundProxyWant["backend"];
  readonly service: DistributionFacts;
  readonly read: string | null;
}

export const inboundProxy: Module<Facts, InboundProxyWant, Image> = {
  async check(sys, want) {
    const program = PROGRAMS[want.backend];
    const installed = (await sys.exec([program.name, "-v"], { timeoutMs: COMMAND_MS })).code !== 127;
    const looked = installed ? await program.look(sys) : null;
    const places = installed ? program.place(looked, want) : new Map<string, string | null>();
    const files: Record<string, string | null> = {};
    if (!isRefusalOf(places)) for (const path of places.keys()) files[path] = await sys.read(path);
    const asked = await sys.exec(["ss", "-Hlntup"], { timeoutMs: COMMAND_MS });
    return {
      installed,
      service: await checkDistribution(sys, serviceOf(program)),
      program: looked,
      files,
      read: (await sys.read(READ))?.trim() ?? null,
      listeners: parseListeners(asked.stdout),
    };
  },
  diff,
  image: (facts, { backend }) => ({ backend, service: facts.service, read: facts.read }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    const program = PROGRAMS[want.backend];
    const { name, test } = program;
    const { systemd, running } = facts.service;
    await writeFiles();
    const tested = await sys.exec(test, { timeoutMs: COMMAND_MS });
    if (tested.code !== 0)
      throw new Fault(
        "refused",
        `${test.join(" ")} refuses the configuration, so ${name} was not told of it: ${tested.stderr.trim() || tested.stdout.trim()}`,
      );
    if (plan.changes.some(({ key }) => key === `boot:${name}`))
      await control(sys, serviceOf(program), systemd, "enable");
    if (!plan.changes.some(({ key }) => key === `daemon:${name}`)) return;
    await control(sys, serviceOf(program), systemd, running ? "reload" : "start");
    await listening(sys, name, want);
    await sys.mkdir(READ.slice(0, READ.lastIndexOf("/")));
    await sys.write(READ, `${digest(want)}\n`, { mode: 0o644 });
  },
  async undo(sys, image, restoreFiles) {
    const service = serviceOf(PROGRAMS[image.backend]);
    const { systemd, running, enabled } = image.service;
    await restoreFiles();
    if (image.read === null) await sys.remove(READ);
    else await sys.write(READ, `${image.read}\n`, { mode: 0o644 });
    if (!enabled) await control(sys, service, systemd, "disable");
    if (!(await isRunning(sys, service, systemd))) return [];
    await control(sys, service, systemd, running ? "reload" : "stop");
    return [running ? `${service.name} reads its configuration as it was` : `${service.name} stopped`];
  },
};

function diff(facts: Facts, want: InboundProxyWant): Plan | Refusal {
  const { name, place } = PROGRAMS[want.backend];
  if (!facts.installed) return refusal("unsupported", `${name} is not installed here: install it`);
  const places = place(facts.program, want);
  if (isRefusalOf(places)) return places;
  const changes: Change[] = [];
  const edits: FileEdit[] = [];
  for (const [path, after] of places) {
    const before = facts.files[path] ?? null;
    if (before === after) continue;
    changes.push(fileChange(path, before, after, `IPv4 clients in ${path}`));
    edits.push({ path, after, mode: 0o644 });
  }
  const nothing = want.tcp === "" && want.http === "";
  if (!nothing || (changes.length > 0 && facts.service.running))
    changes.push(
      ...diffDistribution(
        serviceOf(PROGRAMS[want.backend]),
        facts.service,
        edits.length > 0 || facts.read !== digest(want),
      ),
    );
  const because = [`${name} ${facts.service.running ? "runs" : "does not run"} here; what it does already stays`];
  const taken = changes.length === 0 ? null : occupied(facts, want);
  return { changes, edits, because, ...(taken === null ? {} : { blocked: `inbound-proxy: ${taken}` }) };
}

function serviceOf({ name }: AnyProgram): DistributionService {
  return { name, pidFiles: [`/run/${name}.pid`] };
}

function isRefusalOf(places: ReadonlyMap<string, string | null> | Refusal): places is Refusal {
  return !(places instanceof Map) && isRefusal(places as Plan | Refusal);
}

function digest({ tcp, http }: InboundProxyWant): string {
  return createHash("sha256").update(tcp).update("\0").update(http).digest("hex");
}

/** `203.0.113.80:443` */
function endpoints({ tcp, http }: InboundProxyWant): string[] {
  return [...`${tcp}\n${http}`.matchAll(/^\s*(?:listen|bind) ([\d.]+:\d+);?$/gm)].map(([, endpoint]) => endpoint!);
}

/** Another program where the proxy is to listen. */
function occupied({ listeners }: Facts, want: InboundProxyWant): string | null {
  for (const endpoint of endpoints(want)) {
    const [address, port] = endpoint.split(":") as [string, string];
    const other = listeners.find(
      (l) =>
        l.protocol === "tcp" &&
        l.port === Number(port) &&
        l.program !== want.backend &&
        (l.address === address || l.address === "0.0.0.0" || l.address === "*"),
    );
    if (other !== undefined)
      return `${other.program ?? "another program"} listens on ${other.address} port ${port}, where ${want.backend} is to take IPv4 clients; stop it, or give inbound.addresses`;
  }
  return null;
}

/** A reload comes back before it has taken effect. @throws Fault where it does not. */
async function listening(sys: System, name: string, want: InboundProxyWant): Promise<void> {
  let missing: string[] = [];
  for (let waited = 0; waited < LISTEN_MS; waited += POLL_MS) {
    const now = parseListeners((await sys.exec(["ss", "-Hlntup"], { timeoutMs: COMMAND_MS })).stdout);
    missing = endpoints(want).filter((wanted) => !now.some((l) => `${l.address}:${l.port}` === wanted));
    if (missing.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Fault(
    "io",
    `${name} does not listen on ${missing.join(", ")} ${LISTEN_MS / 1000} s after it was told to; its log says why`,
  );
}
