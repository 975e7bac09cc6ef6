import { createSocket, type Socket } from "node:dgram";
import { type AddressInfo, createServer } from "node:net";
import { Packet } from "dns2";
import { afterEach, describe, expect, test } from "vitest";
import { answers, encodeQuery, readAnswer } from "../../../../agent/probes/dns.ts";
import { probe } from "../../../../agent/probes/probe.ts";
import type { ProbeAnswer, ProbeQuestion } from "../../../../agent/protocol/probes.ts";
import type { System } from "../../../../agent/system.ts";

const QUESTION = {
  kind: "dns",
  server: "127.0.0.1",
  port: 53,
  transport: "udp",
  name: "www.example",
  type: "AAAA",
  dnssecOk: false,
  checkingDisabled: false,
  timeoutMs: 1_000,
} as const satisfies ProbeQuestion;

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function reply(query: Buffer, change: (packet: InstanceType<typeof Packet>) => void = () => undefined): Buffer {
  const packet = Packet.createResponseFromRequest(Packet.parse(query));
  const address = "64:ff9b:0:0:0:0:c000:20a";
  packet.answers.push(new Packet.Resource({ name: "www.example", type: Packet.TYPE.AAAA, class: 1, ttl: 60, address }));
  change(packet);
  return packet.toBuffer();
}

describe("the query", () => {
  test("CD is a bit of the header, DO one of the OPT record (RFC 3225 §3, RFC 4035 §3.2.2)", () => {
    const plain = encodeQuery(QUESTION, 1);
    expect(plain.readUInt16BE(2)).toBe(0x0100);
    expect(plain.readUInt16BE(10)).toBe(0);
    const flagged = encodeQuery({ ...QUESTION, dnssecOk: true, checkingDisabled: true }, 1);
    expect(flagged.readUInt16BE(2)).toBe(0x0110);
    expect(flagged.readUInt16BE(10)).toBe(1);
    // Root name, type OPT, 1232 bytes, extended RCODE and version 0, DO, no options.
    expect(flagged.subarray(-11).toString("hex")).toBe("00002904d0" + "00008000" + "0000");
  });
});

describe("the answer", () => {
  test("addresses are RFC 5952 text; AD is read", () => {
    const message = reply(encodeQuery(QUESTION, 9));
    message[3] = message[3]! | 0x20;
    expect(readAnswer(message)).toMatchObject({
      rcode: "NOERROR",
      authenticated: true,
      answers: [{ name: "www.example", type: "AAAA", ttl: 60, data: "64:ff9b::c000:20a" }],
    });
  });

  test("only a response with our id to our question is one", () => {
    const query = encodeQuery(QUESTION, 9);
    expect(answers(query, reply(query))).toBe(true);
    expect(answers(query, query)).toBe(false);
    expect(answers(query, reply(encodeQuery(QUESTION, 10)))).toBe(false);
    expect(answers(query, reply(encodeQuery({ ...QUESTION, name: "other.example" }, 9)))).toBe(false);
    expect(answers(query, Buffer.alloc(3))).toBe(false);
    const loop = Buffer.from("000981000001000000000000" + "c00c001c0001", "hex");
    expect(answers(query, loop)).toBe(false);
  });
});

function ask(fields: Partial<ProbeQuestion>): Promise<ProbeAnswer> {
  return probe({ now: () => Date.now() } as System, { ...QUESTION, ...fields } as ProbeQuestion);
}

async function udp(answer: (query: Buffer, send: (message: Buffer) => void) => void): Promise<number> {
  const server: Socket = createSocket("udp4");
  server.on("message", (query, from) => answer(query, (message) => server.send(message, from.port, from.address)));
  open.push(server);
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  return server.address().port;
}

describe("over UDP", () => {
  test("a forged datagram does not stand in for the answer", async () => {
    const port = await udp((query, send) => {
      send(Buffer.from("junk"));
      send(reply(encodeQuery(QUESTION, (query.readUInt16BE(0) + 1) & 0xffff)));
      send(reply(query, ({ header }) => Object.assign(header, { rcode: Packet.RCODE.NXDOMAIN })));
    });
    expect((await ask({ port })).observed).toMatchObject({ rcode: "NXDOMAIN" });
  });

  test("silence is a timeout", async () => {
    const port = await udp(() => undefined);
    expect((await ask({ port, timeoutMs: 200 })).outcome).toBe("timeout");
  });
});

describe("over TCP", () => {
  test("an answer in pieces is put together", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (framed: Buffer) => {
        const message = reply(framed.subarray(2));
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        socket.write(length.subarray(0, 1));
        setImmediate(() => socket.write(Buffer.concat([length.subarray(1), message])));
      });
    });
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await ask({ port, transport: "tcp" });
    expect(answer.outcome, answer.because).toBe("answered");
    expect(answer.observed.answers).toHaveLength(1);
  });

  test("a server that hangs up has not answered", async () => {
    const server = createServer((socket) => socket.end());
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    expect((await ask({ port: (server.address() as AddressInfo).port, transport: "tcp" })).outcome).toBe("refused");
  });
});

test("a server that is no address cannot be asked", async () => {
  expect((await ask({ server: "ns1" })).outcome).toBe("unable");
});
