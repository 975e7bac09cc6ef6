import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { covered, firstBoot, nodePrograms, sshdConfig, writeFiles } from "../../../../src/lab/image.ts";

const CHECKOUT = join(import.meta.dirname, "../../../..");
const HIDDEN_ANYWAY = ["/root", "/home", "/tmp", "/run", "/dev"];

function isHidden(path: string, by: readonly string[]): boolean {
  return [...by, ...HIDDEN_ANYWAY].some((outer) => path === outer || path.startsWith(`${outer}/`));
}

test("the checkout, the operator's home and what the lab names are covered; the system is not", () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-covered-"));
  try {
    const folders = covered([folder]);
    for (const path of [CHECKOUT, homedir(), folder]) expect(isHidden(path, folders), path).toBe(true);
    for (const path of ["/usr", "/etc", "/var", "/bin"]) expect(folders).not.toContain(path);
    expect(folders).not.toContain("/");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("Node is removed wherever it may lie", () => {
  expect(nodePrograms()).toEqual(
    expect.arrayContaining(["/usr/bin/node", "/usr/local/bin/node", "/usr/bin/npm", process.execPath]),
  );
  expect(firstBoot(null)).toContain("/usr/bin/node");
});

test("another user than root may sudo, with a password where there is one", () => {
  expect(firstBoot({ name: "deploy", sudoPassword: null })).toContain("deploy ALL=(ALL:ALL) NOPASSWD:ALL");
  const asked = firstBoot({ name: "deploy", sudoPassword: "it's" });
  expect(asked).toContain("deploy ALL=(ALL:ALL) ALL");
  expect(asked).toContain("echo 'deploy:it'\\''s' | chpasswd");
  expect(firstBoot({ name: "root", sudoPassword: null })).not.toContain("sudoers");
});

test("sshd takes keys only, on the port of the inventory", () => {
  expect(sshdConfig(2222)).toMatch(/^Port 2222\n[\s\S]*PasswordAuthentication no/);
});

test("files are written with their modes, folders with those of the system", async () => {
  const upper = mkdtempSync(join(tmpdir(), "lab-upper-"));
  try {
    await writeFiles(upper, [
      { path: "/etc/ssh/secret", content: "s", mode: 0o600 },
      { path: "/etc/lab/start.d/x", content: "#!/bin/sh\n", mode: 0o755 },
    ]);
    const mode = (path: string) => statSync(path).mode & 0o7777;
    expect(mode(join(upper, "etc/ssh/secret"))).toBe(0o600);
    expect(mode(join(upper, "etc"))).toBe(mode("/etc"));
    expect(mode(join(upper, "etc/lab/start.d"))).toBe(0o755);
    expect(readFileSync(join(upper, "etc/lab/start.d/x"), "utf8")).toBe("#!/bin/sh\n");
  } finally {
    rmSync(upper, { recursive: true });
  }
});
