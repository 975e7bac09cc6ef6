/**
 * The eBPF programs that see every connect(2) to an IPv4 address, also one written as ::ffff:a.b.c.d, with the process that makes it. They let
 * everything through and change nothing.
 */
import { Assembler, FP, R0, R1, R2, R3, R4, R6, R7, R8 } from "../../kernel/bpf-assembler.ts";

/** struct bpf_sock_addr. */
const USER_IP4 = 4;
const USER_IP6 = 8;
const USER_PORT = 24;

/** Helpers by number, bpf-helpers(7). */
const MAP_UPDATE_ELEM = 2;
const GET_CURRENT_PID_TGID = 14;
const GET_CURRENT_UID_GID = 15;
const GET_CURRENT_COMM = 16;

/** Key: address, port and user, so that a busy client is one entry. */
export const KEY_BYTES = 12;
/** Address 4, port 4 (the first two bytes, network order), user 4, process 4, name 16. */
export const VALUE_BYTES = 32;
export const MAP = "connects";

const KEY = -16;
const VALUE = -64;

/** @param family of the hook. @returns a program of the type cgroup/connect4 or cgroup/connect6. */
export function connectProgram(family: 4 | 6): Assembler {
  const code = new Assembler().move(R6, R1);
  if (family === 6) {
    // RFC 4291 §2.5.5.2: eighty bits of zero, sixteen of one.
    code
      .load(4, R7, R6, USER_IP6)
      .jumpIfImmediate("notEqual", R7, 0, "out")
      .load(4, R7, R6, USER_IP6 + 4)
      .jumpIfImmediate("notEqual", R7, 0, "out")
      .load(4, R7, R6, USER_IP6 + 8)
      .swap(R7, 32)
      .jumpIfImmediate("notEqual", R7, 0xffff, "out")
      .load(4, R7, R6, USER_IP6 + 12);
  } else {
    code.load(4, R7, R6, USER_IP4);
  }
  return code
    .load(4, R8, R6, USER_PORT)
    .store(4, FP, KEY, R7)
    .store(4, FP, KEY + 4, R8)
    .store(4, FP, VALUE, R7)
    .store(4, FP, VALUE + 4, R8)
    .call(GET_CURRENT_UID_GID)
    .store(4, FP, KEY + 8, R0)
    .store(4, FP, VALUE + 8, R0)
    .call(GET_CURRENT_PID_TGID)
    .aluImmediate("shiftRight", R0, 32)
    .store(4, FP, VALUE + 12, R0)
    .move(R1, FP)
    .aluImmediate("add", R1, VALUE + 16)
    .set(R2, 16)
    .call(GET_CURRENT_COMM)
    .map(R1, MAP)
    .move(R2, FP)
    .aluImmediate("add", R2, KEY)
    .move(R3, FP)
    .aluImmediate("add", R3, VALUE)
    .set(R4, 0)
    .call(MAP_UPDATE_ELEM)
    .label("out")
    .set(R0, 1)
    .exit();
}
