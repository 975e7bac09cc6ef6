/** From the files' own words to the plan the controller works with. Takes only what passed every check. */
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import { formatPrefix4, formatPrefix6, parsePrefix6 } from "../../agent/net/prefix.ts";
import { parseDuration } from "./durations.ts";
import { parseUpstream } from "./formats.ts";
import type { GateCall, GateName } from "./gates.ts";
import { isGateName } from "./gates.ts";
import { type Become, expandNames, type Inventory } from "./hosts.ts";
import type {
  Become as BecomeFile,
  Extension,
  Gate,
  GateWithArgs,
  Need as NeedFile,
  PlanFile,
  Rollout as RolloutFile,
  Service as ServiceFile,
} from "./plan.generated.ts";
import type { FleetDefaults, Need, PhaseId, Plan, Playbook, PlaybookStep, Service, Targets } from "./plan.ts";
import { PHASES } from "./plan.ts";
import type { PlaybookFile } from "./playbook.generated.ts";
import { type Count, DEFAULT_ROLLOUT, type Rollout } from "./rollout.ts";
import { ipv4Prefix } from "./rules/addresses.ts";
import type { YamlSource } from "./yaml.ts";

export interface PlaybookParts {
  readonly file: PlaybookFile;
  readonly source: YamlSource;
}

export function normalisePlan(
  file: PlanFile,
  source: YamlSource,
  inventory: Inventory,
  playbooks: Readonly<Record<PhaseId, PlaybookParts>>,
): Plan {
  const targets = targetsOf(file);
  const gates = (list: readonly Gate[] | undefined): GateCall[] => gateCalls(list, file.gates ?? {}, targets);
  const hosts = (names: readonly string[] | undefined): string[] => expandNames(names ?? [], inventory);
  const rollout = { ...DEFAULT_ROLLOUT, ...rolloutOverride(file.rollout, DEFAULT_ROLLOUT) };
  const { nat64, dns64, vantage, new_hosts: fresh } = file;
  return {
    name: file.name,
    file: source.file,
    fleet: fleetOf(file),
    nat64:
      nat64 === undefined
        ? null
        : {
            prefix: prefix6(nat64.prefix),
            backend: nat64.backend ?? "builtin",
            gateways: hosts(nat64.gateways),
            pool4: nat64.pool4.map((entry) =>
              typeof entry === "string"
                ? { prefix: prefix4(entry), ports: null }
                : { prefix: prefix4(entry.prefix), ports: entry.ports ?? null },
            ),
            clients: nat64.clients.map(prefix6),
            reaches: (nat64.reaches ?? []).map(prefix4),
            filtering: nat64.filtering ?? "eif",
            mssClamp: nat64.mss_clamp ?? true,
            mtu4: nat64.mtu4 ?? null,
            mtu6: nat64.mtu6 ?? null,
            fastpath: nat64.fastpath ?? "auto",
          },
    dns64:
      dns64 === undefined
        ? null
        : {
            backend: dns64.backend ?? "builtin",
            resolvers: hosts(dns64.resolvers),
            upstream: dns64.upstream.map((text) => {
              const { address, port } = parseUpstream(text)!;
              return { address: canonicalIp6(address) ?? address, port };
            }),
            clients: (dns64.clients ?? nat64?.clients ?? []).map(prefix6),
            excludeA: (dns64.exclude_a ?? []).map(prefix4),
            excludeAaaa: (dns64.exclude_aaaa ?? ["::ffff:0:0/96"]).map(prefix6),
            validate: dns64.validate ?? false,
          },
    targets,
    vantage: {
      inside: hosts(vantage?.inside),
      outside6: hosts(vantage?.outside6),
      outside4: hosts(vantage?.outside4),
      confirm: vantage?.confirm ?? 1,
    },
    policyTable: {
      ipv6: file.policy_table?.ipv6 ?? 50,
      ipv4: file.policy_table?.ipv4 ?? 40,
      nat64: file.policy_table?.nat64 ?? 30,
    },
    rollout,
    services: inOrder(file.services).map(([name, service]) => serviceOf(name, service, hosts, gates, rollout)),
    records: (file.records ?? []).map((record) => ({
      zone: record.zone.replace(/\.$/, ""),
      host: record.host,
      file: record.file ?? "/etc/hosts",
      source: record.source ?? "zonefile",
      reload: record.reload ?? null,
      ttlSeconds: record.ttl ?? 300,
    })),
    newHosts:
      fresh === undefined
        ? null
        : {
            hosts: hosts(fresh.hosts),
            network: fresh.network,
            renderer: fresh.renderer ?? "ifupdown",
            interface: fresh.interface ?? "eth0",
            address: fresh.address ?? "{{ host.ipv6 }}/64",
            gateway: fresh.gateway ?? "ra",
            rebootProof: fresh.reboot_proof ?? "none",
            services: fresh.services ?? [],
          },
    notify: (file.notify ?? []).map(({ webhook }) => ({ webhook: { url: webhook.url, on: webhook.on } })),
    playbooks: Object.fromEntries(
      PHASES.map((phase) => [phase, playbookOf(playbooks[phase], file.extend?.[phase], source, gates, rollout)]),
    ) as Record<PhaseId, Playbook>,
  };
}

function prefix6(text: string): string {
  return formatPrefix6(parsePrefix6(text)!);
}

function prefix4(text: string): string {
  return formatPrefix4(ipv4Prefix(text)!);
}

function fleetOf({ fleet }: PlanFile): FleetDefaults {
  return {
    become: fleet.become === undefined ? null : becomeOf(fleet.become),
    user: fleet.user ?? null,
    port: fleet.port ?? null,
    identityFile: fleet.identity_file ?? null,
    jump: fleet.jump ?? null,
    connection: fleet.connection ?? "ssh",
  };
}

export function becomeOf(become: BecomeFile): Become {
  if (typeof become === "string") return { method: become, user: "root", password: null };
  return { method: become.method ?? "sudo", user: become.user ?? "root", password: become.password ?? null };
}

function targetsOf({ targets = {} }: PlanFile): Targets {
  return {
    http: targets.http ?? null,
    download: targets.download ?? null,
    upload: targets.upload ?? null,
    serverSees: targets.server_sees ?? null,
    tcp: targets.tcp ?? null,
    udp: targets.udp ?? null,
    closed: targets.closed ?? null,
    ping: targets.ping ?? null,
    ipv4Only: targets.ipv4_only ?? null,
    wildcard: targets.wildcard ?? null,
    dual: targets.dual ?? null,
    signed: targets.signed ?? null,
    signedNative: targets.signed_native ?? null,
    bogus: targets.bogus ?? null,
  };
}

const QUIET_FOR_MS = 600_000;

/** Resolve names of lists and fill arguments; a gate asked twice with the same arguments is asked once. */
function gateCalls(
  list: readonly Gate[] | undefined,
  named: Readonly<Record<string, readonly Gate[]>>,
  targets: Targets,
): GateCall[] {
  const calls = new Map<string, GateCall>();
  const add = (gates: readonly Gate[]): void => {
    for (const gate of gates) {
      if (typeof gate === "string" && !isGateName(gate)) {
        add(named[gate]!);
        continue;
      }
      const call =
        typeof gate === "string"
          ? gateCall(gate, {}, targets)
          : gateCall(Object.keys(gate)[0] as GateName, gate, targets);
      calls.set(JSON.stringify(call), call);
    }
  };
  add(list ?? []);
  return [...calls.values()];
}

function gateCall(name: GateName, given: GateWithArgs, targets: Targets): GateCall {
  switch (name) {
    case "dns64.resolve": {
      const args = given[name] ?? {};
      return {
        name,
        args: {
          ipv4Only: args.ipv4_only ?? targets.ipv4Only,
          wildcard: args.wildcard ?? targets.wildcard,
          dual: args.dual ?? targets.dual,
        },
      };
    }
    case "dns64.dnssec": {
      const args = given[name] ?? {};
      return {
        name,
        args: {
          signedIpv4Only: args.signed_ipv4_only ?? targets.signed,
          signedNative: args.signed_native ?? targets.signedNative,
          bogus: args.bogus ?? targets.bogus,
        },
      };
    }
    case "nat64.connect": {
      const args = given[name] ?? {};
      const { closed, serverSees } = targets;
      return {
        name,
        args: {
          http: args.http ?? targets.http,
          tcp: args.tcp ?? targets.tcp,
          udp: args.udp ?? targets.udp,
          ping: args.ping ?? targets.ping,
          closed,
          serverSees,
          tries: args.tries ?? 20,
        },
      };
    }
    case "nat64.large": {
      const args = given[name] ?? {};
      return {
        name,
        args: {
          urlDown: args.url_down ?? targets.download,
          urlUp: args.url_up ?? targets.upload,
          bytes: args.bytes ?? 2_097_152,
        },
      };
    }
    case "nat64.state":
      return { name, args: { max: given[name]?.max ?? 80 } };
    case "ipv4.quiet": {
      const { for: time, ignore = [] } = given[name] ?? {};
      return {
        name,
        args: { forMs: time === undefined ? QUIET_FOR_MS : parseDuration(time)!, ignore: ignore.map(prefix4) },
      };
    }
    case "prefer6":
      return { name, args: { name: given[name]?.name ?? targets.dual } };
    case "ipv4.literals":
      return { name, args: { allow: given[name] ?? "none" } };
    case "path.mtu":
      return { name, args: { bytes: given[name]?.bytes ?? 1500 } };
    case "firewall.parity":
      return { name, args: { mode: given[name] ?? "strict" } };
    default:
      return { name, args: {} };
  }
}

function countFrom(count: number | string): Count {
  return typeof count === "number" ? { hosts: count } : { percent: Number.parseInt(count, 10) };
}

/** @param below what the override lies on: `stop_after` may set one of its two limits. */
function rolloutOverride(file: RolloutFile | undefined, below: Rollout): Partial<Rollout> {
  if (file === undefined) return {};
  const override: { -readonly [K in keyof Rollout]?: Rollout[K] } = {};
  const { batch, max_unavailable, brownout, windows, stop_after, soak, confirm, approve } = file;
  if (batch !== undefined) override.batch = (Array.isArray(batch) ? batch : [batch]).map(countFrom);
  if (max_unavailable !== undefined) override.maxUnavailable = countFrom(max_unavailable);
  if (brownout !== undefined)
    override.brownout = { forMs: parseDuration(brownout.for)!, mode: brownout.mode ?? "reject" };
  if (windows !== undefined) override.windows = windows;
  if (stop_after !== undefined) {
    const { failed, unreachable } = stop_after;
    override.stopAfter = {
      failed: failed === undefined ? below.stopAfter.failed : countFrom(failed),
      unreachable: unreachable === undefined ? below.stopAfter.unreachable : countFrom(unreachable),
    };
  }
  if (soak !== undefined) override.soakMs = parseDuration(soak)!;
  if (confirm !== undefined) override.confirmMs = parseDuration(confirm)!;
  if (approve !== undefined) override.approve = approve;
  return override;
}

/** Services in the order of `after`; those that may come in any order stay as written. */
function inOrder(services: PlanFile["services"]): [string, ServiceFile][] {
  const ordered = new Map<string, ServiceFile>();
  const place = (name: string): void => {
    if (ordered.has(name)) return;
    for (const before of services[name]!.after ?? []) place(before);
    ordered.set(name, services[name]!);
  };
  for (const name of Object.keys(services)) place(name);
  return [...ordered];
}

function serviceOf(
  name: string,
  file: ServiceFile,
  hosts: (names: readonly string[]) => string[],
  gates: (list: readonly Gate[] | undefined) => GateCall[],
  below: Rollout,
): Service {
  const { health, clat } = file;
  return {
    name,
    hosts: hosts(file.hosts),
    target: file.target,
    names: {
      public: (file.names?.public ?? []).map(withoutDot),
      internal: (file.names?.internal ?? []).map(withoutDot),
    },
    needs: (file.needs ?? []).map(needOf),
    after: file.after ?? [],
    listen: (file.listen ?? []).map((text) => {
      const [port, protocol] = text.split("/") as [string, "tcp" | "udp"];
      return { port: Number(port), protocol };
    }),
    inboundIpv4: file.inbound_ipv4 ?? null,
    health:
      health === undefined
        ? null
        : {
            http:
              health.http === undefined
                ? null
                : {
                    url: health.http.url,
                    status: health.http.status ?? 200,
                    body: health.http.body ?? null,
                    insecure: health.http.insecure ?? false,
                  },
            tcp: health.tcp ?? null,
            timeoutMs: parseDuration(health.timeout ?? "5s")!,
            tries: health.tries ?? 3,
          },
    gates: gates(file.gates),
    rollout: rolloutOverride(file.rollout, below),
    clat: clat === undefined ? null : { because: clat.because, owner: clat.owner, expires: clat.expires },
    exception:
      file.target !== "dual-stack"
        ? null
        : {
            reason: file.reason!,
            because: file.because ?? null,
            owner: file.owner!,
            review: file.review!,
          },
  };
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

function needOf(need: NeedFile): Need {
  if (typeof need === "object")
    return { kind: "name", name: withoutDot(need.name), port: need.port, protocol: need.protocol ?? "tcp" };
  const [, service, port, protocol] = /^(.+):(\d+)(?:\/(tcp|udp))?$/.exec(need)!;
  return {
    kind: "service",
    service: service!,
    port: Number(port),
    protocol: (protocol as "tcp" | "udp" | undefined) ?? "tcp",
  };
}

function playbookOf(
  { file, source }: PlaybookParts,
  extension: Extension | undefined,
  plan: YamlSource,
  gates: (list: readonly Gate[] | undefined) => GateCall[],
  below: Rollout,
): Playbook {
  const both = (key: "entry" | "exit" | "service_entry" | "service_exit"): GateCall[] =>
    gates([...(file[key] ?? []), ...(extension?.[key] ?? [])]);
  const step = (from: PlaybookFile["steps"][number], at: PlaybookStep["at"]): PlaybookStep => ({
    name: from.name,
    id: from.id,
    on: from.on,
    module: from.module,
    want: from.want ?? {},
    guarded: from.guarded ?? false,
    when: from.when ?? null,
    at,
  });
  return {
    phase: file.phase,
    name: file.name,
    file: source.file,
    rollout: rolloutOverride(file.rollout, below),
    entry: both("entry"),
    steps: [
      ...file.steps.map((s, i) => step(s, source.at(["steps", i], "value"))),
      ...(extension?.steps ?? []).map((s, i) => step(s, plan.at(["extend", file.phase, "steps", i], "value"))),
    ],
    exit: both("exit"),
    serviceEntry: both("service_entry"),
    serviceExit: both("service_exit"),
    onFail: file.on_fail ?? "undo",
    approve: file.approve ?? false,
  };
}
