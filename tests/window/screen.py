"""The program's window as a person with mouse and keyboard meets it.

Widgets are found by the names that the program gives to assistive technology (AT-SPI over D-Bus),
so that a test says 存为 PDF and not a pair of coordinates; events are sent by xdotool.
"""

import os
import re
import signal
import subprocess
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PROGRAM = os.environ["LUOSHI"]
PICTURES = os.environ["PICTURES"]
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
# The roles of AT-SPI that the tests ask for.
ROLES = {
    7: "check box", 11: "combo box", 23: "frame", 29: "label", 37: "page tab", 43: "button", 44: "radio button",
    61: "text", 62: "toggle button", 65: "tree", 73: "paragraph", 75: "application", 79: "entry", 91: "tree item",
}
# Bits of AT-SPI's set of states.
FOCUSED, SELECTED, SENSITIVE = 12, 23, 24


class Missed(Exception):
    """Something that should have come did not."""


def wait_for(what, ask, seconds=10.0, pause=0.04):
    """Asks until the answer is true, and gives it back."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Missed(f"{what}: not within {seconds:g} s")
        time.sleep(pause)


class Accessibility:
    """The bus that windows describe themselves on."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        enable = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
        session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", enable,
                          None, Gio.DBusCallFlags.NONE, 10_000, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                    Gio.DBusCallFlags.NONE, 10_000, None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, place, interface, method, arguments=None):
        return self.bus.call_sync(*place, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 3000,
                                  None).unpack()

    def process(self, name):
        asked = GLib.Variant("(s)", (name,))
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        return self.call(bus, "org.freedesktop.DBus", "GetConnectionUnixProcessID", asked)[0]

    def application(self, process):
        """The root of a process's widgets, or None."""
        try:
            for place in self.call(ROOT, ACCESSIBLE, "GetChildren")[0]:
                if self.process(place[0]) == process:
                    return Widget(self, place)
        except GLib.Error:
            pass
        return None


class Widget:
    """One widget. Everything is asked anew: widgets come and go with every frame."""

    def __init__(self, accessibility, place):
        self.accessibility, self.place = accessibility, place

    def _call(self, interface, method, arguments=None):
        return self.accessibility.call(self.place, interface, method, arguments)

    def name(self):
        asked = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
        return self._call("org.freedesktop.DBus.Properties", "Get", asked)[0]

    def role(self):
        number = self._call(ACCESSIBLE, "GetRole")[0]
        return ROLES.get(number, str(number))

    def children(self):
        return [Widget(self.accessibility, place) for place in self._call(ACCESSIBLE, "GetChildren")[0]]

    def has(self, state):
        return bool(self._call(ACCESSIBLE, "GetState")[0][0] >> state & 1)

    def text(self):
        return self._call("org.a11y.atspi.Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    def box(self):
        """Left, top, width and height on the screen."""
        return self._call("org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (0,)))[0]

    def letters(self, start, end):
        """The box around characters of the text."""
        asked = GLib.Variant("(iiu)", (start, end, 0))
        return self._call("org.a11y.atspi.Text", "GetRangeExtents", asked)

    def all(self):
        yield self
        for child in self.children():
            yield from child.all()


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def picture(name):
    """Keeps the screen as a picture for people to look at, and gives its path back."""
    path = os.path.join(PICTURES, f"{name}.png")
    subprocess.run(["import", "-window", "root", path], check=True)
    return path


def colours(path, box):
    """How many colours a part of a picture has: an empty part has one or two."""
    left, top, width, height = box
    crop = f"{width}x{height}+{left}+{top}"
    told = subprocess.run(["convert", path, "-crop", crop, "+repage", "-format", "%k", "info:"], check=True,
                          capture_output=True, text=True)
    return int(told.stdout)


class Window:
    """A running program and its window."""

    def __init__(self, accessibility, *arguments):
        self.accessibility = accessibility
        self.errors = open(os.path.join(PICTURES, "stderr.txt"), "ab")
        self.program = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stderr=self.errors)
        try:
            self.root = wait_for("the window", self._shown, 20)
            self.id = wait_for("the window's frame", self._frame)
        except Missed:
            self.kill()
            raise

    def _shown(self):
        if self.program.poll() is not None:
            raise Missed(f"the program ended with {self.program.returncode}")
        root = self.accessibility.application(self.program.pid)
        try:
            # The frame and its panes: an empty one is there before the first picture is.
            return root if root and len(list(root.all())) > 5 else None
        except GLib.Error:
            return None

    def _frame(self):
        told = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)],
                              capture_output=True, text=True)
        return told.stdout.split()[-1] if told.stdout.split() else None

    def widgets(self):
        """Every widget with its role and name. Some may go while they are asked: then all again."""
        for _ in range(20):
            try:
                return [(widget.role(), widget.name(), widget) for widget in self.root.all()]
            except GLib.Error:
                if self.program.poll() is not None:
                    raise Missed(f"the program ended with {self.program.returncode}")
        raise Missed("the window does not hold still")

    def seek(self, name, role=None, at=0):
        """The widget of that name (a pattern), or None."""
        found = [widget for kind, words, widget in self.widgets()
                 if re.fullmatch(name, words or "", re.DOTALL) and role in (None, kind)]
        return found[at] if len(found) > at or (at < 0 and found) else None

    def find(self, name, role=None, at=0, seconds=10):
        return wait_for(f"{role or 'widget'} {name!r}", lambda: self.seek(name, role, at), seconds)

    def steady(self, name, role=None, at=0):
        """A widget's box, once it stays where it is."""
        def same():
            one = self.find(name, role, at).box()
            time.sleep(0.05)
            other = self.find(name, role, at).box()
            return other if one == other else None
        return wait_for(f"{name!r} at rest", same)

    def click(self, name, role=None, at=0, button=1):
        left, top, width, height = self.steady(name, role, at)
        self.press(left + width // 2, top + height // 2, button)

    def press(self, x, y, button=1):
        xdotool("mousemove", x, y)
        time.sleep(0.06)
        xdotool("mousedown", button)
        time.sleep(0.04)
        xdotool("mouseup", button)
        time.sleep(0.08)

    def drag(self, start, end):
        xdotool("mousemove", *start)
        time.sleep(0.06)
        xdotool("mousedown", 1)
        for step in range(1, 6):
            xdotool("mousemove", *(a + (b - a) * step // 5 for a, b in zip(start, end)))
            time.sleep(0.03)
        xdotool("mouseup", 1)
        time.sleep(0.1)

    def scroll_to(self, name, role=None, at=0):
        """Turns the wheel over the widget's pane until the widget stands inside the window."""
        frame = self.frame_box()
        for _ in range(40):
            left, top, width, height = self.steady(name, role, at)
            if frame[1] + 140 < top and top + height < frame[1] + frame[3] - 50:
                return
            xdotool("mousemove", left + width // 2, frame[1] + frame[3] // 2)
            xdotool("click", 5 if top > frame[1] + frame[3] // 2 else 4)
            time.sleep(0.15)
        raise Missed(f"{name!r} does not come into view")

    def frame_box(self):
        return wait_for("the frame", lambda: self.seek(".*", "frame")).box()

    def key(self, *keys):
        for key in keys:
            xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, words):
        xdotool("type", "--delay", 15, words)
        time.sleep(0.05)

    def paste(self, words):
        """Han characters are not on the keyboard: they come by the clipboard, as from another program."""
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=words, text=True, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.key("ctrl+v")
        time.sleep(0.1)

    def fill(self, label, words, role=None, at=0):
        """Clicks into a field, and puts words in place of what it holds."""
        self.scroll_to(label, role, at)
        self.click(label, role, at)
        self.key("ctrl+a")
        if words.isascii():
            self.type(words)
        else:
            self.paste(words)

    def wait_saved(self):
        """Waits until the status says that all is saved, with its time of day."""
        time.sleep(0.1)
        wait_for("已保存", lambda: self.seek("已保存.*", "label"))

    def close(self):
        """As the cross of the title bar does: by the window manager. Gives the exit code."""
        subprocess.run(["wmctrl", "-i", "-c", hex(int(self.id))], check=True)
        try:
            return self.program.wait(10)
        except subprocess.TimeoutExpired:
            raise Missed("the window does not close")

    def kill(self):
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
            self.program.wait()
        self.errors.close()
