/**
 * The places Azure's own tools look for credentials, in their order: environment (secret, then federated token), managed identity of App Service or of the
 * machine, then `az login`.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { CloudError } from "../action.ts";

const RESOURCE = "https://management.azure.com";
/** A token is asked for anew this long before it ends. */
const SPARE_MS = 120_000;
const ASK_MS = 10_000;
/** Off Azure nobody answers there. */
const MACHINE_MS = 1_000;

interface Token {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

type Source = (env: NodeJS.ProcessEnv) => Promise<Token | null>;

const SOURCES: readonly Source[] = [fromSecret, fromFederation, fromAppService, fromCli, fromMachine];

/** @param learn told every token and secret, so that none gets into a log. */
export function azureToken(
  learn: (secret: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): () => Promise<string> {
  let held: Token | null = null;
  return async () => {
    if (held !== null && held.until - SPARE_MS > Date.now()) return held.token;
    if (env.AZURE_CLIENT_SECRET !== undefined) learn(env.AZURE_CLIENT_SECRET);
    const tried: string[] = [];
    for (const source of SOURCES) {
      try {
        held = await source(env);
      } catch (error) {
        tried.push((error as Error).message.split("\n")[0]!);
      }
      if (held !== null) {
        learn(held.token);
        return held.token;
      }
    }
    const said = tried.length === 0 ? "" : `: ${tried.join("; ")}`;
    throw new CloudError(
      "unreachable",
      `no Azure credentials${said}. Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or az login`,
    );
  };
}

async function fromSecret(env: NodeJS.ProcessEnv): Promise<Token | null> {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_CLIENT_SECRET: secret } = env;
  if (tenant === undefined || client === undefined || secret === undefined) return null;
  return fromAuthority(env, tenant, { client_id: client, client_secret: secret });
}

async function fromFederation(env: NodeJS.ProcessEnv): Promise<Token | null> {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_FEDERATED_TOKEN_FILE: file } = env;
  if (tenant === undefined || client === undefined || file === undefined) return null;
  return fromAuthority(env, tenant, {
    client_id: client,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: (await readFile(file, "utf8")).trim(),
  });
}

async function fromAuthority(
  env: NodeJS.ProcessEnv,
  tenant: string,
  fields: Readonly<Record<string, string>>,
): Promise<Token> {
  const authority = (env.AZURE_AUTHORITY_HOST ?? "https://login.microsoftonline.com").replace(/\/$/, "");
  const response = await fetch(`${authority}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", scope: `${RESOURCE}/.default`, ...fields }),
    signal: AbortSignal.timeout(ASK_MS),
  });
  return tokenIn(response, "the token endpoint");
}

async function fromAppService(env: NodeJS.ProcessEnv): Promise<Token | null> {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header, AZURE_CLIENT_ID: client } = env;
  if (endpoint === undefined || header === undefined) return null;
  const query = new URLSearchParams({
    resource: RESOURCE,
    "api-version": "2019-08-01",
    ...(client === undefined ? {} : { client_id: client }),
  });
  const response = await fetch(`${endpoint}?${query}`, {
    headers: { "X-IDENTITY-HEADER": header },
    signal: AbortSignal.timeout(ASK_MS),
  });
  return tokenIn(response, "the managed identity");
}

/** What `az login` left. */
async function fromCli(): Promise<Token | null> {
  const argv = ["account", "get-access-token", "--resource", RESOURCE, "--output", "json"];
  const asked = await promisify(execFile)("az", argv, { timeout: ASK_MS * 3 }).catch(
    (error: unknown) => error as Error,
  );
  if (asked instanceof Error) {
    if ((asked as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error("az account get-access-token failed: az login");
  }
  const { accessToken, expires_on: expires } = JSON.parse(asked.stdout) as {
    accessToken: string;
    expires_on?: number | string;
  };
  return { token: accessToken, until: expires === undefined ? Date.now() + SPARE_MS * 2 : Number(expires) * 1000 };
}

async function fromMachine({ AZURE_CLIENT_ID: client }: NodeJS.ProcessEnv): Promise<Token | null> {
  const query = new URLSearchParams({
    resource: RESOURCE,
    "api-version": "2018-02-01",
    ...(client === undefined ? {} : { client_id: client }),
  });
  const response = await fetch(`http://169.254.169.254/metadata/identity/oauth2/token?${query}`, {
    headers: { Metadata: "true" },
    signal: AbortSignal.timeout(MACHINE_MS),
  }).catch(() => null);
  return response === null ? null : tokenIn(response, "the machine's managed identity");
}

/** @throws with the status, never with the body: it may repeat what was sent. */
async function tokenIn(response: Response, who: string): Promise<Token> {
  if (!response.ok) throw new Error(`${who} answered ${response.status}`);
  const {
    access_token: token,
    expires_in: seconds,
    expires_on: end,
  } = (await response.json()) as {
    access_token?: string;
    expires_in?: number | string;
    expires_on?: number | string;
  };
  if (token === undefined) throw new Error(`${who} gave no token`);
  const until = seconds !== undefined ? Date.now() + Number(seconds) * 1000 : Number(end ?? 0) * 1000;
  return { token, until };
}
