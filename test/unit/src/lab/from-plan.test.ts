import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { specFromFile } from "../../../../src/lab/from-file.ts";
import { PRIVATE_INTERNET } from "../../../../src/lab/spec.ts";
import { planSpec } from "./plans.ts";

describe("the demo", async () => {
  const spec = await specFromFile(join(import.meta.dirname, "../../../../playbooks/demo/plan.yaml"));
  const host = (name: string) => spec.hosts.find((one) => one.name === name)!;

  test("every host of the plan, those outside outside", () => {
    expect(spec.hosts.map(({ name }) => name).sort()).toEqual([
      "api1",
      "api2",
      "db1",
      "gw1",
      "mon1",
      "new1",
      "ns1",
      "probe1",
      "web1",
      "zone1",
    ]);
    expect(spec.hosts.filter(({ outside }) => outside).map(({ name }) => name)).toEqual(["probe1"]);
    expect(host("mon1").ipv4).toBeNull();
  });

  test("servers where health checks, needs and listen say, also for the new host's job", () => {
    const ports = (name: string) => host(name).serves.map(({ port, kind }) => `${port} ${kind}`);
    expect(ports("api1")).toEqual(["8080 http"]);
    expect(ports("new1")).toEqual(["8080 http"]);
    expect(ports("db1")).toEqual(["5432 tcp-echo"]);
    expect(ports("web1")).toEqual(["80 http"]);
    expect(ports("gw1")).toEqual([]);
  });

  test("its zone begins with A records only", () => {
    expect(host("zone1").zones[0]!.records).toEqual([
      { name: "api.corp.example", type: "A", address: "10.10.0.11" },
      { name: "api.corp.example", type: "A", address: "10.10.0.12" },
      { name: "db.corp.example", type: "A", address: "10.10.0.21" },
      { name: "www.corp.example", type: "A", address: "10.10.0.31" },
    ]);
  });

  test("the internet has the targets and the needs", () => {
    const named = Object.fromEntries(
      spec.names.map(({ name, a, aaaa, bogus }) => [name, `${a ? "A" : ""}${aaaa ? "6" : ""}${bogus ? "!" : ""}`]),
    );
    expect(named).toEqual({
      "www.vendor.example": "A",
      "files.vendor.example": "A",
      "echo.vendor.example": "A",
      "api.partner.example": "A",
      "*.wild.vendor.example": "A",
      "dual.vendor.example": "A6",
      "www.signed.example": "A",
      "six.signed.example": "6",
      "bogus.signed.example": "A!",
    });
    expect(spec.signed).toEqual(["signed.example"]);
    expect(spec.serves.map(({ port, kind }) => `${port} ${kind}`)).toEqual([
      "80 http",
      "7 tcp-echo",
      "7 udp-echo",
      "443 https",
    ]);
    expect(spec.serves[0]!.routes).toEqual({ "/big.bin": "download", "/upload": "upload", "/whoami": "client" });
  });
});

describe("a plan", () => {
  test("with a prefix of its own gets RFC 1918 behind it", async () => {
    expect((await planSpec({ prefix: "2001:db8:64::/96" })).internet).toBe(PRIVATE_INTERNET);
    const reaching = await planSpec({ prefix: "2001:db8:64::/96", reaches: "[192.168.7.0/28, 172.16.0.0/12]" });
    expect(reaching.internet).toBe("172.16.0.0/24");
  });

  test("may say more about a host under vars.lab", async () => {
    const spec = await planSpec({ lab: "{serve: [{port: 8080, kind: http, families: [4], status: 503, body: no}]}" });
    expect(spec.hosts[0]!.serves).toEqual([{ port: 8080, kind: "http", families: [4], status: 503, body: "no" }]);
  });

  const wrong: [string, string, RegExp][] = [
    ["no mapping", "7", /a1: vars\.lab must be a mapping/],
    ["no list", "{serve: 8080}", /a1: lab\.serve must be a list/],
    ["an unknown kind", "{serve: [{port: 80, kind: gopher}]}", /a1: lab\.serve needs a port, and kind: http, https/],
    ["no texts", "{hosts: [1]}", /a1: lab\.hosts must be a list of texts/],
  ];
  test.each(wrong)("is refused with %s there", async (_, lab, message) => {
    await expect(planSpec({ lab })).rejects.toThrow(message);
  });

  test("with mistakes is refused with all of them", async () => {
    await expect(planSpec({ extra: "colour: blue" })).rejects.toThrow(/colour/);
  });
});
