import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExchangeSockets, ReadableSet } from "../../../../agent/kernel/epoll.ts";
import { SOCKADDR_BYTES, writeSockaddr } from "../../../../agent/kernel/sockets.ts";

const QUESTION = Uint8Array.of(1, 2, 3);

describe.runIf(process.platform === "linux")("sockets of exchanges", () => {
  let server: Socket;
  let set: ReadableSet;
  let sockets: ExchangeSockets;
  let to: Uint8Array;

  beforeEach(async () => {
    server = createSocket("udp4");
    server.bind(0, "127.0.0.1");
    await once(server, "listening");
    to = new Uint8Array(SOCKADDR_BYTES);
    writeSockaddr(new DataView(to.buffer), 0, Uint8Array.of(127, 0, 0, 1), server.address().port);
    set = new ReadableSet();
    sockets = new ExchangeSockets(set);
  });

  afterEach(() => {
    server.close();
    sockets.closeAll();
    set.close();
  });

  /** @returns the port the question came from. */
  const asked = async (exchange: number, nowMs = 0): Promise<number> => {
    const arrival = once(server, "message");
    expect(sockets.send(exchange, to, QUESTION, nowMs)).toBe(0);
    const [, { port }] = (await arrival) as [Buffer, RemoteInfo];
    return port;
  };

  const answer = (port: number): Promise<unknown> =>
    new Promise((sent) => server.send(Uint8Array.of(9), port, "127.0.0.1", sent));

  /** Look at what has come; each exchange that got something is over. @returns what came, by exchange. */
  const look = (waitMs: number): [number, number[] | null][] => {
    const seen: [number, number[] | null][] = [];
    const count = set.wait(waitMs);
    for (let i = 0; i < count; i++) {
      sockets.read(set.tag(i), (exchange, datagram) => {
        seen.push([exchange, datagram === null ? null : [...datagram]]);
        sockets.close(exchange);
      });
    }
    return seen;
  };

  it("carry so many answered exchanges one after the other, then another port is drawn", async () => {
    const ports: number[] = [];
    for (let exchange = 1; exchange <= 17; exchange++) {
      const port = await asked(exchange);
      ports.push(port);
      await answer(port);
      expect(look(1000)).toEqual([[exchange, [9]]]);
    }
    expect(new Set(ports.slice(0, 16)).size).toBe(1);
    expect(ports[16]).not.toBe(ports[0]);
  });

  it("carry one at a time", async () => {
    const first = await asked(1);
    expect(await asked(2)).not.toBe(first);
  });

  it("are not used again once they are a second old", async () => {
    const port = await asked(1);
    await answer(port);
    look(1000);
    expect(await asked(2, 1000)).not.toBe(port);
    expect(sockets.hasIdle).toBe(true);
    sockets.closeIdle(1000);
    expect(sockets.hasIdle).toBe(false);
  });

  it("are not used again after an exchange without answer", async () => {
    const port = await asked(1);
    sockets.close(1);
    expect(await asked(2)).not.toBe(port);
  });

  it("are closed by what comes when nothing was asked", async () => {
    const port = await asked(1);
    await answer(port);
    look(1000);
    await answer(port);
    expect(look(1000)).toEqual([]);
    expect(sockets.hasIdle).toBe(false);
    expect(await asked(2)).not.toBe(port);
  });

  it("say where nobody listens", async () => {
    await asked(1);
    server.close();
    await once(server, "close");
    expect(sockets.send(2, to, QUESTION, 0)).toBe(0);
    expect(look(1000)).toEqual([[2, null]]);
    server = createSocket("udp4");
  });
});
