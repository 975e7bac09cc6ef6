/** Which way packets get from and to the TUN device. */
import { SystemCallError } from "../../kernel/libc.ts";
import { openTun } from "../../kernel/tun.ts";
import { RingPort } from "./ring-port.ts";
import { TunPort } from "./tun-port.ts";

/**
 * Attach to the device of that name, or create it.
 * @param io auto: io_uring where the kernel has it, else one line says why not.
 * @throws SystemCallError
 */
export function openPort(name: string, io: "auto" | "plain" | "io_uring", log: (line: string) => void): TunPort {
  const tun = openTun(name);
  if (io === "plain") return new TunPort(tun);
  try {
    return new RingPort(tun);
  } catch (error) {
    if (io === "io_uring" || !(error instanceof SystemCallError)) {
      tun.close();
      throw error;
    }
    log(`io: plain reads and writes: ${error.message}`);
    return new TunPort(tun);
  }
}
