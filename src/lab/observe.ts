/** What is true of a lab's hosts right now, seen from outside: for the demo's before and after. */
import { createHash } from "node:crypto";
import { formatIp4 } from "../../agent/net/ip4.ts";
import { parseIp6 } from "../../agent/net/ip6.ts";
import { parsePrefix6 } from "../../agent/net/prefix.ts";
import { extract } from "../../agent/net/rfc6052.ts";
import type { Plan } from "../plan/plan.ts";
import type { Lab } from "./lab.ts";

export interface HostView {
  readonly host: string;
  readonly service: string;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  readonly next: NextConnection | null;
}

/** Where the next connection to a name goes, as the host's own resolver and policy table have it. */
export interface NextConnection {
  readonly name: string;
  /** Null: the name has no address for this host. */
  readonly address: string | null;
  /** The IPv4 behind a translated address. */
  readonly translated: string | null;
}

/** Global addresses of a family, as `ip -o addr` prints them. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(/inet6? (\S+?)\/\d+/g)].map((match) => match[1]!);
}

/** The first stream row of `getent ahosts`: what connect() tries first. An IPv4-mapped address is IPv4. */
export function firstAddress(text: string): string | null {
  const row = text.split("\n").find((line) => line.includes("STREAM"));
  return row?.split(/\s+/)[0]?.replace(/^::ffff:(?=\d+\.)/, "") ?? null;
}

export async function observeHost(
  lab: Lab,
  host: string,
  service: string,
  name: string | null,
  plan: Plan,
): Promise<HostView> {
  const show = (family: "-4" | "-6") => lab.exec(host, ["ip", family, "-o", "addr", "show", "scope", "global"]);
  const [four, six, next] = await Promise.all([
    show("-4"),
    show("-6"),
    name === null ? null : nextConnection(lab, host, name, plan),
  ]);
  return { host, service, ipv4: addressesIn(four.stdout), ipv6: addressesIn(six.stdout), next };
}

async function nextConnection(lab: Lab, host: string, name: string, plan: Plan): Promise<NextConnection> {
  const { stdout } = await lab.exec(host, ["getent", "ahosts", name], { timeoutMs: 15_000 });
  const address = firstAddress(stdout);
  const bytes = address === null ? null : parseIp6(address);
  const prefix = plan.nat64 === null ? null : parsePrefix6(plan.nat64.prefix);
  const inner = bytes === null || prefix === null ? null : extract(prefix, bytes);
  return { name, address, translated: inner === null ? null : formatIp4(inner) };
}

export interface Passage {
  readonly from: string;
  /** What the IPv4-only server says it saw; null where nothing came back. */
  readonly serverSaw: string | null;
  readonly down: Transfer | null;
  readonly up: Transfer | null;
}

export interface Transfer {
  readonly bytes: number;
  readonly sha256: string;
  readonly equal: boolean;
}

/** Totals of a gateway's translator since it started. */
export interface Translated {
  readonly gateway: string;
  readonly to4: { readonly packets: number; readonly bytes: number };
  readonly to6: { readonly packets: number; readonly bytes: number };
}

/** Asks the socket that the translator's configuration names, as a person on the gateway would. */
const READ_STATUS = `
import json, socket
ask = socket.socket(socket.AF_UNIX)
ask.settimeout(5)
ask.connect(json.load(open("/etc/migrate/nat64.json"))["status"])
print(ask.makefile().read())
`;

/** @returns null where no translator runs. */
export async function observeTranslator(lab: Lab, gateway: string): Promise<Translated | null> {
  const { code, stdout } = await lab.exec(gateway, ["/usr/bin/python3", "-I", "-c", READ_STATUS]);
  if (code !== 0) return null;
  const { counters } = JSON.parse(stdout) as { counters: Record<string, number> };
  return {
    gateway,
    to4: { packets: counters.packets_6to4 ?? 0, bytes: counters.bytes_6to4 ?? 0 },
    to6: { packets: counters.packets_4to6 ?? 0, bytes: counters.bytes_4to6 ?? 0 },
  };
}

const UPLOAD_BYTES = 2_000_000;

/** Through the translator, from a host: a page, 2 MB down, 2 MB up. */
export async function observePassage(lab: Lab, from: string, { targets }: Plan): Promise<Passage> {
  const curl = (...args: string[]) => ["curl", "-sS", "-f", "--max-time", "20", ...args];
  const saw =
    targets.serverSees === null ? null : await lab.exec(from, curl("--connect-timeout", "3", targets.serverSees));
  if (saw === null || saw.code !== 0) return { from, serverSaw: null, down: null, up: null };
  return {
    from,
    serverSaw: saw.stdout.trim(),
    down:
      targets.download === null
        ? null
        : await download(lab, from, curl("-D", "/tmp/head", "-o", "/tmp/body", targets.download)),
    up: targets.upload === null ? null : await upload(lab, from, curl("--data-binary", "@-", targets.upload)),
  };
}

async function download(lab: Lab, from: string, curl: readonly string[]): Promise<Transfer | null> {
  const fetched = await lab.exec(from, curl);
  if (fetched.code !== 0) return null;
  const { stdout } = await lab.exec(from, [
    "sh",
    "-c",
    "sha256sum </tmp/body; wc -c </tmp/body; cat /tmp/head; rm -f /tmp/body /tmp/head",
  ]);
  const [hash, size] = stdout.split("\n");
  const sha256 = hash!.split(" ")[0]!;
  const promised = /content-digest: sha-256=:([^:]+):/i.exec(stdout)?.[1];
  return { bytes: Number(size), sha256, equal: promised === Buffer.from(sha256, "hex").toString("base64") };
}

async function upload(lab: Lab, from: string, curl: readonly string[]): Promise<Transfer | null> {
  const body = "migrate ".repeat(UPLOAD_BYTES / 8);
  const sent = await lab.exec(from, curl, { input: body });
  if (sent.code !== 0) return null;
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { bytes: body.length, sha256, equal: sent.stdout.trim() === sha256 };
}
