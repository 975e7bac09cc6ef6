/** Cloud DNS server policy with DNS64. */
import type { GcpPlan } from "../../../plan/plan.ts";
import { type Action, CloudError, type Json } from "../action.ts";
import type { Rest } from "../rest.ts";

interface Policy {
  readonly name?: string;
  readonly networks?: readonly { readonly networkUrl?: string }[];
  readonly dns64Config?: { readonly scope?: { readonly allQueries?: boolean } };
}

const DNS64 = { scope: { allQueries: true } };

export async function dnsPolicyActions(dns: Rest, plan: GcpPlan, refused: string[]): Promise<Action[]> {
  if (plan.dnsPolicy === null) return [];
  const { name, networks } = plan.dnsPolicy;
  const policy = await policyOf(dns, plan, name);
  const wanted = networks.map((network) => networkUrl(plan, network));
  if (policy === null) {
    const other = await boundElsewhere(dns, plan, name, wanted);
    if (other !== null) {
      refused.push(
        `${other.network} is bound to the policy ${other.policy}, and a network has one: name that one under \`dns_policy\``,
      );
      return [];
    }
  } else {
    const bound = (policy.networks ?? []).map((one) => one.networkUrl?.split("/").at(-1));
    const missing = networks.filter((network) => !bound.includes(network));
    if (missing.length > 0) {
      refused.push(`policy ${name} is there already, but not bound to ${missing.join(", ")}: bind it, or name another`);
      return [];
    }
    if (policy.dns64Config?.scope?.allQueries === true) return [];
  }
  return [
    {
      change: {
        key: `dns-policy:${name}`,
        title:
          policy === null
            ? `make the DNS policy ${name} for ${networks.join(", ")}, which synthesises AAAA`
            : `synthesise AAAA in the DNS policy ${name}`,
        before: policy === null ? null : "dns64Config: off",
        after: "dns64Config.scope.allQueries: true",
      },
      kind: "dns-policy",
      at: { policy: name },
      before: policy === null ? null : false,
      after: wanted as unknown as Json,
    },
  ];
}

export async function makePolicy(dns: Rest, plan: GcpPlan, { at, before, after }: Action): Promise<void> {
  if (before !== null) {
    await dns("PATCH", pathOf(plan, at.policy!), { dns64Config: DNS64 });
    return;
  }
  await dns("POST", pathOf(plan), {
    name: at.policy,
    description: "DNS64 for IPv6-only instances",
    enableInboundForwarding: false,
    enableLogging: false,
    networks: (after as readonly string[]).map((url) => ({ networkUrl: url })),
    dns64Config: DNS64,
  });
}

export async function unmakePolicy(dns: Rest, plan: GcpPlan, { at, before, after }: Action): Promise<string | null> {
  const policy = await policyOf(dns, plan, at.policy!);
  if (policy === null) return before === null ? null : `policy ${at.policy} is gone`;
  if (before !== null) {
    if (policy.dns64Config?.scope?.allQueries !== true) return null;
    await dns("PATCH", pathOf(plan, at.policy!), { dns64Config: { scope: { allQueries: false } } });
    return null;
  }
  const urls = (policy.networks ?? []).map(({ networkUrl: url }) => url);
  if (urls.some((url) => !(after as readonly (string | undefined)[]).includes(url)))
    return `policy ${at.policy} serves other networks too by now: left so`;
  // A policy goes only when no network is bound to it.
  if (urls.length > 0) await dns("PATCH", pathOf(plan, at.policy!), { networks: [] });
  await dns("DELETE", pathOf(plan, at.policy!));
  return null;
}

async function policyOf(dns: Rest, plan: GcpPlan, name: string): Promise<Policy | null> {
  const { status, body } = await dns("GET", pathOf(plan, name));
  return status === 404 ? null : (body as Policy);
}

async function boundElsewhere(
  dns: Rest,
  plan: GcpPlan,
  own: string,
  wanted: readonly string[],
): Promise<{ readonly network: string; readonly policy: string } | null> {
  const { status, body } = await dns("GET", pathOf(plan));
  if (status === 404) throw new CloudError("refused", `project ${plan.project} has no Cloud DNS`);
  for (const { name, networks = [] } of (body as { policies?: readonly Policy[] }).policies ?? []) {
    const taken = networks.find(({ networkUrl: url }) => wanted.includes(url ?? ""));
    if (name !== own && taken !== undefined)
      return { network: taken.networkUrl!.split("/").at(-1)!, policy: name ?? "" };
  }
  return null;
}

function pathOf({ project }: GcpPlan, policy?: string): string {
  return `/dns/v1/projects/${project}/policies${policy === undefined ? "" : `/${policy}`}`;
}

function networkUrl({ project }: GcpPlan, network: string): string {
  return `https://www.googleapis.com/compute/v1/projects/${project}/global/networks/${network}`;
}
