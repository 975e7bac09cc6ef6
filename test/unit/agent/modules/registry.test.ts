import { describe, expect, it } from "vitest";
import { listReceipts, runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { StepRequest } from "../../../../agent/protocol/messages.ts";
import { RECEIPTS } from "../../../../agent/receipts.ts";
import { type MemoryHost, memoryHost } from "../memory-system.ts";

const GAI = { ipv6: 50, ipv4: 40, nat64_prefixes: [], nat64: 39 };

function gai(host: MemoryHost, more: Partial<StepRequest> = {}) {
  return runStep(
    host.sys,
    { step: "p1/h1/gai", run: "r1", module: "gai-conf", want: GAI, mode: "apply", ...more } as StepRequest,
    null,
  );
}

/** Writes of this file fail, as on a full disk. */
function fullDiskAt(host: MemoryHost, path: string): MemoryHost {
  const sys = {
    ...host.sys,
    write: (at: string, ...rest: [string, object?]) =>
      at === path
        ? Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC", syscall: "write" }))
        : host.sys.write(at, ...rest),
  };
  return { ...host, sys };
}

describe("runStep", () => {
  it("writes the receipt before the first change", async () => {
    const host = memoryHost();
    const order: string[] = [];
    const sys = {
      ...host.sys,
      write: async (path: string, content: string, options?: object) => {
        order.push(path.startsWith(RECEIPTS) ? `receipt ${JSON.parse(content).state}` : path);
        await host.sys.write(path, content, options);
      },
    };
    await gai({ ...host, sys });
    expect(order).toEqual(["receipt applying", "/etc/gai.conf", "receipt applied"]);
  });

  it("answers the same step of another run afresh", async () => {
    const host = memoryHost();
    expect((await gai(host)).outcome).toBe("changed");
    expect((await gai(host)).outcome).toBe("already-done");
    expect((await gai(host, { run: "r2" })).outcome).toBe("unchanged");
    expect(await listReceipts(host.sys)).toHaveLength(1);
    expect(await listReceipts(host.sys, "r2")).toEqual([]);
  });

  it("keeps ids apart that would share a file name", async () => {
    const host = memoryHost();
    await gai(host, { step: "a/b" });
    host.put("/etc/gai.conf", "");
    await gai(host, { step: "a%2Fb" });
    host.put("/etc/gai.conf", "");
    await gai(host, { step: "../../../etc/x" });
    expect((await listReceipts(host.sys)).map(({ id }) => id).sort()).toEqual(["../../../etc/x", "a%2Fb", "a/b"]);
    expect(host.file("/etc/x.json")).toBeNull();
  });

  it("goes on where an earlier attempt died: the first before-image counts", async () => {
    const host = memoryHost({ files: { "/etc/gai.conf": "# mine\n" } });
    const dying = {
      ...host.sys,
      write: (path: string, content: string, options?: object) =>
        JSON.stringify(content).includes("applied")
          ? new Promise<void>(() => {})
          : host.sys.write(path, content, options),
    };
    void gai({ ...host, sys: dying });
    await expect.poll(() => host.file("/etc/gai.conf")?.content).not.toBe("# mine\n");
    expect((await listReceipts(host.sys))[0]!.state).toBe("applying");
    const again = await gai(host);
    expect(again.outcome).toBe("changed");
    expect(again.changes.map(({ key }) => key)).toEqual(["file:/etc/gai.conf"]);
    expect(again.because[0]).toContain("ended half-way");
    expect((await undoStep(host.sys, "p1/h1/gai")).outcome).toBe("undone");
    expect(host.file("/etc/gai.conf")?.content).toBe("# mine\n");
  });

  it("undoes what it did when a change fails, and says so", async () => {
    const host = memoryHost({
      files: { "/etc/resolv.conf": "nameserver 192.0.2.1\n", "/etc/network/interfaces": "iface eth0 inet dhcp\n" },
    });
    const before = host.snapshot();
    const broken = fullDiskAt(host, "/etc/dhcp/dhclient-enter-hooks.d/migrate-resolver");
    const request = {
      step: "dns",
      run: "r1",
      module: "resolver",
      want: { servers: ["::1"], search: null },
      mode: "apply",
    } as StepRequest;
    await expect(runStep(broken.sys, request, null)).rejects.toThrow("step dns failed: no space left; it was undone");
    expect(host.snapshot()).toEqual(before);
    expect((await listReceipts(host.sys))[0]!.state).toBe("undone");
    expect((await runStep(host.sys, request, null)).outcome).toBe("changed");
  });

  it("refuses to do a step again whose undo failed", async () => {
    const host = memoryHost({ files: { "/etc/gai.conf": "# mine\n" } });
    await gai(host);
    const broken = fullDiskAt(host, "/etc/gai.conf");
    expect(await undoStep(broken.sys, "p1/h1/gai")).toMatchObject({ outcome: "failed" });
    await expect(gai(host)).rejects.toMatchObject({ code: "refused" });
    expect(await undoStep(host.sys, "p1/h1/gai")).toMatchObject({ outcome: "undone" });
    expect((await gai(host)).outcome).toBe("changed");
  });

  it("does not know every module", async () => {
    for (const module of ["nonsense", "constructor", "__proto__"]) {
      await expect(gai(memoryHost(), { module } as never)).rejects.toMatchObject({ code: "unknown-module" });
    }
  });
});

describe("undoStep", () => {
  it("keeps an operator's later edit beside what it puts back", async () => {
    const host = memoryHost({ files: { "/etc/gai.conf": "# mine\n" } });
    await gai(host);
    host.put("/etc/gai.conf", "# edited since\n");
    const undone = await undoStep(host.sys, "p1/h1/gai");
    expect(undone.because.join()).toContain("was edited after this step");
    const kept = /kept in (\S+)/.exec(undone.because.join())![1]!.replace(/,.*$/, "");
    expect(host.file(kept)?.content).toBe("# edited since\n");
    expect(host.file("/etc/gai.conf")?.content).toBe("# mine\n");
  });

  it("says nothing where it knows nothing", async () => {
    expect(await undoStep(memoryHost().sys, "never")).toMatchObject({ outcome: "nothing" });
  });

  it("takes the run into account", async () => {
    const host = memoryHost();
    await gai(host);
    expect(await undoStep(host.sys, "p1/h1/gai", "r9")).toMatchObject({ outcome: "nothing" });
    expect(await undoStep(host.sys, "p1/h1/gai", "r1")).toMatchObject({ outcome: "undone" });
  });
});
