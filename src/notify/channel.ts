/** One way to reach people. A channel sends once; the deliverer tries again. */
import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { type Notification, plainText } from "./notification.ts";

export interface Channel {
  /** For people, without anything secret: `webhook 1`, `mail to ops@corp.example`. */
  readonly name: string;
  /** @throws DeliveryError */
  send(notification: Notification, signal: AbortSignal): Promise<void>;
}

export class DeliveryError extends Error {
  readonly code = "delivery";
  /** Whether another try may help. */
  readonly retry: boolean;
  constructor(message: string, retry: boolean, options?: ErrorOptions) {
    super(message, options);
    this.retry = retry;
  }
}

const TIMEOUT_MS = 10_000;

export function webhook(name: string, url: string): Channel {
  return { name, send: (notification, signal) => post(url, { type: "notification", ...notification }, signal) };
}

/** As Slack and those who speak its format take it. */
export function slack(name: string, url: string): Channel {
  const escaped = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return { name, send: (notification, signal) => post(url, { text: escaped(plainText(notification)) }, signal) };
}

async function post(url: string, body: object, signal: AbortSignal): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "migrate" },
      body: JSON.stringify(body),
      // To where the plan says, and nowhere else.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (cause) {
    const { message, cause: inner } = cause as Error;
    throw new DeliveryError(inner instanceof Error ? inner.message : message, true, { cause });
  }
  await response.body?.cancel();
  if (response.ok) return;
  const retry = response.status >= 500 || response.status === 408 || response.status === 429;
  throw new DeliveryError(`answered ${response.status}`, retry);
}

/** The notification as JSON on standard input. */
export function command(name: string, argv: readonly string[]): Channel {
  return {
    name,
    send: (notification, signal) => run(argv, `${JSON.stringify({ type: "notification", ...notification })}\n`, signal),
  };
}

export function mail(
  name: string,
  {
    to,
    from,
    sendmail,
  }: { readonly to: readonly string[]; readonly from: string | null; readonly sendmail: readonly string[] },
): Channel {
  return {
    name,
    send: (notification, signal) =>
      run([...sendmail, "-i", "-t"], message(notification, to, from ?? `migrate@${hostname()}`), signal),
  };
}

/** RFC 5322, with RFC 2047 where a subject is not ASCII, and RFC 3834 so that no vacation answers. */
export function message(notification: Notification, to: readonly string[], from: string): string {
  const headers = [
    ["From", from],
    ["To", to.join(", ")],
    ["Subject", encodedWord(`[migrate] ${notification.title}`)],
    ["Date", new Date(notification.at).toUTCString().replace("GMT", "+0000")],
    ["Message-ID", `<${notification.run}.${notification.event}.${Date.parse(notification.at)}@${hostname()}>`],
    ["Auto-Submitted", "auto-generated"],
    ["MIME-Version", "1.0"],
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Transfer-Encoding", "8bit"],
  ] as const;
  const lines = headers.map(([key, value]) => `${key}: ${value.replaceAll(/[\r\n]+/g, " ")}`);
  return `${[...lines, "", plainText(notification)].join("\n")}\n`;
}

/** RFC 2047 §2: words of 75 characters at most. */
function encodedWord(text: string): string {
  const flat = text.replaceAll(/[\r\n]+/g, " ");
  if (/^[\x20-\x7e]*$/.test(flat)) return flat;
  const words: string[] = [];
  let word = "";
  for (const character of flat) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString("base64")}?=`).join(" ");
}

function run(argv: readonly string[], input: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const [program, ...args] = argv;
    const child = spawn(program!, args, {
      stdio: ["pipe", "ignore", "pipe"],
      signal: AbortSignal.any([signal, AbortSignal.timeout(3 * TIMEOUT_MS)]),
      killSignal: "SIGKILL",
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (said.length < 500) said += text;
    });
    child.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new DeliveryError(`${program}: ${cause.message}`, cause.code !== "ENOENT" && cause.code !== "EACCES", {
          cause,
        }),
      ),
    );
    child.once("close", (code) => {
      if (code === 0) return resolve();
      const last = said.trim().split("\n").at(-1);
      reject(new DeliveryError(`${program} ended with ${code}${last ? `: ${last}` : ""}`, true));
    });
    child.stdin.on("error", () => undefined).end(input);
  });
}
