/**
 * The dead man's switch. `arm` takes a snapshot, writes a shell script that restores it and starts a timer; `confirm` needs the nonce over
 * a new IPv6 connection; `commit` disarms for good. Whatever else happens, the host undoes itself when the time is up.
 */
import { bootMark, startTime } from "../facts/boot.ts";
import { parseIp6 } from "../net/ip6.ts";
import { contains6, type Prefix6 } from "../net/prefix.ts";
import type { Hello, Methods, Transaction, TransactionState } from "../protocol/messages.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { installBootHook, removeBootHook } from "./boot-hook.ts";
import { digestOf, isNonce, newNonce, randomHex } from "./nonce.ts";
import { ARMED, ENTRY, folderOf, GUARD } from "./paths.ts";
import { realPath } from "./real-path.ts";
import type { Rescue, StandingWant } from "./rescue.ts";
import { installStanding, removeStanding } from "./standing.ts";
import { saveSysctls } from "./sysctls.ts";
import { moveTimer, startTimers, stopTimers } from "./timer.ts";
import {
  entryScript,
  KEEP_TOOLS,
  rehearsalScript,
  SNAPSHOT,
  timerScript,
  type UndoPlan,
  undoScript,
} from "./undo-script.ts";

export type Connection = Hello["connection"];

export interface ArmRequest {
  readonly steps: readonly string[];
  readonly withinMs: number;
  /** From how many places the nonce must come before it counts. */
  readonly confirmations: number;
  /** Go on where the undo cannot be rehearsed. */
  readonly allowUnrehearsed: boolean;
  /** Files the step will write, replace or remove. */
  readonly paths: readonly string[];
  readonly rescue: Rescue;
}

interface Meta {
  readonly id: string;
  readonly steps: readonly string[];
  /** Milliseconds since the epoch, for people; the timer goes by the time since boot. */
  readonly armedAt: number;
  readonly deadline: number;
  /** Hundredths of a second since boot. */
  readonly armedUptime: number;
  /** By how much a heartbeat moves the deadline out. */
  readonly withinMs: number;
  readonly bootMark: string;
  readonly nonceSha256: string;
  readonly confirmations: number;
  readonly armedBy: Connection;
  /** Files of its step. */
  readonly paths: readonly string[];
  readonly closing: readonly (readonly string[])[];
  readonly standing: StandingWant | null;
  readonly because: readonly string[];
}

/** Places a nonce has come from so far; another round, another count. */
interface Votes {
  readonly round: string;
  readonly places: readonly string[];
}

/** What heartbeats change; absent before the first. */
interface Beat {
  readonly count: number;
  /** Of the nonce it was asked with: that stays good, for an answer may be lost on its way, and a second place may be late. */
  readonly nonceSha256: string;
  /** What the next one is to be asked with. */
  readonly next: string;
  readonly deadline: number;
  /** Of the beat, hundredths of a second since boot. */
  readonly uptime: number;
  readonly bootMark: string;
  /** `address port` of connections that were used up. */
  readonly clients: readonly string[];
}

const COMMAND_MS = 20_000;
/** The undo script is bounded by itself (waiting, retries); this only keeps us from waiting for ever. */
const UNDO_MS = 90_000;
/** How long one process waits for another that decides about the same transaction; an undo that runs takes up to ten seconds. */
const HOLD_MS = 12_000;
const POLL_MS = 50;
/** The rehearsal is the undo without waiting for a network stack. */
const REHEARSAL_MS = 30_000;
/** Interfaces of a host worth copying: a host with more is a container host, and the copy would take longer than the undo. */
const MOST_LINKS = 64;
const NOT_HERE = 75;
/** Freed first thing by an undo on a full disk. */
const BALLAST_BYTES = 262_144;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 24 * 3_600_000;

/** @throws Fault where the host cannot be protected: then nothing may be changed. */
export async function arm(
  sys: System,
  request: ArmRequest,
  connection: Connection,
): Promise<{ transaction: Transaction; nonce: string }> {
  const { withinMs, steps, confirmations } = request;
  if (!Number.isFinite(withinMs) || withinMs < SHORTEST_MS || withinMs > LONGEST_MS) {
    throw new Fault("bad-request", `guard: ${withinMs} ms is no time to confirm in: from 1 s to 24 h`);
  }
  await refuseBesideAnother(sys);
  const id = `${slug(steps[0] ?? "step")}-${await randomHex(4)}`;
  const folder = folderOf(id);
  await sys.mkdir(`${folder}/files`, 0o700);
  await sys.write(`${folder}/owner`, `${await thisProcess(sys)}\n`, { mode: 0o600 });
  if ((await sys.exec(["ln", "-sn", id, ARMED], { timeoutMs: COMMAND_MS })).code !== 0) {
    await sys.remove(folder);
    throw new Fault("refused", "guard: another transaction was armed on this host at the same moment");
  }
  try {
    const nonce = await newNonce();
    const because = await takeSnapshot(sys, folder, request);
    const armedUptime = await uptime(sys);
    const armedAt = sys.now();
    const meta: Meta = {
      id,
      steps,
      armedAt,
      deadline: armedAt + withinMs,
      armedUptime,
      withinMs,
      bootMark: await bootMark(sys),
      nonceSha256: await digestOf(nonce),
      confirmations,
      armedBy: connection,
      paths: request.paths,
      closing: request.rescue.closing,
      standing: request.rescue.standing ?? null,
      because,
    };
    await sys.write(`${folder}/meta.json`, `${JSON.stringify(meta)}\n`, { mode: 0o600 });
    await sys.write(`${folder}/deadline`, `${armedUptime + Math.round(withinMs / 10)}\n`, { mode: 0o600 });
    await sys.write(`${folder}/timer.sh`, timerScript(folder), { mode: 0o700 });
    await sys.write(`${folder}/ballast`, "\n".repeat(BALLAST_BYTES), { mode: 0o600 });
    for (const state of ["undone", "undo_failed", "armed"]) {
      await sys.write(`${folder}/ready.${state}`, `${state}\n`, { mode: 0o600 });
    }
    await sys.write(ENTRY, entryScript(), { mode: 0o700 });
    await installBootHook(sys);
    await syncFolder(sys, folder);
    await setState(sys, id, "armed");
    await startTimers(sys, id, withinMs);
    return { transaction: asTransaction(meta, "armed", null), nonce };
  } catch (error) {
    // Nothing was changed yet, so there is nothing to undo: only the switch goes away again.
    await sys.remove(`${folder}/state`);
    await stopTimers(sys, id);
    await sys.remove(ARMED);
    await removeBootHook(sys);
    await sys.remove(folder);
    throw error;
  }
}

/** The step's own work is done: from here on the timer need not end this process first. */
export async function workDone(sys: System, id: string): Promise<void> {
  await sys.remove(`${folderOf(id)}/owner`);
}

/** The nonce has come back over a new IPv6 connection. It counts once it has come from as many places as was asked for; until then the state stays `armed`. @param since start of the process that serves this connection, hundredths of a second since boot. */
export async function confirm(
  sys: System,
  { id, nonce }: { readonly id: string; readonly nonce: string },
  connection: Connection,
  since?: number,
): Promise<Transaction> {
  const meta = await readMeta(sys, id);
  const beat = await readBeat(sys, id);
  const newest = beat === null ? [] : [beat.nonceSha256, await digestOf(beat.next)];
  if (!(await isNonce(nonce, [meta.nonceSha256, ...newest]))) {
    throw new Fault("refused", `guard: this is not the nonce ${id} was armed with`);
  }
  await mustBeFresh(sys, { meta, beat: null, connection, since }, (why) => `guard: ${id} is not confirmed: ${why}`);
  return held(sys, id, async (state) => {
    if (state === "confirmed" || state === "committed") return asTransaction(meta, state, beat);
    if (state !== "armed")
      throw new Fault("refused", `guard: ${id} is ${state} already: the host undid itself; start the step anew`);
    if (!(await isEnough(sys, meta, `confirm ${await bootMark(sys)}`, connection!)))
      return asTransaction(meta, state, beat);
    await setState(sys, id, "confirmed");
    return asTransaction(meta, "confirmed", beat);
  });
}

/**
 * Still here: over yet another new IPv6 connection. Moves the deadline out by the time the transaction was armed with. Without the next one
 * the host undoes itself.
 * @returns the nonce of the next heartbeat, null while it has not come from as many places as was asked for. Asked again with the nonce of the
 * one before, because its answer was lost or a further place is late, it gives the same once more.
 */
export async function heartbeat(
  sys: System,
  { id, nonce }: { readonly id: string; readonly nonce: string },
  connection: Connection,
  since?: number,
): Promise<{ transaction: Transaction; nonce: string | null }> {
  const meta = await readMeta(sys, id);
  return held(sys, id, async (state) => {
    const beat = await readBeat(sys, id);
    const next = await isNonce(nonce, [beat === null ? meta.nonceSha256 : await digestOf(beat.next)]);
    const again = !next && beat !== null && (await isNonce(nonce, [beat.nonceSha256]));
    if (!next && !again) {
      throw new Fault("refused", `guard: this is not the nonce the last heartbeat of ${id} was given`);
    }
    await mustBeFresh(sys, { meta, beat, connection, since }, (why) => `guard: no heartbeat of ${id}: ${why}`);
    if (state !== "confirmed") {
      const why = state === "armed" ? "it is to be confirmed first" : "there is nothing to keep alive";
      throw new Fault("refused", `guard: ${id} is ${state}: ${why}`);
    }
    if (again) return { transaction: asTransaction(meta, state, beat), nonce: beat!.next };
    const count = (beat?.count ?? 0) + 1;
    if (!(await isEnough(sys, meta, `heartbeat ${count}`, connection!)))
      return { transaction: asTransaction(meta, state, beat), nonce: null };
    const fresh = await newNonce();
    const now = await uptime(sys);
    const after: Beat = {
      count,
      nonceSha256: await digestOf(nonce),
      next: fresh,
      deadline: sys.now() + meta.withinMs,
      uptime: now,
      bootMark: await bootMark(sys),
      clients: [...(beat?.clients ?? []), `${connection!.client} ${connection!.clientPort}`].slice(-MOST_CLIENTS),
    };
    await sys.write(`${folderOf(id)}/beat.json`, `${JSON.stringify(after)}\n`, { mode: 0o600 });
    await sys.write(`${folderOf(id)}/deadline`, `${now + Math.round(meta.withinMs / 10)}\n`, { mode: 0o600 });
    await moveTimer(sys, id, after.count, meta.withinMs);
    return { transaction: asTransaction(meta, state, after), nonce: fresh };
  });
}

/** Somebody takes it over from a controller that died. Whatever nonce that one had is worth nothing from here on. */
export async function adopt(
  sys: System,
  { id, by }: Methods["transaction.adopt"]["params"],
): Promise<Methods["transaction.adopt"]["result"]> {
  const meta = await readMeta(sys, id);
  return held(sys, id, async (state) => {
    if (state !== "armed" && state !== "confirmed")
      throw new Fault("refused", `guard: ${id} is ${state}: there is nothing to adopt`);
    if ((await sys.read(`${folderOf(id)}/owner`)) !== null)
      throw new Fault(
        "refused",
        `guard: the step of ${id} was never finished: undo it, there is nothing whole to adopt`,
      );
    const nonce = await newNonce();
    const now = await uptime(sys);
    const why = by.why === "" ? "" : `: ${by.why}`;
    const said = `adopted at ${new Date(sys.now()).toISOString()} by ${by.who} from ${by.from}${why}`;
    const after: Meta = { ...meta, nonceSha256: await digestOf(nonce), because: [...meta.because, said] };
    await sys.write(`${folderOf(id)}/meta.json`, `${JSON.stringify(after)}\n`, { mode: 0o600 });
    const beat = await readBeat(sys, id);
    const moved: Beat = {
      count: (beat?.count ?? 0) + 1,
      nonceSha256: await digestOf(nonce),
      next: nonce,
      deadline: sys.now() + meta.withinMs,
      uptime: now,
      bootMark: await bootMark(sys),
      clients: beat?.clients ?? [],
    };
    await sys.write(`${folderOf(id)}/beat.json`, `${JSON.stringify(moved)}\n`, { mode: 0o600 });
    await sys.write(`${folderOf(id)}/deadline`, `${now + Math.round(meta.withinMs / 10)}\n`, { mode: 0o600 });
    await moveTimer(sys, id, moved.count, meta.withinMs);
    return { transaction: asTransaction(after, state, moved), nonce, withinMs: meta.withinMs };
  });
}

const MOST_CLIENTS = 32;

/** Count this place in. @returns whether that makes enough of them. */
async function isEnough(
  sys: System,
  { id, confirmations }: Meta,
  round: string,
  { client }: NonNullable<Connection>,
): Promise<boolean> {
  if (confirmations <= 1) return true;
  const path = `${folderOf(id)}/votes.json`;
  const text = await sys.read(path);
  const before = text === null ? null : (JSON.parse(text) as Votes);
  const places = [...new Set([...(before?.round === round ? before.places : []), client])];
  await sys.write(path, `${JSON.stringify({ round, places } satisfies Votes)}\n`, { mode: 0o600 });
  return places.length >= confirmations;
}

interface Freshness {
  readonly meta: Meta;
  readonly beat: Beat | null;
  readonly connection: Connection;
  readonly since: number | undefined;
}

/** @throws Fault unless this call came over IPv6, on a connection nobody used before, made after what it is about. */
async function mustBeFresh(
  sys: System,
  { meta, beat, connection, since }: Freshness,
  say: (why: string) => string,
): Promise<void> {
  const no = (why: string): Fault => new Fault("refused", `${say(why)}; come over a new IPv6 connection`);
  if (connection === null) throw no("this call came over no network connection");
  for (const address of [connection.client, connection.server]) {
    if (!isIpv6(address)) throw no(`this connection runs over IPv4 (${address})`);
  }
  const { armedBy } = meta;
  if (armedBy !== null && armedBy.client === connection.client && armedBy.clientPort === connection.clientPort) {
    throw no("this is the connection that armed it");
  }
  if (beat?.clients.includes(`${connection.client} ${connection.clientPort}`) === true) {
    throw no("this connection has had its heartbeat");
  }
  const { bootMark: mark, uptime: at } = beat ?? { bootMark: meta.bootMark, uptime: meta.armedUptime };
  // After a boot every process is newer.
  if (mark === (await bootMark(sys)) && (since ?? (await startOfThisProcess(sys))) < at) {
    throw no(
      beat === null
        ? "this connection is older than the transaction"
        : "this connection is older than the last heartbeat",
    );
  }
}

/**
 * Allow the next boot: the switch is then armed again for the same time instead of being undone, and must be confirmed anew over IPv6.
 * @throws Fault unless confirmed.
 */
export async function armThroughReboot(sys: System, id: string): Promise<void> {
  const meta = await readMeta(sys, id);
  await held(sys, id, async (state) => {
    if (state !== "confirmed")
      throw new Fault("refused", `guard: ${id} is ${state}: confirm it before the host is booted again`);
    const within = Math.round(meta.withinMs / 10);
    await sys.write(`${folderOf(id)}/reboot`, `${await bootMark(sys)} ${within}\n`, { mode: 0o600 });
  });
}

/** Disarm for good; the record stays. */
export async function commit(sys: System, { id }: { readonly id: string }): Promise<Transaction> {
  const meta = await readMeta(sys, id);
  const transaction = await held(sys, id, async (state) => {
    const beat = await readBeat(sys, id);
    if (state === "committed") return asTransaction(meta, state, beat);
    if (state === "armed")
      throw new Fault("refused", `guard: ${id} was not confirmed over a new IPv6 connection; it stays armed`);
    if (state !== "confirmed")
      throw new Fault("refused", `guard: ${id} is ${state}: too late to commit; start the step anew`);
    // A power cut must not leave a host that says committed with the files of before.
    await syncEdits(sys, meta.paths);
    await setState(sys, id, "committed");
    return asTransaction(meta, "committed", beat);
  });
  await stopTimers(sys, id);
  await disarm(sys, id);
  const { standing } = meta;
  if (standing !== null)
    await held(sys, id, async (state) => {
      if (state === "committed") await installStanding(sys, standing);
    });
  await close(sys, meta);
  return transaction;
}

/** What it had committed was taken back from its receipts: a commit that is still under way comes too late, and nothing is watched. */
export async function retire(sys: System, id: string): Promise<void> {
  if ((await readState(sys, id)) === null) return;
  await held(sys, id, async (state) => {
    if (state !== "committed") return;
    await setState(sys, id, "undone");
    await removeStanding(sys);
  });
}

/** Its gates have passed. @throws Fault unless confirmed. */
export async function judged(sys: System, { id }: { readonly id: string }): Promise<Transaction> {
  const meta = await readMeta(sys, id);
  const state = await readState(sys, id);
  if (state !== "confirmed") throw new Fault("refused", `guard: ${id} is ${state}: it is to be confirmed first`);
  await close(sys, meta);
  return asTransaction(meta, state, await readBeat(sys, id));
}

async function close(sys: System, { closing }: Meta): Promise<void> {
  for (const argv of closing) await sys.exec(argv, { timeoutMs: COMMAND_MS });
}

/** By the same script the timer would run, in a session of its own: it goes on if this connection dies of what it does. */
export async function undoNow(sys: System, { id }: { readonly id: string }): Promise<Transaction> {
  const meta = await readMeta(sys, id);
  const before = await readState(sys, id);
  if (before === "committed") {
    throw new Fault(
      "refused",
      `guard: ${id} is committed; undo its steps (${meta.steps.join(", ")}) from their receipts instead`,
    );
  }
  if (before !== "undone") {
    // Not killed by its own undo where the step failed in this very process.
    await workDone(sys, id);
    const pid = await sys.detach(["sh", `${folderOf(id)}/undo.sh`, "asked"], { log: `${folderOf(id)}/log` });
    await until(UNDO_MS, async () => (await sys.read(`/proc/${pid}/stat`)) === null);
    await stopTimers(sys, id);
  }
  const state = await readState(sys, id);
  if (state === null) throw new Fault("io", `guard: the record of ${id} is gone`);
  return asTransaction(meta, state, await readBeat(sys, id));
}

/** Every transaction with a record here, oldest first. */
export async function transactions(sys: System, id?: string): Promise<Transaction[]> {
  const found: Transaction[] = [];
  for (const name of id === undefined ? await sys.list(GUARD) : [id]) {
    if (!isId(name) || (await sys.stat(folderOf(name)))?.kind !== "directory") continue;
    const state = await readState(sys, name);
    if (state !== null) found.push(asTransaction(await readMeta(sys, name), state, await readBeat(sys, name)));
  }
  return found.sort((a, b) => a.armedAt - b.armedAt);
}

/** The state as the host itself recorded it, null where there is no such transaction. */
export async function readState(sys: System, id: string): Promise<TransactionState | null> {
  const text = (await sys.read(`${folderOf(id)}/state`))?.trim();
  return text === undefined || !STATES.has(text) ? null : (text as TransactionState);
}

const STATES: ReadonlySet<string> = new Set<TransactionState>([
  "armed",
  "confirmed",
  "committed",
  "undone",
  "undo_failed",
]);

async function refuseBesideAnother(sys: System): Promise<void> {
  for (const other of await transactions(sys)) {
    if ((other.state === "armed" || other.state === "confirmed") && (await isAbandoned(sys, other.id))) {
      const after = await undoNow(sys, { id: other.id });
      if (after.state === "undone") continue;
      throw new Fault(
        "refused",
        `guard: the undo of ${other.id}, whose agent died, failed; a person must look: sh ${other.undoScript}`,
      );
    }
    if (other.state === "armed" || other.state === "confirmed") {
      throw new Fault(
        "refused",
        `guard: ${other.id} is armed on this host until ${new Date(other.deadline).toISOString()}; commit or undo it first`,
      );
    }
    if (other.state === "undo_failed") {
      throw new Fault("refused", `guard: the undo of ${other.id} failed; a person must look: sh ${other.undoScript}`);
    }
  }
  const arming = await clearLeftovers(sys);
  if (arming !== null) throw new Fault("refused", `guard: ${arming} is being armed on this host right now`);
}

/**
 * Take away what an arming that died before anything was changed, or the end of a transaction that was cut off, has left.
 * @returns the transaction that is being armed right now, which keeps its own.
 */
export async function clearLeftovers(sys: System): Promise<string | null> {
  const id = (await sys.stat(ARMED))?.content ?? null;
  if (id === null || !isId(id)) return null;
  const state = await readState(sys, id);
  if (state === "armed" || state === "confirmed" || state === "undo_failed") return null;
  const owner = (await sys.read(`${folderOf(id)}/owner`))?.trim();
  if (state === null && owner !== undefined && (await stillRuns(sys, owner))) return id;
  await disarm(sys, id);
  if (state === null) await sys.remove(folderOf(id));
  return null;
}

/** Its agent died before the step was done: the nonce was never handed out, so nobody could confirm it. */
async function isAbandoned(sys: System, id: string): Promise<boolean> {
  const owner = (await sys.read(`${folderOf(id)}/owner`))?.trim();
  return owner !== undefined && !(await stillRuns(sys, owner));
}

async function takeSnapshot(sys: System, folder: string, request: ArmRequest): Promise<string[]> {
  const run = async (argv: readonly string[], what: string): Promise<void> => {
    const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
    if (done.code === 0) return;
    throw new Fault(
      done.code === 127 ? "unsupported" : "io",
      `guard: ${what}: ${done.stderr.trim() || done.stdout.trim()}; nothing was changed`,
    );
  };
  // First: what is missing later is missing only to others.
  await run(["sh", "-c", KEEP_TOOLS, "tools"], "the programs of the undo cannot be kept");
  await run(["sh", "-c", SNAPSHOT, "snapshot", folder], "the snapshot of addresses and routes failed");
  const paths: string[] = [];
  for (const path of new Set([...request.paths, "/etc/resolv.conf"])) {
    paths.push(path);
    const real = await realPath(sys, path);
    if (real !== path) paths.push(real);
  }
  const files: { path: string; copy: string | null }[] = [];
  const newFolders = new Set<string>();
  for (const [index, path] of [...new Set(paths)].entries()) {
    const exists = (await sys.stat(path)) !== null;
    if (exists) await run(["cp", "-a", "--", path, `${folder}/files/${index}`], `${path} could not be copied`);
    files.push({ path, copy: exists ? String(index) : null });
    for (
      let up = path.slice(0, path.lastIndexOf("/"));
      up !== "" && (await sys.stat(up)) === null;
      up = up.slice(0, up.lastIndexOf("/"))
    ) {
      newFolders.add(up);
    }
  }
  await sys.write(`${folder}/sysctl`, await saveSysctls(sys), { mode: 0o600 });
  const { links } = await sys.network();
  const plan: UndoPlan = {
    folder,
    steps: request.steps,
    files,
    newFolders: [...newFolders].sort((a, b) => b.length - a.length),
    links: links.map(({ name, index, up }) => ({ name, index, up })),
    added: request.rescue.added,
    generate: request.rescue.generate ?? [],
    reload: request.rescue.reload,
    afterUndo: request.rescue.afterUndo,
  };
  await sys.write(`${folder}/undo.sh`, undoScript(plan), { mode: 0o700 });
  const digest = await hashSnapshot(sys, folder);
  return [
    `snapshot of addresses, routes, rules, neighbours, sysctls, nft, ${links.length} links and ${files.map((file) => file.path).join(", ")}; ${digest}`,
    "its programs are kept beside it",
    await rehearse(sys, plan, request.allowUnrehearsed),
    `on a console: sh ${folder}/undo.sh, or sh ${ENTRY} for all`,
  ];
}

/** What the undo script holds the snapshot against before it uses it. */
async function hashSnapshot(sys: System, folder: string): Promise<string> {
  const script =
    'cd "$1" && find . -type f ! -name log ! -name owner ! -name manifest -exec sha256sum {} + >manifest && sha256sum <manifest';
  const done = await sys.exec(["sh", "-c", script, "manifest", folder], { timeoutMs: COMMAND_MS });
  const digest = done.stdout.split(" ", 1)[0] ?? "";
  return done.code === 0 && /^[0-9a-f]{64}$/.test(digest)
    ? `sha256 ${digest}`
    : "not hashed: sha256sum is missing here";
}

/** @throws Fault where the undo, tried out, does not bring everything back: then nothing may be changed. @returns how it went, or why it could not be tried. */
async function rehearse(sys: System, plan: UndoPlan, allowed: boolean): Promise<string> {
  const { folder, links } = plan;
  const not = (why: string): string => {
    if (allowed) return `undo not rehearsed: ${why}`;
    const instead = "To go on without a rehearsal: rollout.unrehearsed: allow";
    throw new Fault("refused", `guard: the undo cannot be rehearsed here: ${why}; nothing was changed. ${instead}`);
  };
  if (links.length > MOST_LINKS) return not(`${links.length} interfaces are more than is worth copying`);
  await sys.write(`${folder}/rehearse.sh`, rehearsalScript(plan), { mode: 0o700 });
  const done = await sys.exec(["unshare", "-n", "sh", `${folder}/rehearse.sh`], { timeoutMs: REHEARSAL_MS });
  const said = `${done.stdout}${done.stderr}`.trim();
  if (done.code === 0)
    return "undo rehearsed in a network namespace of its own: addresses, routes, rules and files came back";
  if (done.code === NOT_HERE || /^unshare:|^sh: 0:/m.test(said)) {
    await sys.remove(`${folder}/rehearsal`);
    return not(said.split("\n").at(-1)!);
  }
  throw new Fault(
    "refused",
    `guard: the undo was rehearsed in a network namespace and did not bring everything back: ${said}; nothing was changed`,
  );
}

/** What undo needs is on the disk before the first change. */
async function syncFolder(sys: System, folder: string): Promise<void> {
  const names = (await sys.list(folder)).map((name) => `${folder}/${name}`);
  const files = (await sys.list(`${folder}/files`)).map((name) => `${folder}/files/${name}`);
  const regular: string[] = [];
  for (const path of files) if ((await sys.stat(path))?.kind !== "symlink") regular.push(path);
  const synced = await sys.exec(["sync", ...names, ...regular, folder, GUARD], { timeoutMs: COMMAND_MS });
  if (synced.code === 0) return;
  if ((await sys.exec(["sync"], { timeoutMs: COMMAND_MS })).code !== 0) {
    throw new Fault(
      "io",
      `guard: the snapshot could not be synced to disk: ${synced.stderr.trim()}; nothing was changed`,
    );
  }
}

async function syncEdits(sys: System, paths: readonly string[]): Promise<void> {
  const there: string[] = [];
  for (const path of new Set(paths.flatMap((each) => [each, each.slice(0, each.lastIndexOf("/"))])))
    if (path !== "" && (await sys.stat(path)) !== null) there.push(path);
  const synced = await sys.exec(["sync", ...there], { timeoutMs: COMMAND_MS });
  if (synced.code !== 0) throw new Fault("io", `guard: what is to be kept cannot be synced: ${synced.stderr.trim()}`);
}

async function disarm(sys: System, id: string): Promise<void> {
  const armed = await sys.stat(ARMED);
  if (armed?.content !== id) return;
  await removeBootHook(sys);
  await sys.remove(ARMED);
}

/** Do something while nobody else, the undo script included, may decide about this transaction. mkdir is the one thing both sides can do atomically. */
async function held<T>(sys: System, id: string, work: (state: TransactionState) => Promise<T>): Promise<T> {
  const hold = `${folderOf(id)}/hold`;
  const taken = async (): Promise<boolean> => (await sys.exec(["mkdir", hold], { timeoutMs: COMMAND_MS })).code === 0;
  if (!(await until(HOLD_MS, taken))) {
    // Whoever held it so long is either still at work or died without a trace.
    const holder = (await sys.read(`${hold}/pid`))?.trim() ?? "";
    if (!(await stillRuns(sys, holder))) await sys.remove(hold);
    if (!(await taken())) throw new Fault("refused", `guard: ${id} is being decided by another process; ask again`);
  }
  try {
    await sys.write(`${hold}/pid`, `${await thisProcess(sys)}\n`, { mode: 0o600 });
    const state = await readState(sys, id);
    if (state === null) throw new Fault("io", `guard: the record of ${id} is damaged`);
    return await work(state);
  } finally {
    await sys.remove(hold);
  }
}

/** Wait for a condition. @returns whether it came about in time. */
async function until(withinMs: number, condition: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; ; waited += POLL_MS) {
    if (await condition()) return true;
    if (waited >= withinMs) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function setState(sys: System, id: string, state: TransactionState): Promise<void> {
  await sys.write(`${folderOf(id)}/state`, `${state}\n`, { mode: 0o600 });
}

async function readMeta(sys: System, id: string): Promise<Meta> {
  const text = isId(id) ? await sys.read(`${folderOf(id)}/meta.json`) : null;
  if (text === null) throw new Fault("bad-request", `guard: no transaction ${JSON.stringify(id)} on this host`);
  return JSON.parse(text) as Meta;
}

async function readBeat(sys: System, id: string): Promise<Beat | null> {
  const text = await sys.read(`${folderOf(id)}/beat.json`);
  return text === null ? null : (JSON.parse(text) as Beat);
}

function asTransaction(meta: Meta, state: TransactionState, beat: Beat | null): Transaction {
  const { id, steps, armedAt, because } = meta;
  return {
    id,
    steps,
    state,
    armedAt,
    deadline: beat?.deadline ?? meta.deadline,
    heartbeats: beat?.count ?? 0,
    undoScript: `${folderOf(id)}/undo.sh`,
    because,
  };
}

/** The name of a folder of ours, so nothing that leads elsewhere. */
function isId(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,80}$/.test(id);
}

function slug(step: string): string {
  const words = step.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-+|-+$/g, "").slice(0, 60) || "step";
}

const MAPPED: Prefix6 = { bytes: parseIp6("::ffff:0:0")!, length: 96 };

/** @param address as sshd prints it, with a zone where it is link-local. */
function isIpv6(address: string): boolean {
  const bytes = parseIp6(address.split("%", 1)[0]!);
  return bytes !== null && !contains6(MAPPED, bytes);
}

/** Hundredths of a second since boot. */
async function uptime(sys: System): Promise<number> {
  const text = await sys.read("/proc/uptime");
  const seconds = Number(text?.split(" ", 1)[0]);
  if (!Number.isFinite(seconds))
    throw new Fault("unsupported", "guard: /proc/uptime cannot be read, and the timer goes by it");
  return Math.round(seconds * 100);
}

/** `pid starttime`: a pid alone may have been given to another. */
async function thisProcess(sys: System): Promise<string> {
  return `${process.pid} ${startTime(await sys.read("/proc/self/stat")) ?? 0}`;
}

/** Hundredths of a second since boot: field 22 of proc(5), in clock ticks, which are hundredths on every Linux that runs Node. */
async function startOfThisProcess(sys: System): Promise<number> {
  return startTime(await sys.read("/proc/self/stat")) ?? 0;
}

async function stillRuns(sys: System, owner: string): Promise<boolean> {
  const [pid, since] = owner.split(" ");
  if (pid === undefined || !/^\d+$/.test(pid)) return false;
  return String(startTime(await sys.read(`/proc/${pid}/stat`)) ?? "") === since;
}
