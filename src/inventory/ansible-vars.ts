/** The connection variables of Ansible, read into a host. Pure. */
import { parseIp4 } from "../../agent/net/ip4.ts";
import { canonicalIp6 } from "../../agent/net/ip6.ts";
import type { Diagnostic, Position } from "../plan/diagnostics.ts";
import type { Become, Connection, Host, Secret } from "../plan/hosts.ts";
import { splitWords } from "./ansible-ini.ts";
import { isRecord, problem, type Vars } from "./source.ts";

/** @returns what the variables say of the host; what cannot be honoured is a diagnostic, never passed over. */
export function hostFromVars(
  name: string,
  vars: Vars,
  at: Position,
): { host: Partial<Host>; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const say = (code: string, message: string, hint?: string): void => {
    diagnostics.push(problem(at, code, `host ${name}: ${message}`, hint));
  };
  /** The first of several variables that is set, as text. */
  const text = (...keys: string[]): string | undefined => {
    const key = keys.find((k) => vars[k] !== undefined && vars[k] !== null);
    if (key === undefined) return undefined;
    const value = String(vars[key]);
    if (value.includes("{{") || value.includes("{%")) {
      say("ansible-template", `${key} is an Ansible template, which only Ansible can read`, "write the value itself");
      return undefined;
    }
    return value;
  };
  const host: { -readonly [K in keyof Host]?: Host[K] } = {};

  const address = text("ansible_host", "ansible_ssh_host");
  if (address !== undefined) {
    const inner = /^\[(.+)\]$/.exec(address)?.[1] ?? address;
    host.address = canonicalIp6(inner) ?? inner;
  }
  const port = text("ansible_port", "ansible_ssh_port");
  if (port !== undefined) {
    const n = Number(port);
    if (Number.isInteger(n) && n >= 1 && n <= 65535) host.port = n;
    else say("wrong-port", `ansible_port \`${port}\` is no port from 1 to 65535`);
  }
  const user = text("ansible_user", "ansible_ssh_user");
  if (user !== undefined) host.user = user;
  const identity = text("ansible_ssh_private_key_file", "ansible_private_key_file");
  if (identity !== undefined) host.identityFile = identity;
  const jump = jumpOf([text("ansible_ssh_common_args"), text("ansible_ssh_extra_args")], say);
  if (jump !== null) host.jump = jump;
  const connection = connectionOf(text("ansible_connection"), say);
  if (connection !== null) host.connection = connection;
  const become = becomeOf(vars, text, say);
  if (become !== null) host.become = become;
  if (vars.ansible_password !== undefined || vars.ansible_ssh_pass !== undefined) {
    say("password-login", "logins by password are not supported", "use a key, or an agent");
  }
  const ipv4 = text("ipv4");
  if (ipv4 !== undefined) {
    if (parseIp4(ipv4) !== null) host.ipv4 = ipv4;
    else say("wrong-value", `ipv4 must be one IPv4 address, not ${ipv4}`);
  }
  const ipv6 = text("ipv6");
  if (ipv6 !== undefined) {
    const canonical = canonicalIp6(ipv6);
    if (canonical !== null) host.ipv6 = canonical;
    else say("wrong-value", `ipv6 must be one IPv6 address, not ${ipv6}`);
  }
  return { host, diagnostics };
}

type Say = (code: string, message: string, hint?: string) => void;

/** `-J HOST`, `-JHOST`, `-o ProxyJump=HOST`, `-oProxyJump=HOST`. Other options cannot be honoured without ssh_config. */
function jumpOf(args: readonly (string | undefined)[], say: Say): string | null {
  let jump: string | null = null;
  for (const text of args) {
    if (text === undefined || text.trim() === "") continue;
    const words = splitWords(text);
    if (words === null) {
      say("wrong-value", "a quote in ansible_ssh_common_args is never closed");
      continue;
    }
    for (let i = 0; i < words.length; i++) {
      const flag = /^-([Jo])(.*)$/.exec(words[i]!);
      const value = flag === null ? "" : flag[2] === "" ? (words[++i] ?? "") : flag[2]!;
      const option = /^ProxyJump[= ]\s*(.+)$/i.exec(value);
      if (flag?.[1] === "J" && value !== "") jump = value;
      else if (flag?.[1] === "o" && option !== null) jump = option[1]!;
      else
        say(
          "ssh-args",
          `\`${flag === null ? words[i] : `-${flag[1]} ${value}`}\` in ansible_ssh_common_args is not honoured here`,
          "put it into ~/.ssh/config, which is",
        );
    }
  }
  return jump;
}

function connectionOf(text: string | undefined, say: Say): Connection | null {
  switch (text) {
    case undefined:
      return null;
    case "ssh":
    case "smart":
    case "paramiko":
    case "paramiko_ssh":
      return "ssh";
    case "local":
      return "local";
    default:
      say("wrong-value", `ansible_connection \`${text}\` is not supported`, "ssh or local");
      return null;
  }
}

function becomeOf(vars: Vars, text: (...keys: string[]) => string | undefined, say: Say): Become | null {
  const asked = vars.ansible_become ?? vars.ansible_sudo;
  const password = passwordOf(vars.ansible_become_password ?? vars.ansible_become_pass ?? vars.ansible_sudo_pass, say);
  const method = text("ansible_become_method");
  const user = text("ansible_become_user", "ansible_sudo_user");
  if (method !== undefined && method !== "sudo")
    say("wrong-value", `ansible_become_method \`${method}\` is not supported`, "sudo");
  if (asked === undefined && password === null && user === undefined) return null;
  return { method: asked === undefined || isYes(asked) ? "sudo" : "none", user: user ?? "root", password };
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || /^(y|yes|true|on|1|t)$/i.test(String(value));
}

function passwordOf(value: unknown, say: Say): Become["password"] {
  if (value === undefined || value === null) return null;
  if (isRecord(value)) {
    const [kind] = Object.keys(value);
    if (kind === "env" || kind === "file" || kind === "cmd") return value as Secret;
  }
  const text = String(value);
  const lookup = /^\{\{\s*lookup\(\s*['"]env['"]\s*,\s*['"](\w+)['"]\s*\)\s*\}\}$/.exec(text);
  if (lookup !== null) return { env: lookup[1]! };
  if (text.startsWith("$ANSIBLE_VAULT") || isRecord(value)) {
    say(
      "ansible-vault",
      "ansible_become_password is encrypted with Ansible Vault, which only Ansible can open",
      "{env: NAME}, {file: PATH} or {cmd: [PROGRAM]}",
    );
    return null;
  }
  if (text.includes("{{")) {
    say(
      "ansible-template",
      "ansible_become_password is an Ansible template, which only Ansible can read",
      "{env: NAME}, {file: PATH} or {cmd: [PROGRAM]}",
    );
    return null;
  }
  return { literal: text };
}
