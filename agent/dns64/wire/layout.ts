/** Names inside record data. */
import { TYPE } from "./constants.ts";
import { skipName } from "./name.ts";

interface Layout {
  readonly before: number;
  readonly names: number;
  /** Octets there must be after the names, at least; left out: none. */
  readonly after?: number;
  readonly compress: boolean;
}

/**
 * Where names lie in the data of the types that may hold compressed ones: octets before the first name, names, octets after.
 * Only the types of RFC 1035 are compressed when written (RFC 3597 §4); the others are read liberally and written whole.
 */
export const NAMES_IN_DATA: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [TYPE.NS, { before: 0, names: 1, compress: true }],
  [3, { before: 0, names: 1, compress: true }], // MD
  [4, { before: 0, names: 1, compress: true }], // MF
  [TYPE.CNAME, { before: 0, names: 1, compress: true }],
  [TYPE.SOA, { before: 0, names: 2, after: 20, compress: true }],
  [7, { before: 0, names: 1, compress: true }], // MB
  [8, { before: 0, names: 1, compress: true }], // MG
  [9, { before: 0, names: 1, compress: true }], // MR
  [TYPE.PTR, { before: 0, names: 1, compress: true }],
  [14, { before: 0, names: 2, compress: true }], // MINFO
  [15, { before: 2, names: 1, compress: true }], // MX
  [17, { before: 0, names: 2, compress: false }], // RP
  [18, { before: 2, names: 1, compress: false }], // AFSDB
  [21, { before: 2, names: 1, compress: false }], // RT
  [26, { before: 2, names: 2, compress: false }], // PX
  [33, { before: 6, names: 1, compress: false }], // SRV
  [36, { before: 2, names: 1, compress: false }], // KX
  [TYPE.DNAME, { before: 0, names: 1, compress: false }],
]);

/** Whether the names in a record's data are well-formed and inside it, with what must follow them. Types not in the table hold none that could be compressed. */
export function dataNamesWhole(bytes: Uint8Array, type: number, data: number, end: number): boolean {
  const layout = NAMES_IN_DATA.get(type);
  if (layout === undefined) return true;
  let at = data + layout.before;
  for (let i = 0; i < layout.names; i++) {
    at = at > end ? -1 : skipName(bytes, at, end);
    if (at < 0) return false;
  }
  return at + (layout.after ?? 0) <= end;
}
