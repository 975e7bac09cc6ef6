import type { AgentFault } from "../protocol/messages.ts";

/** Why a step cannot be done or went wrong, in words for an operator; answered to the controller with its code. */
export class StepFault extends Error {
  readonly code: AgentFault["code"];
  constructor(code: AgentFault["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StepFault";
    this.code = code;
  }
}
