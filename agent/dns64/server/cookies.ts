/** DNS cookies of the server's side: RFC 7873 for what is exchanged, RFC 9018 for how it is made, so that servers with one secret accept each other's. */
import { OPTION_COOKIE } from "../wire/constants.ts";
import { NO_COOKIE, type QueryView } from "../wire/query.ts";
import { sipHash24 } from "./siphash.ts";

/** RFC 9018 §4.3: a cookie up to an hour old is good, and one up to five minutes ahead, for clocks that differ. */
const LONGEST_AGE_S = 3600;
const LONGEST_LEAD_S = 300;

const CLIENT_COOKIE = 8;
const SERVER_COOKIE = 16;
const OPTION_BYTES = 4 + CLIENT_COOKIE + SERVER_COOKIE;

export class Cookies {
  private readonly key: DataView;
  /** The option of the answer being made. */
  private readonly option = new Uint8Array(OPTION_BYTES);
  /** Client cookie, version, reserved, timestamp, client address: what the hash is over (RFC 9018 §4). */
  private readonly input = new Uint8Array(CLIENT_COOKIE + 8 + 16);
  private readonly expected = new Uint8Array(8);

  /** @param secret 16 bytes. */
  constructor(secret: Uint8Array) {
    const own = secret.slice();
    this.key = new DataView(own.buffer, own.byteOffset, 16);
    this.option[1] = OPTION_COOKIE;
    this.option[3] = CLIENT_COOKIE + SERVER_COOKIE;
  }

  /**
   * Judge the cookie of a query and set the one its answer carries; nothing where it has none. The option set holds until the next call.
   * @param packet the query. @param address holds the client's from `at`, `length` bytes. @param nowS seconds since 1970.
   * @returns whether it carried a server cookie of ours: its source address is then not forged.
   */
  judge(query: QueryView, packet: Uint8Array, address: Uint8Array, at: number, length: number, nowS: number): boolean {
    if (query.cookieLength === 0) {
      query.cookie = NO_COOKIE;
      return false;
    }
    const { input, option } = this;
    for (let i = 0; i < CLIENT_COOKIE; i++) input[i] = packet[query.cookieAt + i]!;
    for (let i = 0; i < length; i++) input[16 + i] = address[at + i]!;
    const good = query.cookieLength === CLIENT_COOKIE + SERVER_COOKIE && this.isOurs(query, packet, length, nowS);
    input[8] = 1;
    input[9] = 0;
    input[10] = 0;
    input[11] = 0;
    for (let i = 0; i < 4; i++) input[12 + i] = nowS >>> (24 - 8 * i);
    for (let i = 0; i < 16; i++) option[4 + i] = input[i]!;
    sipHash24(this.key, input, 0, 16 + length, option, 20);
    query.cookie = option;
    return good;
  }

  private isOurs(query: QueryView, packet: Uint8Array, length: number, nowS: number): boolean {
    const { input, expected } = this;
    const from = query.cookieAt + CLIENT_COOKIE;
    if (packet[from] !== 1) return false;
    for (let i = 0; i < 8; i++) input[8 + i] = packet[from + i]!;
    const made = (input[12]! << 24) | (input[13]! << 16) | (input[14]! << 8) | input[15]!;
    // Serial number arithmetic, RFC 9018 §4.3.
    const age = (nowS - made) | 0;
    if (age > LONGEST_AGE_S || age < -LONGEST_LEAD_S) return false;
    sipHash24(this.key, input, 0, 16 + length, expected, 0);
    let differs = 0;
    for (let i = 0; i < 8; i++) differs |= expected[i]! ^ packet[from + 8 + i]!;
    return differs === 0;
  }
}
