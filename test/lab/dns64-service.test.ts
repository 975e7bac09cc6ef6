/** `migrate dns64` as a service: reload, views, workers, limits, metrics, query log, upstream over TLS. */
import { type ChildProcess, execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_ADDRESSES, type Daemon, type Servers, startServers } from "./dns64-servers.ts";

let servers: Servers;
const IOS = ["mmsg", "dgram"] as const;

beforeAll(async () => {
  servers = await startServers();
});

afterAll(async () => {
  await servers?.close();
});

async function dig(...args: string[]): Promise<string> {
  return servers.inside("dig", "+tries=1", "+time=5", ...args);
}

async function answer(...args: string[]): Promise<string> {
  return (await dig(...args, "+short")).trim();
}

describe.each(IOS)("reload, io: %s", (io) => {
  const port = io === "mmsg" ? "5401" : "5402";
  const base = { io, listen: `[::1]:${port}`, upstream: "127.0.0.1#5301", clients: ["::1"] };
  let daemon: Daemon;
  const ask = (...args: string[]): Promise<string> => answer("@::1", "-p", port, ...args);
  const rewrite = async (config: object, said: RegExp): Promise<void> => {
    const before = daemon.stderr().length;
    writeFileSync(join(servers.folder, `reload-${io}.json`), JSON.stringify(config));
    process.kill(daemon.pid, "SIGHUP");
    await expect.poll(() => daemon.stderr().slice(before), { timeout: 5000 }).toMatch(said);
  };

  beforeAll(async () => {
    daemon = await servers.dns64(base, `reload-${io}`);
  });
  afterAll(async () => {
    await daemon.stop();
  });

  it("keeps the cache: what was known is given while the upstream is dead", async () => {
    expect(await ask("r1.wild.plain.test", "A")).toBe("8.8.4.4");
    expect(await ask("r1.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
    await servers.stopResolver();
    await rewrite({ ...base, clients: ["::1", "127.0.0.1"] }, /reloaded$/m);
    expect(await ask("r1.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
    expect(await ask("r1.wild.plain.test", "A")).toBe("8.8.4.4");
    await servers.startResolver();
  });
  it("another prefix holds at once, also for what was cached", async () => {
    await rewrite({ ...base, prefixes: "2001:db8:64::/96" }, /reloaded$/m);
    expect(await ask("r1.wild.plain.test", "AAAA")).toBe("2001:db8:64::808:404");
  });
  it("another upstream is asked from then on", async () => {
    await rewrite({ ...base, upstream: "127.0.0.1#5300" }, /reloaded$/m);
    expect(await ask("r2.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
  });
  it("a wrong file changes nothing and is named", async () => {
    await rewrite({ ...base, prefixes: "64:ff9b::/95" }, /not reloaded: .*not a translation prefix/);
    expect(await ask("r2.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
  });
  it("says what needs a restart", async () => {
    await rewrite({ ...base, workers: 3 }, /reloaded, but for workers: they need a restart/);
    expect(await ask("r2.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
  });
});

describe.each(IOS)("views, io: %s", (io) => {
  it("give each client its own prefix, whoever asked first", async () => {
    const daemon = await servers.dns64(
      {
        io,
        listen: "[::]:5410",
        upstream: "127.0.0.1#5301",
        clients: ["::1"],
        views: [{ clients: [CLIENT_ADDRESSES[1]], prefixes: "2001:db8:64::/96", ptr: { name: "nat64.example" } }],
      },
      "views",
    );
    const ask = (from: string, ...args: string[]): Promise<string> =>
      answer(`@${from}`, "-b", from, "-p", "5410", ...args);
    for (let round = 0; round < 2; round++) {
      expect(await ask("::1", "v.wild.plain.test", "AAAA")).toBe("64:ff9b::808:404");
      expect(await ask(CLIENT_ADDRESSES[1], "v.wild.plain.test", "AAAA")).toBe("2001:db8:64::808:404");
    }
    expect(await ask(CLIENT_ADDRESSES[1], "-x", "2001:db8:64::808:808")).toBe("nat64.example.");
    expect(await dig(`@${CLIENT_ADDRESSES[0]}`, "-b", CLIENT_ADDRESSES[0], "-p", "5410", "v4.plain.test")).toContain(
      "REFUSED",
    );
    await daemon.stop();
  });
});

describe("several workers", () => {
  it("answer alike, cached or not, from whatever port they are asked", async () => {
    const daemon = await servers.dns64(
      {
        listen: ["[::1]:5411", "127.0.0.1:5411"],
        upstream: "127.0.0.1#5301",
        clients: ["::1", "127.0.0.1"],
        workers: 3,
      },
      "workers",
    );
    for (let i = 0; i < 24; i++) {
      const server = i % 2 === 0 ? "@::1" : "@127.0.0.1";
      expect(await answer(server, "-p", "5411", `w${i >> 2}.wild.plain.test`, "AAAA")).toBe("64:ff9b::808:404");
    }
    expect(await daemon.stop()).toBe(0);
  });
});

describe.each(IOS)("limits, io: %s", (io) => {
  it("what exceeds the rate comes back over TCP; who has a cookie is not limited", async () => {
    const daemon = await servers.dns64(
      {
        io,
        listen: "[::1]:5412",
        upstream: "127.0.0.1#5301",
        rate_limit: { per_second: 1, burst: 1, slip: 1 },
        clients: ["::1"],
      },
      "limited",
    );
    const ask = (...args: string[]): Promise<string> => dig("@::1", "-p", "5412", "l.wild.plain.test", "AAAA", ...args);
    await ask("+nocookie");
    expect(await ask("+nocookie", "+ignore")).toMatch(/flags:[^;]* tc/);
    expect(await ask("+nocookie")).toContain("64:ff9b::808:404");
    const cookie = /COOKIE: ([0-9a-f]{48}) \(good\)/.exec(await ask("+cookie=0102030405060708", "+tcp"))![1]!;
    for (let i = 0; i < 5; i++) expect(await ask(`+cookie=${cookie}`, "+ignore")).toContain("64:ff9b::808:404");
    await daemon.stop();
  });
});

describe.each(IOS)("what it tells, io: %s", (io) => {
  it("metrics over HTTP, and queries only to the log it was told to write", async () => {
    const log = join(servers.folder, `queries-${io}.log`);
    const config = {
      io,
      listen: "[::1]:5413",
      upstream: "127.0.0.1#5301",
      clients: ["::1"],
      metrics: { address: "::1", port: 9164 },
    };
    const daemon = await servers.dns64(config, "tells");
    const ask = (name: string): Promise<string> => answer("@::1", "-p", "5413", `${name}.wild.plain.test`, "AAAA");
    await ask("secret");
    await ask("secret");
    const metrics = await servers.inside("curl", "-sS", "http://[::1]:9164/metrics");
    expect(metrics).toContain("migrate_dns64_queries_hits_total 1");
    expect(metrics).toContain('migrate_dns64_upstream_down{address="127.0.0.1:5301"} 0');
    expect(existsSync(log)).toBe(false);
    expect(daemon.stderr() + daemon.stdout()).not.toContain("secret");
    writeFileSync(join(servers.folder, "tells.json"), JSON.stringify({ ...config, query_log: log }));
    process.kill(daemon.pid, "SIGHUP");
    await expect.poll(() => existsSync(log), { timeout: 5000 }).toBe(true);
    await ask("told");
    await ask("told");
    await expect
      .poll(() => readFileSync(log, "utf8").match(/^\S+Z ::1 told\.wild\.plain\.test AAAA$/gm)?.length, {
        timeout: 5000,
      })
      .toBe(2);
    expect(statSync(log).mode & 0o777).toBe(0o600);
    renameSync(log, `${log}.1`);
    process.kill(daemon.pid, "SIGHUP");
    await expect.poll(() => existsSync(log), { timeout: 5000 }).toBe(true);
    await daemon.stop();
  });
});

describe.each(IOS)("an upstream over TLS, io: %s", (io) => {
  let ca: string;
  let upstream: ChildProcess;
  beforeAll(async () => {
    ca = join(servers.folder, "tls.pem");
    const key = join(servers.folder, "tls.key");
    const subject = ["-subj", "/CN=dns.example", "-addext", "subjectAltName=DNS:dns.example"];
    const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...made, "-keyout", key, "-out", ca, ...subject], { stdio: "ignore" });
    const file = join(servers.folder, "unbound-tls.conf");
    const text = readFileSync(join(servers.folder, "unbound.conf"), "utf8").replace(
      "interface: 127.0.0.1@5301",
      `interface: 127.0.0.1@8853\n  tls-port: 8853\n  tls-service-key: ${key}\n  tls-service-pem: ${ca}`,
    );
    writeFileSync(file, text);
    upstream = servers.start("/usr/sbin/unbound", "-d", "-c", file);
  });
  afterAll(() => {
    upstream.kill();
  });
  const config = (name: string, more: object = {}): object => ({
    io,
    listen: "[::1]:5414",
    clients: ["::1"],
    upstream: [{ address: "127.0.0.1", port: 8853, tls: name, ca, ...more }],
  });

  it("answers, many questions over one connection", async () => {
    const daemon = await servers.dns64(config("dns.example"), "tls");
    const ask = (name: string): Promise<string> => answer("@::1", "-p", "5414", `${name}.wild.plain.test`, "AAAA");
    await expect.poll(() => ask("t0"), { timeout: 10_000 }).toBe("64:ff9b::808:404");
    await Promise.all(Array.from({ length: 10 }, async (_, i) => expect(await ask(`t${i}`)).toBe("64:ff9b::808:404")));
    const open = await servers.inside("ss", "-Htn", "state", "established", "dport", "=", ":8853");
    expect(open.trim().split("\n")).toHaveLength(1);
    await daemon.stop();
  });
  it("says nothing to who cannot prove its name, and says why", async () => {
    const daemon = await servers.dns64(config("other.example"), "tls-other");
    expect(await dig("@::1", "-p", "5414", "v4.plain.test", "AAAA")).toContain("SERVFAIL");
    expect(daemon.stderr()).toMatch(/upstream 127\.0\.0\.1:8853 over TLS: .*other\.example/);
    await daemon.stop();
  });
});
