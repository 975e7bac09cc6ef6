/** What this machine needs to reach a fleet: looked up here, changed nowhere. */
import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { access, constants, mkdir, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { gatherSupplies } from "../transport/bootstrap.ts";
import { type Check, limited, missing, ok } from "./check.ts";

export async function lookAtWorkstation(stateFolder: string): Promise<readonly Check[]> {
  return [
    ok("Node.js", process.versions.node),
    ...(await Promise.all([sshClient(), keys(), knownHosts(), agents(), ipv6(), writable(stateFolder)])).flat(),
  ];
}

async function sshClient(): Promise<Check> {
  const absent = [];
  for (const program of ["ssh", "ssh-keygen"]) if (!(await onPath(program))) absent.push(program);
  if (absent.length === 0) return ok("ssh client", "ssh and ssh-keygen are there");
  return missing("ssh client", `${absent.join(" and ")} not found`, "apt install openssh-client");
}

async function onPath(program: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

async function keys(): Promise<Check> {
  const held = await promisify(execFile)("ssh-add", ["-l"]).then(
    ({ stdout }) => stdout.trim().split("\n").length,
    () => 0,
  );
  if (held > 0) return ok("ssh keys", `ssh-agent holds ${held}`);
  const files = (await readdir(join(homedir(), ".ssh")).catch(() => [])).filter((name) => /^id_\w+$/.test(name));
  if (files.length > 0) return ok("ssh keys", files.map((name) => `~/.ssh/${name}`).join(", "));
  return limited(
    "ssh keys",
    "no ssh-agent with keys, and none in ~/.ssh",
    "ssh-keygen, ssh-add, or identity_file in the plan",
  );
}

async function knownHosts(): Promise<Check> {
  const file = join(homedir(), ".ssh", "known_hosts");
  const there = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (there) return ok("known_hosts", "~/.ssh/known_hosts");
  return limited(
    "known_hosts",
    "there is no ~/.ssh/known_hosts, and a host whose key is not known is refused",
    "ssh to each host once and compare the key, or ssh-keyscan over a path you trust",
  );
}

async function agents(): Promise<readonly Check[]> {
  try {
    const { bundles, runtimes, missing: without } = await gatherSupplies();
    const there = [...bundles.keys()].map((machine) => `${machine}${runtimes.has(machine) ? "" : " (without Node)"}`);
    return [
      ok("agent", `for ${there.join(", ")}`),
      ...[...without].map(([machine, why]) =>
        limited(`agent for ${machine}`, why, "only needed where a host is of that kind"),
      ),
    ];
  } catch (error) {
    return [missing("agent", (error as Error).message, "npm install in the folder of migrate")];
  }
}

/** A connected UDP socket sends nothing: the kernel only looks for a route and a source address. */
async function ipv6(): Promise<Check> {
  const what = "IPv6 of this workstation";
  const failure = await new Promise<string | null>((done) => {
    const socket = createSocket("udp6");
    const end = (failure: string | null): void => {
      socket.close();
      done(failure);
    };
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.once("connect", () => end(socket.address().address === "::1" ? "only loopback" : null));
    // RFC 3849: nobody's address, behind the default route.
    socket.connect(9, "2001:db8::1");
  });
  if (failure === null) return ok(what, "there is a route");
  return limited(
    what,
    `no route (${failure}): a change to a host's way in is confirmed over IPv6, which cannot be done from here`,
    "name a jump host that has IPv6: `jump:` in the plan's `fleet`, or ProxyJump in ~/.ssh/config",
  );
}

async function writable(folder: string): Promise<Check> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return ok("where runs are kept", folder);
  } catch (error) {
    return missing("where runs are kept", (error as Error).message, "--state DIR, or MIGRATE_STATE");
  }
}
