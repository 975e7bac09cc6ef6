/** Where daemons of the agent keep what both houses name. */

/** Translators that can run on a gateway host. */
export const TRANSLATORS = ["builtin", "tayga", "jool"] as const;
export type TranslatorName = (typeof TRANSLATORS)[number];

/** Status sockets of the translators: ours, or our keeper of another. Each its own, for two of them run while one drains. */
export const NAT64_STATUS_SOCKETS: Readonly<Record<TranslatorName, string>> = {
  builtin: "/run/migrate-nat64.sock",
  tayga: "/run/migrate-nat64-tayga.sock",
  jool: "/run/migrate-nat64-jool.sock",
};
/** nftables' tables that tell which gateway, and which translator on it, a packet is for. */
export const SPREAD_TABLE = "migrate_nat64_spread";
export const DRAIN_TABLE = "migrate_nat64_drain";
/** Sessions on their way from one process to the next: a restart loses none. In memory only: a reboot has none to keep. */
export const NAT64_STATE_FILE = "/run/migrate-nat64.sessions";
export const DNS64_STATUS_SOCKET = "/run/migrate-dns64.sock";
export const SIIT_STATUS_SOCKET = "/run/migrate-siit.sock";
