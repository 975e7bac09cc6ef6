/** How one host is reached. The composition root maps the inventory to this. */

export interface Become {
  readonly method: "none" | "sudo";
  /** Default root. */
  readonly user?: string;
  /** Asked only where sudo asks. */
  readonly password?: () => Promise<string>;
}

export interface HostAddress {
  /** The inventory's name of the host: in messages, and what is connected to where `address` says nothing else. */
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  readonly become: Become;
  /** Private key; ~ is the operator's home. */
  readonly identityFile?: string;
  /** As `ssh -J` takes it. */
  readonly jump?: string;
  /** ssh: whichever client can, by itself. Default: the fleet's. */
  readonly connection?: Connection;
  /** For connections that must be IPv6. Default: `address` if it is one, else what the name resolves to. */
  readonly ipv6?: string;
}

export type Connection = "ssh" | "ssh2" | "openssh" | "local";

/** What ssh is asked to connect to: `ssh TARGET`. */
export function targetOf(host: HostAddress): string {
  return host.address ?? host.name;
}

/** The way to a host and through it, as `ssh -J` takes it. */
export function hopOf(host: HostAddress): string {
  const target = targetOf(host);
  const place = target.includes(":") ? `[${target}]` : target;
  const own = `${host.user === undefined ? "" : `${host.user}@`}${place}${host.port === undefined ? "" : `:${host.port}`}`;
  return host.jump === undefined ? own : `${host.jump},${own}`;
}
