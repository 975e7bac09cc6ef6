/** What a runner needs of a run that was made elsewhere: its plan and its inventory, kept in the store beside it. */
import type { Inventory } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import type { PostgresStore } from "../store/postgres/store.ts";

export interface Work {
  readonly plan: Plan;
  readonly inventory: Inventory;
  /** Whoever made the run approves what the plan wants approved. */
  readonly yes: boolean;
}

export async function keepWork(store: PostgresStore, run: string, { plan, inventory, yes }: Work): Promise<void> {
  const plain = { plan, hosts: [...inventory.hosts], groups: [...inventory.groups], yes };
  await store.sql.query("insert into migrate.work (run, work) values ($1, $2) on conflict do nothing", [
    run,
    JSON.stringify(plain),
  ]);
}

/** @returns null for a run that was not handed to runners. */
export async function workOf(store: PostgresStore, run: string): Promise<Work | null> {
  const [row] = await store.sql.query<{ work: string }>("select work from migrate.work where run = $1", [run]);
  if (row === undefined) return null;
  const { plan, hosts, groups, yes } = JSON.parse(row.work);
  return { plan, inventory: { hosts: new Map(hosts), groups: new Map(groups) }, yes };
}

/** Hosts whose inventory holds a password in the clear: it does not go into a database. */
export function hostsWithLiteralPassword({ plan, inventory }: Work): readonly string[] {
  const literal = (become: Plan["fleet"]["become"] | undefined): boolean =>
    become?.password != null && "literal" in become.password;
  const hosts = [...inventory.hosts.values()].filter((host) => literal(host.become)).map((host) => host.name);
  return literal(plan.fleet.become) ? ["the plan's fleet", ...hosts] : hosts;
}
