/** Unbound: DNS64 in a file of ours beside the operator's; where both say the same thing, the last one counts. */
import { canonicalIp6 } from "../../net/ip6.ts";
import { formatPrefix6, parsePrefix4, parsePrefix6 } from "../../net/prefix.ts";
import { embedPrefix } from "../../net/rfc6052.ts";
import type { Dns64Policy } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { ForeignServer, ServerFiles } from "./foreign-server.ts";
import type { Anchor } from "./trust-anchors.ts";

const MAIN = "/etc/unbound/unbound.conf";
const FOLDER = "/etc/unbound/unbound.conf.d";
/** Last of the folder, which is read in order. */
const OURS = `${FOLDER}/zz-migrate-dns64.conf`;
const INCLUDE = `include-toplevel: "${OURS}"`;
const COMMAND_MS = 10_000;

export const unbound: ForeignServer = {
  backend: "unbound",
  unit: "unbound",
  program: "unbound",
  initScripts: ["/etc/init.d/unbound"],
  pidFile: "/run/unbound.pid",
  packages: { unbound: "unbound" },
  // It opens its sockets when it starts, and by then it is root no more.
  reloads: false,
  check: ["unbound-checkconf", MAIN],
  /** Debian's start script puts the root's key there; without it the check would fail before the first start. */
  prepare: ["/usr/libexec/unbound-helper", "root_trust_anchor_update"],
  async read(sys): Promise<ServerFiles> {
    const texts: Record<string, string | null> = { [MAIN]: await sys.read(MAIN), [OURS]: null };
    for (const name of await sys.list(FOLDER))
      if (name.endsWith(".conf")) texts[`${FOLDER}/${name}`] = await sys.read(`${FOLDER}/${name}`);
    return { texts, listens: await listens(sys, texts) };
  },
  diff(files, policy, anchors) {
    const main = files.texts[MAIN] ?? "";
    const included =
      /^\s*include(-toplevel)?:\s*"?\/etc\/unbound\/unbound\.conf\.d\/\*\.conf"?/m.test(main) || main.includes(INCLUDE);
    const wanted = new Map<string, string>([[OURS, clauses(policy, anchors, files.listens ?? [])]]);
    if (policy.validate && anchors.length > 0) {
      for (const [path, text] of Object.entries(files.texts))
        if (path !== OURS && text !== null) wanted.set(path, withoutAutotrust(text));
    }
    if (!included) {
      const text = wanted.get(MAIN) ?? main;
      wanted.set(MAIN, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${INCLUDE}\n`);
    }
    const open = [...wanted].filter(([path, text]) => files.texts[path] !== text);
    return {
      changes: open.map(([path, text]) =>
        fileChange(
          path,
          files.texts[path] ?? null,
          text,
          path === OURS ? "DNS64 in Unbound" : `make room for it in ${path}`,
        ),
      ),
      edits: open.map(([path, text]) => ({ path, after: text, mode: 0o644 })),
      because: [included ? `${MAIN} includes ${FOLDER}` : `${MAIN} includes no folder: it gets a line for ours`],
    };
  },
  loaded: [OURS],
};

/** Addresses the operator's own configuration listens on; ours left out. */
async function listens(sys: System, texts: ServerFiles["texts"]): Promise<readonly string[]> {
  // Knows all that is included; says nothing as long as anything is wrong.
  const shown = await sys.exec(["unbound-checkconf", "-o", "interface", MAIN], { timeoutMs: COMMAND_MS });
  const written = (text: string | null): string[] =>
    [...(text ?? "").matchAll(/^\s*(?:interface|ip-address):\s*(\S+)/gm)].map((match) => match[1]!);
  const own = new Set(written(texts[OURS] ?? null));
  const operators = Object.entries(texts).flatMap(([path, text]) => (path === OURS ? [] : written(text)));
  const all = shown.stdout.split("\n").filter((line) => line.trim() !== "" && !own.has(line));
  return [...new Set([...all, ...operators])];
}

/** Unbound takes no zone with and without RFC 5011: keys of the plan stand alone. */
function withoutAutotrust(text: string): string {
  return text.replace(/^[ \t]*auto-trust-anchor-file:/gm, "# migrate: $&");
}

function clauses(policy: Dns64Policy, anchors: readonly Anchor[], operators: readonly string[]): string {
  const { prefix, listen, upstream, clients, exclude_a, exclude_aaaa, validate, unvalidated } = policy;
  const parsed = parsePrefix6(prefix)!;
  const under = (range: string): string => formatPrefix6(embedPrefix(parsed, parsePrefix4(range)!));
  const lines = [
    `module-config: "respip dns64 ${validate ? "validator " : ""}iterator"`,
    `dns64-prefix: ${prefix}`,
    "dns64-synthall: no",
    ...interfaces(listen, operators).map((address) => `interface: ${address}`),
    ...clients.map((client) => `access-control: ${client} allow`),
    ...exclude_aaaa.map((range) => `private-address: ${range}`),
    ...exclude_a.map((range) => `response-ip: ${under(range)} always_nxdomain`),
    // RFC 7050 §8.2: these two are asked for in order to learn the prefix. The longest prefix decides.
    ...(exclude_a.length === 0 ? [] : [`response-ip: ${under("192.0.0.170/31")} always_transparent`]),
    ...(validate
      ? anchors.map(({ zone, type, numbers, data }) => `trust-anchor: "${zone} ${type} ${numbers.join(" ")} ${data}"`)
      : []),
    ...(validate ? unvalidated.map((name) => `domain-insecure: "${name}"`) : []),
  ];
  const forward = [
    'name: "."',
    ...upstream.map(({ address, port }) => `forward-addr: ${address}${port === 53 ? "" : `@${port}`}`),
  ];
  const body = (part: readonly string[]): string => part.map((line) => `    ${line}\n`).join("");
  return `# Written by migrate: DNS64 and what belongs to it.\nserver:\n${body(lines)}forward-zone:\n${body(forward)}`;
}

/** Without any of its own it answers on loopback; with one, on that alone. */
function interfaces(listen: string | null, operators: readonly string[]): string[] {
  if (listen === null || operators.some((address) => ["::", "::0", listen].includes(canonicalIp6(address) ?? address)))
    return [];
  return [...(operators.length === 0 ? ["127.0.0.1", "::1"] : []), listen];
}
