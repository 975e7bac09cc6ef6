/** Mistakes that show when hosts are asked. One file each in `test/cases/mistakes/fleet/`: add one, get a test. Nothing on the host may change by them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import type { HeldLab } from "../../src/lab/lab.ts";
import { argvOf, expectClear, FLEET, type Mistake, mistakesIn } from "../unit/src/cli/mistake.ts";
import { isArmed, MIGRATE, startMigrate } from "./controller.ts";

const MISTAKES = mistakesIn("fleet");
const HOST = "job1";

let lab: HeldLab;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-mistakes-"));
  lab = await startLabFromFile(join(FLEET, "plan.yaml"), {
    name: `mistakes-${process.pid}`,
    say: (line) => console.log(line),
  });
});
afterAll(async () => {
  await lab?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

type Undo = () => Promise<unknown> | unknown;

async function onHost(script: string): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(HOST, ["sh", "-euc", script]);
  if (code !== 0) throw new Error(`${script}: ${stderr}`);
  return stdout;
}

/** Another text in the operator's file while it lasts. */
function instead(file: string, change: (text: string) => string): Undo {
  const path = join(lab.folder, "home", file);
  const before = readFileSync(path, "utf8");
  writeFileSync(path, change(before));
  return () => writeFileSync(path, before);
}

const both = (doing: string, undoing: string) => async (): Promise<Undo> => {
  await onHost(doing);
  return () => onHost(undoing);
};

/** What is done to the fleet first. */
const PREPARE: Readonly<Record<string, () => Promise<Undo> | Undo>> = {
  "full-disk": both(
    "mkdir -p /var/lib/migrate; mount -t tmpfs -o size=64k tmpfs /var/lib/migrate",
    "umount /var/lib/migrate",
  ),
  "read-only-var": both(
    "mkdir -p /var/lib/migrate; mount -t tmpfs -o ro tmpfs /var/lib/migrate",
    "umount /var/lib/migrate",
  ),
  "other-host-key": () =>
    instead(".ssh/known_hosts", (text) => text.replace(/(2001:db8:10::12\S* ssh-ed25519 \S{40})(.)/, swapped)),
  "no-host-key": () => instead(".ssh/known_hosts", (text) => text.replace(/^.*2001:db8:10::12.*\n/gm, "")),
  "cable-out": async () => {
    await lab.cut(HOST, "all");
    return () => lab.heal(HOST);
  },
  "no-ipv6": both(
    "ip -6 addr show dev eth0 scope global > /run/six; ip -6 addr flush dev eth0 scope global",
    "ip -6 addr add 2001:db8:10::12/64 dev eth0 nodad; ip -6 route replace default via 2001:db8:10::1",
  ),
  "key-not-accepted": both(
    "mv /etc/ssh/authorized_keys/root /etc/ssh/root.away",
    "mv /etc/ssh/root.away /etc/ssh/authorized_keys/root",
  ),
  "no-shell": both("usermod -s /usr/sbin/nologin root", "usermod -s /bin/bash root"),
  "user-ops": both(
    "useradd -m -s /bin/sh ops; echo 'ops:right horse' | chpasswd; echo 'ops ALL=(ALL) ALL' > /etc/sudoers.d/ops; cp /etc/ssh/authorized_keys/root /etc/ssh/authorized_keys/ops",
    "userdel -f -r ops 2>/dev/null; rm /etc/sudoers.d/ops /etc/ssh/authorized_keys/ops",
  ),
  "hand-made-address": both("ip addr add 10.10.0.77/24 dev eth0", "ip addr del 10.10.0.77/24 dev eth0"),
  "service-down": both(
    "nft add table inet down; nft add chain inet down input '{ type filter hook input priority 0; }'; nft add rule inet down input tcp dport 9000 reject",
    "nft delete table inet down",
  ),
  "another-run": async () => {
    const apply = ["apply", join(FLEET, "plan.yaml"), "--phase", "4", "--limit", "api1", "--json", "--state", state()];
    const run = await startMigrate(lab, apply);
    await run.line(isArmed);
    // It lives, and holds its lease, for as long as the case takes.
    run.kill("SIGSTOP");
    return async () => {
      run.kill("SIGKILL");
      await run.exited;
    };
  },
};

function swapped(_: string, head: string, letter: string): string {
  return `${head}${letter === "A" ? "B" : "A"}`;
}

function state(): string {
  return join(folder, "state");
}

/** What a mistake must not change. */
async function standing(): Promise<string> {
  return onHost(
    "find /etc -type f -newermt @0 ! -path '/etc/sudoers.d/ops' -exec sha256sum {} + | sort -k2; ip -4 addr; ip -4 route",
  );
}

function copyOfFleet({ name, edit = {} }: Mistake): string {
  const copy = join(folder, name);
  mkdirSync(copy);
  for (const file of ["plan.yaml", "inventory.yaml"]) {
    let text = readFileSync(join(FLEET, file), "utf8");
    for (const [from, to] of Object.entries(edit)) text = text.replace(from, to);
    writeFileSync(join(copy, file), text);
  }
  return copy;
}

describe("a mistake with a fleet", () => {
  it("has its cases", () => expect(MISTAKES.length).toBeGreaterThanOrEqual(15));

  it.each(MISTAKES)("$name", async (mistake) => {
    const fleet = copyOfFleet(mistake);
    const undo = mistake.prepare === undefined ? null : await PREPARE[mistake.prepare]!();
    try {
      const before = await standing();
      const argv = argvOf(mistake, fleet);
      const own = argv.includes("--state") ? [] : ["--state", state()];
      const { code, stdout, stderr } = await lab.run([MIGRATE, ...argv, ...own, "--no-color"], {
        cwd: folder,
        timeoutMs: 60_000,
      });
      expectClear(mistake, { code, text: `${stdout}${stderr}` });
      expect(await standing()).toBe(before);
    } finally {
      await undo?.();
    }
  });
});
