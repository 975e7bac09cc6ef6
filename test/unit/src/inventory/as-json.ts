/** A loaded inventory as plain data, to compare. */
import type { LoadedInventory } from "../../../../src/inventory/load.ts";
import { formatDiagnostic } from "../../../../src/plan/diagnostics.ts";

export function asJson({ inventory, diagnostics }: LoadedInventory): unknown {
  return {
    hosts: [...inventory.hosts.values()],
    groups: Object.fromEntries(inventory.groups),
    diagnostics: diagnostics.map(formatDiagnostic),
  };
}
