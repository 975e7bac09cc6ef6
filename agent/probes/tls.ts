/** One TLS handshake: the certificate, and whether it is good for the name. */
import { isIP } from "node:net";
import { checkServerIdentity, connect, type PeerCertificate } from "node:tls";
import type { ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Result, timedOut, unmap } from "./outcome.ts";

export async function tls(question: Extract<ProbeQuestion, { kind: "tls" }>): Promise<Result> {
  const { host, port, family, servername, timeoutMs } = question;
  const until = Date.now() + timeoutMs;
  const address = await findAddress(host, family, timeoutMs);
  if (typeof address !== "string") return address;
  const name = servername ?? host;
  const what = `TLS to ${endpoint(address, port)} as ${name}`;
  return new Promise((resolve) => {
    // The handshake is finished whatever the certificate: what is wrong with it is the answer.
    const socket = connect({
      host: address,
      port,
      rejectUnauthorized: false,
      ...(isIP(name) === 0 ? { servername: name } : {}),
    });
    const finish = (result: Result): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(timedOut(what, timeoutMs)), Math.max(1, until - Date.now()));
    socket.on("error", (error) => finish(failure(what, error)));
    socket.on("secureConnect", () => {
      const peer = socket.getPeerCertificate();
      // A chain nobody knows is told before, and instead of, a wrong name.
      const nameError = checkServerIdentity(name, peer)?.message ?? null;
      const code = socket.authorized ? null : String(socket.authorizationError);
      const error = code === "ERR_TLS_CERT_ALTNAME_INVALID" ? null : code;
      finish(
        answered(`${what}: ${socket.getProtocol()}, ${nameError ?? error ?? "the certificate is good"}`, {
          remote: unmap(socket.remoteAddress ?? address),
          protocol: socket.getProtocol() ?? "",
          error,
          nameError,
          subject: String(peer.subject?.CN ?? ""),
          names: namesOf(peer),
          validTo: Date.parse(peer.valid_to ?? "") || 0,
        }),
      );
    });
  });
}

function namesOf({ subjectaltname }: PeerCertificate): string[] {
  return (subjectaltname ?? "").split(/,\s*/).filter((one) => one !== "");
}
