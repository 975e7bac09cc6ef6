/** The translator's status with what the kernel did for it. */
import type { Status } from "../status.ts";
import type { FastPathStatus } from "./fast-path.ts";

/** `counters` count every translated packet, whichever way it took; `fastpath` those of the kernel alone. */
export function withFastPath(status: Status, fastpath: FastPathStatus): Status & { readonly fastpath: FastPathStatus } {
  const { counters } = status;
  return {
    ...status,
    counters: {
      ...counters,
      packets_6to4: counters.packets_6to4 + fastpath.packets_6to4,
      packets_4to6: counters.packets_4to6 + fastpath.packets_4to6,
      bytes_6to4: counters.bytes_6to4 + fastpath.bytes_6to4,
      bytes_4to6: counters.bytes_4to6 + fastpath.bytes_4to6,
    },
    fastpath,
  };
}
