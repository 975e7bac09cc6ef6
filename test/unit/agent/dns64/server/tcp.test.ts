import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { answer, type TcpClient, TcpListeners } from "../../../../../agent/dns64/server/tcp.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

interface Heard {
  readonly text: string;
  readonly client: TcpClient;
}

async function server(limits: object): Promise<{
  readonly listeners: TcpListeners;
  readonly heard: Heard[];
  client(): Promise<Socket>;
  /** The next message that comes. */
  next(): Promise<Heard>;
}> {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, "close");
  const heard: Heard[] = [];
  let waiting: ((one: Heard) => void) | null = null;
  const listeners = await TcpListeners.open(
    [{ address: "127.0.0.1", port, family: 4 }],
    (message, client) => {
      const one = { text: Buffer.from(message).toString(), client };
      heard.push(one);
      waiting?.(one);
    },
    () => {},
    { idleMs: 60_000, connections: 10, perNetwork: 10, outstanding: 10, ...limits },
  );
  open.push(listeners);
  return {
    listeners,
    heard,
    async client() {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.resume();
      open.push({ close: () => socket.destroy() });
      await once(socket, "connect");
      return socket;
    },
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
      }),
  };
}

const framed = (text: string): Buffer => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)]);

describe("connections of DNS over TCP", () => {
  test("that never send a whole query are closed, however often a byte comes", async () => {
    const { client } = await server({ idleMs: 40 });
    const socket = await client();
    const drip = setInterval(() => socket.write("\x0f"), 10);
    open.push({ close: () => clearInterval(drip) });
    await once(socket, "close");
  });

  test("make room for a new one: who has been silent for longest goes", async () => {
    const { client, next, listeners } = await server({ connections: 2 });
    const first = await client();
    const second = await client();
    const came = next();
    first.write(framed("first"));
    answer((await came).client, Buffer.from("yes"));
    const closed = once(second, "close");
    const third = await client();
    await closed;
    const last = next();
    third.write(framed("third"));
    expect((await last).text).toBe("third");
    expect(listeners.open).toBe(2);
    expect(first.destroyed).toBe(false);
  });

  test("of one network are so many and no more", async () => {
    const { client, next } = await server({ perNetwork: 1 });
    const first = await client();
    const came = next();
    first.write(framed("here"));
    await came;
    const second = await client();
    await once(second, "close");
    expect(first.destroyed).toBe(false);
  });

  test("are not read from while too many of their queries wait for an answer", async () => {
    const { client, next, heard } = await server({ outstanding: 1 });
    const greedy = await client();
    let came = next();
    greedy.write(framed("one"));
    const { client: one } = await came;
    greedy.write(framed("two"));
    // Whoever comes after it is heard.
    came = next();
    (await client()).write(framed("other"));
    await came;
    expect(heard.map(({ text }) => text)).toEqual(["one", "other"]);
    came = next();
    answer(one, Buffer.from("yes"));
    expect((await came).text).toBe("two");
  });
});
