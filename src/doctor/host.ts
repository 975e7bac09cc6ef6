/** What a host needs before its IPv4 can go, judged from its facts. Pure. */
import { type HostFacts, stableAddress } from "../../agent/protocol/facts.ts";
import type { Hello } from "../../agent/protocol/messages.ts";
import { type Check, limited, missing, ok } from "./check.ts";

export interface HostSeen {
  readonly hello: Hello;
  readonly facts: HostFacts;
  /** Null where a new connection over IPv6 worked; otherwise why not. */
  readonly noFresh6: string | null;
}

/** Debian's package of each program the agent looks for, and what is left out without it. */
const PROGRAMS: Readonly<Record<string, { readonly package: string; readonly without: string }>> = {
  ip: { package: "iproute2", without: "no address or route can be read or changed" },
  ss: { package: "iproute2", without: "sockets are not listed: audit sees no listeners and no peers" },
  nft: { package: "nftables", without: "no traffic is counted (audit, ipv4.quiet) and no brownout is possible" },
  getent: { package: "libc-bin", without: "what new processes prefer cannot be proved" },
  setsid: { package: "util-linux", without: "the dead man's switch has only systemd to stand on" },
  sysctl: { package: "procps", without: "kernel settings are written below /proc only" },
};

/** `ip` alone is needed by everything. */
const ESSENTIAL = new Set(["ip"]);

export function judgeHost({ hello, facts, noFresh6 }: HostSeen): readonly Check[] {
  return [
    ok("agent", `runs on ${facts.os.name}, ${facts.arch}, with Node ${hello.node.version}`),
    hello.uid === 0
      ? ok("root", "the agent is root")
      : missing("root", `the agent runs as uid ${hello.uid}`, "become: sudo in the plan's `fleet`, or user: root"),
    ...programs(facts),
    switchOf(facts),
    ipv6Of(facts),
    noFresh6 === null
      ? ok("new connection over IPv6", "ssh over IPv6 works from here")
      : missing("new connection over IPv6", noFresh6, "changes to the way in are confirmed over IPv6: mend this first"),
    facts.networkOwner.owner === "unknown"
      ? missing(
          "network configuration",
          facts.networkOwner.because.join("; "),
          "phase 4 refuses this host until one network stack owns its addresses",
        )
      : ok("network configuration", `${facts.networkOwner.owner}: ${facts.networkOwner.because.join("; ")}`),
    facts.resolverOwner.owner === "unknown"
      ? limited("resolver", facts.resolverOwner.because.join("; "), "phase 4 cannot set DNS64 resolvers here by itself")
      : ok("resolver", `${facts.resolverOwner.owner}, asks ${facts.nameservers.join(", ") || "nobody"}`),
  ];
}

function programs(facts: HostFacts): readonly Check[] {
  return Object.entries(PROGRAMS)
    .filter(([name]) => facts.missing.includes(name))
    .map(([name, { package: from, without }]) =>
      (ESSENTIAL.has(name) ? missing : limited)(name, `not installed: ${without}`, `apt install ${from}`),
    );
}

/** What the guard's timers stand on. */
function switchOf({ init, missing: absent }: HostFacts): Check {
  if (init === "systemd" && !absent.includes("systemd-run"))
    return ok("dead man's switch", "a timer of systemd, a process of its own, and a boot unit");
  if (absent.includes("setsid"))
    return missing("dead man's switch", "neither systemd-run nor setsid is there", "apt install util-linux");
  return limited(
    "dead man's switch",
    "no systemd: a process of its own, and a hook at boot where there is one",
    "nothing is armed where that is not enough; the host says so then",
  );
}

function ipv6Of(facts: HostFacts): Check {
  const address = stableAddress(facts, 6);
  if (address === null)
    return missing(
      "IPv6 address",
      "no stable global IPv6 address",
      "give it one before any phase: RA, DHCPv6 or static",
    );
  const route = facts.routes.find(({ family, destination }) => family === 6 && destination === "default");
  if (route === undefined)
    return missing(
      "IPv6 route",
      `${address}, but no default route`,
      "router advertisements, or a static default route",
    );
  return ok("IPv6", `${address}, default route ${route.via === null ? "" : `via ${route.via} `}on ${route.interface}`);
}
