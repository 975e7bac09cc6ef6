/** NAT64 of Azure's NAT gateways, and the public IPv6 addresses it needs. There is no DNS64. */
import type { AzurePlan } from "../../../plan/plan.ts";
import { type Action, type Cloud, CloudError, type Json, type Planned } from "../action.ts";
import type { Rest } from "../rest.ts";

/** The API whose published package has `nat64`. */
const API_VERSION = "2026-01-01";
const POLL_MS = 2_000;
/** Longer, and the answer is looked for in the next round. */
const PATIENCE_MS = 90_000;

interface Reference {
  readonly id?: string;
}

interface NatGateway {
  readonly location?: string;
  readonly tags?: Json;
  readonly zones?: Json;
  readonly sku?: { readonly name?: string };
  readonly properties?: {
    readonly nat64?: string;
    readonly publicIpAddressesV6?: readonly Reference[];
    readonly provisioningState?: string;
    readonly [other: string]: unknown;
  };
}

/** What is ours of a NAT gateway. */
interface Nat64 {
  readonly nat64: string | null;
  readonly publicIpv6: readonly string[];
}

export function azureCloud(plan: AzurePlan, arm: Rest, wait: (ms: number) => Promise<void>): Cloud {
  const pathOf = (gateway: string): string =>
    `/subscriptions/${plan.subscription}/resourceGroups/${plan.resourceGroup}/providers/Microsoft.Network/natGateways/${gateway}`;

  const read = async (gateway: string): Promise<NatGateway | null> => {
    const { status, body } = await arm("GET", versioned(pathOf(gateway)));
    return status === 404 ? null : (body as NatGateway);
  };

  /** A PUT replaces the whole: everything that may be written is sent back as it came. */
  const write = async (gateway: string, { nat64, publicIpv6 }: Nat64): Promise<void> => {
    const now = await read(gateway);
    if (now === null) throw new CloudError("refused", `NAT gateway ${gateway} is gone`);
    const { location, tags, zones, sku } = now;
    const { nat64: _nat64, publicIpAddressesV6: _addresses, ...others } = now.properties ?? {};
    const properties = {
      ...Object.fromEntries(Object.entries(others).filter(([key]) => !READ_ONLY.has(key))),
      ...(publicIpv6.length === 0 ? {} : { publicIpAddressesV6: publicIpv6.map((id) => ({ id })) }),
      ...(nat64 === null ? {} : { nat64 }),
    };
    await arm("PUT", versioned(pathOf(gateway)), {
      location,
      sku,
      properties,
      ...(tags === undefined ? {} : { tags }),
      ...(zones === undefined ? {} : { zones }),
    });
    await settled(gateway);
  };

  const settled = async (gateway: string): Promise<void> => {
    for (let waited = 0; ; waited += POLL_MS) {
      const state = (await read(gateway))?.properties?.provisioningState;
      if (state === "Succeeded") return;
      if (state === "Failed") throw new CloudError("refused", `NAT gateway ${gateway}: the change failed in Azure`);
      if (waited >= PATIENCE_MS) throw new CloudError("again", `NAT gateway ${gateway} is ${state ?? "gone"} still`);
      await wait(POLL_MS);
    }
  };

  return {
    plan: async (): Promise<Planned> => {
      const refused: string[] = [];
      const actions: Action[] = [];
      for (const { name, publicIpv6 } of plan.natGateways) {
        const gateway = await read(name);
        if (gateway === null) {
          refused.push(`there is no NAT gateway ${name}`);
          continue;
        }
        if (gateway.sku?.name !== "StandardV2")
          refused.push(
            `NAT gateway ${name} is ${gateway.sku?.name ?? "of no SKU"}: NAT64 needs StandardV2, and a SKU cannot be changed; make a new one and move the subnets`,
          );
        const before = nat64Of(gateway);
        const missing = publicIpv6.filter((id) => !before.publicIpv6.some((one) => sameId(one, id)));
        for (const id of publicIpv6) await checkAddress(arm, id, refused);
        if (before.publicIpv6.length + missing.length === 0)
          refused.push(`NAT gateway ${name} has no public IPv6 address: name one under \`public_ipv6\``);
        if (before.nat64 === "Enabled" && missing.length === 0) continue;
        const after: Nat64 = { nat64: "Enabled", publicIpv6: [...before.publicIpv6, ...missing] };
        actions.push({
          change: {
            key: `nat64:${name}`,
            title: `translate 64:ff9b::/96 in NAT gateway ${name}${missing.length === 0 ? "" : `, with ${missing.map((id) => id.split("/").at(-1)).join(", ")}`}`,
            before: textOf(before),
            after: textOf(after),
          },
          kind: "nat64",
          at: { gateway: name },
          before: before as unknown as Json,
          after: after as unknown as Json,
        });
      }
      if (refused.length > 0) return { refused: `${plan.name}: ${refused.join("; ")}` };
      return {
        actions,
        because: [
          "Azure has no DNS64: resolvers of your own synthesise",
          "machines keep their IPv4 there: instance metadata and wireserver speak nothing else",
        ],
      };
    },
    make: ({ at, after }) => write(at.gateway!, after as unknown as Nat64),
    unmake: async ({ at, before, after }) => {
      const gateway = await read(at.gateway!);
      if (gateway === null) return `NAT gateway ${at.gateway} is gone`;
      const now = textOf(nat64Of(gateway));
      const old = before as unknown as Nat64;
      // What was never set cannot be unset: it is switched off.
      const back: Nat64 = { ...old, nat64: old.nat64 ?? "Disabled" };
      if (now === textOf(back) || now === textOf(old)) return null;
      if (now !== textOf(after as unknown as Nat64)) return `NAT gateway ${at.gateway} has ${now} by now: left so`;
      await write(at.gateway!, back);
      return null;
    },
  };
}

const READ_ONLY = new Set(["subnets", "resourceGuid", "provisioningState"]);

async function checkAddress(arm: Rest, id: string, refused: string[]): Promise<void> {
  const { status, body } = await arm("GET", versioned(id));
  const { sku, properties } = (body ?? {}) as {
    sku?: { name?: string };
    properties?: { publicIPAddressVersion?: string };
  };
  const name = id.split("/").at(-1);
  if (status === 404) refused.push(`there is no public IP address ${id}`);
  else if (properties?.publicIPAddressVersion !== "IPv6") refused.push(`public IP address ${name} is not IPv6`);
  else if (sku?.name !== "StandardV2") refused.push(`public IP address ${name} is ${sku?.name}, not StandardV2`);
}

function versioned(path: string): string {
  return `${path}?api-version=${API_VERSION}`;
}

function nat64Of({ properties }: NatGateway): Nat64 {
  return {
    nat64: properties?.nat64 ?? null,
    publicIpv6: (properties?.publicIpAddressesV6 ?? []).map(({ id }) => id ?? ""),
  };
}

/** Resource ids do not mind case. */
function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function textOf({ nat64, publicIpv6 }: Nat64): string {
  return `nat64: ${nat64 ?? "None"}; IPv6: ${publicIpv6.map((id) => id.split("/").at(-1)).join(", ") || "none"}`;
}
