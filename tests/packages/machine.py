"""A laptop in an emulator: booted, typed on, looked at, and cut off from its power."""

import atexit
import json
import os
import re
import socket
import subprocess
import time

# Ground of a field in the light theme.
FIELD = bytes((255, 242, 186))
# Keys of QEMU for what is typed.
NAMES = {" ": "spc", "-": "minus", "\n": "ret"}


class Machine:
    """One boot of a disk, by a kernel that is handed to the emulator. Pictures and logs are left in `work`."""

    def __init__(self, work, disk, kernel, initrd, name, ram=2048, extra=()):
        self.start(work, name, ram, [
            "-cpu", "max", "-kernel", kernel, "-initrd", initrd,
            "-append", "root=/dev/vda rw console=tty0 console=ttyS0 quiet loglevel=3 systemd.show_status=no",
            "-drive", f"file={disk},if=virtio,format=raw", "-device", "qemu-xhci", *extra])

    def start(self, work, name, ram, what):
        self.work, self.name, self.nudged = work, name, 8
        self.places = {kind: f"{work}/{name}.{kind}" for kind in ("qmp", "serial", "log")}
        for place in self.places.values():
            if os.path.exists(place):
                os.remove(place)
        # A machine that is emulated itself may have a /dev/kvm that boots nothing, so it is used where it is asked for.
        self.accel = os.environ.get("TRAMSO_EMULATOR", "tcg,thread=multi")
        self.patience = 1 if self.accel == "kvm" else 10
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", self.accel, "-M", "q35", "-smp", "2", "-m", str(ram), "-nic", "none",
             "-display", "none", "-vga", "none", "-device", "virtio-vga,xres=1366,yres=768", *what,
             "-device", "usb-kbd", "-device", "usb-tablet",
             "-qmp", f"unix:{self.places['qmp']},server=on,wait=off",
             "-chardev", f"socket,id=serial,path={self.places['serial']},server=on,wait=off,logfile={self.places['log']}",
             "-serial", "chardev:serial"])
        # A test that has failed leaves no machine running.
        atexit.register(self.process.kill)
        self.qmp = self._connected(self.places["qmp"]).makefile("rw")
        self.qmp.readline()
        self.ask("qmp_capabilities")
        self.serial = self._connected(self.places["serial"])
        self.serial.settimeout(0.2)

    @staticmethod
    def _connected(place):
        for _ in range(100):
            try:
                door = socket.socket(socket.AF_UNIX)
                door.connect(place)
                return door
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"the emulator does not open {place}")

    def ask(self, command, **arguments):
        self.qmp.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            if "error" in answer:
                raise SystemExit(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def heard(self):
        """What has come over the serial line; nothing where it is silent for a while."""
        try:
            return self.serial.recv(65536)
        except socket.timeout:
            return b""

    def root(self, command, limit=60):
        """Output of a command in the root shell on the serial line."""
        mark = f"E{time.monotonic_ns()}"
        self.serial.send(f"\x15{command}; echo {mark[0]}''{mark[1:]} $?\n".encode())
        seen, until = b"", time.monotonic() + limit * self.patience
        while time.monotonic() < until:
            seen += self.heard()
            found = re.search(rf"{mark} (\d+)", seen.decode(errors="replace"))
            if found:
                text = seen.decode(errors="replace").replace("\r", "")
                text = re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", text)
                body = text[: text.rindex(mark)]
                return body.split("\n", 1)[1] if "\n" in body else body
        raise SystemExit(f"{self.name}: no answer to {command!r}:\n{seen.decode(errors='replace')[-2000:]}")

    def wait_for_shell(self, limit=240):
        seen, until = b"", time.monotonic() + limit * self.patience
        while time.monotonic() < until:
            seen += self.heard()
            if b"root@" in seen:
                self.root("stty -echo; PS1=")
                return
        raise SystemExit(f"{self.name}: no shell within {limit * self.patience} s")

    def keys(self, *chords, pause=0.12):
        """Presses chords such as "ctrl-alt-f2" one after another."""
        for chord in chords:
            pressed = [{"type": "qcode", "data": key} for key in chord.split("-")]
            self.ask("send-key", keys=pressed, **{"hold-time": 40})
            time.sleep(pause if self.patience == 1 else pause * 3)

    def type(self, text, pause=0.08):
        self.keys(*[f"shift-{letter.lower()}" if letter.isupper() else NAMES.get(letter, letter) for letter in text], pause=pause)

    def picture(self, name=None):
        """The screen as rows of bytes; with a name it is kept as a PNG too."""
        self.nudge()
        place = f"{self.work}/{self.name}.ppm"
        self.ask("screendump", filename=place)
        if name:
            self.ask("screendump", filename=f"{self.work}/pictures/{name}.png", format="png")
        with open(place, "rb") as file:
            head = [file.readline() for _ in range(3)]
            width, height = map(int, head[1].split())
            return Picture(width, height, file.read())

    def nudge(self):
        """Moves the pointer within one dot of the picture. Where the emulator's graphics answer "busy", cage 0.1.4 drops the frame and what waits
        for it; the next thing that moves has all of it drawn (docs/decisions/068-the-locked-station.md)."""
        self.nudged = 17 - self.nudged
        events = [{"type": "abs", "data": {"axis": axis, "value": self.nudged}} for axis in ("x", "y")]
        self.ask("input-send-event", events=events)

    def calm(self, name=None, limit=20, still=0.6):
        """The screen once it stays as it is."""
        still = still if self.patience == 1 else 4 * still
        last, since, until = self.picture(), time.monotonic(), time.monotonic() + limit * self.patience
        while time.monotonic() < until:
            time.sleep(still / 4)
            now = self.picture()
            if now.bytes != last.bytes:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > still:
                break
        return self.picture(name) if name else last

    def cut_power(self):
        self.process.kill()
        self.process.wait()

    def ends(self, limit=60):
        """Whether the machine switches itself off."""
        try:
            self.process.wait(limit * self.patience)
            return True
        except subprocess.TimeoutExpired:
            return False


class FromStick(Machine):
    """One start of a laptop from a stick, by its firmware: `bios` or `uefi`. `extra` is the rest of the laptop."""

    def __init__(self, work, stick, name, firmware="bios", serial="TRAM0001", ram=2048, cpu="max", throttle="", extra=()):
        # UEFI's settings are each laptop's own; a copy, since it writes them.
        places = ["-drive", "if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd",
                  "-drive", f"if=pflash,format=raw,snapshot=on,file=/usr/share/OVMF/OVMF_VARS_4M.fd"] if firmware == "uefi" else []
        self.start(work, name, ram, [
            "-cpu", cpu, *places, "-device", "qemu-xhci",
            "-drive", f"if=none,id=system,format=raw,cache=writeback,file={stick}{throttle}",
            "-device", f"usb-storage,drive=system,serial={serial},removable=on,bootindex=1", *extra])


class Picture:
    def __init__(self, width, height, data):
        self.width, self.height, self.bytes = width, height, data
        # QEMU 7 fills each row up to four bytes.
        self.row = len(data) // height

    def rows(self, top, bottom):
        """A band of the picture, by fractions of its height."""
        at = lambda part: int(self.height * part) * self.row
        return self.bytes[at(top):at(bottom)]

    def has_field(self):
        """Whether something is asked for: the colour of a field near the right edge, in any row."""
        at = int(self.width * 0.95) * 3
        return any(self.bytes[y * self.row + at:y * self.row + at + 3] == FIELD for y in range(0, self.height, 8))

    def colours(self):
        return len({self.bytes[at:at + 3] for at in range(0, len(self.bytes), 3 * 97)})


def run(*command):
    subprocess.run(command, check=True)


def ok(text):
    print(f"ok: {text}", flush=True)


def check(holds, text):
    if not holds:
        raise SystemExit(f"FAILED: {text}")


def within(seconds, holds, text):
    """Seconds until it holds; an emulator has ten times as long."""
    began, most = time.monotonic(), seconds * (1 if os.environ.get("TRAMSO_EMULATOR") == "kvm" else 10)
    while not holds():
        check(time.monotonic() - began < most, text)
        # Looking takes from the emulator what it has.
        time.sleep(most / 100)
    return time.monotonic() - began


def unlock(machine, passphrase, is_new=True):
    """Opens a shift; one that is open asks for no new PIN."""
    within(20, lambda: machine.picture().has_field(), "no field for the passphrase")
    machine.type(passphrase + "\n")
    within(20, lambda: not machine.picture().has_field(), "the passphrase is not taken")
    if not is_new:
        time.sleep(0.5 * machine.patience)
        return
    within(30, lambda: machine.picture().has_field(), "the passphrase opens nothing")
    machine.type("1234\n")
    machine.calm()
    machine.type("1234\n")
    within(20, lambda: not machine.picture().has_field(), "the PIN is not taken")
    machine.calm()
