/** The validator of `migrate dns64` against real zones of every kind, beside Unbound and BIND, and under real validating clients. */
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DIFFERENCES } from "./dnssec-differences.ts";
import { askMatrix, type Row } from "./dnssec-matrix.ts";
import { type DnssecServers, PORT, startDnssecServers, startNsd } from "./dnssec-servers.ts";
import { ALGORITHMS } from "./dnssec-zones.ts";
import { startResolved } from "./systemd-resolved.ts";

let servers: DnssecServers;
let status: string;

beforeAll(async () => {
  servers = await startDnssecServers(true);
  status = join(servers.folder, "status");
  await servers.dns64(
    {
      listen: `127.0.0.1:${PORT.ours}`,
      upstream: `127.0.0.1:${PORT.upstream}`,
      validate: "local",
      trust_anchors: servers.tree.anchorDs,
      // Who is listed is not limited in how much it asks.
      clients: "127.0.0.1",
      status,
    },
    "ours",
  );
});

afterAll(async () => {
  await servers?.close();
});

interface Dug {
  readonly status: string;
  readonly ad: boolean;
  readonly answer: string[];
  readonly error: string | null;
}

async function dig(port: number, name: string, type: string, ...more: string[]): Promise<Dug> {
  const args = ["@127.0.0.1", "-p", String(port), "+tries=1", "+time=8", "+noauthority", ...more, name, type];
  const out = await servers.inside("dig", ...args);
  return {
    status: /status: (\w+)/.exec(out)?.[1] ?? "none",
    ad: / flags: [a-z ]*\bad\b/.test(out),
    answer: out
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith(";"))
      .map((line) => line.split(/\s+/).slice(3))
      // NSD makes a DNAME's CNAME in the case of the question, which is drawn at random.
      .map(([type, ...data]) => `${type} ${data.join(" ").toLowerCase()}`)
      .filter((line) => !line.startsWith("RRSIG")),
    error: /EDE: (\d+)/.exec(out)?.[1] ?? null,
  };
}

describe("the question matrix", () => {
  let rows: Row[];
  let differing: Row[];
  beforeAll(async () => {
    rows = await askMatrix(servers);
    differing = rows.filter(({ ours, unbound, bind }) => ours !== unbound || ours !== bind);
  });

  it("is asked whole, and answered whole", () => {
    expect(rows.length).toBeGreaterThan(2700);
    expect(rows.filter(({ ours }) => ours === "nothing")).toEqual([]);
  });
  it("has no difference that is not explained", () => {
    expect(differing.filter((row) => !DIFFERENCES.some(({ explains }) => explains(row)))).toEqual([]);
    expect(differing.length).toBeLessThan(rows.length / 3);
  });
  it("shows every difference that is explained", () => {
    const unseen = DIFFERENCES.filter(({ explains }) => !differing.some(explains));
    expect(unseen.map(({ title }) => title).filter((title) => !DEPENDS_ON_ORDER.has(title))).toEqual([]);
  });
  it("is told in docs/dns64.md", () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/dns64.md"), "utf8");
    expect(DIFFERENCES.map(({ title }) => title).filter((title) => !text.includes(`| ${title} |`))).toEqual([]);
  });
});

/** Unbound fails there only once its cache holds the wildcard's own answer. */
const DEPENDS_ON_ORDER = new Set(["An alias to a wildcard under NSEC3"]);

describe("answers", () => {
  it.each(ALGORITHMS)("%s, signed with %s: synthesised and authentic", async (zone) => {
    expect(await dig(PORT.ours, `v4.${zone}`, "AAAA")).toEqual({
      status: "NOERROR",
      ad: true,
      answer: ["AAAA 64:ff9b::808:808"],
      error: null,
    });
  });
  it.each([
    ["v4.forged.test", "6"],
    ["v4.expired.test", "7"],
    ["v4.future.test", "8"],
    ["v4.otherkey.test", "9"],
    ["v4.stripped.test", "10"],
    ["dual.hidden.test", "12"],
    ["dual.hidden3.test", "12"],
    ["to-forged.chain.test", "6"],
  ])("%s: SERVFAIL with extended error %s, over UDP and TCP", async (name, error) => {
    for (const transport of ["+notcp", "+tcp"])
      expect(await dig(PORT.ours, name, "AAAA", transport)).toEqual({
        status: "SERVFAIL",
        ad: false,
        answer: [],
        error,
      });
  });
  it("what is bogus can still be looked at with CD", async () => {
    expect(await dig(PORT.ours, "v4.forged.test", "A", "+cd")).toMatchObject({
      status: "NOERROR",
      ad: false,
      answer: ["A 8.8.8.9"],
    });
  });
  it("AD is for those who ask, by AD or DO", async () => {
    expect((await dig(PORT.ours, "dual.nsec3.test", "AAAA", "+noadflag")).ad).toBe(false);
    expect((await dig(PORT.ours, "dual.nsec3.test", "AAAA", "+noadflag", "+dnssec")).ad).toBe(true);
  });
  it("sixty synthesised addresses are cut over UDP, whole and authentic over TCP", async () => {
    expect((await dig(PORT.ours, "many.ecdsa256.test", "AAAA", "+ignore")).answer).toEqual([]);
    const whole = await dig(PORT.ours, "many.ecdsa256.test", "AAAA");
    expect([whole.answer.length, whole.ad]).toEqual([60, true]);
  });
  it("the status counts what validation found", async () => {
    let text = "";
    for await (const chunk of connect(status).setEncoding("utf8")) text += chunk;
    const { validation } = JSON.parse(text);
    expect(validation.secure).toBeGreaterThan(100);
    expect(validation.insecure).toBeGreaterThan(50);
    expect(validation.bogus).toBeGreaterThan(50);
    expect(validation.zones).toBeGreaterThan(30);
  });
});

describe("configuration", () => {
  it("an anchor from a file as unbound-anchor keeps one, and names left alone", async () => {
    const file = join(servers.folder, "root.key");
    writeFileSync(file, `; autotrust trust anchor file\n;;id: . 1\n${servers.tree.anchorKey} ;;state=2 [  VALID  ]\n`);
    const port = 5320;
    await servers.dns64(
      {
        listen: `127.0.0.1:${port}`,
        upstream: `127.0.0.1:${PORT.upstream}`,
        validate: "local",
        trust_anchors: [file],
        unvalidated: ["forged.test"],
      },
      "file",
    );
    expect(await dig(port, "v4.ed25519.test", "AAAA")).toMatchObject({ status: "NOERROR", ad: true });
    expect(await dig(port, "v4.forged.test", "AAAA")).toMatchObject({
      status: "NOERROR",
      ad: false,
      answer: ["AAAA 64:ff9b::808:809"],
    });
    expect(await dig(port, "v4.expired.test", "AAAA")).toMatchObject({ status: "SERVFAIL" });
  });
  it("another root's anchor makes everything bogus, nothing insecure", async () => {
    const port = 5321;
    await servers.dns64(
      { listen: `127.0.0.1:${port}`, upstream: `127.0.0.1:${PORT.upstream}`, validate: "local" },
      "iana",
    );
    for (const name of ["v4.ed25519.test", "v4.unsigned.test"])
      expect(await dig(port, name, "AAAA")).toMatchObject({ status: "SERVFAIL", error: "9" });
  });
});

describe("NSD as the authority", () => {
  it("comes to the same, and a zone without denials has no denials", async () => {
    const upstream = await startNsd(servers);
    const port = 5322;
    await servers.dns64(
      {
        listen: `127.0.0.1:${port}`,
        upstream: `127.0.0.1:${upstream}`,
        validate: "local",
        trust_anchors: servers.tree.anchorDs,
      },
      "nsd",
    );
    expect(await dig(port, "v4.nodenial.test", "A")).toMatchObject({ status: "NOERROR", ad: true });
    expect(await dig(port, "v4.nodenial.test", "AAAA")).toMatchObject({ status: "SERVFAIL", error: "12" });
    expect(await dig(port, "absent.nodenial.test", "AAAA")).toMatchObject({ status: "SERVFAIL", error: "12" });
    for (const zone of ["ecdsa256.test", "nsec3.test", "optout.test", "salted.test", "deep.chain.test"]) {
      for (const label of ["v4", "dual", "absent", "alias", "x.below", "x.wild", "x.wildtext", "nonterminal"]) {
        const [there, here] = await Promise.all([PORT.ours, port].map((at) => dig(at, `${label}.${zone}`, "AAAA")));
        expect({ zone, label, ...here }).toEqual({ zone, label, ...there });
      }
    }
  });
});

describe("clients that validate by themselves", () => {
  it("delv", async () => {
    const keys = join(servers.folder, "delv.keys");
    const [flags, protocol, algorithm, ...key] = servers.tree.anchorKey.split("DNSKEY")[1]!.trim().split(/\s+/);
    writeFileSync(keys, `trust-anchors { . static-key ${flags} ${protocol} ${algorithm} "${key.join("")}"; };\n`);
    // What goes wrong it says on stderr, and exits 0.
    const command = `exec 2>&1; delv @127.0.0.1 -p ${PORT.ours} -a ${keys} +root=. "$@" || true`;
    const delv = (...question: string[]): Promise<string> => servers.inside("sh", "-c", command, "delv", ...question);
    expect(await delv("dual.nsec3.test", "AAAA")).toContain("fully validated");
    expect(await delv("v4.ed448.test", "A")).toContain("fully validated");
    expect(await delv("absent.nsec3.test", "A")).toMatch(/negative response, fully validated/);
    expect(await delv("v4.unsigned.test", "AAAA")).toMatch(/unsigned answer\n.*64:ff9b::808:808/);
    // It asks without CD, so it gets what was made, which nobody signed: RFC 6147 §3 case 3.
    expect(await delv("v4.nsec3.test", "AAAA")).toContain("resolution failed");
  });
  it("systemd-resolved", async () => {
    await startResolved(servers, PORT.ours);
    const ask = async (name: string, type: string): Promise<string> => {
      const out = await servers.inside("dig", "@127.0.0.53", "+tries=1", "+time=8", name, type);
      const count = /ANSWER: (\d+)/.exec(out)?.[1];
      return `${/status: (\w+)/.exec(out)?.[1]} ${count}${/flags: [a-z ]*\bad\b/.test(out) ? " ad" : ""}`;
    };
    await expect.poll(() => ask("dual.ecdsa256.test", "AAAA"), { timeout: 20_000 }).toBe("NOERROR 1 ad");
    expect(await ask("v4.ecdsa256.test", "A")).toBe("NOERROR 1 ad");
    // It sets DO and CD: nothing is synthesised, which is what RFC 6147 §5.5 item 3 wants and FACTS tells operators.
    expect(await ask("v4.ecdsa256.test", "AAAA")).toBe("NOERROR 0 ad");
    expect(await ask("absent.nsec3.test", "AAAA")).toBe("NXDOMAIN 0 ad");
    expect(await ask("v4.forged.test", "A")).toMatch(/^SERVFAIL/);
    expect(await ask("dual.hidden.test", "AAAA")).toMatch(/^SERVFAIL/);
  });
});
