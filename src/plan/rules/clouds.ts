/** What clouds can do, and what they cannot: said before anything is asked of them. */
import { parseIp4 } from "../../../agent/net/ip4.ts";
import { parsePrefix6 } from "../../../agent/net/prefix.ts";
import { isWellKnown } from "../../../agent/net/rfc6052.ts";
import { isManaged, type CloudKind as Kind } from "../clouds.ts";
import { expandName, type Host } from "../hosts.ts";
import type { PlanFile } from "../plan.generated.ts";
import type { Loose } from "../schema.ts";
import { ipv4Prefix } from "./addresses.ts";
import { present, type Rule, type RuleContext, servicesOf } from "./context.ts";

type CloudFile = Loose<NonNullable<PlanFile["clouds"]>[number]>;

/** `aws:eu-central-1`: stands where steps name a host. Null where the plan does not say enough. */
export function cloudName({ aws, gcp, azure }: CloudFile): string | null {
  if (aws?.region !== undefined) return `aws:${aws.region}`;
  if (gcp?.project !== undefined && gcp.region !== undefined) return `gcp:${gcp.project}:${gcp.region}`;
  if (azure?.resource_group !== undefined) return `azure:${azure.resource_group}`;
  return null;
}

function kindOf(cloud: CloudFile): Kind | null {
  return cloud.aws !== undefined ? "aws" : cloud.gcp !== undefined ? "gcp" : cloud.azure !== undefined ? "azure" : null;
}

/** Backends on hosts need hosts; those of clouds need the cloud. */
export const backendsHaveWhatTheyNeed: Rule = (context) => {
  const { nat64, dns64, clouds } = context.plan;
  const kinds = present(clouds).map(([, cloud]) => kindOf(cloud));
  const check = (
    role: "nat64" | "dns64",
    backend: string | undefined,
    own: Readonly<Record<string, { readonly value: unknown; readonly needed: boolean; readonly what: string }>>,
    hosts: string,
  ): void => {
    for (const [key, { value, needed, what }] of Object.entries(own)) {
      if (!isManaged(backend) && needed && value === undefined && !context.isWritten([role, key]))
        context.error("missing-key", [role], `\`${role}\` lacks \`${key}\``, what);
    }
    if (!isManaged(backend)) return;
    if (own[hosts]?.value !== undefined)
      context.error(
        "managed-backend",
        [role, hosts],
        `with backend ${backend} the cloud does this: there are no ${hosts} of yours`,
        `remove \`${hosts}\`, or name a backend that runs on hosts`,
      );
    if (!kinds.includes(backend))
      context.error(
        "managed-backend",
        [role, "backend"],
        `backend ${backend}, but \`clouds\` has no ${backend}: what to set up there is not said`,
        `clouds: [{${backend}: {…}}]`,
      );
  };
  if (nat64 !== undefined)
    check(
      "nat64",
      nat64.backend,
      {
        gateways: { value: nat64.gateways, needed: true, what: "Hosts that translate." },
        pool4: { value: nat64.pool4, needed: true, what: "IPv4 the gateways translate to." },
        clients: { value: nat64.clients, needed: true, what: "IPv6 prefixes that are translated; nobody else is." },
      },
      "gateways",
    );
  if (dns64 !== undefined && dns64.backend !== "azure")
    check(
      "dns64",
      dns64.backend,
      {
        resolvers: { value: dns64.resolvers, needed: true, what: "Hosts that resolve." },
        upstream: { value: dns64.upstream, needed: true, what: "Servers the resolvers ask." },
      },
      "resolvers",
    );
  if (dns64?.backend === "azure")
    context.error(
      "no-such-service",
      ["dns64", "backend"],
      "Azure's published API has NAT64 but no DNS64: its resolver synthesises nothing",
      "builtin, bind9 or unbound on two hosts of yours there",
    );
};

/** All three translate the well-known prefix and no other. */
export const cloudsTranslateWellKnown: Rule = (context) => {
  const { nat64, clouds } = context.plan;
  if (present(clouds).length === 0) return;
  const prefix = nat64?.prefix === undefined ? null : parsePrefix6(nat64.prefix);
  if (prefix !== null && !isWellKnown(prefix))
    context.error(
      "wrong-prefix",
      ["nat64", "prefix"],
      `clouds translate 64:ff9b::/96 and no other prefix, and \`clouds\` names some`,
      "64:ff9b::/96, or a plan of its own for what is outside the clouds",
    );
};

export const cloudsAreToldApart: Rule = (context) => {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const [i, cloud] of present(context.plan.clouds)) {
    const name = cloudName(cloud);
    const kind = kindOf(cloud);
    if (name === null || kind === null) continue;
    if (names.has(name)) context.error("duplicate-item", ["clouds", i], `${name} is named twice: put both into one`);
    names.add(name);
    for (const { host, path } of hostsIn(context, cloud, i)) {
      const other = owners.get(host);
      if (other !== undefined) context.error("duplicate-item", path, `${host} lives in ${other} already`);
      owners.set(host, name);
    }
    for (const ipv4 of Object.keys(cloud.aws?.counterparts ?? {})) {
      if (ipv4Prefix(ipv4) === null)
        context.error(
          "wrong-value",
          ["clouds", i, "aws", "counterparts", ipv4],
          `\`${ipv4}\` is neither an IPv4 address nor a prefix`,
          'on the left stands IPv4, on the right IPv6: {10.0.0.0/16: "2001:db8::/56"}',
        );
    }
  }
};

/** Where phase 4 would take an address that the cloud does not let go, or that its machines live by. */
export const cloudsLetGo: Rule = (context) => {
  const homes = new Map<string, Kind>();
  for (const [i, cloud] of present(context.plan.clouds)) {
    for (const { host } of hostsIn(context, cloud, i)) homes.set(host, kindOf(cloud)!);
  }
  if (homes.size === 0) return;
  for (const [name, service] of servicesOf(context)) {
    if (service.target !== "ipv6-only") continue;
    for (const [i, written] of present(service.hosts)) {
      for (const host of expandName(written, context.inventory) ?? []) {
        const path = ["services", name, "hosts", i];
        switch (homes.get(host)) {
          case "aws":
            if (hasNoIpv4(context.inventory.hosts.get(host))) break;
            context.error(
              "cloud-keeps-ipv4",
              path,
              `${host} is an EC2 instance: its primary private IPv4 address cannot be taken away`,
              "a new instance in an IPv6-only subnet (`new_subnets`, `new_hosts`) takes its place; keep this one dual-stack until then",
            );
            break;
          case "azure":
            context.error(
              "cloud-keeps-ipv4",
              path,
              `${host} lives in Azure, whose instance metadata (169.254.169.254) and wireserver (168.63.129.16) speak IPv4 only: without it the machine loses DHCP, health and extensions`,
              "keep it dual-stack, with a reason",
            );
            break;
          case "gcp":
            context.warn(
              "cloud-serves-ipv6-only",
              path,
              `Cloud NAT64 and Cloud DNS64 serve IPv6-only instances alone: as long as ${host} is dual-stack, gates that ask from it fail`,
              "a new instance with stack type IPV6_ONLY shows it",
            );
        }
      }
    }
  }
};

/** As far as the inventory says: an instance of an IPv6-only subnet. */
function hasNoIpv4(host: Host | undefined): boolean {
  return host?.ipv6 !== undefined && host.ipv4 === undefined && parseIp4(host.address) === null;
}

function hostsIn(
  context: RuleContext,
  cloud: CloudFile,
  i: number,
): { readonly host: string; readonly path: (string | number)[] }[] {
  const kind = kindOf(cloud);
  if (kind === "aws")
    return Object.keys(cloud.aws?.instances ?? {}).map((host) => ({
      host,
      path: ["clouds", i, "aws", "instances", host],
    }));
  const hosts = kind === "gcp" ? cloud.gcp?.hosts : cloud.azure?.hosts;
  return present(hosts).flatMap(([at, name]) =>
    (expandName(name, context.inventory) ?? []).map((host) => ({ host, path: ["clouds", i, kind!, "hosts", at] })),
  );
}
