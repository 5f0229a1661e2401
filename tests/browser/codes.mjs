// Moving codes as a camera sees them (docs/FORMATS.md 20): the pictures of a parcel, written again here from the format's text alone, and
// films of them for Chromium's fake camera.
import QR from "qrcode-generator";
import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const CRC = Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});
export const crc32c = (bytes) => ~bytes.reduce((crc, byte) => (crc >>> 8) ^ CRC[(crc ^ byte) & 255], 0xffffffff) >>> 0;

/** A picture that states what it likes. */
export function picture({ id, parcel, symbol, blocks = 1, block = 0, number, bytes, spoilt = false }) {
  const head = Buffer.alloc(12);
  head.writeUIntBE(parcel, 0, 5);
  head.writeUInt16BE(symbol, 6);
  head.set([blocks, 0, 1, 1], 8);
  const place = Buffer.alloc(4);
  place.writeUInt32BE(number);
  place[0] = block;
  const all = Buffer.concat([Buffer.from("TS2"), id, head, place, bytes]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE((crc32c(all) ^ (spoilt ? 1 : 0)) >>> 0);
  return Buffer.concat([all, check]);
}

/** A parcel's own symbols; it has to fit into one block. */
export function pictures(parcel, symbol) {
  const id = sha256(parcel).subarray(0, 8);
  return Array.from({ length: Math.ceil(parcel.length / symbol) }, (_, number) => {
    const bytes = Buffer.alloc(symbol);
    parcel.copy(bytes, 0, number * symbol, Math.min(parcel.length, (number + 1) * symbol));
    return picture({ id, parcel: parcel.length, symbol, number, bytes });
  });
}

const QUIET = 4;
/** Brightness of a code's points, as a screen of this side shows it, turned by an angle, seen from the side, out of focus, with a lamp's reflection. */
export function drawn(bytes, { side = 640, share = 0.85, angle = 0, tilt = 0, blur = 0, glare = 0, shift = 0 } = {}) {
  const code = QR(0, "L");
  code.addData(Buffer.from(bytes).toString("latin1"), "Byte");
  code.make();
  const size = code.getModuleCount();
  const points = size + 2 * QUIET;
  const scale = (side * share) / points;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (x, y) => {
    const [column, row] = [Math.floor(x) - QUIET, Math.floor(y) - QUIET];
    if (x < 0 || y < 0 || x >= points || y >= points) return 60;
    return row >= 0 && column >= 0 && row < size && column < size && code.isDark(row, column) ? 35 : 220;
  };
  let seen = new Float32Array(side * side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      let light = 0;
      for (let part = 0; part < 4; part += 1) {
        let [dx, dy] = [x + 0.25 + 0.5 * (part & 1) - side / 2 - shift, y + 0.25 + 0.5 * (part >> 1) - side / 2];
        const far = 1 + (tilt * dx + (tilt / 2) * dy) / side;
        [dx, dy] = [dx / far / scale, dy / far / scale];
        light += at(cos * dx + sin * dy + points / 2, cos * dy - sin * dx + points / 2);
      }
      seen[y * side + x] = light / 4;
    }
  }
  const radius = Math.round(blur * scale);
  if (radius > 0) {
    for (const step of [1, side]) {
      const soft = new Float32Array(seen);
      for (let place = radius * side; place < seen.length - radius * side; place += 1) {
        let light = 0;
        for (let off = -radius; off <= radius; off += 1) light += seen[place + off * step];
        soft[place] = light / (2 * radius + 1);
      }
      seen = soft;
    }
  }
  const frame = new Uint8ClampedArray(side * side);
  for (let place = 0; place < frame.length; place += 1) {
    const near = glare ? Math.exp(-(((place % side) - side * 0.6) ** 2 + (Math.floor(place / side) - side * 0.4) ** 2) / (side * side * 0.05)) : 0;
    frame[place] = seen[place] + glare * near;
  }
  return frame;
}

/** What a camera sees when a hand is before it. */
export const dark = (side) => new Uint8ClampedArray(side * side).fill(70);

/** A film of frames of this side, for `--use-file-for-fake-video-capture`. */
export function film(path, frames, { side = 640, rate = 15 } = {}) {
  const file = openSync(path, "w");
  writeSync(file, `YUV4MPEG2 W${side} H${side} F${rate}:1 Ip A1:1 C420jpeg\n`);
  const grey = Buffer.alloc((side * side) / 2, 128);
  for (const frame of frames) {
    writeSync(file, "FRAME\n");
    writeSync(file, frame);
    writeSync(file, grey);
  }
  closeSync(file);
}
