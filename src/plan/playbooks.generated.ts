// Generated from playbooks/ by `npm run generate`. Do not edit.
import type { ParsedYaml } from "./yaml.ts";

export const PLAYBOOKS: Readonly<Record<string, ParsedYaml>> = {
 "00e8fc572d2731808bb8bdb1222696d9c084a522659ed941877351ff955e9053": {
  "value": {
   "playbook": 1,
   "phase": "phase-1",
   "name": "Prefer IPv6",
   "rollout": {
    "batch": [
     1,
     "100%"
    ],
    "soak": "0s"
   },
   "service_entry": [
    "ssh.fresh6",
    "traffic.ratio"
   ],
   "steps": [
    {
     "name": "policy table puts native IPv6 above IPv4",
     "id": "prefer-ipv6",
     "on": "services",
     "module": "gai-conf",
     "want": {
      "ipv6": "{{ policy_table.ipv6 }}",
      "ipv4": "{{ policy_table.ipv4 }}",
      "nat64": "{{ policy_table.nat64 }}",
      "nat64_prefixes": "{{ nat64.prefixes }}"
     }
    },
    {
     "name": "every service name has an AAAA record",
     "id": "add-aaaa",
     "on": "records",
     "module": "dns-record",
     "before": [
      "firewall.parity",
      {
       "service.health": {
        "by": "address"
       }
      }
     ],
     "want": {
      "source": "{{ record.source }}",
      "zone": "{{ record.zone }}",
      "file": "{{ record.file }}",
      "reload": "{{ record.reload }}",
      "server": "{{ record.server }}",
      "key": "{{ record.key }}",
      "command": "{{ record.command }}",
      "ttl": "{{ record.ttl }}",
      "records": "{{ record.aaaa_present }}"
     },
     "after": [
      "records.aaaa"
     ]
    }
   ],
   "service_exit": [
    "prefer6",
    "needs6",
    "service.health"
   ],
   "on_fail": "undo"
  },
  "steps": [
   [
    11,
    5
   ],
   [
    20,
    5
   ]
  ]
 },
 "00fa796ca965758befddce96af986039084f64ee95a2edcda09af94e2d0fb717": {
  "value": {
   "playbook": 1,
   "phase": "phase-2",
   "name": "NAT64 and DNS64",
   "steps": [
    {
     "name": "gateways translate",
     "id": "nat64",
     "on": "gateways",
     "when": "nat64",
     "module": "nat64-gateway",
     "want": {
      "backend": "{{ nat64.backend }}",
      "config": "{{ gateway.config }}",
      "first": "{{ vantage.inside6 }}",
      "drain_s": "{{ nat64.drainSeconds }}"
     }
    },
    {
     "name": "new sessions go to the new translator",
     "id": "switch",
     "on": "gateways",
     "when": "!nat64.own",
     "module": "nat64-switch",
     "before": [
      "nat64.connect"
     ],
     "want": {
      "backend": "{{ nat64.backend }}",
      "drain_s": "{{ nat64.drainSeconds }}"
     }
    },
    {
     "name": "gateways advertise the way to them",
     "id": "advertise",
     "on": "gateways",
     "when": "nat64.advertise",
     "module": "router-advertisements",
     "want": {
      "interface": "{{ nat64.advertise.interface }}",
      "prefix": "{{ nat64.prefix }}",
      "preference": "{{ gateway.preference }}",
      "lifetime_seconds": "{{ nat64.advertise.lifetimeSeconds }}"
     }
    },
    {
     "name": "resolvers synthesise",
     "id": "dns64",
     "on": "resolvers",
     "when": "dns64",
     "module": "dns64-resolver",
     "want": {
      "backend": "{{ dns64.backend }}",
      "config": "{{ resolver.config }}"
     }
    },
    {
     "name": "clouds translate and synthesise",
     "id": "clouds",
     "on": "clouds",
     "when": "clouds",
     "module": "cloud",
     "want": {
      "cloud": "{{ cloud }}"
     }
    },
    {
     "name": "clients are spread over the gateways",
     "id": "spread",
     "on": "gateways",
     "when": "nat64.spread",
     "module": "nat64-spread",
     "want": {
      "config": "{{ gateway.spread }}"
     }
    },
    {
     "name": "gateways that the plan names no more take nothing new",
     "id": "retire",
     "on": "retiring",
     "when": "nat64.retiring",
     "module": "nat64-retire",
     "want": {
      "config": "{{ leaving.config }}",
      "steps": "{{ leaving.steps }}",
      "drain_s": "{{ nat64.drainSeconds }}"
     }
    }
   ],
   "exit": [
    "dns64.resolve",
    "dns64.dnssec",
    "nat64.connect",
    "nat64.large",
    "nat64.state"
   ],
   "on_fail": "undo"
  },
  "steps": [
   [
    7,
    5
   ],
   [
    17,
    5
   ],
   [
    26,
    5
   ],
   [
    36,
    5
   ],
   [
    44,
    5
   ],
   [
    51,
    5
   ],
   [
    58,
    5
   ]
  ]
 },
 "4e97b1ec968c8dd3d7ffbc17a817419ee2fb819227d843eb9d27c1171b1e83ce": {
  "value": {
   "playbook": 1,
   "phase": "phase-3",
   "name": "New hosts IPv6-only",
   "steps": [
    {
     "name": "network configuration is IPv6-only",
     "id": "network",
     "on": "new_hosts",
     "when": "new_hosts",
     "module": "new-host-network",
     "guarded": true,
     "want": {
      "renderer": "{{ new_host.renderer }}",
      "interface": "{{ new_host.interface }}",
      "address": "{{ new_host.address }}",
      "gateway": "{{ new_host.gateway }}",
      "nameservers": "{{ dns64.addresses }}",
      "nat64_route": null
     }
    }
   ],
   "exit": [
    "ssh.fresh6",
    "dns64.resolve",
    "nat64.connect",
    "service.health",
    "needs6",
    "nat64.failures"
   ],
   "on_fail": "undo"
  },
  "steps": [
   [
    7,
    5
   ]
  ]
 },
 "8ae00bc1d46ec987a2df8f54a8692400e1625bbe38ab667900821cd8e3fc4d90": {
  "value": {
   "playbook": 1,
   "phase": "phase-4",
   "name": "Take IPv4 off existing hosts",
   "service_entry": [
    "ssh.fresh6",
    "service.health",
    "needs6",
    "inbound4"
   ],
   "steps": [
    {
     "name": "edges translate for IPv4 clients of IPv6-only services",
     "id": "inbound-siit",
     "on": "edges",
     "when": "inbound.siit",
     "module": "inbound-siit",
     "want": {
      "config": "{{ edge.siit.config }}"
     }
    },
    {
     "name": "edges hand IPv4 clients on to IPv6-only services",
     "id": "inbound-proxy",
     "on": "edges",
     "when": "inbound.proxy",
     "module": "inbound-proxy",
     "want": {
      "backend": "{{ edge.proxy.backend }}",
      "tcp": "{{ edge.proxy.tcp }}",
      "http": "{{ edge.proxy.http }}"
     }
    },
    {
     "name": "names resolve through DNS64",
     "id": "resolver",
     "on": "services",
     "when": "dns64",
     "module": "resolver",
     "want": {
      "servers": "{{ dns64.addresses }}",
      "search": null
     }
    },
    {
     "name": "a service that cannot do without IPv4 sockets gets them, alone, through a CLAT",
     "id": "clat",
     "on": "services",
     "module": "clat",
     "want": {
      "service": "{{ service.name }}",
      "clat": "{{ service.clat }}"
     }
    },
    {
     "name": "monitoring asks over IPv6",
     "id": "monitoring",
     "on": "monitoring",
     "when": "monitoring",
     "module": "monitoring",
     "want": {
      "kind": "{{ monitor.kind }}",
      "file": "{{ monitor.file }}",
      "hosts": "{{ monitor.hosts }}",
      "modules": "{{ monitor.modules }}",
      "commands": "{{ monitor.commands }}",
      "template": "{{ monitor.template }}",
      "check": "{{ monitor.check }}",
      "reload": "{{ monitor.reload }}"
     }
    },
    {
     "name": "A records of internal names are soon forgotten",
     "id": "lower-ttl",
     "on": "records",
     "module": "dns-record",
     "want": {
      "source": "{{ record.source }}",
      "zone": "{{ record.zone }}",
      "file": "{{ record.file }}",
      "reload": "{{ record.reload }}",
      "server": "{{ record.server }}",
      "key": "{{ record.key }}",
      "command": "{{ record.command }}",
      "records": "{{ record.a_short }}"
     }
    },
    {
     "name": "internal names lose their A record",
     "id": "drop-a",
     "on": "records",
     "module": "dns-record",
     "want": {
      "source": "{{ record.source }}",
      "zone": "{{ record.zone }}",
      "file": "{{ record.file }}",
      "reload": "{{ record.reload }}",
      "server": "{{ record.server }}",
      "key": "{{ record.key }}",
      "command": "{{ record.command }}",
      "records": "{{ record.a_absent }}",
      "answers": "{{ record.answers }}"
     },
     "after": [
      "records.expired"
     ]
    },
    {
     "name": "IPv4 leaves the host for good",
     "id": "remove-ipv4",
     "on": "services",
     "when": "!host.shared",
     "module": "ipv4-address",
     "guarded": true,
     "want": {
      "state": "absent",
      "keep": "{{ ipv4.keep }}",
      "remove": "{{ ipv4.remove }}",
      "translation": "{{ translation }}"
     }
    },
    {
     "name": "the service's unit does without IPv4; the host keeps it for another service",
     "id": "block-ipv4",
     "on": "services",
     "when": "host.shared",
     "module": "unit-ipv4",
     "guarded": true,
     "want": {
      "state": "absent",
      "unit": "{{ service.unit }}"
     }
    }
   ],
   "service_exit": [
    "ssh.fresh6",
    "service.health",
    "needs6",
    "inbound4",
    "nat64.failures"
   ],
   "on_fail": "undo"
  },
  "steps": [
   [
    12,
    5
   ],
   [
    19,
    5
   ],
   [
    28,
    5
   ],
   [
    36,
    5
   ],
   [
    43,
    5
   ],
   [
    57,
    5
   ],
   [
    70,
    5
   ],
   [
    85,
    5
   ],
   [
    96,
    5
   ]
  ]
 }
};
