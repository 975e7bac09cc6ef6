/** Whether a host has a program, without starting one. */
import type { System } from "../system.ts";

const FOLDERS = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

export async function hasProgram(sys: System, name: string): Promise<boolean> {
  for (const folder of FOLDERS) if (await sys.has(`${folder}/${name}`)) return true;
  return false;
}
