/** Every gate a plan can name. */
import type { GateName } from "../plan/gates.ts";
import { dnsAuthoritative } from "./dns-authoritative.ts";
import { dnsQuiet } from "./dns-quiet.ts";
import { dnsReverse } from "./dns-reverse.ts";
import { dns64Dnssec } from "./dns64-dnssec.ts";
import { dns64Resolve } from "./dns64-resolve.ts";
import { firewallParity } from "./firewall-parity.ts";
import type { Gate } from "./gate.ts";
import { hostIpv6 } from "./host-ipv6.ts";
import { allowParity, listenParity, tlsSans } from "./host-parity.ts";
import { inbound4 } from "./inbound4.ts";
import { ipv4Gone } from "./ipv4-gone.ts";
import { ipv4Literals } from "./ipv4-literals.ts";
import { ipv4Quiet } from "./ipv4-quiet.ts";
import { logsArrive } from "./logs-arrive.ts";
import { metricCommand, metricDns, metricHttp, metricPrometheus, metricSmtp, metricTcp, metricTls } from "./metrics.ts";
import { monitoringIpv6 } from "./monitoring-ipv6.ts";
import { nat64Connect } from "./nat64-connect.ts";
import { nat64Failures } from "./nat64-failures.ts";
import { nat64Large } from "./nat64-large.ts";
import { nat64State } from "./nat64-state.ts";
import { needs6 } from "./needs6.ts";
import { own } from "./own.ts";
import { packagesMirror } from "./packages-mirror.ts";
import { pathMtu } from "./path-mtu.ts";
import { prefer6 } from "./prefer6.ts";
import { recordsAaaa } from "./records-aaaa.ts";
import { recordsExpired } from "./records-expired.ts";
import { serviceHealth } from "./service-health.ts";
import { sshFresh6 } from "./ssh-fresh6.ts";
import { timeSync } from "./time-sync.ts";
import { trafficRatio } from "./traffic-ratio.ts";

export const GATES: { readonly [N in GateName]: Gate<N> } = {
  "dns64.resolve": dns64Resolve,
  "dns64.dnssec": dns64Dnssec,
  "nat64.connect": nat64Connect,
  "nat64.large": nat64Large,
  "nat64.state": nat64State,
  "service.health": serviceHealth,
  "ipv4.quiet": ipv4Quiet,
  "ssh.fresh6": sshFresh6,
  prefer6,
  needs6,
  "traffic.ratio": trafficRatio,
  "ipv4.literals": ipv4Literals,
  "path.mtu": pathMtu,
  "firewall.parity": firewallParity,
  inbound4,
  "host.ipv6": hostIpv6,
  "listen.parity": listenParity,
  "allow.parity": allowParity,
  "tls.sans": tlsSans,
  "dns.reverse": dnsReverse,
  "dns.authoritative": dnsAuthoritative,
  "dns.quiet": dnsQuiet,
  "time.sync": timeSync,
  "packages.mirror": packagesMirror,
  "logs.arrive": logsArrive,
  "monitoring.ipv6": monitoringIpv6,
  "ipv4.gone": ipv4Gone,
  "metric.prometheus": metricPrometheus,
  "metric.http": metricHttp,
  "metric.command": metricCommand,
  "metric.smtp": metricSmtp,
  "metric.tcp": metricTcp,
  "metric.tls": metricTls,
  "metric.dns": metricDns,
  "records.aaaa": recordsAaaa,
  "records.expired": recordsExpired,
  "nat64.failures": nat64Failures,
  own,
};
