import { describe, expect, it } from "vitest";
import { parseConnection } from "../../../../agent/protocol/connection.ts";

describe("$SSH_CONNECTION", () => {
  it("is read", () => {
    expect(parseConnection("2001:db8::2 50000 2001:db8::1 22")).toEqual({
      client: "2001:db8::2",
      clientPort: 50000,
      server: "2001:db8::1",
      serverPort: 22,
    });
  });

  it.each(["", "UNKNOWN 65535 UNKNOWN", "a 1 b", "a x b 22", "a 1 b 22 c"])("%j is none", (text) => {
    expect(parseConnection(text)).toBeNull();
  });
});
