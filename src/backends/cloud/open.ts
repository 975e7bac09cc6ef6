/** From a cloud's part of the plan to its backend, with credentials by the provider's usual chain. */
import type { CloudPlan } from "../../plan/plan.ts";
import type { Cloud } from "./action.ts";
import { awsCloud } from "./aws/aws.ts";
import { openEc2 } from "./aws/ec2.ts";
import { azureCloud } from "./azure/azure.ts";
import { azureToken } from "./azure/credentials.ts";
import { gcpToken } from "./gcp/credentials.ts";
import { gcpCloud } from "./gcp/gcp.ts";
import { rest } from "./rest.ts";

export interface Surroundings {
  /** Told every secret that comes by, so that none gets into a log. */
  readonly learn: (secret: string) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** How long one request may take. */
  readonly requestMs?: number;
}

/** @throws CloudError */
export async function openCloud(plan: CloudPlan, { learn, wait, requestMs }: Surroundings): Promise<Cloud> {
  const timeout = requestMs === undefined ? {} : { timeoutMs: requestMs };
  switch (plan.kind) {
    case "aws": {
      const { region, endpoint } = plan;
      return awsCloud(
        plan,
        await openEc2({ region, endpoint, learn, ...(requestMs === undefined ? {} : { requestMs }) }),
      );
    }
    case "gcp": {
      const token = gcpToken(learn);
      const at = (usual: string) =>
        rest({ base: trimmed(plan.endpoint ?? usual), token, ...timeout }, isGoogleThrottle);
      return gcpCloud(plan, { compute: at("https://compute.googleapis.com"), dns: at("https://dns.googleapis.com") });
    }
    case "azure": {
      const base = trimmed(plan.endpoint ?? "https://management.azure.com");
      return azureCloud(plan, rest({ base, token: azureToken(learn), ...timeout }), wait);
    }
  }
}

/** Google says 403 for quotas of requests too. */
function isGoogleThrottle(body: unknown): boolean {
  const { error } = (body ?? {}) as { error?: { errors?: readonly { reason?: string }[] } };
  return (error?.errors ?? []).some(
    ({ reason }) => reason === "rateLimitExceeded" || reason === "userRateLimitExceeded",
  );
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}
