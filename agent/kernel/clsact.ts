/**
 * Attaching to an interface's ingress through the clsact qdisc, for kernels before tcx (Linux 6.6). A filter stays when its maker
 * dies: the program must stop by itself then.
 */
import type { BpfProgram } from "./bpf.ts";
import type { SystemCallError } from "./libc.ts";
import {
  attribute32,
  attributeText,
  CREATE,
  EXCLUSIVE,
  joined,
  NETLINK_ROUTE,
  nested,
  netlinkRequest,
} from "./netlink.ts";

const RTM_NEWQDISC = 36;
const RTM_NEWTFILTER = 44;
const RTM_DELTFILTER = 45;

const CLSACT_PARENT = 0xfffffff1;
const CLSACT_HANDLE = 0xffff0000;
const INGRESS = 0xfffffff2;
const ETH_P_ALL_WIRE = 0x0300;

const TCA_KIND = 1;
const TCA_OPTIONS = 2;
const TCA_BPF_FD = 6;
const TCA_BPF_NAME = 7;
const TCA_BPF_FLAGS = 8;
/** What the program returns is what happens. */
const DIRECT_ACTION = 1;

/** Our place among the filters of an interface; what stands there is of ours, or of our predecessor who was killed. */
const PRIORITY = 0x6464;
const HANDLE = 1;
const REPLACE = 0x100;

function tcMessage(ifindex: number, handle: number, parent: number, info: number): Uint8Array {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setInt32(4, ifindex, true);
  view.setUint32(8, handle, true);
  view.setUint32(12, parent, true);
  view.setUint32(16, info, true);
  return bytes;
}

const filterInfo = (PRIORITY * 0x10000 + ETH_P_ALL_WIRE) >>> 0;

/** @throws SystemCallError */
export function attachClsact(program: BpfProgram, ifindex: number): void {
  addQdisc(ifindex);
  const body = joined([
    tcMessage(ifindex, HANDLE, INGRESS, filterInfo),
    attributeText(TCA_KIND, "bpf"),
    nested(
      TCA_OPTIONS,
      attribute32(TCA_BPF_FD, program.fd),
      attributeText(TCA_BPF_NAME, program.name),
      attribute32(TCA_BPF_FLAGS, DIRECT_ACTION),
    ),
  ]);
  netlinkRequest(NETLINK_ROUTE, RTM_NEWTFILTER, CREATE | REPLACE, body);
}

/** The qdisc stays: others may use it by now, and it costs nothing. @throws SystemCallError where no filter of ours is there. */
export function detachClsact(ifindex: number): void {
  const body = joined([tcMessage(ifindex, HANDLE, INGRESS, filterInfo), attributeText(TCA_KIND, "bpf")]);
  netlinkRequest(NETLINK_ROUTE, RTM_DELTFILTER, 0, body);
}

function addQdisc(ifindex: number): void {
  const body = joined([tcMessage(ifindex, CLSACT_HANDLE, CLSACT_PARENT, 0), attributeText(TCA_KIND, "clsact")]);
  try {
    netlinkRequest(NETLINK_ROUTE, RTM_NEWQDISC, CREATE | EXCLUSIVE, body);
  } catch (error) {
    if ((error as SystemCallError).code !== "EEXIST") throw error;
  }
}
