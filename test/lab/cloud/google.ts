/**
 * Cloud Routers, subnetworks and DNS policies, with state. Compute's methods, paths and bodies are judged by what npm's @googleapis/compute publishes;
 * bodies of Cloud DNS by @maxim_mazurok/gapi.client.dns-v1, which is made of its discovery document (@google-cloud/dns has no types of policies).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Declarations } from "./declarations.ts";
import type { Judged, Reply, Request } from "./endpoint.ts";

const MODULES = join(import.meta.dirname, "../../../node_modules");
const COMPUTE = join(MODULES, "@googleapis/compute/build/v1");

interface Method {
  readonly name: string;
  readonly verb: string;
  readonly path: RegExp;
  /** Interface of its parameters. */
  readonly params: string | null;
  readonly body: string | null;
}

const DNS_PATH = "^/dns/v1/projects/([^/]+)/policies";
const DNS_METHODS: readonly Method[] = [
  { name: "policies.list", verb: "GET", path: new RegExp(`${DNS_PATH}$`), params: null, body: null },
  { name: "policies.create", verb: "POST", path: new RegExp(`${DNS_PATH}$`), params: null, body: "Policy" },
  { name: "policies.get", verb: "GET", path: new RegExp(`${DNS_PATH}/([^/]+)$`), params: null, body: null },
  { name: "policies.patch", verb: "PATCH", path: new RegExp(`${DNS_PATH}/([^/]+)$`), params: null, body: "Policy" },
  { name: "policies.delete", verb: "DELETE", path: new RegExp(`${DNS_PATH}/([^/]+)$`), params: null, body: null },
];

type Row = Record<string, unknown>;

export interface GooglePublished {
  readonly compute: Declarations;
  readonly dns: Declarations;
  readonly methods: readonly Method[];
}

export function googlePublished(): GooglePublished {
  const compute = new Declarations(`${COMPUTE}.d.ts`);
  const code = readFileSync(`${COMPUTE}.js`, "utf8");
  return {
    compute,
    dns: new Declarations(join(MODULES, "@maxim_mazurok/gapi.client.dns-v1/index.d.ts")),
    methods: [
      ...["Routers", "Subnetworks", "Regionoperations"].flatMap((resource) => methodsOf(code, resource, compute)),
      ...DNS_METHODS,
    ],
  };
}

export class GoogleState {
  routers: Record<string, Row> = {
    r1: {
      name: "r1",
      nats: [
        {
          name: "nat1",
          natIpAllocateOption: "AUTO_ONLY",
          sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
          minPortsPerVm: 64,
        },
        { name: "other", natIpAllocateOption: "AUTO_ONLY" },
      ],
    },
  };
  subnetworks: Record<string, Row> = {
    s1: {
      name: "s1",
      stackType: "IPV6_ONLY",
      selfLink: "https://www.googleapis.com/compute/v1/projects/prod-1234/regions/europe-west3/subnetworks/s1",
    },
    old: { name: "old", stackType: "IPV4_ONLY" },
  };
  policies: Record<string, Row> = {};
  readonly #compute: Declarations;
  readonly #dns: Declarations;
  readonly #methods: readonly Method[];
  #operations = 0;

  constructor({ compute, dns, methods }: GooglePublished) {
    this.#compute = compute;
    this.#dns = dns;
    this.#methods = methods;
  }

  judge = (request: Request): Judged => {
    const { method: verb, url } = request;
    const fitting = this.#methods.filter(({ path }) => path.test(url.pathname));
    const method = fitting.find((one) => one.verb === verb);
    const problems = [
      ...(method === undefined ? [`there is no ${verb} ${url.pathname}`] : this.#problems(method, request)),
      ...(/^Bearer ya29\.\S+$/.test(request.headers.authorization ?? "") ? [] : ["it has no token"]),
    ];
    const parts = method === undefined ? [] : method.path.exec(url.pathname)!.slice(1);
    return {
      name: `${verb} ${url.pathname}`,
      changes: verb !== "GET" && !url.pathname.endsWith("/wait"),
      problems,
      answer: () => this.#answer(method!.name, parts, request.body === "" ? {} : (JSON.parse(request.body) as Row)),
      fail: (trouble, said) =>
        trouble === "throttled"
          ? failure(403, "Quota exceeded", "rateLimitExceeded")
          : trouble === "forbidden"
            ? failure(403, "Required 'compute.routers.update' permission", "forbidden")
            : failure(400, said.join("; "), "invalid"),
    };
  };

  #problems(method: Method, { url, body }: Request): readonly string[] {
    const types = method.params === null ? this.#dns : this.#compute;
    const unknown = [...url.searchParams.keys()].filter(
      (key) => method.params === null || !types.has(method.params, key),
    );
    const problems = unknown.map((key) => `parameter ${key} is unknown to ${method.name}`);
    if (method.body === null) return body === "" ? problems : [...problems, `${method.name} has no body`];
    if (body === "") return [...problems, "the body is missing"];
    const value = JSON.parse(body) as Row;
    return [...problems, ...types.check(value, method.body, false), ...documented(method, value)];
  }

  #answer(name: string, parts: readonly string[], body: Row): Reply {
    const last = parts.at(-1)!;
    switch (name) {
      case "Routers.get":
        return this.#found("Schema$Router", this.routers[last]);
      case "Subnetworks.get":
        return this.#found("Schema$Subnetwork", this.subnetworks[last]);
      case "Routers.patch":
        if (this.routers[last] === undefined) return failure(404, "not found", "notFound");
        this.routers[last] = { ...this.routers[last], ...body };
        return this.#found("Schema$Operation", { name: `operation-${++this.#operations}`, status: "RUNNING" });
      case "Regionoperations.wait":
        return this.#found("Schema$Operation", { name: last, status: "DONE" });
      case "policies.list":
        return json({ policies: Object.values(this.policies) });
      case "policies.get":
        return this.#policy(last);
      case "policies.create":
        if (this.policies[body.name as string] !== undefined) return failure(409, "exists", "alreadyExists");
        this.policies[body.name as string] = body;
        return json(body);
      case "policies.patch":
        this.policies[last] = { ...this.policies[last], ...body };
        return json({ policy: this.policies[last] });
      case "policies.delete":
        if (((this.policies[last]?.networks ?? []) as readonly unknown[]).length > 0)
          return failure(400, "The policy is bound to networks", "policyInUse");
        delete this.policies[last];
        return { status: 204, type: "application/json", body: "" };
      default:
        return failure(501, `this endpoint has no ${name}`, "notImplemented");
    }
  }

  #policy(name: string): Reply {
    const row = this.policies[name];
    return row === undefined ? failure(404, "not found", "notFound") : json(row);
  }

  /** The state itself must be as the model says. */
  #found(type: string, row: Row | undefined): Reply {
    if (row === undefined) return failure(404, "not found", "notFound");
    const problems = this.#compute.check(row, type, false);
    if (problems.length > 0) throw new Error(problems.join("; "));
    return json(row);
  }
}

/** What the documentation says and the types do not. */
function documented(method: Method, body: Row): readonly string[] {
  if (method.name !== "Routers.patch") return [];
  return ((body.nats ?? []) as readonly Row[]).flatMap(({ name, ...nat }) => {
    const list = nat.sourceSubnetworkIpRangesToNat64 === "LIST_OF_IPV6_SUBNETWORKS";
    const named = ((nat.nat64Subnetworks ?? []) as readonly unknown[]).length > 0;
    return list === named ? [] : [`${name}: nat64Subnetworks belongs to LIST_OF_IPV6_SUBNETWORKS, and to nothing else`];
  });
}

/** The methods of a resource as the package's own code has them: verb, path, and the interface of the body. */
function methodsOf(code: string, resource: string, types: Declarations): readonly Method[] {
  const from = code.search(new RegExp(`class Resource\\$${resource} \\{`, "i"));
  const actual = /class Resource\$(\w+)/.exec(code.slice(from))![1]!;
  const text = code.slice(from, code.indexOf(`.Resource$${actual} =`, from));
  return [
    ...text.matchAll(/\n\s+(\w+)\(paramsOrCallback[\s\S]*?url: \(rootUrl \+\s*'([^']+)'\)[\s\S]*?method: '([A-Z]+)'/g),
  ].map(([, name, path, verb]) => {
    const params = `Params$Resource$${actual}$${name![0]!.toUpperCase()}${name!.slice(1).toLowerCase()}`;
    return {
      name: `${resource}.${name}`,
      verb: verb!,
      path: new RegExp(`^${path!.replaceAll(/\{\w+\}/g, "([^/]+)")}$`),
      params,
      body: types.interfaceOf(params, "requestBody"),
    };
  });
}

function json(body: unknown): Reply {
  return { status: 200, type: "application/json", body: JSON.stringify(body) };
}

function failure(status: number, message: string, reason: string): Reply {
  const body = JSON.stringify({ error: { code: status, message, errors: [{ message, reason }] } });
  return { status, type: "application/json", body };
}
