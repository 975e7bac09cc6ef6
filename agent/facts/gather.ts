/** Everything a run wants to know about one host: each fact is a command or file and a pure parser. Changes nothing. */
import { nameserversOf, parseResolvConf } from "../formats/resolv-conf.ts";
import type { HostFacts } from "../protocol/facts.ts";
import type { System } from "../system.ts";
import { asFact } from "./addresses.ts";
import { bootMark } from "./boot.ts";
import { parseOsRelease, parseTraffic } from "./host.ts";
import { networkOwner, networkOwnerSigns } from "./network-owner.ts";
import { hasProgram } from "./programs.ts";
import { resolverOwner, resolverOwnerSigns } from "./resolver-owner.ts";
import { isSettled } from "./routes.ts";

/** Programs that modules and gates use where they are. */
const PROGRAMS = ["ip", "ss", "nft", "getent", "setsid", "systemd-run", "ifup", "sysctl"];
const COMMAND_MS = 10_000;

export async function gatherFacts(sys: System): Promise<HostFacts> {
  const { addresses, links } = await sys.network();
  const resolver = await resolverOwnerSigns(sys);
  const addressed = [...new Set(addresses.map((a) => a.interface))].filter((name) => name !== "lo");
  return {
    hostname: ((await sys.read("/proc/sys/kernel/hostname")) ?? "").trim(),
    os: parseOsRelease((await sys.read("/etc/os-release")) ?? (await sys.read("/usr/lib/os-release")) ?? ""),
    kernel: ((await sys.read("/proc/sys/kernel/osrelease")) ?? "").trim(),
    arch: await machineOf(sys),
    init: await initOf(sys),
    bootId: await bootMark(sys),
    addresses: addresses.map(asFact),
    routes: [...(await sys.routes(4)), ...(await sys.routes(6))].filter(isSettled),
    networkOwner: networkOwner(await networkOwnerSigns(sys, addressed, links)),
    resolverOwner: resolverOwner(resolver),
    nameservers: nameserversOf(parseResolvConf(resolver.text)),
    missing: await missingPrograms(sys),
    traffic: parseTraffic(await sys.read("/proc/net/netstat"), await sys.read("/proc/net/snmp6")),
  };
}

/** As `uname -m` has it; the kernel's file is there since 6.1. */
async function machineOf(sys: System): Promise<string> {
  const arch = await sys.read("/proc/sys/kernel/arch");
  return (arch ?? (await sys.exec(["uname", "-m"], { timeoutMs: COMMAND_MS })).stdout).trim();
}

/** Whether systemd is PID 1 here: only then are its timers and units any use (sd_booted(3)). */
export async function initOf(sys: System): Promise<HostFacts["init"]> {
  return (await sys.stat("/run/systemd/system"))?.kind === "directory" ? "systemd" : "other";
}

async function missingPrograms(sys: System): Promise<string[]> {
  const missing: string[] = [];
  for (const name of PROGRAMS) if (!(await hasProgram(sys, name))) missing.push(name);
  return missing;
}
