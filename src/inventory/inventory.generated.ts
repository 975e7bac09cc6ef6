// Generated from schemas/ by `npm run generate`. Do not edit.

export type Port = number;
/**
 * How to become root: sudo, none, or {method: sudo, user: root, password: {env: NAME}}.
 */
export type Become =
  | ("sudo" | "none")
  | {
      method?: "sudo" | "none";
      user?: string;
      password?: Secret;
    };
/**
 * A secret, never written in the plan itself: {env: NAME}, {file: PATH} or {cmd: [ARGV…]}.
 */
export type Secret =
  | {
      /**
       * Environment variable.
       */
      env: string;
    }
  | {
      /**
       * File whose content it is, without the last newline.
       */
      file: string;
    }
  | {
      /**
       * Program and arguments whose output it is.
       *
       * @minItems 1
       */
      cmd: [string, ...string[]];
    };
/**
 * ssh: by itself whichever client can; openssh: the system's ssh; local: this machine.
 */
export type Connection = "ssh" | "openssh" | "local";
export type Group =
  | string[]
  | {
      members?: string[];
      vars?: {
        [k: string]: unknown;
      };
    };

/**
 * An inventory: hosts and groups. Format version 1. In JSON Lines (hosts.jsonl) a line is one of the hosts, with its `name`.
 */
export interface InventoryFile {
  /**
   * Format version.
   */
  inventory: 1;
  /**
   * Variables of every host.
   */
  vars?: {
    [k: string]: unknown;
  };
  /**
   * The hosts, by name.
   */
  hosts: {
    [k: string]: Host | null;
  };
  /**
   * The groups, by name: a list of hosts and groups, or {members, vars}.
   */
  groups?: {
    [k: string]: Group;
  };
}
export interface Host {
  /**
   * Where ssh connects: an address, or a name. Default: the host's name.
   */
  address?: string;
  port?: Port;
  user?: string;
  become?: Become;
  /**
   * Private key.
   */
  identity_file?: string;
  /**
   * Jump host, as ssh -J takes it.
   */
  jump?: string;
  connection?: Connection;
  /**
   * The host's IPv4 address in service: what A records point to.
   */
  ipv4?: string;
  /**
   * The host's IPv6 address in service: what AAAA records point to.
   */
  ipv6?: string;
  /**
   * Groups the host is in.
   */
  groups?: string[];
  /**
   * Anything else.
   */
  vars?: {
    [k: string]: unknown;
  };
}
