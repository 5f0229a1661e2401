"""The program at a console: Wine gives it one on a terminal of tmux, by which keys come. What it writes goes past Wine's console, which
draws no sequences, into a file that a terminal in memory reads (pyte)."""
import os, signal, subprocess, time

import pyte

COLUMNS, ROWS = 90, 26
# Gives the console its size, starts the program in it, and asks it to end as Ctrl-C does where a file appears: Wine 8
# makes no event of Ctrl-Break, which the program takes with the same function.
HOLDER = f"""#include <windows.h>
int wmain(int argc, wchar_t **argv) {{
  HANDLE out = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, 3, 0, OPEN_EXISTING, 0, 0);
  SMALL_RECT least = {{0, 0, 0, 0}}, whole = {{0, 0, {COLUMNS - 1}, {ROWS - 1}}};
  COORD size = {{{COLUMNS}, {ROWS}}};
  SetConsoleWindowInfo(out, TRUE, &least); SetConsoleScreenBufferSize(out, size); SetConsoleWindowInfo(out, TRUE, &whole);
  STARTUPINFOW start = {{sizeof start}};
  start.dwFlags = STARTF_USESTDHANDLES; start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE); start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION child;
  if (!CreateProcessW(0, wcsstr(GetCommandLineW(), L" -- ") + 4, 0, 0, TRUE, 0, 0, 0, &start, &child)) return 77;
  SetConsoleCtrlHandler(0, TRUE);
  DWORD status = 0;
  while (WaitForSingleObject(child.hProcess, 100) == WAIT_TIMEOUT)
    if (DeleteFileW(L"C:\\\\end-it")) GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
  GetExitCodeProcess(child.hProcess, &status);
  return status;
}}
"""
# A program that such an event ends, as it ends every program that does nothing against it: the control.
SLEEPER = "#include <windows.h>\nint main(void) { Sleep(30000); return 0; }\n"


class Console:
    def __init__(self, home, env, holder, command, goes_past=True):
        self.out, self.socket = home / "written", f"tramso-windows-{os.getpid()}"
        self.goes_past = goes_past
        self.end()
        self.out.write_bytes(b"")
        errors = "2>/dev/null" if goes_past else ""
        keep = [f"-e{key}={value}" for key, value in env.items() if key.startswith("WINE") or key == "DISPLAY"]
        line = f"wine '{holder}' -- {command} >'{self.out}' {errors}; echo ended $?; exec sleep 3600"
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        subprocess.run(["tmux", "-L", self.socket, "-f", "/dev/null", "new-session", "-d", *size, *keep, line], check=True)

    def tmux(self, *args):
        return subprocess.run(["tmux", "-L", self.socket, *args], capture_output=True).stdout.decode()

    def shown(self):
        """What is on the screen; of Wine's own console, the lines before it too."""
        if not self.goes_past:
            return self.tmux("capture-pane", "-p", "-S", "-200")
        drawn = pyte.Screen(COLUMNS, ROWS)
        pyte.ByteStream(drawn).feed(self.out.read_bytes())
        return "\n".join(drawn.display)

    def see(self, *wanted, patience=60):
        """Waits until one of these is on the screen; returns which."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            shown = self.shown()
            for text in wanted:
                if text in shown:
                    return text
            time.sleep(0.1)
        raise AssertionError(f"never saw {wanted}:\n{self.shown()}\n{self.tmux('capture-pane', '-p')}")

    def ended(self, patience=30):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            for line in self.tmux("capture-pane", "-p").splitlines():
                if "ended " in line:
                    return int(line.split("ended ")[1])
            time.sleep(0.1)
        raise AssertionError(f"it goes on:\n{self.shown()}\n{self.tmux('capture-pane', '-p')}")

    def press(self, *keys):
        """Keys by their names; what begins with = is typed as hands type it, not as a scanner."""
        for key in keys:
            if key.startswith("="):
                for sign in key[1:]:
                    self.tmux("send-keys", "-l", "--", sign)
                    time.sleep(0.07)
            else:
                self.tmux("send-keys", key)
        return self

    def end(self):
        self.tmux("kill-server")
        time.sleep(0.5)


def open_shift(console):
    console.see("Câu mật khẩu của Cô Mai")
    console.press("Enter")
    if console.see("Đặt mã PIN", "Bài học") == "Đặt mã PIN":
        console.press("=1234", "Enter").see("Nhập lại mã PIN")
        console.press("=1234", "Enter").see("Bấm Enter")


def register(console):
    """A resident, from the welcome to the list of lessons; names by our own way of typing Vietnamese."""
    console.press("Enter").see("Mời ông/bà chọn")
    console.press("1").see("Tôi đồng ý")
    time.sleep(1)
    console.press("1").see("▶ Số định danh")
    console.press("=031083000719", "Enter").see("▶ Nhập lại số")
    console.press("=031083000719", "Enter").see("Mã PIN của ca này")
    console.press("=1234", "Enter").see("▶ Họ và tên")
    console.press("=Traanf Thij Chaamj").see("Trần Thị Chậm")
    console.press("Enter").see("▶ Ngày sinh")
    console.press("=0509", "Enter").see("▶ Thôn, tổ dân phố")
    console.press("1").see("▶ Số điện thoại")
    console.press("Enter").see("One Touch")
    console.press("1").see("Bước 5 / 8")
    console.press("1").see("Bước 6 / 8")
    console.press("Enter").see("Bước 7 / 8")
    console.press("1").see("Bước 8 / 8")
    console.press("Enter").see("để học bài 1.1")


def kill(name):
    """Ends the program as a power cut does."""
    found = subprocess.run(["pgrep", "-f", f"^{name}"], capture_output=True).stdout.split()
    assert len(found) == 1, found
    os.kill(int(found[0]), signal.SIGKILL)


def try_all(home, env, program, drive_c, done, compiled):
    holder = home / "holder.exe"
    compiled(HOLDER, holder, "-municode")
    compiled(SLEEPER, home / "sleeper.exe")
    display = subprocess.Popen(["Xvfb", f":{os.getpid()}", "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    env = env | {"DISPLAY": f":{os.getpid()}"}
    # The windows' own process was started without a display.
    subprocess.run(["wineserver", "-k"], env=env)
    time.sleep(1)
    try:
        newcomer(home, env, holder, drive_c, done, program)
        visit(home, env, holder, drive_c, done, program)
        breaks(home, env, holder, drive_c, done, program)
    finally:
        subprocess.run(["tmux", "-L", f"tramso-windows-{os.getpid()}", "kill-server"], capture_output=True)
        display.kill()


def newcomer(home, env, holder, drive_c, done, program):
    """A station is made by three answers and its passphrase, typed with a keyboard that has Vietnamese letters: they come whole, and stay."""
    folder = drive_c / "trạm mới"
    # It asks on the console alone, which shows the letters.
    console = Console(home, env, holder, f"'{program}' init --ask --dir 'C:\\trạm mới'", goes_past=False)
    console.see("Tên người hỗ trợ")
    for answer in ("=Cô Nguyễn Thị Ánh", "=không nơi nào", "=tan ky", "=thôn Quý Cao", "=1"):
        console.press(answer, "Enter")
        time.sleep(0.7)
    console.see("CÂU MẬT KHẨU CỦA TRẠM")
    lines = console.shown().split("CÂU MẬT KHẨU CỦA TRẠM")[1].split("\n")
    passphrase = next(line.strip() for line in lines if "-" in line and line.isascii())
    assert not folder.exists(), "made before the passphrase is on paper"
    console.press("Enter").see("Mời nhìn vào giấy")
    time.sleep(0.7)
    console.press("=" + passphrase, "Enter")
    # Now it is made; deriving its key takes seconds of a slow processor.
    assert console.ended(120) == 0
    console.end()
    station = (folder / "station.json").read_text()
    names = next((folder / "keys").rglob("names.json")).read_text()
    assert "thôn Quý Cao" in station and "Cô Nguyễn Thị Ánh" in names, (station, names)
    done("a station made by three answers")


def visit(home, env, holder, drive_c, done, program):
    short = home / "tramso.exe"
    short.symlink_to(program)
    # Its own path has blanks, by which it could not be found among the processes.
    command = f"'{short}' demo --dir 'C:\\thử một buổi'"
    console = Console(home, env, holder, command)
    open_shift(console)
    register(console)
    console.press("Enter").see("Trang 1 / 6")
    for page in (2, 3, 4):
        time.sleep(1.5)  # the same key at once would be one that is held down
        console.press("Right").see(f"Trang {page} / 6")
    console.press("F5").see("TS-D85")
    time.sleep(1.5)
    console.press("Enter")
    time.sleep(0.5)
    assert "TS-D85" not in console.shown(), console.shown()
    console.press("C-c", "C-z", "M-Enter")
    (drive_c / "end-it").touch()
    time.sleep(1)
    console.press("Right").see("Trang 5 / 6")
    assert not (drive_c / "end-it").exists()
    done("a visit: registered, four pages read; Ctrl-C, its event and Alt-Enter end nothing; F5 without a voice is TS-D85")
    time.sleep(0.5)
    kill(str(short).replace("/", "."))
    console.ended()
    console = Console(home, env, holder, command)
    open_shift(console)
    console.see("Trần Thị Chậm")
    console.press("Enter").see("Trang 5 / 6")
    done("killed: the passphrase is asked for, and the same page comes back")
    hand_in(console, drive_c.parent / "dosdevices/e:", done)
    subprocess.run(["wine", "wineboot", "--end-session"], env=env, timeout=60)
    assert console.ended() == 0
    assert console.out.read_bytes().endswith("C:\\thử một buổi.\n".encode()) or b"\x1b[?1049l" in console.out.read_bytes()
    console.end()
    done("logging off ends it well, and the terminal is given back")


def hand_in(console, letter, done):
    """Results go to the drive with a plug; control: without it none of the other letters is taken for one."""
    console.press("F10").see("Mã PIN của ca này")
    console.press("=1234", "Enter").see("Về bàn người hỗ trợ")
    console.press("8").see("Bàn của người hỗ trợ")
    console.press("N").see("Nộp ra USB")
    place = os.readlink(letter)
    letter.unlink()
    console.press("1").see("TS-K01")
    time.sleep(1.5)
    letter.symlink_to(place)
    console.press("Enter")
    if console.see("Nộp ra USB", "Bàn của người hỗ trợ") == "Bàn của người hỗ trợ":
        console.press("N").see("Nộp ra USB")
    console.press("1").see("đọc lại đúng")
    assert "E:\\tramso-nop" in console.shown(), console.shown()
    done("handed in at the desk to the drive that is removable, and to no other")


def breaks(home, env, holder, drive_c, done, program):
    """Control: what does nothing against the event is ended by it."""
    console = Console(home, env, holder, f"'{home}/sleeper.exe'")
    time.sleep(2)
    (drive_c / "end-it").touch()
    console.ended(10)  # it would go on for thirty seconds
    console.end()
    done("control: the event ends a program that does nothing against it")
