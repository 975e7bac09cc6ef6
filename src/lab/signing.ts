/** Signs the lab's zones with BIND's own tools. Keys live as long as the lab. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Addressing } from "./addressing.ts";
import { must } from "./process.ts";
import type { LabSpec } from "./spec.ts";
import { internetZone, internetZones, rootZone, spoilSignatures } from "./zones.ts";

export interface SignedZones {
  /** Zone to the text of its file; the root is ".". */
  readonly zones: ReadonlyMap<string, string>;
  /** DNSKEY of the root, as a trust anchor file has it. */
  readonly trustAnchor: string;
}

/** One key for each role (RFC 6781 §3.1). ECDSA P-256: small answers, fast keys. @returns the key signing key's DNSKEY line. */
async function makeKeys(zone: string, keys: string): Promise<string> {
  const algorithm = ["-a", "ECDSAP256SHA256"];
  const [, name] = await Promise.all([
    must(["dnssec-keygen", "-q", ...algorithm, "-K", keys, zone]),
    must(["dnssec-keygen", "-q", ...algorithm, "-f", "KSK", "-K", keys, zone]),
  ]);
  const text = await readFile(join(keys, `${name.trim()}.key`), "utf8");
  return text
    .split("\n")
    .filter((line) => !line.startsWith(";"))
    .join("\n");
}

async function sign(
  zone: string,
  text: string,
  folder: string,
): Promise<{ signed: string; dsset: string; anchor: string }> {
  const keys = join(folder, "keys", zone === "." ? "root" : zone);
  await mkdir(keys, { recursive: true });
  const anchor = await makeKeys(zone, keys);
  const plain = join(keys, "zone");
  await writeFile(plain, text);
  await must([
    "dnssec-signzone",
    "-q",
    "-S",
    "-K",
    keys,
    "-d",
    keys,
    "-O",
    "full",
    "-o",
    zone,
    "-e",
    "+30d",
    "-f",
    join(keys, "signed"),
    plain,
  ]);
  const dsFile = (await readdir(keys)).find((file) => file.startsWith("dsset-"));
  return {
    signed: await readFile(join(keys, "signed"), "utf8"),
    dsset: dsFile === undefined ? "" : await readFile(join(keys, dsFile), "utf8"),
    anchor,
  };
}

/** @param folder where keys may be written; not seen by any machine of the lab. */
export async function signZones(spec: LabSpec, addresses: Addressing, folder: string): Promise<SignedZones> {
  const zones = new Map<string, string>();
  let dsset = "";
  for (const zone of internetZones(spec)) {
    const text = internetZone(zone, spec, addresses);
    if (!spec.signed.includes(zone)) {
      zones.set(zone, text);
      continue;
    }
    const result = await sign(zone, text, folder);
    zones.set(zone, spoilSignatures(result.signed, spec.names));
    dsset += result.dsset;
  }
  const root = await sign(".", rootZone(spec, addresses, dsset), folder);
  zones.set(".", root.signed);
  return { zones, trustAnchor: root.anchor };
}
