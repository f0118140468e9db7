"""What a person does with the program, from the first click to the printed table and back.

Each check tells what it found; the last line counts them.
"""

import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

from composing import check_composing
from screen import PICTURES, PROGRAM, SELECTED, Accessibility, Missed, Window, colours, picture, wait_for, xdotool

ROOM = os.environ["ROOM"]
REPORT = os.path.join(os.environ["SEEDS"], "action-plan.txt")
KILLS = int(os.environ.get("LUOSHI_KILLS", "20"))
SEED = int(os.environ.get("LUOSHI_SEED", "20260101"))

outcomes = []


def check(name, found, told=""):
    """Notes how a check came out; what follows goes on either way."""
    outcomes.append(bool(found))
    print(f"{'ok    ' if found else 'FAILED'} {name}" + (f": {told}" if told and not found else ""), flush=True)
    return found


def luoshi(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)


def nodes(project):
    told = luoshi("show", project, "--json")
    if told.returncode != 0:
        raise Missed(f"luoshi show: {told.stderr.strip()}")
    return [node for document in json.loads(told.stdout)["documents"] for node in document["nodes"]]


def node(project, title):
    return next(node for node in nodes(project) if title in node["title"] or title in node["text"])


def copy(name):
    """A copy of the report in a folder of its own; gives it, and where its project goes."""
    folder = os.path.join(ROOM, name)
    os.mkdir(folder)
    report = os.path.join(folder, "行动方案.txt")
    shutil.copy(REPORT, report)
    return report, os.path.join(folder, "行动方案.luoshi")


def records(project):
    """The complete lines of every record file: what the program has answered for."""
    lines = set()
    for path in glob.glob(os.path.join(project, "devices", "*", "*.ron")):
        with open(path, "rb") as file:
            lines |= {line for line in file.read().splitlines(keepends=True) if line.endswith(b"\n")}
    return lines


def no_window():
    """Where there can be no window, one clear sentence and exit code 1."""
    def told(name, changed, removed=()):
        environment = {key: value for key, value in os.environ.items() if key not in removed} | changed
        try:
            ended = subprocess.run([PROGRAM, REPORT], env=environment, capture_output=True, text=True, timeout=20)
        except subprocess.TimeoutExpired:
            return check(name, False, "a window stays open")
        lines = [line for line in (ended.stdout + ended.stderr).splitlines() if line.strip()]
        panicked = re.search("panic|RUST_BACKTRACE|unwrap", ended.stderr)
        check(name, ended.returncode == 1 and len(lines) == 1 and not panicked,
              f"exit {ended.returncode}, {ended.stderr.strip()!r}")
        if lines:
            print(f"         {lines[0]}")

    told("no display: one message, exit 1", {}, ("DISPLAY",))
    told("a display that is not there: one message, exit 1", {"DISPLAY": ":4711"})
    # A library that cannot be read hides the system's, without a change to the system.
    hidden = os.path.join(ROOM, "hidden")
    os.mkdir(hidden)
    for name in ("libxkbcommon-x11.so.0", "libxkbcommon-x11.so"):
        open(os.path.join(hidden, name), "w").close()
    told("without libxkbcommon-x11: one message, exit 1", {"LD_LIBRARY_PATH": hidden})


def edits(accessibility):
    """The main path, with everything there after the window was opened again."""
    report, project = copy("edits")
    began = time.monotonic()
    window = Window(accessibility, report)
    try:
        window.find("二是 加快农业现代化", "tree item")
        window.click("已知悉", "button")
        print(f"         shown after {time.monotonic() - began:.1f} s")
        check("a report opened by its path is shown", "行动方案" in title_of(window), title_of(window))
        time.sleep(0.3)
        picture("1-opened")

        window.click("二是 加快农业现代化", "tree item")
        window.find("标题", "entry")
        chosen = window.find("二是 加快农业现代化", "tree item").has(SELECTED)
        shown = picture("2-selected")
        text = window.find("原文", "82").box()
        check("a task selected by mouse is marked in the tree", chosen)
        check("its passage is shown", window.seek("（三）全面推进乡村振兴.*", "paragraph") is not None
              and colours(shown, text) > 20)

        window.scroll_to("实现市级及以上农业龙头企业达到100家以上", "button")
        window.click("实现市级及以上农业龙头企业达到100家以上", "button")
        window.fill("目标值", "120", "entry")
        picture("3-target")
        window.key("Return")
        window.wait_saved()
        check("the target shows its new value", window.seek(".*120家.*", "label") is not None)

        far_task(window)
        window.fill("添加单位", "市发", "entry")
        window.find("市发改委", seconds=3)
        picture("4-completion")
        window.key("Down", "Return")
        window.find("市发改委（.*）", "button")
        window.paste("市审计局")
        window.key("Return")
        window.find("市审计局（.*）", "button")
        window.fill("完成时限", "2025年底前", "entry")
        window.fill("备注", "每季度通报一次", "entry")
        far_task(window)
        window.wait_saved()
        picture("5-assigned")
        check("the deadline's day is told", window.seek(".*2025年12月31日.*", "label") is not None)

        window.key("ctrl+z")
        check("Ctrl+Z takes the note back", gone(window, "每季度通报一次"))
        picture("6-undone")
        window.key("ctrl+y")
        check("Ctrl+Y brings it again", not gone(window, "每季度通报一次", 1))

        comment(window)
        pdf(window)
        check("the window manager's cross closes the window, exit 0", window.close() == 0)
    except Missed:
        picture("failed-edits")
        raise
    finally:
        window.kill()

    there(project)
    window = Window(accessibility, project)
    try:
        # It opens where it was left: at the printed table, without the side panel.
        window.find("坚持项目集中签约开工.*", "tree item")
        window.key("ctrl+1")
        far_task(window)
        window.find("市审计局（.*）", "button")
        time.sleep(0.2)
        picture("9-reopened")
        check("the reopened window shows the units", window.seek("市发改委（.*）", "button") is not None)
        window.close()
    except Missed:
        picture("failed-reopened")
        raise
    finally:
        window.kill()


def far_task(window):
    """Selects the task at the end of the outline; rows out of sight have no name yet."""
    task = "实行党政“一把手”负总责.*"
    if window.seek(task, "tree item") is None:
        window.click(".*强化推进机制.*", "tree item")
        window.key("Down")
    window.click(task, "tree item")


def title_of(window):
    told = subprocess.run(["xdotool", "getwindowname", window.id], capture_output=True, text=True)
    return told.stdout.strip()


def gone(window, words, seconds=3):
    """True once the note no longer says these words."""
    try:
        return wait_for("an empty note", lambda: words not in window.find("备注", "entry").text(), seconds)
    except Missed:
        return False


def comment(window):
    """Words selected with the mouse in the report, and a comment on them."""
    window.click("坚持项目集中签约开工.*", "tree item")
    paragraph = "（四）加强重大项目建设。坚持项目集中签约.*"
    left, top, _, _ = window.steady(paragraph, "paragraph")
    # The first row is of full-width characters of 16 points; 集中签约 are the 17th to 20th.
    window.drag((left + 16 * 16 + 2, top + 14), (left + 16 * 20 - 2, top + 14))
    time.sleep(0.3)
    picture("7-words")
    # The bar beside the words.
    window.click("批注所选文字", "button")
    window.find("批注内容", "entry")
    window.fill("批注内容", "请补充项目清单", "entry")
    window.fill("批注单位", "市发改委", "entry")
    window.scroll_to("保存", "button")
    window.click("保存", "button")
    window.wait_saved()
    picture("7-commented")
    check("the comment stands beside its words", window.seek(".*集中签约.*", "label", at=-1) is not None)


def pdf(window):
    """The table as PDF, under a typed path: there is no portal here, thus no dialog of the system."""
    path = os.path.join(ROOM, "督办清单.pdf")
    window.click("打印", "page tab")
    window.find(".*项任务.*|.*14.*", "label")
    window.click(".*PDF.*", "button")
    window.find("存到", "entry")
    picture("8-path")
    window.fill("存到", path, "entry")
    window.key("Return")
    wait_for("the PDF", lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
    time.sleep(1)
    shown = picture("8-printed")
    left, top, width, height = window.frame_box()
    check("the preview shows a page", colours(shown, (left + width // 2, top + 150, width // 3, height // 2)) > 20)
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    words = re.sub(r"\s", "", told)
    missing = [word for word in ("督办", "建设美丽乡村", "市审计局", "2025年底前") if word not in words]
    check("the PDF holds the tasks, units and deadlines", not missing, f"without {missing}")
    shutil.copy(path, os.path.join(PICTURES, "checklist.pdf"))


def there(project):
    """Every edit, as the program tells it from the files."""
    target = [target["value"] for target in node(project, "加快农业现代化。")["targets"]]
    check("saved: the target", 120 in target or [120] in target or "120" in map(str, target), target)
    task = node(project, "实行党政")
    check("saved: the units in order", [unit["name"] for unit in task["units"]] == ["市发改委", "市审计局"],
          task["units"])
    check("saved: deadline and note", (task["deadline"], task["due"], task["note"])
          == ("2025年底前", "2025-12-31", "每季度通报一次"), (task["deadline"], task["due"], task["note"]))
    notes = node(project, "坚持项目集中签约")["annotations"]
    check("saved: the comment on its words", [(note["quote"], note["body"], note["author"]) for note in notes]
          == [("集中签约", "请补充项目清单", "市发改委")], notes)
    told = luoshi("verify", project)
    check("luoshi verify finds nothing wrong", told.returncode == 0, told.stdout + told.stderr)


def ways_to_open(accessibility):
    """The sample; the welcome screen with a typed path; the menu with a typed path."""
    report, project = copy("welcome")
    # As at the first start: nothing was opened before.
    shutil.rmtree(os.path.join(os.environ["XDG_CONFIG_HOME"], "luoshi"), ignore_errors=True)
    window = Window(accessibility)
    try:
        window.find(".*", "tree item")
        time.sleep(0.3)
        picture("10-sample")
        check("without arguments the sample is open", window.seek(".*", "tree item") is not None)
        window.click("已知悉", "button")
        check("the notice about secrets is shown until it was read", window.seek("已知悉", "button") is None)
        window.key("ctrl+w")
        window.find("文件或项目的路径", "entry")
        picture("11-welcome")
        window.fill("文件或项目的路径", report, "entry")
        window.key("Return")
        window.find("二是 加快农业现代化", "tree item")
        check("a path typed on the welcome screen opens", os.path.isdir(project))
        _, other = copy("menu")
        luoshi("new", other, REPORT)
        window.click("项目", "button")
        window.click("打开项目….*", "button")
        window.find("文件或项目的路径", "entry")
        picture("12-menu-path")
        window.fill("文件或项目的路径", other, "entry")
        window.key("Return")
        window.find("二是 加快农业现代化", "tree item")
        held = wait_for("the other project", lambda: window.seek("行动方案", "label"))
        check("a project's path typed after the menu's verb opens", held is not None)
        check("Ctrl+Q ends the program, exit 0", (window.key("ctrl+q"), window.program.wait(10))[1] == 0)
    except Missed:
        picture("failed-ways")
        raise
    finally:
        window.kill()


def composing(accessibility):
    check_composing(accessibility, check, copy, records, node)


def kills(accessibility):
    """The window killed at random moments while edits are made: nothing that was saved is lost."""
    _, project = copy("kills")
    luoshi("new", project, REPORT)
    chance = random.Random(SEED)
    lost, wrong, arrived = [], [], 0
    # What each of two tasks must say: what was acknowledged, or was seen after an earlier kill.
    first, second = "", ""
    for turn in range(KILLS):
        window = Window(accessibility, project)
        try:
            if turn % 4:
                # The time of day appears beside 已保存 with this opening's first edit.
                timed = window.seek("已保存 .*", "label")
                window.click("二是 加快农业现代化", "tree item")
                window.fill("备注", f"turn {turn}", "entry")
                window.click("三是 建设美丽乡村", "tree item")
                wait_for("saved", lambda: window.seek("已保存 .*", "label"), pause=0)
                if timed:
                    wrong.append((turn, "a time of saving before the first edit"))
                first = f"turn {turn}"
            else:
                window.click("三是 建设美丽乡村", "tree item")
            window.fill("备注", f"later {turn}", "entry")
            x, y = middle(window.find("一是 构建现代产业体系", "tree item").box())
            xdotool("mousemove", x, y, "sleep", 0.05, "mousedown", 1, "sleep", 0.03, "mouseup", 1)
            time.sleep(chance.uniform(0, 0.1))
            before = records(project)
        finally:
            window.kill()
        lost += before - records(project)
        one, other = node(project, "加快农业现代化。")["note"], node(project, "建设美丽乡村。")["note"]
        if one != first or other not in (second, f"later {turn}"):
            wrong.append((turn, one, other))
        arrived += other == f"later {turn}"
        second = other
        told = luoshi("verify", project)
        if told.returncode != 0:
            wrong.append((turn, told.stdout + told.stderr))
    print(f"         seed {SEED}; {arrived} of {KILLS} edits had reached the disk when the kill came")
    check(f"{KILLS} kills: every record that was whole before is there", not lost and records(project), lost)
    check(f"{KILLS} kills: every acknowledged edit is there, and verify says so", not wrong, wrong)
    window = Window(accessibility, project)
    try:
        window.click("三是 建设美丽乡村", "tree item")
        window.find("备注", "entry")
        picture("13-after-kills")
        check("after the kills the project opens for writing", window.seek("只读.*", "label") is None)
        window.close()
    finally:
        window.kill()


def middle(box):
    return box[0] + box[2] // 2, box[1] + box[3] // 2


def main():
    parts = [no_window]
    accessibility = Accessibility()
    parts += [lambda part=part: part(accessibility) for part in (edits, ways_to_open, composing, kills)]
    wanted = sys.argv[1:]
    parts = [part for name, part in zip(("no_window", "edits", "ways_to_open", "composing", "kills"), parts)
             if not wanted or name in wanted]
    for part in parts:
        try:
            part()
        except (Missed, OSError, StopIteration, KeyError, subprocess.SubprocessError) as missed:
            check("the rest of this part", False, repr(missed))
    with open(os.path.join(PICTURES, "stderr.txt"), "a+", encoding="utf-8", errors="replace") as said:
        said.seek(0)
        words = said.read()
    check("no window panicked", "panicked" not in words, words)
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
