import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, type DeliveryError, mail, message, slack, webhook } from "../../../../src/notify/channel.ts";
import type { Notification } from "../../../../src/notify/notification.ts";

const NOTIFICATION: Notification = {
  event: "gate.failed",
  plan: "eu1",
  run: "r7",
  at: "2026-11-20T22:04:00.000Z",
  title: "eu1: service.health says fail",
  text: "It answers <503> & not 200.",
  next: "migrate status r7",
};
const NEVER = new AbortController().signal;

let folder: string;
let server: Server;
let base: string;
let status = 200;
const received: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-notify-"));
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push(body);
      response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("no");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function failure(sending: Promise<void>): Promise<DeliveryError> {
  try {
    await sending;
  } catch (error) {
    return error as DeliveryError;
  }
  throw new Error("it was delivered");
}

describe("webhooks", () => {
  it("get the notification as JSON; Slack gets its text, escaped", async () => {
    status = 200;
    await webhook("w", base).send(NOTIFICATION, NEVER);
    expect(JSON.parse(received.at(-1)!)).toEqual({ type: "notification", ...NOTIFICATION });
    await slack("s", base).send(NOTIFICATION, NEVER);
    expect(JSON.parse(received.at(-1)!).text).toContain(
      "It answers &lt;503&gt; &amp; not 200.\nNext: migrate status r7",
    );
  });

  it.each([
    [503, true],
    [429, true],
    [404, false],
    // Followed, a redirect would carry the notification to somebody the plan does not name.
    [302, false],
  ])("an answer of %i: another try may help: %s", async (code, retry) => {
    status = code;
    const before = received.length;
    expect((await failure(webhook("w", base).send(NOTIFICATION, NEVER))).retry).toBe(retry);
    expect(received.length).toBe(before + 1);
  });

  it("nobody there: another try may help, and the URL is not said", async () => {
    const error = await failure(webhook("w", "http://127.0.0.1:1/services/sesame").send(NOTIFICATION, NEVER));
    expect(error.retry).toBe(true);
    expect(error.message).not.toContain("sesame");
  });
});

describe("commands", () => {
  it("get the notification on standard input, and no shell", async () => {
    const out = join(folder, "out");
    await command("c", [script("take", 'cat > "$1"'), out]).send(NOTIFICATION, NEVER);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ event: "gate.failed", run: "r7" });
    await command("c", ["/bin/true", "; touch", join(folder, "owned")]).send(NOTIFICATION, NEVER);
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  it("that fail are tried again; that do not exist are not", async () => {
    const failed = await failure(command("c", [script("fail", "echo is full >&2; exit 3")]).send(NOTIFICATION, NEVER));
    expect(failed.message).toMatch(/ended with 3: is full/);
    expect(failed.retry).toBe(true);
    expect((await failure(command("c", [join(folder, "none")]).send(NOTIFICATION, NEVER))).retry).toBe(false);
  });

  it("that hang are killed when the deliverer gives up", async () => {
    const over = new AbortController();
    const sending = failure(command("c", [script("hang", "exec sleep 60")]).send(NOTIFICATION, over.signal));
    over.abort();
    expect((await sending).message).toBeTruthy();
  });
});

describe("mail", () => {
  it("goes through sendmail, with a header that no vacation answers", async () => {
    const out = join(folder, "mail");
    const sendmail = [script("sendmail", `echo "$@" > ${out}; cat >> ${out}`)];
    await mail("m", { to: ["ops@corp.example", "b@corp.example"], from: "migrate@corp.example", sendmail }).send(
      NOTIFICATION,
      NEVER,
    );
    const text = readFileSync(out, "utf8");
    expect(text).toMatch(
      /^-i -t\nFrom: migrate@corp\.example\nTo: ops@corp\.example, b@corp\.example\nSubject: \[migrate\] eu1: service\.health says fail\nDate: Fri, 20 Nov 2026 22:04:00 \+0000\n/,
    );
    expect(text).toContain("\nAuto-Submitted: auto-generated\n");
    expect(text).toContain("\n\neu1: service.health says fail\nIt answers <503> & not 200.\n");
  });

  it("lets no text become a header, and encodes what is not ASCII", () => {
    const text = message({ ...NOTIFICATION, title: "käse\r\nBcc: all@corp.example" }, ["a@b.example"], "m@b.example");
    const headers = text.slice(0, text.indexOf("\n\n")).split("\n");
    expect(headers.some((line) => line.startsWith("Bcc"))).toBe(false);
    expect(headers[2]).toMatch(/^Subject: (=\?utf-8\?B\?[A-Za-z0-9+/=]+\?= ?)+$/);
    for (const word of headers[2]!.split(" ").slice(1)) expect(word.length).toBeLessThanOrEqual(75);
  });
});
