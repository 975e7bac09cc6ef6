/** The agent as a child of the controller, on the controller's own machine: nothing is pushed. */

import { randomUUID } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostAddress } from "./address.ts";
import { type AgentBundle, agentBundle } from "./agent-bundle.ts";
import { SUDO_PROMPT } from "./bootstrap-script.ts";
import type { Opened } from "./channel.ts";
import { childChannel } from "./child-channel.ts";
import { runtimeCache } from "./node-runtime.ts";

/** @param cache folder the bundle is laid out in; default beside the runtimes. */
export async function openLocal(host: HostAddress, cache = join(runtimeCache(), "..")): Promise<Opened> {
  const bundle = await agentBundle();
  const folder = await layOut(bundle, cache);
  const { become } = host;
  const user = become.user ?? "root";
  const sudo =
    become.method === "none" || (user === "root" && process.getuid?.() === 0)
      ? []
      : ["sudo", ...(become.password === undefined ? ["-n"] : ["-S", "-p", SUDO_PROMPT]), "-u", user, "--"];
  const node = [process.execPath, "--disable-warning=ExperimentalWarning"];
  const argv = [...sudo, ...node, join(folder, "session.cjs"), "rpc", "", bundle.sha256];
  return { channel: await childChannel(argv), via: "local" };
}

async function layOut(bundle: AgentBundle, cache: string): Promise<string> {
  const folder = join(cache, "agent", bundle.sha256);
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of bundle.files) {
    const path = join(folder, name);
    const there = await stat(path).catch(() => null);
    if (there?.size === bytes.length) continue;
    const beside = `${path}.${randomUUID()}`;
    await writeFile(beside, bytes);
    await rename(beside, path);
  }
  return folder;
}
