/**
 * A private DNS tree with every kind of signed, unsigned and broken zone, made by dnssec-keygen and dnssec-signzone: a signed root, `test`
 * below it, and zones below `test`, each of which is one case.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How a zone is signed, and what is done to it afterwards. */
export interface ZoneCase {
  /** Absolute, without the final dot; the root is "". */
  readonly name: string;
  /** dnssec-keygen's name of the algorithm; null: not signed. */
  readonly algorithm: string | null;
  /** More arguments for dnssec-signzone. */
  readonly sign?: readonly string[];
  /** Records besides the usual ones, in zone file form. */
  readonly more?: string;
  /** What the parent has: this zone's DS, none, another key's, or the DS changed. */
  readonly ds?: "own" | "none" | "other" | ((ds: string) => string);
  /** Change the signed zone, given and returned one record a line. */
  readonly tamper?: (lines: string[]) => string[];
  readonly keyBits?: number;
}

const EC = "ECDSAP256SHA256";
const NSEC3 = ["-3", "-", "-H", "0"];

const has = (line: string, owner: string, type: string): boolean =>
  new RegExp(`^${owner.replaceAll(".", "\\.").replaceAll("*", "\\*")}\\.\\s+\\d+\\s+IN\\s+${type}\\b`, "i").test(line);
const signs = (line: string, type: string): boolean => new RegExp(`\\sRRSIG\\s+${type}\\s`, "i").test(line);
const isType = (line: string, type: string): boolean => new RegExp(`\\sIN\\s+${type}\\s`, "i").test(line);
const without = (unwanted: (line: string) => boolean) => (lines: string[]) => lines.filter((line) => !unwanted(line));

export const ALGORITHMS: readonly (readonly [zone: string, algorithm: string])[] = [
  ["rsasha256.test", "RSASHA256"],
  ["rsasha512.test", "RSASHA512"],
  ["ecdsa256.test", EC],
  ["ecdsa384.test", "ECDSAP384SHA384"],
  ["ed25519.test", "ED25519"],
  ["ed448.test", "ED448"],
];

/** Every zone below `test`, its meaning in its name. */
export const ZONES: readonly ZoneCase[] = [
  ...ALGORITHMS.map(([name, algorithm]) => ({ name, algorithm })),
  { name: "rsasha1.test", algorithm: "RSASHA1" },
  { name: "nsec3.test", algorithm: EC, sign: NSEC3 },
  { name: "salted.test", algorithm: EC, sign: ["-3", "aabbccdd", "-H", "10"] },
  { name: "iterations100.test", algorithm: EC, sign: ["-3", "-", "-H", "100"] },
  { name: "iterations101.test", algorithm: EC, sign: ["-3", "-", "-H", "101"] },
  { name: "optout.test", algorithm: EC, sign: [...NSEC3, "-A"], more: "child NS ns.unsigned.test.\n" },
  { name: "unsigned.test", algorithm: null },
  { name: "island.test", algorithm: EC, ds: "none" },
  { name: "expired.test", algorithm: EC, sign: ["-P", "-s", "20240101000000", "-e", "20240201000000"] },
  { name: "future.test", algorithm: EC, sign: ["-P", "-s", "20370101000000", "-e", "20370201000000"] },
  { name: "otherkey.test", algorithm: EC, ds: "other" },
  { name: "strangealgorithm.test", algorithm: EC, ds: (ds) => ds.replace(/DS (\d+) 13/, "DS $1 253") },
  {
    name: "strangedigest.test",
    algorithm: EC,
    ds: (ds) => ds.replace(/DS (\d+) 13 2 \S+/, `DS $1 13 200 ${"ab".repeat(32)}`),
  },
  {
    name: "stripped.test",
    algorithm: EC,
    tamper: without((line) => ["A", "AAAA", "CNAME", "DNAME"].some((type) => signs(line, type))),
  },
  {
    name: "stripped3.test",
    algorithm: EC,
    sign: NSEC3,
    tamper: without((line) => ["NSEC3", "A"].some((type) => signs(line, type))),
  },
  { name: "nodenial.test", algorithm: EC, tamper: without((line) => isType(line, "NSEC") || signs(line, "NSEC")) },
  {
    name: "forged.test",
    algorithm: EC,
    tamper: (lines) => lines.map((line) => (isType(line, "A") ? line.replace("8.8.8.8", "8.8.8.9") : line)),
  },
  {
    // The record is gone, its NSEC still says that it is there: what RFC 6147 §5.5 has a DNS64 look for.
    name: "hidden.test",
    algorithm: EC,
    tamper: without(
      (line) => has(line, "dual.hidden.test", "AAAA") || (line.startsWith("dual.") && signs(line, "AAAA")),
    ),
  },
  {
    name: "hidden3.test",
    algorithm: EC,
    sign: NSEC3,
    tamper: without(
      (line) => has(line, "dual.hidden3.test", "AAAA") || (line.startsWith("dual.") && signs(line, "AAAA")),
    ),
  },
  {
    name: "chain.test",
    algorithm: EC,
    more: "hole NS ns.unsigned.test.\nto-unsigned CNAME v4.unsigned.test.\nto-forged CNAME v4.forged.test.\nto-nsec3 CNAME v4.nsec3.test.\nto-dual CNAME dual.nsec3.test.\nto-nothing CNAME absent.nsec3.test.\nto-wild CNAME x.wild.nsec3.test.\n",
  },
  { name: "deep.chain.test", algorithm: "ED25519", sign: NSEC3 },
];

const SOA = "@ SOA ns.unsigned.test. host.test. 1 3600 600 86400 60\n@ NS ns.unsigned.test.\n";

/** What every zone below `test` holds. */
export const NAMES = `@ A 8.8.8.8
v4 120 A 8.8.8.8
dual A 8.8.8.8
dual AAAA 2001:db8:2::1
alias 100 CNAME middle
middle 90 CNAME v4
alias6 CNAME dual
below DNAME target
x.target A 8.8.4.4
*.wild A 8.8.4.4
*.wild6 AAAA 2001:db8:2::6
*.wildtext TXT "no address"
private A 10.1.2.3
mapped A 8.8.8.8
mapped AAAA ::ffff:8.8.8.8
text TXT "no address"
deep.empty.nonterminal A 8.8.8.8
mixed MX 10 Mail.Example.ORG.
srv SRV 0 0 443 V4
naptr NAPTR 1 2 "S" "SIP+D2U" "" Srv.Example.ORG.
${Array.from({ length: 60 }, (_, i) => `many A 8.8.8.${i + 1}`).join("\n")}
`;

export interface Tree {
  /** The root's key-signing key as DS, for trust anchors. */
  readonly anchorDs: string;
  /** The same as DNSKEY, one line. */
  readonly anchorKey: string;
  /** Name and file of every zone, the root first. */
  readonly zones: readonly { readonly name: string; readonly file: string }[];
}

/** Make keys, sign every zone from the leaves up, and write the files into `folder`. */
export function makeTree(folder: string): Tree {
  const dsOf = new Map<string, string>();
  const files: { name: string; file: string }[] = [];
  const parentOf = (name: string): string => {
    const above = ZONES.find((zone) => zone.name !== name && name.endsWith(`.${zone.name}`));
    return above?.name ?? "test";
  };
  const delegations = (parent: string): string =>
    ZONES.filter(({ name }) => parentOf(name) === parent)
      .map(({ name }) => `${name}. NS ns.unsigned.test.\n${dsOf.get(name) ?? ""}`)
      .join("");
  const bySize = [...ZONES].sort((a, b) => b.name.split(".").length - a.name.split(".").length);
  let key = "";
  for (const zone of bySize) {
    const text = `$TTL 300\n${SOA}${NAMES}${zone.more ?? ""}${zone.name === "unsigned.test" ? "ns A 127.0.0.1\n" : ""}${delegations(zone.name)}`;
    const made = makeZone(folder, zone, text);
    files.push({ name: zone.name, file: made.file });
    if (made.ds !== null && zone.ds !== "none")
      dsOf.set(zone.name, typeof zone.ds === "function" ? zone.ds(made.ds) : made.ds);
  }
  const test = makeZone(folder, { name: "test", algorithm: EC }, `$TTL 300\n${SOA}${delegations("test")}`);
  const root = makeZone(
    folder,
    { name: "", algorithm: "RSASHA256" },
    `$TTL 300\n${SOA}test. NS ns.unsigned.test.\n${test.ds}`,
  );
  key = root.key!;
  return {
    anchorDs: root.ds!.trim(),
    anchorKey: key,
    zones: [{ name: "", file: root.file }, { name: "test", file: test.file }, ...files],
  };
}

interface Made {
  readonly file: string;
  readonly ds: string | null;
  readonly key: string | null;
}

function makeZone(folder: string, zone: ZoneCase, text: string): Made {
  const origin = zone.name === "" ? "." : zone.name;
  const file = join(folder, `${zone.name || "root"}.zone`);
  if (zone.algorithm === null) {
    writeFileSync(file, text);
    return { file, ds: null, key: null };
  }
  const keys = join(folder, `keys-${zone.name || "root"}`);
  mkdirSync(keys);
  const keygen = (...args: string[]): string => {
    const bits = zone.algorithm!.startsWith("RSA") ? ["-b", "2048"] : [];
    return execFileSync("dnssec-keygen", ["-q", "-a", zone.algorithm!, ...bits, ...args, origin], {
      encoding: "utf8",
      // It warns of old algorithms; where it fails, the error carries what it said.
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  };
  const ksk = keygen("-K", keys, "-f", "KSK");
  keygen("-K", keys);
  writeFileSync(`${file}.plain`, text);
  const times = zone.sign?.includes("-e") ? [] : ["-e", "+30d"];
  execFileSync(
    "dnssec-signzone",
    [
      "-S",
      "-K",
      keys,
      "-o",
      origin,
      "-O",
      "full",
      "-d",
      keys,
      ...times,
      ...(zone.sign ?? []),
      "-f",
      file,
      `${file}.plain`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  if (zone.tamper !== undefined) {
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, zone.tamper(lines).join("\n"));
  }
  let named = join(keys, `${ksk}.key`);
  if (zone.ds === "other") {
    const others = join(folder, `keys-other-${zone.name}`);
    mkdirSync(others);
    named = join(others, `${keygen("-K", others, "-f", "KSK")}.key`);
  }
  const ds = execFileSync("dnssec-dsfromkey", ["-2", named], { encoding: "utf8" });
  const key = readFileSync(named, "utf8")
    .split("\n")
    .find((line) => line.includes("DNSKEY"))!;
  return { file, ds, key };
}

/** named.conf of the authority for all of it. */
export function authorityConf(folder: string, tree: Tree, port: number): string {
  return `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; pid-file none;
  session-keyfile "${folder}/authority-session.key"; lock-file none; minimal-responses yes; dnssec-validation no; };
controls { };
${tree.zones.map(({ name, file }) => `zone "${name || "."}" { type primary; file "${file}"; check-names ignore; check-integrity no; };`).join("\n")}
`;
}
