//! What went wrong and what was found, in words.

use crate::store::{Finding, Severity};

/// A finding as one line: how bad, its code, place and detail.
pub(super) fn finding(finding: &Finding) -> String {
    let line = finding.line.map_or_else(String::new, |line| format!(":{line}"));
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Damage => "damage",
    };
    format!("{severity} {} {}{line} {}", finding.code, finding.file.display(), finding.detail)
}

/// The Chinese for the stable code that every floor's errors carry; `None` for a code that has none yet.
pub(super) fn chinese(code: &str) -> Option<&'static str> {
    Some(match code {
        // Reports.
        "empty" => "内容为空",
        "not_text" => "不是文本，也不是能识别的文档",
        "too_large" => "文件超过可读的大小，请拆分后再读",
        "malformed" => "文件已损坏或不合格式，请用原软件另存后再读",
        "unknown_format" => "内容与扩展名不符",
        "legacy_office" => "旧版 Office 或 WPS 文件，请另存为 .docx 再读",
        "not_yet_supported" => "暂不支持这种格式，请另存为 .docx 或文本",
        "classified" => "文件标有密级，本软件不得存储、处理国家秘密；未复制任何内容",
        // Project folders and files.
        "io" => "读写文件出错",
        "disk_full" => "磁盘已满；已保存的内容不受影响",
        "no_permission" => "没有读写权限",
        "read_only_disk" => "磁盘只读",
        "file_missing" | "not_found" => "找不到文件或文件夹",
        "not_a_project" => "不是项目文件夹（没有 project.ron），或尚未复制完整",
        "project_damaged" => "project.ron 已损坏，请从备份复制回来",
        "exists" => "已经存在，不会覆盖",
        "unsound_reading" | "internal" => "程序内部出错，请反馈",
        "no_home" => "找不到用户文件夹",
        "writer_ended" => "保存线程已停止",
        "read_only" => "项目当前只能查看",
        "cancelled" => "已取消",
        // Edits.
        "unknown_id" => "没有这个编号，或已被删除",
        "locked" => "由新版本软件写入，本版本不能修改",
        "quote_not_found" => "原文中没有这段话",
        "quote_ambiguous" => "原文中有多处这段话，请给出 start",
        "offset_outside" => "不能在此处拆分",
        "nothing_to_merge" => "后面没有同类的同级项可并入",
        "circle" => "不能移到自身或下级之中",
        "no_such_place" => "要移到的位置不存在",
        "impossible_value" => "不可能的值",
        "no_conflict" => "此处没有改动冲突",
        "nothing_to_undo" => "没有可撤销的操作",
        "nothing_to_redo" => "没有可重做的操作",
        // Lines and arguments.
        "not_json" => "不是一条 JSON 命令",
        "missing_key" => "缺少",
        "wrong_value" => "值不合要求",
        "unknown_op" => "没有这种操作",
        "unknown_setting" => "没有这项设置或这个值",
        "directory_line" => "名录中有一行没有单位名称",
        "out_needed" => "多个文件请用 --out 指定文件夹",
        "some_failed" => "有的文件未能读出",
        "input_failed" => "读不了输入",
        "output_failed" => "写不了输出",
        // Tables.
        "nothing_to_print" => "表中没有任务",
        "unit_not_named" => "没有任务写到这些单位",
        "template_failed" | "pdf_failed" => "排版出错",
        "xlsx" | "docx" => "文件生成出错",
        "printer_refused" | "printer_not_started" | "no_printer" => "打印机不可用",
        _ => return None,
    })
}
