/** What makes a host send its IPv4 through the CLAT: addresses, routes, forwarding; and how it was before. Pure. */
import type { ClatConfiguration } from "./config.ts";

export type Step =
  | { readonly ip: readonly string[] }
  /** A key below /proc/sys. */
  | { readonly sysctl: string; readonly value: string };

/** In the order they are done. @param name of the TUN device. */
export function setupSteps(
  name: string,
  { translator, clat4, clat6, uplink, defaultRoute }: ClatConfiguration,
): Step[] {
  const { mtu4, mtu6 } = translator.settings;
  const address4 = clat4.includes("/") ? clat4 : `${clat4}/32`;
  const route6 = clat6.includes("/") ? clat6 : `${clat6}/128`;
  const steps: Step[] = [
    { ip: ["link", "set", "dev", name, "addrgenmode", "none"] },
    // Packets that will be too big must reach us, so that we can say so.
    { ip: ["link", "set", "dev", name, "mtu", String(mtu6), "up"] },
  ];
  // A prefix belongs to hosts behind us, who have addresses of their own.
  if (!clat4.includes("/")) steps.push({ ip: ["-4", "addr", "replace", address4, "dev", name] });
  else steps.push({ ip: ["-4", "route", "replace", address4, "dev", name] });
  // Before forwarding: it would make the host forget the routes it learned from router advertisements.
  if (uplink !== null) steps.push({ sysctl: `net/ipv6/conf/${uplink}/accept_ra`, value: "2" });
  steps.push({ sysctl: "net/ipv6/conf/all/forwarding", value: "1" });
  steps.push({ ip: ["-6", "route", "replace", route6, "dev", name] });
  if (uplink !== null && route6.endsWith("/128")) {
    steps.push({ sysctl: `net/ipv6/conf/${uplink}/proxy_ndp`, value: "1" });
    steps.push({ ip: ["-6", "neigh", "replace", "proxy", clat6, "dev", uplink] });
  }
  // Metric high: a real IPv4 route, should there be one, comes first.
  if (defaultRoute)
    steps.push({ ip: ["-4", "route", "replace", "default", "dev", name, "metric", "2048", "mtu", String(mtu4)] });
  return steps;
}

/** What the device's end does not undo by itself. @param before values of the sysctls, as they were. */
export function undoSteps({ clat6, uplink }: ClatConfiguration, before: ReadonlyMap<string, string>): Step[] {
  const steps: Step[] = [];
  if (uplink !== null && !clat6.includes("/"))
    steps.push({ ip: ["-6", "neigh", "del", "proxy", clat6, "dev", uplink] });
  // Last set, first put back.
  for (const [sysctl, value] of [...before].reverse()) steps.push({ sysctl, value });
  return steps;
}
