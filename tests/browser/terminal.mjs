// The station's own moving codes, filmed from a real terminal: xterm, or foot in cage, as the locked station has it, on a screen that nobody sees.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [WIDTH, HEIGHT] = [1366, 768];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Nobody, as whom cage runs: it refuses root. */
const NOBODY = 65534;

/** A terminal of this size with a program in it; what it shows is read from the screen's own memory. Letters: the font, its size, and foot where it is no xterm. */
export async function terminal(columns, lines, command, [face, font, kind = "xterm"]) {
  const at = mkdtempSync(join(tmpdir(), "tramso-man-hinh-"));
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${WIDTH}x${HEIGHT}x24`, "-fbdir", at, "-noreset", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((done) => screen.stdio[3].once("data", (number) => done(`:${String(number).trim()}`)));
  const socket = join(at, "tmux");
  const tmux = (...args) => execFileSync("tmux", ["-S", socket, "-f", "/dev/null", ...args], { encoding: "utf8", env: { ...process.env, LANG: "C.UTF-8" } });
  tmux("new-session", "-d", "-x", String(columns), "-y", String(lines), ...command.env.flatMap((one) => ["-e", one]), ...command.run);
  tmux("set", "-g", "status", "off");
  tmux("set", "-g", "default-terminal", "tmux-256color");
  tmux("set", "-ga", "terminal-overrides", ",*:Tc");
  /** A program of Wayland as the only one on the screen, which is of cage's own size. */
  function inCage(program, env) {
    const home = join(at, "nobody");
    mkdirSync(home, { mode: 0o700 });
    chownSync(home, NOBODY, NOBODY);
    chmodSync(at, 0o755);
    chmodSync(socket, 0o777);
    tmux("server-access", "-a", "nobody");
    const cage = { HOME: home, XDG_RUNTIME_DIR: home, WLR_BACKENDS: "x11", WLR_RENDERER: "pixman", WLR_NO_HARDWARE_CURSORS: "1" };
    return spawn("cage", ["-d", "--", ...program], { env: { ...env, ...cage }, uid: NOBODY, gid: NOBODY, stdio: "ignore" });
  }
  const attach = ["tmux", "-S", socket, "attach"];
  const env = { ...process.env, DISPLAY: display, LANG: "C.UTF-8", COLORTERM: "truecolor" };
  const shown = kind === "xterm"
    ? spawn("xterm", ["-geometry", `${columns}x${lines}+0+0`, "-fa", face, "-fs", String(font), "-b", "0", "-bw", "0", "+sb", "-e", ...attach], { env, stdio: "ignore" })
    : inCage(["foot", "-f", `${face}:pixelsize=${font}`, ...attach], env);
  const text = () => tmux("capture-pane", "-p");
  return {
    tmux,
    text,
    async see(words, timeout = 20_000) {
      for (const end = Date.now() + timeout; !text().includes(words); await pause(50)) if (Date.now() > end) throw new Error(`no «${words}»:\n${text()}`);
    },
    /** As fast as hands: what comes faster is taken for a scanner. */
    async type(words) {
      for (const letter of words) {
        tmux("send-keys", "-l", letter);
        await pause(60);
      }
    },
    press: (...keys) => tmux("send-keys", ...keys),
    /** The whole screen as brightness. */
    grab() {
      const raw = readFileSync(join(at, "Xvfb_screen0"));
      const [head, colours] = [raw.readUInt32BE(0), raw.readUInt32BE(76)];
      const stride = raw.readUInt32BE(48);
      const begin = head + colours * 12;
      const frame = Buffer.alloc(WIDTH * HEIGHT);
      for (let y = 0; y < HEIGHT; y += 1) for (let x = 0; x < WIDTH; x += 1) frame[y * WIDTH + x] = raw[begin + y * stride + x * 4 + 1];
      return frame;
    },
    end() {
      try { tmux("kill-server"); } catch { /* it has ended */ }
      shown.kill();
      screen.kill();
      rmSync(at, { recursive: true, force: true });
    },
  };
}

/** A square of a screen: left, top, side. */
export function cut(frame, [left, top, side]) {
  const part = Buffer.alloc(side * side);
  for (let y = 0; y < Math.min(side, HEIGHT - top); y += 1) frame.copy(part, y * side, (top + y) * WIDTH + left, (top + y) * WIDTH + left + side);
  return part;
}

/** A square part of a screen as a square of this side, seen by a camera: resampled, a little turned. */
export function seen(part, side = 640, angle = 0) {
  const own = Math.sqrt(part.length);
  const out = new Uint8ClampedArray(side * side);
  const [cos, sin, scale] = [Math.cos(angle), Math.sin(angle), (own / side) * 1.06];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      let light = 0;
      for (let sub = 0; sub < 4; sub += 1) {
        const [dx, dy] = [(x + 0.25 + 0.5 * (sub & 1) - side / 2) * scale, (y + 0.25 + 0.5 * (sub >> 1) - side / 2) * scale];
        const [u, v] = [Math.floor(own / 2 + cos * dx + sin * dy), Math.floor(own / 2 - sin * dx + cos * dy)];
        light += u >= 0 && v >= 0 && u < own && v < own ? part[v * own + u] : 40;
      }
      out[y * side + x] = 25 + (light / 4) * 0.8;
    }
  }
  return out;
}

/** The square at the right end of the window, where the code is: left, top, side. Around it all is dark, or the window's own white. */
export function codeIn(frame) {
  const isLight = (x, y) => frame[y * WIDTH + x] > 225;
  let [right, bottom] = [0, 0];
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      if (isLight(x, y)) [right, bottom] = [Math.max(right, x), y];
    }
  }
  let top = 0;
  while (top < bottom && !isLight(right - 2, top)) top += 1;
  return [right + 1 - (bottom + 1 - top), top, bottom + 1 - top];
}
