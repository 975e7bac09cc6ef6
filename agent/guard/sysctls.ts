/** Per-interface settings that decide whether addresses and routes can come back. */
import type { System } from "../system.ts";

const NAMES: Readonly<Record<"ipv4" | "ipv6", readonly string[]>> = {
  ipv4: ["forwarding", "rp_filter", "arp_ignore", "arp_announce", "proxy_arp", "promote_secondaries"],
  ipv6: [
    "forwarding",
    "disable_ipv6",
    "accept_ra",
    "accept_ra_defrtr",
    "accept_ra_pinfo",
    "autoconf",
    "addr_gen_mode",
    "use_tempaddr",
    "accept_dad",
    "keep_addr_on_down",
    "proxy_ndp",
  ],
};

/** Lines `net/ipv6/conf/eth0/accept_ra=1`; `all` and `default` first, because writing those writes the others too. */
export async function saveSysctls(sys: System): Promise<string> {
  const lines: string[] = [];
  for (const family of ["ipv4", "ipv6"] as const) {
    const folder = `/proc/sys/net/${family}/conf`;
    const names = await sys.list(folder);
    const ordered = ["all", "default", ...names.filter((name) => name !== "all" && name !== "default")];
    for (const name of ordered.filter((each) => names.includes(each))) {
      for (const key of NAMES[family]) {
        const value = await sys.read(`${folder}/${name}/${key}`).catch(unreadable);
        if (value !== null) lines.push(`net/${family}/conf/${name}/${key}=${value.trim()}\n`);
      }
    }
  }
  return lines.join("");
}

/** Not every kernel lets every key be read. */
function unreadable(): null {
  return null;
}
