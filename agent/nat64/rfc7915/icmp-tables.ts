/** ICMP type, code and pointer maps, as the RFC prints them. RFC 7915 §4.2, §5.2, figures 3 and 6. What is not listed is dropped silently. */

/** What goes into the four bytes after the checksum of a translated error. */
export type Rest = "unused" | "mtu" | "pointer" | "next-header";

export interface ErrorRule {
  readonly type: number;
  readonly code: number;
  readonly rest: Rest;
  /** Whether RFC 4884 gives the new message a length attribute, so that its extensions may stay. */
  readonly extensible: boolean;
}

const unreachable6 = (code: number): ErrorRule => ({ type: 1, code, rest: "unused", extensible: true });
const unreachable4 = (code: number): ErrorRule => ({ type: 3, code, rest: "unused", extensible: true });

type Rules = Readonly<Record<number, Readonly<Record<number, ErrorRule>>>>;

/** ICMPv4 type → code → rule. RFC 7915 §4.2. */
export const ERRORS_4_TO_6: Rules = {
  3: {
    0: unreachable6(0),
    1: unreachable6(0),
    2: { type: 4, code: 1, rest: "next-header", extensible: false },
    3: unreachable6(4),
    4: { type: 2, code: 0, rest: "mtu", extensible: false },
    5: unreachable6(0),
    6: unreachable6(0),
    7: unreachable6(0),
    8: unreachable6(0),
    9: unreachable6(1),
    10: unreachable6(1),
    11: unreachable6(0),
    12: unreachable6(0),
    13: unreachable6(1),
    15: unreachable6(1),
  },
  11: {
    0: { type: 3, code: 0, rest: "unused", extensible: true },
    1: { type: 3, code: 1, rest: "unused", extensible: true },
  },
  12: {
    0: { type: 4, code: 0, rest: "pointer", extensible: false },
    2: { type: 4, code: 0, rest: "pointer", extensible: false },
  },
};

/** ICMPv6 type → code → rule. RFC 7915 §5.2. */
export const ERRORS_6_TO_4: Rules = {
  1: {
    0: unreachable4(1),
    1: unreachable4(10),
    2: unreachable4(1),
    3: unreachable4(1),
    4: unreachable4(3),
  },
  2: { 0: { type: 3, code: 4, rest: "mtu", extensible: false } },
  3: {
    0: { type: 11, code: 0, rest: "unused", extensible: true },
    1: { type: 11, code: 1, rest: "unused", extensible: true },
  },
  4: {
    0: { type: 12, code: 0, rest: "pointer", extensible: false },
    1: { type: 3, code: 2, rest: "unused", extensible: false },
  },
};

/** Figure 3: pointer into the IPv4 header → pointer into the IPv6 header. */
export const POINTERS_4_TO_6: Readonly<Record<number, number>> = {
  0: 0,
  1: 1,
  2: 4,
  3: 4,
  8: 7,
  9: 6,
  12: 8,
  13: 8,
  14: 8,
  15: 8,
  16: 24,
  17: 24,
  18: 24,
  19: 24,
};

/** Figure 6: pointer into the IPv6 header → pointer into the IPv4 header, as ranges. */
const POINTER_RANGES_6_TO_4: readonly (readonly [from: number, to: number, pointer: number])[] = [
  [0, 0, 0],
  [1, 1, 1],
  [4, 5, 2],
  [6, 6, 9],
  [7, 7, 8],
  [8, 23, 12],
  [24, 39, 16],
];

/** @returns the pointer into the IPv4 header, or undefined where there is none. */
export function pointerTo4(pointer: number): number | undefined {
  return POINTER_RANGES_6_TO_4.find(([from, to]) => pointer >= from && pointer <= to)?.[2];
}

/** Echo request and reply. §4.2 and §5.2: the only queries that are translated. */
export const ECHO_REQUEST4 = 8;
export const ECHO_REPLY4 = 0;
export const ECHO_REQUEST6 = 128;
export const ECHO_REPLY6 = 129;

export function echoTo6(type: number): number | null {
  return type === ECHO_REQUEST4 ? ECHO_REQUEST6 : type === ECHO_REPLY4 ? ECHO_REPLY6 : null;
}

export function echoTo4(type: number): number | null {
  return type === ECHO_REQUEST6 ? ECHO_REQUEST4 : type === ECHO_REPLY6 ? ECHO_REPLY4 : null;
}

/** Whether it is an error by RFC 792; redirects (5) and source quench (4) count, about them no error may be sent. */
export function isError4(type: number): boolean {
  return type === 3 || type === 4 || type === 5 || type === 11 || type === 12;
}

/** RFC 4443 §2.1: error messages have the high bit clear. */
export function isError6(type: number): boolean {
  return type < 128;
}
