/** `listen.parity`, `allow.parity`, `tls.sans`: what serves or lets in IPv4 clients does so for IPv6 ones. */
import { inspectionGate } from "./inspection-gate.ts";

export const listenParity = inspectionGate("listen.parity", {
  about:
    "On each host: every port that somebody listens on over IPv4, loopback and DHCP left out, is listened on over IPv6 as well. What is bound is asked, not what answers: see service.health for that.",
  subject: "listening sockets of both families",
  part: "listeners",
  kinds: (kind) => kind === "listener.ipv4-only",
  blind: "listening sockets",
  clean: (hosts) => `Whatever listens on ${hosts} does so over IPv6.`,
});

export const allowParity = inspectionGate("allow.parity", {
  about:
    "On each host: pg_hba.conf, hosts.allow, fail2ban, sshd and authorized_keys, and nginx let nobody in by IPv4 alone: for each purpose for which IPv4 clients are named, IPv6 ones are.",
  subject: "lists of who is let in",
  part: "allow-lists",
  kinds: (kind) => kind.startsWith("allow-list."),
  blind: "allow-lists",
  clean: (hosts) => `The lists of who is let in on ${hosts} name IPv6 where they name IPv4.`,
});

export const tlsSans = inspectionGate("tls.sans", {
  about:
    "On each host: no certificate in /etc, /opt, /srv or scan.paths is for an IPv4 address without being for an IPv6 one.",
  subject: "certificates",
  part: "certificates",
  kinds: (kind) => kind === "certificate.ipv4-san",
  blind: "certificates",
  clean: (hosts) => `No certificate on ${hosts} is for IPv4 addresses alone.`,
});
