// The page: camera, ring, list. What a code holds is read in workers (doc.js), gathered and verified in another (giu.js).
"use strict";

const $ = (id) => document.getElementById(id);
const words = new Map([...document.querySelectorAll("#chu li")].map((one) => [one.dataset.chu, one.textContent]));
const word = (key, values = {}) => (words.get(key) || key).replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const count = (number) => number.toLocaleString(document.documentElement.lang);
const size = (bytes) => `${count(Math.max(1, Math.round(bytes / 1024)))} KB`;

const MOST_FALLS = 3;
/** A worker that is asked, one answer a question; one that falls is replaced, and `fallen` is called. */
class Asked {
  constructor(script, fallen = () => {}) {
    this.script = script;
    this.fallen = fallen;
    this.waiting = new Map();
    this.asks = 0;
    this.falls = 0; // since its last answer
    this.begin();
  }

  begin() {
    this.worker = new Worker(this.script);
    this.worker.onmessage = ({ data }) => {
      const [done, failed] = this.waiting.get(data.n) || [];
      this.waiting.delete(data.n);
      if (data.fault === undefined) {
        this.falls = 0;
        return done && done(data.answer);
      }
      if (failed) failed(new Error(data.fault));
      this.again();
    };
    this.worker.onerror = () => this.again();
  }

  again() {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    this.worker.terminate();
    waiting.forEach(([, failed]) => failed(new Error("worker")));
    this.falls += 1;
    if (this.falls > MOST_FALLS) return show("TS-C30");
    this.begin();
    this.fallen();
  }

  ask(work, more = {}, moved = []) {
    if (this.falls > MOST_FALLS) return Promise.reject(new Error("fallen"));
    const n = (this.asks += 1);
    return new Promise((done, failed) => {
      this.waiting.set(n, [done, failed]);
      this.worker.postMessage({ n, work, ...more }, moved);
    });
  }
}

let known = null; // the list of keys, as it was fetched last
let rows = [];
let unkept = null; // a parcel for which there was no room
const giu = new Asked("/nhan/giu.js", () => prepared().catch(() => {}));

/** What the gatherer has to know, at the start and after it fell. */
async function prepared() {
  if (known) await giu.ask("know", { bytes: new TextEncoder().encode(known) });
  const ids = rows.filter((row) => row.state !== "refused").flatMap((row) => row.parcels);
  await giu.ask("remember", { ids, kept: true });
}

// Notices and states.

function notice(code, more = {}) {
  const line = document.createElement("p");
  const strong = document.createElement("b");
  strong.textContent = more.title || word(code, more);
  const mark = document.createElement("span");
  mark.className = "code";
  mark.textContent = code;
  line.append(strong, " ", more.now || word(`${code}.now`, more), " ", mark);
  line.dataset.code = code;
  return line;
}
function show(code, more) {
  $("bao").querySelectorAll("p").forEach((line) => line.dataset.code === code && line.remove());
  $("bao").append(notice(code, more));
}
const hush = (...codes) => $("bao").querySelectorAll("p").forEach((line) => (codes.length === 0 || codes.includes(line.dataset.code)) && line.remove());

const CHECKS = { good: ["receive-check-good", "good"], unknown: ["receive-check-unknown", "warn"] };
const STATES = { waiting: ["receive-state-waiting", "warn"], sent: ["receive-state-sent", "good"], deciding: ["receive-state-deciding", "warn"], refused: ["receive-state-refused", "bad"] };
const progress = new Map(); // of bundles that are being sent

function tag([key, look], values) {
  const one = document.createElement("span");
  one.className = `tag ${look}`;
  one.textContent = word(key, values);
  return one;
}

function place(row) {
  const units = known ? JSON.parse(known).units : {};
  return units[row.commune] || row.commune;
}
const stationName = (row) => word("receive-station", { station: row.station.slice(0, 8), place: place(row) });

/** Asks twice, by the same button. */
function removeButton(list) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word("receive-remove");
  button.onclick = async () => {
    if (button.textContent !== word("receive-remove-sure")) {
      button.textContent = word("receive-remove-sure");
      return;
    }
    await kho.remove(list.map((row) => row.sha256));
    const ids = list.flatMap((row) => row.parcels);
    await giu.ask("remember", { ids, kept: false });
    await listed();
    await prepared();
  };
  return button;
}

function ofBundle(row) {
  const line = document.createElement("p");
  line.className = "states";
  const percent = progress.get(row.sha256);
  const state = percent === undefined ? tag(STATES[row.state]) : tag(["receive-state-sending", "warn"], { percent });
  line.append(word("receive-bundle", { seq: row.seq, size: size(row.len) }), " ", state, " ", tag(CHECKS[row.check]));
  return line;
}

/** The bundles of one station's epoch, and the five syllables when the centre has stated them. */
function ofStation(list) {
  const item = document.createElement("li");
  const isSent = list.every((row) => row.state === "sent" || row.state === "deciding");
  item.className = isSent ? "good" : "warn";
  const head = document.createElement("h3");
  head.textContent = stationName(list[0]);
  item.append(head, ...list.map(ofBundle));
  list.filter((row) => row.problem).forEach((row) => {
    if (row.problem.title) item.append(notice("TS-C34", { name: row.name }));
    item.append(notice(row.problem.code, row.problem));
  });
  // Not before all that can be sent is sent: each bundle makes another one.
  const code = sending ? null : list.map((row) => row.code).filter(Boolean).pop();
  if (code) {
    const line = document.createElement("p");
    const spoken = document.createElement("strong");
    spoken.className = "spoken";
    spoken.textContent = code.replace(/-/g, " ");
    line.append(word("receive-code"), spoken);
    item.append(line);
  } else if (isSent && !sending) {
    item.append(word("receive-code-none"));
  }
  if (list.every((row) => row.state !== "waiting")) item.append(removeButton(list));
  return item;
}

function groups(list) {
  const found = new Map();
  list.forEach((row) => {
    const key = `${row.station} ${row.epoch}`;
    found.set(key, [...(found.get(key) || []), row]);
  });
  return [...found.values()];
}

async function listed() {
  rows = (await kho.rows()).sort((one, next) => one.order - next.order);
  drawn();
}
function drawn() {
  $("danh-sach").hidden = false;
  $("trong").hidden = rows.length > 0;
  $("goi").replaceChildren(...groups(rows).reverse().map(ofStation));
  $("gui").hidden = !rows.some((row) => row.state === "waiting");
}
const net = (key) => { $("mang").textContent = word(key); };

// Keys and sending.

async function keys() {
  const answer = await gui.asked("/nhan/khoa.json");
  if (answer.status !== 200) throw new gui.Later("keys");
  const text = new TextDecoder().decode(answer.body);
  if (!(await giu.ask("know", { bytes: answer.body })).ok) throw new gui.Later("keys");
  const date = Date.parse(answer.header("date"));
  if (Math.abs(date - Date.now()) > 24 * 3600_000) show("TS-C38");
  else hush("TS-C38");
  if (text === known) return;
  known = text;
  await kho.set("khoa", text);
  for (const row of rows.filter((one) => one.check === "unknown" && one.state === "waiting")) {
    const bytes = await kho.bytes(row.sha256);
    if (!bytes) continue;
    const found = await giu.ask("check", { bytes: new Uint8Array(bytes) });
    if (found.refused) await kho.change(row.sha256, { state: "refused", problem: { code: found.refused === "contest" ? "TS-C33" : "TS-C32" } });
    else await kho.change(row.sha256, { check: found.check });
  }
  await listed();
}

async function sendOne(row) {
  try {
    const progressed = (percent) => {
      progress.set(row.sha256, percent);
      drawn();
    };
    await kho.sent(row.sha256, { ...(await gui.one(row, progressed)), problem: null });
    return true;
  } catch (fault) {
    if (!(fault instanceof gui.Refused)) throw fault;
    await kho.change(row.sha256, { problem: fault.problem, ...(fault.isFinal ? { state: "refused" } : {}) });
    return false;
  } finally {
    progress.delete(row.sha256);
  }
}

async function sendAll() {
  await keys();
  await listed();
  const waiting = rows.filter((row) => row.state === "waiting");
  if (waiting.length > 0) net("receive-sending");
  for (const row of waiting) {
    await sendOne(row);
    await listed();
  }
  const touched = new Set(waiting.map((row) => `${row.station} ${row.epoch}`));
  const lacking = (list) => list.some((row) => !row.code);
  for (const list of groups(rows)) {
    const sent = list.filter((row) => row.state === "sent" || row.state === "deciding");
    if (sent.length > 0 && (lacking(sent) || touched.has(`${sent[0].station} ${sent[0].epoch}`))) await gui.newest(sent);
  }
  await listed();
  const isLeft = rows.some((row) => row.state === "waiting");
  net(isLeft ? "receive-later" : "receive-online");
}

let sending = false;
/** Two pages of one phone send one after the other, where the browser has locks; else the centre's protocol bears it. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    if (navigator.locks) await navigator.locks.request("tramso-nhan-gui", sendAll);
    else await sendAll();
  } catch (fault) {
    const isLeft = rows.some((row) => row.state === "waiting");
    net(navigator.onLine && isLeft ? "receive-later" : "receive-offline");
  } finally {
    sending = false;
    await listed().catch(() => {});
  }
}

// Filming.

const SIDE = 1080;
const film = { stream: null, readers: [], lastRead: 0, lastOurs: 0, percent: 0, tried: new Map(), sound: null, lock: null };
/** How long a station takes to show each of its speeds once, and a little. */
const ROUND = 8500;

function ring(share) {
  $("vong").style.strokeDasharray = `${Math.round(share * 1000) / 10} 100`;
  $("phan").textContent = share > 0 ? `${Math.floor(share * 100)} %` : "";
}
function prompted(key, values) {
  const line = word(key, values);
  if ($("loi").textContent !== line) $("loi").textContent = line;
}

async function start() {
  hush();
  unkept = null;
  $("giu").hidden = true;
  $("du").hidden = true;
  try {
    film.sound = film.sound || new (window.AudioContext || window.webkitAudioContext)();
    film.sound.resume();
  } catch (fault) {
    film.sound = null; // a phone without sound
  }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } });
  } catch (fault) {
    show(fault.name === "NotAllowedError" || fault.name === "SecurityError" ? "TS-C27" : "TS-C28");
    return;
  }
  film.stream = stream;
  stream.getVideoTracks()[0].onended = stop;
  Object.assign(film, { lastRead: performance.now(), lastOurs: 0, percent: 0, tried: new Map() });
  const readers = (navigator.hardwareConcurrency || 1) >= 4 ? 2 : 1;
  while (film.readers.length < readers) film.readers.push({ worker: new Asked("/nhan/doc.js"), canvas: document.createElement("canvas"), isBusy: false });
  $("may").hidden = false;
  $("quay").hidden = true;
  $("may").scrollIntoView({ block: "start" });
  ring(0);
  prompted("receive-aim");
  $("hinh").srcObject = stream;
  await $("hinh").play().catch(() => {});
  film.lock = navigator.wakeLock ? await navigator.wakeLock.request("screen").catch(() => null) : null;
  next(stream);
}

function stop() {
  if (!film.stream) return;
  film.stream.getTracks().forEach((track) => track.stop());
  film.stream = null;
  $("hinh").srcObject = null;
  if (film.lock) film.lock.release().catch(() => {});
  film.readers.forEach((reader) => reader.worker.worker.terminate());
  film.readers = [];
  $("may").hidden = true;
  $("quay").hidden = false;
  $("quay").textContent = word("receive-again");
}

/** Waits for the camera's next picture; each is looked at once, and passed over while all readers are busy. */
function next(stream) {
  const video = $("hinh");
  let last = -1;
  const step = () => {
    if (film.stream !== stream) return;
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(step);
    else requestAnimationFrame(step);
    if (video.readyState < 2 || video.currentTime === last) return;
    last = video.currentTime;
    const reader = film.readers.find((one) => !one.isBusy);
    if (reader) look(reader, video).catch(() => {});
  };
  step();
  setTimeout(function hint() {
    if (film.stream !== stream) return;
    hinted();
    setTimeout(hint, 500);
  }, 500);
}

function hinted() {
  const now = performance.now();
  if (film.percent > 0 && now - film.lastOurs > 3500) prompted("receive-away", { percent: film.percent });
  else if (film.percent === 0 && now - film.lastRead > 4000) prompted("receive-closer");
}

/** The camera's brightness as it is, without a canvas, whose copies of pictures grow to hundreds of megabytes; null where a browser cannot. */
async function brightness(reader, video, cut) {
  if (!window.VideoFrame || cut > SIDE) return null;
  const frame = new VideoFrame(video);
  try {
    if (!/^(I420|NV12|I422|I444)/.test(frame.format || "")) return null;
    const even = (size) => Math.floor(size / 4) * 2;
    const side = even(cut * 2);
    const { x, y, width, height } = frame.visibleRect;
    const rect = { x: x + even(width - side), y: y + even(height - side), width: side, height: side };
    const bytes = frame.allocationSize({ rect });
    const grey = reader.grey && reader.grey.length === bytes ? reader.grey : new Uint8Array(bytes);
    reader.grey = null;
    const [{ offset, stride }] = await frame.copyTo(grey, { rect });
    return { grey, offset, stride, side };
  } catch (fault) {
    return null;
  } finally {
    frame.close();
  }
}

/** The same by a canvas. */
function drawnBrightness(reader, video, cut) {
  const side = Math.min(cut, SIDE);
  const { canvas } = reader;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const brush = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  brush.drawImage(video, (video.videoWidth - cut) / 2, (video.videoHeight - cut) / 2, cut, cut, 0, 0, side, side);
  const { data } = brush.getImageData(0, 0, side, side);
  const grey = reader.grey && reader.grey.length === side * side ? reader.grey : new Uint8Array(side * side);
  reader.grey = null;
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) grey[at] = (data[from] + 2 * data[from + 1] + data[from + 2]) >> 2;
  return { grey, offset: 0, stride: side, side };
}

async function look(reader, video) {
  const cut = Math.min(video.videoWidth, video.videoHeight);
  if (!cut) return;
  reader.isBusy = true;
  try {
    const seen = (await brightness(reader, video, cut)) || drawnBrightness(reader, video, cut);
    // One buffer goes to the worker and comes back.
    const { codes, grey } = await reader.worker.ask("look", seen, [seen.grey.buffer]);
    reader.grey = grey;
    for (const bytes of codes) await taken(bytes);
  } finally {
    reader.isBusy = false;
  }
}

async function taken(bytes) {
  film.lastRead = performance.now();
  const seen = await giu.ask("take", { bytes });
  if (seen.seen !== "whole" && !film.stream) return;
  if (seen.seen === "other") {
    if (film.percent === 0) prompted("receive-other");
    return;
  }
  film.lastOurs = performance.now();
  if (seen.seen === "held") {
    const share = Math.min(seen.held / seen.needed, 1);
    film.percent = Math.max(1, Math.floor(share * 100));
    ring(Math.min(share, 0.995));
    const number = advice(seen);
    if (number === undefined) prompted("receive-part", { held: count(seen.held), needed: count(seen.needed) });
    else if (number === null) prompted("receive-trying");
    else prompted("receive-speed", { n: number });
  } else if (seen.seen === "finished") {
    if (film.percent === 0) prompted("receive-known");
  } else if (seen.seen === "spoilt") {
    film.percent = 0;
    ring(0);
    show("TS-C37");
  } else if (seen.seen === "whole") {
    await whole(seen);
  }
}

/** While a station tries its speeds: the digit of the best, null before all were shown. Undefined when it shows one alone. */
function advice({ id, symbol, best }) {
  const now = performance.now();
  const key = `${id} ${symbol}`;
  film.tried.set(key, { first: now, ...film.tried.get(key), last: now });
  const sets = [...film.tried].filter(([name, one]) => name.startsWith(id) && now - one.last < ROUND);
  if (sets.length < 2) return undefined;
  return now - Math.min(...sets.map(([, one]) => one.first)) > ROUND ? best : null;
}

const REFUSALS = { form: "TS-C31", signature: "TS-C32", contest: "TS-C33" };

async function whole(seen) {
  stop();
  if (seen.refused) {
    show(REFUSALS[seen.refused]);
    return;
  }
  await keep(seen);
}

async function keep(seen) {
  let fresh;
  try {
    fresh = await kho.keep(seen.id, seen.parts, seen.files);
  } catch (fault) {
    unkept = seen;
    giu.ask("remember", { ids: [seen.id], kept: false }).catch(() => {});
    $("giu").hidden = false;
    show("TS-C29");
    return;
  }
  unkept = null;
  $("giu").hidden = true;
  hush("TS-C29");
  ring(1);
  await listed();
  const names = [...new Set(seen.parts.map(stationName))].join("; ");
  $("du-loi").textContent = fresh > 0 ? word("receive-kept", { n: count(fresh), station: names }) : word("receive-nothing-new");
  $("du").hidden = false;
  $("du").focus();
  rejoice();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  send();
}

/** Sound and vibration: the eyes are on the station's screen. */
function rejoice() {
  if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
  if (!film.sound) return;
  [0, 0.18].forEach((after, at) => {
    const tone = film.sound.createOscillator();
    const loud = film.sound.createGain();
    loud.gain.value = 0.3;
    tone.frequency.value = at ? 1175 : 880;
    tone.connect(loud).connect(film.sound.destination);
    tone.start(film.sound.currentTime + after);
    tone.stop(film.sound.currentTime + after + 0.15);
  });
}

// The page.

async function offline() {
  try {
    await navigator.serviceWorker.register("/nhan/ngoai-tuyen.js", { scope: "/nhan" });
    await navigator.serviceWorker.ready;
    $("san-sang").textContent = word("receive-ready");
  } catch (fault) {
    if (navigator.onLine) show("TS-C36");
  }
}

async function begin() {
  hush();
  document.querySelectorAll("#bao p").forEach((line) => line.remove());
  try {
    await kho.ready();
    known = (await kho.value("khoa")) || null;
    await listed();
  } catch (fault) {
    show("TS-C30");
    return;
  }
  if (rows.length > 0) document.querySelector("details.how").open = false;
  $("quay").hidden = false;
  $("quay").onclick = start;
  $("dung").onclick = stop;
  $("gui").onclick = send;
  $("giu").onclick = () => unkept && keep(unkept);
  window.addEventListener("online", send);
  window.addEventListener("offline", () => net("receive-offline"));
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    $("cai").hidden = false;
    $("cai").onclick = () => event.prompt();
  });
  window.addEventListener("appinstalled", () => { $("cai").hidden = true; });
  net(navigator.onLine ? "receive-online" : "receive-offline");
  await prepared().catch(() => show("TS-C30"));
  document.documentElement.dataset.ready = "1";
  offline();
  await send();
  setInterval(() => rows.some((row) => row.state === "waiting") && send(), 60_000);
}
begin();
