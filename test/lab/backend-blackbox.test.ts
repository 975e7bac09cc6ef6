/** Monitoring that asks over IPv6: blackbox_exporter itself, and plugins of Nagios as commands run them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StepRequest, StepResult } from "../../agent/protocol/messages.ts";
import { type LabHost, startHost, until } from "./module-host/host.ts";

const BLACKBOX = `modules:
  http_2xx:
    prober: http
    timeout: 2s
    http:
      preferred_ip_protocol: ip4
  tcp:
    prober: tcp
    timeout: 2s
`;
const TARGETS = '[{"targets": ["192.0.2.7:8080"], "labels": {"service": "api"}}]\n';
const COMMANDS = `define command {
  command_name check_http
  command_line /usr/lib/nagios/plugins/check_http -H both.example -p 8080
}
`;
const HOSTS = [{ name: "api1", service: "api", ipv4: "192.0.2.7", ipv6: "2001:db8::7" }];
const RELOAD = ["sh", "-c", "curl -sf -X POST http://127.0.0.1:9115/-/reload"];

let host: LabHost;

function step(id: string, want: object, mode: "check" | "apply" = "apply"): Promise<StepResult> {
  const whole = { hosts: HOSTS, modules: null, commands: null, template: null, check: null, reload: null, ...want };
  const request = { step: id, run: "r1", module: "monitoring", want: whole, mode } as unknown as StepRequest;
  return host.ask({ do: "step", request, connection: null });
}

/** 4 or 6, as the exporter says which it asked over; null where it could not. */
function askedOver(target: string, module: string): number | null {
  const url = `http://127.0.0.1:9115/probe?module=${module}&target=${target}`;
  const text = host.run("curl", "-s", "-g", url);
  return /^probe_success 1$/m.test(text) ? Number(/^probe_ip_protocol (\d)$/m.exec(text)![1]) : null;
}

beforeAll(async () => {
  host = await startHost();
  host.run(
    "sh",
    "-c",
    `set -e; ip link set lo up; ip addr add 192.0.2.7/32 dev lo; ip addr add 2001:db8::7/128 dev lo nodad
     printf '192.0.2.7 both.example\\n2001:db8::7 both.example\\n192.0.2.7 four.example\\n' >/etc/hosts
     mkdir -p /etc/mon; cat >/etc/mon/blackbox.yml <<'X'
${BLACKBOX}X
     printf '%s' '${TARGETS}' >/etc/mon/api.json; cat >/etc/mon/commands.cfg <<'X'
${COMMANDS}X
     printf 'watch {{ host }} at [{{ ipv6 }}] for {{ service }}\\n' >/etc/mon/page.tmpl
     printf 'import http.server, socket\\nclass S(http.server.HTTPServer):\\n  address_family = socket.AF_INET6\\nS(("::", 8080), http.server.SimpleHTTPRequestHandler).serve_forever()\\n' >/tmp/serve.py
     setsid python3 /tmp/serve.py >/tmp/serve.log 2>&1 </dev/null &
     setsid prometheus-blackbox-exporter --config.file=/etc/mon/blackbox.yml --web.listen-address=127.0.0.1:9115 >/tmp/blackbox.log 2>&1 </dev/null &`,
  );
  await until(
    "both answer",
    15_000,
    () =>
      host.try("curl", "-sf", "http://127.0.0.1:9115/").code === 0 &&
      host.try("curl", "-sf", "http://127.0.0.1:8080/").code === 0,
  );
});
afterAll(() => host?.close());

describe("blackbox_exporter", () => {
  const want = {
    kind: "blackbox",
    file: "/etc/mon/blackbox.yml",
    check: ["prometheus-blackbox-exporter", "--config.check", "--config.file=/etc/mon/blackbox.yml"],
    reload: RELOAD,
  };

  test("asks over IPv6 and nothing else once its modules are pinned, and as before after an undo", async () => {
    expect(askedOver("http://both.example:8080/", "http_2xx")).toBe(4);
    expect(askedOver("four.example:8080", "tcp")).toBe(4);
    expect((await step("pin", want, "check")).changes[0]!.title).toBe(
      "pin http_2xx, tcp to IPv6 in /etc/mon/blackbox.yml",
    );
    expect((await step("pin", want)).outcome).toBe("changed");
    expect(askedOver("http://both.example:8080/", "http_2xx")).toBe(6);
    expect(askedOver("four.example:8080", "tcp")).toBe(null);
    expect((await step("pin-again", want)).outcome).toBe("unchanged");
    expect(await host.ask({ do: "undo", step: "pin" })).toMatchObject({ outcome: "undone" });
    expect(host.run("cat", "/etc/mon/blackbox.yml")).toBe(BLACKBOX);
    expect(askedOver("http://both.example:8080/", "http_2xx")).toBe(4);
  });

  test("what its own check does not take is undone, and said", async () => {
    await expect(step("broken", { ...want, check: ["sh", "-c", "echo line 3: no >&2; exit 1"] })).rejects.toThrow(
      /failed \(1\): line 3: no/,
    );
    expect(host.run("cat", "/etc/mon/blackbox.yml")).toBe(BLACKBOX);
  });
});

describe("targets, commands, and anything else", () => {
  test("targets move; what another service moved since stays when this one goes back", async () => {
    const want = { kind: "addresses", file: "/etc/mon/api.json" };
    expect((await step("targets", want)).outcome).toBe("changed");
    expect(host.run("cat", "/etc/mon/api.json")).toContain('"[2001:db8::7]:8080"');
    expect(askedOver(encodeURIComponent("http://[2001:db8::7]:8080/"), "http_2xx")).toBe(6);
    host.run("sh", "-c", `sed -i 's/"targets": \\[/"targets": ["[2001:db8::9]:8080", /' /etc/mon/api.json`);
    expect(await host.ask({ do: "undo", step: "targets" })).toMatchObject({ outcome: "undone" });
    expect(host.run("cat", "/etc/mon/api.json")).toContain('["[2001:db8::9]:8080", "192.0.2.7:8080"]');
  });

  test("a command with -6 asks over IPv6", async () => {
    const run = (name: string): string =>
      host.try(
        "sh",
        "-c",
        `sh -c "$(sed -n 's/.*command_line *//p' /etc/mon/commands.cfg | sed 's/both.example/${name}/')"`,
      ).stdout;
    const want = { kind: "commands", file: "/etc/mon/commands.cfg", commands: ["check_http"] };
    expect(run("four.example")).toMatch(/HTTP OK/);
    await step("commands", want);
    expect(run("both.example")).toMatch(/HTTP OK/);
    expect(run("four.example")).not.toMatch(/HTTP OK/);
    await expect(step("no-command", { ...want, commands: ["check_x"] })).rejects.toThrow(/there is no command check_x/);
  });

  test("a file for each host by a template", async () => {
    await step("page", { kind: "template", file: "/etc/mon/pages/{{host}}.conf", template: "/etc/mon/page.tmpl" });
    expect(host.run("cat", "/etc/mon/pages/api1.conf")).toBe("watch api1 at [2001:db8::7] for api\n");
    expect(await host.ask({ do: "undo", step: "page" })).toMatchObject({ outcome: "undone" });
    expect(host.try("ls", "/etc/mon/pages").code).not.toBe(0);
  });
});
