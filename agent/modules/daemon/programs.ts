/** The programs a daemon runs from: a copy of its own, so that taking the agent's cache away does not take the daemon with it. */
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import type { AgentHome } from "../module.ts";

const STATE = "/var/lib/migrate";
export const DAEMONS = `${STATE}/daemons`;
const COPY_MS = 60_000;

export interface Programs {
  readonly folder: string;
  readonly node: string;
  readonly agent: string;
}

/** Where they will be. A Node that is the host's own stays where it is: its package looks after it. Pure. */
export function programsOf(home: AgentHome): Programs {
  const folder = `${DAEMONS}/${home.sha256.slice(0, 32)}`;
  return {
    folder,
    node: home.node.startsWith(`${STATE}/`) ? `${folder}/node` : home.node,
    agent: `${folder}/agent.cjs`,
  };
}

/** Put them there; nothing happens for what is there already. */
export async function installPrograms(sys: System, home: AgentHome): Promise<void> {
  const programs = programsOf(home);
  await sys.mkdir(programs.folder, 0o755);
  for (const name of await sys.list(home.bundleDir)) {
    if (/^(agent\.cjs|session-code\.js|.*\.node)$/.test(name))
      await copy(sys, `${home.bundleDir}/${name}`, `${programs.folder}/${name}`);
  }
  if (programs.node !== home.node) await copy(sys, home.node, programs.node);
}

async function copy(sys: System, from: string, to: string): Promise<void> {
  if ((await sys.exec(["test", "-e", to])).code === 0) return;
  const beside = `${to}.new`;
  // A hard link costs nothing and outlives the name it was made from; across file systems it takes a copy.
  const linked = await sys.exec(["ln", "-fL", from, beside], { timeoutMs: COPY_MS });
  if (linked.code !== 0) {
    const copied = await sys.exec(["cp", "-fpL", from, beside], { timeoutMs: COPY_MS });
    if (copied.code !== 0) throw new Fault("io", `${from} could not be copied to ${to}: ${copied.stderr.trim()}`);
  }
  const moved = await sys.exec(["mv", "-f", beside, to], { timeoutMs: COPY_MS });
  if (moved.code !== 0) throw new Fault("io", `${to} could not be put in place: ${moved.stderr.trim()}`);
}

/** Take a folder of programs away again unless a control file still names it. */
export async function removePrograms(sys: System, folder: string, controls: readonly string[]): Promise<void> {
  for (const path of controls) if (((await sys.read(path)) ?? "").includes(folder)) return;
  await sys.remove(folder);
}
