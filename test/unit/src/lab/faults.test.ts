import { expect, test } from "vitest";
import { cutCommands, healCommands } from "../../../../src/lab/faults.ts";

test("a family is dropped both ways at the host's cable, ARP with IPv4", () => {
  const [{ argv, input } = { argv: [] }] = cutCommands("host3", "ipv4");
  expect(argv).toEqual(["nft", "-f", "-"]);
  expect(input).toContain("table netdev cut_host3_ipv4 {");
  expect(input?.match(/device "host3"/g)).toHaveLength(2);
  expect(input?.match(/meta protocol \{ ip, arp \} counter drop/g)).toHaveLength(2);
  expect(cutCommands("host3", "ipv6")[0]!.input).toContain("meta protocol ip6 counter drop");
});

test("all takes the carrier away", () => {
  expect(cutCommands("host3", "all")).toEqual([{ argv: ["ip", "link", "set", "host3", "down"] }]);
});

test("healing works whatever was cut", () => {
  const commands = healCommands("host3");
  expect(commands[0]!.input).toContain(
    "delete table netdev cut_host3_ipv4\nadd table netdev cut_host3_ipv6\ndelete table netdev cut_host3_ipv6",
  );
  expect(commands[1]!.argv).toEqual(["ip", "link", "set", "host3", "up"]);
});
