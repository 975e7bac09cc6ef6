/**
 * RFC 6147, requirement by requirement, with the updates that bear on it: where each is held.
 * `test`: a case of test/cases/dns64 without `.json`, or `file › name of the test` of test/unit/agent/dns64. `not ours` and `untestable` say why.
 */
export type Held =
  | { readonly test: readonly string[] }
  | { readonly notOurs: string }
  | { readonly untestable: string };

export const RFC6147: readonly (readonly [section: string, requirement: string, held: Held])[] = [
  ["5.1", "non-synthetic AAAA are looked for first", { test: ["5.1.1-real-aaaa-returned-alone"] }],
  [
    "5.1",
    "in classes other than IN, MUST behave as though no DNS64 function is configured",
    { test: ["5.1-class-other-than-in-untouched"] },
  ],
  [
    "5.1.1",
    "MUST NOT synthesise when real AAAA exist (default)",
    { test: ["5.1.1-real-aaaa-returned-alone", "5.1.5-chain-to-real-aaaa-untouched"] },
  ],
  ["5.1.2", "RCODE 3 is handled according to normal DNS operation", { test: ["5.1.2-name-error-is-final"] }],
  [
    "5.1.2",
    "any other RCODE is treated as an empty answer",
    {
      test: [
        "5.1.2-servfail-leads-to-a",
        "5.1.2-refused-leads-to-a",
        "5.1.2-notimp-leads-to-a",
        "5.1.2-formerr-leads-to-a",
        "5.1.2-yxdomain-leads-to-a",
      ],
    },
  ],
  [
    "5.1.3",
    "no answer before the timeout is treated as RCODE 2",
    {
      test: [
        "5.1.3-timeout-leads-to-a",
        "5.1.3-everything-silent-is-servfail",
        "5.1.3-everything-unreachable-is-servfail",
      ],
    },
  ],
  [
    "5.1.4",
    "SHOULD offer exclusion ranges, ::ffff:0:0/96 among them by default",
    { test: ["5.1.4-mapped-aaaa-excluded-by-default", "5.1.4-configured-exclusion-set", "5.1.4-empty-exclusion-set"] },
  ],
  ["5.1.4", "only excluded AAAA: MUST treat as an empty answer", { test: ["5.1.4-mapped-aaaa-excluded-by-default"] }],
  [
    "5.1.4",
    "SHOULD answer with the AAAA that are not excluded",
    { test: ["5.1.4-excluded-aaaa-taken-out-one-by-one"] },
  ],
  [
    "5.1.4",
    "MUST NOT return the offending records",
    { test: ["5.1.4-excluded-aaaa-taken-out-one-by-one", "5.1.4-excluded-aaaa-never-returned"] },
  ],
  [
    "5.1.5",
    "CNAME and DNAME chains are followed to the first A or AAAA",
    { test: ["5.1.5-unfinished-chain-followed", "5.1.5-endless-chain-ends", "5.1.5-addresses-off-the-chain-ignored"] },
  ],
  [
    "5.1.5",
    "chains are included in the answer",
    { test: ["5.1.5-cname-chain-in-order", "5.1.5-dname-chain-in-order"] },
  ],
  ["5.1.6", "an empty answer leads to a query for A", { test: ["5.1.7-ttl-of-a-where-smaller"] }],
  [
    "5.1.6",
    "an empty result or error on A is the basis of the answer",
    {
      test: [
        "5.1.6-error-on-a-is-returned",
        "5.1.6-name-error-on-a-is-returned",
        "5.1.6-silence-on-a-is-servfail",
        "5.1.2-servfail-then-empty-a",
      ],
    },
  ],
  ["5.1.7", "NAME, TYPE, CLASS, RDLENGTH and RDATA of a synthetic AAAA", { test: ["5.2-prefix-length-96"] }],
  [
    "5.1.7",
    "TTL is the minimum of the A's and the SOA's",
    {
      test: [
        "5.1.7-ttl-of-a-where-smaller",
        "5.1.7-ttl-of-soa-where-smaller",
        "5.1.7-ttl-of-soa-minimum-where-smaller",
        "5.1.7-ttl-per-record",
      ],
    },
  ],
  [
    "5.1.7",
    "without a SOA, SHOULD be the A's TTL or 600 s, whichever is shorter",
    { test: ["5.1.7-ttl-at-most-600-without-soa", "5.1.3-timeout-leads-to-a"] },
  ],
  [
    "5.1.8",
    "MAY query for AAAA and A in parallel",
    { test: ["resolver.test.ts › soon asks anew for AAAA that timed out"] },
  ],
  [
    "5.2",
    "MUST support the algorithm of RFC 6052 §2, as the default",
    {
      test: [
        "5.2-prefix-length-32",
        "5.2-prefix-length-40",
        "5.2-prefix-length-48",
        "5.2-prefix-length-56",
        "5.2-prefix-length-64",
        "5.2-prefix-length-96",
      ],
    },
  ],
  [
    "5.2",
    "the same algorithm and prefix at DNS64 and translator",
    { untestable: "what the translator is given is the operator's plan, which checks it" },
  ],
  ["5.2", "MUST support mapping separate IPv4 ranges to separate prefixes", { test: ["5.2-ipv4-ranges-to-prefixes"] }],
  ["5.2", "several prefixes", { test: ["5.2-several-prefixes"] }],
  [
    "5.3.1",
    "PTR inside a Pref64 or the well-known prefix: MUST provide one of two ways",
    { test: ["5.3.1-ptr-becomes-cname-to-in-addr", "5.3.1-ptr-under-own-prefix"] },
  ],
  [
    "5.3.1",
    "SHOULD ensure that there is RDATA at the in-addr.arpa name",
    { test: ["5.3.1-ptr-without-data-no-cname"] },
  ],
  [
    "5.3.1",
    "SHOULD ensure that there is no CNAME at that name (we follow one: agent/dns64/ptr.ts says why)",
    { test: ["5.3.1-ptr-through-classless-delegation"] },
  ],
  [
    "5.3.1",
    "outside every prefix, MUST process as any other query",
    { test: ["5.3.1-ptr-outside-prefixes-untouched"] },
  ],
  [
    "5.3.2",
    "MUST NOT synthesise in the additional section, MUST pass it unchanged",
    { test: ["5.3.2-additional-section-unchanged"] },
  ],
  [
    "5.3.3",
    "all other RRs are returned unchanged",
    {
      test: [
        "5.3.3-a-untouched",
        "5.3.3-mx-untouched",
        "5.3.3-txt-untouched",
        "5.3.3-type65280-untouched",
        "5.3.3-any-untouched",
        "resolver.test.ts › passes other types on byte for byte but for the id",
      ],
    },
  ],
  [
    "5.4",
    "an empty A answer: respond with the answer to the original query",
    { test: ["5.1.6-both-empty-gives-the-aaaa-answer"] },
  ],
  [
    "5.4",
    "header, question, authority and additional of the assembled response",
    { test: ["5.4-header-of-a-synthesised-answer", "5.3.2-additional-section-unchanged"] },
  ],
  [
    "5.4",
    "truncation and EDNS0 apply to the final response",
    {
      test: [
        "resolver.test.ts › sets TC by the size of what was synthesised, and sends no part of it",
        "resolver.test.ts › gives all of it over TCP",
      ],
    },
  ],
  ["5.5 (1)", "CD and DO clear: SHOULD validate, MAY translate", { test: ["5.4-header-of-a-synthesised-answer"] }],
  [
    "5.5 (2)",
    "whenever it validates, MUST validate the negative AAAA answer before asking for A",
    {
      test: [
        "5.5-bogus-aaaa-is-servfail",
        "resolver.test.ts › takes SERVFAIL that goes away with CD for a failed validation: no synthesis",
        "resolver.test.ts › does not synthesise where the probe stays unanswered",
      ],
    },
  ],
  [
    "5.5 (2)",
    "DO: MAY synthesise, SHOULD set AD where all was validated",
    {
      test: [
        "5.5-do-synthesised-without-rrsig",
        "5.5-ad-set-where-upstream-validated-both",
        "5.5-ad-clear-where-one-was-not-validated",
      ],
    },
  ],
  [
    "5.5 (2)",
    "data that does not validate: MUST respond with RCODE 2",
    {
      test: [
        "5.5-bogus-aaaa-is-servfail",
        "resolver.test.ts › never lets a failed validation be undone by another upstream",
      ],
    },
  ],
  [
    "5.5 (3)",
    "CD and DO set: MUST NOT synthesise, MUST return the data",
    { test: ["5.5-do-and-cd-not-synthesised", "5.5-do-and-cd-excluded-aaaa-untouched"] },
  ],
  ["6", "deployment: who validates, which prefix, multihoming", { notOurs: "advice to operators, not to a server" }],
  ["8", "security: protected path to the resolver", { notOurs: "how clients reach their resolver is the network's" }],
  [
    "RFC 6052 3.1",
    "the well-known prefix MUST NOT represent non-global IPv4",
    {
      test: [
        "6052-3.1-non-global-a-not-under-well-known-prefix",
        "6052-3.1-only-non-global-a-is-empty",
        "6052-3.1-non-global-a-under-own-prefix",
      ],
    },
  ],
  [
    "RFC 7050 3",
    "ipv4only.arpa AAAA is synthesised under the site's prefixes",
    { test: ["7050-ipv4only-arpa-aaaa", "7050-ipv4only-arpa-do-and-cd-empty"] },
  ],
  [
    "RFC 8880 7",
    "a DNS64 answers ipv4only.arpa and its reverse names by itself",
    {
      test: [
        "8880-ipv4only-arpa-a",
        "8880-ipv4only-arpa-other-type-empty",
        "8880-below-ipv4only-arpa-name-error",
        "8880-reverse-of-discovery-addresses",
      ],
    },
  ],
];
