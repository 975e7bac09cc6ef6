import { describe, expect, it } from "vitest";
import { moveAddresses } from "../../../../../agent/modules/monitoring/addresses.ts";
import { pinModules } from "../../../../../agent/modules/monitoring/blackbox.ts";
import { withDash6 } from "../../../../../agent/modules/monitoring/check-commands.ts";

describe("addresses in files of the monitoring", () => {
  const moves = [
    { from: "10.0.0.7", to: "2001:db8::7" },
    { from: "10.0.0.8", to: "2001:db8::8" },
  ];
  it.each([
    [
      "JSON targets",
      '[{"targets": ["10.0.0.7:9100", "10.0.0.70:9100"], "labels": {"a": "10.0.0.8"}}]',
      '[{"targets": ["[2001:db8::7]:9100", "10.0.0.70:9100"], "labels": {"a": "2001:db8::8"}}]',
    ],
    [
      "YAML targets get quotes where a bracket would begin them",
      "- targets:\n  - 10.0.0.7:9100\n  - '10.0.0.8:9100' # two\n",
      "- targets:\n  - \"[2001:db8::7]:9100\"\n  - '[2001:db8::8]:9100' # two\n",
    ],
    ["a flow list", "targets: [10.0.0.7, 10.0.0.8:80]", 'targets: [2001:db8::7, "[2001:db8::8]:80"]'],
    [
      "URLs",
      "- http://10.0.0.7:8080/healthz\n- https://10.0.0.8/",
      "- http://[2001:db8::7]:8080/healthz\n- https://[2001:db8::8]/",
    ],
    ["Nagios", "define host {\n  address  10.0.0.7\n}", "define host {\n  address  2001:db8::7\n}"],
    ["Icinga", 'object Host "api1" { address = "10.0.0.7" }', 'object Host "api1" { address = "2001:db8::7" }'],
    [
      "comments and other numbers stay",
      "# 10.0.0.7\nx: 110.0.0.7\ny: 10.0.0.77\nz: 10.0.0.7.1\n",
      "# 10.0.0.7\nx: 110.0.0.7\ny: 10.0.0.77\nz: 10.0.0.7.1\n",
    ],
  ])("%s", (_, before, after) => {
    expect(moveAddresses(before, moves).text).toBe(after);
    const back = moveAddresses(
      after,
      moves.map(({ from, to }) => ({ from: to, to: from })),
    ).text;
    expect(back.replaceAll('"', "")).toBe(before.replaceAll('"', ""));
  });
});

describe("modules of blackbox_exporter", () => {
  it("are pinned whether their prober has a section or none, and pinned ones stay as they are", () => {
    const text =
      "modules:\n  http_2xx:\n    prober: http\n    http:\n      preferred_ip_protocol: ip4 # old\n      method: GET\n  ping:\n    prober: icmp\n    timeout: 5s\n  dns:\n    prober: dns\n    dns:\n      query_name: a.example\n";
    const edited = pinModules(text, null);
    expect(edited).toEqual({
      pinned: ["http_2xx", "ping", "dns"],
      text: "modules:\n  http_2xx:\n    prober: http\n    http:\n      ip_protocol_fallback: false\n      preferred_ip_protocol: ip6 # old\n      method: GET\n  ping:\n    prober: icmp\n    timeout: 5s\n    icmp:\n      preferred_ip_protocol: ip6\n      ip_protocol_fallback: false\n  dns:\n    prober: dns\n    dns:\n      preferred_ip_protocol: ip6\n      ip_protocol_fallback: false\n      query_name: a.example\n",
    });
    expect(pinModules((edited as { text: string }).text, null)).toMatchObject({ pinned: [] });
  });

  it("only those named; a name that is none, and what cannot be read for certain, are said", () => {
    const text = "modules:\n  a:\n    prober: tcp\n  b:\n    prober: icmp\n";
    expect(pinModules(text, ["b"])).toMatchObject({ pinned: ["b"] });
    expect(pinModules(text, ["c"])).toEqual({ cannot: "there is no module c" });
    expect(pinModules("modules:\n  a: {prober: http}\n", null)).toMatchObject({
      cannot: expect.stringContaining("braces"),
    });
    expect(pinModules("modules:\n  a: &x\n    prober: http\n", null)).toMatchObject({
      cannot: expect.stringContaining("line 2"),
    });
  });
});

describe("check commands", () => {
  const nagios =
    "define command {\n  command_name check_http\n  command_line $USER1$/check_http -I $HOSTADDRESS$ $ARG1$\n}\ndefine command {\n  command_name check_tcp\n  command_line $USER1$/check_tcp -4 -H $HOSTADDRESS$\n}\n";
  it("of Nagios get -6 once, instead of -4", () => {
    const edited = withDash6(nagios, ["check_http", "check_tcp"]);
    expect(edited).toEqual({
      changed: ["check_http", "check_tcp"],
      text: nagios.replace("check_http -I", "check_http -6 -I").replace("-4", "-6"),
    });
    expect(withDash6((edited as { text: string }).text, ["check_http", "check_tcp"])).toMatchObject({ changed: [] });
  });

  it("of Icinga get another word", () => {
    const icinga =
      'object CheckCommand "web" {\n  command = [ PluginDir + "/check_http" ]\n  arguments = { "-H" = "$address6$" }\n}\n';
    expect(withDash6(icinga, ["web"])).toEqual({
      changed: ["web"],
      text: icinga.replace('check_http" ]', 'check_http", "-6" ]'),
    });
  });

  it("one that is not there is said", () =>
    expect(withDash6(nagios, ["check_ssh"])).toEqual({ cannot: "there is no command check_ssh" }));
});
