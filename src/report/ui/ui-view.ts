/** What the page is sent: a view of the fleet with a digit for each host. Pure. */
import type { RunState } from "../../engine/state.ts";
import { waitingApproval } from "../../engine/state.ts";
import { type FleetView, isTrouble, STANDINGS, type Standing } from "../fleet-view.ts";
import { type Fleet, type HostStack, STACKS } from "../run/stacks.ts";

/** More of them are on the grid, and in `migrate status`. */
const MOST_TROUBLED = 100;
const BUSY: readonly Standing[] = ["armed", "changing", "checking"];

export interface UiView extends Omit<FleetView, "groups"> {
  /** What waits for a person, or null. */
  readonly approval: string | null;
  readonly standings: readonly Standing[];
  readonly trouble: readonly Standing[];
  readonly busy: readonly Standing[];
  readonly groups: readonly {
    readonly name: string;
    /** Left out where the page has them. */
    readonly hosts?: readonly string[];
    /** Index into the stack states, one digit for each host. */
    readonly stacks: string;
    /** Index into `standings`, one digit for each host. */
    readonly standings: string;
  }[];
  readonly troubled: readonly { readonly host: string; readonly standing: Standing; readonly because: string }[];
}

/** @param first names of hosts are sent once. */
export function uiView(view: FleetView, state: RunState, fleet: Fleet, first: boolean): UiView {
  const stackOf = new Map<string, HostStack>(fleet.hosts.map(({ host, after }) => [host, after]));
  const { groups, ...rest } = view;
  return {
    ...rest,
    approval: waits(state) ? waitingApproval(state) : null,
    standings: STANDINGS,
    trouble: STANDINGS.filter(isTrouble),
    busy: BUSY,
    groups: groups.map(({ name, hosts }) => ({
      name,
      ...(first ? { hosts: hosts.map(({ host }) => host) } : {}),
      stacks: hosts.map(({ host }) => STACKS.indexOf(stackOf.get(host) ?? "unknown")).join(""),
      standings: hosts.map(({ standing }) => STANDINGS.indexOf(standing)).join(""),
    })),
    troubled: groups
      .flatMap(({ hosts }) => hosts.filter(({ standing }) => isTrouble(standing)))
      .slice(0, MOST_TROUBLED)
      .map(({ host, standing, because }) => ({ host, standing, because: because ?? "" })),
  };
}

/** A run that ended waiting is approved too: `resume` then goes on. */
function waits({ course }: RunState): boolean {
  return course.kind === "forward" || (course.kind === "ended" && course.exit === 9);
}
