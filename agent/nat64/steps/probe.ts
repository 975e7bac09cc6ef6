/** The packet that asks a client whether its connection still lives. RFC 6146 §3.5.2.2: ACK only, both numbers zero, no data. */

import { fold, sumWords } from "../../net/checksum.ts";
import type { Prefix6 } from "../../net/prefix.ts";
import { embed } from "../../net/rfc6052.ts";
import { put16, words6 } from "../packet/bytes.ts";
import { Frame } from "../packet/frame.ts";
import { IP6_HEADER } from "../packet/ip6.ts";
import {
  ACK,
  DESTINATION_PORT,
  SOURCE_PORT,
  TCP,
  TCP_CHECKSUM,
  TCP_DATA_OFFSET,
  TCP_FLAGS,
  TCP_HEADER,
} from "../packet/transport.ts";
import { writeHeader6 } from "../rfc7915/header4to6.ts";
import type { Bindings } from "../tables/bindings.ts";

const HOP_LIMIT = 64;

export function tcpProbe({ bib, sessions }: Bindings, session: number, pool6: readonly Prefix6[]): Frame {
  const entry = sessions.entry(session);
  const source = embed(pool6[sessions.prefix(session)]!, sessions.remote(session));
  const destination = new Uint8Array(16);
  bib.writeClient(entry, destination);
  const frame = Frame.ofSize(IP6_HEADER + TCP_HEADER);
  const { bytes, start } = frame;
  const tcp = start + IP6_HEADER;
  writeHeader6(bytes, start, 0, TCP_HEADER, TCP, HOP_LIMIT, source, destination);
  put16(bytes, tcp + SOURCE_PORT, sessions.remotePort(session));
  put16(bytes, tcp + DESTINATION_PORT, bib.port6(entry));
  bytes[tcp + TCP_DATA_OFFSET] = (TCP_HEADER / 4) << 4;
  bytes[tcp + TCP_FLAGS] = ACK;
  const pseudo = words6(source, 0) + words6(destination, 0) + TCP_HEADER + TCP;
  put16(bytes, tcp + TCP_CHECKSUM, ~fold(sumWords(bytes, tcp, frame.end, pseudo)) & 0xffff);
  return frame;
}
