/** The channels a plan names. Their secrets are read before the run: a missing one is told then, and every text is clean of them. */
import type { Clock } from "../engine/ports.ts";
import { type Channel, command, mail, slack, webhook } from "../notify/channel.ts";
import { type Notifier, notifier } from "../notify/deliver.ts";
import type { Notify, Plan } from "../plan/plan.ts";
import { secrets } from "../secrets/secrets.ts";
import { readSecret } from "./open-fleet.ts";

/** @returns null where the plan tells nobody. @throws ExitError where a secret cannot be read: before anything is touched. */
export async function notifierFor(plan: Plan, run: string, clock: Clock): Promise<Notifier | null> {
  if (plan.notify.length === 0) return null;
  const routes = await Promise.all(
    plan.notify.map(async (one, i) => ({ channel: await channelFor(one, i + 1), on: new Set(one.on) })),
  );
  const complain = (text: string): void => {
    process.stderr.write(`notify: ${text}\n`);
  };
  return notifier(routes, run, clock, (value) => secrets.deep(value), complain);
}

async function channelFor(notify: Notify, number: number): Promise<Channel> {
  switch (notify.kind) {
    case "webhook":
      return webhook(`webhook ${number}`, await readSecret(notify.url));
    case "slack":
      return slack(`slack ${number}`, await readSecret(notify.url));
    case "command":
      return command(`command ${number} (${notify.run[0]})`, notify.run);
    case "mail":
      return mail(`mail to ${notify.to.join(", ")}`, notify);
  }
}
