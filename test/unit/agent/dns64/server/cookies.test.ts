import { describe, expect, it } from "vitest";
import { addressBytes } from "../../../../../agent/dns64/server/clients.ts";
import { Cookies } from "../../../../../agent/dns64/server/cookies.ts";
import { newQueryView, readQuery } from "../../../../../agent/dns64/wire/query.ts";
import { encode } from "../text-message.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** What a query with this cookie, from there and then, gets. */
function judge(secret: string, cookie: string, client: string, nowS: number): { good: boolean; cookie: string } {
  const length = (cookie.length / 2).toString(16).padStart(4, "0");
  const packet = encode({ question: "example.com A", opt: { options: `000a${length}${cookie}` } });
  const query = newQueryView();
  expect(readQuery(packet, packet.length, query)).toBe(0);
  const address = addressBytes(client)!;
  const good = new Cookies(Uint8Array.from(Buffer.from(secret, "hex"))).judge(
    query,
    packet,
    address,
    0,
    address.length,
    nowS,
  );
  return { good, cookie: hex(query.cookie.subarray(4)) };
}

const SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
const CLIENT = "2464c4abcf10c957";

describe("Cookies, RFC 9018 appendix A", () => {
  it("A.1: a new server cookie", () => {
    expect(judge(SECRET, CLIENT, "198.51.100.100", 1559731985)).toEqual({
      good: false,
      cookie: `${CLIENT}010000005cf79f111f8130c3eee29480`,
    });
  });
  it("A.2: the same client, a good cookie, renewed", () => {
    expect(judge(SECRET, `${CLIENT}010000005cf79f111f8130c3eee29480`, "198.51.100.100", 1559734385)).toEqual({
      good: true,
      cookie: `${CLIENT}010000005cf7a871d4a564a1442aca77`,
    });
  });
});

describe("Cookies", () => {
  const made = judge(SECRET, CLIENT, "2001:db8::1", 1_800_000_000).cookie;
  it.each([
    ["as made", made, "2001:db8::1", 0, true],
    ["an hour later", made, "2001:db8::1", 3600, true],
    ["more than an hour later", made, "2001:db8::1", 3601, false],
    ["from a clock that is five minutes ahead", made, "2001:db8::1", -300, true],
    ["from a clock that is further ahead", made, "2001:db8::1", -301, false],
    ["from another address", made, "2001:db8::2", 0, false],
    ["with another client cookie", `00${made.slice(2)}`, "2001:db8::1", 0, false],
    ["with another version", `${made.slice(0, 16)}02${made.slice(18)}`, "2001:db8::1", 0, false],
    ["with a bit changed", `${made.slice(0, -1)}${made.endsWith("0") ? "1" : "0"}`, "2001:db8::1", 0, false],
    ["longer than ours", `${made}00`, "2001:db8::1", 0, false],
  ])("%s", (_, cookie, client, later, good) => {
    expect(judge(SECRET, cookie, client, 1_800_000_000 + later).good).toBe(good);
  });
  it("nothing for a query without one", () => {
    const packet = encode({ question: "example.com A", opt: {} });
    const query = newQueryView();
    readQuery(packet, packet.length, query);
    const address = addressBytes("2001:db8::1")!;
    expect(new Cookies(new Uint8Array(16)).judge(query, packet, address, 0, 16, 0)).toBe(false);
    expect(query.cookie.length).toBe(0);
  });
  it.each([7, 9, 15, 41])("a cookie of %i octets is malformed (RFC 7873 §5.2.2)", (length) => {
    const size = length.toString(16).padStart(4, "0");
    const packet = encode({ question: "example.com A", opt: { options: `000a${size}${"00".repeat(length)}` } });
    expect(readQuery(packet, packet.length, newQueryView())).toBe(1);
  });
});
