/** What each translator needs on a host before it can run there. */
import { hasProgram } from "../../facts/programs.ts";
import type { TranslatorName } from "../../protocol/daemons.ts";
import type { System } from "../../system.ts";
import type { DaemonName } from "../daemon/control-files.ts";
import { checkPackages, checkPrograms, type PackageFacts } from "../packages.ts";

export interface Backend {
  readonly daemon: DaemonName;
  packages(sys: System): Promise<PackageFacts>;
  /** Why it cannot run on this host whatever is installed; null where it may. */
  unable(sys: System): Promise<string | null>;
}

const NOTHING: PackageFacts = { missing: [], brings: [], unable: null };
const CAP_SYS_MODULE = 1n << 16n;
const COMMAND_MS = 10_000;

export const BACKENDS: Readonly<Record<TranslatorName, Backend>> = {
  builtin: {
    daemon: { daemon: "nat64", title: "NAT64 translator" },
    packages: async () => NOTHING,
    unable: async () => null,
  },
  tayga: {
    daemon: { daemon: "nat64-tayga", title: "NAT64 through tayga" },
    packages: (sys) => checkPrograms(sys, { tayga: "tayga", nft: "nftables" }),
    unable: async () => null,
  },
  jool: {
    daemon: { daemon: "nat64-jool", title: "NAT64 through Jool" },
    async packages(sys) {
      const missing = [
        ...((await hasProgram(sys, "jool")) ? [] : ["jool-tools"]),
        ...((await hasProgram(sys, "nft")) ? [] : ["nftables"]),
        ...((await hasModule(sys)) ? [] : ["jool-dkms", `linux-headers-${await release(sys)}`]),
      ];
      return checkPackages(sys, missing);
    },
    async unable(sys) {
      if ((await sys.stat("/sys/module/jool")) !== null) return null;
      const kernel = await release(sys);
      const instead = "use backend tayga or builtin on this host";
      if (!(await mayLoadModules(sys)))
        return `jool: kernel modules cannot be loaded here (no CAP_SYS_MODULE, as in a container): ${instead}`;
      if ((await sys.stat(`/lib/modules/${kernel}`)) === null)
        return `jool: there is no /lib/modules/${kernel}, so its module can neither be built nor loaded for the running kernel: ${instead}`;
      return null;
    },
  },
};

async function release(sys: System): Promise<string> {
  return ((await sys.read("/proc/sys/kernel/osrelease")) ?? "").trim();
}

/** Loaded, or there to be loaded. */
async function hasModule(sys: System): Promise<boolean> {
  if ((await sys.stat("/sys/module/jool")) !== null) return true;
  return (await sys.exec(["modprobe", "-n", "-q", "jool"], { timeoutMs: COMMAND_MS })).code === 0;
}

async function mayLoadModules(sys: System): Promise<boolean> {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec((await sys.read("/proc/self/status")) ?? "")?.[1];
  return effective === undefined || (BigInt(`0x${effective}`) & CAP_SYS_MODULE) !== 0n;
}
