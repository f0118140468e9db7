"""Every screen of the program as a picture, in both languages and both palettes.

Nothing is checked: the pictures are for people to look at. A screen that cannot be reached is told.
"""

import json
import os
import shutil
import subprocess
import sys
import time

from screen import PICTURES, PROGRAM, Accessibility, Missed, Window, picture

ROOM = os.environ["ROOM"]
SEEDS = os.environ["SEEDS"]
CONFIG = os.path.join(os.environ["XDG_CONFIG_HOME"], "luoshi")
LOOKS = {"zh-light": ("Chinese", "Light"), "zh-dark": ("Chinese", "Dark"), "en-light": ("English", "Light"),
         "en-dark": ("English", "Dark")}
# What is said of a part in each language.
WORDS = {
    "Chinese": {"task": "二是 加快农业现代化", "comment": "批注内容", "project": "项目", "structure": "结构",
                "units": "录入单位名录", "settings": "项目设置", "about": "关于", "paste": "粘贴文字", "palette": "全部命令",
                "target": "实现市级及以上农业龙头企业达到100家以上", "members": "逐个列出成员.*", "elsewhere": "换个位置保存.*", "saved": "已保存.*"},
    "English": {"task": "二是 加快农业现代化", "comment": "Comment", "project": "Project", "structure": "Structure",
                "units": "Enter a directory of units", "settings": "Project settings", "about": "About",
                "paste": "Paste text", "palette": "All commands", "target": "实现市级及以上农业龙头企业达到100家以上",
                "members": "List its members.*", "elsewhere": "Save elsewhere.*", "saved": "Saved.*"},
}


def prefer(language, look, scale=100, seen=True):
    """What the person chose, as the program keeps it."""
    os.makedirs(CONFIG, exist_ok=True)
    with open(os.path.join(CONFIG, "preferences.ron"), "w", encoding="utf-8") as file:
        file.write(f"(language:{language},look:{look},text_scale:({scale}),notice_seen:{str(seen).lower()},"
                   f"window:(size:(1440,{870 if os.environ.get('SCREEN') is None else 740}),corner:Some((0,0)),"
                   "maximised:true))")


class Album:
    """A series of pictures under one name."""

    def __init__(self, window, name, words):
        self.window, self.name, self.words, self.number = window, name, words, 0

    def take(self, what, rest=0.5):
        time.sleep(rest)
        self.number += 1
        picture(f"{self.name}-{self.number:02}-{what}")

    def verb(self, verb):
        """A verb by its name in the palette: menus are longer than a small screen with large words."""
        self.window.key("ctrl+k")
        self.window.find(self.words["palette"])
        self.window.paste(verb)
        self.window.key("Return")
        time.sleep(0.2)

    def task(self, name=None):
        """The task of most pictures, or another; its row may lie far below on a small screen."""
        name = name or self.words["task"]
        self.window.key("ctrl+k")
        self.window.find(self.words["palette"])
        self.window.paste("#" + name.split()[-1])
        time.sleep(0.3)
        self.window.key("Return")
        self.window.find(name, "tree item")

    def side(self, name, role):
        """Something in the side panel, which is a drawer on a small screen."""
        if not self.window.seek(name, role):
            self.window.key("F9")
        self.window.scroll_to(name, role)

    def step(self, what, act, rest=0.5):
        """A screen: if it cannot be reached, the others still are."""
        try:
            act()
            self.take(what, rest)
        except Missed as missed:
            print(f"missed {self.name} {what}: {missed}", flush=True)


def screens(accessibility, name, language, look, scale=100):
    words = WORDS[language]
    prefer(language, look, scale, seen=False)
    folder = os.path.join(ROOM, name)
    os.mkdir(folder)
    report = os.path.join(folder, "行动方案.txt")
    shutil.copy(os.path.join(SEEDS, "action-plan.txt"), report)
    window = Window(accessibility)
    try:
        album = Album(window, name, words)
        album.step("first-start", lambda: window.find(".*", "tree item"))
        window.key("ctrl+w")
        album.step("welcome", lambda: None)
        album.step("about", lambda: album.verb(words["about"]))
        window.key("Escape")
        album.step("nothing-there", lambda: (window.click(words["project"], "button"), window.key("Escape")))
    finally:
        window.kill()
    prefer(language, look, scale)
    window = Window(accessibility, report)
    try:
        album = Album(window, name, words)
        album.number = 4
        window.find(".*", "tree item")
        album.step("text", album.task)
        album.step("side-scrolled", lambda: album.side(words["target"], "button"))
        album.step("target", lambda: window.click(words["target"], "button"))
        window.key("Escape")
        album.step("comment", lambda: (window.key("ctrl+m"), window.paste("请于月底前核实")))
        window.key("ctrl+Return")
        album.step("commented", lambda: None)
        window.key("Escape")
        album.step("several", lambda: (window.click(words["task"], "tree item"), window.key("shift+Down", "shift+Down")))
        album.step("one-again", lambda: window.click(words["task"], "tree item"))
        album.step("units-field", lambda: (window.key("ctrl+u"), window.paste("市发")))
        window.key("Escape", "Escape")
        album.step("find-in-text", lambda: (window.key("ctrl+f"), window.paste("项目")))
        window.key("Escape", "Escape")
        album.step("search", lambda: (window.key("ctrl+shift+f"), window.paste("项目")), 1)
        window.key("Escape", "Escape")
        album.step("palette", lambda: (window.key("ctrl+k"), window.type("dy")))
        window.key("Escape", "Escape")
        album.step("keys", lambda: window.key("F1"))
        window.key("Escape", "Escape")
        album.step("preferences", lambda: window.key("ctrl+comma"))
        window.key("Escape", "Escape")
        album.step("menu-project", lambda: window.click(words["project"], "button"))
        window.key("Escape")
        album.step("menu-structure", lambda: window.click(words["structure"], "button"))
        window.key("Escape")
        album.step("project-settings", lambda: album.verb(words["settings"]))
        window.key("Escape")
        album.step("directory-sheet", lambda: album.verb(words["units"]))
        window.key("Escape")
        album.step("paste-sheet", lambda: album.verb(words["paste"]))
        window.key("Escape")
        album.step("tree-menu", lambda: window.click(words["task"], "tree item", button=3))
        window.key("Escape")
        for what, key in (("table", "ctrl+2"), ("matrix", "ctrl+3"), ("units", "ctrl+4"), ("print", "ctrl+5")):
            album.step(what, lambda key=key: window.key(key), 2 if what == "print" else 1)
        window.key("ctrl+1")
        # Something goes wrong: a file that is not there.
        album.step("path-sheet", lambda: window.key("ctrl+o"), 1)
        window.type("/nowhere/report.txt")
        window.key("Return")
        album.step("notification", lambda: None, 1)
    finally:
        window.kill()


GROUPED = "一是 优化“一城三区”城市布局"


def command(person, *arguments, lines=""):
    """A subcommand of the program, run by one of two people."""
    config = os.path.join(ROOM, "people", person)
    environment = dict(os.environ, XDG_CONFIG_HOME=config, XDG_STATE_HOME=config, XDG_CACHE_HOME=config)
    told = subprocess.run([PROGRAM, *arguments], input=lines, text=True, check=True, capture_output=True,
                          env=environment)
    return told.stdout


def shared(folder, report):
    """A project in which two people set the same fields apart from one another, and one without a report."""
    there, theirs, empty = (os.path.join(folder, f"{name}.luoshi") for name in ("共用", "另一台电脑", "空项目"))
    command("first", "new", there, report)
    command("first", "units", there, "--from", os.path.join(SEEDS, "units.txt"))
    shutil.copytree(there, theirs)
    show = json.loads(command("first", "show", there, "--json"))
    nodes = [node for document in show["documents"] for node in walk(document["nodes"])]
    node = next(node["id"] for node in nodes if "城市布局" in node["title"])
    for person, place, when, leader in (("first", there, "2026年6月底前", "常务副市长"),
                                        ("second", theirs, "2026年9月底前", "分管副市长")):
        ops = [{"op": "set_deadline", "node": node, "value": when}, {"op": "set_leader", "node": node, "value": leader}]
        command(person, "apply", place, lines="".join(json.dumps(op) + "\n" for op in ops))
    shutil.copytree(os.path.join(theirs, "devices"), os.path.join(there, "devices"), dirs_exist_ok=True)
    command("first", "new", empty, report)
    show = json.loads(command("first", "show", empty, "--json"))
    remove = {"op": "remove", "node": show["documents"][0]["id"]}
    command("first", "apply", empty, lines=json.dumps(remove) + "\n")
    return there, empty


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node.get("children", []))


def rarer(accessibility, name, language, look, scale=100):
    """What takes two people, or nobody's report."""
    words = WORDS[language]
    there, empty = shared(os.path.join(ROOM, name), os.path.join(SEEDS, "action-plan.txt"))
    prefer(language, look, scale)
    window = Window(accessibility, there)
    try:
        album = Album(window, name, words)
        album.number = 50
        window.find(".*", "tree item")
        album.step("conflict", lambda: (album.task(GROUPED), album.side(".*2026年9月底前.*", None)))
        album.step("group", lambda: (album.side("相关区镇街道.*", "button"), window.click("相关区镇街道.*", "button"),
                                     window.click(words["members"], "button")))
        album.step("group-ticked", lambda: (album.side(".+", "check box"), window.click(".+", "check box")))
        album.step("completion", lambda: (window.key("Escape", "Escape", "ctrl+u"), window.paste("市")))
        window.key("ctrl+a", "BackSpace", "Escape")
        for what, key in (("directory", "ctrl+4"), ("matrix", "ctrl+3")):
            album.step(f"full-{what}", lambda key=key: window.key(key), 1)
        window.key("ctrl+1")
        album.step("round", lambda: window.key("F6"))
    finally:
        window.kill()
    window = Window(accessibility, empty)
    try:
        album = Album(window, name, words)
        album.number = 60
        album.step("empty", lambda: None, 2)
        for what, key in (("table", "ctrl+2"), ("matrix", "ctrl+3"), ("units", "ctrl+4"), ("print", "ctrl+5")):
            album.step(f"empty-{what}", lambda key=key: window.key(key), 1)
    finally:
        window.kill()


def unsaved(accessibility, name, language, look, scale=100):
    """A project whose folder was moved away while it is open."""
    words = WORDS[language]
    prefer(language, look, scale)
    folder = os.path.join(ROOM, name)
    window = Window(accessibility, os.path.join(folder, "行动方案.luoshi"))
    try:
        album = Album(window, name, words)
        album.number = 70
        window.find(".*", "tree item")
        os.rename(os.path.join(folder, "行动方案.luoshi"), os.path.join(folder, "归档.luoshi"))
        album.step("unsaved", lambda: (album.task(), window.key("ctrl+r"), window.key("ctrl+u"),
                                       window.paste("市发改委"), window.key("Return")), 1)
        window.key("Escape")
        album.step("unsaved-asks", lambda: window.key("ctrl+q"), 1)
        window.key("Escape")
        album.step("unsaved-where", lambda: window.click(words["elsewhere"], "button"), 1)
        album.step("saved-elsewhere", lambda: (window.paste(os.path.join(folder, "归档.luoshi")), window.key("Return"),
                                               window.find(words["saved"], "label")), 1)
    finally:
        window.kill()


def main():
    wanted = [word for word in sys.argv[1:] if word in LOOKS]
    scale = 200 if "large" in sys.argv else 80 if "small" in sys.argv else 100
    accessibility = Accessibility()
    for name in wanted or LOOKS:
        try:
            screens(accessibility, name, *LOOKS[name], scale)
            rarer(accessibility, name, *LOOKS[name], scale)
            unsaved(accessibility, name, *LOOKS[name], scale)
        except (Missed, OSError, subprocess.SubprocessError) as missed:
            print(f"missed the rest of {name}: {missed!r}", flush=True)
    count = len([name for name in os.listdir(PICTURES) if name.endswith(".png")])
    print(f"{count} pictures in {PICTURES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
