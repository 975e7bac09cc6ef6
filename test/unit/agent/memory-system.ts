/** A host in memory: files with mode, owner and links, addresses and routes, processes; and as much of `ip` and the base commands as the agent uses. */

import { createHash } from "node:crypto";
import { BOOT_FILES } from "../../../agent/guard/paths.ts";
import type { ExecResult, FileState, System } from "../../../agent/system.ts";
import { parseAddresses, parseRoutes } from "../../simulated/ip-json.ts";

export type FileSpec =
  | string
  | { readonly content: string; readonly mode?: number; readonly uid?: number; readonly gid?: number }
  | { readonly link: string };

export interface HostSpec {
  readonly files?: Readonly<Record<string, FileSpec>>;
  /** `eth0 198.51.100.7/24`, then words: `dynamic`, `deprecated`, `tentative`, `temporary`, `label X`, `scope link`. */
  readonly addresses?: readonly string[];
  /** Lines as `ip -4 route show` and `ip -6 route show` print them. */
  readonly routes4?: readonly string[];
  readonly routes6?: readonly string[];
  /** Interfaces besides lo and those with addresses: name → kind. */
  readonly links?: Readonly<Record<string, string | null>>;
  /** Command lines that run, by pid. */
  readonly processes?: Readonly<Record<string, readonly string[]>>;
  /** What `ss -Hlntup` prints. */
  readonly listeners?: string;
  /** Hardware addresses of others on the link, by the IPv4 address they have. */
  readonly neighbours?: Readonly<Record<string, string>>;
  /** Why no undo can be rehearsed here. */
  readonly cannotRehearse?: string;
  /** Answers to other commands, by the whole command line. */
  readonly commands?: Readonly<
    Record<string, { readonly code?: number; readonly stdout?: string; readonly stderr?: string }>
  >;
  /** A network stack: when the command runs, its addresses are there if the host's files are as at first, and gone if they are not. */
  readonly stack?: { readonly command: string; readonly owns: readonly string[] };
  /** nft is installed; its one table, null for none. */
  readonly nft?: string | null;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

interface Address {
  readonly interface: string;
  readonly address: string;
  readonly length: number;
  readonly words: readonly string[];
}

interface Disk {
  readonly files: Map<string, FileState>;
  readonly addresses: Address[];
  readonly routes: { 4: string[]; 6: string[] };
}

export interface MemoryHost {
  readonly sys: System;
  /** Everything as one comparable object; what migrate keeps for itself, /run, /proc/PID and logs left out. */
  snapshot(): unknown;
  file(path: string): FileState | null;
  put(path: string, spec: FileSpec): void;
  readonly ran: readonly (readonly string[])[];
  /** From now on commands that start with these words fail. */
  breakCommand(words: string): void;
  setNow(ms: number): void;
  setUptime(seconds: number): void;
}

const OK: ExecResult = { code: 0, signal: null, stdout: "", stderr: "" };

export function memoryHost(spec: HostSpec = {}): MemoryHost {
  let now = spec.now ?? Date.UTC(2026, 10, 23, 12);
  let uptime = 1000;
  let nextPid = 5000;
  const disk: Disk = {
    files: new Map(),
    addresses: [],
    routes: { 4: [...(spec.routes4 ?? [])], 6: [...(spec.routes6 ?? [])] },
  };
  const saved = new Map<string, Disk>();
  const ran: (readonly string[])[] = [];
  let table = spec.nft;
  const broken: string[] = [];

  const put = (path: string, file: FileSpec): void => {
    const state: FileState =
      typeof file === "string"
        ? { kind: "file", content: file, mode: 0o644, uid: 0, gid: 0, mtimeMs: now }
        : "link" in file
          ? { kind: "symlink", content: file.link, mode: 0o777, uid: 0, gid: 0, mtimeMs: now }
          : {
              kind: "file",
              content: file.content,
              mode: file.mode ?? 0o644,
              uid: file.uid ?? 0,
              gid: file.gid ?? 0,
              mtimeMs: now,
            };
    disk.files.set(path, state);
  };
  const run = (pid: number, argv: readonly string[]): void => {
    put(`/proc/${pid}/comm`, `${argv[0]!.split("/").at(-1)}\n`);
    put(`/proc/${pid}/cmdline`, `${argv.join("\0")}\0`);
    put(
      `/proc/${pid}/stat`,
      `${pid} (x) S ${Array.from({ length: 18 }, () => 0).join(" ")} ${Math.round(uptime * 100)} 0`,
    );
  };
  const end = (pid: number): void => {
    for (const path of [...disk.files.keys()]) if (path.startsWith(`/proc/${pid}/`)) disk.files.delete(path);
  };
  const setUptime = (seconds: number): void => {
    uptime = seconds;
    put("/proc/uptime", `${seconds.toFixed(2)} 0.00\n`);
  };
  const addAddress = (text: string): void => {
    const [name, cidr, ...words] = text.split(" ");
    const [address, length] = cidr!.split("/");
    disk.addresses.push({ interface: name!, address: address!, length: Number(length), words });
  };

  for (const [path, file] of Object.entries(spec.files ?? {})) put(path, file);
  for (const address of ["lo 127.0.0.1/8 scope host", "lo ::1/128 scope host", ...(spec.addresses ?? [])])
    addAddress(address);
  for (const [pid, argv] of Object.entries(spec.processes ?? {})) run(Number(pid), argv);
  setUptime(uptime);
  put("/proc/self/stat", `1 (node) S ${Array.from({ length: 18 }, () => 0).join(" ")} 100 0`);
  const links = (): Map<string, string | null> =>
    new Map<string, string | null>([
      ["lo", null],
      ...[...(spec.addresses ?? []).map((text) => text.split(" ")[0]!), ...disk.addresses.map((a) => a.interface)].map(
        (name) => [name, null] as const,
      ),
      ...Object.entries(spec.links ?? {}),
    ]);

  const follow = (path: string): string => {
    let at = path;
    for (let i = 0; i < 40; i++) {
      const state = disk.files.get(at);
      if (state?.kind !== "symlink") return at;
      at = new URL(state.content!, `file://${at}`).pathname;
    }
    throw Object.assign(new Error(`ELOOP: ${path}`), { code: "ELOOP", syscall: "open" });
  };
  const children = (path: string): string[] => {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const names = [...disk.files.keys()]
      .filter((each) => each.startsWith(prefix))
      .map((each) => each.slice(prefix.length).split("/")[0]!);
    return [...new Set(names)].sort();
  };
  const remove = (path: string): void => {
    for (const each of [...disk.files.keys()])
      if (each === path || each.startsWith(`${path}/`)) disk.files.delete(each);
  };

  function ipJson(): string {
    const out = [...links()].map(([name, kind], index) => ({
      ifname: name,
      ifindex: index + 1,
      flags: ["UP"],
      mtu: 1500,
      ...(kind === null ? {} : { linkinfo: { info_kind: kind } }),
      addr_info: disk.addresses
        .filter((a) => a.interface === name)
        .map((a) => {
          const word = (key: string): string | undefined =>
            a.words.includes(key) ? a.words[a.words.indexOf(key) + 1] : undefined;
          const flag = (key: string): boolean => a.words.includes(key);
          return {
            family: a.address.includes(":") ? "inet6" : "inet",
            local: a.address,
            prefixlen: a.length,
            scope: word("scope") ?? (a.address.startsWith("fe80:") ? "link" : "global"),
            ...(word("label") === undefined ? {} : { label: word("label") }),
            ...Object.fromEntries(
              ["dynamic", "deprecated", "tentative", "temporary"].filter(flag).map((key) => [key, true]),
            ),
            valid_life_time: flag("dynamic") ? 3600 : 4294967295,
            preferred_life_time: flag("dynamic") ? 1800 : 4294967295,
          };
        }),
    }));
    return JSON.stringify(out);
  }

  function routeJson(family: 4 | 6): string {
    return JSON.stringify(
      disk.routes[family].map((line) => {
        const [dst, ...words] = line.split(" ");
        const word = (key: string): string | undefined =>
          words.includes(key) ? words[words.indexOf(key) + 1] : undefined;
        return { dst, gateway: word("via"), dev: word("dev"), protocol: word("proto"), table: word("table") };
      }),
    );
  }

  function ip(words: readonly string[]): number {
    const family = words.includes("-6") ? 6 : 4;
    const [object, verb, ...rest] = words.filter((word) => word !== "-4" && word !== "-6" && word !== "-force");
    if (object === "link") return 0;
    const dev = rest[rest.indexOf("dev") + 1]!;
    if (object === "address" && verb === "add") {
      const label = rest.includes("label") ? ["label", rest[rest.indexOf("label") + 1]!] : [];
      const scope = rest.includes("scope") ? ["scope", rest[rest.indexOf("scope") + 1]!] : [];
      addAddress([dev, rest[0]!, ...(rest.includes("valid_lft") ? ["dynamic"] : []), ...label, ...scope].join(" "));
      return 0;
    }
    if (object === "address" && verb === "del") {
      const at = disk.addresses.findIndex((a) => a.interface === dev && `${a.address}/${a.length}` === rest[0]);
      if (at < 0) return 2;
      disk.addresses.splice(at, 1);
      // The kernel drops an interface's IPv4 routes with its last IPv4 address.
      if (family === 4 && !disk.addresses.some((a) => a.interface === dev && !a.address.includes(":"))) {
        disk.routes[4] = disk.routes[4].filter((line) => !line.includes(`dev ${dev}`));
      }
      return 0;
    }
    if (object === "route" && verb === "add") {
      disk.routes[family].push(rest.join(" "));
      return 0;
    }
    if (object === "route" && verb === "del") {
      const at = disk.routes[family].findIndex((line) => line.startsWith(`${rest[0]} `) && line.includes(`dev ${dev}`));
      if (at < 0) return 2;
      disk.routes[family].splice(at, 1);
      return 0;
    }
    return 255;
  }

  function copyDisk(from: Disk): Disk {
    return {
      files: new Map(from.files),
      addresses: [...from.addresses],
      routes: { 4: [...from.routes[4]], 6: [...from.routes[6]] },
    };
  }

  const configured = (): string =>
    JSON.stringify(
      [...disk.files]
        .filter(([path]) => path.startsWith("/etc/"))
        .map(([path, { kind, content }]) => [path, kind, content])
        .sort(),
    );
  const atFirst = configured();

  function reload(): ExecResult {
    for (const text of spec.stack?.owns ?? []) {
      const [name, cidr] = text.split(" ");
      const at = disk.addresses.findIndex((a) => a.interface === name && `${a.address}/${a.length}` === cidr);
      if (configured() !== atFirst) ip(["-4", "address", "del", cidr!, "dev", name!]);
      else if (at < 0) {
        addAddress(text);
        for (const line of spec.routes4 ?? []) if (!disk.routes[4].includes(line)) disk.routes[4].push(line);
      }
    }
    return OK;
  }

  function service(script: string, verb: string): ExecResult {
    const unit = script.split("/").at(-1)!;
    const pidFile = `/run/${unit}.pid`;
    if (verb === "stop") {
      end(Number(disk.files.get(pidFile)?.content));
      remove(pidFile);
      remove(`/run/${unit}.started`);
      return OK;
    }
    const daemon = unit.slice("migrate-".length);
    const config = disk.files.get(`/etc/migrate/${daemon}.json`)?.content ?? "";
    const pid = nextPid++;
    run(pid, ["sh", script, "supervise"]);
    put(pidFile, `${pid}\n`);
    put(`/run/${unit}.started`, `${createHash("sha256").update(config).digest("hex")}  -\n`);
    const log = `/var/log/${unit}.log`;
    put(log, `${disk.files.get(log)?.content ?? ""}${daemon === "siit" ? "nat64" : daemon} ready in memory\n`);
    return OK;
  }

  function exec(argv: readonly string[], input: string): ExecResult {
    const line = argv.join(" ");
    const fail = (code: number, stderr = ""): ExecResult => ({ ...OK, code, stderr });
    const canned = spec.commands?.[line];
    if (broken.some((words) => line.startsWith(words))) return fail(1, "broken on purpose");
    if (canned !== undefined)
      return { ...OK, code: canned.code ?? 0, stdout: canned.stdout ?? "", stderr: canned.stderr ?? "" };
    if (line === spec.stack?.command) return reload();
    const [program, ...rest] = argv;
    if (program === "grep") return fail(1);
    if (program === "nft" && table !== undefined) {
      if (rest[0] === "list") return table === null ? fail(1) : { ...OK, stdout: table };
      const after = input.split(/^delete table .*\n/m)[1] ?? "";
      table = after === "" ? null : after.replaceAll("counter ", "counter packets 0 bytes 0 ");
      return OK;
    }
    if (line === "ip -4 route show table all")
      return { ...OK, stdout: disk.routes[4].map((each) => `${each}\n`).join("") };
    if (line === "ip -4 -force -batch -") {
      const codes = input
        .trim()
        .split("\n")
        .map((each) => ip(["-4", ...each.split(" ")]));
      return codes.some((code) => code !== 0) ? fail(1) : OK;
    }
    if (program === "ip") return fail(ip(rest));
    if (line === "uname -m") return { ...OK, stdout: "x86_64\n" };
    if (line === "ss -Hlntup") return { ...OK, stdout: spec.listeners ?? "" };
    if (program === "ss" || program === "sync") return OK;
    if (program === "mkdir") {
      if (disk.files.has(rest[0]!)) return fail(1, "File exists");
      disk.files.set(rest[0]!, { kind: "directory", content: null, mode: 0o755, uid: 0, gid: 0, mtimeMs: now });
      return OK;
    }
    if (program === "ln" && rest[0] === "-sn") {
      if (disk.files.has(rest[2]!)) return fail(1, "File exists");
      put(rest[2]!, { link: rest[1]! });
      return OK;
    }
    if (program === "ln" || program === "cp") {
      const from = disk.files.get(rest.at(-2)!);
      if (from === undefined) return fail(1, "no such file");
      disk.files.set(rest.at(-1)!, from);
      return OK;
    }
    if (program === "mv") {
      disk.files.set(rest.at(-1)!, disk.files.get(rest.at(-2)!)!);
      disk.files.delete(rest.at(-2)!);
      return OK;
    }
    if (program === "test") return disk.files.has(follow(rest[1]!)) ? OK : fail(1);
    if (program === "kill") {
      end(Number(rest.at(-1)));
      return OK;
    }
    if (program?.endsWith("dhclient") === true) {
      run(nextPid++, argv);
      return OK;
    }
    if (program === "sh" && rest[2] === "tools") return OK;
    if (program === "unshare") return spec.cannotRehearse === undefined ? OK : fail(75, spec.cannotRehearse);
    if (program === "sh" && rest[2] === "snapshot") {
      saved.set(rest[3]!, copyDisk(disk));
      return OK;
    }
    if (program === "sh" && rest[2] === "sysctl") {
      put(`/proc/sys/${rest[3]}`, `${rest[4]}\n`);
      return OK;
    }
    if (program === "sh" && rest[0]?.startsWith("/etc/init.d/") === true) return service(rest[0], rest[1]!);
    return fail(127, `${program}: not found`);
  }

  /** What the undo script does, by the snapshot: the script itself is tried in the lab. */
  function undoScript(folder: string): void {
    const before = saved.get(folder);
    const state = disk.files.get(`${folder}/state`)?.content?.trim();
    if (before === undefined || !["armed", "confirmed", "undo_failed"].includes(state ?? "")) return;
    const kept = [...disk.files].filter(([path]) => /^\/(var\/lib\/migrate|proc|run)\//.test(path));
    disk.files.clear();
    for (const [path, file] of [...before.files].filter(([path]) => !/^\/(var\/lib\/migrate|proc|run)\//.test(path)))
      disk.files.set(path, file);
    for (const [path, file] of kept) disk.files.set(path, file);
    disk.addresses.splice(0, disk.addresses.length, ...before.addresses);
    disk.routes[4] = [...before.routes[4]];
    disk.routes[6] = [...before.routes[6]];
    put(`${folder}/state`, "undone\n");
    remove("/var/lib/migrate/guard/armed");
    for (const path of BOOT_FILES) remove(path);
  }

  const sys: System = {
    owners: async (_link, addresses) =>
      new Map(Object.entries(spec.neighbours ?? {}).filter(([address]) => addresses.includes(address))),
    exec: async (argv, options) => {
      ran.push(argv);
      return exec(argv, options?.input ?? "");
    },
    network: async () => parseAddresses(ipJson()),
    routes: async (family) => parseRoutes(routeJson(family), family),
    detach: async (argv) => {
      ran.push(argv);
      const script = argv[1]!;
      if (script.endsWith("/undo.sh")) undoScript(script.slice(0, -"/undo.sh".length));
      const pid = nextPid++;
      if (script.endsWith("/timer.sh")) run(pid, argv);
      return pid;
    },
    stat: async (path) => {
      const found = disk.files.get(path);
      if (found !== undefined) return found;
      return children(path).length > 0
        ? { kind: "directory", content: null, mode: 0o755, uid: 0, gid: 0, mtimeMs: now }
        : null;
    },
    read: async (path) => disk.files.get(follow(path))?.content ?? null,
    list: async (path) => children(path),
    has: async (path) => disk.files.has(follow(path)) || children(path).length > 0,
    write: async (path, content, options = {}) => {
      const real = follow(path);
      const old = disk.files.get(real);
      const mode = options.mode ?? old?.mode ?? 0o644;
      disk.files.set(real, {
        kind: "file",
        content,
        mode,
        uid: options.uid ?? old?.uid ?? 0,
        gid: options.gid ?? old?.gid ?? 0,
        mtimeMs: now,
      });
    },
    symlink: async (target, path) => put(path, { link: target }),
    remove: async (path) => remove(path),
    mkdir: async () => {},
    now: () => now,
  };

  return {
    sys,
    snapshot: () => ({
      files: Object.fromEntries(
        [...disk.files]
          .filter(
            ([path, state]) =>
              !/^\/(var\/lib\/migrate|var\/log|run|proc\/(\d|uptime|self))/.test(path) && state.kind !== "directory",
          )
          .map(([path, { mtimeMs: _, ...state }]) => [path, state] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      addresses: disk.addresses.map((a) => `${a.interface} ${a.address}/${a.length}`).sort(),
      routes: { 4: [...disk.routes[4]].sort(), 6: [...disk.routes[6]].sort() },
      ...(table === undefined ? {} : { nft: table }),
    }),
    file: (path) => disk.files.get(path) ?? null,
    put,
    ran,
    breakCommand: (words) => broken.push(words),
    setNow: (ms) => {
      now = ms;
    },
    setUptime,
  };
}
