/** IPv4 clients of services without IPv4: through our own translator, nginx and HAProxy, with the same gate, undone to the byte. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLabFromFile } from "../../src/lab/from-file.ts";
import { type HeldLab, until } from "../../src/lab/lab.ts";
import { type Line, migrate, ndjson } from "./controller.ts";

const FLEET = "test/lab/fleets/inbound";
const HOSTS = ["edge1", "shop1", "desk1"];
/** What the operator's proxies serve already. */
const NGINX = 'server { listen 127.0.0.1:8888; location / { return 200 "operator\\n"; } }\n';
const HAPROXY =
  "frontend operator\n    bind 127.0.0.1:8889\n    default_backend operator\nbackend operator\n    server nginx 127.0.0.1:8888";

let lab: HeldLab;

beforeAll(async () => {
  lab = await startLabFromFile(`${FLEET}/nginx.yaml`, {
    name: `inbound-${process.pid}`,
    say: (line) => console.log(line),
  });
  await on(
    "edge1",
    `cat >/etc/nginx/conf.d/operator.conf <<'X'\n${NGINX}X\ncat >>/etc/haproxy/haproxy.cfg <<'X'\n${HAPROXY}\nX`,
  );
  for (const name of ["nginx", "haproxy"]) await on("edge1", `/etc/init.d/${name} start`);
  for (const host of HOSTS)
    await until(`${host}: addresses in service`, async () => (await on(host, "ip -6 addr show tentative")) === "");
});
afterAll(async () => lab?.stop());

async function on(host: string, command: string): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${host}: ${command}: ${code}: ${stderr}`);
  return stdout;
}

async function applied(plan: string): Promise<Line[]> {
  const { code, stdout, stderr } = await migrate(lab, ["apply", plan, "--phase", "4", "--yes", "--json"]);
  expect(code, stderr).toBe(0);
  return ndjson(stdout);
}

const state = async (): Promise<string[]> => Promise.all(HOSTS.map((host) => lab.checksum(host)));

/** What `inbound4` said, each time it was asked. */
const findings = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ type, evidence }) => {
    const { name, finding } = (type === "gate.answered" ? evidence : {}) as { name?: string; finding?: string };
    return name === "inbound4" ? [finding!] : [];
  });

describe.each(["nginx", "haproxy"])("siit by our translator, and a proxy by %s", (backend) => {
  const plan = `${FLEET}/${backend}.yaml`;
  let before: string[];
  let run: string;

  test("the services lose their IPv4, with the gate passed before and after", async () => {
    before = await state();
    const lines = await applied(plan);
    run = String(lines.find((line) => line.run !== undefined)!.run);
    expect(findings(lines).length).toBeGreaterThanOrEqual(6);
    expect(new Set(findings(lines))).toEqual(new Set(["pass"]));
    for (const host of ["shop1", "desk1"]) expect(await on(host, "ip -4 -o addr show scope global")).toBe("");
  });

  test("IPv4 clients reach them and are known to them", async () => {
    expect(await on("far4", "curl -sS http://203.0.113.80:8080/whoami")).toBe("64:ff9b:1::c633:643d\n");
    expect(await on("far4", "ping -c 2 -i 0.2 -s 1400 203.0.113.80")).toContain(" 0% packet loss");
    for (const port of [8090, 8100])
      expect(await on("far4", `curl -sS -H 'X-Forwarded-For: 192.0.2.1' http://10.10.0.31:${port}/whoami`)).toMatch(
        port === 8090 ? /^192\.0\.2\.1\n|^198\.51\.100\.61\n/ : /^198\.51\.100\.61\n/,
      );
  });

  test("the operator's own configuration goes on", async () => {
    for (const port of [8888, 8889]) expect(await on("edge1", `curl -sS http://127.0.0.1:${port}/`)).toBe("operator\n");
  });

  test("a second apply does nothing", async () => {
    expect((await applied(plan)).filter(({ type }) => type === "change")).toEqual([]);
  });

  test("with the edge's programs dead the gate says which door is shut", async () => {
    await on("edge1", `/etc/init.d/migrate-siit stop; /etc/init.d/${backend} stop`);
    const { code, stderr } = await migrate(lab, ["verify", plan, "--phase", "4"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/fail .*shop\S*inbound4: From far4, 203\.0\.113\.80:8080 does not answer IPv4 clients/);
    expect(stderr).toMatch(/fail .*desk\S*inbound4: From far4, 10\.10\.0\.31:8090 does not answer IPv4 clients/);
    await on("edge1", `/etc/init.d/migrate-siit start; /etc/init.d/${backend} start`);
  });

  test("with the client outside out of reach the gate is unknown, which is no pass", async () => {
    await lab.cut("far4", "all");
    try {
      const { code, stderr } = await migrate(lab, ["verify", plan, "--phase", "4"]);
      expect(code, stderr).toBe(9);
      expect(stderr).toMatch(/unknown .*shop\S*inbound4: far4 could not ask/);
      expect(stderr).toMatch(/unknown .*desk\S*inbound4: far4 could not ask/);
      expect(stderr).not.toMatch(/^(pass|fail) .*inbound4/m);
    } finally {
      await lab.heal("far4");
    }
  });

  test("undone to the byte", async () => {
    const { code, stderr } = await migrate(lab, ["rollback", run, "--yes"]);
    expect(code, stderr).toBe(0);
    expect(await state()).toEqual(before);
    for (const url of ["203.0.113.80:8080", "10.10.0.31:8090"])
      expect((await lab.exec("far4", ["curl", "-sS", "-m", "2", `http://${url}/`])).code, url).not.toBe(0);
  });
});

test("what the program cannot read it is never told of", async () => {
  await on("edge1", "echo 'nonsense on;' >/etc/nginx/conf.d/broken.conf");
  const before = await state();
  const { code, stderr } = await migrate(lab, ["apply", `${FLEET}/nginx.yaml`, "--phase", "4", "--yes"]);
  expect(code).toBe(5);
  expect(stderr).toMatch(/nginx cannot read its configuration as it stands: .*unknown directive "nonsense"/);
  expect(await on("edge1", "curl -sS http://127.0.0.1:8888/")).toBe("operator\n");
  expect(await state()).toEqual(before);
});
