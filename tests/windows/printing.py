"""Printing under Wine: its spooler hands documents to CUPS, its driver of PostScript printers draws what GDI draws. CUPS is the test's own,
as it is installed, on a socket in a folder; what arrives is kept, drawn by Ghostscript and read by zbar."""
import json, os, pathlib, subprocess, time

BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct tram "test" "test"'; exit 0; }
there=${DEVICE_URI#tram:}
if [ -n "$6" ]; then cat "$6"; else cat; fi >"$there/$1.part"
printf '%s\\n' "$@" >"$there/$1.args"
mv "$there/$1.part" "$there/$1.ps"
"""
# What a driver has to know of a printer: A4, both sides, PostScript.
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TRAM.PPD"
*Manufacturer: "Tram"
*Product: "(Tram)"
*ModelName: "Tram"
*ShortNickName: "Tram"
*NickName: "Tram"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter: "application/vnd.cups-postscript 0 -"
*cupsCommands: ""
*DefaultResolution: 600dpi
*OpenUI *PageSize/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Region: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Duplex: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long Edge: "<</Duplex true/Tumble false>>setpagedevice"
*Duplex DuplexTumble/Short Edge: "<</Duplex true/Tumble true>>setpagedevice"
*CloseUI: *Duplex
*DefaultFont: Courier
*Font Courier: Standard "(002.004S)" Standard ROM
"""


class Cups:
    def __init__(self, root, printers):
        self.root = root = pathlib.Path(root)
        for name in ("etc/ppd", "spool", "cache", "run", "bin/backend", "bin/daemon", "bin/filter", "data/mime", "log", "arrived"):
            (root / name).mkdir(parents=True)
        root.chmod(0o755)
        (root / "bin/daemon/cups-exec").symlink_to("/usr/lib/cups/daemon/cups-exec")
        (root / "data/mime/mime.types").write_text("application/postscript ps string(0,%!)\napplication/vnd.cups-postscript\n")
        (root / "data/mime/mime.convs").write_text("application/postscript application/vnd.cups-postscript 0 -\n")
        backend = root / "bin/backend/tram"
        backend.write_text(BACKEND)
        backend.chmod(0o755)
        (root / "etc/cupsd.conf").write_text(
            f"LogLevel debug\nListen {root}/run/cups.sock\nBrowsing No\nDefaultAuthType None\nWebInterface No\n"
            "<Location />\nAllow all\n</Location>\n<Policy default>\n<Limit All>\n</Limit>\n</Policy>\n")
        places = {"ServerRoot": "etc", "RequestRoot": "spool", "TempDir": "spool", "CacheDir": "cache", "StateDir": "run", "ServerBin": "bin",
                  "DataDir": "data", "ErrorLog": "log/error", "AccessLog": "log/access", "PageLog": "log/page"}
        (root / "etc/cups-files.conf").write_text("".join(f"{key} {root}/{value}\n" for key, value in places.items()))
        queues = ""
        for at, name in enumerate(printers):
            there = root / "arrived" / name
            there.mkdir()
            there.chmod(0o777)
            (root / f"etc/ppd/{name}.ppd").write_text(PPD)
            queues += (f"<{'Printer' if at else 'DefaultPrinter'} {name}>\nInfo {name}\nDeviceURI tram:{there}\nState Idle\nAccepting Yes\n"
                       f"Shared No\nOpPolicy default\nErrorPolicy stop-printer\n</{'Printer' if at else 'DefaultPrinter'}>\n")
        (root / "etc/printers.conf").write_text(queues)
        self.socket = str(root / "run/cups.sock")
        self.process = subprocess.Popen(["/usr/sbin/cupsd", "-f", "-c", root / "etc/cupsd.conf", "-s", root / "etc/cups-files.conf"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if os.path.exists(self.socket):
                break
            time.sleep(0.05)

    def arrived(self, printer, ending, patience=20):
        until = time.monotonic() + patience
        while True:
            found = sorted((self.root / "arrived" / printer).glob(f"*.{ending}"))
            if found or time.monotonic() > until:
                return found
            time.sleep(0.1)

    def end(self):
        self.process.terminate()
        self.process.wait()


def drawn(document, into, device="png16m", per_inch=150):
    """Pages as pictures, as Ghostscript draws PostScript and PDF."""
    into.mkdir(exist_ok=True)
    for old in into.iterdir():
        old.unlink()
    subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", f"-r{per_inch}", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
                    f"-sOutputFile={into}/%d", str(document)], check=True, stdout=subprocess.DEVNULL)
    return sorted(into.iterdir(), key=lambda page: int(page.name))


def code(picture):
    return subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True).stdout.decode().strip()


def greys(document, into, per=12):
    """Its pages at 12 points an inch, as rows of grey; each point is the mean of twelve by twelve. A printer's page may be half a millimetre off."""
    pages = []
    for page in drawn(document, into, "pgmraw", 12 * per):
        raw = page.read_bytes()
        head, *_, size, _, points = raw.split(b"\n", 4 if b"\n#" in raw[:40] else 3)
        assert head == b"P5", head
        wide, high = map(int, size.split())
        width, height = wide // per, high // per
        means = bytearray()
        for y in range(height):
            rows = [points[(y * per + at) * wide :][: width * per] for at in range(per)]
            means += bytes(sum(sum(row[x * per : x * per + per]) for row in rows) // (per * per) for x in range(width))
        pages.append((width, height, bytes(means)))
    return pages


def difference(one, other):
    """Mean difference of two pages of greys, of 255."""
    width, height = min(one[0], other[0]), min(one[1], other[1])
    rows = ((one[2][y * one[0] : y * one[0] + width], other[2][y * other[0] : y * other[0] + width]) for y in range(height))
    return sum(abs(a - b) for left, right in rows for a, b in zip(left, right)) / (width * height)


def turned(page):
    """A page in landscape, turned as it is printed."""
    width, height, points = page
    return height, width, bytes(points[(height - 1 - x) * width + y] for y in range(width) for x in range(height))


def try_all(home, env, command, args, done):
    """A slip is printed as its file is, with its code and nobody's name at the spooler."""
    home.chmod(0o711)  # what CUPS starts is another user's
    cups = Cups(home / "cups", ["mot", "hai"])
    # Wine asks for its printers when it starts.
    subprocess.run(["wineserver", "-k"], env=env)
    there = env | {"CUPS_SERVER": cups.socket}
    def asked(*words, status=0):
        out = subprocess.run([*command, *words, *args], env=there, capture_output=True, timeout=180)
        assert out.returncode == status, (words, out)
        return out.stdout.decode(), out.stderr.decode()
    try:
        found = next(n for n in range(1, 40) if "TS-K18" not in subprocess.run(
            [*command, "certificate", f"SIM-{n}", "--print", "ba", *args], env=there, capture_output=True).stderr.decode())
        slip = ["certificate", f"SIM-{found}"]
        assert asked(*slip, "--print", "ba", status=1)[1].startswith("TS-K30"), "a printer that is none"
        began = time.monotonic()
        asked(*slip, "--print", "hai")
        took = time.monotonic() - began
        printed = cups.arrived("hai", "ps")
        assert len(printed) == 1 and not cups.arrived("mot", "ps", 0), "one document, at the printer that was named"
        given = cups.arrived("hai", "args")[0].read_text()
        assert "tramso: phieu" in given and "SIM-" not in given, given
        asked(*slip, "--out", "C:\\phieu.pdf")
        pdf = pathlib.Path(env["WINEPREFIX"]) / "drive_c/phieu.pdf"
        [paper], [file] = greys(printed[0], home / "paper"), greys(pdf, home / "file")
        upright = turned(file) if file[0] > file[1] else file
        away = difference(paper, upright)
        blank = (paper[0], paper[1], bytes([255]) * (paper[0] * paper[1]))
        assert away < 4 and difference(paper, blank) > 3 * away, f"another page: {away:.1f}, and {difference(paper, blank):.1f} from a blank one"
        codes = [code(drawn(which, home / "code")[0]) for which in (printed[0], pdf)]
        assert codes[0].startswith("https://") and codes[0] == codes[1], codes
        check = asked("--json", "station", "check")[0]
        assert any(part["part"] == "printer" and "2" in part["value"] for part in json.loads(check)["parts"]), check
        done(f"a slip printed in {took:.1f} s: {away:.1f} of 255 from its file ({difference(paper, blank):.1f} from a blank page), its code is read, no name at the spooler")
    finally:
        cups.end()
        subprocess.run(["wineserver", "-k"], env=env)
