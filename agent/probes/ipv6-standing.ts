/** What this host lives by once IPv4 is gone: addresses, default routes and who renews them, and the address it calls from. */
import { startTime } from "../facts/boot.ts";
import { ipv6Path, lacksPath } from "../facts/ipv6-path.ts";
import { canonicalIp6 } from "../net/ip6.ts";
import type { ProbeQuestion } from "../protocol/probes.ts";
import type { System } from "../system.ts";
import { answered, type Result, unable } from "./outcome.ts";

const TIMEOUT_MS = 10_000;

export async function ipv6Standing(
  sys: System,
  { destination }: Extract<ProbeQuestion, { kind: "ipv6-standing" }>,
): Promise<Result> {
  const got = await sys.exec(["ip", "-6", "route", "get", destination], { timeoutMs: TIMEOUT_MS });
  if (got.code === 127) return unable("ip is not on this host (package iproute2)");
  const path = await ipv6Path(sys);
  const because: string[] = [];
  const lacks = lacksPath(path, because);
  const source = /\bsrc (\S+)/.exec(got.stdout)?.[1] ?? null;
  const global = path.addresses.filter((a) => a.family === 6 && a.scope === "global" && a.interface !== "lo");
  const defaults = path.routes6.filter((route) => route.destination === "default" && route.table === "main");
  return answered(lacks ?? because.join("; "), {
    addresses: global.map((one) => ({
      interface: one.interface,
      address: one.address,
      temporary: one.temporary,
      deprecated: one.deprecated,
      unusable: one.unusable,
      preferredSeconds: one.preferredSeconds,
    })),
    defaults: defaults.map((route) => ({
      interface: route.interface,
      via: route.via,
      protocol: route.protocol,
      expiresSeconds: route.expiresSeconds ?? null,
    })),
    lacks,
    because,
    source: source === null ? null : (canonicalIp6(source) ?? source),
    bootedAt: await bootedAt(sys),
  });
}

/** When PID 1 began, by this host's clock: of a container its own start, of a machine its boot. */
async function bootedAt(sys: System): Promise<number> {
  const up = Number(((await sys.read("/proc/uptime")) ?? "").split(" ")[0]);
  const ticks = startTime(await sys.read("/proc/1/stat")) ?? 0;
  return Math.round(sys.now() - (up - ticks / 100) * 1_000);
}
