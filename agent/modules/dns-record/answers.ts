/** Whether a service answers at an address: asked before an A record that leads to it comes back. */
import { connect } from "node:net";

const PATIENCE_MS = 15_000;
const TRY_MS = 2_000;
const PAUSE_MS = 300;

/** @returns a note for each that did not answer in time. */
export async function awaitAnswers(
  places: readonly { readonly address: string; readonly port: number }[],
): Promise<string[]> {
  const notes = await Promise.all(
    places.map(async ({ address, port }) => {
      for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
        if (await answers(address, port)) return [];
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return [`${address} did not answer on port ${port} before its A record came back`];
    }),
  );
  return notes.flat();
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TRY_MS });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
