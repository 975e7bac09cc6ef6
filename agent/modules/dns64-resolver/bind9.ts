/** BIND: DNS64 in a file of ours, included from the operator's `options`. */
import type { Dns64Policy } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import { fileChange } from "../files.ts";
import type { ForeignServer, ServerFiles } from "./foreign-server.ts";
import { includesOf, optionsOf, optionWords, withInclude } from "./named-conf.ts";
import type { Anchor } from "./trust-anchors.ts";

const MAIN = "/etc/bind/named.conf";
const OURS = "/etc/bind/migrate-dns64.conf";
/** Keys stand outside of `options`. */
const ANCHORS = "/etc/bind/migrate-dns64-anchors.conf";
/** What the plan decides: the operator's own statements of these are set aside. */
const DECIDED = ["forwarders", "forward", "dnssec-validation", "validate-except"];
/** Left as they are where the operator has them. */
const ACCESS = ["allow-query", "allow-recursion"];
const DEEPEST = 5;

export const bind9: ForeignServer = {
  backend: "bind9",
  unit: "named",
  program: "named",
  initScripts: ["/etc/init.d/named", "/etc/init.d/bind9"],
  pidFile: "/run/named/named.pid",
  packages: { named: "bind9" },
  reloads: true,
  check: ["named-checkconf", MAIN],
  prepare: null,
  read: readTree,
  diff(files, policy, anchors) {
    const found = Object.entries(files.texts).find(([, text]) => text !== null && optionsOf(text) !== null);
    const [path, before] = found ?? [MAIN, files.texts[MAIN] ?? ""];
    const words = optionWords(before!);
    const options = withInclude(before!, OURS, DECIDED);
    if (options === null)
      return {
        blocked: `${path}: one of ${DECIDED.join(", ")} shares a line with another statement; put it on a line of its own`,
      };
    const wanted = new Map<string, string>([[OURS, statements(policy, anchors, words)]]);
    const keys = anchors.length === 0 || !policy.validate ? null : anchorsText(anchors);
    // Both may be the same file.
    let main = path === MAIN ? options : (files.texts[MAIN] ?? "");
    if (keys !== null) {
      wanted.set(ANCHORS, keys);
      if (!includesOf(main).includes(ANCHORS))
        main = `${main}${main.endsWith("\n") ? "" : "\n"}include "${ANCHORS}";\n`;
    }
    wanted.set(MAIN, main);
    if (path !== MAIN) wanted.set(path, options);
    const open = [...wanted].filter(([file, text]) => files.texts[file] !== text);
    return {
      changes: open.map(([file, text]) =>
        fileChange(file, files.texts[file] ?? null, text, file === OURS ? "DNS64 in BIND" : `include it in ${file}`),
      ),
      edits: open.map(([file, text]) => ({ path: file, after: text, mode: 0o644 })),
      because: [
        `the options of BIND stand in ${path}`,
        ...ACCESS.filter((word) => words.includes(word)).map((word) => `${path} says itself who may ask (${word})`),
      ],
    };
  },
  loaded: [OURS, ANCHORS],
};

/** named.conf and all it includes. */
async function readTree(sys: System): Promise<ServerFiles> {
  const texts: Record<string, string | null> = {};
  const read = async (path: string, depth: number): Promise<void> => {
    if (path in texts || depth > DEEPEST) return;
    texts[path] = await sys.read(path);
    for (const next of includesOf(texts[path] ?? "")) if (next.startsWith("/")) await read(next, depth + 1);
  };
  await read(MAIN, 0);
  for (const path of [OURS, ANCHORS]) texts[path] = await sys.read(path);
  return { texts, listens: null };
}

function list(items: readonly string[]): string {
  return items.map((item) => `${item}; `).join("");
}

function statements(policy: Dns64Policy, anchors: readonly Anchor[], operators: readonly string[]): string {
  const { prefix, clients, exclude_a, exclude_aaaa, upstream, validate, unvalidated } = policy;
  const mayAsk = list(["localhost", "localnets", ...clients]);
  const lines = [
    `dns64 ${prefix} {`,
    `\tclients { ${list(["localhost", ...clients])}};`,
    // RFC 7050 §8.2: these two are asked for in order to learn the prefix.
    `\tmapped { ${list(["192.0.0.170/31", ...exclude_a.map((range) => `!${range}`), "any"])}};`,
    `\texclude { ${list([...new Set([...exclude_aaaa, prefix])])}};`,
    "};",
    `forwarders { ${list(upstream.map(({ address, port }) => (port === 53 ? address : `${address} port ${port}`)))}};`,
    "forward only;",
    `dnssec-validation ${validate ? (anchors.length > 0 ? "yes" : "auto") : "no"};`,
    ...(validate && unvalidated.length > 0
      ? [`validate-except { ${list(unvalidated.map((name) => `"${name}"`))}};`]
      : []),
    ...ACCESS.filter((word) => !operators.includes(word)).map((word) => `${word} { ${mayAsk}};`),
  ];
  return `// Written by migrate: DNS64 and what belongs to it. Included from the options of BIND.\n${lines.join("\n")}\n`;
}

function anchorsText(anchors: readonly Anchor[]): string {
  const lines = anchors.map(
    ({ zone, type, numbers, data }) =>
      `\t"${zone}" ${type === "DS" ? "static-ds" : "static-key"} ${numbers.join(" ")} "${data}";`,
  );
  return `// Written by migrate: the keys that the plan trusts.\ntrust-anchors {\n${lines.join("\n")}\n};\n`;
}
