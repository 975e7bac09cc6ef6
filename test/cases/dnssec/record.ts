/**
 * Make tree.json anew: the answers of a real BIND for every question a validator may have about the zones of test/lab/dnssec-zones.ts, with
 * the root's key and the time. Needs root and BIND. Run: sh scripts/with-node.sh test/cases/dnssec/record.ts
 */
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TYPE } from "../../../agent/dns64/wire/constants.ts";
import { textToName } from "../../../agent/dns64/wire/name.ts";
import { PORT, startDnssecServers } from "../../lab/dnssec-servers.ts";
import { ZONES } from "../../lab/dnssec-zones.ts";

const LABELS = [
  "v4",
  "dual",
  "absent",
  "alias",
  "alias6",
  "x.below",
  "x.wild",
  "y.x.wild",
  "x.wild6",
  "x.wildtext",
  "empty.nonterminal",
  "nonterminal",
  "text",
  "*.wild",
];

/** Zones that differ by their algorithm only. */
const BRIEF = new Set(["rsasha1", "rsasha512", "ecdsa384", "ed25519", "ed448", "strangedigest"].map((label) => `${label}.test`));

if (process.argv[2] === "inside") await inside(JSON.parse(process.argv[3]!));
else await outside();

/** Everything the unit tests ask: labels per zone and types. */
function questions(): [string, number][] {
  const all: [string, number][] = [
    [".", 48],
    ["test", 43],
    ["test", 48],
  ];
  for (const { name } of ZONES) {
    const labels = BRIEF.has(name) ? LABELS.slice(0, 4) : LABELS;
    all.push([name, 43], [name, 48], [name, TYPE.SOA], [name, TYPE.AAAA]);
    for (const label of labels) all.push([`${label}.${name}`, TYPE.AAAA], [`${label}.${name}`, TYPE.A]);
    if (BRIEF.has(name)) continue;
    for (const label of ["child", "hole", "v4", "dual", "empty.nonterminal", "absent"]) all.push([`${label}.${name}`, 43]);
    all.push([`x.wildtext.${name}`, 16], [`mixed.${name}`, 15], [`srv.${name}`, 33], [`naptr.${name}`, 35]);
    all.push([`dual.${name}`, TYPE.ANY], [`below.${name}`, TYPE.DNAME]);
  }
  for (const label of ["to-unsigned", "to-forged", "to-nsec3", "to-dual", "to-nothing", "to-wild", "x.hole"])
    all.push([`${label}.chain.test`, TYPE.AAAA], [`${label}.chain.test`, TYPE.A]);
  all.push(["x.child.optout.test", TYPE.AAAA], ["absent", TYPE.AAAA], ["absent", 43]);
  return all;
}

async function outside(): Promise<void> {
  const servers = await startDnssecServers(false);
  try {
    const program = join(import.meta.dirname, "record.ts");
    const out = await servers.inside(process.execPath, program, "inside", JSON.stringify(questions()));
    const recorded = {
      recorded: Math.floor(Date.now() / 1000),
      anchor: servers.tree.anchorDs,
      anchorKey: servers.tree.anchorKey,
      answers: JSON.parse(out),
    };
    writeFileSync(join(import.meta.dirname, "tree.json"), `${JSON.stringify(recorded, null, 1)}\n`);
  } finally {
    await servers.close();
  }
}

/** Within the namespace: ask each question with RD, CD and DO, over TCP where the answer is cut; prints them by "name type" as base64. */
async function inside(list: [string, number][]): Promise<void> {
  const answers: Record<string, string> = {};
  for (const [name, type] of list) {
    const query = queryOf(name, type);
    let answer = await overUdp(query);
    if ((answer[2]! & 2) !== 0) answer = await overTcp(query);
    answer[0] = 0;
    answer[1] = 0;
    answers[`${name} ${type}`] = answer.toString("base64");
  }
  console.log(JSON.stringify(answers));
}

function queryOf(name: string, type: number): Buffer {
  const opt = [0, 0, 41, 4, 208, 0, 0, 128, 0, 0, 0];
  return Buffer.from([0, 7, 1, 16, 0, 1, 0, 0, 0, 0, 0, 1, ...textToName(name)!, type >>> 8, type & 255, 0, 1, ...opt]);
}

function overUdp(query: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.on("error", reject);
    socket.on("message", (bytes) => {
      socket.close();
      resolve(bytes);
    });
    socket.send(query, PORT.upstream, "127.0.0.1");
  });
}

function overTcp(query: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    const socket = connect(PORT.upstream, "127.0.0.1", () => socket.write(Buffer.from([0, query.length, ...query])));
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (held.length < 2 || held.length < 2 + held.readUInt16BE(0)) return;
      socket.destroy();
      resolve(held.subarray(2));
    });
  });
}
