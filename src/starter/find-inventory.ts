/** Where an inventory is: one of ours by its usual names, or as Ansible itself would look for it. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const USUAL = [
  "inventory.yaml",
  "inventory.yml",
  "inventory.ini",
  "inventory.jsonl",
  "inventory",
  "hosts.yaml",
  "hosts.yml",
  "hosts.ini",
  "hosts.jsonl",
  "hosts",
  "inventory/hosts",
  "inventory/hosts.yml",
  "inventory/hosts.ini",
];

/** @returns paths relative to the folder; empty where there is none. */
export async function findInventory(folder: string): Promise<readonly string[]> {
  const configured = /^\s*inventory\s*=\s*(.+?)\s*$/m.exec(
    await readFile(join(folder, "ansible.cfg"), "utf8").catch(() => ""),
  )?.[1];
  const candidates = configured === undefined ? USUAL : configured.split(",").map((path) => path.trim());
  const found: string[] = [];
  for (const path of candidates) {
    if (!(await isFile(join(folder, path)))) continue;
    found.push(path);
    if (configured === undefined) break;
  }
  return found;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
