/** nginx: files of our own, which the operator's nginx.conf includes as it stands. */
import type { System } from "../../system.ts";
import { indented, type Program, refusal, WRITTEN } from "./program.ts";

const CONF = "/etc/nginx/nginx.conf";
const MODULES = "/etc/nginx/modules-enabled";
const FILE = "90-migrate-inbound.conf";
const HTTP_FILE = `/etc/nginx/conf.d/${FILE}`;
const COMMAND_MS = 15_000;

interface Facts {
  /** nginx.conf, null where it is not there. */
  readonly main: string | null;
  /** Everything nginx reads, our own files left out, in the form of `nginx -T`. */
  readonly whole: string;
  /** What it says of a configuration it cannot read as it stands; null where it can. */
  readonly broken: string | null;
  /** `nginx -V`. */
  readonly build: string;
  /** Our files that are there, by path. */
  readonly ours: Readonly<Record<string, string>>;
}

export const nginx: Program<Facts> = {
  name: "nginx",
  async look(sys: System) {
    const built = await sys.exec(["nginx", "-V"], { timeoutMs: COMMAND_MS });
    const dump = await sys.exec(["nginx", "-T"], { timeoutMs: COMMAND_MS });
    const ours: Record<string, string> = {};
    const files = dump.stdout.split(/^(?=# configuration file )/m);
    const others = files.filter((file) => !file.split("\n", 1)[0]!.includes(`/${FILE}:`));
    const candidates = [`${MODULES}/${FILE}`, HTTP_FILE, ...streamFolders(others.join("")).map((f) => `${f}/${FILE}`)];
    for (const path of candidates) {
      const text = await sys.read(path);
      if (text !== null) ours[path] = text;
    }
    const broken = dump.code === 0 ? null : dump.stderr.trim();
    return { main: await sys.read(CONF), whole: others.join(""), broken, build: built.stderr, ours };
  },
  place(facts, want) {
    if (facts.broken !== null)
      return refusal("refused", `nginx cannot read its configuration as it stands: ${facts.broken}`);
    const files = new Map<string, string | null>(Object.keys(facts.ours).map((path) => [path, null]));
    if (want.http !== "") {
      if (!includes(facts.main, "/etc/nginx/conf.d/*.conf"))
        return refusal(
          "unsupported",
          `${CONF} does not include /etc/nginx/conf.d/*.conf: add that line to its http block`,
        );
      files.set(HTTP_FILE, WRITTEN + want.http);
    }
    if (want.tcp === "") return files;
    if (!/--with-stream\b/.test(facts.build))
      return refusal("unsupported", "this nginx is built without its stream module: install one that has it");
    if (/--with-stream=dynamic/.test(facts.build) && !/ngx_stream_module\.so/.test(facts.whole))
      return refusal(
        "unsupported",
        "nginx does not load its stream module: install libnginx-mod-stream, or load ngx_stream_module.so in nginx.conf",
      );
    if (!hasStream(facts.whole)) {
      if (!includes(facts.main, `${MODULES}/*.conf`))
        return refusal(
          "unsupported",
          `${CONF} does not include ${MODULES}/*.conf: add that line outside every block, or a stream block that includes a folder`,
        );
      files.set(`${MODULES}/${FILE}`, `${WRITTEN}stream {\n${indented(want.tcp)}}\n`);
      return files;
    }
    const [folder] = streamFolders(facts.whole);
    if (folder === undefined)
      return refusal(
        "unsupported",
        "nginx has a stream block, and may have one only: add `include /etc/nginx/stream.d/*.conf;` to it",
      );
    files.set(`${folder}/${FILE}`, WRITTEN + want.tcp);
    return files;
  },
  test: ["nginx", "-t", "-q"],
};

function includes(conf: string | null, what: string): boolean {
  return (conf ?? "")
    .split("\n")
    .some((line) => line.replace(/#.*/, "").replace(/["']/g, "").trim() === `include ${what};`);
}

function hasStream(whole: string): boolean {
  return /^[ \t]*stream\s*\{/m.test(whole);
}

/** Folders the operator's stream block includes. */
function streamFolders(whole: string): string[] {
  const start = /^[ \t]*stream\s*\{/m.exec(whole);
  if (start === null) return [];
  let depth = 0;
  let at = start.index;
  for (; at < whole.length; at++) {
    if (whole[at] === "{") depth++;
    if (whole[at] === "}" && --depth === 0) break;
  }
  return [...whole.slice(start.index, at).matchAll(/^\s*include\s+(\/\S+)\/\*(?:\.conf)?;/gm)].map(
    ([, folder]) => folder!,
  );
}
