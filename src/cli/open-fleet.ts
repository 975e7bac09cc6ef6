/** The fleet of a plan, reached as inventory, plan and the operator's ssh say. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Become, Host, Inventory, Secret } from "../plan/hosts.ts";
import type { FleetDefaults, Plan } from "../plan/plan.ts";
import { secrets } from "../secrets/secrets.ts";
import type { HostAddress } from "../transport/address.ts";
import { createFleet, type FleetEvent } from "../transport/fleet.ts";
import { withClouds } from "./cloud-links.ts";
import { EXIT, ExitError } from "./exit.ts";
import type { Globals } from "./globals.ts";
import { PushProgress } from "./push-progress.ts";
import { stateFolder } from "./state-folder.ts";

/** While something is pushed. */
const TELL_MS = 2_000;

export function openFleet(
  plan: Pick<Plan, "file" | "fleet" | "clouds">,
  inventory: Inventory,
  globals: Globals,
): ReturnType<typeof createFleet> {
  const progress = new PushProgress();
  let told = "";
  const telling = setInterval(() => {
    const line = globals.quiet || globals.json ? null : progress.line(performance.now());
    if (line !== null && line !== told) process.stderr.write(`${line}\n`);
    told = line ?? told;
  }, TELL_MS);
  telling.unref();
  const { from, mirror, site, bandwidth } = plan.fleet.runtime;
  const fleet = createFleet({
    distribution: {
      from,
      mirror,
      siteOf: (name) => (site === null ? "" : String(inventory.hosts.get(name)?.vars[site] ?? "")),
      bandwidth: bandwidth === null ? null : bandwidth / 8,
    },
    hosts: (name) => {
      const host = inventory.hosts.get(name);
      if (host === undefined) throw new ExitError(EXIT.invalidPlan, `${name} is in no inventory of ${plan.file}`);
      return addressOfHost(host, plan.fleet);
    },
    connection: plan.fleet.connection,
    ...(globals.forks === undefined ? {} : { forks: globals.forks }),
    log: (event) => {
      progress.observe(event, performance.now());
      const line = eventLine(event, globals.verbose ?? 0);
      if (line !== null) process.stderr.write(`${line}\n`);
    },
  });
  return withClouds(fleet, plan.clouds, stateFolder(globals));
}

export function addressOfHost(host: Host, defaults: FleetDefaults): HostAddress {
  const port = host.port ?? defaults.port;
  const user = host.user ?? defaults.user;
  const identityFile = host.identityFile ?? defaults.identityFile;
  const jump = host.jump ?? defaults.jump;
  return {
    name: host.name,
    address: host.address,
    become: becomeOf(host.become ?? defaults.become),
    connection: host.connection ?? defaults.connection,
    ...(port === null || port === undefined ? {} : { port }),
    ...(user === null || user === undefined ? {} : { user }),
    ...(identityFile === null || identityFile === undefined ? {} : { identityFile }),
    ...(jump === null || jump === undefined ? {} : { jump }),
    ...(host.ipv6 === undefined ? {} : { ipv6: host.ipv6 }),
  };
}

function becomeOf(become: Become | null): HostAddress["become"] {
  if (become === null) return { method: "none" };
  const { password } = become;
  return {
    method: become.method,
    user: become.user,
    ...(password === null
      ? {}
      : { password: async () => ("literal" in password ? password.literal : readSecret(password)) }),
  };
}

/** @throws ExitError that names where the secret was looked for, never what it is. */
export async function readSecret(secret: Secret): Promise<string> {
  if ("env" in secret) {
    const value = process.env[secret.env];
    if (value === undefined)
      throw new ExitError(EXIT.error, `the environment has no ${secret.env}, which the plan names as a secret`);
    secrets.learn(value);
    return value;
  }
  try {
    const text =
      "file" in secret
        ? await readFile(secret.file, "utf8")
        : (await promisify(execFile)(secret.cmd[0]!, secret.cmd.slice(1))).stdout;
    const value = text.replace(/\n$/, "");
    secrets.learn(value);
    return value;
  } catch (cause) {
    const where = "file" in secret ? secret.file : secret.cmd.join(" ");
    throw new ExitError(
      EXIT.error,
      `the secret from ${where} could not be read: ${(cause as Error).message.split("\n")[0]}`,
    );
  }
}

function eventLine(event: FleetEvent, verbose: number): string | null {
  switch (event.type) {
    case "transport":
      return verbose >= 1 ? `${event.host}: OpenSSH, because ${event.because.join("; ")}` : null;
    case "push":
      if (verbose < 1) return null;
      return event.from === null
        ? `${event.host}: push ${event.what} (${Math.round(event.bytes / 1024)} KiB)`
        : `${event.host}: fetches ${event.what} from ${event.from}`;
    case "sent":
      return null;
    case "connected":
      return verbose >= 2 ? `${event.host}: connected by ${event.via} in ${event.elapsedMs} ms` : null;
    case "lost":
      return verbose >= 1 ? `${event.host}: connection lost: ${event.because}` : null;
    case "stderr":
      return verbose >= 2 ? `${event.host}: ${event.line}` : null;
  }
}
