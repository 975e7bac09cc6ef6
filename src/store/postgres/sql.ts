/** A database that may go away and come back: every statement here can be said again, and is, until it was heard. */
import { setTimeout as wait } from "node:timers/promises";
import type { Pool, QueryResultRow } from "pg";

export interface Sql {
  /** @param patienceMs how long a database that is away is waited for. @throws PostgresError after that, or where it refuses. */
  query<R extends QueryResultRow>(text: string, values?: readonly unknown[], patienceMs?: number): Promise<R[]>;
  /** All or nothing; said again as a whole where the connection broke. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type Query = <R extends QueryResultRow>(text: string, values?: unknown[]) => Promise<{ readonly rows: R[] }>;

export class PostgresError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PostgresError";
    this.code = code;
  }
}

const PATIENCE_MS = 120_000;
const FIRST_PATIENCE_MS = 5_000;
const PAUSE_MS = 250;

/** Class 08, and a server that is shutting down, crashed, starting up, or full. PostgreSQL manual, appendix A. */
const GONE = /^(08\d\d\d|57P0[123]|53300)$/;
/** Two statements that stood in each other's way: one of them is said again. */
const COLLIDED = /^(40001|40P01)$/;
const GONE_HERE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOENT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

export function isGone(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && (GONE.test(code) || GONE_HERE.has(code))) return true;
  return /Connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
    message ?? "",
  );
}

/** @param where the database without its password, for messages. */
export function sqlOf(pool: Pool, where: string, complain: (text: string) => void): Sql {
  // An idle connection that breaks: the next statement finds out.
  pool.on("error", () => undefined);
  let heard = false;
  let complained = false;
  const persist = async <T>(patienceMs: number, attempt: () => Promise<T>): Promise<T> => {
    const until = performance.now() + (heard ? patienceMs : Math.min(patienceMs, FIRST_PATIENCE_MS));
    for (;;) {
      try {
        const result = await attempt();
        heard = true;
        if (complained) complain(`${where} is back`);
        complained = false;
        return result;
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        if (COLLIDED.test(code ?? "") && performance.now() < until) continue;
        if (!isGone(error)) throw new PostgresError(code ?? "", `${where}: ${message}`, { cause: error });
        if (performance.now() > until)
          throw new PostgresError(code ?? "", `${where} cannot be reached: ${message}`, { cause: error });
        if (heard && !complained) complain(`${where} is away (${message}); waiting for it`);
        complained = heard;
        await wait(PAUSE_MS);
      }
    }
  };
  return {
    query: (text, values = [], patienceMs = PATIENCE_MS) =>
      persist(patienceMs, async () => (await pool.query(text, [...values])).rows as never),
    transaction: (work) =>
      persist(PATIENCE_MS, async () => {
        const client = await pool.connect();
        let broken: Error | undefined;
        // While it is ours, a broken connection is told by its next statement.
        client.on("error", ignore);
        try {
          await client.query("begin");
          const result = await work((text, values) => client.query(text, values));
          await client.query("commit");
          return result;
        } catch (error) {
          broken = error as Error;
          await client.query("rollback").catch(() => undefined);
          throw error;
        } finally {
          client.off("error", ignore);
          client.release(broken !== undefined && isGone(broken) ? broken : undefined);
        }
      }),
    close: () => pool.end(),
  };
}

function ignore(): void {}
