/** Every command of `migrate`, in the order people meet them: the one list behind `--help`, completion, the man page and the reference. */
import { Command } from "commander";
import { VERSION } from "../report/version-line.ts";
import { type Globals, withGlobals } from "./globals.ts";

/** A command's module is loaded only when it is called: `--help` and `check` must not pay for ssh2, the lab or the translator. */
const COMMANDS: readonly {
  readonly name: string;
  readonly args: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}[] = [
  {
    name: "init",
    args: "[source...]",
    about: "write a commented plan and inventory to begin with, from an Ansible inventory or host names",
    load: async () => (await import("./init.ts")).initCommand(),
  },
  {
    name: "check",
    args: "<plan>",
    about: "report every mistake in a plan, its playbooks and its inventory; offline",
    load: async () => (await import("./check.ts")).checkCommand(),
  },
  {
    name: "audit",
    args: "<plan-or-inventory>",
    about: "find what still needs IPv4: on the hosts now, and with --for over days; changes nothing",
    load: async () => (await import("./audit.ts")).auditCommand(),
  },
  {
    name: "explain",
    args: "<host-service-or-gate>",
    about: "why it is still IPv4, or blocked, with the evidence and one thing to do",
    load: async () => (await import("./explain.ts")).explainCommand(),
  },
  {
    name: "plan",
    args: "<plan>",
    about: "show what apply would change, and change nothing",
    load: async () => (await import("./apply.ts")).planCommand(),
  },
  {
    name: "apply",
    args: "<plan>",
    about: "bring the fleet to what the plan says, phase by phase, behind its gates",
    load: async () => (await import("./apply.ts")).applyCommand(),
  },
  {
    name: "adopt",
    args: "<plan> <host>",
    about: "take a host that has just booted through phase 3, by address or from a provisioning tool's hook",
    load: async () => (await import("./adopt.ts")).adoptCommand(),
  },
  {
    name: "verify",
    args: "<plan>",
    about: "ask the gates and change nothing",
    load: async () => (await import("./verify.ts")).verifyCommand(),
  },
  {
    name: "status",
    args: "[run]",
    about: "what a run waits for, since when, what happens then, and the next command",
    load: async () => (await import("./status.ts")).statusCommand(),
  },
  {
    name: "approve",
    args: "<run>",
    about: "let a run that waits for approval go on",
    load: async () => (await import("./approve.ts")).approveCommand(),
  },
  {
    name: "pause",
    args: "<run>",
    about: "finish what a run has in flight and begin nothing new",
    load: async () => (await import("./pause.ts")).pauseCommand(),
  },
  {
    name: "abort",
    args: "<run>",
    about: "end a run: undo what it has in flight",
    load: async () => (await import("./abort.ts")).abortCommand(),
  },
  {
    name: "resume",
    args: "<run>",
    about: "go on with a run that was stopped, killed, or waits",
    load: async () => (await import("./resume.ts")).resumeCommand(),
  },
  {
    name: "report",
    args: "<run>",
    about: "what a run was: HTML for people, JUnit for pipelines, JSON for programs",
    load: async () => (await import("./report.ts")).reportCommand(),
  },
  {
    name: "evidence",
    args: "bundle|verify",
    about: "a run's evidence for an auditor, and whether it is as it was written",
    load: async () => (await import("./evidence.ts")).evidenceCommand(),
  },
  {
    name: "rollback",
    args: "<run>",
    about: "take back what a run did, from the receipts on the hosts, last step first",
    load: async () => (await import("./rollback.ts")).rollbackCommand(),
  },
  {
    name: "txn",
    args: "<command>",
    about: "what hosts say of their transactions; undo an open one now",
    load: async () => (await import("./txn.ts")).txnCommand(),
  },
  {
    name: "drift",
    args: "<plan>",
    about: "compare hosts with what runs of this plan left; changes nothing",
    load: async () => (await import("./drift.ts")).driftCommand(),
  },
  {
    name: "lease",
    args: "<command>",
    about: "which run holds a plan's fleet; break a lease",
    load: async () => (await import("./lease.ts")).leaseCommand(),
  },
  {
    name: "ui",
    args: "[run]",
    about: "a run's fleet as a live page on the loopback: stack states, gates, approval",
    load: async () => (await import("./ui.ts")).uiCommand(),
  },
  {
    name: "runner",
    args: "",
    about: "one of several on a shared store: advances runs and makes their calls to hosts",
    load: async () => (await import("./runner.ts")).runnerCommand(),
  },
  {
    name: "clean",
    args: "<plan>",
    about: "remove the agent and its cache from every host of the plan; refuses while a switch is armed",
    load: async () => (await import("./clean.ts")).cleanCommand(),
  },
  {
    name: "inventory",
    args: "<plan>",
    about: "print the hosts and groups a plan works with",
    load: async () => (await import("./inventory.ts")).inventoryCommand(),
  },
  {
    name: "schema",
    args: "[name]",
    about: "print a published JSON Schema: plan, playbook, inventory, settings, nat64, dns64, event, journal, evidence",
    load: async () => (await import("./schema.ts")).schemaCommand(),
  },
  {
    name: "lab",
    args: "<command>",
    about: "rehearse a plan on this machine, in network namespaces (needs root)",
    load: async () => (await import("./lab.ts")).labCommand(),
  },
  {
    name: "nat64",
    args: "[command] --config <file>",
    about: "run our NAT64 translator in the foreground; nat64 status: what it holds",
    load: async () => (await import("./nat64.ts")).nat64Command(),
  },
  {
    name: "clat",
    args: "--config <file>",
    about: "run our CLAT in the foreground: IPv4 for applications on an IPv6-only host (464XLAT)",
    load: async () => (await import("./clat.ts")).clatCommand(),
  },
  {
    name: "dns64",
    args: "--config <file>",
    about: "run our DNS64 server in the foreground",
    load: async () => (await import("./dns64.ts")).dns64Command(),
  },
  {
    name: "doctor",
    args: "[host...]",
    about: "what is missing on this workstation or on hosts, and how to get it",
    load: async () => (await import("./doctor.ts")).doctorCommand(),
  },
  {
    name: "completion",
    args: "<shell>",
    about: "print a completion script for bash, zsh or fish",
    load: async () => (await import("./completion.ts")).completionCommand(() => program(() => true)),
  },
  {
    name: "version",
    args: "",
    about: "versions of migrate, its agent and their protocol",
    load: async () => (await import("./version.ts")).versionCommand(),
  },
];

/** @param wanted whether the command of that name is loaded whole; the others say only what they are for. */
export async function program(wanted: (name: string) => boolean): Promise<Command> {
  const root = withGlobals(new Command("migrate"))
    .description("Move a fleet of Linux servers from dual-stack to IPv6-only, one service at a time, behind gates.")
    .version(VERSION, "--version", "print the version")
    .showHelpAfterError("See `migrate --help`.")
    .hook("preAction", async (root) => {
      const file = (root.opts() as Globals).settings ?? process.env.MIGRATE_SETTINGS;
      if (file !== undefined) await (await import("./settings.ts")).applySettings(file, root, process.env);
    });
  for (const { name, args, about, load } of COMMANDS) {
    const command = wanted(name) ? await load() : new Command(name).usage(args);
    root.addCommand(command.description(about));
  }
  return root;
}
