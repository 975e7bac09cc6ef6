/** The agent may die between any two things it does to a host: asked again it finishes the step, and undo still finds the host's first state. */
import { describe, expect, it } from "vitest";
import { transactions } from "../../agent/guard/transactions.ts";
import { listReceipts, runStep, undoStep } from "../../agent/modules/registry.ts";
import type { StepRequest } from "../../agent/protocol/messages.ts";
import type { System } from "../../agent/system.ts";
import { type HostSpec, memoryHost } from "../unit/agent/memory-system.ts";

const HOME = { node: "/usr/bin/node", bundleDir: "/var/lib/migrate/cache/agent/a", sha256: "a".repeat(64) };
const MOST = 200;

class Died extends Error {}

/** After `calls` calls that can change something, the process is gone: that call and every later one does nothing. */
function mortal(sys: System, calls: number): { sys: System; died: () => boolean } {
  let left = calls;
  const dies = (): boolean => left-- <= 0;
  const guarded =
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      dies() ? Promise.reject(new Died()) : method(...args);
  return {
    sys: {
      ...sys,
      write: guarded(sys.write),
      remove: guarded(sys.remove),
      symlink: guarded(sys.symlink),
      detach: guarded(sys.detach),
      exec: guarded(sys.exec),
    },
    died: () => left < 0,
  };
}

const CASES: readonly (readonly [name: string, module: string, want: unknown, spec: HostSpec])[] = [
  [
    "gai-conf",
    "gai-conf",
    { ipv6: 50, ipv4: 40, nat64_prefixes: [], nat64: 39 },
    { files: { "/etc/gai.conf": "precedence ::ffff:0:0/96 100\n" } },
  ],
  [
    "ipv4-address",
    "ipv4-address",
    { state: "absent", keep: [] },
    {
      files: { "/etc/resolv.conf": "nameserver ::1\n", "/etc/network/interfaces": "auto eth0\niface eth0 inet dhcp\n" },
      addresses: ["eth0 198.51.100.7/24 dynamic", "eth0 2001:db8::7/64 dynamic"],
      routes4: ["default via 198.51.100.1 dev eth0"],
      routes6: ["default via 2001:db8::1 dev eth0"],
      processes: { "812": ["dhclient", "-4", "-pf", "/run/d.pid", "eth0"] },
    },
  ],
  ["dns64-resolver", "dns64-resolver", { backend: "builtin", config: { listen: ["[::1]:53"] } }, {}],
];

describe.each(CASES)("%s", (_name, module, want, spec) => {
  it.each([
    ["unguarded", undefined],
    ["guarded", 60_000],
  ])("survives the agent's death at any point, %s", async (_how, within) => {
    let points = 0;
    for (let calls = 0; calls < MOST; calls++) {
      const host = memoryHost({ ...spec, files: { ...spec.files, [`${HOME.bundleDir}/agent.cjs`]: "agent" } });
      const before = host.snapshot();
      const request = {
        step: "s",
        run: "r",
        module,
        want,
        mode: "apply",
        ...(within === undefined ? {} : { undoUnlessConfirmedWithin: within }),
      } as StepRequest;
      const { sys, died } = mortal(host.sys, calls);
      await runStep(sys, request, null, HOME).catch(() => {});
      if (!died()) break;
      points++;

      const again = await runStep(host.sys, request, null, HOME);
      expect(["changed", "already-done"], `died after ${calls} calls: ${again.outcome}`).toContain(again.outcome);
      expect((await runStep(host.sys, { ...request, mode: "check" } as StepRequest, null, HOME)).changes).toEqual([]);
      expect(await listReceipts(host.sys)).toHaveLength(1);
      expect((await transactions(host.sys)).filter(({ state }) => state === "armed")).toHaveLength(
        within === undefined ? 0 : 1,
      );
      const undone = await undoStep(host.sys, "s");
      expect(undone.outcome, undone.because.join("; ")).toBe("undone");
      expect(host.snapshot(), `died after ${calls} calls`).toEqual(before);
    }
    expect(points).toBeGreaterThan(2);
    expect(points).toBeLessThan(MOST - 1);
  });
});
