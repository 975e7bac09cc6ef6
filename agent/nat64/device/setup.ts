/** Bringing a TUN device up and routing to it, with `ip` and no shell. Forwarding is the gateway module's work. */
import { execFileSync } from "node:child_process";
import { formatIp4 } from "../../net/ip4.ts";
import { formatIp6 } from "../../net/ip6.ts";
import { formatPrefix4, formatPrefix6 } from "../../net/prefix.ts";
import { GROWTH } from "../rfc7915/mtu.ts";
import type { Settings } from "../settings.ts";

/**
 * Packets that may wait for us. Half of it is two tenths of a second of 40,000 new sessions, should we not get the CPU at once;
 * the other half is for those who do not flood. The kernel's own is 500.
 */
const QUEUE = 16_384;

export type RunIp = (args: readonly string[]) => void;

/** @throws with what `ip` said. */
export const runIp: RunIp = (args) => {
  try {
    execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"], timeout: 10_000 });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    const said =
      code === "ENOENT"
        ? "there is no `ip` here; install iproute2, or set tun.setup: false and do it yourself"
        : stderr?.toString().trim();
    throw new Error(`ip ${args.join(" ")}: ${said || String(error)}`, { cause: error });
  }
};

/** The `ip` calls that make a device ready, in order. Pure. */
export function setupCommands(name: string, settings: Settings): string[][] {
  // Packets that will be too big must reach us, so that we can say so in our own name.
  const mtu = Math.max(settings.mtu6, Math.min(65_535, settings.mtu4 + GROWTH));
  const commands = [
    ["link", "set", "dev", name, "addrgenmode", "none"],
    ["link", "set", "dev", name, "mtu", String(mtu), "txqueuelen", String(QUEUE), "up"],
  ];
  for (const prefix of settings.pool6) commands.push(["-6", "route", "replace", formatPrefix6(prefix), "dev", name]);
  for (const { prefix } of settings.pool4)
    commands.push(["-4", "route", "replace", formatPrefix4(prefix), "dev", name]);
  if (settings.mode === "siit") {
    for (const { v4 } of settings.eam) commands.push(["-4", "route", "replace", formatPrefix4(v4), "dev", name]);
  }
  if (settings.self4 !== null)
    commands.push(["-4", "route", "replace", `${formatIp4(settings.self4)}/32`, "dev", name]);
  if (settings.self6 !== null)
    commands.push(["-6", "route", "replace", `${formatIp6(settings.self6)}/128`, "dev", name]);
  return commands;
}
