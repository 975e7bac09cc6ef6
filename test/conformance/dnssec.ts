/**
 * DNSSEC for a validating resolver, requirement by requirement: where each is held.
 * `verdict`: what comes of recorded questions (test/cases/dnssec/verdicts.json). `test`: `file › title` of test/unit/agent/dns64/dnssec, or of
 * test/lab where the file is dnssec.test.ts. `notOurs` and `untestable` say why.
 */
export type Held =
  | { readonly verdict: Readonly<Record<string, string>> }
  | { readonly test: readonly string[] }
  | { readonly notOurs: string }
  | { readonly untestable: string };

export type Requirement = readonly [rfc: number, section: string, requirement: string, held: Held];

const ATTACKS = "attacks.test.ts › ";
const RECORDS = "records.test.ts › ";

export const DNSSEC: readonly Requirement[] = [
  [
    4033,
    "5",
    "secure, insecure, bogus",
    {
      verdict: {
        "v4.ecdsa256.test 1": "NOERROR ad",
        "v4.unsigned.test 1": "NOERROR",
        "v4.forged.test 1": "SERVFAIL 6",
      },
    },
  ],
  [
    4033,
    "5",
    "indeterminate: no trust anchor covers the name",
    { test: [`${ATTACKS}outside every anchor nothing is asked and nothing authentic`] },
  ],
  [
    4034,
    "2.1.1",
    "a DNSKEY without the zone key bit MUST NOT verify zone data",
    { test: ["made-zones.test.ts › without the zone key bit they sign nothing (RFC 4034 §2.1.1)"] },
  ],
  [
    4034,
    "3.1.3",
    "labels: fewer than the owner's means a wildcard; more is invalid",
    { verdict: { "x.wild6.ecdsa256.test 28": "NOERROR ad", "*.wild.ecdsa256.test 28": "NOERROR ad" } },
  ],
  [
    4034,
    "3.1.5",
    "MUST NOT use before inception or after expiration",
    { verdict: { "v4.expired.test 1": "SERVFAIL 7", "v4.future.test 1": "SERVFAIL 8" } },
  ],
  [
    4034,
    "3.1.5",
    "times in serial arithmetic (RFC 1982)",
    { test: [`${ATTACKS}after their signatures' end answers are bogus, before their begin too`] },
  ],
  [
    4034,
    "3.1.7",
    "the signer's name MUST NOT be compressed",
    { test: [`${RECORDS}a signer's name must not be compressed`] },
  ],
  [
    4034,
    "4.1.2",
    "type bitmaps: windows in order, 1 to 32 octets",
    { test: [`${RECORDS}are refused with %s`, `${RECORDS}say what the example of RFC 4034 §4.3 says`] },
  ],
  [
    4034,
    "5.1.4",
    "DS digest over owner and DNSKEY data",
    { test: ["anchors.test.ts › a key and its DS name the same key"] },
  ],
  [4034, "6.1", "canonical order of names", { test: ["labels.test.ts › is that of the list in RFC 4034 §6.1"] }],
  [
    4034,
    "6.2",
    "canonical form: names in data in lower case",
    {
      verdict: {
        "mixed.ecdsa256.test 15": "NOERROR ad",
        "srv.ecdsa256.test 33": "NOERROR ad",
        "naptr.ecdsa256.test 35": "NOERROR ad",
      },
    },
  ],
  [
    4034,
    "6.3",
    "order of records in a set, duplicates once",
    { verdict: { "dual.ecdsa256.test 255": "NOERROR ad", "ecdsa256.test 48": "NOERROR ad" } },
  ],
  [4034, "B", "key tags", { test: [`${RECORDS}that of the example in RFC 4034 §5.4`] }],
  [
    4035,
    "3.2.1",
    "authenticating records only with DO, or where asked for",
    { test: [`${ATTACKS}signatures only with DO`, `${ATTACKS}what it asked for, even without DO`] },
  ],
  [
    4035,
    "3.2.2",
    "with CD, data is given whatever its state",
    {
      test: [
        `${ATTACKS}with CD all of it as it came, never with AD`,
        "dnssec.test.ts › what is bogus can still be looked at with CD",
      ],
    },
  ],
  [
    4035,
    "3.2.3",
    "AD only if all of answer and authority are authentic",
    { test: [`${ATTACKS}records nobody asked for are left out of an authentic answer`] },
  ],
  [
    4035,
    "4.1",
    "DO set in questions upstream",
    { test: ["dnssec.test.ts › %s, signed with %s: synthesised and authentic"] },
  ],
  [4035, "4.3", "four states told apart", { test: ["verdicts.test.ts › %s"] }],
  [
    4035,
    "4.4",
    "trust anchors, DS or DNSKEY, at the root or elsewhere",
    {
      test: [
        `${ATTACKS}a DNSKEY is as good as its DS`,
        `${ATTACKS}an anchor of an island makes it secure, and what is above it cannot unsign it`,
      ],
    },
  ],
  [4035, "4.6", "the upstream's AD says nothing", { test: [`${ATTACKS}with CD all of it as it came, never with AD`] }],
  [
    4035,
    "4.7",
    "bad data may be kept for a short time only",
    {
      untestable:
        "zone states of failed zones live five seconds, SERVFAIL one: constants in zone-states.ts and lifetime.ts",
    },
  ],
  [
    4035,
    "5.2",
    "DS authenticated by the parent; a matching DNSKEY signs the DNSKEY set",
    { verdict: { "v4.deep.chain.test 1": "NOERROR ad", "v4.otherkey.test 1": "SERVFAIL 9" } },
  ],
  [
    4035,
    "5.2",
    "without DS, proven: insecure",
    { verdict: { "v4.island.test 1": "NOERROR", "v4.unsigned.test 1": "NOERROR" } },
  ],
  [
    4035,
    "5.2",
    "without DS, not proven: bogus",
    { test: [`${ATTACKS}a zone is not made unsigned by taking its DS away, by silence or by another's denial`] },
  ],
  [
    4035,
    "5.2",
    "only unknown algorithms: insecure",
    { verdict: { "v4.strangealgorithm.test 1": "NOERROR 1", "v4.rsasha1.test 1": "NOERROR 1" } },
  ],
  [
    4035,
    "5.3.1",
    "signer is the zone, tag and algorithm match a DNSKEY",
    { verdict: { "v4.otherkey.test 1": "SERVFAIL 9" } },
  ],
  [
    4035,
    "5.3.3",
    "TTL at most the original, the received and the signature's life",
    { test: [`${ATTACKS}a longer TTL than was signed is cut`, `${ATTACKS}TTLs end where signatures do`] },
  ],
  [
    4035,
    "5.3.4",
    "a wildcard's answer needs the proof that nothing is closer",
    { test: [`${ATTACKS}a wildcard's records are not given for a name that exists`] },
  ],
  [
    4035,
    "5.4",
    "NODATA and NXDOMAIN by NSEC, the wildcard's absence too",
    {
      verdict: {
        "v4.ecdsa256.test 28": "NOERROR ad",
        "absent.ecdsa256.test 28": "NXDOMAIN ad",
        "x.wildtext.ecdsa256.test 28": "NOERROR ad",
        "nonterminal.ecdsa256.test 28": "NOERROR ad",
        "dual.hidden.test 28": "SERVFAIL 12",
      },
    },
  ],
  [4035, "5.5", "bogus is SERVFAIL", { verdict: { "v4.forged.test 1": "SERVFAIL 6" } }],
  [4509, "3", "DS by SHA-1 is ignored beside one by SHA-2", { notOurs: "SHA-1 is not accepted at all (RFC 9905 §2)" }],
  [
    5011,
    "2.1",
    "a revoked key is trusted no more",
    {
      test: [
        "made-zones.test.ts › a trusted key that its zone revokes is trusted no more, now and later (RFC 5011 §2.1)",
      ],
    },
  ],
  [
    5011,
    "2.2–2.4",
    "new keys are added after a hold-down",
    { notOurs: "the file is kept by unbound-anchor or the operator; docs/dns64.md says so" },
  ],
  [5155, "5", "the hash", { test: [`${RECORDS}that of %s in RFC 5155 appendix A`] }],
  [
    5155,
    "8.2",
    "records of other parameters or unknown flags are ignored",
    { test: ["cost.test.ts › of records with other parameters than the first are ignored (RFC 5155 §8.2)"] },
  ],
  [
    5155,
    "8.3",
    "closest encloser proof",
    { verdict: { "absent.nsec3.test 28": "NXDOMAIN ad", "x.below.nsec3.test 28": "NOERROR ad" } },
  ],
  [5155, "8.4", "name error", { verdict: { "absent.salted.test 28": "NXDOMAIN ad" } }],
  [
    5155,
    "8.5",
    "NODATA",
    {
      verdict: {
        "v4.salted.test 28": "NOERROR ad",
        "nonterminal.nsec3.test 28": "NOERROR ad",
        "dual.hidden3.test 28": "SERVFAIL 12",
      },
    },
  ],
  [
    5155,
    "8.6",
    "NODATA of DS, with opt-out",
    { verdict: { "v4.nsec3.test 43": "NOERROR ad", "child.optout.test 43": "NOERROR" } },
  ],
  [5155, "8.7", "wildcard NODATA", { verdict: { "x.wildtext.nsec3.test 28": "NOERROR ad" } }],
  [
    5155,
    "8.8",
    "wildcard answers",
    { verdict: { "x.wild6.nsec3.test 28": "NOERROR ad", "y.x.wild.nsec3.test 1": "NOERROR ad" } },
  ],
  [
    5155,
    "8.9",
    "unsigned delegations",
    { verdict: { "hole.chain.test 43": "NOERROR ad", "child.optout.test 43": "NOERROR" } },
  ],
  [
    5155,
    "9.2",
    "no AD where an opt-out range covers the next closer name",
    { verdict: { "absent.optout.test 28": "NXDOMAIN", "x.wild6.optout.test 28": "NOERROR" } },
  ],
  [
    6672,
    "5.3.1",
    "an unsigned CNAME must be what the DNAME makes of the name",
    { verdict: { "x.below.ecdsa256.test 1": "NOERROR ad", "below.ecdsa256.test 39": "NOERROR ad" } },
  ],
  [
    6840,
    "4.1",
    "a delegation's or a DNAME's record denies nothing below it",
    { test: [`${ATTACKS}the delegation's own record denies only its DS`] },
  ],
  [6840, "4.3", "the CNAME bit is looked at", { verdict: { "alias6.ecdsa256.test 28": "NOERROR ad" } }],
  [
    6840,
    "4.4",
    "the child's apex cannot deny its DS",
    { test: [`${ATTACKS}a zone is not made unsigned by taking its DS away, by silence or by another's denial`] },
  ],
  [
    6840,
    "5.2",
    "unknown digests count as unknown algorithms do",
    { verdict: { "v4.strangedigest.test 1": "NOERROR 2" } },
  ],
  [
    6840,
    "5.4",
    "of several signatures one that holds is enough",
    { test: [`${ATTACKS}of several anchors one that fits is enough`] },
  ],
  [
    6840,
    "5.7, 5.8",
    "AD to those who set AD or DO",
    {
      test: [
        `${ATTACKS}AD only if it asked, by AD or DO (RFC 6840 §5.8)`,
        "dnssec.test.ts › AD is for those who ask, by AD or DO",
      ],
    },
  ],
  [6840, "5.9", "CD set in questions upstream", { test: [`${ATTACKS}its own flags back: RD as asked, CD clear`] }],
  [
    6840,
    "5.11",
    "any path that validates is enough; no algorithm is required beside another",
    { verdict: { "v4.ecdsa256.test 1": "NOERROR ad" } },
  ],
  [
    7646,
    "1.1",
    "negative trust anchors",
    {
      test: [
        `${ATTACKS}what is not to be validated is not`,
        "anchors.test.ts › the nearest decides, and what is not validated stands between",
      ],
    },
  ],
  [8198, "5", "aggressive use of NSEC", { notOurs: "an optional way to answer from the cache; not done" }],
  [
    8624,
    "3.1",
    "algorithms 8, 10, 13, 14, 15, 16",
    { test: ["dnssec.test.ts › %s, signed with %s: synthesised and authentic"] },
  ],
  [
    8914,
    "4",
    "why: 1, 2, 6–12, 27",
    { test: ["dnssec.test.ts › %s: SERVFAIL with extended error %s, over UDP and TCP"] },
  ],
  [
    9276,
    "3.2",
    "above a limit of iterations: insecure, after the signature was checked, with error 27",
    {
      verdict: {
        "v4.iterations101.test 28": "NOERROR 27",
        "absent.iterations101.test 28": "NXDOMAIN 27",
        "absent.iterations100.test 28": "NXDOMAIN ad",
      },
    },
  ],
  [9905, "2", "RSA with SHA-1 and DS by SHA-1 count as unsupported", { verdict: { "v4.rsasha1.test 1": "NOERROR 1" } }],
];
