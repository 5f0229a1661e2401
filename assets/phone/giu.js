// Gathers, takes apart and verifies: the product's own code as WebAssembly (src/phone).
"use strict";

let inner;
const ready = fetch("/nhan/nhan.wasm").then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, {}))
  .then((made) => { inner = made.instance.exports; });

function given(slot, bytes) {
  const at = inner.input(slot, bytes.length);
  new Uint8Array(inner.memory.buffer, at, bytes.length).set(bytes);
}
const answered = () => JSON.parse(new TextDecoder().decode(new Uint8Array(inner.memory.buffer, inner.output(), inner.output_length()).slice()));

function call(name, bytes, of) {
  given(0, bytes);
  if (of) given(1, new TextEncoder().encode(JSON.stringify(of)));
  inner[name]();
  return answered();
}

/** A finished parcel leaves with its bundles, or with why none of them is kept. */
function whole(seen) {
  inner.parts();
  const found = answered();
  const begin = inner.whole();
  const files = (found.parts || []).map((part) => inner.memory.buffer.slice(begin + part.at, begin + part.at + part.len));
  inner.let_go();
  if (found.refused) WORK.remember({ ids: [seen.id], kept: false });
  return { ...seen, ...found, files };
}

const WORK = {
  take({ bytes }) {
    const seen = call("take", bytes);
    return seen.seen === "whole" ? whole(seen) : seen;
  },
  know: ({ bytes }) => call("know", bytes),
  check: ({ bytes }) => call("check_again", bytes),
  receipt: ({ bytes, of }) => call("receipt", bytes, of),
  remember({ ids, kept }) {
    given(0, new Uint8Array(ids.flatMap((id) => id.match(/../g).map((pair) => parseInt(pair, 16)))));
    inner.remember(kept ? 1 : 0);
    return {};
  },
};

onmessage = async ({ data }) => {
  try {
    await ready;
    const answer = WORK[data.work](data);
    postMessage({ n: data.n, answer }, answer.files || []);
  } catch (fault) {
    postMessage({ n: data.n, fault: String(fault) });
  }
};
