/** `ss -Hlntup` → who listens where. */
export interface Listener {
  readonly protocol: "tcp" | "udp";
  /** Without brackets and zone; `*` for both families. */
  readonly address: string;
  readonly port: number;
  readonly program: string | null;
  readonly pid: number | null;
}

export function parseListeners(text: string): Listener[] {
  const found: Listener[] = [];
  for (const line of text.split("\n")) {
    const [protocol, , , , local, , ...rest] = line.trim().split(/\s+/);
    if ((protocol !== "tcp" && protocol !== "udp") || local === undefined) continue;
    const colon = local.lastIndexOf(":");
    const port = Number(local.slice(colon + 1));
    if (!Number.isInteger(port)) continue;
    const user = /\(\("([^"]*)",pid=(\d+)/.exec(rest.join(" "));
    found.push({
      protocol,
      address: local
        .slice(0, colon)
        .split("%", 1)[0]!
        .replace(/^\[|\]$/g, ""),
      port,
      program: user?.[1] ?? null,
      pid: user === null ? null : Number(user[2]),
    });
  }
  return found;
}
