/** The only argument of a thread of this daemon that serves UDP: where all of the agent is one file, that file starts it. */
export const UDP_WORKER = "udp-worker";
