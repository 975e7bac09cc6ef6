/**
 * The kernel's half of the translator: one program for the ingress of every interface. It translates packets of sessions that
 * the TUN path has put into its maps, and lets go of everything else untouched. What it checks is what the translator checks:
 * a packet comes out the same whichever way it took.
 */
import { Assembler, FP, R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, type Register } from "../../kernel/bpf-assembler.ts";
import { DF } from "../packet/ip4.ts";
import { FIN, RST, SYN, TCP, TCP_CHECKSUM, TCP_HEADER, UDP, UDP_CHECKSUM, UDP_HEADER } from "../packet/transport.ts";
import { DF_THRESHOLD } from "../rfc7915/header6to4.ts";
import { CONTROL, COUNTERS, HOPS, KEY4, KEY6, VALUE4, VALUE6 } from "./layout.ts";
import {
  AF_INET,
  AF_INET6,
  CLOCK_COARSE,
  FIB,
  FIB_FOUND,
  FIB_LOOKUP,
  FIB_NO_NEIGHBOUR,
  GO_ON,
  L4_CHECKSUM_REPLACE,
  MANGLED_ZERO,
  MAP_LOOKUP,
  NEIGHBOUR,
  PACKET_HOST,
  PSEUDO_HEADER,
  RECOMPUTE_CHECKSUM,
  REDIRECT_NEIGHBOUR,
  SKB_CHANGE_PROTOCOL,
  SKB_CHANGE_TAIL,
  SKB_DATA,
  SKB_DATA_END,
  SKB_GSO_SIZE,
  SKB_LENGTH,
  SKB_PACKET_TYPE,
  SKB_PROTOCOL,
  SKB_PULL_DATA,
  SKB_STORE_BYTES,
  SKB_VLAN_PRESENT,
} from "./skb.ts";

export interface ProgramSettings {
  /** What may be cut is let go if it is larger, bytes. */
  readonly lowestIpv6Mtu: number;
  /** The TUN device: routes are asked for as if the packet came out of it, and a route into it is not ours to take. */
  readonly tunIndex: number;
  /** Flags of the route lookup. */
  readonly fibFlags: number;
  /** Whether it stops by itself when nobody renews its term. */
  readonly hasTerm: boolean;
}

/** Where a session's value keeps its last packet's time and route. */
type Value = typeof VALUE4 | typeof VALUE6;

const ETHERNET = 14;
const IP = ETHERNET;
const IP4_BYTES = 20;
const IP6_BYTES = 40;
const ETHERTYPE4 = 0x0800;
const ETHERTYPE6 = 0x86dd;
const MF_OR_OFFSET = 0x3fff;

/** Host order of a 16-bit number on the wire. */
const wire16 = (value: number): number => ((value & 0xff) << 8) | (value >> 8);

// The stack, down from its end.
const KEY = -40;
const FIB_AT = KEY - FIB.bytes;
const HEADER = FIB_AT - 40;
// What survives calls, eight bytes each.
const TOS = HEADER - 8;
const TTL = HEADER - 16;
const PROTOCOL = HEADER - 24;
/** Bytes after the IP header. */
const PAYLOAD = HEADER - 32;
/** Length of the largest packet this becomes. */
const LARGEST = HEADER - 40;
const NOW = HEADER - 48;
const MAP_KEY = HEADER - 56;

const LET_GO = "let go";

/** @returns the code, with maps `sessions6`, `sessions4`, `counters` and `control` to be filled in. */
export function fastPathProgram(settings: ProgramSettings): Assembler {
  const code = new Assembler();
  code
    .move(R6, R1)
    .load(4, R2, R6, SKB_PACKET_TYPE)
    .jumpIfImmediate("notEqual", R2, PACKET_HOST, LET_GO)
    // A tag the card has taken off: the packet comes again on the VLAN's own interface.
    .load(4, R2, R6, SKB_VLAN_PRESENT)
    .jumpIfImmediate("notEqual", R2, 0, LET_GO)
    .load(4, R2, R6, SKB_PROTOCOL)
    .jumpIfImmediate("equal", R2, wire16(ETHERTYPE6), "from IPv6")
    .jumpIfImmediate("equal", R2, wire16(ETHERTYPE4), "from IPv4")
    .label(LET_GO)
    .set(R0, GO_ON)
    .exit();
  from6(code.label("from IPv6"), settings);
  from4(code.label("from IPv4"), settings);
  return code;
}

/** The largest packet that may leave, in R9; nothing leaves after the term. @param mtu its offset in `control`. */
function obeyControl(code: Assembler, hasTerm: boolean, mtu: number): void {
  code
    .storeImmediate(4, FP, MAP_KEY, 0)
    .map(R1, "control")
    .move(R2, FP)
    .aluImmediate("add", R2, MAP_KEY)
    .call(MAP_LOOKUP)
    .jumpIfImmediate("equal", R0, 0, LET_GO)
    .load(4, R9, R0, mtu);
  if (hasTerm) code.load(8, R7, R0, CONTROL.until).call(CLOCK_COARSE).jumpIf("above", R0, R7, LET_GO);
  code.load(8, R2, FP, LARGEST).jumpIf("above", R2, R9, LET_GO);
}

/** RFC 7915 §5. */
function from6(code: Assembler, settings: ProgramSettings): void {
  const transport = IP + IP6_BYTES;
  withHeaders(code, transport);
  code
    .load(1, R2, R8, IP)
    .alu32Immediate("shiftRight", R2, 4)
    .jumpIfImmediate("notEqual", R2, 6, LET_GO)
    .load(1, R2, R8, IP + 7)
    .jumpIfImmediate("belowOrEqual", R2, HOPS, LET_GO)
    .aluImmediate("sub", R2, HOPS)
    .store(8, FP, TTL, R2)
    .load(2, R2, R8, IP)
    .swap(R2, 16)
    .alu32Immediate("shiftRight", R2, 4)
    .alu32Immediate("and", R2, 0xff)
    .store(8, FP, TOS, R2)
    .load(2, R7, R8, IP + 4)
    .swap(R7, 16)
    .store(8, FP, PAYLOAD, R7)
    .load(4, R2, R6, SKB_LENGTH)
    .aluImmediate("sub", R2, transport)
    .jumpIf("notEqual", R2, R7, LET_GO)
    .load(1, R2, R8, IP + 6);
  copy(code, R8, IP + 8, KEY + KEY6.source, 32);
  checkTransport(code, "6", transport, KEY + KEY6.ports, KEY + KEY6.protocol);
  largestOf(code, "6", IP4_BYTES);
  obeyControl(code, settings.hasTerm, CONTROL.mtu4);
  find(code, "sessions6");
  unlessRouteIsKnown(code, "6", VALUE6);
  fibInput(code, settings, AF_INET);
  code
    .load(2, R2, R7, VALUE6.sourcePort)
    .store(2, FP, FIB_AT + FIB.ports, R2)
    .load(2, R2, FP, KEY + KEY6.ports + 2)
    .store(2, FP, FIB_AT + FIB.ports + 2, R2)
    .load(8, R2, FP, TOS)
    .store(4, FP, FIB_AT + FIB.tos, R2)
    .load(4, R2, R7, VALUE6.source)
    .store(4, FP, FIB_AT + FIB.source, R2)
    .load(4, R2, R7, VALUE6.destination)
    .store(4, FP, FIB_AT + FIB.destination, R2);
  route(code, settings, VALUE6);
  code.label(routeKnown("6"));
  changeProtocol(code, ETHERTYPE4);
  count(code, COUNTERS.packets6to4, COUNTERS.bytes6to4, IP4_BYTES);
  header4(code);
  storeBytes(code, IP, HEADER, IP4_BYTES, RECOMPUTE_CHECKSUM);
  fixChecksum(code, "6", IP + IP4_BYTES, VALUE6.addressDelta, VALUE6.portDelta);
  storePort(code, "6", IP + IP4_BYTES, VALUE6.sourcePort, VALUE6.portDelta);
  leave(code, "6", VALUE6);
}

/** RFC 7915 §4. */
function from4(code: Assembler, settings: ProgramSettings): void {
  const transport = IP + IP4_BYTES;
  withHeaders(code, transport);
  code
    // Version 4, no options.
    .load(1, R2, R8, IP)
    .jumpIfImmediate("notEqual", R2, 0x45, LET_GO)
    .load(2, R2, R8, IP + 6)
    .jumpIfImmediate("anyBit", R2, wire16(MF_OR_OFFSET), LET_GO)
    .load(1, R2, R8, IP + 8)
    .jumpIfImmediate("belowOrEqual", R2, HOPS, LET_GO)
    .aluImmediate("sub", R2, HOPS)
    .store(8, FP, TTL, R2)
    .load(1, R2, R8, IP + 1)
    .store(8, FP, TOS, R2)
    // Nobody has looked at the header's checksum yet, and it ends here.
    .load(4, R3, R8, IP);
  for (let at = 4; at < IP4_BYTES; at += 4) code.load(4, R2, R8, IP + at).alu("add", R3, R2);
  fold(code, R3, R2);
  code
    .jumpIfImmediate("notEqual", R3, 0xffff, LET_GO)
    .load(2, R7, R8, IP + 2)
    .swap(R7, 16)
    .jumpIfImmediate("below", R7, IP4_BYTES + UDP_HEADER, LET_GO)
    // Ethernet fills up short packets: more than the header says may be there, less not.
    .load(4, R2, R6, SKB_LENGTH)
    .aluImmediate("sub", R2, ETHERNET)
    .jumpIf("below", R2, R7, LET_GO)
    .aluImmediate("sub", R7, IP4_BYTES)
    .store(8, FP, PAYLOAD, R7)
    .load(2, R2, R8, IP + 6)
    .store(8, FP, LARGEST, R2)
    .load(1, R2, R8, IP + 9);
  copy(code, R8, IP + 12, KEY + KEY4.source, 8);
  checkTransport(code, "4", transport, KEY + KEY4.ports, KEY + KEY4.protocol);
  code.load(8, R9, FP, LARGEST);
  largestOf(code, "4", IP6_BYTES);
  code
    // What may be cut is cut, by the translator.
    .jumpIfImmediate("anyBit", R9, wire16(DF), "uncut")
    .jumpIfImmediate("above", R7, settings.lowestIpv6Mtu, LET_GO)
    .label("uncut");
  obeyControl(code, settings.hasTerm, CONTROL.mtu6);
  find(code, "sessions4");
  unlessRouteIsKnown(code, "4", VALUE4);
  fibInput(code, settings, AF_INET6);
  code
    .load(2, R2, FP, KEY + KEY4.ports)
    .store(2, FP, FIB_AT + FIB.ports, R2)
    .load(2, R2, R7, VALUE4.destinationPort)
    .store(2, FP, FIB_AT + FIB.ports + 2, R2)
    .load(8, R2, FP, TOS)
    .alu32Immediate("shiftLeft", R2, 20)
    .swap(R2, 32)
    .store(4, FP, FIB_AT + FIB.tos, R2);
  copy(code, R7, VALUE4.source, FIB_AT + FIB.source, 32);
  route(code, settings, VALUE4);
  code.label(routeKnown("4"));
  trim(code);
  changeProtocol(code, ETHERTYPE6);
  count(code, COUNTERS.packets4to6, COUNTERS.bytes4to6, IP6_BYTES);
  header6(code);
  storeBytes(code, IP, HEADER, IP6_BYTES, RECOMPUTE_CHECKSUM);
  fixChecksum(code, "4", IP + IP6_BYTES, VALUE4.addressDelta, VALUE4.portDelta);
  storePort(code, "4", IP + IP6_BYTES + 2, VALUE4.destinationPort, VALUE4.portDelta);
  leave(code, "4", VALUE4);
}

/** R8 at the frame, R9 at its end, with all headers that will be looked at in between. A short UDP packet may have fewer bytes. */
function withHeaders(code: Assembler, transport: number): void {
  const most = transport + TCP_HEADER;
  const ready = `headers at ${transport} are there`;
  code
    .load(4, R8, R6, SKB_DATA)
    .load(4, R9, R6, SKB_DATA_END)
    .move(R2, R8)
    .aluImmediate("add", R2, most)
    .jumpIf("belowOrEqual", R2, R9, ready)
    .move(R1, R6)
    .load(4, R2, R6, SKB_LENGTH)
    .jumpIfImmediate("belowOrEqual", R2, most, `pull ${transport}`)
    .set(R2, most)
    .label(`pull ${transport}`)
    .call(SKB_PULL_DATA)
    .load(4, R8, R6, SKB_DATA)
    .load(4, R9, R6, SKB_DATA_END)
    .label(ready)
    .move(R2, R8)
    .aluImmediate("add", R2, transport + UDP_HEADER)
    .jumpIf("above", R2, R9, LET_GO);
}

/** Copy to the stack, eight bytes at a time. */
function copy(code: Assembler, from: Register, offset: number, to: number, bytes: number): void {
  for (let at = 0; at < bytes; at += 8) code.load(8, R3, from, offset + at).store(8, FP, to + at, R3);
}

/** Sum of 32-bit words to 16 bits. */
function fold(code: Assembler, sum: Register, scratch: Register): void {
  code.move(scratch, sum).aluImmediate("shiftRight", scratch, 32).alu32Immediate("mov", R0, 0).alu32("add", R0, sum);
  code.move(sum, R0).alu("add", sum, scratch);
  // At most 33 bits, then 17, then 16.
  for (let i = 0; i < 3; i++) {
    code
      .move(scratch, sum)
      .aluImmediate("shiftRight", scratch, 16)
      .aluImmediate("and", sum, 0xffff)
      .alu("add", sum, scratch);
  }
}

/**
 * TCP or UDP with nothing unusual about it; its ports go into the key. Takes the protocol in R2 and the payload's length in R7,
 * leaves the length of the transport header in R5. Of TCP only what neither opens nor ends a connection.
 */
function checkTransport(code: Assembler, name: string, transport: number, ports: number, protocol: number): void {
  const [tcp, done] = [`TCP over ${name}`, `transport over ${name} checked`];
  code
    .store(8, FP, PROTOCOL, R2)
    .store(4, FP, protocol, R2)
    .load(4, R3, R8, transport)
    .store(4, FP, ports, R3)
    .jumpIfImmediate("equal", R2, TCP, tcp)
    .jumpIfImmediate("notEqual", R2, UDP, LET_GO)
    // UDP super-packets are cut by the kernel's offloads on their way through the TUN device.
    .load(4, R3, R6, SKB_GSO_SIZE)
    .jumpIfImmediate("notEqual", R3, 0, LET_GO)
    .load(2, R3, R8, transport + 4)
    .swap(R3, 16)
    .jumpIf("notEqual", R3, R7, LET_GO)
    .load(2, R3, R8, transport + UDP_CHECKSUM)
    .jumpIfImmediate("equal", R3, 0, LET_GO)
    .set(R5, UDP_HEADER)
    .jump(done)
    .label(tcp)
    .move(R3, R8)
    .aluImmediate("add", R3, transport + TCP_HEADER)
    .jumpIf("above", R3, R9, LET_GO)
    .load(1, R3, R8, transport + 13)
    .jumpIfImmediate("anyBit", R3, FIN | SYN | RST, LET_GO)
    .load(1, R5, R8, transport + 12)
    .alu32Immediate("shiftRight", R5, 4)
    .alu32Immediate("shiftLeft", R5, 2)
    .jumpIfImmediate("below", R5, TCP_HEADER, LET_GO)
    .jumpIf("above", R5, R7, LET_GO)
    .label(done);
}

/** The length of the packet, or of the largest segment of a super-packet, in R7 and on the stack. Takes R5 and R7 as above. */
function largestOf(code: Assembler, name: string, header: number): void {
  const whole = `one packet over ${name}`;
  code
    .load(4, R3, R6, SKB_GSO_SIZE)
    .jumpIfImmediate("equal", R3, 0, whole)
    .alu("add", R3, R5)
    .jumpIf("belowOrEqual", R7, R3, whole)
    .move(R7, R3)
    .label(whole)
    .aluImmediate("add", R7, header)
    .store(8, FP, LARGEST, R7);
}

/** The session's value in R7. */
function find(code: Assembler, map: string): void {
  code
    .map(R1, map)
    .move(R2, FP)
    .aluImmediate("add", R2, KEY)
    .call(MAP_LOOKUP)
    .jumpIfImmediate("equal", R0, 0, LET_GO)
    .move(R7, R0);
}

const routeKnown = (name: string): string => `route over ${name} known`;

/**
 * Go on with the route of this session's last packet if that came at the same tick of the clock, a few milliseconds long: to look it up
 * would be a third of all that is done to a packet. What is larger than the packets of that tick may be too large for it.
 */
function unlessRouteIsKnown(code: Assembler, name: string, value: Value): void {
  const ask = `route over ${name} to be asked for`;
  code
    .call(CLOCK_COARSE)
    .store(8, FP, NOW, R0)
    .load(8, R2, R7, value.lastSeen)
    .jumpIf("notEqual", R0, R2, ask)
    .load(4, R2, R7, value.ifindex)
    .jumpIfImmediate("equal", R2, 0, ask)
    .load(8, R2, FP, LARGEST)
    .load(4, R3, R7, value.mtu)
    .jumpIf("belowOrEqual", R2, R3, routeKnown(name))
    .label(ask);
}

function fibInput(code: Assembler, settings: ProgramSettings, family: number): void {
  for (let at = 0; at < FIB.bytes; at += 8) code.storeImmediate(8, FP, FIB_AT + at, 0);
  code
    .storeImmediate(1, FP, FIB_AT + FIB.family, family)
    .load(8, R2, FP, PROTOCOL)
    .store(1, FP, FIB_AT + FIB.protocol, R2)
    .load(8, R2, FP, LARGEST)
    .store(2, FP, FIB_AT + FIB.totalLength, R2)
    .storeImmediate(4, FP, FIB_AT + FIB.ifindex, settings.tunIndex);
}

/**
 * Where the translated packet will go, kept with the session. No route, one to this host, one back into the TUN device, or one whose
 * MTU is too small: the TUN path's business, from which comes the ICMP message.
 */
function route(code: Assembler, settings: ProgramSettings, value: Value): void {
  const found = `route ${code.length}`;
  code
    .move(R1, R6)
    .move(R2, FP)
    .aluImmediate("add", R2, FIB_AT)
    .set(R3, FIB.bytes)
    .set(R4, settings.fibFlags)
    .call(FIB_LOOKUP)
    .jumpIfImmediate("equal", R0, FIB_FOUND, found)
    .jumpIfImmediate("notEqual", R0, FIB_NO_NEIGHBOUR, LET_GO)
    .label(found)
    .load(4, R2, FP, FIB_AT + FIB.ifindex)
    .jumpIfImmediate("equal", R2, settings.tunIndex, LET_GO)
    .store(4, R7, value.ifindex, R2)
    // Where the kernel does not tell the MTU, the length it was asked for stands here.
    .load(2, R2, FP, FIB_AT + FIB.totalLength)
    .store(4, R7, value.mtu, R2)
    .load(1, R2, FP, FIB_AT + FIB.family)
    .store(4, R7, value.neighbour + NEIGHBOUR.family, R2);
  for (let at = 0; at < 16; at += 4) {
    code.load(4, R2, FP, FIB_AT + FIB.destination + at).store(4, R7, value.neighbour + NEIGHBOUR.address + at, R2);
  }
}

/** Take off what Ethernet filled up with. */
function trim(code: Assembler): void {
  code
    .load(8, R2, FP, PAYLOAD)
    .aluImmediate("add", R2, IP + IP4_BYTES)
    .load(4, R3, R6, SKB_LENGTH)
    .jumpIf("equal", R2, R3, "nothing to trim")
    .move(R1, R6)
    .set(R3, 0)
    .call(SKB_CHANGE_TAIL)
    .jumpIfImmediate("notEqual", R0, 0, LET_GO)
    .label("nothing to trim");
}

/** Until here the packet is as it came. The kernel makes the room, and of a super-packet the other family's. */
function changeProtocol(code: Assembler, ethertype: number): void {
  code
    .move(R1, R6)
    .set(R2, wire16(ethertype))
    .set(R3, 0)
    .call(SKB_CHANGE_PROTOCOL)
    .jumpIfImmediate("notEqual", R0, 0, LET_GO);
}

/** Bytes are those of the translated packet, as the translator counts. Leaves this CPU's counters in R9. */
function count(code: Assembler, packets: number, bytes: number, header: number): void {
  code
    .storeImmediate(4, FP, MAP_KEY, 0)
    .map(R1, "counters")
    .move(R2, FP)
    .aluImmediate("add", R2, MAP_KEY)
    .call(MAP_LOOKUP)
    .jumpIfImmediate("equal", R0, 0, LET_GO)
    .move(R9, R0)
    .load(8, R2, R9, packets)
    .aluImmediate("add", R2, 1)
    .store(8, R9, packets, R2)
    .load(8, R2, R9, bytes)
    .load(8, R3, FP, PAYLOAD)
    .alu("add", R2, R3)
    .aluImmediate("add", R2, header)
    .store(8, R9, bytes, R2);
}

/** RFC 7915 §5.1 and §5.1.1. Identification is per CPU: one flow's packets come on one. */
function header4(code: Assembler): void {
  code
    .storeImmediate(1, FP, HEADER, 0x45)
    .load(8, R2, FP, TOS)
    .store(1, FP, HEADER + 1, R2)
    .load(8, R2, FP, PAYLOAD)
    .aluImmediate("add", R2, IP4_BYTES)
    .swap(R2, 16)
    .store(2, FP, HEADER + 2, R2)
    .load(8, R2, R9, COUNTERS.identification)
    .aluImmediate("add", R2, 1)
    .store(8, R9, COUNTERS.identification, R2)
    .store(2, FP, HEADER + 4, R2)
    .storeImmediate(2, FP, HEADER + 6, 0)
    .load(8, R2, FP, LARGEST)
    .jumpIfImmediate("belowOrEqual", R2, DF_THRESHOLD, "may be cut")
    .storeImmediate(2, FP, HEADER + 6, wire16(DF))
    .label("may be cut")
    .load(8, R2, FP, TTL)
    .store(1, FP, HEADER + 8, R2)
    .load(8, R2, FP, PROTOCOL)
    .store(1, FP, HEADER + 9, R2)
    .storeImmediate(2, FP, HEADER + 10, 0)
    .load(4, R2, R7, VALUE6.source)
    .store(4, FP, HEADER + 12, R2)
    .load(4, R2, R7, VALUE6.destination)
    .store(4, FP, HEADER + 16, R2)
    .load(4, R3, FP, HEADER);
  for (let at = 4; at < IP4_BYTES; at += 4) code.load(4, R2, FP, HEADER + at).alu("add", R3, R2);
  fold(code, R3, R2);
  code.aluImmediate("xor", R3, 0xffff).store(2, FP, HEADER + 10, R3);
}

/** RFC 7915 §4.1; the flow label is zero. */
function header6(code: Assembler): void {
  code
    .load(8, R2, FP, TOS)
    .alu32Immediate("shiftLeft", R2, 20)
    .alu32Immediate("or", R2, 6 << 28)
    .swap(R2, 32)
    .store(4, FP, HEADER, R2)
    .load(8, R2, FP, PAYLOAD)
    .swap(R2, 16)
    .store(2, FP, HEADER + 4, R2)
    .load(8, R2, FP, PROTOCOL)
    .store(1, FP, HEADER + 6, R2)
    .load(8, R2, FP, TTL)
    .store(1, FP, HEADER + 7, R2);
  copy(code, R7, VALUE4.source, HEADER + 8, 32);
}

function storeBytes(code: Assembler, at: number, from: number, bytes: number, flags: number): void {
  code
    .move(R1, R6)
    .set(R2, at)
    .move(R3, FP)
    .aluImmediate("add", R3, from)
    .set(R4, bytes)
    .set(R5, flags)
    .call(SKB_STORE_BYTES);
}

/** A checksum that is still open holds the pseudo-header only: the kernel then takes the addresses and leaves out the ports. */
function fixChecksum(code: Assembler, name: string, transport: number, addressDelta: number, portDelta: number): void {
  const [udp, done] = [`UDP checksum, ${name}`, `checksum fixed, ${name}`];
  const replace = (offset: number, delta: number, flags: number): void => {
    code
      .move(R1, R6)
      .set(R2, transport + offset)
      .set(R3, 0)
      .load(4, R4, R7, delta)
      .set(R5, flags)
      .call(L4_CHECKSUM_REPLACE);
  };
  code.load(8, R2, FP, PROTOCOL).jumpIfImmediate("equal", R2, UDP, udp);
  replace(TCP_CHECKSUM, addressDelta, PSEUDO_HEADER);
  code.load(4, R2, R7, portDelta).jumpIfImmediate("equal", R2, 0, done);
  replace(TCP_CHECKSUM, portDelta, 0);
  code.jump(done).label(udp);
  replace(UDP_CHECKSUM, addressDelta, PSEUDO_HEADER | MANGLED_ZERO);
  code.load(4, R2, R7, portDelta).jumpIfImmediate("equal", R2, 0, done);
  replace(UDP_CHECKSUM, portDelta, MANGLED_ZERO);
  code.label(done);
}

function storePort(code: Assembler, name: string, at: number, value: number, portDelta: number): void {
  const same = `port stays, ${name}`;
  code
    .load(4, R2, R7, portDelta)
    .jumpIfImmediate("equal", R2, 0, same)
    .load(2, R2, R7, value)
    .store(2, FP, MAP_KEY, R2);
  storeBytes(code, at, MAP_KEY, 2, 0);
  code.label(same);
}

/** Note when, and hand the packet to the neighbour. The clock ticks every few milliseconds: most packets write nothing. */
function leave(code: Assembler, name: string, value: Value): void {
  const noted = `noted, ${name}`;
  code
    .load(8, R3, FP, NOW)
    .load(8, R2, R7, value.lastSeen)
    .jumpIf("equal", R3, R2, noted)
    .store(8, R7, value.lastSeen, R3)
    .label(noted)
    .load(4, R1, R7, value.ifindex)
    .move(R2, R7)
    .aluImmediate("add", R2, value.neighbour)
    .set(R3, NEIGHBOUR.bytes)
    .set(R4, 0)
    .call(REDIRECT_NEIGHBOUR)
    .exit();
}
