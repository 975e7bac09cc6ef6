/** The real host: commands, files and the clock. With files-host.ts the only place in `agent/` (packet devices aside) that starts processes or touches the disk. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Network } from "./facts/addresses.ts";
import { hostFiles } from "./files-host.ts";
import type { RouteFact } from "./protocol/facts.ts";
import type { ExecResult, System } from "./system.ts";

/** Administrators' programs are often missing from the PATH of a non-login shell. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** A command that prints more than this (bytes, each of stdout and stderr) is cut off; no parser of ours needs as much. */
const MAX_OUTPUT = 64 * 1024 * 1024;
/** How long output is still read after the process is gone, where a child of its own keeps the pipe open. */
const DRAIN_MS = 500;

/** Where iproute2 has its names, the ones that count most first. */
const IPROUTE2 = ["/etc/iproute2", "/usr/share/iproute2"];

/** For the attributes of one file. */
const COPY_MS = 10_000;

async function owners(link: string, addresses: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
  const { probeAddresses } = await import("./kernel/arp.ts");
  const asked = new Map<Uint8Array, string>(
    addresses.map((address) => [Uint8Array.from(address.split(".").map(Number)), address]),
  );
  const found = await probeAddresses(link, [...asked.keys()]);
  if (found === null) return null;
  return new Map([...found].map(([address, hardware]) => [asked.get(address)!, hex(hardware)]));
}

/** `02:00:5e:10:00:01` */
function hex(hardware: Uint8Array): string {
  return [...hardware].map((octet) => octet.toString(16).padStart(2, "0")).join(":");
}

const files = hostFiles(copyAttributes);

/** What makes foreign calls, here and in owners(), is loaded with the first question. */
async function network(): Promise<Network> {
  return (await import("./network.ts")).readNetwork();
}

async function routes(family: 4 | 6): Promise<readonly RouteFact[]> {
  const { readRoutes } = await import("./network.ts");
  const { routeNames } = await import("./route-names.ts");
  const texts = async (name: string): Promise<string[]> => {
    const found = await Promise.all(IPROUTE2.map((folder) => files.read(`${folder}/${name}`)));
    return found.filter((text) => text !== null);
  };
  return readRoutes(family, routeNames(await texts("rt_tables"), await texts("rt_protos")));
}

type ExecOptions = NonNullable<Parameters<System["exec"]>[1]>;

function exec(argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return new Promise((resolve) => {
    const child = spawn(argv[0]!, argv.slice(1), {
      // LC_ALL: parsers read the untranslated output.
      env: { ...process.env, PATH: `${process.env.PATH ?? ""}:${PATH}`, LC_ALL: "C", ...options.env },
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const stdout = collect(child.stdout!);
    const stderr = collect(child.stderr!);
    let timedOut = false;
    const timer =
      options.timeoutMs === undefined
        ? null
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
          }, options.timeoutMs);
    let settled = false;
    const settle = (code: number | null, signal: string | null, note = ""): void => {
      if (settled) return;
      settled = true;
      if (timer !== null) clearTimeout(timer);
      child.stdout!.destroy();
      child.stderr!.destroy();
      resolve({ code, signal, stdout: stdout(), stderr: stderr() + note });
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      // As a shell has it: 127 not found, 126 found but not executable.
      settle(error.code === "ENOENT" ? 127 : 126, null, `${argv[0]}: ${error.message}\n`);
    });
    child.on("close", (code, signal) =>
      settle(code, signal, timedOut ? `${argv[0]}: no answer within ${options.timeoutMs} ms\n` : ""),
    );
    child.on("exit", (code, signal) => {
      setTimeout(
        () => settle(code, signal, timedOut ? `${argv[0]}: no answer within ${options.timeoutMs} ms\n` : ""),
        DRAIN_MS,
      ).unref();
    });
    if (options.input !== undefined) {
      // A command that does not read its input is not an error.
      child.stdin!.on("error", () => {});
      child.stdin!.end(options.input);
    }
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = [];
  let held = 0;
  stream.on("data", (piece: Buffer) => {
    if (held >= MAX_OUTPUT) return;
    pieces.push(piece);
    held += piece.length;
  });
  return () => Buffer.concat(pieces).toString("utf8");
}

async function detach(argv: readonly string[], options: { readonly log?: string } = {}): Promise<number> {
  const log = options.log === undefined ? null : openSync(options.log, "a", 0o600);
  try {
    // `detached` is setsid(2): neither the end of this process nor a hang-up of the connection reaches it.
    const child = spawn(argv[0]!, argv.slice(1), {
      detached: true,
      cwd: "/",
      env: { ...process.env, PATH: `${process.env.PATH ?? ""}:${PATH}`, LC_ALL: "C" },
      stdio: ["ignore", log ?? "ignore", log ?? "ignore"],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    child.unref();
    return child.pid!;
  } finally {
    if (log !== null) closeSync(log);
  }
}

async function copyAttributes(from: string, to: string): Promise<void> {
  await exec(["cp", "--attributes-only", "--preserve=all", "--", from, to], { timeoutMs: COPY_MS });
}

export function hostSystem(): System {
  return { exec, network, routes, detach, ...files, owners, now: () => Date.now() };
}
