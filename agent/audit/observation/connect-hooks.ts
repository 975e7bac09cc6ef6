/** Who connected over IPv4 since the last look, by hooks in the kernel: flows too short for any sample of the sockets have a process too. */
import { closeSync, openSync } from "node:fs";
import { attachToGroup, BpfMap, BpfProgram, MapSweep } from "../../kernel/bpf.ts";
import { close } from "../../kernel/libc.ts";
import { formatIp4 } from "../../net/ip4.ts";
import { connectProgram, KEY_BYTES, MAP, VALUE_BYTES } from "./connect-program.ts";
import type { Connect } from "./ledger.ts";

const MOST = 4_096;
const BATCH = 512;

export interface ConnectHooks {
  /** Every connect kept since the hooks were attached; the newest for each address, port and user. */
  read(): Connect[];
  close(): void;
}

/** @param root where the one hierarchy of control groups (version 2) is mounted. @throws where this kernel, or this user, cannot. */
export function attachConnectHooks(root: string): ConnectHooks {
  const open: number[] = [];
  const group = openSync(root, "r");
  try {
    const map = new BpfMap({ name: MAP, kind: "recent", keyBytes: KEY_BYTES, valueBytes: VALUE_BYTES, entries: MOST });
    open.push(map.fd);
    for (const family of [4, 6] as const) {
      const code = connectProgram(family).assemble({ [MAP]: map.fd });
      const program = new BpfProgram(`connect${family}`, code, `connect${family}`);
      open.push(program.fd);
      const link = attachToGroup(program, group);
      if (link < 0) throw new Error(`the hook for connect cannot be attached to ${root} (error ${-link})`);
      open.push(link);
    }
    const sweep = new MapSweep(map, BATCH);
    return {
      read: () => {
        const connects: Connect[] = [];
        for (;;) {
          const { count, isLast } = sweep.next();
          for (let i = 0; i < count; i++) connects.push(connectAt(sweep.values, i * VALUE_BYTES));
          if (isLast) return connects;
        }
      },
      close: () => {
        for (const fd of open) close(fd);
      },
    };
  } catch (error) {
    for (const fd of open) close(fd);
    throw error;
  } finally {
    closeSync(group);
  }
}

function connectAt(view: DataView, at: number): Connect {
  const name = new Uint8Array(view.buffer, view.byteOffset + at + 16, 16);
  const end = name.indexOf(0);
  return {
    peer: formatIp4(view.getUint32(at)),
    port: view.getUint16(at + 4),
    uid: view.getUint32(at + 8, true),
    pid: view.getUint32(at + 12, true),
    comm: new TextDecoder().decode(name.slice(0, end < 0 ? 16 : end)),
  };
}
