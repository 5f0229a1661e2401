// Sends what is kept, by the stations' own protocol (docs/FORMATS.md 18). Nothing counts as sent without a receipt that verifies.
"use strict";

const gui = (() => {
  const PIECE = 128 << 10;
  const PATIENCE = 60_000;
  const LONGEST_WAIT = 120;

  /** No network, or an answer that has to be asked for again: later. */
  class Later extends Error {}
  /** The centre refuses this bundle, with its notice. */
  class Refused extends Error {
    constructor(problem, isFinal) {
      super(problem.code);
      this.problem = problem;
      this.isFinal = isFinal;
    }
  }

  async function asked(path, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const language = document.documentElement.lang;
      const answer = await fetch(path, { credentials: "omit", cache: "no-store", redirect: "error", signal: stop.signal, ...options, headers: { "accept-language": language } });
      const body = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, header: (name) => answer.headers.get(name), body };
    } catch (fault) {
      throw new Later(String(fault));
    } finally {
      clearTimeout(timer);
    }
  }

  function read(answer) {
    try {
      return JSON.parse(new TextDecoder().decode(answer.body));
    } catch (fault) {
      throw new Later("no answer of a centre");
    }
  }

  /** How many bytes the centre has of an upload: never more than there are. */
  function have(answer, most) {
    const found = read(answer).have;
    if (!Number.isInteger(found) || found < 0 || found > most) throw new Later("no answer of a centre");
    return found;
  }

  async function wait(answer) {
    const seconds = Number(answer.header("retry-after"));
    if (!(seconds > 0 && seconds <= LONGEST_WAIT)) throw new Later("busy");
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }

  /** What is not taken: a notice of the centre, or something that no centre answers. */
  function refusal(answer) {
    const problem = read(answer);
    if (typeof problem.code !== "string" || !/^TS-[A-Z]\d\d$/.test(problem.code)) throw new Later("no answer of a centre");
    const { code, title, now } = problem;
    // 403: the centre does not know the station yet, and may know it tomorrow.
    return new Refused({ code, title: String(title), now: String(now) }, problem.retry !== true && answer.status !== 403);
  }

  async function one(row, progressed) {
    const bytes = await kho.bytes(row.sha256);
    if (!bytes) throw new Refused({ code: "TS-C29" }, false);
    const most = bytes.byteLength;
    const first = await asked(`/v1/uploads/${row.sha256}?len=${most}`);
    let at = first.status === 200 ? have(first, most) : 0;
    for (let elsewhere = 0, busy = 0; elsewhere < 5 && busy < 5;) {
      progressed(Math.floor((at * 100) / most));
      // One that is all there is asked for with no bytes: the centre takes the piece that begins at its end.
      const body = bytes.slice(at, at + PIECE);
      const answer = await asked(`/v1/uploads/${row.sha256}?at=${at}&len=${most}`, { method: "PUT", body });
      if (answer.status === 200) return receipt(row, answer);
      if (answer.status === 202) {
        const next = have(answer, most);
        if (next <= at) elsewhere += 1;
        at = next;
      } else if (answer.status === 409) {
        elsewhere += 1;
        at = have(answer, most);
      } else if (answer.status === 429 && read(answer).code === "TS-M54") {
        throw new Later("tomorrow");
      } else if (answer.status === 429 || answer.status === 503) {
        busy += 1;
        await wait(answer);
      } else if (answer.status >= 500 || answer.status === 408) {
        throw new Later(`answer ${answer.status}`);
      } else {
        throw refusal(answer);
      }
    }
    throw new Later("no progress");
  }

  async function receipt(row, answer) {
    const { contest, station, epoch, seq, digest } = row;
    const of = { contest, station, epoch, seq, digest };
    const verdict = (await giu.ask("receipt", { bytes: answer.body, of })).receipt;
    if (verdict === "refused") throw new Refused({ code: "TS-C35" }, false);
    const code = answer.header("tramso-spoken") || "";
    return { state: verdict === "held" ? "sent" : "deciding", code: /^[a-z]{2,6}(-[a-z]{2,6}){4}$/.test(code) ? code : null };
  }

  /** The newest code of an epoch, for all of its bundles. */
  async function newest(list) {
    const [row] = list;
    const answer = await asked(`/v1/receipts/${row.station}/${row.epoch}`);
    if (answer.status !== 200) return;
    for (const sent of list) {
      try {
        const found = await receipt(sent, answer);
        await kho.change(sent.sha256, found);
      } catch (fault) {
        if (fault instanceof Later) throw fault;
      }
    }
  }

  return { asked, one, newest, Later, Refused };
})();
