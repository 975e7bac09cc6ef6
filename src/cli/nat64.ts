/** `migrate nat64 --config FILE`: our NAT64 translator in the foreground. `nat64 status`: what a running one holds. */
import { connect } from "node:net";
import { Command } from "commander";
import type { Status } from "../../agent/nat64/status.ts";
import { NAT64_STATUS_SOCKETS } from "../../agent/protocol/daemons.ts";
import { type RunDaemon, readConfigFile, runDaemon } from "./daemon-config.ts";
import { EXIT, ExitError } from "./exit.ts";
import { type KernelShare, nat64StatusText } from "./nat64-status-text.ts";

const ANSWER_MS = 5000;

export function nat64Command(): Command {
  const command = new Command("nat64")
    .option("--config <file>", "YAML or JSON, see schemas/nat64.schema.json")
    .action(async ({ config }: { config?: string }) => {
      if (config === undefined) throw new ExitError(EXIT.usage, "nat64: --config FILE is missing");
      const load = async (): Promise<RunDaemon> => (await import("../../agent/nat64/daemon.ts")).runNat64 as RunDaemon;
      process.exitCode = await runDaemon("nat64", config, load);
    });
  command
    .command("status")
    .description("what a running translator holds and has done")
    .option("--config <file>", "the translator's configuration, which names its status socket")
    .option("--socket <path>", `its status socket (${NAT64_STATUS_SOCKETS.builtin})`)
    .option("--json", "as the translator tells it")
    .action(async (options: { config?: string; socket?: string; json?: boolean }, { parent }: Command) => {
      const { config, json } = { ...parent?.optsWithGlobals(), ...options } as typeof options;
      const text = await ask(options.socket ?? (await socketOf(config)));
      process.stdout.write(json === true ? text : nat64StatusText(JSON.parse(text) as Status & KernelShare));
    });
  command
    .command("owner <transport-address>")
    .description("whose port of pool4 it is, where port_blocks are deterministic (RFC 7422): 203.0.113.1:40000")
    .option("--config <file>", "the translator's configuration")
    .action(async (text: string, options: { config?: string }, { parent }: Command) => {
      const { config } = { ...parent?.optsWithGlobals(), ...options } as typeof options;
      if (config === undefined) throw new ExitError(EXIT.usage, "nat64 owner: --config FILE is missing");
      process.stdout.write(`${await ownerOf(config, text)}\n`);
    });
  return command;
}

async function socketOf(config: string | undefined): Promise<string> {
  if (config === undefined) return NAT64_STATUS_SOCKETS.builtin;
  const { data } = await readConfigFile(config);
  const { status } = (data ?? {}) as { status?: unknown };
  if (typeof status === "string") return status;
  throw new ExitError(EXIT.error, `${config} names no status socket; write status: /run/nat64.sock`);
}

async function ask(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(path);
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error("no answer")));
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on("error", (error) =>
      reject(new ExitError(EXIT.error, `${path}: ${error.message}: is the translator running?`)),
    );
    socket.on("end", () => resolve(text));
  });
}

async function ownerOf(config: string, text: string): Promise<string> {
  const { readConfig } = await import("../../agent/nat64/config.ts");
  const { parseIp4 } = await import("../../agent/net/ip4.ts");
  const { subscriberAt } = await import("../../agent/nat64/tables/port-blocks.ts");
  const reading = readConfig((await readConfigFile(config)).data);
  if ("problems" in reading) throw new ExitError(EXIT.invalidPlan, `${config} is no valid configuration`);
  const { portBlocks, pool4 } = reading.configuration.settings;
  if (portBlocks?.mode !== "deterministic")
    throw new ExitError(EXIT.error, `${config} has no deterministic port_blocks: the log says who had which ports`);
  const [, address, port] = /^([0-9.]+):(\d{1,5})$/.exec(text) ?? [];
  const parsed = address === undefined ? null : parseIp4(address);
  if (parsed === null) throw new ExitError(EXIT.usage, `${text}: write an IPv4 address and a port: 203.0.113.1:40000`);
  const owner = subscriberAt(portBlocks, pool4, parsed, Number(port));
  if (owner === null) throw new ExitError(EXIT.error, `${text} belongs to no subscriber`);
  return owner;
}
