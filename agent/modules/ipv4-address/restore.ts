/** Addresses and routes as `ip` takes them back, from what `ip` showed. */
import type { InterfaceAddress } from "../../facts/addresses.ts";

/** Arguments of `ip` that add the address again: label, peer, lifetimes and all. */
export function addAddress(a: InterfaceAddress): string[] {
  const argv = ["-4", "address", "add"];
  if (a.peer !== null) argv.push(a.address, "peer", `${a.peer}/${a.prefixLength}`);
  else argv.push(`${a.address}/${a.prefixLength}`);
  if (a.broadcast !== null) argv.push("broadcast", a.broadcast);
  argv.push("dev", a.interface);
  if (a.label !== null && a.label !== a.interface) argv.push("label", a.label);
  argv.push("scope", a.scope);
  if (a.metric !== null) argv.push("metric", String(a.metric));
  if (a.noPrefixRoute) argv.push("noprefixroute");
  if (a.validSeconds !== null) {
    argv.push(
      "valid_lft",
      String(a.validSeconds),
      "preferred_lft",
      a.preferredSeconds === null ? "forever" : String(a.preferredSeconds),
    );
  }
  return argv;
}

/**
 * Routes of `ip -4 route show table all` that somebody configured, one line each, in an order in which each can be added: those of a link
 * before those through a gateway. Kernel routes follow from addresses.
 */
export function configuredRoutes(shown: string): string[] {
  const lines: string[] = [];
  for (const line of shown.split("\n")) {
    if (/^\s+nexthop/.test(line)) lines[lines.length - 1] += ` ${line.trim()}`;
    else if (line.trim() !== "") lines.push(line.trim());
  }
  return lines
    .filter((line) => !/\bproto kernel\b/.test(line) && !/^(local|broadcast) /.test(line))
    .map((line) => line.replace(/ (linkdown|dead)\b/g, "").replace(/ expires -?\d+sec/, ""))
    .sort((a, b) => Number(/ via /.test(a)) - Number(/ via /.test(b)));
}
