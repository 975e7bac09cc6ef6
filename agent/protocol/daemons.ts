/** Where our daemons keep what both houses name. */
export const NAT64_STATUS_SOCKET = "/run/migrate-nat64.sock";
export const DNS64_STATUS_SOCKET = "/run/migrate-dns64.sock";
