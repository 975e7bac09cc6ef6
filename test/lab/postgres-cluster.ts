/** A PostgreSQL of its own in a folder of its own, run as user postgres, on a free port of the loopback. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export interface Cluster {
  readonly url: string;
  readonly port: number;
  /** `immediate`: as a crash. */
  stop(mode: "fast" | "immediate"): void;
  start(): void;
  /** @returns what psql prints, unaligned, without headers. */
  psql(sql: string): string;
  remove(): void;
}

export async function postgresCluster(): Promise<Cluster> {
  const port = await freePort();
  const version = readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a))[0]!;
  const bin = join("/usr/lib/postgresql", version, "bin");
  const folder = mkdtempSync("/var/tmp/migrate-postgres-");
  const asPostgres = (program: string, ...args: string[]): string =>
    execFileSync("runuser", ["-u", "postgres", "--", program, ...args], {
      encoding: "utf8",
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
    });
  execFileSync("chown", ["postgres:", folder]);
  const data = join(folder, "data");
  asPostgres(join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8");
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=60`;
  const cluster: Cluster = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    // pg_ctl would hold our pipe open through the server it starts.
    start: () =>
      void execFileSync(
        "runuser",
        [
          "-u",
          "postgres",
          "--",
          join(bin, "pg_ctl"),
          "-D",
          data,
          "-w",
          "-o",
          options,
          "-l",
          join(folder, "log"),
          "start",
        ],
        { cwd: "/", stdio: "ignore" },
      ),
    stop: (mode) => void asPostgres(join(bin, "pg_ctl"), "-D", data, "-w", "-m", mode, "stop"),
    psql: (sql) =>
      execFileSync("psql", ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-qAtc", sql], {
        encoding: "utf8",
      }).trim(),
    remove: () => {
      try {
        asPostgres(join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop");
      } catch {
        // It is down already.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  cluster.start();
  return cluster;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
