/** What `audit` asks of hosts, a bounded number at a time. */
import type { NamedNeed, ObservationWant } from "../../agent/protocol/audit.ts";
import type { HostReport } from "../assess/host-report.ts";
import { AgentError, UnreachableError } from "../engine/ports.ts";
import { Semaphore } from "../engine/semaphore.ts";
import type { Plan } from "../plan/plan.ts";
import { servedOnHost } from "../plan/records.ts";
import type { AgentFleet } from "../transport/fleet.ts";
import { EXIT } from "./exit.ts";
import type { Globals } from "./globals.ts";

type Subject = Pick<Plan, "services" | "nat64" | "records"> & { readonly scan: readonly string[] };

const PARALLEL = 32;
const INSPECT_MS = 120_000;
const START_MS = 90_000;

/** @returns the exit code: where a host could not be reached, or would not observe. */
export async function startOn(
  fleet: AgentFleet,
  hosts: readonly string[],
  plan: Subject,
  how: Pick<ObservationWant, "forMs" | "survivesReboot" | "connectHooks">,
): Promise<number> {
  return onEach(fleet, hosts, async (host) => {
    const link = await fleet.link(host);
    const services = plan.services
      .filter(({ hosts: members }) => members.includes(host))
      .map(({ name, listen }) => ({ service: name, listen }));
    const want = { ...how, nat64: prefixes(plan), services, queries: servedNames(host, plan) };
    await link.call("audit.start", want, { timeoutMs: START_MS });
  });
}

export async function stopOn(fleet: AgentFleet, hosts: readonly string[], globals: Globals): Promise<number> {
  return onEach(fleet, hosts, async (host) => {
    const { removed } = await (await fleet.link(host)).call("audit.stop", {}, { timeoutMs: START_MS });
    const what = removed.length === 0 ? "nothing was there" : `removed ${removed.join(", ")}`;
    if (!globals.quiet) process.stderr.write(`${host}: ${what}\n`);
  });
}

export async function hear(fleet: AgentFleet, hosts: readonly string[], plan: Subject): Promise<HostReport[]> {
  const turns = new Semaphore(fleet.forks ?? PARALLEL);
  return Promise.all(hosts.map((host) => turns.run(() => hearOne(fleet, host, plan))));
}

async function hearOne(fleet: AgentFleet, host: string, plan: Subject): Promise<HostReport> {
  const nothing = { host, facts: null, audit: null, observation: null, ownClient: null };
  try {
    const link = await fleet.link(host);
    const inspection = {
      scanPaths: plan.scan,
      needs: needsOf(host, plan),
      nat64: prefixes(plan),
      serviceNames: namesOf(plan.services.filter(({ hosts }) => hosts.includes(host))),
      mailNames: namesOf(plan.services.filter((service) => service.hosts.includes(host) && isMail(service))),
    };
    const [facts, audit, { observation }] = await Promise.all([
      link.call("facts", {}),
      link.call("audit.inspect", inspection, { timeoutMs: INSPECT_MS }),
      link.call("audit.read", {}, { timeoutMs: START_MS }),
    ]);
    const client = link.hello.connection?.client.replace(/^::ffff:/i, "") ?? null;
    return { host, facts, audit, observation, ownClient: client?.includes(":") ? null : client, error: null };
  } catch (error) {
    if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
    return { ...nothing, error: error.message };
  }
}

function prefixes({ nat64 }: Subject): string[] {
  return nat64 === null ? [] : [nat64.prefix];
}

function namesOf(services: Plan["services"]): string[] {
  return [...new Set(services.flatMap(({ names }) => [...names.public, ...names.internal]))];
}

const MAIL_PORTS = [25, 465, 587];

function isMail({ listen, exception }: Plan["services"][number]): boolean {
  return exception?.reason === "mail" || listen.some(({ port }) => MAIL_PORTS.includes(port));
}

/** Names of services in the zones that are served on this host. */
function servedNames(host: string, { records, services }: Subject): string[] {
  const zones = records.filter((one) => one.host === host && servedOnHost(one)).map(({ zone }) => zone);
  return namesOf(services).filter((name) => zones.some((zone) => name === zone || name.endsWith(`.${zone}`)));
}

/** Names the host's services call; a service they need is called by its internal names. */
function needsOf(host: string, { services }: Subject): NamedNeed[] {
  return services
    .filter(({ hosts }) => hosts.includes(host))
    .flatMap(({ needs }) => needs)
    .flatMap((need): NamedNeed[] => {
      const { port, protocol } = need;
      if (need.kind === "name") return [{ name: need.name, port, protocol }];
      const names = services.find(({ name }) => name === need.service)?.names.internal ?? [];
      return names.map((name) => ({ name, port, protocol }));
    });
}

async function onEach(
  { forks = PARALLEL }: AgentFleet,
  hosts: readonly string[],
  work: (host: string) => Promise<void>,
): Promise<number> {
  const turns = new Semaphore(forks);
  let worst: number = EXIT.ok;
  await Promise.all(
    hosts.map((host) =>
      turns.run(async () => {
        try {
          await work(host);
        } catch (error) {
          if (!(error instanceof UnreachableError || error instanceof AgentError)) throw error;
          process.stderr.write(`${host}: ${error.message}\n`);
          worst = error instanceof UnreachableError ? EXIT.unreachable : worst === EXIT.ok ? EXIT.error : worst;
        }
      }),
    ),
  );
  return worst;
}
