import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";

/** @param key with slashes: `net/ipv6/conf/eth0/accept_ra`. `sysctl` itself is missing on small hosts. */
export async function setSysctl(sys: System, key: string, value: string): Promise<void> {
  const done = await sys.exec(["sh", "-c", 'echo "$2" >"/proc/sys/$1"', "sysctl", key, value], { timeoutMs: 5_000 });
  if (done.code !== 0) throw new Fault("io", `sysctl ${key} could not be set to ${value}: ${done.stderr.trim()}`);
}
