import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { quote } from "../../../../agent/guard/shell.ts";
import {
  entryScript,
  KEEP_TOOLS,
  rehearsalScript,
  SNAPSHOT,
  timerScript,
  undoScript,
} from "../../../../agent/guard/undo-script.ts";

const NASTY = '/etc/it\'s $(touch /tmp/owned) `x` "q"\\';

const PLAN = {
  folder: "/var/lib/migrate/guard/t-1",
  steps: ["phase-4/api\nrm -rf /", "ü"],
  files: [
    { path: "/etc/network/interfaces", copy: "0" },
    { path: NASTY, copy: null },
  ],
  links: [
    { name: "lo", index: 1, up: true },
    { name: "eth0", index: 2, up: true },
    { name: "eth1", index: 3, up: false },
  ],
  added: { addresses: [{ interface: "eth0", address: "2001:db8::9/64" }], routes: [["-6", "route", "del", "default"]] },
  newFolders: [],
  generate: [["netplan", "generate"]],
  reload: [["networkctl", "reload"]],
  afterUndo: [{ argv: ["/sbin/dhclient", "-nw", "eth0"], unlessRunning: "/run/dhclient.pid" }],
};

const SCRIPTS: readonly (readonly [name: string, text: string])[] = [
  ["undo", undoScript(PLAN)],
  ["timer", timerScript(PLAN.folder)],
  ["rehearsal", rehearsalScript(PLAN)],
  ["entry", entryScript()],
  ["snapshot", SNAPSHOT],
  ["tools", KEEP_TOOLS],
];

describe.each(SCRIPTS)("the %s script", (_name, text) => {
  it("is a shell script that parses", () => {
    expect(spawnSync("sh", ["-n"], { input: text, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  it("needs nothing but sh, ip and the base commands", () => {
    expect(text).not.toMatch(/\b(node|python3?|perl|awk|jq|curl|logger|bash|systemctl|setsid|sudo)\b/);
  });
});

describe("undoScript", () => {
  const text = undoScript(PLAN);

  it("lets no name out of its quotes", () => {
    expect(text).toContain(quote(NASTY));
    expect(text.split("\n").filter((line) => line.startsWith("rm -rf /"))).toEqual([]);
    const echoed = spawnSync("sh", ["-c", `printf %s ${quote(NASTY)}`], { encoding: "utf8" });
    expect(echoed.stdout).toBe(NASTY);
  });

  it("restores files before links, links before addresses, and a client of DHCP last", () => {
    const order = [
      'put 0 "$ROOT"/etc/network/interfaces',
      "ip link set dev eth0 up",
      "bounded networkctl reload",
      "until is_back",
      "ip link set dev eth1 down",
      "/sbin/dhclient -nw eth0",
      "put_state undone",
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places.every((at) => at > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });
});
