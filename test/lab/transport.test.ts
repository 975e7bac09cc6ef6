/** Real sshd, real ssh, real sudo: what the transport promises an operator. */
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AgentError, UnreachableError } from "../../src/engine/ports.ts";
import type { HostAddress } from "../../src/transport/address.ts";
import { createFleet, type FleetEvent, type FleetOptions } from "../../src/transport/fleet.ts";
import { nodeRuntime } from "../../src/transport/node-runtime.ts";
import { type SshdHost, startSshdHost, until } from "./sshd-host.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Executables of running agents; the pattern does not match its own command line. */
const AGENTS =
  'for p in /proc/[0-9]*; do case $(tr "\\0" " " <$p/cmdline) in *session.c[j]s" rpc"*) readlink $p/exe ;; esac; done 2>/dev/null; true';

const fleets: ReturnType<typeof createFleet>[] = [];
afterEach(async () => {
  for (const fleet of fleets.splice(0)) await fleet.close();
});

function fleetOf(host: SshdHost, address: Partial<HostAddress> = {}, options: Partial<FleetOptions> = {}) {
  const events: FleetEvent[] = [];
  const fleet = createFleet({
    hosts: (name) => ({
      name,
      address: "127.0.0.1",
      port: host.port,
      ipv6: "::1",
      become: { method: "none" },
      ...address,
    }),
    log: (event) => {
      events.push(event);
    },
    sshConfig: host.sshConfig,
    ...options,
  });
  fleets.push(fleet);
  const pushes = (): string[] => events.flatMap((e) => (e.type === "push" ? [e.what] : []));
  return { fleet, events, pushes };
}

/** An agent ends when its controller does. @throws with the host's processes where one stays. */
async function noAgentLeft(host: SshdHost): Promise<void> {
  await until("no agent is left", () => host.inside(AGENTS).trim() === "").catch((cause: Error) => {
    throw new Error(`${cause.message}\n${host.inside("ps -eo pid,ppid,stat,etimes,wchan:20,args")}`, { cause });
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(UnreachableError);
  return (error as Error).message;
}

describe("a host without Node", () => {
  let host: SshdHost;
  beforeAll(async () => {
    host = await startSshdHost({ bashrc: "echo noise; printf 'half a line'; echo more >&2\n" });
  });
  afterAll(() => host?.stop());

  it("is given one, and the agent runs on it", async () => {
    const { fleet, pushes } = fleetOf(host);
    const link = await fleet.link("h1");
    expect(pushes()).toEqual(["node", "agent"]);
    const runtime = await nodeRuntime("x86_64");
    const cached = `/var/lib/migrate/cache/node/${runtime.sha256}/node`;
    expect(link.hello.node).toEqual({ path: cached, version: expect.stringMatching(/^v24\./) });
    expect(host.inside(AGENTS).trim()).toBe(cached);
    expect(host.inside(`sha256sum ${cached}`).split(" ")[0]).toBe(runtime.sha256);
    expect(link.hello).toMatchObject({
      uid: 0,
      connection: { client: "127.0.0.1", server: "127.0.0.1", serverPort: host.port },
    });
    const bundle = `/var/lib/migrate/cache/agent/${link.hello.agent}`;
    expect(host.inside(`${cached} -p 'typeof require("${bundle}/koffi.node").load'`).trim()).toBe("function");
    expect(host.inside(`cd ${bundle} && sha256sum agent.cjs session.cjs session-code.js koffi.node | sha256sum`)).toBe(
      `${link.hello.agent}  -\n`,
    );
  });

  it("is given nothing twice", async () => {
    const { fleet, pushes } = fleetOf(host);
    await fleet.link("h1");
    expect(pushes()).toEqual([]);
  });

  it("is asked over one connection with one channel, and the agent ends with it", async () => {
    const { fleet } = fleetOf(host);
    const links = await Promise.all(Array.from({ length: 5 }, () => fleet.link("h1")));
    expect(new Set(links).size).toBe(1);
    expect(host.inside(AGENTS).trim().split("\n")).toHaveLength(1);
    expect(host.inside("ss -Htlnp")).not.toContain("node");
    await fleet.close();
    await noAgentLeft(host);
  });

  it("removes the agent on request", async () => {
    const { fleet } = fleetOf(host);
    const { removed } = await (await fleet.link("h1")).call("remove", { everything: false });
    expect(removed.length).toBeGreaterThan(0);
    expect(host.inside("find /var/lib/migrate -type f").trim()).toBe("");
  });

  it("goes on with a push that was cut where it ended", async () => {
    const { fleet } = fleetOf(
      host,
      {},
      {
        log: (event) => {
          // The session's own sshd, not the listener.
          if (event.type === "push") host.inside("kill -9 $(ps -C sshd -o pid= | sort -n | tail -n +2)");
        },
      },
    );
    expect(await refusal(fleet.link("h1"))).toMatch(/^h1: the agent did not start \(the connection was lost/);
    const half = Number(host.inside("cat /var/lib/migrate/cache/.half.*[!r] | wc -c"));
    const { fleet: again, pushes, events: next } = fleetOf(host);
    await again.link("h1");
    expect(pushes()).toEqual(["node", "agent"]);
    const whole = (await (await nodeRuntime("x86_64")).compressed()).content.length;
    expect(next.find((e) => e.type === "push")).toMatchObject({ what: "node", bytes: whole - half });
    expect(host.inside("find /var/lib/migrate -name '.half.*' -o -name '.push.*'").trim()).toBe("");
  });

  it("is not harmed by two controllers that push at once", async () => {
    host.inside("rm -rf /var/lib/migrate");
    const both = [fleetOf(host), fleetOf(host)];
    const links = await Promise.all(both.map(({ fleet }) => fleet.link("h1")));
    const cached = `/var/lib/migrate/cache/node/${(await nodeRuntime("x86_64")).sha256}/node`;
    expect(links.map((l) => l.hello.node.path)).toEqual([cached, cached]);
    expect(host.inside("find /var/lib/migrate -name '.push.*'").trim()).toBe("");
  });
});

it("says that the disk is full, and leaves nothing behind", async () => {
  const host = await startSshdHost({ varLib: "30m" });
  try {
    const { fleet } = fleetOf(host);
    expect(await refusal(fleet.link("h1"))).toMatch(
      /^h1: node could not be stored in \/var\/lib\/migrate\/cache: .*No space left on device/,
    );
    expect(host.inside("find /var/lib/migrate -type f").trim()).toBe("");
  } finally {
    await host.stop();
  }
});

describe("a host with Node", () => {
  let host: SshdHost;
  const knownHosts = (): string => join(host.folder, "known_hosts");
  let known = "";

  beforeAll(async () => {
    const runtime = await nodeRuntime("x86_64");
    host = await startSshdHost({
      node: runtime.path,
      sshd: "TrustedUserCAKeys /etc/ssh/user_ca.pub",
      prepare: [
        "useradd -M -s /bin/bash ops; useradd -M -s /bin/sh nopass; useradd -M -s /bin/sh plain",
        "printf 'ops:right horse\\n' | chpasswd",
        "printf 'nopass:x1\\nplain:x2\\n' | chpasswd",
        "printf 'ops ALL=(ALL) ALL\\nnopass ALL=(ALL) NOPASSWD: ALL\\n' > /etc/sudoers.d/lab; chmod 440 /etc/sudoers.d/lab",
        "rm -f /etc/ssh/user_ca.pub; : > /etc/ssh/user_ca.pub",
      ].join("\n"),
    });
    known = readFileSync(knownHosts(), "utf8");
  });
  afterAll(() => host?.stop());
  afterEach(async () => {
    writeFileSync(knownHosts(), known);
    await Promise.all(fleets.splice(0).map((fleet) => fleet.close()));
    await noAgentLeft(host);
  });

  it("is not given another", async () => {
    const { fleet, pushes } = fleetOf(host);
    const link = await fleet.link("h1");
    expect(link.hello.node.path).toBe("/usr/bin/node");
    expect(pushes()).not.toContain("node");
  });

  it.each(["ssh2", "openssh"] as const)("is reached anew over IPv6 by %s", async (connection) => {
    const { fleet } = fleetOf(host, { connection });
    const link = await fleet.link("h1");
    const fresh = await fleet.freshOverIpv6("h1");
    expect(fresh.hello.connection).toMatchObject({ client: "::1", server: "::1" });
    expect(fresh.hello.pid).not.toBe(link.hello.pid);
    expect(fresh.via).toContain(connection);
    expect(await fleet.knockOverIpv6("h1")).toMatchObject({ client: "::1", server: "::1", serverPort: host.port });
    expect(host.inside(AGENTS).trim().split("\n")).toHaveLength(2);
    const { at } = await fresh.call("ping", {});
    expect(Math.abs(at - Date.now())).toBeLessThan(5_000);
  });

  it("is not knocked at while its link is young, came over IPv6, and nothing was changed over it", async () => {
    appendFileSync(knownHosts(), known.replace("[127.0.0.1]", "[::1]"));
    const { fleet } = fleetOf(host, { address: "::1" });
    const link = await fleet.link("h1");
    await link.call("facts", {});
    expect(await fleet.knockOverIpv6("h1")).toEqual(link.hello.connection);
    await link.call("undo", { step: "no-such/step" });
    expect((await fleet.knockOverIpv6("h1"))!.clientPort).not.toBe(link.hello.connection!.clientPort);
  });

  it("answers 200 calls in flight, each with its own", async () => {
    const { fleet } = fleetOf(host);
    const link = await fleet.link("h1");
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) =>
        i % 2 === 0 ? link.call("ping", {}) : link.call("undo", { step: `no-such/${i}` }),
      ),
    );
    answers.forEach((answer, i) => {
      if (answer.status === "rejected") throw answer.reason;
      if (i % 2 === 1) expect(JSON.stringify(answer.value)).toContain(`no-such/${i}`);
    });
  });

  it("refuses a wrong method by name and lives on", async () => {
    const { fleet } = fleetOf(host);
    const link = await fleet.link("h1");
    await expect(link.call("nothing" as "ping", {})).rejects.toThrow(AgentError);
    await link.call("ping", {});
  });

  describe("sudo", () => {
    it("without a password", async () => {
      const { fleet } = fleetOf(host, { user: "nopass", become: { method: "sudo" } });
      const link = await fleet.link("h1");
      expect(link.hello).toMatchObject({ uid: 0, connection: { client: "127.0.0.1" } });
      expect(await fleet.knockOverIpv6("h1")).toMatchObject({ server: "::1" });
    });

    it.each(["ssh2", "openssh"] as const)("with a password over %s", async (connection) => {
      const { fleet } = fleetOf(host, {
        user: "ops",
        connection,
        become: { method: "sudo", password: async () => "right horse" },
      });
      expect((await fleet.link("h1")).hello.uid).toBe(0);
      expect(await fleet.knockOverIpv6("h1")).toMatchObject({ server: "::1" });
    });

    it("with a password that is not asked for", async () => {
      const { fleet } = fleetOf(host, {
        user: "nopass",
        become: { method: "sudo", password: () => Promise.reject(new Error("asked for nothing")) },
      });
      expect((await fleet.link("h1")).hello.uid).toBe(0);
    });

    it("with a wrong password", async () => {
      const { fleet } = fleetOf(host, { user: "ops", become: { method: "sudo", password: async () => "wrong" } });
      expect(await refusal(fleet.link("h1"))).toBe("h1: sudo refused the password");
      expect(await refusal(fleet.knockOverIpv6("h1"))).toBe("h1: sudo refused the password");
    });

    it("that asks where no password is given", async () => {
      const { fleet } = fleetOf(host, { user: "ops", become: { method: "sudo" } });
      expect(await refusal(fleet.link("h1"))).toMatch(/^h1: sudo asks for a password, and none is given: become/);
    });

    it("that is needed and not set", async () => {
      const { fleet } = fleetOf(host, { user: "plain" });
      expect(await refusal(fleet.link("h1"))).toMatch(
        /^h1: user plain cannot write \/var\/lib\/migrate\/cache: .*become: sudo/,
      );
    });
  });

  describe("host keys", () => {
    it("that are not known are refused", async () => {
      writeFileSync(knownHosts(), "");
      const { fleet } = fleetOf(host);
      const message = await refusal(fleet.link("h1"));
      expect(message).toMatch(
        /its host key ssh-ed25519 SHA256:\S+ is not known as \[127\.0\.0\.1\]:\d+ in \S*known_hosts/,
      );
      const shown = execFileSync("ssh-keygen", ["-lf", join(host.folder, "host_key.pub")], { encoding: "utf8" });
      expect(message).toContain(shown.split(" ")[1]);
    });

    it("that changed are refused", async () => {
      const other = readFileSync(join(host.folder, "id.pub"), "utf8").split(" ").slice(0, 2).join(" ");
      writeFileSync(knownHosts(), `[127.0.0.1]:${host.port} ${other}\n`);
      const { fleet } = fleetOf(host);
      expect(await refusal(fleet.link("h1"))).toMatch(/its host key is not the known one.*known_hosts:1\b/);
    });

    it("that are revoked are refused", async () => {
      appendFileSync(knownHosts(), known.replace(/^/, "@revoked "));
      const { fleet } = fleetOf(host);
      expect(await refusal(fleet.link("h1"))).toMatch(/is revoked .*known_hosts:2\b/);
    });

    it("under hashed names are found", async () => {
      execFileSync("ssh-keygen", ["-H", "-f", knownHosts()], { stdio: "ignore" });
      rmSync(`${knownHosts()}.old`);
      expect(readFileSync(knownHosts(), "utf8")).toMatch(/^\|1\|/);
      const { fleet } = fleetOf(host);
      await fleet.link("h1");
    });

    it("that need a certificate are left to OpenSSH, which refuses likewise", async () => {
      writeFileSync(knownHosts(), `@cert-authority ${known}`);
      const { fleet, events } = fleetOf(host);
      expect(await refusal(fleet.link("h1"))).toMatch(/^h1: its host key is not known/);
      expect(events).toContainEqual(
        expect.objectContaining({
          type: "transport",
          client: "openssh",
          because: [expect.stringContaining("certified")],
        }),
      );
    });
  });

  describe("keys", () => {
    const configWith = (lines: string): string => {
      const path = join(host.folder, "config.other");
      writeFileSync(path, `${readFileSync(host.sshConfig, "utf8").replace(/^ *Identity.*\n/gm, "")}${lines}`);
      return path;
    };
    const newKey = (name: string, passphrase = ""): string => {
      const path = join(host.folder, name);
      rmSync(path, { force: true });
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path]);
      return path;
    };

    it("that the host does not accept are named", async () => {
      const key = newKey("stranger");
      const { fleet } = fleetOf(host, {}, { sshConfig: configWith(`  IdentityFile ${key}\n  IdentityAgent none\n`) });
      expect(await refusal(fleet.link("h1"))).toBe(
        `h1: root@127.0.0.1 port ${host.port} does not let us in: tried ${key}; it accepts publickey`,
      );
    });

    it("of the inventory are used", async () => {
      const { fleet } = fleetOf(
        host,
        { identityFile: join(host.folder, "id") },
        { sshConfig: configWith("  IdentityAgent none\n") },
      );
      await fleet.link("h1");
    });

    it("with a passphrase are named, and used once the ssh-agent holds them", async () => {
      const key = newKey("closed", "secret");
      appendFileSync(join(host.folder, "id.pub"), readFileSync(`${key}.pub`));
      const socket = join(host.folder, "agent.sock");
      const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
      try {
        const sshConfig = configWith(`  IdentityFile ${key}\n  IdentityAgent ${socket}\n`);
        const { fleet } = fleetOf(host, {}, { sshConfig });
        expect(await refusal(fleet.link("h1"))).toContain(
          `there is no key to try; not usable: ${key} (it has a passphrase; ssh-add ${key} makes it usable)`,
        );
        await until("the ssh-agent answers", () => {
          try {
            execFileSync("ssh-add", ["-q", key], {
              env: {
                ...process.env,
                SSH_AUTH_SOCK: socket,
                SSH_ASKPASS_REQUIRE: "force",
                SSH_ASKPASS: join(host.folder, "askpass"),
                DISPLAY: ":0",
              },
              stdio: "ignore",
            });
            return true;
          } catch {
            writeFileSync(join(host.folder, "askpass"), "#!/bin/sh\necho secret\n", { mode: 0o755 });
            return false;
          }
        });
        const { fleet: again } = fleetOf(host, {}, { sshConfig });
        await again.link("h1");
      } finally {
        agent.kill();
      }
    });

    it("with a certificate are left to OpenSSH", async () => {
      const authority = newKey("ca");
      const key = newKey("certified");
      execFileSync("ssh-keygen", ["-q", "-s", authority, "-I", "lab", "-n", "root", `${key}.pub`]);
      copyFileSync(`${authority}.pub`, join(host.folder, "ca-for-host.pub"));
      host.inside(`cat ${host.folder}/ca-for-host.pub > /etc/ssh/user_ca.pub`);
      const { fleet, events } = fleetOf(
        host,
        {},
        { sshConfig: configWith(`  IdentityFile ${key}\n  IdentityAgent none\n`) },
      );
      const link = await fleet.link("h1");
      expect(link.via).toMatch(/^openssh /);
      expect(events).toContainEqual(
        expect.objectContaining({ type: "transport", because: [`${key} has a certificate`] }),
      );
    });

    it("and a ProxyCommand are left to OpenSSH", async () => {
      const { fleet, events } = fleetOf(
        host,
        {},
        {
          sshConfig: configWith(
            `  IdentityFile ${host.folder}/id\n  ProxyCommand ssh -F ${host.sshConfig} -W [%h]:%p -p %p 127.0.0.1\n`,
          ),
        },
      );
      expect((await fleet.link("h1")).via).toMatch(/^openssh /);
      expect(events).toContainEqual(expect.objectContaining({ type: "transport", because: ["ProxyCommand is set"] }));
    });
  });

  describe("jump hosts", () => {
    beforeEach(() => writeFileSync(knownHosts(), known + known.replace("[127.0.0.1]", "[localhost]")));

    it.each(["ssh2", "openssh"] as const)("are gone through by %s", async (connection) => {
      const { fleet } = fleetOf(host, { connection, jump: `root@localhost:${host.port}` });
      const link = await fleet.link("h1");
      await link.call("ping", {});
      if (connection === "ssh2") expect(link.via).toContain(`through root@localhost:${host.port}`);
    });

    it("are said of a fresh IPv6 connection", async () => {
      const { fleet } = fleetOf(host, { jump: `root@localhost:${host.port}` });
      const fresh = await fleet.freshOverIpv6("h1");
      expect(fresh.via).toBe(`ssh2 root@[::1]:${host.port} through root@localhost:${host.port}`);
      expect(fresh.hello.connection).toMatchObject({ server: "::1" });
    });

    it("that refuse us are named", async () => {
      const { fleet } = fleetOf(host, { address: "::1", jump: "root@127.0.0.1:1" });
      expect(await refusal(fleet.link("h1"))).toBe("root@[127.0.0.1]:1: connection refused by 127.0.0.1 port 1");
    });
  });

  describe("losses", () => {
    it("of the agent end what is in flight, and the next link is a new one", async () => {
      const { fleet, events } = fleetOf(host);
      const link = await fleet.link("h1");
      const asked = link.call("probe", {
        kind: "tcp",
        host: "127.0.0.1",
        port: host.port,
        family: 4,
        timeoutMs: 20_000,
        send: "x",
        read: "echo",
      });
      host.inside(`kill -9 ${link.hello.pid}`);
      expect(await refusal(asked)).toMatch(/^h1: the remote command was ended by SIGKILL/);
      expect(events).toContainEqual(expect.objectContaining({ type: "lost", host: "h1" }));
      const again = await fleet.link("h1");
      expect(again.hello.pid).not.toBe(link.hello.pid);
      await again.call("ping", {});
    });

    it("of the controller by SIGKILL end the agent", async () => {
      const script = join(host.folder, "controller.ts");
      writeFileSync(
        script,
        `const { createFleet } = await import(${JSON.stringify(join(ROOT, "src/transport/fleet.ts"))});
         const fleet = createFleet({ hosts: (name) => ({ name, address: "127.0.0.1", port: ${host.port}, become: { method: "none" }, connection: process.argv[2] }), log: () => {}, sshConfig: ${JSON.stringify(host.sshConfig)} });
         await fleet.link("h1");
         console.log("linked");
         setInterval(() => {}, 1000);`,
      );
      for (const connection of ["ssh2", "openssh"]) {
        const controller = spawn(process.execPath, [script, connection], { stdio: ["ignore", "pipe", "inherit"] });
        try {
          await new Promise<void>((resolve) => controller.stdout.once("data", () => resolve()));
          expect(host.inside(AGENTS).trim()).not.toBe("");
        } finally {
          controller.kill("SIGKILL");
        }
        await noAgentLeft(host);
      }
    });

    it("by silence are noticed: no heartbeat", async () => {
      const { fleet } = fleetOf(host, {}, { beatMs: 100 });
      const link = await fleet.link("h1");
      const asked = link.call("facts", {}, { timeoutMs: 20_000 });
      host.inside(`kill -STOP ${link.hello.pid}`);
      try {
        await asked.catch(() => {});
        expect(await refusal(link.call("ping", {}))).toMatch(/no heartbeat for 0.3 s/);
      } finally {
        host.inside(`kill -KILL ${link.hello.pid}`);
      }
    });
  });
});

describe("hosts that cannot be reached", () => {
  const fleetTo = (address: Partial<HostAddress>) =>
    createFleet({
      hosts: (name) => ({ name, become: { method: "none" }, ...address }),
      log: () => {},
      connectTimeoutMs: 300,
    });

  it.each([
    ["refused", { address: "127.0.0.1", port: 1 }, /^h1: connection refused by 127\.0\.0\.1 port 1$/],
    ["no name", { address: "no-such-host.invalid" }, /^h1: the name of no-such-host\.invalid port 22 does not resolve/],
    ["refused by OpenSSH", { address: "127.0.0.1", port: 1, connection: "openssh" }, /^h1: connection refused \(ssh: /],
  ] as const)("say why: %s", async (_what, address, message) => {
    const fleet = fleetTo(address);
    expect(await refusal(fleet.link("h1"))).toMatch(message);
    await fleet.close();
  });

  it("say why: silence", async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const fleet = fleetTo({ address: "127.0.0.1", port });
    expect(await refusal(fleet.link("h1"))).toMatch(/did not finish the SSH handshake within 0\.3 s$/);
    await fleet.close();
    server.close();
  });
});

it("the local transport speaks to an agent on this machine and pushes nothing", async () => {
  const events: FleetEvent[] = [];
  const fleet = createFleet({
    hosts: (name) => ({ name, become: { method: "none" }, connection: "local" }),
    log: (event) => {
      events.push(event);
    },
  });
  const link = await fleet.link("here");
  expect(link.hello).toMatchObject({ connection: null, node: { path: process.execPath } });
  expect(await refusal(fleet.freshOverIpv6("here"))).toContain("makes no connection");
  expect(await refusal(fleet.knockOverIpv6("here"))).toContain("makes no connection");
  await fleet.close();
  expect(events.some((e) => e.type === "push")).toBe(false);
});
