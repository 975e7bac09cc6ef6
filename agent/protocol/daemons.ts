/** Where our daemons keep what both houses name. */
export const NAT64_STATUS_SOCKET = "/run/migrate-nat64.sock";
/** Sessions on their way from one process to the next: a restart loses none. In memory only: a reboot has none to keep. */
export const NAT64_STATE_FILE = "/run/migrate-nat64.sessions";
export const DNS64_STATUS_SOCKET = "/run/migrate-dns64.sock";
export const SIIT_STATUS_SOCKET = "/run/migrate-siit.sock";
