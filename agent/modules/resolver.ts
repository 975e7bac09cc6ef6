/** Which servers this host asks, set where its resolver's owner keeps them. */
import { dhcpClients } from "../facts/dhcp.ts";
import { initOf } from "../facts/gather.ts";
import { interfacesFiles } from "../facts/interfaces-files.ts";
import { RESOLV_CONF, resolverOwner, resolverOwnerSigns } from "../facts/resolver-owner.ts";
import { MOST_NAMESERVERS, parseResolvConf, printResolvConf, withServers } from "../formats/resolv-conf.ts";
import { parseIp4 } from "../net/ip4.ts";
import { parseIp6 } from "../net/ip6.ts";
import type { HostFacts } from "../protocol/facts.ts";
import type { ResolverWant } from "../protocol/wants.ts";
import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";
import { fileChange } from "./files.ts";
import type { FileEdit, Module, Plan, Refusal } from "./module.ts";

export const RESOLVED_DROP_IN = "/etc/systemd/resolved.conf.d/90-migrate.conf";
/** Sourced by dhclient-script before it writes resolv.conf. */
const DHCLIENT_HOOK = "/etc/dhcp/dhclient-enter-hooks.d/migrate-resolver";
const HOOK_TEXT = `# Written by migrate: ${RESOLV_CONF} is set by hand; what a DHCP server offers must not replace it.
make_resolv_conf() { :; }
`;
/** NetworkManager.conf(5), GLOBAL-DNS: takes the place of what every connection brings along. */
export const NETWORK_MANAGER_DROP_IN = "/etc/NetworkManager/conf.d/90-migrate-dns.conf";
const RELOAD_NETWORK_MANAGER = ["nmcli", "general", "reload"] as const;
const RESTART = ["systemctl", "restart", "systemd-resolved"] as const;
const COMMAND_MS = 30_000;

interface Facts {
  readonly owner: HostFacts["resolverOwner"];
  readonly text: string | null;
  readonly dropIn: string | null;
  readonly hook: string | null;
  /** NETWORK_MANAGER_DROP_IN. */
  readonly globalDns: string | null;
  /** A DHCP client of this host writes resolv.conf when it renews. */
  readonly dhclient: boolean;
  readonly systemd: boolean;
}

interface Image {
  /** The command that makes the owner read its files again; absent in receipts of the first version. */
  readonly restart: boolean;
  readonly reload?: boolean;
}

export const resolver: Module<Facts, ResolverWant, Image> = {
  async check(sys) {
    const leases = (await interfacesFiles(sys)).some((file) =>
      file.parsed.stanzas.some((s) => s.kind === "iface" && s.family === "inet" && s.method === "dhcp"),
    );
    return {
      owner: resolverOwner(await resolverOwnerSigns(sys)),
      text: await sys.read(RESOLV_CONF),
      dropIn: await sys.read(RESOLVED_DROP_IN),
      hook: await sys.read(DHCLIENT_HOOK),
      globalDns: await sys.read(NETWORK_MANAGER_DROP_IN),
      dhclient: leases || (await dhcpClients(sys)).some(({ program }) => program === "dhclient"),
      systemd: (await initOf(sys)) === "systemd",
    };
  },
  diff,
  image: (facts) => ({
    restart: facts.owner.owner === "resolved",
    reload: facts.owner.owner === "networkmanager",
  }),
  async apply(sys, { facts, writeFiles }) {
    await writeFiles();
    if (facts.owner.owner === "resolved") await must(sys, RESTART);
    if (facts.owner.owner === "networkmanager") await must(sys, RELOAD_NETWORK_MANAGER);
  },
  async undo(sys, image, restoreFiles) {
    await restoreFiles();
    if (image.restart) await must(sys, RESTART);
    if (image.reload === true) await must(sys, RELOAD_NETWORK_MANAGER);
    return image.restart ? ["systemd-resolved restarted"] : [];
  },
};

async function must(sys: System, argv: readonly string[]): Promise<void> {
  const done = await sys.exec(argv, { timeoutMs: COMMAND_MS });
  if (done.code !== 0) throw new Fault("io", `${argv.join(" ")} failed: ${done.stderr.trim()}`);
}

function diff(facts: Facts, want: ResolverWant): Plan | Refusal {
  const bad = want.servers.find((server) => parseIp4(server) === null && parseIp6(server.split("%", 1)[0]!) === null);
  if (bad !== undefined) return { refused: "refused", message: `resolver: ${JSON.stringify(bad)} is not an address` };
  if (want.servers.length === 0) return { refused: "refused", message: "resolver: without a server nothing resolves" };
  const because = [...facts.owner.because];
  switch (facts.owner.owner) {
    case "plain-file":
      return plainFile(facts, want, because);
    case "resolved":
      return resolved(facts, want, because);
    case "networkmanager":
      return networkManager(facts, want, because);
    default:
      return {
        refused: "unsupported",
        message: `resolver: ${facts.owner.because.join("; ")}; this version sets servers in a plain ${RESOLV_CONF}, in systemd-resolved and in NetworkManager. Set ${want.servers.join(", ")} where ${
          facts.owner.owner === "resolvconf" ? "resolvconf" : "that owner"
        } keeps them`,
      };
  }
}

function plainFile(facts: Facts, want: ResolverWant, because: string[]): Plan {
  const edits: FileEdit[] = [];
  const changes = [];
  const after = printResolvConf(withServers(parseResolvConf(facts.text ?? ""), want.servers, want.search));
  if (after !== (facts.text ?? "")) {
    edits.push({ path: RESOLV_CONF, after, mode: 0o644 });
    changes.push(fileChange(RESOLV_CONF, facts.text, after, `ask ${want.servers.join(", ")}`));
  }
  if (facts.dhclient) {
    because.push("dhclient writes the file when a lease is renewed");
    if (facts.hook !== HOOK_TEXT) {
      edits.push({ path: DHCLIENT_HOOK, after: HOOK_TEXT, mode: 0o644 });
      changes.push(fileChange(DHCLIENT_HOOK, facts.hook, HOOK_TEXT, `keep dhclient from writing ${RESOLV_CONF}`));
    }
  }
  if (want.servers.length > MOST_NAMESERVERS) {
    because.push(
      `the stub asks only the first ${MOST_NAMESERVERS} servers: ${want.servers.slice(MOST_NAMESERVERS).join(", ")} will not be asked`,
    );
  }
  return { changes, edits, because };
}

/** Without touching a connection: no device goes down for it. */
function networkManager(facts: Facts, want: ResolverWant, because: string[]): Plan {
  const searches = want.search === null ? [] : [`searches=${want.search.join(",")}`];
  const lines = [
    "# Written by migrate.",
    "[global-dns]",
    ...searches,
    "",
    "[global-dns-domain-*]",
    `servers=${want.servers.join(",")}`,
  ];
  const after = `${lines.join("\n")}\n`;
  because.push(
    `NetworkManager owns it: servers go into ${NETWORK_MANAGER_DROP_IN}, in the place of what connections bring along`,
  );
  if (facts.globalDns === after) return { changes: [], edits: [], because };
  return {
    changes: [
      fileChange(
        NETWORK_MANAGER_DROP_IN,
        facts.globalDns,
        after,
        `ask ${want.servers.join(", ")} through NetworkManager`,
      ),
    ],
    edits: [{ path: NETWORK_MANAGER_DROP_IN, after, mode: 0o644 }],
    because,
  };
}

function resolved(facts: Facts, want: ResolverWant, because: string[]): Plan | Refusal {
  if (!facts.systemd) {
    return {
      refused: "unsupported",
      message: `resolver: ${facts.owner.because.join("; ")}, but systemd does not run here`,
    };
  }
  // `~.` makes these servers the ones for every name: otherwise those of each link, learned by DHCP, are asked beside them.
  const domains = ["~.", ...(want.search ?? [])];
  const reset = want.search === null ? "" : "Domains=\n";
  const after = `# Written by migrate.\n[Resolve]\nDNS=\nDNS=${want.servers.join(" ")}\n${reset}Domains=${domains.join(" ")}\n`;
  because.push(`systemd-resolved owns it: servers go into ${RESOLVED_DROP_IN}, and answer for every name (Domains=~.)`);
  if (facts.dropIn === after) return { changes: [], edits: [], because };
  return {
    changes: [
      fileChange(RESOLVED_DROP_IN, facts.dropIn, after, `ask ${want.servers.join(", ")} through systemd-resolved`),
    ],
    edits: [{ path: RESOLVED_DROP_IN, after, mode: 0o644 }],
    because,
  };
}
