/**
 * IPv4 sockets for one service: its unit runs in a network namespace of its own, where a CLAT gives it IPv4 (RFC 6877). The host's other units have none.
 * What the unit sends leaves with the host's own IPv6 address, and what comes to its ports there is handed in to it.
 */
import { initOf } from "../../facts/gather.ts";
import { nameserversOf, parseResolvConf } from "../../formats/resolv-conf.ts";
import type { Change } from "../../protocol/messages.ts";
import type { ClatWant } from "../../protocol/wants.ts";
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "../daemon/service.ts";
import { fileChange } from "../files.ts";
import {
  applyForwarding,
  checkForwarding,
  diffForwarding,
  type ForwardingFacts,
  type ForwardingName,
  undoForwarding,
} from "../forwarding.ts";
import type { FileEdit, Module, Plan, Refusal } from "../module.ts";
import {
  ALONE,
  clatConfig,
  daemonName,
  dropIn,
  dropInPath,
  namespacePath,
  networkScript,
  networkUnit,
  networkUnitFile,
  scriptPath,
} from "./namespace.ts";

const COMMAND_MS = 60_000;

interface UnitFacts {
  readonly name: string;
  /** LoadState and ActiveState of systemd. */
  readonly load: string;
  readonly active: boolean;
  /** Its main process runs in the service's namespace; true where it has none. */
  readonly inside: boolean;
  readonly dropIn: string | null;
  /** A namespace that somebody else gave it. */
  readonly otherNetwork: string | null;
}

interface Facts {
  readonly systemd: boolean;
  /** Programs that are missing. */
  readonly missing: readonly string[];
  /** Null where none is wanted and none is there. */
  readonly unit: UnitFacts | null;
  readonly script: string | null;
  readonly networkUnit: string | null;
  readonly networkUp: boolean;
  readonly forwarding: ForwardingFacts;
  readonly stub: boolean;
  readonly service: ServiceFacts | null;
}

interface Image {
  readonly service: ServiceImage | null;
  readonly unit: string | null;
  readonly network: string;
  readonly forwarding: ForwardingFacts["sysctls"];
}

export const clat: Module<Facts, ClatWant, Image> = {
  async check(sys, want, home) {
    const { service } = want;
    const systemd = (await initOf(sys)) === "systemd";
    const script = await sys.read(scriptPath(service));
    const unit = want.clat?.unit ?? unitInScript(script);
    const idle = !systemd || unit === null;
    return {
      systemd,
      missing: idle ? [] : await missingPrograms(sys),
      unit: idle ? null : await unitFacts(sys, service, unit),
      script,
      networkUnit: idle ? null : await sys.read(`/etc/systemd/system/${networkUnit(service)}`),
      networkUp: !idle && (await isActive(sys, networkUnit(service))),
      forwarding: await checkForwarding(sys, forwards(service)),
      stub: nameserversOf(parseResolvConf((await sys.read("/etc/resolv.conf")) ?? "")).some((s) =>
        s.startsWith("127."),
      ),
      service: idle ? null : await checkService(sys, daemonName(service, script ?? ""), home),
    };
  },
  diff(facts, want) {
    return want.clat === null ? removal(facts, want.service) : wanted(facts, want.service, want.clat);
  },
  image: (facts, { service }) => ({
    service: facts.service === null ? null : imageOfService(daemonName(service, facts.script ?? ""), facts.service),
    unit: facts.unit?.name ?? null,
    network: networkUnit(service),
    forwarding: facts.forwarding.sysctls,
  }),
  async apply(sys, { facts, want, plan, writeFiles }) {
    const { service } = want;
    const unit = facts.unit!;
    const network = plan.changes.some(({ key }) => key === `file:${scriptPath(service)}`);
    const moves = plan.changes.some(({ key }) => key === `unit:${unit.name}`);
    // The old script takes down what it put up; units that live there go with it.
    if (network && facts.networkUp) await systemctl(sys, "stop", networkUnit(service));
    if (want.clat === null) {
      await writeFiles();
      await systemctl(sys, "daemon-reload");
    } else {
      await applyForwarding(sys, forwards(service), facts.forwarding);
      const script = networkScript(service, want.clat, alone(facts));
      await applyService(sys, daemonName(service, script), facts.service!, plan, writeFiles);
    }
    if (unit.active && (moves || network)) await systemctl(sys, "restart", unit.name);
    return unit.active ? [] : [`${unit.name} does not run; its next start is in its namespace`];
  },
  async undo(sys, image, restoreFiles) {
    const active = image.unit !== null && (await isActive(sys, image.unit));
    if (await isActive(sys, image.network)) await systemctl(sys, "stop", image.network);
    const notes: string[] = [];
    if (image.service === null) await restoreFiles();
    else notes.push(...(await undoService(sys, image.service, restoreFiles)));
    await undoForwarding(sys, image.forwarding);
    if (active) await systemctl(sys, "restart", image.unit!);
    return notes;
  },
};

function forwards(service: string): ForwardingName {
  return { name: `clat-${service}`, role: `where ${service} has a network of its own`, families: [6] };
}

function wanted(facts: Facts, service: string, want: NonNullable<ClatWant["clat"]>): Plan | Refusal {
  const refusal = refuse(facts, want);
  if (refusal !== null) return refusal;
  const script = networkScript(service, want, alone(facts));
  const daemon = diffService(daemonName(service, script), facts.service!, clatConfig(service, want));
  const forwarding = diffForwarding(forwards(service), facts.forwarding);
  const unit = facts.unit!;
  const files = [
    { path: scriptPath(service), before: facts.script, after: script, title: `network of ${want.unit}` },
    {
      path: `/etc/systemd/system/${networkUnit(service)}`,
      before: facts.networkUnit,
      after: networkUnitFile(service, script),
      title: `${networkUnit(service)}`,
    },
    {
      path: dropInPath(want.unit),
      before: unit.dropIn,
      after: dropIn(service, facts.stub),
      title: `${want.unit} runs in a network of its own`,
    },
  ].filter(({ before, after }) => before !== after);
  const changes: Change[] = [
    ...files.map(({ path, before, after, title }) => fileChange(path, before, after, title)),
    ...forwarding.changes,
    ...daemon.changes,
  ];
  if (unit.active && (!unit.inside || files.length > 0)) changes.push(restart(want.unit));
  return {
    changes,
    edits: [
      ...files.map(({ path, after }): FileEdit => ({ path, after, mode: 0o644 })),
      ...forwarding.edits,
      ...daemon.edits,
    ],
    because: [
      ...daemon.because,
      ...forwarding.because,
      `to ${want.unit}, ::1 is its own namespace's; what others on this host serve there it reaches at the host's address`,
    ],
  };
}

function removal(facts: Facts, service: string): Plan {
  const unit = facts.unit;
  if (facts.script === null || unit === null || facts.service === null)
    return { changes: [], edits: [], because: [`${service} has no CLAT here, and none is wanted`] };
  const paths = [
    scriptPath(service),
    `/etc/systemd/system/${networkUnit(service)}`,
    dropInPath(unit.name),
    `/etc/sysctl.d/90-migrate-clat-${service}.conf`,
    ...Object.keys(facts.service.files),
  ];
  return {
    changes: [
      ...paths.map((path) => fileChange(path, "", null, `remove ${path}`)),
      ...(unit.active ? [restart(unit.name)] : []),
    ],
    edits: paths.map((path) => ({ path, after: null })),
    because: [`the plan has no clat for ${service} any more`],
  };
}

function restart(unit: string): Change {
  return { key: `unit:${unit}`, title: `restart ${unit}`, before: "running", after: "running" };
}

function refuse(facts: Facts, want: NonNullable<ClatWant["clat"]>): Refusal | null {
  const no = (refused: Refusal["refused"], message: string): Refusal => ({ refused, message: `clat: ${message}` });
  if (!facts.systemd)
    return no("unsupported", `systemd does not run here, so no unit can have a network of its own (${want.unit})`);
  if (facts.missing.length > 0) return no("unsupported", `${facts.missing.join(" and ")} missing here: install them`);
  if (facts.unit!.load !== "loaded")
    return no("refused", `there is no ${want.unit} here (${facts.unit!.load}): say the service's unit in the plan`);
  if (facts.unit!.otherNetwork !== null)
    return no("refused", `${want.unit} has a network of its own already (${facts.unit!.otherNetwork})`);
  if (want.address === null) return no("refused", "this host has no global IPv6 address to give to the service");
  return null;
}

/** The state of forwarding before our own script, which remembers it. */
function alone({ script, forwarding }: Facts): boolean {
  if (script !== null) return script.includes(ALONE);
  return forwarding.sysctls["net/ipv6/conf/all/forwarding"] !== "1";
}

function unitInScript(script: string | null): string | null {
  return /^# Written by migrate: the network of (\S+)\. /m.exec(script ?? "")?.[1] ?? null;
}

async function missingPrograms(sys: System): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, argv] of [
    ["iproute2", ["ip", "netns", "list"]],
    ["nftables", ["nft", "--version"]],
  ] as const) {
    if ((await sys.exec(argv, { timeoutMs: COMMAND_MS })).code !== 0) missing.push(name);
  }
  return missing;
}

async function unitFacts(sys: System, service: string, name: string): Promise<UnitFacts> {
  const shown = await sys.exec(
    ["systemctl", "show", "-p", "LoadState,ActiveState,MainPID,PrivateNetwork,NetworkNamespacePath", name],
    { timeoutMs: COMMAND_MS },
  );
  const of = (key: string): string => new RegExp(`^${key}=(.*)$`, "m").exec(shown.stdout)?.[1] ?? "";
  const pid = of("MainPID");
  const path = of("NetworkNamespacePath");
  const foreign = path !== "" && path !== namespacePath(service) ? path : null;
  return {
    name,
    load: of("LoadState"),
    active: of("ActiveState") === "active",
    inside: pid === "0" || pid === "" || (await inNamespace(sys, pid, namespacePath(service))),
    dropIn: await sys.read(dropInPath(name)),
    otherNetwork: of("PrivateNetwork") === "yes" ? "PrivateNetwork=yes" : foreign,
  };
}

async function inNamespace(sys: System, pid: string, path: string): Promise<boolean> {
  const [own, wantedOne] = [
    await sys.exec(["readlink", `/proc/${pid}/ns/net`], { timeoutMs: COMMAND_MS }),
    await sys.exec(["stat", "-L", "-c", "net:[%i]", path], { timeoutMs: COMMAND_MS }),
  ];
  return wantedOne.code === 0 && own.stdout.trim() === wantedOne.stdout.trim();
}

async function isActive(sys: System, unit: string): Promise<boolean> {
  return (await sys.exec(["systemctl", "is-active", "--quiet", unit], { timeoutMs: COMMAND_MS })).code === 0;
}

async function systemctl(sys: System, verb: string, ...units: string[]): Promise<void> {
  const done = await sys.exec(["systemctl", verb, ...units], { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `systemctl ${verb} ${units.join(" ")} failed: ${done.stderr.trim()}`);
}
