// Reads the codes of one picture of the camera, by zxing-cpp.
"use strict";

importScripts("/nhan/zxing.js");
// Half the size is tried too: there the thin seams are gone that many fonts leave between the rows of a terminal.
const OPTIONS = { formats: ["QRCode"], tryHarder: false, tryRotate: false, tryInvert: true, tryDownscale: true, downscaleFactor: 2, downscaleThreshold: 300, maxNumberOfSymbols: 2, textMode: "Hex" };
const ready = fetch("/nhan/zxing.wasm").then((answer) => answer.arrayBuffer())
  .then((wasmBinary) => ZXingWASM.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }));

let pixels = new Uint8ClampedArray(0); // as zxing-cpp takes them, kept from picture to picture

onmessage = async ({ data }) => {
  try {
    await ready;
    const { grey, offset, stride, side } = data;
    if (pixels.length !== 4 * side * side) pixels = new Uint8ClampedArray(4 * side * side).fill(255);
    for (let y = 0, to = 0; y < side; y += 1) {
      for (let at = offset + y * stride, end = at + side; at < end; at += 1, to += 4) pixels[to] = pixels[to + 1] = pixels[to + 2] = grey[at];
    }
    const found = await ZXingWASM.readBarcodes({ data: pixels, width: side, height: side, colorSpace: "srgb" }, OPTIONS);
    postMessage({ n: data.n, answer: { codes: found.filter((one) => one.isValid).map((one) => one.bytes), grey } }, [grey.buffer]);
  } catch (fault) {
    postMessage({ n: data.n, fault: String(fault) });
  }
};
