/** Waiting for a moment of a transaction: told by the controller's events, or seen on the host itself where it says nothing yet. */
import { readdirSync, readFileSync } from "node:fs";
import type { Controller, Line } from "../lab/controller.ts";
import { isArmed } from "../lab/controller.ts";
import type { Moment } from "./cells.ts";

const GUARD = "var/lib/migrate/guard";
const POLL_MS = 1;

function isGuarded(line: Line): boolean {
  return String(line.step).includes("remove-ipv4");
}

export const TOLD: Readonly<Record<Exclude<Moment, "armed">, (line: Line) => boolean>> = {
  brownout: (line) => line.type === "confirm.outcome" && String(line.step).includes("/brownout/"),
  intent: (line) => line.type === "step.intent" && isGuarded(line),
  applied: isArmed,
  confirmed: (line) => line.type === "confirm.outcome" && line.ok === true,
  rebooting: (line) => line.type === "reboot.intent",
  soaking: (line) => line.type === "soak.started",
  committing: (line) => line.type === "commit.intent",
  committed: (line) => line.type === "commit.outcome" && line.ok === true,
  undo: (line) => line.type === "undo.intent",
};

/** @param init PID 1 of the host, as this machine numbers it. @throws when the run ends before the moment comes. */
export async function momentOf(moment: Moment, controller: Controller, init: number): Promise<void> {
  if (moment === "armed") return armedOn(controller, init);
  await controller.line(TOLD[moment]);
}

/** The states of the host's transactions, read past its network. Empty where there is none. */
export function transactionStates(init: number): string[] {
  const folder = `/proc/${init}/root/${GUARD}`;
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        try {
          return readFileSync(`${folder}/${name}/state`, "utf8").trim();
        } catch {
          return "none";
        }
      });
  } catch {
    return [];
  }
}

/** What undo scripts say they could not do. */
export function failuresOf(init: number): string {
  const folder = `/proc/${init}/root/${GUARD}`;
  const said = readdirSync(folder)
    .flatMap((name) => {
      try {
        return readFileSync(`${folder}/${name}/log`, "utf8").split("\n");
      } catch {
        return [];
      }
    })
    .filter((line) => /FAILED|not back yet|No space/.test(line));
  return said.length === 0 ? "" : ` (${said.slice(-4).join("; ")})`;
}

async function armedOn(controller: Controller, init: number): Promise<void> {
  let ended = false;
  void controller.exited.then(() => {
    ended = true;
  });
  while (!transactionStates(init).includes("armed")) {
    if (ended) throw new Error("migrate ended before anything was armed");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Whether the host has a global IPv4 address, without entering it. */
export function hasIpv4(init: number, address: string): boolean {
  return readFileSync(`/proc/${init}/net/fib_trie`, "utf8").includes(`-- ${address}\n`);
}
