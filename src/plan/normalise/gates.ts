/** Gates as lists name them, to gates with every argument. */
import { formatPrefix4 } from "../../../agent/net/prefix.ts";
import { parseDuration } from "../durations.ts";
import { type GateCall, type GateName, isGateName, type MetricArgs } from "../gates.ts";
import { type OwnFiles, ownPath } from "../own-files.ts";
import type { Gate, GateWithArgs } from "../plan.generated.ts";
import type { Targets } from "../plan.ts";
import { ipv4Prefix } from "../rules/addresses.ts";

const QUIET_FOR_MS = 600_000;
/** For NOTIFY and a transfer. */
const WITHIN_MS = 60_000;

function durationOf(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : parseDuration(text)!;
}

/**
 * Resolve names of lists and fill arguments; a gate asked twice with the same arguments is asked once.
 * @param own files of gates of the operator's own, and which file names them: the plan its lists, a playbook or the plan this one.
 */
export function gateCalls(
  list: readonly Gate[] | undefined,
  named: Readonly<Record<string, readonly Gate[]>>,
  targets: Targets,
  own: { readonly files: OwnFiles; readonly plan: string; readonly namedIn: string },
): GateCall[] {
  const calls = new Map<string, GateCall>();
  const add = (gates: readonly Gate[], namedIn: string): void => {
    for (const gate of gates) {
      if (typeof gate === "string" && !isGateName(gate)) {
        add(named[gate]!, own.plan);
        continue;
      }
      const call =
        typeof gate === "string"
          ? gateCall(gate as Exclude<GateName, "own">, {}, targets)
          : gate.own !== undefined
            ? ownGate(gate.own, namedIn, own.files)
            : gateCall(Object.keys(gate)[0] as Exclude<GateName, "own">, gate, targets);
      calls.set(JSON.stringify(call), call);
    }
  };
  add(list ?? [], own.namedIn);
  return [...calls.values()];
}

function ownGate({ file, args = {} }: NonNullable<GateWithArgs["own"]>, namedIn: string, files: OwnFiles): GateCall {
  const { javascript } = files.source(ownPath(file, namedIn)) as { readonly javascript: string };
  return { name: "own", args: { file, source: javascript, args } };
}

function gateCall(name: Exclude<GateName, "own">, given: GateWithArgs, targets: Targets): GateCall {
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
        args: {
          forMs: durationOf(time, QUIET_FOR_MS),
          ignore: ignore.map((text) => formatPrefix4(ipv4Prefix(text)!)),
        },
      };
    }
    case "records.aaaa": {
      const within = given[name]?.within;
      return { name, args: { withinMs: within === undefined ? WITHIN_MS : parseDuration(within)! } };
    }
    case "service.health":
      return { name, args: { by: given[name]?.by ?? "all" } };
    case "prefer6":
      return { name, args: { name: given[name]?.name ?? targets.dual } };
    case "ipv4.literals":
      return { name, args: { allow: given[name] ?? "none" } };
    case "path.mtu":
      return { name, args: { bytes: given[name]?.bytes ?? 1500 } };
    case "nat64.failures":
      return { name, args: { max: given[name]?.max ?? null } };
    case "firewall.parity":
      return { name, args: { mode: given[name] ?? "strict" } };
    case "dns.quiet":
      return { name, args: { forMs: durationOf(given[name]?.for, QUIET_FOR_MS), max: given[name]?.max ?? null } };
    case "logs.arrive":
      return { name, args: { at: given[name]?.at ?? null, in: given[name]?.in ?? [] } };
    case "monitoring.ipv6":
      return { name, args: { forMs: durationOf(given[name]?.for, QUIET_FOR_MS), from: given[name]?.from ?? [] } };
    case "ipv4.gone": {
      const { lease, reboot = true } = given[name] ?? {};
      return { name, args: { leaseMs: lease === undefined ? null : parseDuration(lease)!, reboot } };
    }
    case "metric.prometheus": {
      const args = given[name]!;
      return { name, args: { ...metricArgs(args), ...boundsOf(args), url: args.url, query: args.query } };
    }
    case "metric.http": {
      const args = given[name]!;
      const { url, status = 200, body = null, family = 6 } = args;
      return { name, args: { ...metricArgs(args), url, status, body, family } };
    }
    case "metric.command": {
      const args = given[name]!;
      return { name, args: { ...metricArgs(args), ...boundsOf(args), run: args.run } };
    }
    case "metric.smtp": {
      const args = given[name]!;
      const { server, starttls = false, family = 6 } = args;
      return { name, args: { ...metricArgs(args), server, starttls, family } };
    }
    case "metric.tcp": {
      const args = given[name]!;
      return { name, args: { ...metricArgs(args), server: args.server, family: args.family ?? 6 } };
    }
    case "metric.tls": {
      const args = given[name]!;
      const { server, name: servername = null, days = 7, any_issuer: anyIssuer = false, family = 6 } = args;
      return { name, args: { ...metricArgs(args), server, name: servername, days, anyIssuer, family } };
    }
    case "metric.dns": {
      const args = given[name]!;
      const { server, name: asked, type = "AAAA", answer = null } = args;
      return { name, args: { ...metricArgs(args), server, name: asked, type, answer } };
    }
    default:
      return { name, args: {} };
  }
}

function metricArgs(given: {
  readonly from?: readonly string[];
  readonly for?: string;
  readonly no_data?: MetricArgs["noData"];
}): MetricArgs {
  return { from: given.from ?? [], forMs: durationOf(given.for, 0), noData: given.no_data ?? "hold" };
}

function boundsOf({ above, below }: { readonly above?: number; readonly below?: number }): {
  readonly above: number | null;
  readonly below: number | null;
} {
  return { above: above ?? null, below: below ?? null };
}
