"use strict";
// The service worker: keeps the page and all that it consists of, and nothing else. What it keeps changes with MARK, which the server writes above.

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(MARK).then((cache) => cache.addAll(KEPT.map((path) => new Request(path, { cache: "reload", credentials: "omit" })))));
});

// A newer one waits until the page is closed, so that no page consists of two versions.
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== MARK).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, search, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  const path = pathname === "/nhan" && search !== "?l=en" ? "/nhan" : pathname + search;
  if (!KEPT.includes(path)) return;
  event.respondWith(caches.open(MARK).then((cache) => cache.match(path)).then((kept) => kept || fetch(event.request)));
});
