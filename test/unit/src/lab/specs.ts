/** A small lab to derive expectations from. */
import { GLOBAL_INTERNET, type LabHost, type LabSpec } from "../../../../src/lab/spec.ts";

export function hostOf(name: string, last: number, more: Partial<LabHost> = {}): LabHost {
  return {
    name,
    address: `2001:db8:10::${last}`,
    port: 22,
    user: "root",
    sudoPassword: null,
    ipv4: `10.10.0.${last}`,
    ipv6: `2001:db8:10::${last}`,
    outside: false,
    serves: [],
    zones: [],
    hostsFile: [],
    ...more,
  };
}

export function specOf(more: Partial<LabSpec> = {}): LabSpec {
  return {
    name: "small",
    hosts: [hostOf("gw1", 6), hostOf("api1", 11)],
    nat64: { prefix: "64:ff9b::/96", gateway: "gw1", pool4: ["93.184.215.64/29"] },
    upstream: [{ address: "2001:db8:53::53", port: 53 }],
    internet: GLOBAL_INTERNET,
    names: [],
    signed: [],
    serves: [],
    internetMtu: 1500,
    ...more,
  };
}
