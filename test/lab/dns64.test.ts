/** `migrate dns64` beside real servers and real clients. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_ADDRESSES, type Daemon, type Servers, startServers } from "./dns64-servers.ts";

let servers: Servers;
let daemon: Daemon;

beforeAll(async () => {
  servers = await startServers();
});

afterAll(async () => {
  await servers?.close();
});

interface Dug {
  status: string;
  flags: string[];
  /** Without TTLs. */
  answer: string[];
  ttls: number[];
}

async function dig(...args: string[]): Promise<Dug> {
  const server = args.some((arg) => arg.startsWith("@")) ? [] : ["@::1"];
  const out = await servers.inside("dig", ...server, "+tries=1", "+time=6", "+noauthority", "+noadditional", ...args);
  const records = out
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(";"))
    .map((line) => line.split(/\s+/));
  return {
    status: /status: (\w+)/.exec(out)?.[1] ?? "none",
    flags: /flags: ([a-z ]+);/.exec(out)?.[1]?.split(" ") ?? [],
    answer: records.map(([owner, , , ...rest]) => `${owner} ${rest.join(" ")}`),
    ttls: records.map(([, ttl]) => Number(ttl)),
  };
}

/** A unix socket is reached from outside the namespace too. */
async function statusOf(
  path: string,
): Promise<Record<string, never> & { pending: number; queries: { synthesised: number } }> {
  let text = "";
  for await (const chunk of connect(path).setEncoding("utf8")) text += chunk;
  return JSON.parse(text);
}

/** The same with both ways to read and write UDP. */
describe.each(["mmsg", "dgram"] as const)("io: %s", (io) => {
  beforeAll(async () => {
    daemon = await servers.dns64(
      {
        io,
        listen: ["[::]:53", "0.0.0.0:53"],
        upstream: "127.0.0.1#5301",
        validate: "upstream",
        status: join(servers.folder, "status"),
        rate_limit: false,
      },
      io,
    );
  });

  describe("start", () => {
    it("says one line on stdout", () => {
      expect(daemon.stdout()).toMatch(/^dns64 ready .*\n$/);
      expect(daemon.stderr()).toContain("the path to it must be protected");
    });
    it("refuses a wrong configuration with every mistake and its place", async () => {
      const file = join(servers.folder, "wrong.yaml");
      writeFileSync(file, 'listen: ["::1"]\nupstream: nowhere\ntrust_anchors: keys\nprefixes: [64:ff9b::/95]\n');
      const bin = join(import.meta.dirname, "../../bin/migrate");
      const failure = await servers.inside(bin, "dns64", "--config", file).catch((error) => error);
      expect(failure.code).toBe(65);
      expect(failure.stderr).toMatch(/wrong\.yaml:2:11: upstream: nowhere is not an address/);
      expect(failure.stderr).toMatch(/wrong\.yaml:3:16: trust_anchors: has no effect without/);
      expect(failure.stderr).toMatch(/wrong\.yaml:4:\d+: prefixes\.0: .*not a translation prefix/);
    });
    it("says why it cannot listen", async () => {
      await expect(servers.dns64({ io, listen: "192.0.2.1:53", upstream: "127.0.0.1#5301" }, "absent")).rejects.toThrow(
        /EADDRNOTAVAIL/,
      );
    });
  });

  describe("questions over real servers", () => {
    it.each(["::1", "127.0.0.1", ...CLIENT_ADDRESSES])(
      "answers from %s, the address asked, over UDP and TCP",
      async (address) => {
        for (const transport of ["+notcp", "+tcp"]) {
          const { answer } = await dig(`@${address}`, transport, "v4.plain.test", "AAAA");
          expect(answer.sort()).toEqual([
            "v4.plain.test. AAAA 64:ff9b::808:808",
            "v4.plain.test. AAAA 64:ff9b::909:909",
          ]);
        }
      },
    );
    it.each([
      ["dual.plain.test", "NOERROR", ["dual.plain.test. AAAA 2001:db8:2::1"]],
      ["mapped.plain.test", "NOERROR", ["mapped.plain.test. AAAA 64:ff9b::102:304"]],
      ["private.plain.test", "NOERROR", []],
      ["text.plain.test", "NOERROR", []],
      ["absent.plain.test", "NXDOMAIN", []],
      ["any-label-at-all.wild.plain.test", "NOERROR", ["any-label-at-all.wild.plain.test. AAAA 64:ff9b::808:404"]],
      [
        "x.below.plain.test",
        "NOERROR",
        [
          "below.plain.test. DNAME target.plain.test.",
          "x.below.plain.test. CNAME x.target.plain.test.",
          "x.target.plain.test. AAAA 64:ff9b::808:404",
        ],
      ],
      ["ipv4only.arpa", "NOERROR", ["ipv4only.arpa. AAAA 64:ff9b::c000:aa", "ipv4only.arpa. AAAA 64:ff9b::c000:ab"]],
    ])("%s", async (name, status, answer) => {
      const dug = await dig(name, "AAAA");
      expect({ status: dug.status, answer: dug.answer }).toEqual({ status, answer });
    });
    it("keeps a chain's order and TTLs", async () => {
      const { answer, ttls } = await dig("alias.plain.test", "AAAA");
      expect(answer.slice(0, 2)).toEqual([
        "alias.plain.test. CNAME middle.plain.test.",
        "middle.plain.test. CNAME v4.plain.test.",
      ]);
      expect(answer).toHaveLength(4);
      expect(ttls[0]).toBeGreaterThan(90);
      expect(ttls[3]).toBeLessThanOrEqual(60);
    });
    it("truncates by the size of what is synthesised, and TCP has it all", async () => {
      expect((await dig("many.plain.test", "AAAA", "+ignore")).flags).toContain("tc");
      expect((await dig("many.plain.test", "AAAA")).answer).toHaveLength(60);
    });
    it("synthesises under prefixes of every length, and under all of them", async () => {
      const prefixes = ["2001:db8::/32", "2001:db8:100::/40", "2001:db8:122::/48", "2001:db8:122:300::/56"];
      const more = ["2001:db8:122:344::/64", "2001:db8:122:344::/96"];
      const config = { io, listen: "[::1]:5358", upstream: "127.0.0.1#5301", prefixes: [...prefixes, ...more] };
      const second = await servers.dns64(config, "lengths");
      const { answer } = await dig("@::1", "-p", "5358", "lengths.wild.plain.test", "AAAA");
      // RFC 6052 §2.2: bits 64 to 71 stay zero.
      expect(answer.map((line) => line.split(" ").at(-1)).sort()).toEqual(
        [
          "2001:db8:808:404::",
          "2001:db8:108:804:4::",
          "2001:db8:122:808:4:400::",
          "2001:db8:122:308:8:404::",
          "2001:db8:122:344:8:804:400:0",
          "2001:db8:122:344::808:404",
        ].sort(),
      );
      await second.stop();
    });
    it("turns reverse questions", async () => {
      const eight = await dig("-x", "64:ff9b::808:808");
      expect(eight.answer.map((line) => line.split(" ").slice(1).join(" "))).toEqual([
        "CNAME 8.8.8.8.in-addr.arpa.",
        "PTR dns.plain.test.",
      ]);
      expect((await dig("-x", "64:ff9b::808:809")).answer.at(-1)).toMatch(/PTR nine\.plain\.test\.$/);
      expect(await dig("-x", "64:ff9b::808:80a")).toMatchObject({ status: "NXDOMAIN", answer: [] });
    });
  });

  describe("a signed zone behind a validating upstream", () => {
    const synthesised = ["AAAA 64:ff9b::808:808", "AAAA 64:ff9b::909:909"];
    const types = (dug: Dug): string[] =>
      dug.answer
        .map((line) => line.split(" ").slice(1).join(" "))
        .filter((line) => !line.startsWith("RRSIG"))
        .sort();
    it.each([
      ["plain", ["+noadflag"], synthesised, false],
      ["DO", ["+dnssec"], synthesised, true],
      ["CD", ["+cdflag", "+noadflag"], synthesised, false],
      // Untouched, so AD is the upstream's: it has validated this already.
      ["DO and CD", ["+dnssec", "+cdflag"], [], true],
    ])("A-only, %s", async (_, flags, answer, authentic) => {
      const dug = await dig("v4.signed.test", "AAAA", ...flags);
      expect([dug.status, types(dug), dug.flags.includes("ad")]).toEqual(["NOERROR", answer, authentic]);
      expect(dug.answer.some((line) => line.includes("RRSIG"))).toBe(false);
    });
    it("native AAAA keeps its RRSIG and AD", async () => {
      const dug = await dig("dual.signed.test", "AAAA", "+dnssec");
      expect(dug.flags).toContain("ad");
      expect(dug.answer.some((line) => line.includes("RRSIG AAAA"))).toBe(true);
    });
    it.each(["v4", "dual", "absent"])("bogus data is SERVFAIL, never synthesised: %s", async (label) => {
      expect(await dig(`${label}.bogus.test`, "AAAA")).toMatchObject({ status: "SERVFAIL", answer: [] });
    });
  });

  describe("clients", () => {
    it("getaddrinfo of an IPv6-only host finds the synthesised addresses", async () => {
      const out = await servers.inside("getent", "ahosts", "v4.plain.test");
      expect(
        [
          ...new Set(
            out
              .trim()
              .split("\n")
              .map((line) => line.split(/\s+/)[0]),
          ),
        ]
          .filter((a) => a!.includes(":"))
          .sort(),
      ).toEqual(["64:ff9b::808:808", "64:ff9b::909:909"]);
      expect((await servers.inside("getent", "ahostsv6", "dual.plain.test")).split(/\s+/)[0]).toBe("2001:db8:2::1");
    });
    it("curl reaches an IPv4-only name under the prefix", async () => {
      await servers.inside("ip", "-6", "addr", "replace", "64:ff9b::808:404/128", "dev", "lo");
      const web = servers.start(process.execPath, "-e", WEB);
      await once(web.stdout!, "data");
      const out = await servers.inside("curl", "-sS", "-m", "5", "http://curl.wild.plain.test:8080/");
      expect(out).toBe("asked for curl.wild.plain.test:8080 at 64:ff9b::808:404");
      web.kill();
    });
    it("those not listed get REFUSED", async () => {
      const second = await servers.dns64(
        { io, listen: ["[::1]:5354", "127.0.0.1:5354"], upstream: ["127.0.0.1#5301"], clients: ["::1"] },
        "listed",
      );
      expect((await dig("@::1", "-p", "5354", "v4.plain.test", "AAAA")).status).toBe("NOERROR");
      expect(await dig("@127.0.0.1", "-p", "5354", "v4.plain.test", "AAAA")).toMatchObject({
        status: "REFUSED",
        answer: [],
      });
      expect(await dig("@127.0.0.1", "-p", "5354", "+tcp", "v4.plain.test", "AAAA")).toMatchObject({
        status: "REFUSED",
      });
      expect(await second.stop()).toBe(0);
    });
    it("many questions on one TCP connection, sent at once and then half closed, all get their answer", async () => {
      const out = await servers.inside(process.execPath, "-e", PIPELINE);
      expect(JSON.parse(out)).toEqual({ answers: 200, ids: 200 });
    });
    it("broken datagrams do not keep it from answering", async () => {
      await servers.inside(process.execPath, "-e", STORM);
      expect((await dig("after-the-storm.wild.plain.test", "AAAA")).answer).toHaveLength(1);
    });
  });

  describe("upstreams that fail", () => {
    it("answers from its cache while the upstream is dead, says SERVFAIL else, and recovers", async () => {
      await dig("kept.wild.plain.test", "AAAA");
      await servers.stopResolver();
      expect((await dig("kept.wild.plain.test", "AAAA")).answer).toHaveLength(1);
      const began = performance.now();
      expect((await dig("lost.wild.plain.test", "AAAA")).status).toBe("SERVFAIL");
      expect(performance.now() - began).toBeLessThan(4000);
      await servers.startResolver();
      await expect
        .poll(async () => (await dig("lost.wild.plain.test", "AAAA")).status, { timeout: 10_000 })
        .toBe("NOERROR");
    });
    it("a first upstream that is dead costs less than two seconds", async () => {
      const second = await servers.dns64(
        { io, listen: "[::1]:5355", upstream: ["192.0.2.1", "127.0.0.1#9", "127.0.0.1#5301"] },
        "dead-first",
      );
      const began = performance.now();
      expect((await dig("@::1", "-p", "5355", "v4.plain.test", "AAAA")).answer).toHaveLength(2);
      expect(performance.now() - began).toBeLessThan(2000);
      await second.stop();
    });
  });

  describe("an upstream that never answers for AAAA", () => {
    let deaf: ChildProcess;
    beforeAll(async () => {
      deaf = servers.start(process.execPath, "-e", DEAF_TO_AAAA);
      await once(deaf.stdout!, "data");
    });
    afterAll(() => {
      deaf.kill();
    });
    it.each([
      ["off", "deaf.wild.plain.test"],
      ["local", "deaf.wild.signed.test"],
    ])("gets its client an answer in less than three seconds, validation %s", async (validate, name) => {
      const anchor = validate === "local" ? { trust_anchors: join(servers.folder, "signed.test.anchor") } : {};
      const config = { io, listen: "[::1]:5357", upstream: "127.0.0.1#5399", validate, ...anchor };
      const second = await servers.dns64(config, "deaf");
      const began = performance.now();
      const answer = await dig("@::1", "-p", "5357", name, "AAAA");
      const tookMs = performance.now() - began;
      await second.stop();
      expect(tookMs).toBeLessThan(3000);
      expect(answer).toMatchObject({ status: "NOERROR", answer: [`${name}. AAAA 64:ff9b::808:404`] });
    });
  });

  describe("end", () => {
    it("tells its counters to whoever connects to the status socket", async () => {
      const status = await statusOf(join(servers.folder, "status"));
      expect(status.queries.synthesised).toBeGreaterThan(5);
      expect(status.upstreams).toEqual([{ address: "127.0.0.1:5301", down: false, edns: true, keepsCase: true }]);
      expect(status.pending).toBe(0);
    });
    it("SIGTERM ends it with 0, also with questions in flight", async () => {
      const socket = join(servers.folder, "hanging-status");
      const config = { io, listen: "[::1]:5356", upstream: "192.0.2.1", status: socket };
      const hanging = await servers.dns64(config, "hanging");
      const asked = dig("@::1", "-p", "5356", "v4.plain.test", "AAAA").catch(() => null);
      await expect.poll(async () => (await statusOf(socket)).pending, { timeout: 5000 }).toBe(1);
      expect(await hanging.stop()).toBe(0);
      expect(await daemon.stop()).toBe(0);
      await asked;
    });
  });
});

/** Says which name and which address it was asked for. */
const WEB = `
require("http").createServer((request, response) =>
  response.end("asked for " + request.headers.host + " at " + request.socket.localAddress),
).listen(8080, "::", () => console.log("up"));
`;

/** Hands every question but those for AAAA to the resolver. */
const DEAF_TO_AAAA = `
const { createSocket } = require("dgram");
const server = createSocket("udp4");
server.on("message", (question, from) => {
  let end = 12;
  while (question[end] > 0) end += question[end] + 1;
  if (question.readUInt16BE(end + 1) === 28) return;
  const one = createSocket("udp4");
  one.on("message", (answer) => {
    server.send(answer, from.port, from.address);
    one.close();
  });
  one.send(question, 5301, "127.0.0.1");
});
server.bind(5399, "127.0.0.1", () => console.log("up"));
`;

/** 200 questions for names never asked before, in one write, then FIN; counts what comes back. */
const PIPELINE = `
const net = require("net");
const frames = [];
for (let i = 0; i < 200; i++) {
  const name = ["p" + i, "wild", "plain", "test"].map((l) => String.fromCharCode(l.length) + l).join("") + "\\0";
  const message = Buffer.concat([Buffer.from([i >> 8, i & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), Buffer.from(name, "latin1"), Buffer.from([0, 28, 0, 1])]);
  frames.push(Buffer.from([message.length >> 8, message.length & 255]), message);
}
let held = Buffer.alloc(0);
const ids = new Set();
let answers = 0;
const socket = net.connect({ port: 53, host: "::1", allowHalfOpen: true }, () => socket.end(Buffer.concat(frames)));
socket.on("data", (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length > 2 && held.length >= 2 + held.readUInt16BE(0)) {
    const length = held.readUInt16BE(0);
    if (held.readUInt16BE(2 + 6) === 1) answers++;
    ids.add(held.readUInt16BE(2));
    held = held.subarray(2 + length);
  }
});
socket.on("end", () => console.log(JSON.stringify({ answers, ids: ids.size })));
`;

/** 5000 datagrams of noise, some with a plausible header. */
const STORM = `
const socket = require("dgram").createSocket("udp6");
let left = 5000;
let state = 1;
const draw = (n) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * n); };
const send = () => {
  if (left-- === 0) return socket.close();
  const bytes = Buffer.from(Array.from({ length: draw(80) }, () => draw(256)));
  if (left % 2 === 0 && bytes.length > 12) bytes.set([1, 0, 0, 1, 0, 0, 0, 0, 0, draw(2)], 2);
  socket.send(bytes, 53, "::1", send);
};
send();
`;
