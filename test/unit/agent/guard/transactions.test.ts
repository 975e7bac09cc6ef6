import { describe, expect, it } from "vitest";
import { GUARD } from "../../../../agent/guard/paths.ts";
import {
  armThroughReboot,
  commit,
  confirm,
  heartbeat,
  transactions,
  undoNow,
} from "../../../../agent/guard/transactions.ts";
import { listReceipts, runStep, undoStep } from "../../../../agent/modules/registry.ts";
import type { Hello, StepRequest } from "../../../../agent/protocol/messages.ts";
import { type HostSpec, type MemoryHost, memoryHost } from "../memory-system.ts";

const CAME_IN: Hello["connection"] = { client: "2001:db8::c", clientPort: 4000, server: "2001:db8::7", serverPort: 22 };
const ANEW: Hello["connection"] = { ...CAME_IN!, clientPort: 4001 };
/** Hundredths of a second since boot; the memory host arms at 1000 s. */
const LATER = 100_500;

const SPEC: HostSpec = {
  files: {
    "/etc/resolv.conf": "nameserver 2001:db8::53\n",
    "/etc/network/interfaces":
      "auto eth0\niface eth0 inet static\n  address 198.51.100.7/24\niface eth0 inet6 static\n  address 2001:db8::7/64\n",
  },
  addresses: ["eth0 198.51.100.7/24", "eth0 2001:db8::7/64"],
  routes6: ["default via 2001:db8::1 dev eth0"],
};

function remove(host: MemoryHost, more: Partial<StepRequest> = {}) {
  const request = {
    step: "p4/api/h1",
    run: "r1",
    module: "ipv4-address",
    want: { state: "absent", keep: [] },
    mode: "apply",
    undoUnlessConfirmedWithin: 60_000,
    ...more,
  };
  return runStep(host.sys, request as StepRequest, CAME_IN);
}

describe("a transaction", () => {
  it("goes from armed over confirmed to committed, and its record stays", async () => {
    const host = memoryHost(SPEC);
    const { armed } = await remove(host);
    const { transaction, nonce } = armed!;
    expect(transaction).toMatchObject({
      state: "armed",
      steps: ["p4/api/h1"],
      undoScript: `${GUARD}/${transaction.id}/undo.sh`,
    });
    expect(transaction.deadline - transaction.armedAt).toBe(60_000);
    expect(await confirm(host.sys, { id: transaction.id, nonce }, ANEW, LATER)).toMatchObject({ state: "confirmed" });
    expect(await confirm(host.sys, { id: transaction.id, nonce }, ANEW, LATER)).toMatchObject({ state: "confirmed" });
    expect(await commit(host.sys, { id: transaction.id })).toMatchObject({ state: "committed" });
    expect(await commit(host.sys, { id: transaction.id })).toMatchObject({ state: "committed" });
    expect(await transactions(host.sys)).toHaveLength(1);
    expect(host.file(`${GUARD}/armed`)).toBeNull();
    expect(host.ran.some((argv) => argv.join(" ") === "ss -K -t src 198.51.100.7")).toBe(true);
    await expect(undoNow(host.sys, { id: transaction.id })).rejects.toMatchObject({ code: "refused" });
    expect(await undoStep(host.sys, "p4/api/h1")).toMatchObject({ outcome: "undone" });
  });

  it("is kept alive by heartbeats, each over a connection of its own with the nonce of the one before", async () => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host)).armed!;
    const { id } = transaction;
    const beat = async (given: string, port: number, since = LATER) => {
      const answer = await heartbeat(host.sys, { id, nonce: given }, { ...ANEW!, clientPort: port }, since);
      return { ...answer, nonce: answer.nonce! };
    };
    await expect(beat(nonce, 4002)).rejects.toThrow(/is armed: it is to be confirmed first/);
    await confirm(host.sys, { id, nonce }, ANEW, LATER);
    host.setUptime(1030);
    host.setNow(transaction.armedAt + 30_000);
    const first = await beat(nonce, 4002);
    expect(first.transaction).toMatchObject({
      heartbeats: 1,
      deadline: transaction.armedAt + 90_000,
      state: "confirmed",
    });
    expect(host.file(`${GUARD}/${id}/deadline`)!.content).toBe("109000\n");
    expect(first.nonce).not.toBe(nonce);
    await expect(beat(first.nonce, 4002, 103_500)).rejects.toThrow(/has had its heartbeat/);
    await expect(beat(first.nonce, 4003, 102_000)).rejects.toThrow(/older than the last heartbeat/);
    await expect(heartbeat(host.sys, { id, nonce: first.nonce }, { ...ANEW!, client: "192.0.2.1" })).rejects.toThrow(
      /over IPv4/,
    );
    await expect(beat("x", 4003, 103_500)).rejects.toThrow(/not the nonce/);
    // An answer was lost: the nonce it was asked with is good once more, and moves nothing.
    const again = await beat(nonce, 4004, 103_500);
    expect(again).toMatchObject({ nonce: first.nonce, transaction: { heartbeats: 1 } });
    const second = await beat(again.nonce, 4005, 103_600);
    await expect(beat(nonce, 4006, 103_700)).rejects.toThrow(/not the nonce/);
    expect(second.transaction.heartbeats).toBe(2);
    expect((await transactions(host.sys))[0]).toMatchObject({ heartbeats: 2 });
    await commit(host.sys, { id });
    await expect(beat(second.nonce, 4007, 103_800)).rejects.toThrow(/there is nothing to keep alive/);
  });

  it("is armed anew by a boot that was asked for, and confirmed by the newest nonce", async () => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host)).armed!;
    const { id } = transaction;
    await expect(armThroughReboot(host.sys, id)).rejects.toThrow(/confirm it before/);
    await confirm(host.sys, { id, nonce }, ANEW, LATER);
    const next = (await heartbeat(host.sys, { id, nonce }, { ...ANEW!, clientPort: 4002 }, LATER)).nonce!;
    await armThroughReboot(host.sys, id);
    expect(host.file(`${GUARD}/${id}/reboot`)!.content).toMatch(/ 6000\n$/);
    // What the boot does.
    host.put("/proc/sys/kernel/random/boot_id", "another\n");
    host.put(`${GUARD}/${id}/state`, "armed\n");
    const early = { ...ANEW!, clientPort: 4009 };
    expect(await confirm(host.sys, { id, nonce: next }, early, 300)).toMatchObject({ state: "confirmed" });
    expect((await heartbeat(host.sys, { id, nonce: next }, early, 300)).transaction.heartbeats).toBe(2);
  });

  it("counts places where the nonce must come from more than one, afresh for every heartbeat", async () => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host, { confirmations: 2 })).armed!;
    const { id } = transaction;
    const from = (client: string, clientPort: number) => ({ ...ANEW!, client, clientPort });
    expect((await confirm(host.sys, { id, nonce }, from("2001:db8::a", 5001), LATER)).state).toBe("armed");
    expect((await confirm(host.sys, { id, nonce }, from("2001:db8::a", 5002), LATER)).state).toBe("armed");
    expect((await confirm(host.sys, { id, nonce }, from("2001:db8::b", 5003), LATER)).state).toBe("confirmed");
    const beat = (given: string, client: string, port: number) =>
      heartbeat(host.sys, { id, nonce: given }, from(client, port), LATER);
    expect((await beat(nonce, "2001:db8::a", 5004)).nonce).toBe(null);
    const { nonce: next, transaction: moved } = await beat(nonce, "2001:db8::b", 5005);
    expect(moved.heartbeats).toBe(1);
    // A third place is late with the same nonce: heard, and nothing moves.
    expect(await beat(nonce, "2001:db8::c", 5006)).toMatchObject({ nonce: next, transaction: { heartbeats: 1 } });
    expect((await beat(next!, "2001:db8::c", 5007)).nonce).toBe(null);
  });

  it("keeps only the hash of its nonce on the host", async () => {
    const host = memoryHost(SPEC);
    const { nonce } = (await remove(host)).armed!;
    expect(nonce.length).toBeGreaterThanOrEqual(43);
    for (const name of await host.sys.list(GUARD)) {
      for (const file of await host.sys.list(`${GUARD}/${name}`))
        expect((await host.sys.read(`${GUARD}/${name}/${file}`)) ?? "").not.toContain(nonce);
    }
    expect(JSON.stringify(await listReceipts(host.sys))).not.toContain(nonce);
  });

  it.each<[string, Hello["connection"], number, string, RegExp]>([
    ["without a connection", null, LATER, "", /no network connection/],
    ["over IPv4", { ...ANEW!, client: "192.0.2.1", server: "192.0.2.2" }, LATER, "", /over IPv4/],
    ["over mapped IPv4", { ...ANEW!, client: "::ffff:192.0.2.1" }, LATER, "", /over IPv4/],
    ["over mapped IPv4 in hex", { ...ANEW!, server: "::ffff:c000:201" }, LATER, "", /over IPv4/],
    ["from the connection that armed", CAME_IN, LATER, "", /the connection that armed/],
    ["from a connection older than the transaction", ANEW, 99_000, "", /older than the transaction/],
    ["with another nonce", ANEW, LATER, "x", /not the nonce/],
  ])("is not confirmed %s", async (_name, connection, since, other, message) => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host)).armed!;
    await expect(confirm(host.sys, { id: transaction.id, nonce: other || nonce }, connection, since)).rejects.toThrow(
      message,
    );
    await expect(commit(host.sys, { id: transaction.id })).rejects.toThrow(/was not confirmed/);
    expect((await transactions(host.sys))[0]!.state).toBe("armed");
  });

  it("is confirmed over link-local with a zone", async () => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host)).armed!;
    expect(
      await confirm(host.sys, { id: transaction.id, nonce }, { ...ANEW!, client: "fe80::1%eth0" }, LATER),
    ).toMatchObject({ state: "confirmed" });
  });

  it("is not confirmed or committed after the host undid itself", async () => {
    const host = memoryHost(SPEC);
    const { transaction, nonce } = (await remove(host)).armed!;
    expect(await undoNow(host.sys, { id: transaction.id })).toMatchObject({ state: "undone" });
    expect(await undoNow(host.sys, { id: transaction.id })).toMatchObject({ state: "undone" });
    await expect(confirm(host.sys, { id: transaction.id, nonce }, ANEW, LATER)).rejects.toThrow(
      /the host undid itself/,
    );
    await expect(commit(host.sys, { id: transaction.id })).rejects.toThrow(/too late/);
    expect((await listReceipts(host.sys))[0]!.state).toBe("undone");
    expect(await undoStep(host.sys, "p4/api/h1")).toMatchObject({ outcome: "nothing" });
    expect((await remove(host)).outcome).toBe("changed");
  });

  it("has no second one beside it", async () => {
    const host = memoryHost(SPEC);
    await remove(host);
    const second = {
      step: "other",
      module: "gai-conf",
      want: { ipv6: 50, ipv4: 40, nat64_prefixes: [], nat64: 39 },
    } as Partial<StepRequest>;
    await expect(remove(host, second)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringContaining("is armed on this host until"),
    });
    expect(host.file("/etc/gai.conf")).toBeNull();
  });

  it("gives way to nobody while its undo has failed", async () => {
    const host = memoryHost(SPEC);
    const { transaction } = (await remove(host)).armed!;
    host.put(`${GUARD}/${transaction.id}/state`, "undo_failed\n");
    await expect(remove(host, { step: "again" })).resolves.toMatchObject({ outcome: "unchanged" });
    await expect(
      remove(host, {
        step: "z",
        module: "gai-conf",
        want: { ipv6: 50, ipv4: 40, nat64_prefixes: [], nat64: 39 },
      } as never),
    ).rejects.toThrow(/a person must look/);
    expect((await listReceipts(host.sys))[0]!.state).toBe("undo-failed");
  });

  it("takes over from an arming process that died", async () => {
    const host = memoryHost(SPEC);
    host.put(`${GUARD}/armed`, { link: "dead-00000000" });
    host.put(`${GUARD}/dead-00000000/owner`, "77 5\n");
    expect((await remove(host)).outcome).toBe("changed");
    expect(await host.sys.list(`${GUARD}/dead-00000000`)).toEqual([]);
  });

  it("changes nothing where the host cannot be protected", async () => {
    for (const words of ["sh -c set -e", "sync", "cp -a"]) {
      const host = memoryHost(SPEC);
      host.breakCommand(words);
      const before = host.snapshot();
      await expect(remove(host), words).rejects.toThrow(/nothing was changed/);
      expect(host.snapshot()).toEqual(before);
      expect(await transactions(host.sys)).toEqual([]);
      expect(host.file(`${GUARD}/armed`)).toBeNull();
    }
  });

  it("is undone when its own step fails", async () => {
    const host = memoryHost(SPEC);
    const before = host.snapshot();
    host.breakCommand("ip -4 -force -batch");
    await expect(remove(host)).rejects.toThrow(/after the change .*198.51.100.7\/24 on eth0.*; it was undone/);
    expect((await transactions(host.sys))[0]!.state).toBe("undone");
    expect((host.snapshot() as { addresses: string[] }).addresses).toEqual(
      (before as { addresses: string[] }).addresses,
    );
  });

  it("has no time of nothing or of for ever", async () => {
    for (const within of [0, -1, Number.NaN, 1e12]) {
      await expect(remove(memoryHost(SPEC), { undoUnlessConfirmedWithin: within })).rejects.toMatchObject({
        code: "bad-request",
      });
    }
  });

  it("is asked for by its own id only", async () => {
    for (const id of ["../../../etc", "", "armed", "a/b"]) {
      await expect(commit(memoryHost(SPEC).sys, { id })).rejects.toMatchObject({ code: "bad-request" });
    }
  });
});

describe("undo after the commit", () => {
  async function committed(neighbours: Record<string, string>): Promise<MemoryHost> {
    const host = memoryHost({ ...SPEC, neighbours });
    const { transaction, nonce } = (await remove(host)).armed!;
    await confirm(host.sys, { id: transaction.id, nonce }, ANEW, LATER);
    await commit(host.sys, { id: transaction.id });
    return host;
  }

  it("is refused while somebody else has the address, names him, touches nothing, and may be asked again", async () => {
    const neighbours: Record<string, string> = { "198.51.100.7": "02:00:00:00:00:02" };
    const host = await committed(neighbours);
    const before = host.snapshot();
    expect(await undoStep(host.sys, "p4/api/h1")).toEqual({
      outcome: "refused",
      because: [
        "198.51.100.7 on eth0 is used by 02:00:00:00:00:02: take it from there, then roll back again. Nothing was touched",
      ],
    });
    expect(host.snapshot()).toEqual(before);
    expect(await listReceipts(host.sys)).toMatchObject([{ state: "applied" }]);
    delete neighbours["198.51.100.7"];
    expect(await undoStep(host.sys, "p4/api/h1")).toMatchObject({ outcome: "undone" });
  });

  it("is none of the neighbours' business where they have other addresses", async () => {
    const host = await committed({ "198.51.100.8": "02:00:00:00:00:02" });
    expect(await undoStep(host.sys, "p4/api/h1")).toMatchObject({ outcome: "undone" });
  });
});

describe("a host that cannot rehearse its undo", () => {
  const host = () => memoryHost({ ...SPEC, cannotRehearse: "no namespace of its own" });

  it("is left alone, and says how to go on", async () => {
    const memory = host();
    const before = memory.snapshot();
    await expect(remove(memory)).rejects.toThrow(
      /cannot be rehearsed here: no namespace of its own; nothing was changed.*rollout\.unrehearsed: allow/,
    );
    expect(memory.snapshot()).toEqual(before);
  });

  it("changes where the plan allows that, and its record says so", async () => {
    const { armed } = await remove(host(), { allowUnrehearsed: true });
    expect(armed!.transaction.because.join("\n")).toContain("undo not rehearsed: no namespace of its own");
  });
});
