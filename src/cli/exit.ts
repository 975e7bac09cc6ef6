/** Ends a command with a documented exit code and, where there is one, a message for the operator. */
export class ExitError extends Error {
  readonly exit: number;
  constructor(exit: number, message = "") {
    super(message);
    this.name = "ExitError";
    this.exit = exit;
  }
}

export const EXIT = {
  ok: 0,
  error: 1,
  changes: 2,
  gateFailed: 3,
  unreachable: 4,
  stopped: 5,
  undoFailed: 6,
  stalePlan: 7,
  leaseHeld: 8,
  waits: 9,
  usage: 64,
  invalidPlan: 65,
} as const;
