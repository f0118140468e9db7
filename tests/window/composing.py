"""Chinese written with a real input method: fcitx5 with its pinyin, through the X input method protocol."""

import os
import shutil
import subprocess
import time

from screen import FOCUSED, Missed, Window, picture, wait_for

PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
Layout=
[Groups/0/Items/1]
Name=pinyin
Layout=
[GroupOrder]
0=Default
"""
TASK = "二是 加快农业现代化"


def ready():
    """The input method, started; None where it is not installed."""
    if not (shutil.which("fcitx5") and shutil.which("fcitx5-remote")):
        return None
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "fcitx5")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "profile"), "w", encoding="utf-8") as file:
        file.write(PROFILE)
    # Letters in the field itself, which is the harder case: in a window of its own they do no harm.
    os.makedirs(os.path.join(folder, "conf"), exist_ok=True)
    with open(os.path.join(folder, "conf", "xim.conf"), "w", encoding="utf-8") as file:
        file.write("UseOnTheSpot=True\n")
    # Suggestions from the network and statistics of use have no place in a test.
    started = subprocess.Popen(["fcitx5", "--disable=cloudpinyin,kimpanel,notifications"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for("fcitx5", lambda: remote() in ("0", "1", "2"), 15)
    except Missed:
        started.kill()
        raise
    return started


def remote(*arguments):
    told = subprocess.run(["fcitx5-remote", *arguments], capture_output=True, text=True, timeout=10)
    return told.stdout.strip()


def check_composing(accessibility, check, copy, records, node):
    """A title written in pinyin: nothing is recorded while letters are composed, Enter and shortcuts
    belong to the input method, and the words arrive once."""
    method = ready()
    if method is None:
        print("skipped the input method: fcitx5 is not installed", flush=True)
        return
    report, project = copy("composing")
    os.environ["XMODIFIERS"] = "@im=fcitx"
    window = None
    try:
        window = Window(accessibility, report)
        window.click(TASK, "tree item")
        window.find("标题", "entry")
        window.wait_saved()
        window.key("F2")
        window.key("ctrl+a")
        wait_for("pinyin", lambda: (remote("-s", "pinyin"), remote("-o"), remote() == "2")[2], 5)
        before = records(project)
        window.type("fazhan")
        time.sleep(0.5)
        picture("14-composing")
        shown = window.find("标题", "entry").text()
        check("letters being composed are shown in the field", "fa" in shown, shown)
        check("letters being composed are not recorded", records(project) == before)
        check("the field keeps the keyboard", window.find("标题", "entry").has(FOCUSED))
        window.key("space")
        wait_for("the words", lambda: window.find("标题", "entry").text().endswith("发展"), 5)
        shown = window.find("标题", "entry").text()
        check("the words arrive once", shown == "发展", shown)
        check("the field still has the keyboard", window.find("标题", "entry").has(FOCUSED))
        # Enter while composing hands the letters over as they are; it is not the Enter that ends the field.
        window.type("gdp")
        time.sleep(0.3)
        window.key("Return")
        wait_for("the letters", lambda: window.find("标题", "entry").text() == "发展gdp", 5)
        check("Enter while composing does not leave the field", window.find("标题", "entry").has(FOCUSED))
        remote("-c")
        window.key("Return")
        wait_for("the title", lambda: window.seek("二是 发展gdp", "tree item"), 5)
        window.wait_saved()
        time.sleep(0.3)
        made = len(records(project) - before)
        check("the title is one record", made == 1, made)
        told = node(project, "加快农业现代化")["title"]
        check("the project has the title", told == "发展gdp", told)
        window.close()
    except Missed:
        picture("failed-composing")
        raise
    finally:
        del os.environ["XMODIFIERS"]
        if window:
            window.kill()
        method.kill()
        method.wait()
