/** JSON over HTTPS to a provider, with a bearer token. Tokens and bodies are in no message. */
import { CloudError, troubleOfSocket } from "./action.ts";

/** Longer than any of the providers says it takes to answer; what takes longer is an operation, and is polled. */
const TIMEOUT_MS = 60_000;

export interface RestOptions {
  /** `https://compute.googleapis.com`, without a final slash. */
  readonly base: string;
  /** @throws CloudError */
  readonly token: () => Promise<string>;
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Rest = (
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
) => Promise<Answer>;

/** Statuses after which the same may go well a moment later. 409 and 412: something else is in progress, or came in between. */
const AGAIN = new Set([408, 409, 412, 425, 429, 500, 502, 503, 504]);

/** 404 is an answer, not an error. @param isThrottled for providers that throttle with another status. */
export function rest(options: RestOptions, isThrottled: (body: unknown) => boolean = () => false): Rest {
  return async (method, path, body) => {
    const what = `${method} ${path.split("?")[0]}`;
    const token = await options.token();
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${options.base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect would carry the token to somebody else.
        redirect: "error",
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
      status = response.status;
      text = await response.text();
    } catch (cause) {
      const why = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
      throw new CloudError(troubleOfSocket(cause), `${what} at ${options.base}: no answer: ${why}`, { cause });
    }
    const answer = jsonOf(text);
    if ((status >= 200 && status < 300) || status === 404) return { status, body: answer };
    const trouble = AGAIN.has(status) || isThrottled(answer) ? "again" : "refused";
    throw new CloudError(trouble, `${what}: ${status}: ${saidIn(answer) ?? text.slice(0, 200)}`);
  };
}

function jsonOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Google and Azure both answer `{error: {code, message}}`. */
function saidIn(body: unknown): string | null {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } };
  return typeof error?.message === "string" ? error.message : null;
}
