/** pgbouncer before a cluster of the test, as user postgres. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./postgres-cluster.ts";

export interface Pooler {
  readonly url: string;
  stop(): Promise<void>;
}

export async function pgbouncer(server: number, mode: "session" | "transaction"): Promise<Pooler> {
  const port = await freePort();
  const folder = mkdtempSync("/var/tmp/migrate-pgbouncer-");
  writeFileSync(join(folder, "users"), '"postgres" ""\n');
  writeFileSync(
    join(folder, "ini"),
    `[databases]
* = host=127.0.0.1 port=${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
auth_type = trust
auth_file = ${folder}/users
unix_socket_dir = ${folder}
pool_mode = ${mode}
default_pool_size = 25
`,
  );
  execFileSync("chown", ["-R", "postgres:", folder]);
  const child: ChildProcess = spawn(
    "runuser",
    ["-u", "postgres", "--", "/usr/sbin/pgbouncer", "-q", join(folder, "ini")],
    { cwd: "/", stdio: "ignore" },
  );
  const ended = once(child, "exit");
  while (!(await listens(port))) await Promise.race([wait(50), ended]);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
