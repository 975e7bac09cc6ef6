/** A plan and the facts of its fleet to batches of tasks. Pure: the same plan and facts give the same execution plan, ids included. */
import type { ModuleName, OwnWant } from "../../agent/protocol/wants.ts";
import { contextFor, type Fleet, inZone, monitorContext, servicesThrough } from "./context.ts";
import { formatDuration } from "./durations.ts";
import type { Batch, ExecutionPlan, GateRun, StepRun, Task } from "./execution.ts";
import type { GateCall } from "./gates.ts";
import {
  PHASES,
  type PhaseId,
  type Playbook,
  type PlaybookStep,
  type RecordSource,
  type Rollout,
  type Service,
  type StepScope,
} from "./plan.ts";
import { batchesOf, batchSizes, budgetsOf, countOf, domainOf, rolloutFor, slices, wavesOf } from "./rollout.ts";
import { type Scope, servicesIn, withinScope } from "./scope.ts";
import { keepersOf } from "./shared.ts";
import { lookUp, renderTemplate } from "./template.ts";

export interface Compiled {
  readonly execution: ExecutionPlan;
  /** Templates that name nothing, steps out of place: `file:line:col: message`. */
  readonly problems: readonly string[];
}

/** @param confirmMs overrides every `confirm` of the plan (`--confirm-within`). */
export function compile(fleet: Fleet, scope: Scope, confirmMs: number | null = null): Compiled {
  const problems: string[] = [];
  const batches = PHASES.filter((phase) => scope.phases === null || scope.phases.includes(phase)).flatMap((phase) =>
    new PhaseCompiler(fleet, scope, phase, confirmMs, problems).batches(),
  );
  return { execution: { plan: fleet.plan.name, batches }, problems: [...new Set(problems)] };
}

/** Steps that go together: those about services and their records, or those of one role. */
type Group = {
  /** In the ids of its batches. */
  readonly name: string;
  readonly on: StepScope;
  readonly steps: readonly PlaybookStep[];
};

class PhaseCompiler {
  readonly #fleet: Fleet;
  readonly #scope: Scope;
  readonly #phase: PhaseId;
  readonly #playbook: Playbook;
  readonly #confirmMs: number | null;
  readonly #problems: string[];

  constructor(fleet: Fleet, scope: Scope, phase: PhaseId, confirmMs: number | null, problems: string[]) {
    this.#fleet = fleet;
    this.#scope = scope;
    this.#phase = phase;
    this.#playbook = fleet.plan.playbooks[phase];
    this.#confirmMs = confirmMs;
    this.#problems = problems;
  }

  batches(): readonly Batch[] {
    const work = this.#groups().flatMap((group) =>
      group.on === "services" ? this.#serviceBatches(group) : this.#roleBatches(group),
    );
    if (work.length === 0) return [];
    const hosts = [...new Set(work.flatMap((batch) => batch.hosts))];
    return [
      ...this.#approval(work),
      ...this.#gateBatch("entry", this.#playbook.entry, hosts),
      ...work,
      ...this.#gateBatch("exit", this.#playbook.exit, hosts),
    ];
  }

  #groups(): readonly Group[] {
    const groups: { name: string; on: Group["on"]; steps: PlaybookStep[] }[] = [];
    for (const step of this.#playbook.steps) {
      const last = groups.at(-1);
      const joins =
        last !== undefined && (last.on === step.on || (isAboutServices(last.on) && isAboutServices(step.on)));
      if (!joins) {
        // A role that has its turn again is named by the step it is for.
        const again = groups.some(({ on }) => on === step.on);
        groups.push({ name: again ? `${step.on}-${step.id}` : step.on, on: step.on, steps: [step] });
        continue;
      }
      last.steps.push(step);
      if (step.on === "services") last.on = "services";
    }
    return groups;
  }

  #serviceBatches(group: Group): readonly Batch[] {
    return servicesIn(this.#fleet.plan, this.#phase, this.#scope).flatMap((service) => {
      const rollout = rolloutFor(this.#fleet.plan, this.#playbook, service);
      const hosts = withinScope(this.#scope, service.hosts);
      return batchesOf(hosts, rollout, this.#fleet.inventory).map((members, i) =>
        this.#serviceBatch(group, service, members, rollout, `${this.#phase}/${service.name}/batch-${i + 1}`, i === 0),
      );
    });
  }

  #serviceBatch(
    group: Group,
    service: Service,
    hosts: readonly string[],
    rollout: Rollout,
    id: string,
    first: boolean,
  ): Batch {
    const steps = group.steps.map((step) => ({
      step,
      runs:
        step.on === "records"
          ? this.#recordSteps(step, id, [service], hosts, first)
          : step.on === "monitoring"
            ? this.#monitoringSteps(step, id, service, hosts)
            : this.#hostSteps(step, id, service, hosts),
    }));
    const before = this.#gates(id, "before", this.#playbook.serviceEntry, service, hosts);
    const after = this.#gates(id, "after", this.#playbook.serviceExit, service, hosts);
    const removals = steps.filter(({ step, runs }) => step.guarded && runs.length > 0);
    const guarded = removals.length > 0;
    const own = guarded ? this.#gates(id, "own", service.gates, service, hosts) : [];
    const width = Math.max(1, countOf(rollout.maxUnavailable, service.hosts.length));
    const brownouts = removals.flatMap(({ runs }) => this.#brownouts(id, runs, service, rollout));
    const tasks: Task[] = [
      { kind: "check", id: `${id}/check`, steps: [...steps.flatMap(({ runs }) => runs), ...brownouts] },
      ...gatesTask(`${id}/before`, before),
      ...steps.flatMap(({ step, runs }): readonly Task[] =>
        step.guarded
          ? [
              ...(step === removals[0]?.step ? gatesTask(`${id}/own`, own) : []),
              ...this.#guardedTasks(`${id}/${step.id}`, runs, width, service, rollout, brownouts),
            ]
          : this.#plainTasks(`${id}/${step.id}`, step, runs, service, hosts),
      ),
      ...(guarded ? [] : [{ kind: "soak" as const, id: `${id}/soak`, forMs: rollout.soakMs, gates: after }]),
    ];
    const batch = this.#batch(id, service.name, hosts, tasks, rollout, service.hosts.length);
    const domains = budgetsOf(rollout, service.hosts, hosts, this.#fleet.inventory);
    return domains.length === 0 ? batch : { ...batch, domains };
  }

  /** What is rejected for a while before it is taken away, on each host that would lose it. */
  #brownouts(batch: string, runs: readonly StepRun[], service: Service, rollout: Rollout): readonly StepRun[] {
    const { brownout } = rollout;
    if (brownout === null || this.#phase !== "phase-4") return [];
    return runs.map((run): StepRun => {
      const shared = keepersOf(this.#fleet.plan, run.host).length > 0;
      const unit = brownout.ofUnit || shared ? service.unit : null;
      return {
        id: `${batch}/brownout/${run.host}`,
        title: `brownout of ${formatDuration(brownout.forMs)}`,
        host: run.host,
        module: "brownout",
        want: { state: "active", mode: brownout.mode, unit },
        guarded: true,
        onlyBefore: run.id,
      };
    });
  }

  /** Applied, between the gates that the step itself names. */
  #plainTasks(
    at: string,
    step: PlaybookStep,
    runs: readonly StepRun[],
    service: Service,
    hosts: readonly string[],
  ): readonly Task[] {
    if (runs.length === 0) return [];
    return [
      ...gatesTask(`${at}/before`, this.#gates(at, "before", step.before, service, hosts)),
      ...applyTask(at, runs),
      ...gatesTask(`${at}/after`, this.#gates(at, "after", step.after, service, hosts)),
    ];
  }

  /** Armed, confirmed, judged, soaked and only then kept, so many hosts at a time. */
  #guardedTasks(
    id: string,
    runs: readonly StepRun[],
    width: number,
    service: Service | null,
    rollout: Rollout,
    brownouts: readonly StepRun[] = [],
  ): readonly Task[] {
    const { inventory } = this.#fleet;
    const { domains } = rollout;
    const sizes =
      domains === null
        ? null
        : Map.groupBy(service?.hosts ?? runs.map(({ host }) => host), (host) =>
            domainOf(domains, inventory.hosts.get(host)),
          );
    const waves = wavesOf(runs, width, domains, inventory, (domain) => sizes?.get(domain)?.length ?? 1);
    return waves.flatMap((wave, i): Task[] => {
      const at = waves.length === 1 ? id : `${id}/wave-${i + 1}`;
      const hosts = wave.map((run) => run.host);
      const gates = service === null ? [] : this.#gates(at, "armed", this.#playbook.serviceExit, service, hosts);
      return [
        ...this.#brownoutTasks(
          `${at}/brownout`,
          brownouts.filter(({ host }) => hosts.includes(host)),
          service,
          rollout,
        ),
        { kind: "apply", id: `${at}/apply`, steps: wave },
        { kind: "confirm", id: `${at}/confirm`, steps: wave },
        ...gatesTask(`${at}/armed`, gates),
        ...this.#rebootTask(`${at}/reboot`, wave, service, rollout),
        ...this.#soakUnderGuard(at, wave, service, rollout),
        { kind: "commit", id: `${at}/commit`, steps: wave },
      ];
    });
  }

  #brownoutTasks(
    at: string,
    steps: readonly StepRun[],
    service: Service | null,
    { brownout }: Rollout,
  ): readonly Task[] {
    if (steps.length === 0 || service === null || brownout === null) return [];
    const hosts = steps.map(({ host }) => host);
    const gates = this.#gates(at, "soak", [...this.#playbook.serviceExit, ...service.gates], service, hosts);
    return [
      { kind: "apply", id: `${at}/apply`, steps },
      { kind: "confirm", id: `${at}/confirm`, steps },
      { kind: "soak", id: `${at}/soak`, forMs: brownout.forMs, gates },
      { kind: "release", id: `${at}/release`, steps },
    ];
  }

  /** Hosts that another service shares are not booted for the sake of this one. */
  #rebootTask(
    id: string,
    wave: readonly StepRun[],
    service: Service | null,
    { rebootProof }: Rollout,
  ): readonly Task[] {
    const { plan } = this.#fleet;
    const wanted = service === null ? (plan.newHosts?.rebootProof === "required" ? "every" : "none") : rebootProof;
    const steps = wave.filter(
      ({ host }) =>
        keepersOf(plan, host).length === 0 &&
        (wanted === "every" || (wanted === "canary" && service !== null && this.#isCanary(host, service))),
    );
    if (steps.length === 0) return [];
    const services = plan.services.filter(
      ({ name }) => name === service?.name || plan.newHosts?.services.includes(name),
    );
    const { ipv4Only, dual } = plan.targets;
    const names = [
      ...services.flatMap(({ names, needs }) => [
        ...names.public,
        ...names.internal,
        ...needs.flatMap((need) => (need.kind === "name" ? [need.name] : [])),
      ]),
      ...[ipv4Only, dual].filter((name) => name !== null),
    ];
    return [{ kind: "reboot", id, steps, names: [...new Set(names)] }];
  }

  /** The first host of its service with this operating system and this network stack. */
  #isCanary(host: string, service: Service): boolean {
    const classOf = (name: string): string => {
      const facts = this.#fleet.facts.get(name);
      return facts === undefined ? "" : [facts.os.id, facts.os.version, facts.init, facts.networkOwner.owner].join(" ");
    };
    return service.hosts.find((other) => classOf(other) === classOf(host)) === host;
  }

  #soakUnderGuard(at: string, wave: readonly StepRun[], service: Service | null, rollout: Rollout): readonly Task[] {
    if (service === null) return [];
    const hosts = wave.map((run) => run.host);
    const calls = [...this.#playbook.serviceExit, ...service.gates];
    const gates = this.#gates(at, "soak", calls, service, hosts);
    return [{ kind: "soak", id: `${at}/soak`, forMs: rollout.soakMs, gates }];
  }

  #roleBatches(group: Group): readonly Batch[] {
    const rollout = rolloutFor(this.#fleet.plan, this.#playbook, null);
    const all = this.#roleHosts(group.on);
    return slices(all, batchSizes(rollout.batch, all.length)).flatMap((hosts, i) => {
      const id = `${this.#phase}/${group.name}/batch-${i + 1}`;
      const services = servicesIn(this.#fleet.plan, this.#phase, this.#scope);
      const serving = services.flatMap((service) => service.hosts);
      const steps = group.steps.map((step) => ({
        step,
        runs:
          group.on === "records"
            ? this.#recordSteps(step, id, services, serving, true)
            : this.#hostSteps(step, id, null, hosts),
      }));
      const runs = steps.flatMap((entry) => entry.runs);
      if (runs.length === 0) return [];
      const tasks: Task[] = [
        { kind: "check", id: `${id}/check`, steps: runs },
        ...steps.flatMap(({ step, runs: own }): readonly Task[] =>
          step.guarded
            ? this.#guardedTasks(
                `${id}/${step.id}`,
                own,
                Math.max(1, countOf(rollout.maxUnavailable, all.length)),
                null,
                rollout,
              )
            : this.#roleTasks(`${id}/${step.id}`, step, own, hosts),
        ),
      ];
      return [this.#batch(id, null, hosts, tasks, rollout, all.length)];
    });
  }

  /** Between the step's own gates, which are asked where it would change something: there are no services whose state they could tell of. */
  #roleTasks(at: string, step: PlaybookStep, runs: readonly StepRun[], hosts: readonly string[]): readonly Task[] {
    const gates = (when: "before" | "after"): Task[] =>
      gatesTask(`${at}/${when}`, gateRuns(`${at}/${when}`, step[when], null, hosts)).map((task) => ({
        ...task,
        onlyFor: runs.map(({ id }) => id),
      }));
    return runs.length === 0 ? [] : [...gates("before"), ...applyTask(at, runs), ...gates("after")];
  }

  #roleHosts(on: Group["on"]): readonly string[] {
    const { plan } = this.#fleet;
    // An edge is configured for all services at once, whichever of them is to move.
    if (this.#scope.services !== null && on !== "edges") return [];
    const hosts = {
      services: [],
      gateways: plan.nat64?.gateways ?? [],
      retiring: (plan.nat64?.retiring ?? []).map(({ host }) => host),
      resolvers: plan.dns64?.resolvers ?? [],
      clouds: plan.clouds.map(({ name }) => name),
      edges: plan.edge?.hosts ?? [],
      new_hosts: plan.newHosts?.hosts ?? [],
      records: [...new Set(plan.records.map((record) => record.host))],
      monitoring: [...new Set(plan.monitoring.map(({ host }) => host))],
    }[on];
    return withinScope(this.#scope, hosts);
  }

  #hostSteps(step: PlaybookStep, batch: string, service: Service | null, hosts: readonly string[]): readonly StepRun[] {
    return hosts.flatMap((host) =>
      this.#step(step, `${batch}/${step.id}/${host}`, host, contextFor(this.#fleet, host, service, null)),
    );
  }

  /** One step for each file that watches. */
  #monitoringSteps(step: PlaybookStep, batch: string, service: Service, hosts: readonly string[]): readonly StepRun[] {
    return this.#fleet.plan.monitoring.flatMap((monitor) =>
      this.#step(step, `${batch}/${step.id}/${monitor.host}:${monitor.file}`, monitor.host, {
        ...contextFor(this.#fleet, monitor.host, service, null),
        monitor: monitorContext(this.#fleet, monitor, service, hosts),
      }),
    );
  }

  /** One step for each source that holds a name of these services. */
  #recordSteps(
    step: PlaybookStep,
    batch: string,
    services: readonly Service[],
    hosts: readonly string[],
    first: boolean,
  ): readonly StepRun[] {
    return this.#fleet.plan.records
      .filter((source) => services.some((service) => namesIn(service, source).length > 0))
      .flatMap((source) => {
        const owned = {
          source,
          services: services.map((s) => onlyNamesOf(s, source, this.#fleet.plan.records)),
          hosts,
          first,
        };
        const id = `${batch}/${step.id}/${source.host}:${source.zone}`;
        return this.#step(
          step,
          id,
          source.host,
          contextFor(this.#fleet, source.host, services.length === 1 ? services[0]! : null, owned),
        );
      });
  }

  #step(step: PlaybookStep, id: string, host: string, context: Readonly<Record<string, unknown>>): readonly StepRun[] {
    if (step.when !== null && !holds(step.when, this.#fleet, context)) return [];
    const { value, problems } = renderTemplate(step.want, context);
    const { file, line, col } = step.at;
    this.#problems.push(...problems.map((problem) => `${file}:${line}:${col}: step ${step.id}: ${problem}`));
    const backend = this.#ownBackend(step.module);
    const { module, want } =
      backend !== null
        ? { module: "own" as const, want: { ...backend, want: (value as { readonly config?: unknown }).config } }
        : { module: step.module as ModuleName, want: step.own === null ? value : { ...step.own, want: value } };
    return [{ id, title: step.name, host, module, want, guarded: step.guarded }];
  }

  /** A backend of the operator's own is run like a module of his own. */
  #ownBackend(module: string): Omit<OwnWant, "want"> | null {
    const { nat64, dns64 } = this.#fleet.plan;
    const [backend, own] =
      module === "nat64-gateway"
        ? (["nat64", nat64?.own] as const)
        : module === "dns64-resolver"
          ? (["dns64", dns64?.own] as const)
          : [null, null];
    return own == null ? null : { file: own.file, source: own.source, backend };
  }

  #gates(
    at: string,
    when: string,
    calls: readonly GateCall[],
    service: Service,
    hosts: readonly string[],
  ): readonly GateRun[] {
    return gateRuns(`${at}/${when}`, calls, service.name, hosts);
  }

  #gateBatch(when: "entry" | "exit", calls: readonly GateCall[], hosts: readonly string[]): readonly Batch[] {
    const id = `${this.#phase}/${when}`;
    const gates = [
      ...gateRuns(
        id,
        calls.filter(({ name }) => !isAboutService(name)),
        null,
        hosts,
      ),
      ...this.#jobsOfNewHosts(
        id,
        calls.filter(({ name }) => isAboutService(name)),
      ),
    ];
    if (gates.length === 0) return [];
    const rollout = rolloutFor(this.#fleet.plan, this.#playbook, null);
    const batch = this.#batch(id, null, hosts, gatesTask(id, gates), rollout, hosts.length);
    return [{ ...batch, onFail: when === "exit" && this.#playbook.onFail === "undo" ? "undo-phase" : "halt" }];
  }

  /** A gate about a service, asked of a whole phase, is about the jobs its new hosts are to do. */
  #jobsOfNewHosts(id: string, calls: readonly GateCall[]): readonly GateRun[] {
    const { newHosts } = this.#fleet.plan;
    if (newHosts === null) return [];
    const hosts = withinScope(this.#scope, newHosts.hosts);
    return newHosts.services.flatMap((service) => gateRuns(`${id}/${service}`, calls, service, hosts));
  }

  /** Asked only where the phase would change something. */
  #approval(work: readonly Batch[]): readonly Batch[] {
    const rollout = rolloutFor(this.#fleet.plan, this.#playbook, null);
    if (!this.#playbook.approve && !rollout.approve.includes(this.#phase)) return [];
    const id = `${this.#phase}/approval`;
    const steps = work.flatMap((batch) => batch.tasks.flatMap((task) => (task.kind === "check" ? task.steps : [])));
    const hosts = [...new Set(work.flatMap((batch) => batch.hosts))];
    const tasks: Task[] = [
      { kind: "check", id: `${id}/check`, steps },
      { kind: "approval", id, phase: this.#phase },
    ];
    return [this.#batch(id, null, hosts, tasks, rollout, hosts.length)];
  }

  #batch(
    id: string,
    service: string | null,
    hosts: readonly string[],
    tasks: readonly Task[],
    rollout: Rollout,
    size: number,
  ): Batch {
    return {
      id,
      phase: this.#phase,
      service,
      hosts,
      tasks,
      onFail: this.#playbook.onFail === "undo" ? "undo-batch" : "halt",
      stopAfter: {
        failed: countOf(rollout.stopAfter.failed, size),
        unreachable: countOf(rollout.stopAfter.unreachable, size),
      },
      confirmMs: this.#confirmMs ?? rollout.confirmMs,
      ...(rollout.unrehearsed === "allow" ? { allowUnrehearsed: true } : {}),
      ...(rollout.windows.length === 0 ? {} : { windows: rollout.windows }),
    };
  }
}

function isAboutService(gate: GateCall["name"]): boolean {
  return gate === "service.health" || gate === "needs6" || gate === "inbound4";
}

function isAboutServices(on: Group["on"]): boolean {
  return on === "services" || on === "records" || on === "monitoring";
}

function applyTask(id: string, steps: readonly StepRun[]): Task[] {
  return steps.length === 0 ? [] : [{ kind: "apply", id: `${id}/apply`, steps }];
}

function gatesTask(id: string, gates: readonly GateRun[]): (Task & { kind: "gates" })[] {
  return gates.length === 0 ? [] : [{ kind: "gates", id, gates }];
}

/** A gate asked twice with other arguments is told apart by its place. */
function gateRuns(
  at: string,
  calls: readonly GateCall[],
  service: string | null,
  hosts: readonly string[],
): readonly GateRun[] {
  return calls.map((call, i) => {
    const again = calls.findIndex((other) => other.name === call.name) !== i;
    return {
      id: `${at}/${call.name}${again ? `-${i + 1}` : ""}`,
      name: call.name,
      args: call.args as GateRun["args"],
      service,
      hosts,
    };
  });
}

/** `nat64`, `!nat64`, `dns64.validate`, `host.shared`: whether the plan says so, of this host. */
function holds(when: string, fleet: Fleet, { host }: Readonly<Record<string, unknown>>): boolean {
  const negated = when.startsWith("!");
  const { plan } = fleet;
  const found = lookUp(
    {
      nat64: plan.nat64,
      dns64: plan.dns64,
      clouds: plan.clouds,
      new_hosts: plan.newHosts,
      records: plan.records,
      monitoring: plan.monitoring,
      inbound: { siit: servicesThrough(plan, "siit"), proxy: servicesThrough(plan, "proxy") },
      host,
    },
    negated ? when.slice(1) : when,
  );
  const truthy =
    found !== undefined && found !== null && found !== false && !(Array.isArray(found) && found.length === 0);
  return truthy !== negated;
}

function namesIn(service: Service, source: RecordSource): readonly string[] {
  return [...service.names.public, ...service.names.internal].filter((name) => inZone(name, source.zone));
}

/** A name belongs to the source with the longest matching zone. */
function onlyNamesOf(service: Service, source: RecordSource, all: readonly RecordSource[]): Service {
  const owned = (name: string): boolean =>
    inZone(name, source.zone) &&
    !all.some((other) => other.zone.length > source.zone.length && inZone(name, other.zone));
  return {
    ...service,
    names: { public: service.names.public.filter(owned), internal: service.names.internal.filter(owned) },
  };
}
