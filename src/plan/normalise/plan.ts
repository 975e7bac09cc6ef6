/** From the files' own words to the plan the controller works with. Takes only what passed every check. */
import { canonicalIp6 } from "../../../agent/net/ip6.ts";
import { formatPrefix4, formatPrefix6, parsePrefix6 } from "../../../agent/net/prefix.ts";
import { parseDuration } from "../durations.ts";
import { parseUpstream } from "../formats.ts";
import type { GateCall } from "../gates.ts";
import { type Become, expandNames, type Inventory } from "../hosts.ts";
import { type OwnFiles, ownPath } from "../own-files.ts";
import type { Become as BecomeFile, Gate, OwnBackend, PlanFile } from "../plan.generated.ts";
import {
  type Dns64Plan,
  type FleetDefaults,
  type Monitor,
  type Notify,
  type OwnBackendFile,
  PHASES,
  type PhaseId,
  type Plan,
  type Playbook,
  type Targets,
} from "../plan.ts";
import { DEFAULT_ROLLOUT } from "../rollout.ts";
import { ipv4Prefix } from "../rules/addresses.ts";
import { DEFAULT_SIIT_PREFIX } from "../rules/inbound.ts";
import type { YamlSource } from "../yaml.ts";
import { cloudOf } from "./clouds.ts";
import { gateCalls } from "./gates.ts";
import { type PlaybookParts, playbookOf } from "./playbook.ts";
import { rolloutOverride } from "./rollout.ts";
import { inOrder, serviceOf } from "./service.ts";

export function normalisePlan(
  file: PlanFile,
  source: YamlSource,
  inventory: Inventory,
  playbooks: Readonly<Record<PhaseId, PlaybookParts>>,
  own: OwnFiles,
): Plan {
  const targets = targetsOf(file);
  const gates = (list: readonly Gate[] | undefined, namedIn = source.file): GateCall[] =>
    gateCalls(list, file.gates ?? {}, targets, { files: own, plan: source.file, namedIn });
  const hosts = (names: readonly string[] | undefined): string[] => expandNames(names ?? [], inventory);
  const rollout = { ...DEFAULT_ROLLOUT, ...rolloutOverride(file.rollout, DEFAULT_ROLLOUT) };
  const { nat64, dns64, edge, vantage, new_hosts: fresh } = file;
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
            own: ownBackend(nat64.own, source.file, own),
            gateways: hosts(nat64.gateways),
            // Whether a backend of the operator's own translates, nobody can be asked.
            spread: nat64.backend !== "own" && (nat64.spread ?? true),
            retiring: [],
            held: {},
            pool4: (nat64.pool4 ?? []).map((entry) =>
              typeof entry === "string"
                ? { prefix: prefix4(entry), ports: null }
                : { prefix: prefix4(entry.prefix), ports: entry.ports ?? null },
            ),
            clients: (nat64.clients ?? []).map(prefix6),
            reaches: (nat64.reaches ?? []).map(prefix4),
            filtering: nat64.filtering ?? "eif",
            mssClamp: nat64.mss_clamp ?? true,
            mtu4: nat64.mtu4 ?? null,
            mtu6: nat64.mtu6 ?? null,
            fastpath: nat64.fastpath ?? "auto",
            advertise:
              nat64.advertise === undefined
                ? null
                : {
                    interface: nat64.advertise.interface ?? "eth0",
                    lifetimeSeconds: Math.ceil(parseDuration(nat64.advertise.lifetime ?? "10m")! / 1000),
                  },
            drainSeconds: Math.ceil(parseDuration(nat64.drain ?? "2h")! / 1000),
          },
    dns64:
      dns64 === undefined
        ? null
        : {
            // A rule refuses azure, with the reason.
            backend: (dns64.backend ?? "builtin") as Dns64Plan["backend"],
            own: ownBackend(dns64.own, source.file, own),
            resolvers: hosts(dns64.resolvers),
            upstream: (dns64.upstream ?? []).map((text) => {
              const { address, port } = parseUpstream(text)!;
              return { address: canonicalIp6(address) ?? address, port };
            }),
            clients: (dns64.clients ?? nat64?.clients ?? []).map(prefix6),
            excludeA: (dns64.exclude_a ?? []).map(prefix4),
            excludeAaaa: (dns64.exclude_aaaa ?? ["::ffff:0:0/96"]).map(prefix6),
            validate: dns64.validate ?? false,
            trustAnchors: dns64.trust_anchors ?? [],
            unvalidated: dns64.unvalidated ?? [],
          },
    clouds: (file.clouds ?? []).map((cloud) => cloudOf(cloud, hosts)),
    edge:
      edge === undefined
        ? null
        : {
            hosts: hosts(edge.hosts),
            siit: { prefix: prefix6(edge.siit?.prefix ?? DEFAULT_SIIT_PREFIX) },
            proxy: { backend: edge.proxy?.backend ?? "nginx" },
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
    services: inOrder(file.services).map(([name, service]) =>
      serviceOf(name, service, hosts, gates, rollout, { keep: [], remove: [], ...file.fleet.ipv4 }),
    ),
    records: (file.records ?? []).map((record) => ({
      zone: record.zone.replace(/\.$/, ""),
      host: record.host,
      file: record.file ?? "/etc/hosts",
      source: record.source ?? "zonefile",
      reload: record.reload ?? null,
      ttlSeconds: record.ttl ?? 300,
      server: record.server ?? null,
      key: record.key ?? null,
      command: record.command ?? null,
      servers: record.servers ?? null,
      shortTtlSeconds: record.short_ttl ?? 60,
    })),
    monitoring: (file.monitoring ?? []).map(monitorOf),
    newHosts:
      fresh === undefined
        ? null
        : {
            hosts: hosts(fresh.hosts),
            network: fresh.network,
            renderer: fresh.renderer ?? "auto",
            interface: fresh.interface ?? "eth0",
            address: fresh.address ?? "{{ host.ipv6 }}/64",
            gateway: fresh.gateway ?? "ra",
            rebootProof: fresh.reboot_proof ?? "none",
            services: fresh.services ?? [],
          },
    scanPaths: file.scan?.paths ?? [],
    notify: (file.notify ?? []).map(notifyOf),
    playbooks: Object.fromEntries(
      PHASES.map((phase) => [phase, playbookOf(playbooks[phase], file.extend?.[phase], source, gates, rollout, own)]),
    ) as Record<PhaseId, Playbook>,
  };
}

/** A rule sees to it that it is there with backend `own` and no other. */
function ownBackend(own: OwnBackend | undefined, plan: string, files: OwnFiles): OwnBackendFile | null {
  if (own === undefined) return null;
  const { javascript } = files.source(ownPath(own.file, plan)) as { readonly javascript: string };
  return { file: own.file, source: javascript, args: own.args ?? {} };
}

/** A rule sees to it that exactly one of the four is there. */
function monitorOf(file: NonNullable<PlanFile["monitoring"]>[number]): Monitor {
  const kind = (["blackbox", "addresses", "checks", "template"] as const).find((key) => file[key] !== undefined)!;
  return {
    host: file.host,
    kind: kind === "checks" ? "commands" : kind,
    file: kind === "template" ? file.file! : file[kind]!,
    modules: file.modules ?? null,
    commands: file.commands ?? null,
    template: file.template ?? null,
    check: file.check ?? null,
    reload: file.reload ?? null,
  };
}

function notifyOf(file: NonNullable<PlanFile["notify"]>[number]): Notify {
  if (file.webhook !== undefined) return { kind: "webhook", ...file.webhook };
  if (file.slack !== undefined) return { kind: "slack", ...file.slack };
  if (file.command !== undefined) return { kind: "command", ...file.command };
  // The schema wants exactly one of the four.
  const { to, from, sendmail, on } = file.mail!;
  return {
    kind: "mail",
    to: typeof to === "string" ? [to] : to,
    from: from ?? null,
    sendmail: sendmail ?? ["/usr/sbin/sendmail"],
    on,
  };
}

function prefix6(text: string): string {
  return formatPrefix6(parsePrefix6(text)!);
}

function prefix4(text: string): string {
  return formatPrefix4(ipv4Prefix(text)!);
}

const UNITS = { kbit: 1e3, Mbit: 1e6, Gbit: 1e9 } as const;

/** @param text `50Mbit`, as the schema has it. */
function bitsPerSecond(text: string): number {
  return Number.parseInt(text, 10) * UNITS[text.replace(/^\d+/, "") as keyof typeof UNITS];
}

function fleetOf({ fleet }: PlanFile): FleetDefaults {
  return {
    become: fleet.become === undefined ? null : becomeOf(fleet.become),
    user: fleet.user ?? null,
    port: fleet.port ?? null,
    identityFile: fleet.identity_file ?? null,
    jump: fleet.jump ?? null,
    connection: fleet.connection ?? "ssh",
    runtime: {
      from: fleet.runtime?.from ?? "push",
      mirror: fleet.runtime?.mirror ?? null,
      site: fleet.runtime?.site ?? null,
      bandwidth: fleet.runtime?.bandwidth === undefined ? null : bitsPerSecond(fleet.runtime.bandwidth),
    },
  };
}

function becomeOf(become: BecomeFile): Become {
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
