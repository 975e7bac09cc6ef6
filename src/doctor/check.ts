/** One thing that was looked at. */
export interface Check {
  /** `ssh client`, `IPv6 of this workstation`. */
  readonly what: string;
  /** ok · limited: works, with something left out · missing: does not work. */
  readonly state: "ok" | "limited" | "missing";
  /** What was found. */
  readonly because: string;
  /** How to get it; where nothing is to be done: null. */
  readonly remedy: string | null;
}

export function ok(what: string, because: string): Check {
  return { what, state: "ok", because, remedy: null };
}

export function limited(what: string, because: string, remedy: string): Check {
  return { what, state: "limited", because, remedy };
}

export function missing(what: string, because: string, remedy: string): Check {
  return { what, state: "missing", because, remedy };
}
