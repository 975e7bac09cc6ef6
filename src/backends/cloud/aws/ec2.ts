/** EC2 through its SDK, which is loaded when a plan needs it. */
import type { EC2 } from "@aws-sdk/client-ec2";
import { CloudError, type Trouble, troubleOfSocket } from "../action.ts";

export type Ec2 = EC2;

const CONNECT_MS = 10_000;
const REQUEST_MS = 60_000;

export interface Ec2Options {
  readonly region: string;
  readonly endpoint: string | null;
  /** Told every secret of the credentials, so that none gets into a log. */
  readonly learn: (secret: string) => void;
  readonly requestMs?: number;
}

/** Credentials by the SDK's own chain: environment, profiles, SSO, web identity, container, instance. @throws CloudError */
export async function openEc2(options: Ec2Options): Promise<Ec2> {
  const { EC2: Client } = await import("@aws-sdk/client-ec2").catch((cause: unknown) => {
    throw new CloudError(
      "refused",
      "the AWS SDK is not installed: npm install @aws-sdk/client-ec2 beside migrate, then again",
      { cause },
    );
  });
  const client = new Client({
    region: options.region,
    ...(options.endpoint === null ? {} : { endpoint: options.endpoint }),
    // Whatever is asked again is looked at first: see step.ts.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: options.requestMs ?? REQUEST_MS },
  });
  try {
    const { secretAccessKey, sessionToken } = await client.config.credentials();
    options.learn(secretAccessKey);
    if (sessionToken !== undefined) options.learn(sessionToken);
  } catch (cause) {
    throw new CloudError(
      "unreachable",
      `no AWS credentials: ${(cause as Error).message}. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
      { cause },
    );
  }
  return client;
}

/** Throttled, or something like it is in progress or there already. */
const AGAIN =
  /^(RequestLimitExceeded|Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|TooManyRequestsException|EC2ThrottledException|Unavailable|ServiceUnavailable|InternalError|InternalFailure|IncorrectState|RequestTimeout|RequestTimeoutException|.*AlreadyExists|.*\.Duplicate|InvalidSubnet\.Conflict|.*InProgress)$/;

/** One request. @throws CloudError that says which, and what the provider said. */
export async function ask<T>(name: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (cause) {
    throw new CloudError(troubleOf(cause), `${name}: ${wordsOf(cause)}`, { cause });
  }
}

function troubleOf(error: unknown): Trouble {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return name === "CredentialsProviderError" ? "unreachable" : troubleOfSocket(error);
  return status >= 500 || AGAIN.test(name ?? "") ? "again" : "refused";
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
}
