/**
 * NAT gateways and public IP addresses of Azure, with state. Paths, version and bodies are judged by npm's @azure/arm-network: its operations name the
 * paths, its own deserialisers and serialisers show what they do not know, its declarations give the types.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Declarations } from "./declarations.ts";
import type { Judged, Reply, Request } from "./endpoint.ts";

const PACKAGE = join(import.meta.dirname, "../../../node_modules/@azure/arm-network/dist/esm");

type Row = Record<string, unknown>;
type Convert = (value: unknown) => Row;

interface Operation {
  readonly verb: string;
  readonly path: RegExp;
  readonly version: string;
}

const ADDRESS =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/prod/providers/Microsoft.Network/publicIPAddresses/nat1-v6";

export interface AzurePublished {
  readonly types: Declarations;
  readonly operations: readonly Operation[];
  readonly models: Readonly<Record<string, Convert>>;
}

export async function azurePublished(): Promise<AzurePublished> {
  const url = pathToFileURL(join(PACKAGE, "models/common/models.js")).href;
  return {
    types: new Declarations(join(PACKAGE, "models/common/models.d.ts")),
    operations: [...operationsOf("natGateways"), ...operationsOf("publicIPAddresses")],
    models: (await import(url)) as Readonly<Record<string, Convert>>,
  };
}

export class AzureState {
  gateways: Record<string, Row> = {
    nat1: {
      name: "nat1",
      location: "westeurope",
      etag: 'W/"1"',
      sku: { name: "StandardV2" },
      zones: ["1"],
      tags: { team: "net" },
      properties: { idleTimeoutInMinutes: 4, provisioningState: "Succeeded", subnets: [{ id: "/subscriptions/s/a" }] },
    },
    standard: { name: "standard", location: "westeurope", sku: { name: "Standard" }, properties: {} },
  };
  readonly addresses: Record<string, Row> = {
    "nat1-v6": { id: ADDRESS, sku: { name: "StandardV2" }, properties: { publicIPAddressVersion: "IPv6" } },
  };
  readonly #types: Declarations;
  readonly #operations: readonly Operation[];
  readonly #models: Readonly<Record<string, Convert>>;

  constructor({ types, operations, models }: AzurePublished) {
    this.#types = types;
    this.#operations = operations;
    this.#models = models;
  }

  judge = (request: Request): Judged => {
    const { method: verb, url } = request;
    const operation = this.#operations.find((one) => one.verb === verb && one.path.test(url.pathname));
    const [, kind, name] = /\/(natGateways|publicIPAddresses)\/([^/]+)$/.exec(url.pathname) ?? [];
    const problems = [
      ...(operation === undefined ? [`there is no ${verb} ${url.pathname}`] : []),
      ...(operation !== undefined && url.search !== `?api-version=${operation.version}`
        ? [`${url.search} is not the version ${operation.version}`]
        : []),
      ...(/^Bearer eyJ\S+$/.test(request.headers.authorization ?? "") ? [] : ["it has no token"]),
      ...(verb === "PUT" ? this.#problemsOf(request.body) : request.body === "" ? [] : [`${verb} has no body`]),
    ];
    return {
      name: `${verb} ${url.pathname}`,
      changes: verb !== "GET",
      problems,
      answer: () => this.#answer(verb, kind!, name!, request.body),
      fail: (trouble, said) =>
        trouble === "throttled"
          ? failure(429, "TooManyRequests", "slow down")
          : trouble === "forbidden"
            ? failure(403, "AuthorizationFailed", "does not have authorization to perform action")
            : failure(400, "InvalidRequestFormat", said.join("; ")),
    };
  };

  #problemsOf(body: string): readonly string[] {
    if (body === "") return ["the body is missing"];
    const value = JSON.parse(body) as Row;
    const flat = withoutUndefined(this.#models.natGatewayDeserializer!(value)) as Row;
    const known = withoutUndefined(this.#models.natGatewaySerializer!(flat));
    return [...this.#types.check(flat, "NatGateway", true), ...lostIn(value, known, "the body"), ...this.#values(flat)];
  }

  /** The package types them as text, and lists them beside. */
  #values({ nat64 }: Row): readonly string[] {
    const known = Object.values(this.#models.KnownNat64State as unknown as Row);
    return nat64 === undefined || known.includes(nat64)
      ? []
      : [`nat64 is one of ${known.join(", ")}, not ${String(nat64)}`];
  }

  #answer(verb: string, kind: string, name: string, body: string): Reply {
    const rows = kind === "natGateways" ? this.gateways : this.addresses;
    if (verb === "GET") {
      const row = rows[name];
      return row === undefined ? failure(404, "ResourceNotFound", "not found") : json(200, row);
    }
    const before = this.gateways[name]!;
    const { properties, ...rest } = JSON.parse(body) as Row & { properties: Row };
    const kept = before.properties as Row;
    this.gateways[name] = {
      ...rest,
      name,
      etag: 'W/"2"',
      properties: { ...properties, subnets: kept.subnets, provisioningState: "Succeeded" },
    };
    return json(200, this.gateways[name]);
  }
}

/** What of a value does not come back from the package's own reading and writing. */
function lostIn(value: unknown, known: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null)
    return value === known
      ? []
      : [`${path} is ${JSON.stringify(value)}, which the model reads as ${JSON.stringify(known)}`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const found = (known ?? {}) as Row;
    return key in found ? lostIn(inner, found[key], `${path}.${key}`) : [`${path}.${key} is unknown`];
  });
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function operationsOf(group: string): readonly Operation[] {
  const code = readFileSync(join(PACKAGE, `api/${group}/operations.js`), "utf8");
  return [
    ...code.matchAll(
      /expandUrlTemplate\("([^"{]*(?:\{[^"]*?\}[^"{]*)*)"[\s\S]*?"api%2Dversion": "([^"]+)"[\s\S]*?\.path\(path\)\s*\.(\w+)\(/g,
    ),
  ].map(([, path, version, verb]) => ({
    verb: verb!.toUpperCase(),
    version: version!,
    path: new RegExp(`^${path!.replace(/\{\?.*$/, "").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
}

function json(status: number, body: unknown): Reply {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

function failure(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}
