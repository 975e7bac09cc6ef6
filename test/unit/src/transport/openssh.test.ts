import { describe, expect, it } from "vitest";
import { opensshArgv, opensshError } from "../../../../src/transport/openssh.ts";

const base = { command: "cmd", timeoutMs: 10_000, ipv6: null, knownAs: null, configFile: null };

describe("ssh's arguments", () => {
  const argv = (host: object, more: object = {}): string =>
    opensshArgv({ ...base, host: { name: "h1", become: { method: "none" }, ...host }, ...more }).join(" ");

  it("never ask, never share, never learn a host key", () => {
    for (const setting of [
      "BatchMode=yes",
      "StrictHostKeyChecking=yes",
      "UpdateHostKeys=no",
      "ControlMaster=no",
      "ControlPath=none",
    ]) {
      expect(argv({})).toContain(`-o ${setting}`);
    }
    expect(argv({})).toMatch(/ -- h1 cmd$/);
  });

  it("say what the inventory says", () => {
    expect(argv({ address: "2001:db8::1", port: 2222, user: "ops", identityFile: "k", jump: "j" })).toMatch(
      / -p 2222 -l ops -i k -o ProxyJump=j -- 2001:db8::1 cmd$/,
    );
  });

  it("force IPv6 and keep the known name", () => {
    const text = argv({}, { ipv6: "2001:db8::1", knownAs: "[h1]:2222" });
    expect(text).toContain("-o AddressFamily=inet6 -o HostName=2001:db8::1 -o HostKeyAlias=[h1]:2222");
  });
});

describe("ssh's own errors", () => {
  it.each([
    ["ssh: connect to host h1 port 22: Connection refused", "refused"],
    ["ssh: connect to host h1 port 22: Connection timed out", "timeout"],
    ["ssh: connect to host h1 port 22: No route to host", "no-route"],
    ["ssh: connect to host h1 port 22: Network is unreachable", "no-route"],
    ["ssh: Could not resolve hostname h1: Name or service not known", "name"],
    ["@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@\nHost key verification failed.", "host-key"],
    [
      "No ED25519 host key is known for h1 and you have requested strict checking.\nHost key verification failed.",
      "host-key",
    ],
    ["root@h1: Permission denied (publickey).", "auth"],
  ])("%s", (stderr, code) => expect(opensshError("h1", stderr)?.code).toBe(code));

  it("are not what the remote side said", () => {
    expect(opensshError("h1", "sh: 1: node: not found")).toBeNull();
  });
});
