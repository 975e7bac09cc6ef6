/** The agent's loop in this process, over two pipes: engine tests and rehearsals without a host. */
import { PassThrough, type Readable, type Writable } from "node:stream";
import type { Channel, Opened } from "./channel.ts";

/** The agent's loop over an injected host. @returns when the loop ended. */
export type ServeAgent = (streams: { readonly input: Readable; readonly output: Writable }) => Promise<void>;

export function openMemory(serve: ServeAgent): Opened {
  const input = new PassThrough();
  const output = new PassThrough();
  const errors = new PassThrough();
  let cut: (why: string) => void = () => {};
  const closed = new Promise<string>((resolve) => {
    cut = resolve;
    serve({ input, output }).then(
      () => resolve("the agent ended"),
      (error: Error) => resolve(`the agent failed: ${error.message}`),
    );
  });
  const channel: Channel = {
    input,
    output,
    errors,
    closed,
    close: () => {
      input.end();
      cut("the connection was cut");
    },
  };
  return { channel, via: "memory" };
}
