/** A provider's endpoint on loopback: every request is judged by the provider's own model, kept in order, and may be made to go wrong. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  /** `CreateRoute`, `PATCH /compute/v1/…/routers/r1`. */
  readonly name: string;
  readonly changes: boolean;
  /** What the model has against it: then nothing was done. */
  readonly problems: readonly string[];
}

/** forbidden, throttled: nothing is done · silent: it is done, and the connection ends without an answer · hung: it is done, and no answer ever comes. */
export type Trouble = "forbidden" | "throttled" | "silent" | "hung";

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Judged {
  readonly name: string;
  readonly changes: boolean;
  readonly problems: readonly string[];
  /** Do it, and say what came of it. */
  answer(): Reply;
  fail(trouble: "forbidden" | "throttled" | "invalid", problems: readonly string[]): Reply;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export class Endpoint {
  readonly seen: Seen[] = [];
  readonly url: string;
  readonly #server: ReturnType<typeof createServer>;
  #watcher: ((name: string) => void) | null = null;
  #troubles: { readonly name: RegExp; readonly trouble: Trouble; left: number }[] = [];

  private constructor(server: ReturnType<typeof createServer>, judge: (request: Request) => Judged) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => void this.#serve(request, response, judge));
  }

  static async start(judge: (request: Request) => Judged): Promise<Endpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Endpoint(server, judge);
  }

  /** Requests that changed something, or would have. */
  get changes(): readonly string[] {
    return this.seen.filter(({ changes }) => changes).map(({ name }) => name);
  }

  get problems(): readonly string[] {
    return this.seen.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
  }

  forget(): void {
    this.seen.length = 0;
  }

  /** The next so many requests of that name go wrong. */
  trouble(name: RegExp, trouble: Trouble, times: number): void {
    this.#troubles.push({ name, trouble, left: times });
  }

  /** Told of every request that is done, before it is answered. */
  watch(watcher: (name: string) => void): void {
    this.#watcher = watcher;
  }

  calm(): void {
    this.#troubles = [];
    this.#watcher = null;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse, judge: (request: Request) => Judged): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const judged = judge({
      method: request.method ?? "GET",
      url: new URL(request.url ?? "/", this.url),
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    const { name, changes, problems } = judged;
    this.seen.push({ name, changes, problems });
    const due = this.#troubles.find((one) => one.left > 0 && one.name.test(name));
    if (due !== undefined) due.left -= 1;
    const reply =
      problems.length > 0
        ? judged.fail("invalid", problems)
        : due?.trouble === "forbidden" || due?.trouble === "throttled"
          ? judged.fail(due.trouble, [])
          : judged.answer();
    this.#watcher?.(name);
    if (due?.trouble === "silent") return void request.socket.destroy();
    if (due?.trouble === "hung") return;
    response.writeHead(reply.status, { "content-type": reply.type });
    response.end(reply.body);
  }
}
