/** Gates as lists name them, to gates with every argument. */
import { formatPrefix4 } from "../../../agent/net/prefix.ts";
import { parseDuration } from "../durations.ts";
import { type GateCall, type GateName, isGateName } from "../gates.ts";
import type { Gate, GateWithArgs } from "../plan.generated.ts";
import type { Targets } from "../plan.ts";
import { ipv4Prefix } from "../rules/addresses.ts";

const QUIET_FOR_MS = 600_000;

/** Resolve names of lists and fill arguments; a gate asked twice with the same arguments is asked once. */
export function gateCalls(
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
        args: {
          forMs: time === undefined ? QUIET_FOR_MS : parseDuration(time)!,
          ignore: ignore.map((text) => formatPrefix4(ipv4Prefix(text)!)),
        },
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
