/** From the CLAT's configuration to that of a stateless translator with one mapping, or to everything that is wrong with it. RFC 6877 §6. */
import type { Configuration, Nat64File, Problem } from "../nat64/config.ts";
import { readConfig } from "../nat64/config.ts";
import { shapeProblems } from "../nat64/config-problems.ts";
import type { ClatFile } from "./config.generated.ts";
import validate from "./config-validator.generated.js";

export type { ClatFile } from "./config.generated.ts";

/** RFC 7335 §4: for hosts behind a CLAT; one is enough. */
const HOST4 = "192.0.0.1";
/** RFC 7600 §4.8: who reports errors to applications must not have their own address. */
const ROUTER4 = "192.0.0.8";
/** What IPv4 gains on its way to IPv6. */
const GROWTH = 20;

export interface ClatConfiguration {
  readonly translator: Configuration;
  readonly clat4: string;
  readonly clat6: string;
  readonly uplink: string | null;
  readonly defaultRoute: boolean;
}

export type ClatReading = { readonly configuration: ClatConfiguration } | { readonly problems: readonly Problem[] };

/** The part of a wrong key that the operator wrote. */
const WRITTEN_AS: readonly (readonly [inside: string, written: readonly string[]])[] = [
  ["eam.0.v4", ["clat4"]],
  ["eam.0.v6", ["clat6"]],
  ["eam.0", ["clat6"]],
  ["pool6", ["plat_prefix"]],
];

/** The shape alone: what can be known before the network is asked. */
export function checkShape(file: unknown): readonly Problem[] {
  return validate(file) ? [] : shapeProblems(validate.errors ?? []);
}

/** @param file passed `checkShape`. @param platPrefix what "auto" turned out to be, or what the file says. */
export function readClatConfig(file: ClatFile, platPrefix: string): ClatReading {
  const { clat6, clat4 = HOST4, mtu6 = 1500 } = file;
  const inner: Nat64File = {
    mode: "siit",
    tun: file.tun ?? "clat",
    pool6: platPrefix,
    eam: [{ v4: clat4, v6: clat6 }],
    self4: ROUTER4,
    mtu6,
    mtu4: mtu6 - GROWTH,
    mss_clamp: file.mss_clamp ?? "auto",
    udp_zero_checksum: file.udp_zero_checksum ?? "compute",
    allow_non_global: file.allow_non_global ?? false,
    fastpath: "off",
    ...(file.status === undefined ? {} : { status: file.status }),
    ...(file.metrics === undefined ? {} : { metrics: file.metrics }),
  };
  const reading = readConfig(inner);
  if ("problems" in reading) return { problems: reading.problems.map(asWritten) };
  const { uplink = null, default_route: defaultRoute = true } = file;
  return { configuration: { translator: reading.configuration, clat4, clat6, uplink, defaultRoute } };
}

function asWritten({ path, message }: Problem): Problem {
  const inside = path.join(".");
  const written = WRITTEN_AS.find(([key]) => key === inside)?.[1];
  return { path: written ?? path, message };
}
