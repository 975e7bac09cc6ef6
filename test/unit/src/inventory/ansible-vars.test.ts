import { describe, expect, it } from "vitest";
import { hostFromVars } from "../../../../src/inventory/ansible-vars.ts";

const read = (vars: Record<string, unknown>) => hostFromVars("h", vars, { file: "i", line: 1, col: 1 });

describe("connection variables", () => {
  it.each([
    [{ ansible_host: "[2001:DB8::1]" }, { address: "2001:db8::1" }],
    [{ ansible_host: "h.example", ansible_ssh_host: "other" }, { address: "h.example" }],
    [{ ansible_port: "22" }, { port: 22 }],
    [{ ansible_ssh_user: "u" }, { user: "u" }],
    [{ ansible_ssh_common_args: "-J jump1,jump2" }, { jump: "jump1,jump2" }],
    [{ ansible_ssh_common_args: "-Jjump" }, { jump: "jump" }],
    [{ ansible_ssh_common_args: "-oProxyJump=jump" }, { jump: "jump" }],
    [{ ansible_ssh_extra_args: '-o "ProxyJump jump"' }, { jump: "jump" }],
    [{ ansible_connection: "paramiko" }, { connection: "ssh" }],
    [{ ansible_become: "no" }, { become: { method: "none", user: "root", password: null } }],
    [
      { ansible_become: "True", ansible_become_user: "admin" },
      { become: { method: "sudo", user: "admin", password: null } },
    ],
    [{ ansible_become_pass: "x" }, { become: { method: "sudo", user: "root", password: { literal: "x" } } }],
    [{ ansible_become_password: { env: "P" } }, { become: { method: "sudo", user: "root", password: { env: "P" } } }],
    [
      { ipv4: "193.0.0.1", ipv6: "2001:DB8:0::1" },
      { ipv4: "193.0.0.1", ipv6: "2001:db8::1" },
    ],
    [{ ansible_host: null, anything: "else" }, {}],
  ])("%j", (vars, host) => expect(read(vars)).toEqual({ host, diagnostics: [] }));

  it.each([
    [{ ansible_port: "ssh" }, "wrong-port"],
    [{ ansible_port: 0 }, "wrong-port"],
    [{ ansible_host: "{{ inventory_hostname }}.example" }, "ansible-template"],
    [{ ansible_become_password: "{{ vault_pw }}" }, "ansible-template"],
    [{ ansible_become_password: "$ANSIBLE_VAULT;1.1;AES256" }, "ansible-vault"],
    [{ ansible_become_method: "su" }, "wrong-value"],
    [{ ansible_connection: "winrm" }, "wrong-value"],
    [{ ansible_ssh_common_args: "-o 'ProxyCommand=nc %h'" }, "ssh-args"],
    [{ ansible_ssh_common_args: "-o 'open" }, "wrong-value"],
    [{ ansible_password: "x" }, "password-login"],
    [{ ipv6: ["2001:db8::1"], ipv4: "2001:db8::1" }, "wrong-value"],
  ])("%j is refused", (vars, code) => expect(read(vars).diagnostics.map((d) => d.code)).toEqual([code]));

  it("never repeats a password", () =>
    expect(
      JSON.stringify(read({ ansible_become_password: "{{ 'hunter2' }}", ansible_password: "hunter2" }).diagnostics),
    ).not.toContain("hunter2"));
});
