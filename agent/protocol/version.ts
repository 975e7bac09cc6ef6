/** Raised with every incompatible change of a message. Both sides refuse another number at `hello`. */
export const PROTOCOL_VERSION = 1;

/** Printed on stdout before the first frame: whatever a shell's start-up files printed stands before it and is skipped. */
export const READY_MARKER = "\u0000migrate-agent-ready\u0000";
