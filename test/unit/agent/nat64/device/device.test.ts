import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setupCommands } from "../../../../../agent/nat64/device/setup.ts";
import { serveStatus } from "../../../../../agent/nat64/device/status-socket.ts";
import { readVnetHeader, writeVnetHeader } from "../../../../../agent/nat64/device/vnet-header.ts";
import { Frame, GSO_ECN, GSO_TCP4, GSO_TCP6 } from "../../../../../agent/nat64/packet/frame.ts";
import { statusOf } from "../../../../../agent/nat64/status.ts";
import { Peak } from "../../../../../agent/nat64/utilisation.ts";
import { FLAGS, tcp, udp } from "../packets.ts";
import { CLIENT, SERVER6, TO_SERVER, translatorOf } from "../world.ts";

describe("virtio-net header", () => {
  const view = (frame: Frame) => new DataView(frame.bytes.buffer);

  it("is all zeros for a packet with a whole checksum", () => {
    const frame = Frame.of(udp(TO_SERVER, 1, 2));
    frame.bytes.fill(0xff, frame.start - 12, frame.start);
    writeVnetHeader(frame, view(frame), 12);
    expect([...frame.bytes.subarray(frame.start - 12, frame.start)]).toEqual(new Array(12).fill(0));
  });

  it("says of a super-packet where its headers end and how large its segments are", () => {
    const frame = Frame.of(tcp({ from: CLIENT, to: SERVER6 }, 1, 2, FLAGS.ack, { options: [1, 1, 1, 1], data: [1] }));
    frame.partial = true;
    frame.checksumOffset = 16;
    frame.gsoType = GSO_TCP6 | GSO_ECN;
    frame.gsoSize = 1400;
    writeVnetHeader(frame, view(frame), 12);
    const header = new DataView(frame.bytes.buffer, frame.start - 12);
    expect([header.getUint8(0), header.getUint8(1)]).toEqual([1, GSO_TCP6 | GSO_ECN]);
    expect([2, 4, 6, 8].map((at) => header.getUint16(at, true))).toEqual([64, 1400, 40, 16]);
    const again = new Frame(frame.bytes);
    again.start = frame.start;
    again.end = frame.end;
    readVnetHeader(again, view(frame), 12);
    expect(again).toMatchObject({ partial: true, gsoType: GSO_TCP6 | GSO_ECN, gsoSize: 1400, checksumOffset: 16 });
    expect(again.checksumStart).toBe(frame.start + 40);
  });

  it("counts from the IPv4 header where that is shorter", () => {
    const frame = Frame.of(tcp({ from: "192.0.2.1", to: "192.0.2.2" }, 1, 2, FLAGS.ack, { data: [1] }));
    frame.partial = true;
    frame.checksumOffset = 16;
    frame.gsoType = GSO_TCP4;
    frame.gsoSize = 1;
    writeVnetHeader(frame, view(frame), 10);
    const header = new DataView(frame.bytes.buffer, frame.start - 10);
    expect([2, 6].map((at) => header.getUint16(at, true))).toEqual([40, 20]);
  });
});

describe("setupCommands", () => {
  it("bring the device up and route both pools to it", () => {
    const { settings } = translatorOf({ self6: "2001:db8:5::1" });
    expect(setupCommands("n", settings).map((command) => command.join(" "))).toEqual([
      "link set dev n addrgenmode none",
      "link set dev n mtu 1520 txqueuelen 16384 up",
      "-6 route replace 2001:db8:64::/96 dev n",
      "-4 route replace 203.0.113.1/32 dev n",
      "-4 route replace 203.0.113.1/32 dev n",
      "-6 route replace 2001:db8:5::1/128 dev n",
    ]);
  });
});

describe("status", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nat64-status-"));
    path = join(folder, "s");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ask = () =>
    new Promise<string>((resolve, reject) => {
      let text = "";
      connect(path)
        .on("data", (chunk) => {
          text += chunk.toString();
        })
        .on("end", () => resolve(text))
        .on("error", reject);
    });

  it("answers each connection anew, and goes when closed", async () => {
    let asked = 0;
    const server = await serveStatus(path, () => ({ asked: ++asked }));
    expect([await ask(), await ask()]).toEqual(['{"asked":1}\n', '{"asked":2}\n']);
    server.close();
    await expect(ask()).rejects.toThrow("ENOENT");
  });

  it("leaves a file, and a socket that is in use, alone", async () => {
    writeFileSync(path, "precious");
    await expect(serveStatus(path, () => 1)).rejects.toThrow(/is no socket/);
    rmSync(path);
    const other = createServer((socket) => socket.on("error", () => {}).end("other"));
    await new Promise<void>((resolve) => other.listen(path, resolve));
    await expect(serveStatus(path, () => 1)).rejects.toThrow(/another process answers/);
    expect(await ask()).toBe("other");
    other.close();
  });

  it("counts what is used of what there is", () => {
    const translator = translatorOf({
      pool4: [{ prefix: "203.0.113.1", ports: [1000, 1009] }],
      limits: { sessions: 100, per_source: 0 },
    });
    const peak = new Peak();
    for (let port = 1; port <= 5; port++) translator.translate(udp(TO_SERVER, port, 53), 0);
    translator.translate(udp({ ...TO_SERVER, to: "2001:db8::" }, 1, 2), 0);
    const status = statusOf(translator, peak, { writeErrors: 0, queueDrops: {}, sync: null }, 0, 2500);
    expect(status).toMatchObject({
      uptime_s: 2,
      sessions: 5,
      bib: 5,
      utilisation: { entries: 0.05, ports: 0.5, pool: 0.5, max: 0.5, max_5m: 0.5, high_s: 0 },
      counters: { packets_6to4: 5, packets_4to6: 0, drops: { "not-in-pool6": 1 } },
    });
  });

  it("remembers the peak for five minutes", () => {
    const peak = new Peak();
    peak.note(0.9, 1000);
    peak.note(0.2, 290_000);
    expect(peak.highest()).toBe(0.9);
    peak.note(0.1, 310_000);
    expect(peak.highest()).toBe(0.2);
    peak.note(0, 9_000_000);
    expect(peak.highest()).toBe(0);
  });
});
