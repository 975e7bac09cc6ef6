/** What a mail server says to whoever connects: banner and EHLO (RFC 5321 §4.1.1.1), then QUIT. Sends no mail. */
import { connect, isIP } from "node:net";
import { hostname } from "node:os";
import { connect as connectTls } from "node:tls";
import type { ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Result, timedOut, unmap } from "./outcome.ts";

/** RFC 8314 §7.3: TLS from the first byte. */
const SUBMISSIONS = 465;
const KEPT = 4_096;

export async function smtp(question: Extract<ProbeQuestion, { kind: "smtp" }>): Promise<Result> {
  const { host, port, family, timeoutMs } = question;
  const until = Date.now() + timeoutMs;
  const address = await findAddress(host, family, timeoutMs);
  if (typeof address !== "string") return address;
  const what = `SMTP to ${endpoint(address, port)}`;
  return new Promise((resolve) => {
    const socket =
      port === SUBMISSIONS
        ? connectTls({
            host: address,
            port,
            rejectUnauthorized: false,
            ...(isIP(host) === 0 ? { servername: host } : {}),
          })
        : connect({ host: address, port });
    let text = "";
    let banner: string | null = null;
    const finish = (result: Result): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(timedOut(what, timeoutMs)), Math.max(1, until - Date.now()));
    const refused = (reply: string): void =>
      finish({ outcome: "refused", because: `${what}: ${reply.split("\r\n")[0]}`, observed: { code: "SMTP" } });
    socket.setEncoding("utf8");
    socket.on("error", (error) => finish(failure(what, error)));
    socket.on("end", () => refused(`closed after ${text.length} characters`));
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.length > KEPT) return refused("more text than a greeting has");
      const reply = wholeReply(text);
      if (reply === null) return;
      text = "";
      if (!reply.startsWith("2")) return refused(reply);
      if (banner === null) {
        banner = reply.split("\r\n")[0]!;
        socket.write(`EHLO ${hostname()}\r\n`);
        return;
      }
      const offers = reply
        .split("\r\n")
        .slice(1)
        .map((line) => line.slice(4).trim())
        .filter((line) => line !== "");
      const remote = unmap(socket.remoteAddress ?? address);
      socket.end("QUIT\r\n");
      finish(answered(`${what}: ${banner}`, { remote, banner, offers }));
    });
  });
}

/** RFC 5321 §4.2.1: the last line has a blank after its code. */
function wholeReply(text: string): string | null {
  return /(?:^|\r?\n)\d{3} [^\n]*\n$/.test(text) ? text : null;
}
