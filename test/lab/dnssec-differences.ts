/** Where the three servers differ, and why: docs/dns64.md has one line for each of these titles. */
import type { Row } from "./dnssec-matrix.ts";

export interface Difference {
  /** As docs/dns64.md writes it. */
  readonly title: string;
  readonly explains: (row: Row) => boolean;
}

const AAAA = 28;
const DS = 43;

export const DIFFERENCES: readonly Difference[] = [
  {
    title: "A bogus denial of AAAA",
    explains: ({ zone, ours, unbound, bind }) =>
      /^hidden3?\.test$/.test(zone) && ours === "SERVFAIL" && bind === "SERVFAIL" && unbound.startsWith("synthesised"),
  },
  {
    title: "DO and CD: synthesis",
    explains: ({ type, flags, ours, bind }) =>
      type === AAAA && flags === "DO+CD" && ours === "empty" && bind === "synthesised",
  },
  {
    title: "DO and CD: the AD bit",
    explains: ({ flags, ours, unbound, bind }) =>
      flags === "DO+CD" && !ours.endsWith("+ad") && (unbound === `${ours}+ad` || bind === `${ours}+ad`),
  },
  {
    title: "DO without CD",
    explains: ({ type, flags, ours, bind }) =>
      type === AAAA && flags === "DO" && ours.startsWith("synthesised") && bind.startsWith("empty"),
  },
  {
    title: "CD without DO",
    explains: ({ type, flags, ours, unbound }) =>
      type === AAAA && flags === "CD" && ours === "synthesised" && unbound === "empty",
  },
  { title: "RSA with SHA-1", explains: ({ zone, ours }) => zone === "rsasha1.test" && !ours.endsWith("+ad") },
  {
    title: "More than 100 NSEC3 iterations",
    explains: ({ zone, ours }) => zone === "iterations101.test" && !ours.endsWith("+ad"),
  },
  {
    title: "A DS denied without signatures",
    explains: ({ zone, type, ours, unbound }) =>
      zone === "stripped3.test" && type === DS && ours === "SERVFAIL" && unbound === "empty",
  },
  {
    title: "An alias to a wildcard under NSEC3",
    explains: ({ label, ours, unbound }) =>
      label === "to-wild" && ours.startsWith("synthesised") && unbound === "SERVFAIL",
  },
  {
    title: "An A record that is not global",
    explains: ({ label, type, ours, unbound, bind }) =>
      label === "private" &&
      type === AAAA &&
      ours.startsWith("empty") &&
      (unbound.startsWith("synthesised") || bind.startsWith("synthesised")),
  },
  {
    title: "An AAAA in ::ffff:0:0/96",
    explains: ({ label, type, unbound }) => label === "mapped" && type === AAAA && unbound.startsWith("data"),
  },
  {
    title: "`ipv4only.arpa` and its reverse names",
    explains: ({ zone, label, unbound, bind }) =>
      zone === "arpa" && /ipv4only|^170\./.test(label) && unbound.startsWith("NXDOMAIN") && bind.startsWith("NXDOMAIN"),
  },
  {
    title: "A reverse name under the prefix that leads nowhere",
    explains: ({ label, ours, unbound, bind }) =>
      label.endsWith(".ip6") && ours === "NXDOMAIN" && unbound === "NXDOMAIN+ad" && bind === "NXDOMAIN",
  },
];
