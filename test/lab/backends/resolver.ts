/** What holds for any resolver that is not ours: the same gates, the operator's configuration kept, a broken one never loaded, undone to the byte. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../../src/lab/from-file.ts";
import type { HeldLab } from "../../../src/lab/lab.ts";
import { migrate, ndjson } from "../controller.ts";
import { Plans } from "./plans.ts";

export interface ResolverUnderTest {
  readonly backend: "bind9" | "unbound";
  /** Shell that gives the host a configuration of the operator's with a name of its own: own.corp.example is 2001:db8::77. */
  readonly operators: string;
  /** Starts the server as it is, with that configuration. */
  readonly start: string;
  /** Shell that breaks a file of the operator's so that the server would not load it. */
  readonly breakIt: string;
  readonly mend: string;
  /** A file the operator wrote that must stay as it is. */
  readonly kept: string;
}

const NS1 = "2001:db8:10::53";
/** The keys of the lab's signed root, where the plan says they are. */
const KEYS = "/etc/lab-root.key";

export function resolverTests(under: ResolverUnderTest): void {
  const plans = new Plans();
  const others = {
    nat64: "builtin",
    dns64: under.backend,
    edits: {
      'clients: ["2001:db8:10::/64"]\ntargets:': `clients: ["2001:db8:10::/64"]\n  validate: true\n  trust_anchors: [${KEYS}]\ntargets:`,
    },
  };
  let lab: HeldLab;
  let before: Record<string, string>;
  const run = async (host: string, script: string): Promise<string> => {
    const { code, stdout, stderr } = await lab.exec(host, ["sh", "-c", script]);
    expect(code, `${host}: ${script}: ${stderr}`).toBe(0);
    return stdout;
  };
  const ask = (name: string, type: string, server = NS1): Promise<string> =>
    run("mon1", `dig +time=2 +tries=2 +short @${server} ${name} ${type}`);

  beforeAll(async () => {
    lab = await startLabFromFile(plans.plan({}), {
      name: `${under.backend}-${process.pid}`,
      say: (line) => console.log(line),
    });
    const keys = (await lab.exec("lab-resolver", ["cat", "/etc/unbound/lab-root.key"])).stdout;
    for (const host of ["ns1", "ns2"]) await run(host, `cat >${KEYS} <<'X'\n${keys}\nX`);
    // ns1 resolves for the operator already, ns2 is new.
    await run("ns1", `${under.operators}\n${under.start}`);
    before = { ns1: await lab.checksum("ns1"), ns2: await lab.checksum("ns2") };
  });
  afterAll(async () => {
    await lab?.stop();
    plans.close();
  });

  describe(`dns64.backend: ${under.backend}`, () => {
    let first: string;

    test("a configuration that does not pass its check is never loaded: the old answers go on", async () => {
      await run("ns1", under.breakIt);
      const { code, stderr } = await migrate(lab, ["apply", plans.plan(others), "--phase", "2", "--yes"]);
      expect(code, stderr).not.toBe(0);
      expect(stderr).toContain("does not pass, so nothing was loaded");
      expect((await run("ns1", `dig +short @::1 own.corp.example AAAA`)).trim()).toBe("2001:db8::77");
      await run("ns1", under.mend);
      expect({ ns1: await lab.checksum("ns1"), ns2: await lab.checksum("ns2") }).toEqual(before);
    });

    test("phase 2 passes its gates on both resolvers, one that ran and one that is new; again changes nothing", async () => {
      const kept = await run("ns1", `sha256sum ${under.kept}`);
      const plan = plans.plan(others);
      const { code, stderr, stdout } = await migrate(lab, ["apply", plan, "--phase", "2", "--yes", "--json"]);
      expect(code, stderr).toBe(0);
      first = String(ndjson(stdout).find(({ type }) => type === "run.started")?.run);
      expect(await run("ns1", `sha256sum ${under.kept}`)).toBe(kept);
      const again = await migrate(lab, ["apply", plan, "--phase", "2", "--yes", "--json"]);
      expect(again.code, again.stderr).toBe(0);
      expect(ndjson(again.stdout).filter(({ type }) => type === "change")).toEqual([]);
    });

    test("synthesises, not for private IPv4, and answers what the operator has it answer", async () => {
      for (const server of [NS1, "2001:db8:10::55"]) {
        expect(await ask("www.vendor.example", "AAAA", server)).toMatch(/^64:ff9b::5db8:d8/);
        expect(await ask("ipv4only.arpa", "AAAA", server)).toMatch(/64:ff9b::c000:a[ab]/);
      }
      expect((await ask("own.corp.example", "AAAA")).trim()).toBe("2001:db8::77");
      expect((await ask("private.corp.example", "AAAA")).trim()).toBe("");
      expect((await ask("private.corp.example", "A")).trim()).toBe("10.1.2.3");
    });

    test("comes back after a reboot", async () => {
      await lab.reboot("ns2");
      await expect
        .poll(() => ask("www.vendor.example", "AAAA", "2001:db8:10::55"), { timeout: 20_000 })
        .toMatch(/^64:ff9b::/);
    });

    test("is undone to the byte, and the operator's server runs as it did", async () => {
      const { code, stderr } = await migrate(lab, ["rollback", first, "--yes"]);
      expect(code, stderr).toBe(0);
      expect({ ns1: await lab.checksum("ns1"), ns2: await lab.checksum("ns2") }).toEqual(before);
      expect((await run("ns1", "dig +short @::1 own.corp.example AAAA")).trim()).toBe("2001:db8::77");
      expect((await lab.exec("ns2", ["dig", "+time=1", "+tries=1", "@::1", "own.corp.example"])).code).not.toBe(0);
    });

    // The operator's own BIND keeps the port of every address: ours refuses to stand beside it, and says who has it.
    if (under.backend !== "unbound") return;
    test("our own server makes way for it", async () => {
      const own = await migrate(lab, ["apply", plans.plan({}), "--phase", "2", "--yes"]);
      expect(own.code, own.stderr).toBe(0);
      const { code, stderr } = await migrate(lab, ["apply", plans.plan(others), "--phase", "2", "--yes"]);
      expect(code, stderr).toBe(0);
      for (const server of [NS1, "2001:db8:10::55"])
        expect(await ask("www.vendor.example", "AAAA", server)).toMatch(/^64:ff9b::5db8:d8/);
      expect(await run("ns2", "ls /etc/migrate /etc/init.d | grep -c migrate-dns64 || true")).toBe("0\n");
    });
  });
}
