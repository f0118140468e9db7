"""An official's first hour: two reports, the city's directory, assignments, comments, tables on paper.

Every click, drag, turn of the wheel and key is counted: a typed word counts each key, a key held with
others is one with them, a paste is one. The counts, and that the whole work is in the project and on
paper, are what is checked; the pictures are for people to look at.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import time

from screen import SELECTED, Accessibility, Missed, PICTURES, PROGRAM, Window, picture, wait_for, xdotool

ROOM = os.environ["ROOM"]
# What the work may cost.
TO_PAPER, TO_ASSIGN = 12, 90

# A made-up city's units, by group: the full name and the short one.
PARTY = "组织部 宣传部 统一战线工作部 政法委员会 社会工作部 办公室 巡察工作领导小组办公室 机构编制委员会办公室 网络安全和信息化委员会办公室 全面深化改革委员会办公室"
PARTY_SHORT = "市委组织部 市委宣传部 市委统战部 市委政法委 市委社会工作部 市委办 市委巡察办 市委编办 市委网信办 市委改革办"
OFFICES = """发展和改革委员会 发改委|教育局 教育局|科学技术局 科技局|经济和信息化局 经信局|公安局 公安局|民政局 民政局
司法局 司法局|财政局 财政局|人力资源和社会保障局 人社局|自然资源和规划局 自然资源和规划局|生态环境局 生态环境局
住房和城乡建设局 住建局|交通运输局 交通运输局|水利和湖泊局 水利湖泊局|农业农村局 农业农村局|商务局 商务局
文化和旅游局 文旅局|卫生健康委员会 卫健委|退役军人事务局 退役军人局|应急管理局 应急局|审计局 审计局
市场监督管理局 市场监管局|统计局 统计局|林业局 林业局|医疗保障局 医保局|行政审批局 行政审批局|城市管理执法局 城管局
机关事务服务中心 机关事务中心|数据局 数据局|招商服务中心 招商服务中心|信访局 信访局|体育局 体育局
国防动员办公室 国动办|地方金融工作办公室 金融办""".replace("\n", "|")
TOWNS = "东关 西城 南湖 北塔 江滨 高桥 石岭 白沙 青山 双河 柳林 红星 永安 大泽 新店 古渡".split()
FIRMS = "城市发展集团 城发集团|交通投资集团 交投集团|水务集团 水务集团|文化旅游集团 文旅集团|农业发展集团 农发集团|产业投资集团 产投集团"
POSTED = "税务局 税务局|气象局 气象局|烟草专卖局 烟草局|消防救援支队 消防支队|供电公司 供电公司|邮政管理局 邮政局|海事处 海事处|银保监分局 银保监分局"


def directory():
    """74 lines: order, group, full name, short name."""
    rows = [("党委部门", f"中共临江市委{full}", short) for full, short in zip(PARTY.split(), PARTY_SHORT.split())]
    for group, names, town in (("政府部门", OFFICES, "临江市"), ("园区企业", FIRMS, "临江"), ("驻市单位", POSTED, "临江市")):
        rows += [(group, town + full, "市" + short) for full, short in (pair.split() for pair in names.split("|"))]
        if group == "政府部门":
            rows += [("区镇街道", f"临江市{name}街道办事处" if at < 5 else f"临江市{name}镇人民政府",
                      f"{name}街道" if at < 5 else f"{name}镇") for at, name in enumerate(TOWNS)]
    return [f"{order}\t{group}\t{full}\t{short}" for order, (group, full, short) in enumerate(rows, 1)]


# Who gets the tasks of the long report one after another: the unit, the letters a person types for it,
# and how many tasks. The first run is chosen at once, the others go by Enter and Ctrl+R. Two units come again.
MANY = ("市发改委", "fgw", 8)
RUNS = [("市经信局", "jxj", 2), ("市科技局", "kjj", 2), ("市财政局", "czj", 2), ("市教育局", "jyj", 1), ("市经信局", "jxj", 2),
        ("市住建局", "zjj", 2), ("市商务局", "swj", 2), ("市人社局", "rsj", 1), ("市城管局", "cgj", 2), ("市民政局", "mzj", 2),
        ("市住建局", "zjj", 1), ("市文旅局", "wlj", 2), ("市应急局", "yjj", 1)]
COMMENTS = ["请补充项目清单", "与去年口径不一致，请核对", "完成时限建议提前到三季度", "请财政部门核定资金来源", "牵头单位意见待报"]

outcomes = []
costs = []


def check(name, found, told=""):
    outcomes.append(bool(found))
    print(f"{'ok    ' if found else 'FAILED'} {name}" + (f": {told}" if told and not found else ""), flush=True)
    return found


class Counted(Window):
    """A window whose clicks and keys are counted."""

    def __init__(self, *arguments):
        self.count = 0
        super().__init__(*arguments)

    def press(self, x, y, button=1):
        self.count += 1
        super().press(x, y, button)

    def drag(self, start, end):
        self.count += 1
        super().drag(start, end)

    def key(self, *keys):
        self.count += len(keys)
        super().key(*keys)

    def type(self, words):
        self.count += len(words)
        super().type(words)

    def scroll_to(self, name, role=None, at=0):
        """Wheels to it: one gesture, however far."""
        before = self.steady(name, role, at)
        super().scroll_to(name, role, at)
        self.count += self.steady(name, role, at) != before

    def shift_click(self, name, role):
        xdotool("keydown", "shift")
        try:
            self.click(name, role)
        finally:
            xdotool("keyup", "shift")

    def stage(self, name):
        """The picture of a stage, and what it cost."""
        time.sleep(0.4)
        picture(name)
        before = sum(cost for _, cost in costs)
        costs.append((name, self.count - before))


def luoshi(*arguments):
    told = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if told.returncode != 0:
        raise Missed(f"luoshi {arguments[0]}: {told.stderr.strip()}")
    return told.stdout


def show(project):
    return json.loads(luoshi("show", project, "--json"))


def has_documents(project, many):
    """True once the project holds that many reports. Before it is made, there is nothing to show."""
    told = subprocess.run([PROGRAM, "show", project, "--json"], capture_output=True, text=True)
    return told.returncode == 0 and len(json.loads(told.stdout)["documents"]) == many


def tasks(project, at):
    """The tasks of the project's document at that place."""
    return [node for node in show(project)["documents"][at]["nodes"] if node["kind"] == "task"]


def row(node):
    """The outline's row of a node, as a pattern."""
    return re.escape(f"{node['marker']} {node['title']}".strip()) + ".*"


def unit_names(node):
    return [unit["name"] for unit in node["units"]]


def reports():
    """Two reports: of the corpus where it is there, else the repository's own and one made here."""
    found = [sorted(glob.glob(os.path.join(os.environ["CORPUS"], "reports", f"{number}_*.txt")))
             for number in ("002", "004")]
    folder = os.path.join(ROOM, "reports")
    os.mkdir(folder)
    first, second = os.path.join(folder, "行动方案.txt"), os.path.join(folder, "工作报告.txt")
    if all(found):
        shutil.copy(found[0][0], first)
        shutil.copy(found[1][0], second)
        print("         reports: 002 and 004 of the corpus")
    else:
        shutil.copy(os.path.join(os.environ["SEEDS"], "action-plan.txt"), first)
        with open(second, "w", encoding="utf-8") as file:
            file.write(long_report())
        print("         reports: the repository's action plan, and a made one of 44 tasks")
    return first, second


def long_report():
    """A report with 44 tasks in 11 sections, none of which names a unit."""
    fields = "先进制造 现代服务 科技创新 城市更新 乡村振兴 生态环境 交通物流 教育事业 健康服务 社会保障 安全生产".split()
    verbs = ["加快推进{0}重点项目建设，全年完成投资{1}亿元以上。", "建立健全{0}工作机制，每月调度、每季通报。",
             "支持{0}领域企业做大做强，新增规模以上企业{1}家。", "扎实开展{0}专项行动，力争年底前取得实效。"]
    lines = ["临江市2026年重点工作安排", ""]
    for at, field in enumerate(fields):
        lines += [f"（{numeral(at + 1)}）推进{field}提质增效", ""]
        lines += [f"{at * 4 + step + 1}. " + verb.format(field, 10 + at + step) for step, verb in enumerate(verbs)]
        lines.append("")
    return "\n".join(lines)


def numeral(number):
    digits = "一二三四五六七八九十"
    return digits[number - 1] if number <= 10 else "十" + digits[number - 11]


def opened(window, path):
    """A report opened by its path, pasted into the field that stands in for the system's dialog."""
    window.key("ctrl+o")
    window.find("文件或项目的路径", "entry")
    window.paste(path)
    window.key("Return")


def saved_pdf(window):
    """存为 PDF under the name that is offered; gives its words without spaces."""
    before = set(glob.glob(os.path.join(os.environ["HOME"], "**", "*.pdf"), recursive=True))
    window.click("存为 PDF", "button")
    field = window.find("存到", "entry")
    path = field.text()
    if path in before:
        os.remove(path)
    window.key("Return")
    wait_for("the PDF", lambda: os.path.exists(path) and os.path.getsize(path) > 1000, 20)
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    shutil.copy(path, os.path.join(PICTURES, f"{len(costs):02}.pdf"))
    return re.sub(r"\s", "", told)


def straight(accessibility, report):
    """From a report's file to its printed table, by the shortest way."""
    folder = os.path.join(ROOM, "straight")
    os.mkdir(folder)
    report = shutil.copy(report, folder)
    window = Counted(accessibility)
    try:
        window.find(".*", "tree item")
        picture("00-first-start")
        opened(window, report)
        project = os.path.splitext(report)[0] + ".luoshi"
        wait_for("the report in its project", lambda: has_documents(project, 1), 20)
        window.key("ctrl+p")
        wait_for("the table's count", lambda: window.seek(f".*{len(tasks(project, 0))}.*", "label"))
        words = saved_pdf(window)
        check(f"from file to printed table in {window.count} clicks and keys, at most {TO_PAPER}",
              window.count <= TO_PAPER)
        missing = [node["title"] for node in tasks(project, 0) if squeezed(node["title"])[:8] not in words]
        check("the straight table holds the tasks", not missing, missing)
        return window.count
    finally:
        picture("01-straight")
        window.close()


def squeezed(words):
    return re.sub(r"\s", "", words)


def choose(window, node):
    """A task of the outline, by mouse."""
    window.click(row(node), "tree item")
    wait_for("the task's fields", lambda: window.find(row(node), "tree item").has(SELECTED))


def enter_directory(window, project):
    window.key("ctrl+4")
    window.click("粘贴单位名录", at=0)
    window.find("粘贴单位名录", "entry")
    window.paste("\n".join(directory()))
    window.find("录入74个单位", "button")
    picture("03-directory-pasted")
    window.click("录入74个单位", "button")
    window.wait_saved()
    window.stage("03-directory")
    units = show(project)["directory"]
    check("74 units with order, group, full and short names", [
        f"{unit['order']}\t{unit['group']}\t{unit['full_name']}\t{unit['short_name']}" for unit in units] == directory(),
        units[:3])


def first_leads(window, project):
    window.click("项目", "button")
    window.click("项目设置.*", "button")
    window.click("为牵头单位", "radio button")
    picture("04-settings")
    window.key("Escape")
    window.wait_saved()
    window.stage("04-first-unit-leads")
    check("首位为牵头单位 is on", re.search("lead|为牵头单位", luoshi("settings", project)), luoshi("settings", project))


def correct(window, project):
    """Five tasks, a field of each."""
    all_tasks = tasks(project, 0)
    with_target = next(node for node in all_tasks if node["targets"])
    others = [node for node in all_tasks if node is not with_target and node["units"]]
    titled, unit_less, dated, noted = others[:4]
    window.key("ctrl+1")
    choose(window, titled)
    window.key("F2")
    window.key("ctrl+a")
    window.paste("优化城市发展布局")
    window.key("Return")
    window.wait_saved()
    window.stage("05-title")

    choose(window, with_target)
    window.find("标题", "entry")
    window.click(re.escape(with_target["targets"][0]["quote"]), "button")
    window.fill("目标值", "120", "entry")
    window.key("Return")
    window.wait_saved()
    window.stage("06-target")

    choose(window, unit_less)
    window.key("ctrl+u")
    type_unit(window, "sjj", "市审计局", "07-units-offered")
    window.find("市审计局（.*）", "button")
    window.stage("07-units")

    choose(window, dated)
    window.fill("完成时限", "2026年底前", "entry")
    window.key("Return")
    window.wait_saved()
    window.stage("08-deadline")

    choose(window, noted)
    window.fill("备注", "每季度通报一次", "entry")
    # Going on records what was typed.
    choose(window, dated)
    window.wait_saved()
    window.stage("09-note")
    now = {node["id"]: node for node in tasks(project, 0)}
    check("the title is corrected", now[titled["id"]]["title"] == "优化城市发展布局", now[titled["id"]]["title"])
    values = str(now[with_target["id"]]["targets"][0]["value"])
    check("the target is corrected", "120" in values, values)
    names = unit_names(now[unit_less["id"]])
    # A single unit stands before the collective names, whose place is the end.
    check("the unit is added", [name for name in names if name != "市审计局"] == unit_names(unit_less)
          and "市审计局" in names and names[0] != "市审计局", names)
    check("the first unit leads", now[unit_less["id"]]["units"][0]["role"] == "lead", now[unit_less["id"]]["units"])
    check("the deadline is corrected", now[dated["id"]]["due"] == "2026-12-31", now[dated["id"]]["due"])
    check("the note is there", now[noted["id"]]["note"] == "每季度通报一次", now[noted["id"]]["note"])
    return [now[node["id"]] for node in (titled, with_target, unit_less, dated, noted)]


def print_first(window, corrected):
    window.key("ctrl+p")
    # The one of the two tables that names the supporting units.
    window.click("任务分解表", "radio button")
    words = saved_pdf(window)
    time.sleep(1)
    window.stage("10-printed")
    wanted = ["优化城市发展布局", "120", "审计局", "2026年底前"]
    missing = [word for word in wanted if word not in words]
    check("the printed table holds what was corrected", not missing, f"without {missing} {words[:300]}")


def assign(window, project):
    """30 tasks of the long report to 12 units."""
    every = tasks(project, 1)
    wanted, place = [], 0
    for unit, _, many in [MANY, *RUNS]:
        wanted += [(node, unit) for node in every[place:place + many]]
        place += many
    before = window.count
    unit, letters, many = MANY
    choose(window, every[0])
    window.shift_click(row(every[many - 1]), "tree item")
    window.key("ctrl+u")
    type_unit(window, letters, unit)
    window.wait_saved()
    picture("12-many")
    choose(window, every[many])
    window.key("ctrl+u")
    for at, (unit, letters, many) in enumerate(RUNS):
        type_unit(window, letters, unit)
        if at == 1:
            picture("12-assigned-one")
        window.key("Return")
        window.key(*["ctrl+r"] * (many - 1))
    window.wait_saved()
    cost = window.count - before
    window.stage("12-assigned")
    now = {node["id"]: unit_names(node) for node in tasks(project, 1)}
    wrong = [(node["title"], unit, now[node["id"]]) for node, unit in wanted if now[node["id"]] != [unit]]
    check("30 tasks have their 12 units", not wrong and len(wanted) == 30 and len({unit for _, unit in wanted}) == 12,
          wrong)
    others = [node["title"] for node in every[30:] if now[node["id"]] != unit_names(node)]
    check("no other task got one", not others, others)
    check(f"30 tasks to 12 units in {cost} clicks and keys, at most {TO_ASSIGN}", cost <= TO_ASSIGN)
    return cost


def type_unit(window, letters, unit, shown=None):
    """Letters, as many steps down as the offers need, Enter."""
    window.type(letters)
    offers = wait_for(unit, lambda: offered(window, unit), 3)
    if shown:
        picture(shown)
    if offers > 1:
        print(f"         {letters}: {unit} is offered as number {offers}")
    window.key(*["Down"] * (offers if offers > 1 else 0), "Return")
    time.sleep(0.05)


def offered(window, unit):
    """The place of a unit among the offers, from 1."""
    names = [name for role, name, _ in window.widgets() if role not in ("tree item", "text", "paragraph", "label")
             and re.fullmatch("市[^、 （]*", name or "")]
    return names.index(unit) + 1 if unit in names else None


def comment(window, project):
    every = tasks(project, 1)
    for node, body in zip(every[25:30], COMMENTS):
        choose(window, node)
        window.key("ctrl+m")
        window.find("批注内容", "entry")
        window.paste(body)
        window.key("ctrl+Return")
        window.wait_saved()
    window.stage("13-comments")
    now = tasks(project, 1)
    check("five comments stand at their tasks", [note["body"] for node in now[25:30] for note in node["annotations"]]
          == COMMENTS)


def search(window):
    window.key("ctrl+shift+f")
    window.type("fgw")
    window.find("找到.*项", "label")
    window.stage("14-search")
    window.key("ctrl+a", "BackSpace")
    window.click("有批注.*")
    found = window.find("找到5项", "label")
    check("the search finds the five comments", found)
    window.stage("15-search-commented")
    # Also while nothing has the keyboard, as after the click on the condition.
    window.key("Escape")
    wait_for("the end of the search", lambda: window.seek("找到5项", "label") is None, 3)


def matrix(window):
    window.key("ctrl+3")
    window.find("市发改委.*", seconds=5)
    window.stage("16-matrix")
    window.key("ctrl+2")
    time.sleep(0.3)
    window.stage("17-table")


def print_all(window, project):
    window.key("ctrl+p")
    words = saved_pdf(window)
    time.sleep(1)
    window.stage("18-printed")
    missing = [unit for unit, *_ in [MANY, *RUNS] if unit not in words]
    check("the printed table holds the 12 units", not missing, missing)
    tasks_missing = [node["title"] for at in (0, 1) for node in tasks(project, at)
                     if squeezed(node["title"])[:8] not in words]
    check("the printed table holds the tasks of both reports", not tasks_missing, tasks_missing)


def hour(accessibility, first, second):
    project = os.path.splitext(first)[0] + ".luoshi"
    # As at a first start: nothing was opened before.
    shutil.rmtree(os.path.join(os.environ["XDG_CONFIG_HOME"], "luoshi"), ignore_errors=True)
    window = Counted(accessibility)
    try:
        window.find(".*", "tree item")
        opened(window, first)
        wait_for("the report in its project", lambda: has_documents(project, 1), 20)
        window.find(row(tasks(project, 0)[0]), "tree item")
        window.wait_saved()
        window.stage("02-opened")
        enter_directory(window, project)
        first_leads(window, project)
        corrected = correct(window, project)
        print_first(window, corrected)
        opened(window, second)
        wait_for("the second report", lambda: has_documents(project, 2), 20)
        window.find(row(tasks(project, 1)[0]), "tree item")
        window.stage("11-second")
        assigned = assign(window, project)
        comment(window, project)
        search(window)
        matrix(window)
        print_all(window, project)
        check("the window closes, exit 0", window.close() == 0)
        return assigned
    except Missed:
        picture("failed-hour")
        raise
    finally:
        window.kill()


def main():
    first, second = reports()
    accessibility = Accessibility()
    paper = assigned = None
    try:
        paper = straight(accessibility, first)
        assigned = hour(accessibility, first, second)
        told = subprocess.run([PROGRAM, "verify", os.path.splitext(first)[0] + ".luoshi"], capture_output=True, text=True)
        check("luoshi verify finds nothing wrong", told.returncode == 0, told.stdout + told.stderr)
    except (Missed, OSError, StopIteration, KeyError, IndexError, subprocess.SubprocessError) as missed:
        check("the rest of the hour", False, repr(missed))
    with open(os.path.join(PICTURES, "stderr.txt"), "a+", encoding="utf-8", errors="replace") as said:
        said.seek(0)
        words = said.read()
    check("no window panicked", "panicked" not in words, words)
    for name, cost in costs:
        print(f"         {cost:4} {name}")
    print(f"file to printed table: {paper} clicks and keys; 30 tasks to 12 units: {assigned}; "
          f"the whole hour: {sum(cost for _, cost in costs)}")
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
