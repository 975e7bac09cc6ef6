/** What a provider's backend is: look, make, take back; every difference is plain data, so that a receipt can keep it. */
import type { Change } from "../../../agent/protocol/messages.ts";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One difference at a provider, with what makes it and what takes it back. */
export interface Action {
  readonly change: Change;
  /** Which of the backend's kinds it is: `route`, `dns64`. */
  readonly kind: string;
  /** The thing it is about, by ids that outlive the run. */
  readonly at: Readonly<Record<string, string>>;
  readonly before: Json;
  readonly after: Json;
}

export type Planned =
  | { readonly actions: readonly Action[]; readonly because: readonly string[] }
  /** What stands in the way, and what to do. */
  | { readonly refused: string };

export interface Cloud {
  /** Reads only. The actions in the order in which they are made; none where all is as it should be. @throws CloudError */
  plan(): Promise<Planned>;
  /** Making what is there already does nothing. @throws CloudError */
  make(action: Action): Promise<void>;
  /** Taking back what is gone already does nothing. @returns why it was left as it is, else null. @throws CloudError */
  unmake(action: Action): Promise<string | null>;
}

/**
 * unreachable: no connection, or no credentials: nothing was asked · again: throttled, timed out, in progress: what became of it shows when looked at
 * again · refused: the provider said no, and will again.
 */
export type Trouble = "unreachable" | "again" | "refused";

export class CloudError extends Error {
  readonly code = "cloud";
  readonly trouble: Trouble;
  constructor(trouble: Trouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CloudError";
    this.trouble = trouble;
  }
}

/** Codes of Node's sockets that say that nobody was spoken to. */
const NOBODY = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

/** @returns the trouble of a request that got no answer, from the error and its causes. */
export function troubleOfSocket(error: unknown): Trouble {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (NOBODY.has((at as NodeJS.ErrnoException).code ?? "")) return "unreachable";
    const { errors } = at as AggregateError;
    if (Array.isArray(errors) && errors.some((one) => troubleOfSocket(one) === "unreachable")) return "unreachable";
  }
  return "again";
}
