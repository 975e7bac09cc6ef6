/** One HTTP request over one connection of a stated family. Bodies are hashed, not kept. */
import { createHash } from "node:crypto";
import { type IncomingMessage, request as plain, type RequestOptions } from "node:http";
import { request as secure } from "node:https";
import { isIP } from "node:net";
import { Readable } from "node:stream";
import { MAX_PROBE_BYTES, type ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Result, timedOut, unable, unmap } from "./outcome.ts";
import { pseudoRandom } from "./pseudo-random.ts";

const KEPT = 2_048;
const MOST_KEPT = 65_536;
const DEFAULT_MAX_BYTES = 1_048_576;

export async function http(question: Extract<ProbeQuestion, { kind: "http" }>): Promise<Result> {
  const { family, timeoutMs, upload } = question;
  let url: URL;
  try {
    url = new URL(question.url);
  } catch {
    return unable(`${question.url} is no URL`);
  }
  const until = Date.now() + timeoutMs;
  const named = url.hostname.replace(/^\[|\]$/g, "");
  const address = await findAddress(question.address ?? named, family, timeoutMs);
  if (typeof address !== "string") return address;

  const https = url.protocol === "https:";
  const port = url.port === "" ? (https ? 443 : 80) : Number(url.port);
  const sending = upload === undefined ? null : Math.min(upload.bytes, MAX_PROBE_BYTES);
  const what = `${sending === null ? "GET" : "POST"} ${url.href} at ${endpoint(address, port)}`;
  const options: RequestOptions & { rejectUnauthorized?: boolean; servername?: string } = {
    host: address,
    port,
    method: sending === null ? "GET" : "POST",
    path: `${url.pathname}${url.search}`,
    agent: false,
    headers: {
      host: url.host,
      "user-agent": "migrate",
      ...(sending === null ? {} : { "content-length": sending, "content-type": "application/octet-stream" }),
    },
    ...(https ? { rejectUnauthorized: question.insecure !== true } : {}),
    ...(https && isIP(named) === 0 ? { servername: named } : {}),
  };

  return new Promise((resolve) => {
    const uploaded = createHash("sha256");
    const request = (https ? secure : plain)(options);
    const finish = (result: Result): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(result);
    };
    const stage = { at: what, bytes: 0 };
    const timer = setTimeout(
      () => {
        const late = timedOut(`${stage.at}${stage.bytes > 0 ? ` stalled after ${stage.bytes} bytes` : ""}`, timeoutMs);
        finish({ ...late, observed: { ...late.observed, bytes: stage.bytes } });
      },
      Math.max(1, until - Date.now()),
    );
    if (question.idleMs !== undefined) {
      const { idleMs } = question;
      request.setTimeout(idleMs, () => {
        const stalled = timedOut(`${what} stalled after ${stage.bytes} bytes`, idleMs);
        finish({ ...stalled, observed: { ...stalled.observed, bytes: stage.bytes } });
      });
    }
    request.on("error", (error) => finish(failure(what, error)));
    request.on("response", (response) => {
      // Taken now: a socket that the far side has closed no longer says where it led.
      const ends = {
        remote: unmap(response.socket.remoteAddress ?? address),
        local: unmap(response.socket.localAddress ?? ""),
      };
      const done = (body: Body): void =>
        finish(
          answered(`${what}: status ${response.statusCode}, ${body.bytes} bytes`, {
            ...ends,
            status: response.statusCode ?? 0,
            ...body,
            digest: digestHeader(response),
            uploaded: sending === null ? null : { bytes: sending, sha256: uploaded.digest("hex") },
          }),
        );
      const bounds = {
        max: Math.min(question.maxBytes ?? DEFAULT_MAX_BYTES, MAX_PROBE_BYTES),
        keep: Math.min(question.keep ?? KEPT, MOST_KEPT),
      };
      readBody(response, bounds, stage, done, (error) =>
        finish({ ...failure(`${what}: broke off after ${stage.bytes} bytes`, error) }),
      );
    });
    if (sending === null || upload === undefined) request.end();
    else {
      const source = Readable.from(pseudoRandom(sending, upload.seed));
      source.on("data", (piece: Buffer) => {
        uploaded.update(piece);
        if (!request.write(piece)) {
          source.pause();
          request.once("drain", () => source.resume());
        }
      });
      source.on("end", () => request.end());
      request.on("close", () => source.destroy());
    }
  });
}

interface Body {
  readonly bytes: number;
  readonly sha256: string;
  readonly complete: boolean;
  readonly body: string;
}

function readBody(
  response: IncomingMessage,
  { max, keep }: { readonly max: number; readonly keep: number },
  progress: { bytes: number },
  done: (body: Body) => void,
  broken: (error: Error) => void,
): void {
  const hash = createHash("sha256");
  const first: Buffer[] = [];
  let kept = 0;
  const result = (complete: boolean): void =>
    done({
      bytes: progress.bytes,
      sha256: hash.digest("hex"),
      complete,
      body: Buffer.concat(first).toString("utf8").slice(0, keep),
    });
  response.on("data", (whole: Buffer) => {
    const piece = whole.subarray(0, max - progress.bytes);
    hash.update(piece);
    progress.bytes += piece.length;
    if (kept < keep) {
      first.push(piece.subarray(0, keep - kept));
      kept += Math.min(piece.length, keep - kept);
    }
    if (progress.bytes >= max && whole.length > piece.length) {
      response.removeAllListeners("data").removeAllListeners("end");
      result(false);
    }
  });
  response.on("end", () => result(true));
  response.on("error", broken);
}

/** RFC 9530 §2: `sha-256=:BASE64:`. @returns hex, or null where there is none. */
function digestHeader(response: IncomingMessage): string | null {
  const text = response.headers["content-digest"] ?? response.headers["repr-digest"];
  const found = /(?:^|,\s*)sha-256=:([A-Za-z0-9+/=]+):/.exec(String(text ?? ""));
  return found === null ? null : Buffer.from(found[1]!, "base64").toString("hex");
}
