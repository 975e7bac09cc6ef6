/** Tells the redactor every secret that a plan and its inventory name, before anything is written. */
import { readFile } from "node:fs/promises";
import type { Become, Inventory, Secret } from "../plan/hosts.ts";
import type { Plan } from "../plan/plan.ts";
import { secrets } from "../secrets/secrets.ts";

/** Variables that Ansible inventories hold secrets in, besides those of become. */
const SECRET_VAR = /(?:pass(?:word|wd|phrase)?|secret|token|api_?key|private_?key)$/i;

/** One that a command tells is learned when it is read: nobody asked for the command to run now. */
export async function learnSecrets(plan: Plan | null, inventory: Inventory): Promise<void> {
  const hosts = [...inventory.hosts.values()];
  for (const { vars } of hosts)
    for (const [name, value] of Object.entries(vars))
      if (typeof value === "string" && SECRET_VAR.test(name)) secrets.learn(value);
  for (const become of [plan?.fleet.become ?? null, ...hosts.map((host) => host.become ?? null)])
    await learnPassword(become);
  for (const one of plan?.notify ?? []) if ("url" in one) await learn(one.url);
}

async function learnPassword(become: Become | null): Promise<void> {
  if (become?.password == null) return;
  if ("literal" in become.password) secrets.learn(become.password.literal);
  else await learn(become.password);
}

async function learn(secret: Secret): Promise<void> {
  if ("env" in secret) secrets.learn(process.env[secret.env] ?? "");
  // A file that is not there is told of where its content is wanted.
  if ("file" in secret) secrets.learn((await readFile(secret.file, "utf8").catch(() => "")).replace(/\n$/, ""));
}
