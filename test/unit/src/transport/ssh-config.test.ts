import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseHop, parseSettings, sshSettings } from "../../../../src/transport/ssh-config.ts";
import { configFiles } from "../../../../src/transport/ssh-config-files.ts";

describe("what ssh -G prints", () => {
  const read = (text: string) => parseSettings(text, { target: "web1" });

  it("is read", () => {
    const settings = read(
      "host web1\nuser ops\nhostname 2001:db8::1\nport 2222\nidentityfile ~/.ssh/work\nidentityfile ~/.ssh/id_ed25519\n" +
        "identitiesonly yes\nidentityagent /run/agent\nhostkeyalias web\nproxyjump a,b@[c]:3\n" +
        'userknownhostsfile ~/.ssh/known "/with space"\nglobalknownhostsfile none\n',
    );
    expect(settings).toEqual({
      hostname: "2001:db8::1",
      port: 2222,
      user: "ops",
      identityFiles: [join(homedir(), ".ssh/work"), join(homedir(), ".ssh/id_ed25519")],
      identityFilesChosen: true,
      identitiesOnly: true,
      agent: "/run/agent",
      knownHostsFiles: [join(homedir(), ".ssh/known"), "/with space"],
      hostKeyAlias: "web",
      jump: ["a", "b@[c]:3"],
      onlyOpenssh: [],
    });
  });

  it("with OpenSSH's default keys only has chosen none", () => {
    expect(read("identityfile ~/.ssh/id_rsa\nidentityfile ~/.ssh/id_ed25519_sk\n").identityFilesChosen).toBe(false);
  });

  it.each([
    ["proxycommand nc %h %p", "ProxyCommand is set"],
    ["certificatefile ~/.ssh/c-cert.pub", "CertificateFile is set"],
    ["pkcs11provider /usr/lib/p.so", "PKCS11Provider is set"],
    ["knownhostscommand /bin/x", "KnownHostsCommand is set"],
    ["revokedhostkeys /etc/ssh/krl", "RevokedHostKeys is set"],
    ["verifyhostkeydns true", "VerifyHostKeyDNS is set"],
    ["bindaddress 192.0.2.1", "BindAddress or BindInterface is set"],
    ["pubkeyauthentication false", "PubkeyAuthentication is off"],
  ])("leaves %s to OpenSSH", (text, why) => expect(read(text).onlyOpenssh).toEqual([why]));

  it.each([
    "proxycommand none",
    "verifyhostkeydns false",
    "gssapiauthentication yes",
    "pubkeyauthentication true",
    "pkcs11provider none",
  ])("%s needs no OpenSSH", (text) => expect(read(text).onlyOpenssh).toEqual([]));

  it("identityagent none is no agent", () => {
    expect(read("identityagent none").agent).toBeNull();
  });
});

describe("hops", () => {
  it.each([
    ["jump1", { target: "jump1" }],
    ["ops@jump1:2222", { target: "jump1", user: "ops", port: 2222 }],
    ["ops@[2001:db8::1]:22", { target: "2001:db8::1", user: "ops", port: 22 }],
    ["[2001:db8::1]", { target: "2001:db8::1" }],
    ["2001:db8::1", { target: "2001:db8::1" }],
    ["ssh://ops@jump1:2222", { target: "jump1", user: "ops", port: 2222 }],
    ["a@b@jump1", { target: "jump1", user: "a@b" }],
  ])("%s", (hop, parsed) => expect(parseHop(hop)).toEqual(parsed));
});

describe("the operator's configuration", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ssh-config-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is asked of ssh, and what the inventory says wins", async () => {
    const configFile = join(folder, "config");
    writeFileSync(configFile, "Host web*\n  User ops\n  Port 2200\n  HostName %h.corp.example\n  ProxyJump gate\n");
    expect(await sshSettings({ target: "web1", configFile })).toMatchObject({
      hostname: "web1.corp.example",
      user: "ops",
      port: 2200,
      jump: ["gate"],
    });
    expect(await sshSettings({ target: "web1", configFile, user: "root", port: 22, jump: "none" })).toMatchObject({
      user: "root",
      port: 22,
      jump: [],
    });
  });

  it("is asked once for hosts it does not tell apart, of each by its own name", async () => {
    const configFile = join(folder, "alike");
    writeFileSync(
      configFile,
      "Host db1\n  Port 2201\nHost web* !web9\n  Port 2202\nHost *\n  User ops\n  ControlPath ~/%h\n",
    );
    const found = await Promise.all(
      ["web1", "web2", "web9", "db1", "db2"].map((target) => sshSettings({ target, configFile })),
    );
    expect(found.map(({ hostname, port, user }) => `${user}@${hostname}:${port}`)).toEqual([
      "ops@web1:2202",
      "ops@web2:2202",
      "ops@web9:22",
      "ops@db1:2201",
      "ops@db2:22",
    ]);
    writeFileSync(configFile, "Host *\n  User other\n");
    expect(await sshSettings({ target: "web1", configFile })).toMatchObject({ user: "other", port: 22 });
  });

  it.each([
    ["Host a b*\nPort 1\n", ["a", "b1 b2", "c d"]],
    ["Host *\n  User x\n", ["a b1 b2 c d"]],
    ["Host !b1 b*\n  User x\n", ["a c d", "b1", "b2"]],
    ["Match host a\n  User x\n", null],
    ["Include more\n", null],
    ["Host c\n  HostName a\n", null],
    ["IdentityFile ~/.ssh/%h\n", null],
  ] as const)("tells hosts apart by %j", (text, groups) => {
    const { kindOf } = configFiles("", [text]);
    const kinds = new Map<string | null, string[]>();
    for (const name of ["a", "b1", "b2", "c", "d"]) kinds.set(kindOf(name), [...(kinds.get(kindOf(name)) ?? []), name]);
    expect(groups === null ? [...kinds.keys()] : [...kinds.values()].map((names) => names.join(" ")).sort()).toEqual(
      groups ?? [null],
    );
  });

  it("that does not parse is an error with ssh's words", async () => {
    const configFile = join(folder, "broken");
    writeFileSync(configFile, "Prot 22\n");
    await expect(sshSettings({ target: "web1", configFile })).rejects.toThrow(/Bad configuration option: prot/);
  });
});
