/** Everything a run wants to know about one host: each fact is a command or file and a pure parser. Changes nothing. */
import { nameserversOf, parseResolvConf } from "../formats/resolv-conf.ts";
import type { HostFacts, RouteFact } from "../protocol/facts.ts";
import type { System } from "../system.ts";
import { asFact, type InterfaceAddress, type LinkFact, parseAddresses } from "./addresses.ts";
import { bootMark } from "./boot.ts";
import { parseOsRelease, parseTraffic } from "./host.ts";
import { networkOwner, networkOwnerSigns } from "./network-owner.ts";
import { resolverOwner, resolverOwnerSigns } from "./resolver-owner.ts";
import { isSettled, parseRoutes } from "./routes.ts";

/** Programs that modules and gates use where they are. */
const PROGRAMS = ["ip", "ss", "nft", "getent", "setsid", "systemd-run", "ifup", "sysctl"];
const COMMAND_MS = 10_000;

export async function gatherFacts(sys: System): Promise<HostFacts> {
  const { addresses, links } = await gatherAddresses(sys);
  const resolver = await resolverOwnerSigns(sys);
  const addressed = [...new Set(addresses.map((a) => a.interface))].filter((name) => name !== "lo");
  const [kernel = "", arch = ""] = (await sys.exec(["uname", "-rm"], { timeoutMs: COMMAND_MS })).stdout
    .trim()
    .split(" ");
  return {
    hostname: ((await sys.read("/proc/sys/kernel/hostname")) ?? "").trim(),
    os: parseOsRelease((await sys.read("/etc/os-release")) ?? (await sys.read("/usr/lib/os-release")) ?? ""),
    kernel,
    arch,
    init: await initOf(sys),
    bootId: await bootMark(sys),
    addresses: addresses.map(asFact),
    routes: [...(await gatherRoutes(sys, 4)), ...(await gatherRoutes(sys, 6))].filter(isSettled),
    networkOwner: networkOwner(await networkOwnerSigns(sys, addressed, links)),
    resolverOwner: resolverOwner(resolver),
    nameservers: nameserversOf(parseResolvConf(resolver.text)),
    missing: await missingPrograms(sys),
    traffic: parseTraffic(await sys.read("/proc/net/netstat"), await sys.read("/proc/net/snmp6")),
  };
}

/** Whether systemd is PID 1 here: only then are its timers and units any use (sd_booted(3)). */
export async function initOf(sys: System): Promise<HostFacts["init"]> {
  return (await sys.stat("/run/systemd/system"))?.kind === "directory" ? "systemd" : "other";
}

export async function gatherAddresses(sys: System): Promise<{ addresses: InterfaceAddress[]; links: LinkFact[] }> {
  const shown = await sys.exec(["ip", "-d", "-j", "address", "show"], { timeoutMs: COMMAND_MS });
  return shown.code === 0 ? parseAddresses(shown.stdout) : { addresses: [], links: [] };
}

export async function gatherRoutes(sys: System, family: 4 | 6): Promise<RouteFact[]> {
  const shown = await sys.exec(["ip", "-j", `-${family}`, "route", "show", "table", "all"], { timeoutMs: COMMAND_MS });
  return shown.code === 0 ? parseRoutes(shown.stdout, family) : [];
}

export const FOLDERS = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

async function missingPrograms(sys: System): Promise<string[]> {
  const missing = new Set(PROGRAMS);
  for (const folder of FOLDERS) {
    if (missing.size === 0) break;
    for (const name of await sys.list(folder)) missing.delete(name);
  }
  return [...missing];
}
