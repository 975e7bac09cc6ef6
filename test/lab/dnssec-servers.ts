/**
 * A network namespace with the tree of dnssec-zones.ts: BIND as authority of all of it, another that resolves without validating (the
 * upstream of everybody else), and the two references that validate and synthesise themselves. Everything dies with this process.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { authorityConf, makeTree, type Tree } from "./dnssec-zones.ts";

const run = promisify(execFile);

/** Ports on 127.0.0.1. `ours` is where tests start the built-in DNS64. */
export const PORT = {
  authority: 5300,
  upstream: 5301,
  unbound: 5302,
  bind: 5303,
  ours: 5304,
  nsd: 5306,
  nsdUpstream: 5307,
} as const;

const REPOSITORY = join(import.meta.dirname, "../..");

export interface DnssecServers {
  readonly folder: string;
  readonly tree: Tree;
  /** Run a program inside; resolves with its stdout, rejects where it exits otherwise than 0. */
  inside(program: string, ...args: string[]): Promise<string>;
  /** Start a program inside; it is killed at the end. Resolves once it has written `text`, at once where that is null. */
  start(text: string | null, program: string, ...args: string[]): Promise<ChildProcess>;
  /** Start the built-in DNS64 with this configuration. */
  dns64(config: object, name: string): Promise<ChildProcess>;
  close(): Promise<void>;
}

/** @param references whether the validating Unbound and BIND are started too. */
export async function startDnssecServers(references: boolean): Promise<DnssecServers> {
  const folder = mkdtempSync(join(tmpdir(), "migrate-dnssec-"));
  const holder = spawn(
    "unshare",
    ["-n", "-m", "--propagation", "private", "sh", "-c", "ip link set lo up && echo up && exec cat"],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const children: ChildProcess[] = [holder];
  const close = async (): Promise<void> => {
    const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
    await Promise.all(running.map(killed));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await said(holder, "up");
    const enter = ["-t", String(holder.pid), "-n", "-m", "setpriv", "--pdeathsig", "KILL"];
    const start: DnssecServers["start"] = async (text, program, ...args) => {
      const child = spawn("nsenter", [...enter, program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
      children.push(child);
      if (text !== null) await said(child, text);
      else child.stdout.resume();
      child.stderr.resume();
      return child;
    };
    const inside: DnssecServers["inside"] = async (program, ...args) =>
      (await run("nsenter", [...enter, program, ...args], { timeout: 30_000, maxBuffer: 1 << 24 })).stdout;
    const tree = makeTree(folder);
    const servers: DnssecServers = {
      folder,
      tree,
      inside,
      start,
      dns64(config, name) {
        const file = join(folder, `${name}.json`);
        writeFileSync(file, JSON.stringify(config));
        return start("dns64 ready ", join(REPOSITORY, "bin/migrate"), "dns64", "--config", file);
      },
      close,
    };
    await startPrograms(servers, references);
    return servers;
  } catch (error) {
    await close();
    throw error;
  }
}

async function startPrograms(servers: DnssecServers, references: boolean): Promise<void> {
  const { folder, tree, start } = servers;
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const named = write("authority.conf", authorityConf(folder, tree, PORT.authority));
  await start(null, "/usr/sbin/named", "-f", "-c", named);
  await answers(servers, PORT.authority);
  const upstream = write(
    "upstream.conf",
    bindConf(folder, "upstream", PORT.upstream, PORT.authority, "dnssec-validation no;", ""),
  );
  await start(null, "/usr/sbin/named", "-f", "-c", upstream);
  await answers(servers, PORT.upstream);
  if (!references) return;
  const anchor = write("root.anchor", `${tree.anchorDs}\n`);
  const validating = `module-config: "dns64 validator iterator"\n  dns64-prefix: 64:ff9b::/96\n  ede: yes\n  trust-anchor-file: ${anchor}`;
  const unbound = write("unbound.conf", unboundConf(folder, validating));
  await start(null, "/usr/sbin/unbound", "-d", "-c", unbound);
  const bind = write("bind.conf", bindConf(folder, "bind", PORT.bind, PORT.upstream, BIND_DNS64, bindAnchor(tree)));
  await start(null, "/usr/sbin/named", "-f", "-c", bind);
  await Promise.all([answers(servers, PORT.unbound), answers(servers, PORT.bind)]);
}

/** @param modules lines of the server section. */
function unboundConf(folder: string, modules: string): string {
  return `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  interface: 127.0.0.1@${PORT.unbound}
  do-not-query-localhost: no
  local-zone: "test." nodefault
  num-threads: 1
  ${modules}
remote-control:
  control-enable: no
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@${PORT.upstream}
`;
}

const BIND_DNS64 =
  "dnssec-validation yes; dns64 64:ff9b::/96 { clients { any; }; exclude { 64:ff9b::/96; ::ffff:0:0/96; }; };";

function bindAnchor({ anchorDs }: Tree): string {
  const [, , , tag, algorithm, digestType, ...digest] = anchorDs.split(/\s+/);
  return `trust-anchors { . static-ds ${tag} ${algorithm} ${digestType} "${digest.join("")}"; };\n`;
}

/** A BIND that forwards. @param options more of them. @param more statements after them. */
function bindConf(folder: string, name: string, port: number, next: number, options: string, more: string): string {
  return `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; recursion yes; pid-file none;
  session-keyfile "${folder}/${name}-session.key"; lock-file none; empty-zones-enable no; allow-query { any; };
  forward only; forwarders port ${next} { 127.0.0.1; }; qname-minimization off; max-cache-size 32m;
  ${options} };
controls { };
${more}`;
}

/** Serve the same tree by NSD, and start a resolver that asks it. @returns the resolver's port. */
export async function startNsd(servers: DnssecServers): Promise<number> {
  const { folder, tree, start } = servers;
  const zones = tree.zones.map(({ name, file }) => `zone:\n  name: "${name || "."}"\n  zonefile: "${file}"\n`);
  const server = [
    `ip-address: 127.0.0.1@${PORT.nsd}`,
    'username: ""',
    'pidfile: ""',
    'database: ""',
    "server-count: 1",
    `zonelistfile: "${folder}/nsd.list"`,
    `xfrdfile: "${folder}/nsd.xfrd"`,
    `xfrdir: "${folder}"`,
    "zonefiles-write: 0",
  ];
  writeFileSync(
    join(folder, "nsd.conf"),
    `server:\n  ${server.join("\n  ")}\nremote-control:\n  control-enable: no\n${zones.join("")}`,
  );
  await start(null, "/usr/sbin/nsd", "-d", "-c", join(folder, "nsd.conf"));
  await answers(servers, PORT.nsd);
  const conf = bindConf(folder, "nsd-upstream", PORT.nsdUpstream, PORT.nsd, "dnssec-validation no;", "");
  writeFileSync(join(folder, "nsd-upstream.conf"), conf);
  await start(null, "/usr/sbin/named", "-f", "-c", join(folder, "nsd-upstream.conf"));
  await answers(servers, PORT.nsdUpstream);
  return PORT.nsdUpstream;
}

/** Wait until a server answers a name of the tree; each try waits on the server, not on a clock. */
async function answers({ inside }: DnssecServers, port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const out = await inside(
        "dig",
        "@127.0.0.1",
        "-p",
        String(port),
        "+time=1",
        "+tries=1",
        "text.unsigned.test",
        "TXT",
        "+short",
      );
      if (out.includes("no address")) return;
    } catch (error) {
      if (attempt > 100) throw error;
    }
    if (attempt > 200) throw new Error(`the server on port ${port} does not answer`);
  }
}

/** Wait until a program has written `text`. Rejects with what it wrote to stderr where it ends before. */
async function said(child: ChildProcess, text: string): Promise<void> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk) => {
    stderr += chunk;
  });
  let out = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout!.setEncoding("utf8").on("data", (chunk) => {
      out += chunk;
      if (out.includes(text)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it said "${text}": ${stderr}`)));
  });
}

function killed(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return gone;
}
