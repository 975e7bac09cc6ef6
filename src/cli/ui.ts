/** `migrate ui`: a run's fleet as a page on the loopback, live, for whoever has the token. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import type { Entry } from "../engine/journal.ts";
import { waitingApproval } from "../engine/state.ts";
import { fleetOf } from "../report/run/stacks.ts";
import { type UiView, uiView } from "../report/ui/ui-view.ts";
import { versionLine } from "../report/version-line.ts";
import type { KeptRun } from "../store/store.ts";
import { whoAmI } from "./drive.ts";
import { EXIT, ExitError } from "./exit.ts";
import { findRun } from "./find-run.ts";
import { Follower } from "./follow.ts";
import { globalsOf } from "./globals.ts";
import { withStore } from "./open-store.ts";

const LOOK_MS = 1_000;
const COOKIE = "migrate";
/** A reason is a sentence, not a book. Bytes. */
const LONGEST_BODY = 16 * 1024;

export function uiCommand(): Command {
  return new Command("ui")
    .argument("[run]", "the run's id; default: the newest", "last")
    .option("--port <n>", "on 127.0.0.1; default: any that is free")
    .action(async (name: string, options: { port?: string }, command: Command) => {
      const globals = globalsOf(command);
      const port = options.port === undefined ? 0 : Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65535)
        throw new ExitError(EXIT.usage, `--port ${options.port}: a port, 0 to 65535`);
      await withStore(globals, async (store) => {
        const kept = await findRun(name, store);
        const leaving = new AbortController();
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => leaving.abort());
        const page = await serveUi(kept, port);
        process.stderr.write(
          `run ${kept.run}: ${page.url}\nOnly from this machine, and only with this address. Ctrl-C ends it; the run goes on.\n`,
        );
        if (globals.json)
          process.stdout.write(`${versionLine()}${JSON.stringify({ type: "ui", run: kept.run, url: page.url })}\n`);
        await new Promise<void>((resolve) => leaving.signal.addEventListener("abort", () => resolve(), { once: true }));
        await page.close();
      });
    });
}

export interface UiServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveUi(kept: KeptRun, port: number): Promise<UiServer> {
  const token = randomBytes(24).toString("base64url");
  const html = readFileSync(join(import.meta.dirname, "../report/ui/page.html"), "utf8");
  const feed = await Feed.of(kept);
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(error.message);
    });
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    // Another name for the loopback would let a page of somebody else in.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ""))
      return refuse(response, 403, "not this host");
    const given = url.searchParams.get("token");
    if (!same(given ?? cookieOf(request), token))
      return refuse(response, 401, "the address with its token is on the terminal of migrate ui");
    if (request.method === "GET" && url.pathname === "/") {
      if (given !== null) {
        // Out of the address bar, and out of what a page could send elsewhere.
        response
          .writeHead(303, { location: "/", "set-cookie": `${COOKIE}=${token}; HttpOnly; SameSite=Strict; Path=/` })
          .end();
        return;
      }
      const nonce = randomBytes(12).toString("base64");
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
      });
      response.end(html.replaceAll("@NONCE@", nonce));
    } else if (request.method === "GET" && url.pathname === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      feed.add(response);
    } else if (request.method === "POST" && url.pathname === "/approve") {
      // A form of another page cannot send this header.
      if (request.headers["x-migrate"] !== "1") return refuse(response, 403, "only the page itself approves");
      await approve(feed, await bodyOf(request), response);
    } else refuse(response, 404, "not here");
  };
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ExitError(EXIT.error, `port ${port}: ${error.message}`)),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}/?token=${token}`,
    close: async () => {
      feed.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The run as it goes, to every page that is open. */
class Feed {
  readonly follower: Follower;
  readonly #entries: Entry[] = [];
  readonly #pages = new Set<ServerResponse>();
  readonly #closing = new AbortController();
  #facts: Awaited<ReturnType<KeptRun["facts"]>> = new Map();
  #subject: Awaited<ReturnType<KeptRun["subject"]>> | null = null;

  private constructor(kept: KeptRun) {
    this.follower = new Follower(kept);
  }

  static async of(kept: KeptRun): Promise<Feed> {
    const feed = new Feed(kept);
    feed.#facts = await kept.facts();
    feed.#subject = await kept.subject();
    feed.#entries.push(...(await feed.follower.more()));
    void feed.#follow();
    return feed;
  }

  add(page: ServerResponse): void {
    this.#pages.add(page);
    page.once("close", () => this.#pages.delete(page));
    send(page, this.#view(true));
  }

  close(): void {
    this.#closing.abort();
    for (const page of this.#pages) page.end();
  }

  async #follow(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await wait(LOOK_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      const more = await this.follower.more().catch(() => []);
      if (more.length === 0) continue;
      this.#entries.push(...more);
      const view = this.#view(false);
      for (const page of this.#pages) send(page, view);
    }
  }

  #view(first: boolean): UiView {
    const { state, watch, kept } = this.follower;
    const fleet = fleetOf({
      run: kept.run,
      entries: this.#entries,
      execution: state.execution,
      facts: this.#facts,
      subject: this.#subject!,
      head: null,
    });
    return uiView(watch.view(state), state, fleet, first);
  }
}

function send(page: ServerResponse, view: UiView): void {
  page.write(`data: ${JSON.stringify(view)}\n\n`);
}

async function approve({ follower }: Feed, body: string, response: ServerResponse): Promise<void> {
  await follower.more();
  const task = waitingApproval(follower.state);
  let asked: { task?: unknown; because?: unknown };
  try {
    asked = JSON.parse(body) as typeof asked;
  } catch {
    return refuse(response, 400, "not JSON");
  }
  if (task === null || asked.task !== task)
    return refuse(response, 409, "nothing of that name waits for approval any more");
  await follower.kept.approve({ task, ...whoAmI(), why: String(asked.because ?? "") });
  response.writeHead(200, { "content-type": "text/plain" }).end("approved; if no process runs it: migrate resume");
}

function refuse(response: ServerResponse, code: number, why: string): void {
  response.writeHead(code, { "content-type": "text/plain; charset=utf-8" }).end(why);
}

function same(given: string | null, token: string): boolean {
  if (given === null || given.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(token));
}

function cookieOf(request: IncomingMessage): string | null {
  const found = (request.headers.cookie ?? "").split("; ").find((one) => one.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) {
    text += piece;
    if (text.length > LONGEST_BODY) throw new Error("too long");
  }
  return text;
}
