import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { breakLease, listLeases, takeLease } from "../../../../src/store/lease.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "migrate-lease-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function left(owner: object): void {
  mkdirSync(join(home, "leases"), { recursive: true });
  writeFileSync(join(home, "leases/p.json"), JSON.stringify(owner));
}

describe("a lease", () => {
  it("is held by one run at a time", async () => {
    const first = await takeLease("p", "r1", home);
    expect(first.held).toBe(true);
    const second = await takeLease("p", "r2", home);
    expect(second).toMatchObject({ held: false, owner: { run: "r1", pid: process.pid } });
    if (first.held) await first.release();
    expect((await takeLease("p", "r2", home)).held).toBe(true);
  });

  it("of a dead process on this workstation is free at once", async () => {
    left({ run: "r0", pid: process.pid, host: hostname(), started: "1", expiresAt: Date.now() + 60_000 });
    expect((await takeLease("p", "r1", home)).held).toBe(true);
  });

  it("of another workstation is honoured until it has run out", async () => {
    left({ run: "r0", pid: 1, host: "elsewhere", started: "1", expiresAt: Date.now() + 60_000 });
    expect((await takeLease("p", "r1", home)).held).toBe(false);
    left({ run: "r0", pid: 1, host: "elsewhere", started: "1", expiresAt: Date.now() - 1 });
    expect((await takeLease("p", "r1", home)).held).toBe(true);
  });

  it("that was broken is not released a second time by its old owner, and the reason stays", async () => {
    const first = await takeLease("p", "r1", home);
    expect(await breakLease("p", { who: "ann", from: "desk", reason: "laptop lost" }, home)).toMatchObject({
      run: "r1",
    });
    expect((await takeLease("p", "r2", home)).held).toBe(true);
    if (first.held) await first.release();
    expect((await listLeases(home)).map(({ plan, owner }) => [plan, owner.run])).toEqual([["p", "r2"]]);
    expect(readFileSync(join(home, "leases/broken.ndjson"), "utf8")).toContain("laptop lost");
  });
});
