// What the phone keeps, in IndexedDB: of each bundle a row, and beside it its bytes until a receipt has come. A parcel's bundles are kept all or none.
"use strict";

const kho = (() => {
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const base = new Promise((done, failed) => {
    const request = indexedDB.open("tramso-nhan", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("goi", { keyPath: "sha256" });
      request.result.createObjectStore("tep");
      request.result.createObjectStore("khac");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });
  base.catch(() => {});

  /** One transaction over all stores: what it writes is there whole, or not at all. */
  async function within(mode, work) {
    const open = await base;
    const bundle = open.transaction(["goi", "tep", "khac"], mode);
    const ended = new Promise((done, failed) => {
      bundle.oncomplete = done;
      bundle.onabort = () => failed(bundle.error || new Error("aborted"));
    });
    const result = work(bundle.objectStore("goi"), bundle.objectStore("tep"), bundle.objectStore("khac"));
    const [found] = await Promise.all([result, ended]);
    return found;
  }

  return {
    ready: () => base,
    rows: () => within("readonly", (rows) => asked(rows.getAll())),
    bytes: (sha256) => within("readonly", (rows, files) => asked(files.get(sha256))),
    value: (name) => within("readonly", (rows, files, more) => asked(more.get(name))),
    set: (name, value) => within("readwrite", (rows, files, more) => { more.put(value, name); }),

    /** Keeps a parcel's bundles; those that are there already stay as they are. How many are new. */
    keep: (id, parts, files) => within("readwrite", async (rows, stored) => {
      const all = await asked(rows.getAll());
      let order = all.reduce((most, row) => Math.max(most, row.order), 0);
      let fresh = 0;
      parts.forEach((part, at) => {
        const known = all.find((row) => row.sha256 === part.sha256);
        if (known && known.state !== "refused") {
          rows.put({ ...known, parcels: [...new Set([...known.parcels, id])] });
          return;
        }
        order += 1;
        fresh += 1;
        rows.put({ ...part,  order, parcels: [id], state: "waiting", code: null, problem: null });
        stored.put(files[at], part.sha256);
      });
      return fresh;
    }),

    /** Changes fields of a row that is still there. */
    change: (sha256, fields) => within("readwrite", async (rows) => {
      const row = await asked(rows.get(sha256));
      if (row) rows.put({ ...row, ...fields });
    }),

    /** A receipt has come: the bytes go, the row stays. */
    sent: (sha256, fields) => within("readwrite", async (rows, files) => {
      const row = await asked(rows.get(sha256));
      if (!row) return;
      rows.put({ ...row, ...fields });
      files.delete(sha256);
    }),

    remove: (list) => within("readwrite", (rows, files) => {
      list.forEach((sha256) => {
        rows.delete(sha256);
        files.delete(sha256);
      });
    }),
  };
})();
