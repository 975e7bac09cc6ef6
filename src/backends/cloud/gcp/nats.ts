/** NAT64 of a Cloud NAT: which subnetworks a router's NAT translates for. */
import type { GcpPlan } from "../../../plan/plan.ts";
import { type Action, CloudError, type Json } from "../action.ts";
import type { Rest } from "../rest.ts";

/** What we know of a router's NAT; the rest is sent back as it came, for a patch replaces the whole list. */
interface Nat {
  readonly name?: string;
  readonly sourceSubnetworkIpRangesToNat64?: string;
  readonly nat64Subnetworks?: readonly { readonly name?: string }[];
}

/** The two members that are ours; null: as if never set. */
interface Nat64 {
  readonly ranges: string | null;
  readonly subnets: readonly string[];
}

const ALL = "ALL_IPV6_SUBNETWORKS";
const LIST = "LIST_OF_IPV6_SUBNETWORKS";

export async function natActions(compute: Rest, plan: GcpPlan, refused: string[]): Promise<Action[]> {
  const actions: Action[] = [];
  for (const { router, nat, subnets } of plan.nats) {
    const found = await natsOf(compute, plan, router);
    const own = found?.find(({ name }) => name === nat);
    if (own === undefined) {
      refused.push(found === null ? `there is no router ${router}` : `router ${router} has no NAT ${nat}`);
      continue;
    }
    const links = subnets === null ? [] : await linksOf(compute, plan, subnets, refused);
    const before = nat64Of(own);
    const after: Nat64 =
      subnets === null
        ? { ranges: ALL, subnets: [] }
        : { ranges: LIST, subnets: [...before.subnets, ...links.filter((link) => !serves(before.subnets, link))] };
    if (
      before.ranges === ALL ||
      (before.ranges === LIST && subnets !== null && after.subnets.length === before.subnets.length)
    )
      continue;
    actions.push({
      change: {
        key: `nat64:${router}:${nat}`,
        title: `translate 64:ff9b::/96 for ${subnets === null ? "all subnetworks" : subnets.join(", ")} in ${nat} of ${router}`,
        before: textOf(before),
        after: textOf(after),
      },
      kind: "nat64",
      at: { router, nat },
      before: before as unknown as Json,
      after: after as unknown as Json,
    });
  }
  return actions;
}

/** Names to the URLs by which a NAT names subnetworks; says which have no IPv6. */
async function linksOf(
  compute: Rest,
  plan: GcpPlan,
  subnets: readonly string[],
  refused: string[],
): Promise<readonly string[]> {
  const links: string[] = [];
  for (const name of subnets) {
    const { status, body } = await compute("GET", `${regionOf(plan)}/subnetworks/${name}`);
    const { stackType, selfLink } = (body ?? {}) as { stackType?: string; selfLink?: string };
    if (status === 404) refused.push(`there is no subnetwork ${name} in ${plan.region}`);
    else if (stackType === undefined || stackType === "IPV4_ONLY")
      refused.push(`subnetwork ${name} has no IPv6: give it a stack type with IPv6 first`);
    else links.push(selfLink ?? `https://www.googleapis.com${regionOf(plan)}/subnetworks/${name}`);
  }
  return links;
}

export async function setNat64(compute: Rest, plan: GcpPlan, { at, after }: Action): Promise<void> {
  await change(compute, plan, at, (nat) => withNat64(nat, after as unknown as Nat64));
}

export async function unsetNat64(compute: Rest, plan: GcpPlan, { at, before, after }: Action): Promise<string | null> {
  const own = (await natsOf(compute, plan, at.router!))?.find(({ name }) => name === at.nat);
  if (own === undefined) return `${at.nat} of ${at.router} is gone`;
  const now = textOf(nat64Of(own));
  if (now === textOf(before as unknown as Nat64)) return null;
  if (now !== textOf(after as unknown as Nat64))
    return `${at.nat} of ${at.router} translates for ${now} by now: left so`;
  await change(compute, plan, at, (nat) => withNat64(nat, before as unknown as Nat64));
  return null;
}

async function change(compute: Rest, plan: GcpPlan, at: Action["at"], edit: (nat: Nat) => Nat): Promise<void> {
  const nats = await natsOf(compute, plan, at.router!);
  if (nats === null) throw new CloudError("refused", `router ${at.router} is gone`);
  const { body } = await compute("PATCH", `${regionOf(plan)}/routers/${at.router}`, {
    nats: nats.map((nat) => (nat.name === at.nat ? edit(nat) : nat)),
  });
  await finished(compute, plan, body as Operation);
}

interface Operation {
  readonly name?: string;
  readonly status?: string;
  readonly error?: { readonly errors?: readonly { readonly code?: string; readonly message?: string }[] };
}

/** Each wait is held by the provider for up to two minutes. @throws CloudError */
async function finished(compute: Rest, plan: GcpPlan, first: Operation): Promise<void> {
  let operation = first;
  while (operation.status !== "DONE") {
    const { body } = await compute("POST", `${regionOf(plan)}/operations/${operation.name}/wait`);
    operation = body as Operation;
  }
  const error = operation.error?.errors?.[0];
  if (error !== undefined)
    throw new CloudError("refused", `operation ${operation.name}: ${error.code}: ${error.message}`);
}

async function natsOf(compute: Rest, plan: GcpPlan, router: string): Promise<readonly Nat[] | null> {
  const { status, body } = await compute("GET", `${regionOf(plan)}/routers/${router}`);
  return status === 404 ? null : ((body as { nats?: readonly Nat[] }).nats ?? []);
}

function regionOf({ project, region }: GcpPlan): string {
  return `/compute/v1/projects/${project}/regions/${region}`;
}

function nat64Of(nat: Nat): Nat64 {
  return {
    ranges: nat.sourceSubnetworkIpRangesToNat64 ?? null,
    subnets: (nat.nat64Subnetworks ?? []).map(({ name }) => name ?? ""),
  };
}

function withNat64(nat: Nat, { ranges, subnets }: Nat64): Nat {
  const { sourceSubnetworkIpRangesToNat64: _ranges, nat64Subnetworks: _subnets, ...others } = nat;
  return {
    ...others,
    ...(ranges === null ? {} : { sourceSubnetworkIpRangesToNat64: ranges }),
    ...(subnets.length === 0 ? {} : { nat64Subnetworks: subnets.map((name) => ({ name })) }),
  };
}

/** The same subnetwork has several URLs; from `projects/` on they agree. */
function serves(links: readonly string[], link: string): boolean {
  const tail = (url: string): string => url.replace(/^.*\/projects\//, "");
  return links.some((one) => tail(one) === tail(link));
}

function textOf({ ranges, subnets }: Nat64): string {
  if (ranges !== LIST) return ranges ?? "nobody";
  return `${LIST}: ${subnets.map((link) => link.split("/").at(-1)).join(", ")}`;
}
