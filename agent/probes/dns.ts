/** One DNS question to one server, flags and all. The message is dns2's; the sockets are ours, since its clients speak no IPv6 and set no flags. */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIP } from "node:net";
import type DNS from "dns2";
import { Packet } from "dns2";
import { canonicalIp6 } from "../net/ip6.ts";
import type { Observed, ProbeQuestion } from "../protocol/probes.ts";
import { answered, endpoint, failure, type Result, timedOut, unable } from "./outcome.ts";

type Question = Extract<ProbeQuestion, { kind: "dns" }>;

/** RFC 4035 §3.2: AD and CD, which dns2 reads and writes but does not declare. */
type Flags = { ad: 0 | 1; cd: 0 | 1 };

/** What fits IPv6's smallest MTU with room for a fragment header. */
const UDP_PAYLOAD = 1_232;

export async function dns(question: Question): Promise<Result> {
  const { server, port, transport, name, type, timeoutMs } = question;
  if (isIP(server) === 0) return unable(`${server} is no address`);
  const flags = `${question.dnssecOk ? " DO" : ""}${question.checkingDisabled ? " CD" : ""}`;
  const what = `${name} ${type}${flags} at ${endpoint(server, port)} over ${transport.toUpperCase()}`;
  const query = encodeQuery(question, randomInt(0x1_0000));
  const came = await (transport === "udp" ? overUdp : overTcp)(question, query);
  if (came === "timeout") return timedOut(what, timeoutMs);
  if (came instanceof Error) return failure(what, came);
  const observed = readAnswer(came);
  const first = observed.answers.map(({ type, data }) => `${type} ${data}`).slice(0, 4);
  return answered(`${what}: ${observed.rcode}${first.length === 0 ? ", no answer records" : `, ${first.join(", ")}`}`, {
    ...observed,
  });
}

export function encodeQuery(question: Question, id: number): Buffer {
  const packet = new Packet();
  const cd = question.checkingDisabled ? 1 : 0;
  packet.header = new Packet.Header({ id, rd: 1, cd } as Partial<DNS.Packet.Header & Flags>);
  packet.questions.push(new Packet.Question(question.name, Packet.TYPE[question.type], Packet.CLASS.IN));
  if (question.dnssecOk)
    packet.additionals.push(Packet.Resource.EDNS([], { doFlag: true, udpPayloadSize: UDP_PAYLOAD }));
  return packet.toBuffer();
}

/** Whether `message` answers `query`: same id, a response, same question. A datagram that does not is somebody else's. */
export function answers(query: Buffer, message: Buffer): boolean {
  if (message.length < 12 || message.readUInt16BE(0) !== query.readUInt16BE(0) || (message[2]! & 0x80) === 0)
    return false;
  const asked = Packet.parse(query).questions[0];
  // FORMERR may come back without the question.
  if (message.readUInt16BE(4) === 0) return true;
  const echoed = Packet.parse(message).questions[0];
  if (echoed === undefined) return false;
  return echoed.type === asked?.type && echoed.name.toLowerCase() === asked.name.replace(/\.$/, "").toLowerCase();
}

function overUdp({ server, port, timeoutMs }: Question, query: Buffer): Promise<Buffer | Error | "timeout"> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(server) === 6 ? "udp6" : "udp4");
    const finish = (came: Buffer | Error | "timeout"): void => {
      clearTimeout(timer);
      socket.close();
      resolve(came);
    };
    const timer = setTimeout(() => finish("timeout"), timeoutMs);
    socket.on("error", finish);
    socket.on("message", (message) => {
      if (answers(query, message)) finish(message);
    });
    socket.connect(port, server, (error?: Error) => {
      if (error === undefined) socket.send(query);
      else finish(error);
    });
  });
}

/** RFC 1035 §4.2.2: a message stands behind its length in two bytes. */
function overTcp({ server, port, timeoutMs }: Question, query: Buffer): Promise<Buffer | Error | "timeout"> {
  return new Promise((resolve) => {
    const socket = connect({ host: server, port });
    let held = Buffer.alloc(0);
    const finish = (came: Buffer | Error | "timeout"): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(came);
    };
    const timer = setTimeout(() => finish("timeout"), timeoutMs);
    socket.on("error", finish);
    socket.on("end", () => finish(Object.assign(new Error("closed before the answer"), { code: "ECONNRESET" })));
    socket.on("connect", () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
    socket.on("data", (piece: Buffer) => {
      held = Buffer.concat([held, piece]);
      if (held.length < 2 || held.length < 2 + held.readUInt16BE(0)) return;
      const message = held.subarray(2, 2 + held.readUInt16BE(0));
      if (answers(query, message)) finish(message);
      else finish(Object.assign(new Error("the answer is to another question"), { code: "EBADMSG" }));
    });
  });
}

const RCODES = new Map(Object.entries(Packet.RCODE).map(([name, code]) => [code as number, name]));

export function readAnswer(message: Buffer): Observed["dns"] {
  const packet = Packet.parse(message);
  const header = packet.header as DNS.Packet.Header & Flags;
  return {
    rcode: RCODES.get(header.rcode) ?? `RCODE${header.rcode}`,
    authenticated: header.ad === 1,
    truncated: header.tc === 1,
    answers: packet.answers.map((record) => ({
      name: record.name,
      type: Packet.typeName(record.type),
      ttl: record.ttl,
      data: dataOf(record),
    })),
    authority: packet.authorities.map((record) => Packet.typeName(record.type)),
  };
}

function dataOf(record: DNS.Packet.Resource): string {
  switch (record.type) {
    case Packet.TYPE.A:
      return record.address ?? "";
    case Packet.TYPE.AAAA:
      return canonicalIp6(record.address ?? "") ?? record.address ?? "";
    case Packet.TYPE.CNAME:
    case Packet.TYPE.PTR:
      return record.domain ?? "";
    case Packet.TYPE.NS:
      return record.ns ?? "";
    case Packet.TYPE.MX:
      return `${record.priority} ${record.exchange}`;
    case Packet.TYPE.SOA:
      return `${record.primary} ${record.admin} ${record.serial}`;
    case Packet.TYPE.RRSIG:
      return Packet.typeName(record.sigType ?? 0);
    case Packet.TYPE.TXT:
      return [record.data ?? ""].flat().map(String).join("");
    default:
      return Buffer.isBuffer(record.data) ? record.data.toString("hex") : "";
  }
}
