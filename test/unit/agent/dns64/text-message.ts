/** Messages as text, for tests: a codec of its own, plain and slow, so that the server's is not tested by itself. Names are never compressed when written. */

export const TYPES: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  RRSIG: 46,
  AXFR: 252,
  ANY: 255,
};

export const RCODES = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN"];

const FLAGS: Readonly<Record<string, number>> = {
  qr: 0x8000,
  aa: 0x400,
  tc: 0x200,
  rd: 0x100,
  ra: 0x80,
  ad: 0x20,
  cd: 0x10,
};

export interface TextMessage {
  id?: number;
  /** Of `qr aa tc rd ra ad cd`. */
  flags?: string[];
  opcode?: number;
  rcode?: string | number;
  /** "name TYPE" or "name TYPE class". */
  question?: string;
  /** "owner ttl TYPE data". */
  answer?: string[];
  authority?: string[];
  additional?: string[];
  opt?: { size?: number; do?: boolean; version?: number; options?: string } | undefined;
}

export function encode(message: TextMessage): Uint8Array {
  const {
    id = 0,
    flags = [],
    opcode = 0,
    rcode = 0,
    question,
    answer = [],
    authority = [],
    additional = [],
    opt,
  } = message;
  const code = typeof rcode === "number" ? rcode : RCODES.indexOf(rcode);
  const word = flags.reduce((sum, name) => sum | FLAGS[name]!, 0) | (opcode << 11) | (code & 15);
  const bytes: number[] = [...u16(id), ...u16(word), ...u16(question === undefined ? 0 : 1)];
  bytes.push(...u16(answer.length), ...u16(authority.length), ...u16(additional.length + (opt === undefined ? 0 : 1)));
  if (question !== undefined) {
    const [name, type, cls = "1"] = question.split(" ");
    bytes.push(...encodeName(name!), ...u16(typeNumber(type!)), ...u16(Number(cls)));
  }
  for (const line of [...answer, ...authority, ...additional]) bytes.push(...encodeRecord(line));
  if (opt !== undefined) {
    const options = Buffer.from(opt.options ?? "", "hex");
    bytes.push(0, ...u16(41), ...u16(opt.size ?? 1232), code >> 4, opt.version ?? 0, opt.do ? 0x80 : 0, 0);
    bytes.push(...u16(options.length), ...options);
  }
  return Uint8Array.from(bytes);
}

function encodeRecord(line: string): number[] {
  const [owner, ttl, type, ...rest] = line.split(" ");
  const data = encodeData(type!, rest);
  return [...encodeName(owner!), ...u16(typeNumber(type!)), 0, 1, ...u32(Number(ttl)), ...u16(data.length), ...data];
}

function encodeData(type: string, rest: string[]): number[] {
  switch (type) {
    case "A":
      return rest[0]!.split(".").map(Number);
    case "AAAA":
      return encodeIp6(rest[0]!);
    case "NS":
    case "CNAME":
    case "DNAME":
    case "PTR":
      return encodeName(rest[0]!);
    case "MX":
      return [...u16(Number(rest[0])), ...encodeName(rest[1]!)];
    case "SOA":
      return [...encodeName(rest[0]!), ...encodeName(rest[1]!), ...rest.slice(2).flatMap((n) => u32(Number(n)))];
    case "TXT":
      return [rest.join(" ").length, ...Buffer.from(rest.join(" "))];
    case "RRSIG":
      // Type covered, then a signature nobody checks here.
      return [
        ...u16(typeNumber(rest[0]!)),
        13,
        2,
        ...u32(300),
        ...u32(0),
        ...u32(0),
        ...u16(1),
        ...encodeName("test"),
        1,
        2,
        3,
        4,
      ];
    default:
      return [...Buffer.from(rest.join(""), "hex")];
  }
}

/** Groups in full, `::` allowed, dotted quad at the end allowed. */
function encodeIp6(text: string): number[] {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const plain =
    dotted === null
      ? text
      : text.slice(0, dotted.index) +
        [1, 3].map((i) => (Number(dotted[i]) * 256 + Number(dotted[i + 1])).toString(16)).join(":");
  const [head = "", tail] = plain.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle = new Array<string>(8 - front.length - back.length).fill("0");
  return [...front, ...(tail === undefined ? [] : middle), ...back].flatMap((group) => u16(Number.parseInt(group, 16)));
}

export function encodeName(name: string): number[] {
  if (name === ".") return [0];
  return [...name.split(".").flatMap((label) => [label.length, ...Buffer.from(label, "latin1")]), 0];
}

export interface DecodedMessage {
  id: number;
  flags: string[];
  opcode: number;
  rcode: string;
  question: string | null;
  answer: string[];
  authority: string[];
  additional: string[];
  opt: { size: number; do: boolean; version: number; options: string } | null;
}

/** @throws where the message is not well-formed. */
export function decode(bytes: Uint8Array): DecodedMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = view.getUint16(2);
  let at = 12;
  let question: string | null = null;
  if (view.getUint16(4) > 1) throw new Error("more than one question");
  if (view.getUint16(4) === 1) {
    const [name, after] = decodeName(bytes, at);
    question = `${name} ${typeName(view.getUint16(after))}`;
    at = after + 4;
  }
  let opt: DecodedMessage["opt"] = null;
  let extended = 0;
  const sections = [6, 8, 10].map((countAt) => {
    const lines: string[] = [];
    for (let n = view.getUint16(countAt); n > 0; n--) {
      const [owner, after] = decodeName(bytes, at);
      const type = view.getUint16(after);
      const length = view.getUint16(after + 8);
      const data = after + 10;
      if (data + length > bytes.length) throw new Error("data beyond the end");
      if (type === 41) {
        extended = bytes[after + 4]!;
        const options = Buffer.from(bytes.subarray(data, data + length)).toString("hex");
        opt = {
          size: view.getUint16(after + 2),
          do: (bytes[after + 6]! & 0x80) !== 0,
          version: bytes[after + 5]!,
          options,
        };
      } else {
        lines.push(`${owner} ${view.getUint32(after + 4)} ${typeName(type)} ${decodeData(bytes, type, data, length)}`);
      }
      at = data + length;
    }
    return lines;
  });
  if (at !== bytes.length) throw new Error(`${bytes.length - at} octets after the end`);
  const code = (word & 15) | (extended << 4);
  return {
    id: view.getUint16(0),
    flags: Object.keys(FLAGS).filter((name) => (word & FLAGS[name]!) !== 0),
    opcode: (word >> 11) & 15,
    rcode: code === 16 ? "BADVERS" : (RCODES[code] ?? String(code)),
    question,
    answer: sections[0]!,
    authority: sections[1]!,
    additional: sections[2]!,
    opt,
  };
}

function decodeData(bytes: Uint8Array, type: number, at: number, length: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  switch (typeName(type)) {
    case "A":
      if (length !== 4) break;
      return [...bytes.subarray(at, at + 4)].join(".");
    case "AAAA":
      if (length !== 16) break;
      return Array.from({ length: 8 }, (_, i) => view.getUint16(at + 2 * i).toString(16)).join(":");
    case "NS":
    case "CNAME":
    case "DNAME":
    case "PTR":
      return decodeName(bytes, at)[0];
    case "MX":
      return `${view.getUint16(at)} ${decodeName(bytes, at + 2)[0]}`;
    case "SOA": {
      const [primary, second] = decodeName(bytes, at);
      const [mailbox, numbers] = decodeName(bytes, second);
      return [primary, mailbox, ...Array.from({ length: 5 }, (_, i) => view.getUint32(numbers + 4 * i))].join(" ");
    }
    case "TXT":
      return Buffer.from(bytes.subarray(at + 1, at + length)).toString("latin1");
    case "RRSIG":
      return typeName(view.getUint16(at));
  }
  return Buffer.from(bytes.subarray(at, at + length)).toString("hex");
}

function decodeName(bytes: Uint8Array, start: number): [string, number] {
  const labels: string[] = [];
  let at = start;
  let after = -1;
  for (let jumps = 0; jumps < 128; ) {
    const label = bytes[at]!;
    if (label === undefined) throw new Error("name beyond the end");
    if (label >= 0xc0) {
      if (after < 0) after = at + 2;
      at = ((label & 0x3f) << 8) | bytes[at + 1]!;
      jumps++;
    } else if (label === 0) {
      return [labels.length === 0 ? "." : labels.join("."), after < 0 ? at + 1 : after];
    } else {
      labels.push(Buffer.from(bytes.subarray(at + 1, at + 1 + label)).toString("latin1"));
      at += label + 1;
    }
  }
  throw new Error("pointers loop");
}

function typeNumber(type: string): number {
  return TYPES[type] ?? Number(type.replace("TYPE", ""));
}

function typeName(type: number): string {
  return Object.keys(TYPES).find((name) => TYPES[name] === type) ?? `TYPE${type}`;
}

function u16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}

function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value & 0xffff)];
}
