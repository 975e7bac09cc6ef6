/** `--store postgres://…`: connect, bring the tables to this version, and keep runs there. */
import { hostname } from "node:os";
import { migrateSchema, SCHEMA_VERSION } from "./schema.ts";
import { PostgresError, sqlOf } from "./sql.ts";
import { MIGRATE_APPLICATION, type PostgresStore, postgresStore } from "./store.ts";

export { PostgresError } from "./sql.ts";

export interface PostgresOptions {
  /** How long a lease holds without being renewed, and how often it is. */
  readonly leaseMs?: number;
  readonly complain?: (text: string) => void;
}

const CONNECTIONS = 8;

/** @throws PostgresError where the database cannot be reached, refuses us, or was made by a newer migrate. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<PostgresStore> {
  const { default: pg } = await import("pg");
  const where = withoutPassword(url);
  const complain = options.complain ?? ((text) => process.stderr.write(`${text}\n`));
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: MIGRATE_APPLICATION,
    keepAlive: true,
  });
  const sql = sqlOf(pool, where, complain);
  try {
    const newer = await migrateSchema(sql);
    if (newer !== null)
      throw new PostgresError(
        "newer",
        `${where} has tables of version ${newer}; this migrate knows up to ${SCHEMA_VERSION}: use a newer migrate`,
      );
  } catch (error) {
    await sql.close();
    throw error;
  }
  return postgresStore(sql, { url, where, host: hostname(), ...options });
}

export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = "";
  parsed.search = "";
  return parsed.href.replace(/\/$/, "");
}
