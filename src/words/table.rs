//! Every word a user sees on the screen, on the terminal and in messages, Chinese beside English.
//!
//! A message may have places `{0}`, `{1}`, … for what it speaks about, and words that go by a number:
//! `{0} {0|task|tasks}` is 1 task, or 2 tasks.

macro_rules! messages {
    ($($(#[$section:meta])* $name:ident: $chinese:literal, $english:literal;)*) => {
        /// One message; the table below has its words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Message { $(#[doc = $english] $name),* }

        impl Message {
            /// All messages, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Chinese and English.
            pub const fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($chinese, $english)),* }
            }
        }
    };
}

messages! {
    // The program.
    AppName: "落实", "Luoshi";
    Secrecy: "本软件不得存储、处理国家秘密", "Do not store or process state secrets with this program";

    // CORE: the text of a report before its first heading, as a section.
    OpeningSection: "引言", "Opening";

    // Menus and commands.
    MenuProject: "项目", "Project";
    MenuEdit: "编辑", "Edit";
    MenuStructure: "结构", "Structure";
    MenuFind: "查找", "Find";
    MenuView: "查看", "View";
    OpenReport: "导入报告…", "Import report…";
    NewProject: "打开报告为新项目…", "New project from a report…";
    About: "关于", "About";
    AboutVersion: "落实 {0}", "Luoshi {0}";
    AboutLine: "打开工作报告，核对任务、指标和责任单位，打印清单。", "Opens work reports, checks tasks, targets and units, prints checklists.";
    AboutLicence: "许可：{0}", "Licence: {0}";
    SplitTask: "拆分…", "Split…";
    SplitHelp: "把光标放在要断开的地方，光标后面的文字成为下一项。", "Put the cursor where the text is to part; what follows it becomes the next item.";
    SplitHead: "前一项", "First";
    SplitTail: "后一项", "Second";
    OpenProject: "打开项目…", "Open project…";
    OpenSample: "示例项目", "Sample project";
    PasteText: "粘贴文字", "Paste text";
    Units: "录入单位名录…", "Enter a directory of units…";
    ProjectSettings: "项目设置…", "Project settings…";
    CloseProject: "关闭项目", "Close project";
    Quit: "退出", "Quit";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    UndoNamed: "撤销：{0}", "Undo: {0}";
    RedoNamed: "重做：{0}", "Redo: {0}";
    NothingToUndo: "没有可撤销的操作", "Nothing to undo";
    NothingToRedo: "没有可重做的操作", "Nothing to redo";
    EditTitle: "修改标题", "Edit title";
    EditUnits: "分派责任单位", "Assign units";
    RepeatUnits: "重复上次分派", "Repeat the last assignment";
    ReplyNote: "回复批注", "Reply to the comment";
    ResolveNote: "批注已处理", "Comment dealt with";
    Indent: "降级", "Indent";
    Outdent: "升级", "Outdent";
    Cut: "剪切", "Cut";
    Copy: "复制", "Copy";
    Paste: "粘贴", "Paste";
    Duplicate: "复制一份", "Duplicate";
    SwitchKind: "章节与任务互换", "Section or task instead";
    Renumber: "重新编号", "Number anew";
    SelectAllRows: "全选", "Select all";
    Search: "搜索", "Search";
    FindInText: "在原文中查找", "Find in the report";
    NextNote: "下一条批注", "Next comment";
    PreviousNote: "上一条批注", "Previous comment";
    Back: "后退", "Back";
    Forward: "前进", "Forward";
    Palette: "全部命令", "All commands";
    Shortcuts: "快捷键", "Keys";
    Preferences: "设置…", "Settings…";
    ZoomIn: "放大", "Larger";
    ZoomOut: "缩小", "Smaller";
    ZoomReset: "原始大小", "Usual size";
    ExpandAll: "全部展开", "Unfold all";
    CollapseAll: "全部折叠", "Fold all";
    ShowTable: "任务表", "Task table";
    ShowMatrix: "责任矩阵", "Responsibility matrix";
    ShowUnits: "单位名录", "Units";
    TabTable: "任务表", "Tasks";
    TabMatrix: "责任矩阵", "Matrix";
    TabUnits: "单位", "Units";
    AddTask: "添加任务", "Add task";
    AddSection: "添加章节", "Add section";
    MergeNext: "与下一项合并", "Merge with the next";
    MoveUp: "上移", "Move up";
    MoveDown: "下移", "Move down";
    Remove: "删除", "Remove";
    ShowText: "查看原文", "Show the report";
    ShowPrint: "打印清单", "Print the checklist";
    ShowSide: "显示侧栏", "Show the side panel";
    SwitchLanguage: "English", "中文";
    SwitchTheme: "深色", "Dark";
    NewTask: "新任务", "New task";
    NewSection: "新章节", "New section";

    // Labels of changes, for undo and redo.
    LabelImport: "导入报告", "import";
    LabelAdopt: "更换文稿", "adopt a reading";
    LabelSetTitle: "修改标题", "edit title";
    LabelSetText: "修改正文", "edit text";
    LabelSetNote: "修改备注", "edit note";
    LabelSetDeadline: "修改时限", "edit deadline";
    LabelAssign: "指定责任单位", "assign units";
    LabelSetLeader: "指定牵头领导", "set leader";
    LabelSetTarget: "修改指标", "edit target";
    LabelRemoveTarget: "删除指标", "remove target";
    LabelAnnotate: "添加批注", "comment";
    LabelResolve: "办结批注", "resolve comment";
    LabelReopen: "重开批注", "reopen comment";
    LabelSplit: "拆分任务", "split";
    LabelMerge: "合并任务", "merge";
    LabelMove: "移动", "move";
    LabelAddTask: "添加任务", "add task";
    LabelAddSection: "添加章节", "add section";
    LabelRemove: "删除", "remove";
    LabelChoose: "处理改动冲突", "settle a conflict";
    LabelRestore: "恢复旧值", "restore";
    LabelSettings: "修改项目设置", "settings";
    LabelUnits: "录入单位名录", "enter units";
    LabelSetKind: "章节与任务互换", "section or task";
    LabelSetStatus: "修改状态", "edit status";
    LabelSetMarker: "修改序号", "edit number";
    LabelRenumber: "重新编号", "renumber";
    LabelDuplicate: "复制一份", "duplicate";
    LabelPaste: "粘贴", "paste";
    LabelSetAnnotation: "修改批注", "edit comment";
    LabelReply: "回复批注", "reply";
    LabelEditUnit: "修改单位", "edit unit";
    LabelRemoveUnit: "移出单位名录", "remove unit";
    LabelOrderUnits: "调整单位次序", "order units";

    // Welcome.
    WelcomeLine: "打开一份工作报告，看清任务、指标和责任单位。", "Open a work report to see its tasks, targets and responsible units.";
    WelcomeDrop: "也可以把文件拖到窗口里。", "You can also drop a file on the window.";
    PathSave: "存到", "Save as";
    PathLabel: "文件或项目的路径", "Path of a file or project";
    OpenPath: "打开", "Open";
    PasteHere: "报告文字", "Text of the report";
    PasteLabel: "或粘贴报告文字", "Or paste the text of a report";
    ReadPasted: "导入粘贴的文字", "Import the pasted text";
    DropHere: "松开鼠标，打开文件", "Release to open the file";

    // Outline.
    Outline: "提纲", "Outline";
    OutlineEmpty: "项目里还没有报告。", "There is no report in this project yet.";
    NothingMatches: "没有符合筛选的条目。", "Nothing matches the filter.";
    FilterClear: "× 显示全部", "× Show all";
    CountTargets: "目标{0}", "targets {0}";
    CountUnits: "单位{0}", "units {0}";
    CountNotes: "批注{0}", "comments {0}";
    Expand: "展开", "Expand";
    Collapse: "收起", "Collapse";
    StatusPlanned: "未启动", "to do";
    StatusDone: "已完成", "done";
    StatusMixed: "部分完成", "part done";
    StatusUnsure: "待确认", "to be confirmed";
    StatusConflict: "改动冲突", "conflict";
    Section: "章节", "section";
    Task: "任务", "task";
    Report: "报告", "report";

    // Outline: keys, dragging, the path above the text.
    OutlineKeys: "Tab 降级，Shift+Tab 升级；Ctrl+Tab 或 F6 离开提纲", "Tab indents, Shift+Tab outdents; Ctrl+Tab or F6 leaves the outline";
    OutlineSeeking: "找标题：{0}", "Title: {0}";
    OutlineChosen: "已选{0}项", "{0} selected";
    DragBefore: "放到“{0}”之前", "before “{0}”";
    DragInto: "放到“{0}”之内", "into “{0}”";
    DragToEnd: "放到报告末尾", "to the end of the report";
    DragNowhere: "放在这里不移动", "Nothing moves here";
    DragIntoItself: "不能放到自己之内", "Not into itself";
    DragOtherReport: "不能放到另一份报告", "Not into another report";
    CrumbsAbove: "上级", "What is above";
    PasteNothing: "剪贴板里没有可粘贴的条目", "Nothing to paste";
    // DESK
    DoneCut: "已剪切{0}项：粘贴到哪里就移到哪里，按 Esc 取消", "{0} cut: paste to move, Esc to keep";
    CutElsewhere: "原条目在另一份报告里：已复制过来，原处保留", "Cut in another report: copied here, kept there";
    RowCut: "已剪切", "cut";
    DoneRepeat: "已派给上次的单位，转到下一项未分派任务：{0}", "Given the last units; next task without units: {0}";
    KeyLeaveCut: "放开剪切的行", "Let go of what is cut";
    KeyEndSearch: "关闭结果，再按结束搜索", "Close the results, then end the search";
    SplitNothing: "这一项没有可拆分的正文", "There is no text to split";
    UnfoldWording: "展开", "Show all";
    FoldWording: "收起", "Fold";
    PasteWhere: "先选中一行，再粘贴到它后面", "Select a row first: pasting puts things behind it";
    DoneCopied: "已复制{0}项", "{0} copied";
    CannotIndent: "前面没有同级项，不能降级", "There is no item before it to indent under";
    CannotOutdent: "已在最上一级", "Already at the top level";
    CannotMoveUp: "已在同级最前", "Already the first";
    CannotMoveDown: "已在同级最后", "Already the last";
    NothingChanged: "没有变化", "Nothing changed";
    DoneRemoveMany: "已删除{0}项", "{0} removed";

    // What was found.
    FoundLead: "识别出", "Found";
    FoundSections: "{0}节", "{0} {0|section|sections}";
    FoundTasks: "{0}项任务", "{0} {0|task|tasks}";
    FoundTargets: "{0}个指标", "{0} {0|target|targets}";
    FoundClauses: "{0}处责任单位", "{0} unit clauses";
    FoundUnclosed: "（{0}处缺右括号）", "({0} unclosed)";
    UnitWithCount: "{0}　{1}项", "{0}: {1}";
    UnitsAllRows: "全部有单位的条目", "All items with units";
    FoundUnits: "{0}个单位", "{0} {0|unit|units}";
    FoundGroups: "{0}个单位组", "{0} {0|group|groups} of units";
    FoundNoise: "{0}行网页内容", "{0} web page {0|line|lines}";
    FoundUnsure: "{0}个待确认", "{0} to confirm";
    FoundNotes: "{0}条批注", "{0} {0|comment|comments}";
    FoundConflicts: "{0}处改动冲突", "{0} {0|conflict|conflicts}";

    // Tabs.
    TabText: "原文", "Report";
    TabPrint: "打印", "Print";

    // Task table, matrix and directory.
    ColumnNumber: "序号", "No.";
    ColumnSection: "章节", "Section";
    ColumnTask: "任务", "Task";
    ColumnTargets: "目标", "Targets";
    ColumnLead: "牵头单位", "Lead unit";
    ColumnOthers: "配合、责任单位", "Other units";
    ColumnLeader: "牵头领导", "Leader";
    ColumnDeadline: "时限", "Deadline";
    ColumnNote: "备注", "Note";
    ColumnNotes: "批注数", "Comments";
    ColumnStatus: "状态", "State";
    TableBusy: "正在整理任务表…", "Sorting the tasks…";
    TableEmpty: "报告里还没有任务。可以在提纲中选章节后添加。", "There are no tasks yet. Select a section in the outline and add one.";
    CellEmpty: "空", "empty";
    // Panes.
    NumberIsMade: "序号按原文顺序生成，不能直接修改", "Numbers follow the order of the text and are not edited here";
    BorrowUnits: "沿用其他项目的名录", "Take another project's directory";
    JobUnits: "正在读取 {0} 的单位名录", "Reading the directory of {0}";
    DoneBorrowUnits: "已从 {0} 沿用{1}个单位", "Took {1} {1|unit|units} from {0}";
    NoUnitsThere: "{0} 的名录里没有单位", "The directory of {0} is empty";
    NoUnitMatches: "没有匹配的单位", "No unit matches";
    NoUnitMatchesAgain: "没有匹配的单位，再按回车按原样添加", "No unit matches; press Enter again to add it as typed";
    NoUnitMeant: "单位名录是空的，没有可选的单位", "The directory is empty: there is nothing to choose from";
    UnitsToEnter: "录入单位名录", "Enter the directory";
    UnitsNow: "现有{0}个单位承担任务", "{0} {0|unit has|units have} tasks now";
    SectionIsOutline: "章节在左侧大纲中修改", "Sections are edited in the outline at the left";
    EditCell: "修改", "Edit";
    ClearCell: "清空", "Clear";
    CopyRows: "复制所选行", "Copy the selected rows";
    CopyTable: "复制表格", "Copy the table";
    DoneCopyRows: "已复制{0}行，可粘贴到 WPS、Word 或 Excel", "{0} rows copied: paste them into a document or spreadsheet";
    FilterSame: "只看与此相同的", "Only rows like this one";
    FilterContains: "包含文字", "Contains";
    FilterEmpty: "只看空白", "Only empty";
    FilterFilled: "只看非空", "Only filled";
    FilterChip: "{0}含“{1}” ×", "{0} has “{1}” ×";
    FilterChipEmpty: "{0}空白 ×", "{0} empty ×";
    FilterChipFilled: "{0}非空 ×", "{0} filled ×";
    FilterChipOnly: "只看：{0} ×", "Only: {0} ×";
    SortUp: "升序", "Ascending";
    SortDown: "降序", "Descending";
    SortText: "按原文顺序", "In the report's order";
    Unsorted: "未排序", "not sorted";
    ColumnMenu: "{0}：筛选与列", "{0}: filter and column";
    ColumnsMenu: "列", "Columns";
    ColumnsReset: "恢复默认列", "Reset columns";
    ColumnLeft: "左移", "Move left";
    ColumnRight: "右移", "Move right";
    ColumnWider: "加宽", "Wider";
    ColumnNarrower: "变窄", "Narrower";
    ColumnHide: "隐藏此列", "Hide column";
    GroupMenu: "分组：{0}", "Group: {0}";
    GroupNone: "不分组", "none";
    GroupLead: "按牵头单位", "by lead unit";
    GroupWithCount: "{0}（{1}项）", "{0} ({1})";
    RowsAll: "{0}项任务", "{0} tasks";
    RowsSome: "{0}项，共{1}项", "{0} of {1} tasks";
    RowsChosen: "已选{0}项", "{0} selected";
    MatrixBusy: "正在整理责任矩阵…", "Counting the tasks…";
    MatrixEmpty: "任务还没有责任单位。请在任务表中填写，或在原文中选取单位名称。", "No task names a unit yet. Fill them in the task table, or select them in the report.";
    Total: "合计", "Total";
    PartCount: "{0}{1}", "{0} {1}";
    NoUnit: "未指定单位", "No unit";
    NotInDirectory: "不在单位名录中", "not in the directory";
    ListJoint: "、", ", ";
    LevelFirst: "一级章节", "First level";
    LevelSecond: "二级章节", "Second level";
    OpenInTable: "在任务表中查看{0}项", "Show {0} in the table";
    MoreTasks: "另有{0}项", "{0} more";
    DirectoryBusy: "正在整理单位…", "Listing the units…";
    DirectoryEmpty: "名录里还没有单位。把单位名单粘贴进来，或先导入报告。", "The directory is empty. Paste a list of units, or import a report first.";
    FindUnitHint: "查找，可用拼音首字母", "Find, by name or pinyin";
    NoSuchUnit: "没有找到这个单位。", "No such unit.";
    UnitsAbsentCount: "{0}个单位不在名录中", "{0} not in the directory";
    UnitsAbsentHead: "报告写到、名录中没有（{0}个）", "In the reports only ({0})";
    EnterUnit: "录入", "Add";
    EnterUnitNamed: "录入：{0}", "Add: {0}";
    EnterAllUnits: "全部录入（{0}个）", "Add all ({0})";
    UnitThere: "已在名录，补充更新", "there already, will be completed";
    UnitFull: "全称", "Full name";
    UnitShort: "简称", "Short name";
    UnitGroup: "类别", "Group";
    UnitAliases: "别名、曾用名（用、分开）", "Other and former names";
    UnitMerged: "并入单位", "Merged into";
    UnitSince: "并入日期", "Since";
    UnitPosts: "职务与人员（每行一个，写作 职务：姓名）", "Posts and holders, one a line";
    UnitNameNeeded: "请填写全称", "The full name is needed";
    UnitNameTaken: "名录中已有这个单位；合并请填“并入单位”", "The directory has this unit; to merge, fill in “Merged into”";
    UnitMergedWrong: "名录中没有这个单位", "The directory has no other unit of that name";
    UnitSinceWrong: "请写日期，如 2024年3月", "Write a date, such as 2024-03";
    MergedInto: "已并入{0}", "merged into {0}";
    RemoveFromDirectory: "从名录删除", "Remove from the directory";
    DirectoryKeys: "Alt+↑ Alt+↓ 调整顺序，回车修改，空格查看任务", "Alt+↑ Alt+↓ reorder, Enter edits, Space shows the tasks";

    // Side panel.
    SidePane: "详情", "Details";
    SideEmpty: "在提纲或原文中选一项任务。", "Select a task in the outline or the text.";
    Title: "标题", "Title";
    SourceWording: "原文", "Source passage";
    Reworded: "已改写", "reworded";
    Targets: "指标", "Targets";
    AddTarget: "添加指标", "Add target";
    RemoveTarget: "删除指标", "Remove target";
    EditTarget: "修改指标", "Edit target";
    TargetDone: "完成", "Done";
    Indicator: "指标名称", "Indicator";
    Comparator: "关系", "Comparator";
    Value: "目标值", "Value";
    Measure: "计量单位", "Measure";
    Kind: "类型", "Kind";
    By: "期限", "By";
    Stretch: "力争", "Stretch";
    Quote: "原文表述", "Source words";
    BadNumber: "目标值要写数字，例如 12、12-15 或 两千亿", "The value must be a number, such as 12 or 12-15";
    NeedIndicator: "请填写指标名称", "Name the indicator";
    ComparatorEqual: "等于", "equal";
    ComparatorAtLeast: "以上", "at least";
    ComparatorAtMost: "以内", "at most";
    ComparatorExceed: "突破", "exceed";
    ComparatorReach: "达到", "reach";
    ComparatorAbout: "左右", "about";
    ComparatorRange: "区间", "range";
    ComparatorRankUp: "位次前移", "rank up";
    KindGrowth: "增速", "growth";
    KindLevel: "总量", "level";
    KindCount: "数量", "count";
    KindShare: "比率", "share";
    KindRank: "位次", "rank";
    ResponsibleUnits: "责任单位", "Responsible units";
    AddUnit: "添加单位", "Add a unit";
    AddUnitHint: "名称或拼音首字母，回车添加", "Name or pinyin initials, Enter adds";
    NewUnitMark: "新单位", "new";
    NewUnit: "新单位：{0}", "New unit: {0}";
    UnitMenu: "{0}（{1}）", "{0} ({1})";
    RoleLead: "牵头", "lead";
    RoleCollecting: "汇总", "collecting";
    RoleResponsible: "责任", "responsible";
    RoleSupport: "配合", "support";
    MakeRole: "设为{0}", "Make {0}";
    MoveUnitEarlier: "前移", "Earlier";
    MoveUnitLater: "后移", "Later";
    RemoveUnit: "移除", "Remove";
    UnitsOpen: "等（名单未列完）", "and others (open list)";
    NoLead: "牵头单位待明确", "No lead unit yet";
    Leader: "牵头领导", "Leader";
    Deadline: "完成时限", "Deadline";
    Day: "{0}年{1}月{2}日", "{0}-{1}-{2}";
    DeadlineMeans: "即 {0}", "that is {0}";
    DeadlineOngoing: "长期", "ongoing";
    DeadlineNoDate: "没有对应的日期", "no date follows from these words";
    Note: "备注", "Note";
    Annotations: "批注", "Comments";
    AddAnnotation: "添加批注", "Comment";
    AnnotationBody: "批注内容", "Comment";
    AnnotationAuthor: "批注单位", "Unit";
    AnnotationOn: "批注“{0}”", "On “{0}”";
    AnnotationWhole: "批注整项", "On the whole item";
    AnnotationLost: "原文中已找不到这几个字，待确认", "These words no longer stand in the text";
    Resolve: "办结", "Resolve";
    Reopen: "重开", "Reopen";
    Resolved: "已办结", "resolved";
    Save: "保存", "Save";
    Cancel: "取消", "Cancel";
    FoundBy: "识别规则 {0}，把握 {1}%", "Found by {0}, {1}% sure";
    ConflictHere: "这项内容有两处不同的改动", "This was changed in two ways";
    ConflictField: "{0}：改动冲突", "{0}: conflict";
    ConflictChoose: "采用{0}的：{1}", "Take {0}'s: {1}";
    FlagMoveSkipped: "一次移动没有执行：会形成循环", "A move was skipped: it would make a circle";
    FlagRevived: "删除期间有人修改，已恢复", "Edited while being removed; it came back";
    FlagSourceGone: "新文稿中已没有这一项", "The newer draft no longer has it";

    // Side panel, all fields.
    Marker: "编号", "Numeral";
    NodeKindLabel: "类别", "Section or task";
    AddUnitHelp: "Alt+1 至 Alt+4 定最后一个单位的分工，退格键去掉它，空栏回车到下一项未分派的任务", "Alt+1 to Alt+4 set the last unit's part, Backspace takes it out, Enter in the empty field goes to the next task without units";
    Status: "状态", "Status";
    PrintedWording: "清单上印：{0}", "Printed as: {0}";
    TextTooLong: "这一段很长，请先拆分，再改写。", "This passage is long: split it before rewording it.";
    PostHeld: "{0}（{1}）", "{0} ({1})";
    TargetLine: "整句录入指标", "Target in one line";
    TargetLineHint: "例如：新增规上企业20家以上", "for example 新增规上企业20家以上";
    TargetLineUnread: "没有看出数字和计量单位，请写明，或直接填下面各栏", "No number with a measure was found: name them, or fill the fields below";
    ReadAs: "读作：{0}", "Read as: {0}";
    ExpandGroup: "逐个列出成员…", "List its members…";
    ExpandHelp: "“{0}”包括哪些单位，由您逐个选定", "Choose the units that {0} stands for";
    ExpandNoGroups: "单位名录中还没有分类", "The directory has no groups yet";
    GroupInDirectory: "名录中的类别", "Group in the directory";
    ExpandDone: "列完，去掉统称", "All listed, drop the group";
    ExpandKeep: "保留统称", "Keep the group";
    NothingToRepeat: "还没有分派过单位", "No units were assigned yet";
    AllAssigned: "任务都已分派", "All tasks have units";
    RepeatNamed: "重复上次分派：{0}", "Assign again: {0}";
    ManyChosen: "已选{0}项", "{0} selected";
    ManyFacts: "任务{0}项，未分派{1}项", "{0} {0|task|tasks}, {1} without units";
    ManyAdd: "添加到各项", "Add to each";
    ManyReplace: "替换各项的单位", "Replace theirs";
    ManyInstead: "各项改为：{0}", "Each now has: {0}";
    ManyClear: "清空各项的单位", "Clear all units";
    ManyApply: "用于所选各项", "Apply to all";
    ManyRemove: "删除所选{0}项", "Remove {0} {0|item|items}";
    Reply: "回复", "Reply";
    ReplyBody: "回复内容", "Reply";
    ReplyAuthor: "回复单位", "Replying unit";
    RewordAnnotation: "修改", "Edit";
    RemoveAnnotation: "删除批注", "Remove comment";
    ConflictFrom: "{0}，{1}", "{0}, {1}";
    ConflictShown: "现在显示这一处", "shown now";
    ValueAsRead: "原文识别结果", "as read";
    ValueEmpty: "（空）", "(empty)";
    Yes: "是", "yes";
    No: "否", "no";
    // CORE: who did something, where no name is known.
    ThisComputer: "本机", "this computer";
    OtherComputer: "另一台电脑", "another computer";
    History: "修改记录", "History";
    HistoryLoading: "正在查阅…", "Looking it up…";
    HistoryNone: "没有修改过", "Nobody changed it";
    HistoryWho: "{0}　{1}", "{0}  {1}";
    HistoryStep: "{0}：{1} → {2}", "{0}: {1} → {2}";
    HistoryMore: "更早的", "Earlier";
    HistoryRestoreBefore: "恢复到 {0} 之前：{1}", "Restore to before {0}: {1}";
    HistoryRestore: "恢复为：{0}", "Restore: {0}";

    // Settings and directory.
    FirstUnitLabel: "列首位的单位", "Unit named first";
    FirstUnitNone: "不推断", "No part of its own";
    FirstUnitLead: "为牵头单位", "It leads";
    FirstUnitCollecting: "为汇总单位", "It collects";
    TableTitle: "表格标题", "Title of the tables";
    TableNote: "表格附注", "Note under the tables";
    Close: "关闭", "Close";
    UnitsHelp: "每行一个单位：序号 类别 全称 简称，可从表格复制。", "One unit a line: order, group, full name, short name; copy them from a table.";
    UnitsPaste: "粘贴单位名录", "Paste the directory";
    UnitsEnter: "录入{0}个单位", "Add {0} {0|unit|units}";
    UnitsKnown: "名录中有{0}个单位", "{0} {0|unit|units} in the directory";
    UnitsBadLine: "第{0}行没有看懂：{1}", "Line {0} was not understood: {1}";

    // Status bar and jobs.
    Saving: "正在保存…", "Saving…";
    TypedUnsaved: "有未保存的输入", "Typed, not saved yet";
    SavedAt: "已保存 {0}", "Saved {0}";
    Saved: "已保存", "Saved";
    // Care: what could not be saved.
    Unsaved: "未保存（{1}处修改）：{0}", "Not saved ({1} {1|change|changes}): {0}";
    UnsavedHead: "未保存：{0}", "Not saved: {0}";
    UnsavedCount: "{0}处修改还在内存中，请先不要退出。", "{0} {0|change is|changes are} kept in memory only; do not quit yet.";
    UnsavedWay: "排除原因后点“重试”，或换个位置保存。", "Remove the cause and try again, or save elsewhere.";
    UnsavedGoneWay: "放回原处后点“重试”；已移到别处的，点“换个位置保存”，选它现在的位置。", "Put it back and try again; if it was moved, save elsewhere and choose where it is now.";
    Retry: "重试", "Try again";
    SaveNow: "立即保存", "Save now";
    SaveElsewhere: "换个位置保存…", "Save elsewhere…";
    NothingUnsaved: "没有未保存的修改", "Everything is saved";
    AllSaved: "已全部保存；修改会自动保存", "Everything is saved; edits are saved as they are made";
    MovedTo: "项目现保存在 {0}", "The project is now saved in {0}";
    JobElsewhere: "正在换位置保存到 {0}", "Saving elsewhere: {0}";
    ErrProjectGone: "项目文件夹已不在原处", "The project's folder is no longer there";
    ErrOtherProject: "这里是另一个项目", "Another project is there";
    WayOtherProject: "请选择这个项目现在的文件夹，或一个空的位置。", "Choose the folder where this project is now, or an empty place.";
    SystemWords: "系统信息", "System message";
    NextPane: "到下一个窗格", "To the next pane";
    PreviousPane: "到上一个窗格", "To the pane before";
    ReadOnly: "只读：{0}", "Read-only: {0}";
    StatusCountsReports: "{0}份报告 · {1}节 · {2}项任务", "{0} {0|report|reports} · {1} {1|section|sections} · {2} {2|task|tasks}";
    StatusCounts: "{0}节 · {1}项任务", "{0} {0|section|sections} · {1} {1|task|tasks}";
    JobOpening: "正在打开 {0}", "Opening {0}";
    JobReading: "正在识别 {0}", "Reading {0}";
    JobLayout: "正在排版", "Laying out";
    JobExport: "正在导出 {0}", "Exporting {0}";
    JobPercent: "{0}%", "{0}%";
    CancelJob: "取消", "Cancel";
    JobCancelled: "已取消：{0}", "Cancelled: {0}";
    DoneExport: "已导出：{0}", "Exported: {0}";
    DoneNewProject: "已建项目：{0}", "Project created: {0}";
    DoneOpened: "已打开项目：{0}", "Project opened: {0}";
    DoneUndo: "已撤销：{0}", "Undone: {0}";
    DoneRedo: "已重做：{0}", "Redone: {0}";
    DoneRemove: "已删除：{0}（可撤销）", "Removed: {0} (can be undone)";
    DoneKnown: "已在项目中：{0}", "Already in the project: {0}";
    ErrReportChanged: "报告文件与项目中的不同，显示的是先前导入的文稿", "The file differs from the report in the project; the earlier one is shown";
    WayReportChanged: "如要换用新文稿，另存为别的文件名再打开。", "To use the newer one, save it under another name and open that.";
    ErrUnsent: "这一项已不在项目中，没有写进去的文字：{0}", "The item is gone; these words were not entered: {0}";
    WayUnsent: "可从这里抄回，或先撤销删除。", "Copy them from here, or undo the removal first.";
    // DESK
    AlreadyOpen: "已在本窗口打开：{0}", "Already open in this window: {0}";
    ErrProjectLeft: "原来的项目已不在窗口中，没有完成：{0}", "The project it was for was left; not done: {0}";
    WayProjectLeft: "打开原来的项目再做一次。", "Open that project and do it again.";
    CloseUntaken: "有输入尚未录入", "Some words typed were not entered";
    CloseUntakenAnyway: "放弃输入并关闭", "Discard and close";
    NoticeAgain: "{0}（{1}次）", "{0} ({1} times)";
    CloseUntakenLine: "现在关闭会丢失：", "They would be lost:";
    ErrRefused: "没有写进项目的文字：{0}", "Words that were not entered: {0}";
    ErrUnfinished: "没有写完，未录入的文字：{0}", "Unfinished, and not entered: {0}";
    WayUnfinished: "可从这里抄回。", "Copy the words from here.";
    DoneImport: "已导入：{0}", "Imported: {0}";
    UndoneLeft: "撤销时保留了{0}处他人后来的改动", "{0} later {0|change by others was left as it is|changes by others were left as they are}";
    WaitingForSave: "正在保存，完成后关闭…", "Saving; the window closes when it is done…";
    CloseUnsaved: "有修改没有保存到磁盘", "Some edits are not on disk";
    CloseUnsavedLine: "{0}处修改只在内存中，现在关闭会丢失：{1}", "{0} {0|change is|changes are} in memory only and would be lost: {1}";
    CloseAnyway: "放弃修改并关闭", "Discard and close";
    StayOpen: "返回", "Go back";

    // Notifications.
    Notifications: "通知", "Notifications";
    NotificationCount: "通知 {0}", "Notifications {0}";
    NotificationRead: "知道了", "Got it";
    WayOut: "怎么办：{0}", "What to do: {0}";
    AtPlace: "{0}：{1}", "{0}: {1}";
    ThenWay: "{0}。{1}", "{0}. {1}";

    // Sentences for errors and notices, and ways out.
    ErrEmpty: "内容为空", "There is nothing in it";
    ErrNotText: "这不是文字文件", "This is not a text file";
    ErrTooLarge: "文件太大，超过 128 MB", "The file is too large, over 128 MB";
    ErrMalformed: "文件已损坏，无法识别", "The file is damaged and cannot be read";
    ErrUnknownFormat: "文件内容与扩展名不符", "The file is not what its name says";
    ErrLegacyOffice: "这是旧版 Office 或 WPS 文件", "This is an old Office or WPS file";
    ErrNotYetSupported: "暂不支持这种文件格式", "Files of this format are not read yet";
    // Formats.
    ErrEncrypted: "文件设有打开密码", "The file is locked with a password";
    ErrScan: "这是扫描件，只有图像，没有可读的文字", "This is a scan: pictures of pages, no text";
    ErrNoCharacters: "文件的字体没有文字编码，只能看到字形，取不出文字", "The fonts of this file do not say which characters they draw; no text can be taken out";
    ErrReaderNotStarted: "读取文件的进程没有启动：程序文件可能已被移动、删除或更新", "The reading process did not start: the program's file may have been moved, removed or replaced";
    ErrReaderDied: "文件无法读取：读取它的进程中途退出，没有影响其他内容", "The file cannot be read: the process reading it ended midway; nothing else was touched";
    ErrTooSlow: "文件无法读取：用时过长，已停止", "The file cannot be read: it took too long and was stopped";
    WayUnlock: "请在 WPS 或原软件中取消密码，另存后再导入。", "Remove the password in WPS or the program it came from, save and import it again.";
    WayScan: "请用 WPS 等软件识别文字（OCR），另存为 docx 后再导入；或向来文单位索取电子版。", "Recognise the text (OCR) in WPS or the like, save as docx and import that; or ask its issuer for the document.";
    WayRestart: "请退出落实后重新打开；仍不行时请重新安装。", "Quit Luoshi and open it again; install it anew if that does not help.";
    // Tables.
    ErrTooManyCells: "表格过大，超过 200 万个单元格", "The workbook has more than 2 million cells";
    FilesPassedOver: "{0}：{1} 个文件不是报告的格式，未读入", "{0}: {1} files of other kinds passed over";
    FilesCount: "{0} 个文件", "{0} files";
    DoneImportSeveral: "已导入 {0} 个文件", "{0} files imported";
    ErrSomeNotImported: "有 {0} 个文件没有导入", "{0} files were not imported";
    WayEachAlone: "逐个打开可以看到原因。", "Open each by itself to see why.";
    WaySplitSheets: "请把需要的工作表另存为单独的文件后再导入。", "Save the sheets you need as a file of their own and import that.";
    ErrClassified: "文件带有密级标志，已拒绝导入，没有留下任何副本", "The file is marked as classified; it was refused and nothing was copied";
    ErrIo: "读写磁盘失败", "The disk could not be read or written";
    ErrDiskFull: "磁盘空间不足", "The disk is full";
    ErrNoPermission: "没有写入权限", "It may not be written";
    WayDiskFull: "请腾出空间；修改还在，恢复后会保存。", "Make room; the edits are kept and saved then.";
    WayNoPermission: "请换一个可写的文件夹，或请管理员开通权限。", "Choose a folder you can write, or ask for permission.";
    Sent: "已送打印机：{0}", "Sent to the printer: {0}";
    SentShown: "没有打印机，已用系统阅读器打开", "No printer: opened in the system's viewer";
    JobSending: "正在送打印机", "Sending to the printer";
    PathHere: "系统没有打开文件对话框，请在这里输入路径。", "The system opened no file dialog; type the path here.";
    Ok: "确定", "OK";
    ErrNotFound: "找不到这个文件或文件夹", "There is no such file or folder";
    ErrNotAProject: "这个文件夹里没有 project.ron：不是落实项目，或没有复制完整", "There is no project.ron here: not a Luoshi project, or not copied whole";
    ErrProjectDamaged: "项目说明文件 project.ron 已损坏", "The project's own description is damaged";
    ErrExists: "同名文件夹已经存在", "A folder of that name exists already";
    ErrInternal: "程序出错：{0}", "A fault of the program: {0}";
    ErrReadOnly: "项目是只读的，修改没有保存", "The project is read-only; nothing was changed";
    ErrReadOnlyHeld: "另一个窗口或程序正在编辑这个项目（进程 {0}），修改没有保存", "Another window or program is editing this project (process {0}); nothing was changed";
    ErrReadOnlyNewer: "项目由新版本创建（格式 {0}），只能查看，修改没有保存", "A newer version made this project (format {0}); it can only be read; nothing was changed";

    // The command line.
    CliOutNeeded: "多个文件须用 --out 指定输出文件夹", "Several files need --out DIR";
    CliSomeFailed: "有的文件没有读成，见上", "Some files could not be read; see above";
    CliNotAnId: "不是有效的编号：{0}", "Not an id: {0}";
    CliSetting: "没有这项设置，或值不对：{0}", "No such setting, or not a value of it: {0}";
    CliLine: "不是 JSON 命令：{0}", "Not a command in JSON: {0}";
    CliMissing: "缺少：{0}", "Missing: {0}";
    CliWrong: "值不对：{0}", "Wrong value for: {0}";
    CliDirectory: "这一行没有看懂：{0}", "This line was not understood: {0}";
    CliUnknownOp: "没有这个命令：{0}", "Unknown op: {0}";
    WayHelpApply: "命令和写法见 luoshi help apply。", "See luoshi help apply for the commands.";
    WaySettings: "可设 first_unit（lead、collecting、none）、title、note。", "The settings are `first_unit` (lead, collecting, none), title and note.";
    WayShow: "编号见 luoshi show DIR --json。", "Ids stand in luoshi show DIR --json.";
    ErrNoHome: "找不到用户文件夹", "Your home folder cannot be found";
    ErrGone: "这一项已被删除", "This item was removed";
    ErrLocked: "这一项由新版本修改过，本版本只能查看", "A newer version changed this item; here it can only be read";
    ErrQuote: "正文中找不到这几个字，或者不止一处", "These words do not stand in the text, or stand in several places";
    ErrSplit: "不能在这里拆分", "It cannot be split here";
    ErrMerge: "后面没有可以合并的条目", "There is no following item to merge with";
    ErrQuoteAmbiguous: "正文中有多处这几个字：{0}", "These words stand in several places: {0}";
    ErrEmptyValue: "不能为空：{0}", "May not be empty: {0}";
    ErrNoConflict: "这里没有改动冲突", "There is no conflict here";
    LeftOutDone: "未列入原文已完成的任务：{0} 项", "Left out, done by the report: {0} {0|task|tasks}";
    UnitsAbsent: "没有任务写到：{0}", "No task names: {0}";
    ErrMove: "不能移动到那里", "It cannot be moved there";
    ErrPrinter: "打印机没有接受任务", "The printer did not take the job";
    ErrNoPrinter: "没有打印机，也没有能打开 PDF 的软件", "There is no printer, and no program that shows PDFs";
    ErrNoDialog: "系统没有提供文件对话框", "The system offers no file dialog";
    ErrOther: "操作没有完成：{0}", "It could not be done: {0}";
    NoticeTornTail: "上次退出时最后一笔没有写完，已忽略，之前的内容完整", "The last record was not finished when the program ended; all before it is whole";
    NoticeDamaged: "有内容损坏或被改动：{0}", "Something is damaged or was altered: {0}";
    NoticeHeld: "有修改在等待尚未到达的文件：{0}", "An edit waits for a file that has not arrived: {0}";
    NoticeMissing: "缺少文件：{0}", "A file is missing: {0}";
    NoticeUnfinished: "有一个没有写完的文件，已忽略", "An unfinished file was left out";
    NoticeNewer: "项目由新版本创建，只能查看", "A newer version made this project; it can only be read";
    NoticeReading: "{0}", "{0}";
    NoticeGlyphs: "所用字体缺少这些字：{0}", "The fonts lack these characters: {0}";
    WayOtherFile: "请选择报告的文字、网页、Word、PDF、OFD 或表格文件。", "Choose the report as text, web page, Word, PDF, OFD or table.";
    WaySplitFile: "请分成几个文件导入。", "Split it into several files.";
    WaySaveAgain: "请用 WPS 或 Word 打开后另存为 docx，再导入。", "Open it in WPS or Word, save it as docx and import that.";
    WaySaveDocx: "请用 WPS 或 Word 另存为 docx，再导入。", "Save it as docx in WPS or Word and import that.";
    WayClassified: "涉密文件请在涉密设备上处理。", "Handle classified files on classified equipment.";
    WayIo: "请检查磁盘空间和文件夹权限；修改会保留，空间恢复后自动重试。", "Check disk space and permissions; edits are kept and saved later.";
    WayPath: "请检查路径。", "Check the path.";
    WayNotAProject: "请选择扩展名为 .luoshi 的文件夹，或先导入报告。", "Choose a folder whose name ends in .luoshi, or import a report.";
    WayCopyBack: "请从备份或同步的另一台电脑拷回这个文件。", "Copy this file back from a backup or another computer.";
    WayVerify: "可运行 luoshi verify 查看详情；其余内容不受影响。", "Run luoshi verify for details; the rest is not affected.";
    WayWaitForFiles: "请等待同步完成，或从另一台电脑拷来缺少的文件。", "Wait until syncing is done, or copy the missing files.";
    WayReadOnly: "关闭另一个窗口后重新打开项目；或把项目复制到可写的文件夹。", "Close the other window and open the project again, or copy it to a folder you can write.";
    WayNoHome: "请设置 HOME 环境变量。", "Set the HOME environment variable.";
    WayNewer: "请更新本软件。", "Update this program.";
    WayQuote: "请重新选择原文中的文字。", "Select the words in the text again.";
    WayPrinter: "可先存为 PDF，再用其他软件打印。", "Save a PDF and print it with another program.";
    WayNoDialog: "请在“文件或项目的路径”中输入路径。", "Type the path into the path field.";
    WayGlyphs: "请安装包含这些字的字体，或改写标题。", "Install a font that has them.";
    WayReport: "请记下这条信息并联系技术支持。", "Note this message and ask for support.";
    OpenedReadOnlyHeld: "另一个窗口正在编辑（进程 {0}）", "another window is editing (process {0})";
    OpenedReadOnlyFolder: "文件夹不可写", "the folder cannot be written";
    OpenedReadOnlyNewer: "由新版本创建", "made by a newer version";
    NoDisplay: "没有可用的图形界面：请在桌面环境中运行，或设置 DISPLAY 或 WAYLAND_DISPLAY。", "No display: run it in a desktop session.";
    NoGraphics: "无法打开窗口：缺少 OpenGL 图形支持（{0}）。请安装 libgl1 和显卡驱动。", "The window cannot open: OpenGL is missing ({0}). Install libgl1 and a graphics driver.";
    NoLibrary: "无法打开窗口：缺少系统库（{0}）。请安装 libxkbcommon-x11-0、libx11-xcb1、libxcursor1、libxi6。", "The window cannot open: a system library is missing ({0}). Install libxkbcommon-x11-0, libx11-xcb1, libxcursor1 and libxi6.";
    NoWindow: "无法打开窗口：{0}。", "The window cannot open: {0}.";

    // Print pane.
    LayoutChecklist: "督办清单", "Checklist";
    LayoutDecomposition: "任务分解表", "Task decomposition table";
    GroupBy: "分组", "Group";
    GroupSection: "按章节", "by section";
    GroupUnit: "按单位", "by unit";
    GroupDeadline: "按时限", "by deadline";
    OnlyUnits: "只印这些单位", "Only these units";
    AllUnits: "全部单位", "All units";
    SavePdf: "存为 PDF", "Save PDF";
    SaveDocx: "存为 Word", "Save Word";
    SaveXlsx: "存为 Excel", "Save Excel";
    SavePerUnit: "分单位 Excel", "Excel per unit";
    SendToPrinter: "打印", "Print";
    PrintTitle: "表格标题", "Title";
    PrintNote: "附注", "Note";
    PageOf: "第 {0} 页，共 {1} 页", "Page {0} of {1}";
    PrintEmpty: "没有任务可以打印。", "There are no tasks to print.";
    MissingGlyphs: "字体缺字：{0}", "Missing glyphs: {0}";
    LayoutBusy: "正在排版…", "Laying out…";
    PrintOptions: "打印选项", "Print options";
    PrintPreview: "打印预览", "Preview";
    PrintTable: "表", "Table";
    FindUnit: "查找单位", "Find a unit";
    PrintTasks: "{0} 项任务", "{0} {0|task|tasks}";
    PrintTasksRows: "{0} 项任务（按单位共 {1} 行）", "{0} {0|task|tasks} ({1} {1|row|rows} by unit)";
    PrintUnitMissing: "{0} 项责任单位待明确", "{0} without a unit";
    PrintNoUnitYet: "还没有选单位，现在印的是全部", "No unit is chosen: all are printed";
    PrintWithDone: "含已完成的任务", "With tasks already done";
    PrintLeftOutDone: "另有 {0} 项已完成的未列入", "{0} more {0|is|are} done and left out";
    PrintLeadMissing: "{0} 项牵头单位待明确", "{0} without a lead unit";
    PrintPages: "共 {0} 页", "{0} {0|page|pages}";
    ZoomWidth: "适合宽度", "Fit the width";

    // Report pane.
    NoiseFolded: "已折叠 {0} 行网页内容", "{0} {0|line|lines} of the web page folded";
    NoiseFoldedOf: "已折叠 {0} 行网页内容（全文共 {1} 行）", "{0} {0|line|lines} of the web page folded ({1} in the report)";
    NoiseShown: "收起网页内容", "Fold the web page lines";
    CommentSelection: "批注所选文字", "Comment on it";
    AssignSelection: "设为责任单位", "Assign unit";
    NoReport: "还没有打开报告。", "No report is open.";
    CopySelection: "复制", "Copy";
    DeadlineSelection: "设为时限", "Set deadline";
    TargetSelection: "设为指标", "Make target";
    ScrollBar: "滚动条", "Scroll bar";
    MarkTarget: "指标：{0}　{1}", "Target: {0} — {1}";
    MarkUnit: "责任单位：{0}（{1}）", "Responsible unit: {0} ({1})";
    MarkNote: "批注：{0}", "Comment: {0}";
    MarkByHand: "由人填写", "entered by a person";
    MarkUnitWords: "原文：{0}", "In the text: {0}";
    MarkTargetEdited: "已修改，原文为：{0}", "edited; the text says: {0}";
    MarkNoteWhole: "批注整项：{0}", "Comment on the whole item: {0}";
    SelectionFirstItem: "所选文字跨多项，只取第一项中的部分", "Over several items: only the words in the first one are taken";
    SelectionNotUnit: "所选文字不是单位名称", "The selected words are not a unit's name";

    // The report: menu, margin, finding.
    LabelMakeTask: "设为任务", "make a task";
    TaskSelection: "设为任务", "Make task";
    MarkDeadline: "时限：{0}", "Deadline: {0}";
    MarkPassage: "{0}：{1}{2}", "{0}: {1}{2}";
    MarkReworded: "已改写为：{0}", "reworded: {0}";
    SelectionNoWords: "所选之处没有文字", "No words are selected";
    EditWording: "修改正文", "Edit the wording";
    FindWords: "查找", "Find";
    FindNone: "没有找到", "Not found";
    FindNext: "下一处", "Next";
    FindPrevious: "上一处", "Previous";
    FindClose: "关闭查找", "Close";
    FindNextPlace: "查找下一处", "Find next";
    FindPreviousPlace: "查找上一处", "Find previous";
    NoteCard: "批注 {0}：{1}", "Comment {0}: {1}";
    NoteLost: "待确认：原文中已找不到“{0}”", "to be checked: “{0}” no longer stands here";
    NoteReply: "回复", "Reply";
    NoteEdit: "修改", "Edit";
    NoNotes: "没有批注", "There are no comments";
    KeyCaret: "上一行、下一行", "Row up, row down";
    KeySentence: "上一句、下一句", "Sentence back, sentence on";
    KeyParagraph: "段首、段尾", "Start of the paragraph, its end";
    KeyMenu: "所选文字的菜单", "Menu of the selected words";
    TaskSelectionIs: "所选文字已是一项任务", "The selected words are a task already";
    // Preferences, and what is remembered.
    NoticeRead: "已知悉", "Understood";
    RecentProjects: "最近的项目", "Recent projects";
    PreferencesLook: "外观", "Looks";
    LanguageLabel: "语言", "Language";
    LanguageChinese: "中文", "中文";
    LanguageEnglish: "English", "English";
    LookLabel: "色彩", "Colours";
    LookLight: "浅色", "Light";
    LookDark: "深色", "Dark";
    LookSystem: "随系统", "As the system";
    TextScale: "字号", "Size";
    PreferencesWork: "署名", "Who you are";
    PersonName: "姓名", "Your name";
    PersonNameHelp: "随以后打开的项目给同事看，改动记录里只有编号。", "Colleagues see it in projects opened from now on; records carry a number only.";
    AuthorUnitHelp: "新批注先填这个单位。", "New comments begin with this unit.";
    PreferencesMemory: "记住的内容", "What is remembered";
    RememberProjects: "记住打开过的项目和看到的位置", "Remember projects and places in them";
    AtStart: "启动时", "At the start";
    AtStartLast: "打开上次的项目", "Open the last project";
    AtStartWelcome: "显示首页", "Show the first page";
    ForgetProjects: "清除项目记录", "Forget projects";
    UsualColumns: "恢复默认列", "Usual columns";
    PreferencesPlace: "设置保存在：{0}", "Kept in: {0}";
    ErrPreferences: "设置文件已损坏，原文件另存，现用默认设置", "The settings could not be read; the file was kept aside and the usual settings are in force";
    WayPreferences: "可对照另存的文件重新设置。", "Choose your settings anew; the file kept aside says what they were.";

    // Search, commands and keys.
    SearchFieldHint: "搜索：文字或拼音首字母", "Search words or initials";
    SearchHint: "文字或拼音首字母", "Words or pinyin initials";
    SearchEmpty: "输入文字或拼音首字母，查找标题、正文、单位、指标和批注，也可以只选条件。", "Type words or pinyin initials to search titles, texts, units, targets and comments, or only choose conditions.";
    SearchNothing: "没有找到。", "Nothing was found.";
    SearchCount: "找到{0}项", "{0} found";
    SearchCounting: "已找到{0}项…", "{0} found so far…";
    SearchResults: "搜索结果", "Search results";
    SearchClear: "清除条件", "Clear the conditions";
    SearchClose: "关闭搜索", "Close the search";
    SearchOnly: "只看结果", "Only these";
    SearchOnlyHint: "提纲和任务表只显示找到的内容", "Outline and task table show only what was found";
    SearchViews: "常用搜索", "Saved";
    SearchSave: "保存这次搜索", "Save this search";
    SearchViewName: "名称", "Name";
    SearchRename: "改名", "Rename";
    SearchRenameNamed: "改名：{0}", "Rename: {0}";
    SearchForget: "删除", "Remove";
    SearchForgetNamed: "删除：{0}", "Remove: {0}";
    SearchKeep: "保存", "Save";
    SearchNoViews: "还没有保存的搜索。", "No search was saved yet.";
    LaneTitle: "标题", "title";
    LaneUnits: "单位", "unit";
    LaneTargets: "指标", "target";
    LaneNotes: "批注", "comment";
    LaneText: "正文", "text";
    TraitUnassigned: "未分派", "unassigned";
    TraitNoTarget: "无目标", "no target";
    TraitNoDeadline: "无时限", "no deadline";
    TraitNoted: "有批注", "commented";
    TraitUnsure: "待确认", "to confirm";
    TraitContested: "改动冲突", "in conflict";
    ByUnit: "单位", "Unit";
    BySection: "章节", "Section";
    ByDue: "时限", "Deadline";
    ByStatus: "状态", "State";
    ByAny: "不限", "Any";
    DuePast: "已过", "Passed";
    DueMonth: "本月", "This month";
    DueQuarter: "本季", "This quarter";
    DueSpan: "{0}至{1}", "{0} to {1}";
    DueFrom: "从（如2026-03-01）", "From (such as 2026-03-01)";
    DueTo: "到", "To";
    DueSpanSet: "按这段时间", "Use these days";
    SectionHint: "先选中一项，这里列出它所在的章节。", "Select an item: its sections are listed here.";
    PaletteHint: "输入命令、单位或报告；空格或 # 开头查找章节和任务", "Type a command, unit or report; begin with a space or # for sections and tasks";
    PaletteList: "可用的命令", "Commands found";
    PaletteUnit: "单位", "Unit";
    KeysTitle: "快捷键一览", "Keys";
    KeysFind: "查找快捷键", "Find a key";
    KeysOutline: "提纲中", "In the outline";
    KeysTable: "任务表中", "In the task table";
    KeysText: "原文中", "In the report";
    KeysSearch: "搜索框中", "In the search field";
    KeysNothing: "没有这样的快捷键。", "There is no such key.";
    KeyUpDown: "上一行、下一行", "Row above, row below";
    KeyExtend: "连同上一行、下一行一起选", "Select the row above or below too";
    KeyFold: "展开、折叠", "Unfold, fold";
    KeyEnds: "第一行、最后一行", "First row, last row";
    KeyPages: "上一页、下一页", "Page up, page down";
    KeyEnterTitle: "修改标题", "Edit the title";
    KeyIndent: "降级、升级", "Indent, outdent";
    KeyAll: "全选", "Select all";
    KeyCells: "在单元格间移动", "Move between cells";
    KeyEditCell: "修改单元格", "Edit the cell";
    KeyLeave: "放弃修改、离开", "Leave without the change";
    KeyChooseWords: "连同后面的字一起选", "Select words";
    KeyNextHit: "下一处、上一处", "Next, previous";
    KeyGoHit: "转到所选结果", "Go to the chosen result";
    WhyProject: "先打开项目", "Open a project first";
    WhySelected: "先选中一项", "Select an item first";
    WhyReadOnly: "项目以只读方式打开", "The project is open for reading only";

    // Rules, in words.
    RuleSectionNumbered: "编号标题", "numbered heading";
    RuleSectionOpening: "首个标题之前的正文", "text before the first heading";
    RuleSectionRunIn: "编号后的首句作标题", "numbered first sentence";
    RuleSectionLead: "段首总领句", "lead sentence";
    RuleSectionFormat: "文件格式标明的标题", "heading marked by the format";
    RuleSectionTable: "表格中的分组行", "group row of a table";
    RuleTaskItem: "“一是、二是”等分项", "item of an enumeration";
    RuleTaskAnnotated: "注明责任单位的一段", "passage with its units named";
    RuleTaskRow: "表格的一行", "row of a table";
    RuleTaskSentence: "单独成句的要求", "sentence that demands";
    RuleTaskHeading: "标题句提出的要求", "heading that demands";
    RuleTaskBody: "章节的正文", "body of a section";
    RuleTargetGrowth: "增减幅度", "rate of change";
    RuleTargetLevel: "数字加计量单位", "number with a measure";
    RuleTargetShare: "占比或比率", "share";
    RuleTargetRank: "位次", "rank";
    RuleTargetCount: "数字加量词", "number of things";
    RuleTargetNoun: "数字加事项名称", "number with a noun";
    RuleTargetList: "并列数字逐一对应", "numbers in parallel";
    // READ
    RuleTargetStep: "进度栏的分步数字", "step of a schedule column";
    RuleUnitsBracket: "括号注明的责任单位", "units in brackets";
    RuleUnitsUnclosed: "括号注明的责任单位（缺右括号）", "units in an unclosed bracket";
    RuleUnitsBare: "括号里的单位名称", "unit names in brackets";
    RuleUnitsLine: "单独一行的责任单位", "units on their own line";
    RuleUnitsColumn: "责任单位栏", "column of units";
    RuleUnitsDoer: "句中办事的单位", "body that acts in the sentence";
    RuleUnitsPost: "责任人或时限单列一行", "line of posts or times";
    RuleDeadlineLabelled: "标明的完成时限", "labelled time limit";
    RuleDeadlinePhrase: "句中的时限", "time limit in the sentence";
    RuleDeadlineColumn: "完成时限栏", "column of time limits";
    RuleUnitsPhrase: "“某某牵头”的写法", "phrase that names who leads";
}

impl Message {
    /// The words for the label of a change.
    pub fn of_label(label: &str) -> Option<Self> {
        Some(match label {
            "import" => Self::LabelImport,
            "adopt" => Self::LabelAdopt,
            "set_title" => Self::LabelSetTitle,
            "set_text" => Self::LabelSetText,
            "set_note" => Self::LabelSetNote,
            "set_deadline" => Self::LabelSetDeadline,
            "assign" => Self::LabelAssign,
            "set_leader" => Self::LabelSetLeader,
            "set_target" => Self::LabelSetTarget,
            "remove_target" => Self::LabelRemoveTarget,
            "annotate" => Self::LabelAnnotate,
            "resolve" => Self::LabelResolve,
            "reopen" => Self::LabelReopen,
            "make_task" => Self::LabelMakeTask,
            "split" => Self::LabelSplit,
            "merge" => Self::LabelMerge,
            "move" => Self::LabelMove,
            "add_task" => Self::LabelAddTask,
            "add_section" => Self::LabelAddSection,
            "remove" => Self::LabelRemove,
            "choose" => Self::LabelChoose,
            "restore" => Self::LabelRestore,
            "settings" => Self::LabelSettings,
            "units" => Self::LabelUnits,
            "set_kind" => Self::LabelSetKind,
            "set_status" => Self::LabelSetStatus,
            "set_marker" => Self::LabelSetMarker,
            "renumber" => Self::LabelRenumber,
            "duplicate" => Self::LabelDuplicate,
            "paste" => Self::LabelPaste,
            "set_annotation" => Self::LabelSetAnnotation,
            "reply" => Self::LabelReply,
            "edit_unit" => Self::LabelEditUnit,
            "remove_unit" => Self::LabelRemoveUnit,
            "order_units" => Self::LabelOrderUnits,
            _ => return None,
        })
    }
}
