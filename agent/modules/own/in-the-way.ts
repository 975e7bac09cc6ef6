/** What of ours already does on a host what a backend of the operator's own is to do. */
import { TRANSLATORS } from "../../protocol/daemons.ts";
import type { OwnBackendKind } from "../../protocol/wants.ts";
import type { System } from "../../system.ts";
import { unitName } from "../daemon/control-files.ts";
import { checkService } from "../daemon/service.ts";
import { NAME as RESOLVER } from "../dns64-resolver/builtin.ts";
import type { AgentHome } from "../module.ts";
import { BACKENDS } from "../nat64-gateway/backends.ts";

/** @returns name of its unit; null where there is none. */
export async function inTheWay(sys: System, backend: OwnBackendKind, home: AgentHome | null): Promise<string | null> {
  const ours = backend === "dns64" ? [RESOLVER] : TRANSLATORS.map((name) => BACKENDS[name].daemon);
  for (const name of ours) if ((await checkService(sys, name, home)).running) return unitName(name);
  return null;
}
