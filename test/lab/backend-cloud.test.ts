/**
 * The three clouds of one plan, through `migrate` itself, against endpoints that judge every request by what the provider publishes and keep state. No
 * live cloud is spoken to.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openCloud } from "../../src/backends/cloud/open.ts";
import { CloudReceipts } from "../../src/backends/cloud/receipts.ts";
import { runCloudStep } from "../../src/backends/cloud/step.ts";
import { AzureState, azurePublished } from "./cloud/azure.ts";
import { Ec2State } from "./cloud/ec2.ts";
import { Endpoint } from "./cloud/endpoint.ts";
import { GoogleState, googlePublished } from "./cloud/google.ts";

const MIGRATE = join(import.meta.dirname, "../../bin/migrate");
const SECRETS = ["wJalrXUtnFEMI-secret", "azure-client-secret", "ya29.token-of-google", "eyJ.token.of-azure"];

let ec2: Ec2State;
let google: GoogleState;
let azure: AzureState;
const at: { ec2: Endpoint; google: Endpoint; azure: Endpoint } = {} as never;
let published: {
  google: Awaited<ReturnType<typeof googlePublished>>;
  azure: Awaited<ReturnType<typeof azurePublished>>;
};
let identity: Server;
let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  published = { google: googlePublished(), azure: await azurePublished() };
  // The state is made anew for each test; the endpoints stay where the plan says they are.
  at.ec2 = await Endpoint.start((request) => ec2.judge(request));
  at.google = await Endpoint.start((request) => google.judge(request));
  at.azure = await Endpoint.start((request) => azure.judge(request));
  identity = createServer((request, response) => {
    const token = request.url!.includes("oauth2/v2.0") ? SECRETS[3] : SECRETS[2];
    response.setHeader("Metadata-Flavor", "Google");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: token, expires_in: 3600, token_type: "Bearer" }));
  });
  await new Promise<void>((resolve) => identity.listen(0, "127.0.0.1", resolve));
  const port = (identity.address() as AddressInfo).port;
  folder = await mkdtemp(join(tmpdir(), "migrate-cloud-"));
  env = {
    PATH: process.env.PATH!,
    HOME: folder,
    MIGRATE_STATE: join(folder, "state"),
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: SECRETS[0]!,
    AZURE_TENANT_ID: "tenant",
    AZURE_CLIENT_ID: "client",
    AZURE_CLIENT_SECRET: SECRETS[1]!,
    AZURE_AUTHORITY_HOST: `http://127.0.0.1:${port}`,
    GCE_METADATA_HOST: `127.0.0.1:${port}`,
  };
  await writeFile(join(folder, "inventory.yaml"), "inventory: 1\nhosts:\n  here: {connection: local}\n");
  await writeFile(
    join(folder, "phase-2.yaml"),
    `playbook: 1
phase: phase-2
name: Clouds
steps:
  - {name: clouds translate and synthesise, id: clouds, on: clouds, module: cloud, want: {cloud: "{{ cloud }}"}}
on_fail: undo
`,
  );
  await writeFile(join(folder, "plan.yaml"), planText());
});

afterAll(async () => {
  await Promise.all([at.ec2.stop(), at.google.stop(), at.azure.stop()]);
  identity.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  ec2 = new Ec2State();
  google = new GoogleState(published.google);
  azure = new AzureState(published.azure);
  for (const endpoint of Object.values(at)) {
    endpoint.forget();
    endpoint.calm();
  }
  await rm(join(folder, "state"), { recursive: true, force: true });
});

function planText(): string {
  return `migrate: 1
name: clouds
fleet: {inventory: [./inventory.yaml]}
playbooks: {phase-2: ./phase-2.yaml}
clouds:
  - aws:
      region: eu-central-1
      endpoint: ${at.ec2.url}
      routes: {rtb-0a1b2c3d4e5f60001: nat-0a1b2c3d4e5f60001}
      dns64_subnets: [subnet-0a1b2c3d4e5f60001]
      new_subnets:
        - {vpc: vpc-0a1b2c3d4e5f60001, zone: eu-central-1a, ipv6: "2001:db8:a:2::/64", route_table: rtb-0a1b2c3d4e5f60001, name: six}
      instances: {here: i-0a1b2c3d4e5f60001}
      security_groups: [sg-0a1b2c3d4e5f60001]
      counterparts: {10.0.0.0/16: "2001:db8:a::/56"}
  - gcp:
      project: prod-1234
      region: europe-west3
      endpoint: ${at.google.url}
      nats: [{router: r1, nat: nat1, subnets: [s1]}]
      dns_policy: {name: dns64, networks: [default]}
  - azure:
      subscription: 00000000-0000-0000-0000-000000000001
      resource_group: prod
      endpoint: ${at.azure.url}
      nat_gateways:
        - name: nat1
          public_ipv6: [/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/prod/providers/Microsoft.Network/publicIPAddresses/nat1-v6]
services:
  kept: {hosts: [here], target: dual-stack, reason: sla, owner: team, review: 2099-01-01}
`;
}

interface Ran {
  readonly code: number;
  readonly text: string;
}

function migrate(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(MIGRATE, [...args], { env, cwd: folder, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : ((error.code as unknown as number) ?? -1), text: `${stdout}${stderr}` }),
    );
  });
}

const all = (): Endpoint[] => [at.ec2, at.google, at.azure];
const changes = (): string[] => all().flatMap((endpoint) => endpoint.changes);
const states = (): unknown =>
  structuredClone([
    ec2.subnets,
    ec2.tables,
    ec2.instances,
    ec2.groups,
    google.routers,
    google.policies,
    azure.gateways.nat1!.properties,
  ]);

describe("a plan with all three clouds", () => {
  test("a dry run shows every change and makes none; apply makes them; a second apply asks and changes nothing; rollback takes all back", async () => {
    const before = states();
    const dry = await migrate("apply", "plan.yaml", "--phase", "2", "--dry-run");
    expect(dry.code, dry.text).toBe(0);
    expect(changes()).toEqual([]);
    for (const title of [
      "route 64:ff9b::/96 to nat-0a1b2c3d4e5f60001 in rtb-0a1b2c3d4e5f60001",
      "synthesise AAAA for subnet-0a1b2c3d4e5f60001",
      "make the IPv6-only subnet six (2001:db8:a:2::/64)",
      "serve instance metadata of here (i-0a1b2c3d4e5f60001) over IPv6 too",
      "permit tcp 443 from ::/0 in sg-0a1b2c3d4e5f60001",
      "permit icmpv6 2-0 from 2001:db8:a::/56 in sg-0a1b2c3d4e5f60001",
      "permit everything to ::/0 in sg-0a1b2c3d4e5f60001",
      "translate 64:ff9b::/96 for s1 in nat1 of r1",
      "make the DNS policy dns64 for default, which synthesises AAAA",
      "translate 64:ff9b::/96 in NAT gateway nat1, with nat1-v6",
    ])
      expect(dry.text).toContain(title);

    const applied = await migrate("apply", "plan.yaml", "--phase", "2");
    expect(applied.code, applied.text).toBe(0);
    expect(at.ec2.changes).toEqual([
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "ModifyInstanceMetadataOptions",
      "CreateSubnet",
      "AssociateRouteTable",
      "CreateRoute",
      "ModifySubnetAttribute",
      "ModifySubnetAttribute",
    ]);
    expect(google.routers.r1!.nats).toEqual([
      {
        name: "nat1",
        natIpAllocateOption: "AUTO_ONLY",
        sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
        minPortsPerVm: 64,
        sourceSubnetworkIpRangesToNat64: "LIST_OF_IPV6_SUBNETWORKS",
        nat64Subnetworks: [{ name: google.subnetworks.s1!.selfLink }],
      },
      { name: "other", natIpAllocateOption: "AUTO_ONLY" },
    ]);
    expect(google.policies.dns64).toMatchObject({ dns64Config: { scope: { allQueries: true } } });
    expect(azure.gateways.nat1).toMatchObject({
      zones: ["1"],
      tags: { team: "net" },
      properties: { nat64: "Enabled" },
    });

    for (const endpoint of all()) endpoint.forget();
    const again = await migrate("apply", "plan.yaml", "--phase", "2");
    expect(again.code, again.text).toBe(0);
    expect(at.ec2.seen.length).toBeGreaterThan(0);
    expect(changes()).toEqual([]);
    expect((await migrate("drift", "plan.yaml", "--detailed-exitcode")).code).toBe(0);

    const runs = (await readdir(join(folder, "state/runs"))).sort();
    const undone = await migrate("rollback", runs[0]!, "--yes");
    expect(undone.code, undone.text).toBe(0);
    expect(at.ec2.changes).toEqual([
      "ModifySubnetAttribute",
      "ModifySubnetAttribute",
      "DeleteRoute",
      "DisassociateRouteTable",
      "DeleteSubnet",
      "ModifyInstanceMetadataOptions",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupIngress",
    ]);
    // What Azure never had set is switched off.
    const { nat64, ...properties } = azure.gateways.nat1!.properties as Record<string, unknown>;
    expect(nat64).toBe("Disabled");
    azure.gateways.nat1!.properties = properties;
    expect(states()).toEqual(before);
    expect(all().flatMap(({ problems }) => problems)).toEqual([]);
  });
});

describe("what goes wrong in the middle", () => {
  test("throttled, or done without an answer: looked at again, nothing is done twice", async () => {
    at.ec2.trouble(/^CreateRoute$/, "throttled", 2);
    at.ec2.trouble(/^DescribeSubnets$/, "throttled", 1);
    at.ec2.trouble(/^CreateSubnet$/, "silent", 1);
    at.google.trouble(/^PATCH .*routers/, "throttled", 1);
    at.google.trouble(/^POST .*policies$/, "silent", 1);
    at.azure.trouble(/^PUT /, "throttled", 1);
    const applied = await migrate("apply", "plan.yaml", "--phase", "2");
    expect(applied.code, applied.text).toBe(0);
    const count = (name: RegExp): number => changes().filter((one) => name.test(one)).length;
    expect(count(/^CreateSubnet$/)).toBe(1);
    expect(count(/^CreateRoute$/)).toBe(3);
    expect(count(/^POST .*policies$/)).toBe(1);
    expect(ec2.subnets).toHaveLength(2);
    for (const endpoint of all()) endpoint.forget();
    expect((await migrate("apply", "plan.yaml", "--phase", "2")).code).toBe(0);
    expect(changes()).toEqual([]);
  });

  test("forbidden: what was done is taken back, last first; once it is permitted, apply goes through", async () => {
    const before = JSON.stringify([ec2.subnets, ec2.tables, ec2.instances, ec2.groups]);
    at.ec2.trouble(/^ModifySubnetAttribute$/, "forbidden", 1);
    const refused = await migrate("apply", "plan.yaml", "--phase", "2");
    expect(refused.code, refused.text).toBe(3);
    expect(refused.text).toContain("UnauthorizedOperation");
    expect(JSON.stringify([ec2.subnets, ec2.tables, ec2.instances, ec2.groups])).toBe(before);
    const again = await migrate("apply", "plan.yaml", "--phase", "2");
    expect(again.code, again.text).toBe(0);
    expect(ec2.subnets.map(({ EnableDns64 }) => EnableDns64)).toEqual([true, true]);
  });

  test("the controller killed: resume goes on where it was", async () => {
    const child = spawn(MIGRATE, ["apply", "plan.yaml", "--phase", "2"], {
      env,
      cwd: folder,
      detached: true,
      stdio: "ignore",
    });
    at.ec2.watch((name) => {
      if (name === "CreateRoute") process.kill(-child.pid!, "SIGKILL");
    });
    await new Promise((resolve) => child.once("close", resolve));
    at.ec2.calm();
    const resumed = await migrate("resume", "last", "--yes");
    expect(resumed.code, resumed.text).toBe(0);
    expect(at.ec2.changes.filter((name) => name === "CreateSubnet" || name === "CreateRoute")).toEqual([
      "CreateSubnet",
      "CreateRoute",
    ]);
    const undone = await migrate("rollback", "last", "--yes");
    expect(undone.code, undone.text).toBe(0);
    expect(ec2.subnets).toHaveLength(1);
  });

  test("nobody there: unreachable, nothing changed; wrong facts: refused before anything is touched", async () => {
    const closed = await Endpoint.start(() => azure.judge({} as never));
    await closed.stop();
    await writeFile(
      join(folder, "gone.yaml"),
      all().reduce((text, { url }) => text.replaceAll(url, closed.url), planText()),
    );
    const gone = await migrate("apply", "gone.yaml", "--phase", "2");
    expect(gone.code, gone.text).toBe(4);
    ec2.natGateways[0]!.State = "pending";
    google.subnetworks.s1!.stackType = "IPV4_ONLY";
    azure.gateways.nat1!.sku = { name: "Standard" };
    for (const endpoint of all()) endpoint.forget();
    const refused = await migrate("apply", "plan.yaml", "--phase", "2", "--dry-run");
    expect(refused.text).toContain("NAT gateway nat-0a1b2c3d4e5f60001 is pending");
    expect(refused.text).toContain("subnetwork s1 has no IPv6");
    expect(refused.text).toContain("NAT64 needs StandardV2, and a SKU cannot be changed");
    expect(changes()).toEqual([]);
  });

  test("an answer that never comes is given up after its time, and found to be done", async () => {
    for (const [key, value] of Object.entries(env)) if (key.startsWith("A")) process.env[key] = value;
    at.azure.trouble(/^PUT /, "hung", 1);
    const cloud = await openCloud(
      {
        kind: "azure",
        name: "azure:prod",
        hosts: [],
        subscription: "00000000-0000-0000-0000-000000000001",
        resourceGroup: "prod",
        endpoint: at.azure.url,
        natGateways: [{ name: "nat1", publicIpv6: [azure.addresses["nat1-v6"]!.id as string] }],
      },
      { learn: () => undefined, wait: async () => undefined, requestMs: 300 },
    );
    const world = {
      receipts: new CloudReceipts(join(folder, "state/runs"), "azure:prod"),
      open: async () => cloud,
      now: () => 0,
      wait: async () => undefined,
    };
    const request = { step: "s", run: "r", module: "cloud", want: { cloud: {} }, mode: "apply" } as const;
    const done = await runCloudStep(world, request);
    expect(done.outcome).toBe("changed");
    expect(done.because.join()).toContain("asked again after: PUT");
    expect(at.azure.changes).toHaveLength(1);
  });
});

describe("secrets", () => {
  test("are in nothing that is said or kept", async () => {
    const applied = await migrate("apply", "plan.yaml", "--phase", "2", "-vv", "--json");
    const report = await migrate("report", "last", "--format", "json");
    expect(report.code, report.text).toBe(0);
    expect((await migrate("report", "last", "--format", "html")).text).toContain("aws:eu-central-1");
    expect((await migrate("status", "last")).code).toBe(0);
    const kept = await new Promise<string>((resolve) =>
      execFile("grep", ["-r", ".", join(folder, "state")], { maxBuffer: 1 << 26 }, (_, stdout) => resolve(stdout)),
    );
    expect(kept).toContain("64:ff9b::/96");
    for (const secret of SECRETS)
      for (const text of [applied.text, report.text, kept]) expect(text).not.toContain(secret);
  });
});

describe("the endpoints refuse what the providers' models do not know", () => {
  const ask = async (url: string, method: string, headers: Readonly<Record<string, string>>, body: string) => {
    const response = await fetch(url, { method, headers, body });
    return `${response.status} ${await response.text()}`;
  };
  const aws = (query: string) =>
    ask(
      at.ec2.url,
      "POST",
      { authorization: "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-central-1/ec2/aws4_request, x" },
      `Version=2016-11-15&${query}`,
    );
  const gcp = (method: string, path: string, body: unknown) =>
    ask(`${at.google.url}${path}`, method, { authorization: "Bearer ya29.x" }, JSON.stringify(body));
  const arm = (body: unknown, version = "2026-01-01") =>
    ask(
      `${at.azure.url}/subscriptions/s/resourceGroups/prod/providers/Microsoft.Network/natGateways/nat1?api-version=${version}`,
      "PUT",
      { authorization: "Bearer eyJ.x" },
      JSON.stringify(body),
    );
  const router = "/compute/v1/projects/p/regions/r/routers/r1";
  const policies = "/dns/v1/projects/p/policies";

  test.each<[string, () => Promise<string>, string]>([
    ["EC2: an unknown member", () => aws("Action=CreateRoute&RouteTableId=rtb-1&Ipv6Cidr=x"), "Ipv6Cidr is unknown"],
    ["EC2: an unknown action", () => aws("Action=EnableNat64"), "there is no action EnableNat64"],
    ["EC2: a wrong type", () => aws("Action=CreateSubnet&VpcId=vpc-1&Ipv6Native=1"), "Ipv6Native is a boolean, not 1"],
    [
      "EC2: a structure's value",
      () => aws("Action=ModifySubnetAttribute&SubnetId=s&EnableDns64=true"),
      "EnableDns64 is a structure",
    ],
    [
      "EC2: a missing member",
      () => aws("Action=CreateRoute&DestinationIpv6CidrBlock=64:ff9b::/96"),
      "RouteTableId is missing",
    ],
    [
      "EC2: two attributes in one ModifySubnetAttribute",
      () =>
        aws("Action=ModifySubnetAttribute&SubnetId=s&EnableDns64.Value=true&AssignIpv6AddressOnCreation.Value=true"),
      "one attribute per call, not 2",
    ],
    [
      "EC2: a word that is not of its enumeration",
      () => aws("Action=ModifyInstanceMetadataOptions&InstanceId=i-1&HttpProtocolIpv6=on"),
      "HttpProtocolIpv6 is one of disabled, enabled",
    ],
    ["Compute: an unknown member", () => gcp("PATCH", router, { nats: [{ nat64: true }] }), "nats.0.nat64 is unknown"],
    [
      "Compute: a wrong type",
      () => gcp("PATCH", router, { nats: [{ nat64Subnetworks: "s1" }] }),
      "nat64Subnetworks is a list",
    ],
    [
      "Compute: no body",
      () => ask(`${at.google.url}${router}`, "PATCH", { authorization: "Bearer ya29.x" }, ""),
      "the body is missing",
    ],
    ["Compute: an unknown path", () => gcp("PUT", `${router}/nat64`, {}), "there is no PUT"],
    ["Compute: an unknown parameter", () => gcp("PATCH", `${router}?nat64=1`, {}), "parameter nat64 is unknown"],
    [
      "Compute: subnetworks without their option",
      () => gcp("PATCH", router, { nats: [{ name: "n", nat64Subnetworks: [{ name: "s" }] }] }),
      "belongs to LIST_OF_IPV6_SUBNETWORKS",
    ],
    ["Cloud DNS: an unknown member", () => gcp("POST", policies, { dns64: true }), "dns64 is unknown to Policy"],
    [
      "Cloud DNS: a wrong type",
      () => gcp("POST", policies, { dns64Config: { scope: { allQueries: "yes" } } }),
      "allQueries is a boolean",
    ],
    [
      "Azure: an unknown member",
      () => arm({ location: "x", properties: { nat64: "Enabled", nat64Prefix: "x" } }),
      "nat64Prefix is unknown",
    ],
    ["Azure: a wrong type", () => arm({ location: 7 }), "location is a string"],
    ["Azure: a word that is not of its enumeration", () => arm({ properties: { nat64: "On" } }), "nat64 is one of"],
    [
      "Azure: what may only be read",
      () => arm({ properties: { provisioningState: "Succeeded" } }),
      "provisioningState",
    ],
    ["Azure: another version", () => arm({ location: "x" }, "2020-01-01"), "is not the version"],
  ])("%s", async (_, send, said) => {
    const answer = await send();
    expect(answer).toMatch(/^400 /);
    expect(answer).toContain(said);
  });
});
