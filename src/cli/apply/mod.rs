//! `luoshi apply DIR`: one JSON command a line in, one answer a line out.

mod command;
mod directory;
#[cfg(test)]
mod tests;
mod text;
mod value;

use super::{CliError, open};
use crate::{
    session::{Outcome, Session},
    store::Access,
};
use clap::Args;
use command::parse;
use std::{
    io::{BufRead, Write, stdin, stdout},
    path::PathBuf,
};

const OPS: &str = r#"每行一个命令 {"op":…,"node":…}；set_… 另有 "value"。偏移按 Unicode 字符计。
One command a line; the set_… ops also take "value". Offsets count Unicode scalars.

  {"op":"set_title","node":N,"value":"…"}          标题；N 也可以是文档；空值恢复原文
  {"op":"set_text","node":N,"value":"…"}           改写任务表述
  {"op":"set_note","node":N,"value":"…"}           备注
  {"op":"set_deadline","node":N,"value":"12月底前"} 时限（照写），空值清除
  {"op":"assign","node":N,"units":[{"name":"…","role":"lead|collecting|responsible|support"}]}
  {"op":"set_leader","node":N,"value":"…"}         牵头领导（职务）
  {"op":"set_target","node":N,"value":{"id":T,"indicator":"…","comparator":"at_least","value":12,"unit":"%",
       "kind":"growth","by":"2026年","stretch":false,"quote":"…"}}   无 id 为新增
  {"op":"remove_target","node":T}
  {"op":"annotate","node":N,"quote":"…","start":0,"body":"…","author":"…"}   start 可省
  {"op":"resolve","node":A,"value":true}           批注办结；false 重新打开
  {"op":"split","node":N,"offset":12}              在第 12 个字符前拆分
  {"op":"extract_task","node":N,"start":5,"end":12} 节点文字的一段成为一项任务
  {"op":"take_up","parent":N或文档,"before":N或null,"start":5,"end":12}
       报告正文的一段（luoshi read --json 的 text）成为一项任务
  {"op":"merge","node":N}                          并入下一个同级节点
  {"op":"move","node":N,"parent":N或文档或null,"before":N或null}
  {"op":"add_task","parent":N或文档,"before":N或null,"text":"…"}
  {"op":"remove","node":N}                         连同下级删除；可撤销
  {"op":"add_section","parent":N或文档,"before":N或null,"title":"…"}
  {"op":"set_kind","node":N,"value":"section|task"} 章节与任务互换，文字不丢
  {"op":"set_status","node":N,"value":"planned|done|mixed"}
  {"op":"set_marker","node":N,"value":"（一）"}      序号；空值为无序号
  {"op":"renumber","parent":N或文档}               按首个序号的样式顺次编号
  {"op":"duplicate","nodes":[N,…]}                 连同下级，各在其后
  {"op":"paste","parent":N或文档,"before":N或null,"markdown":"…"}
  {"op":"move_all","nodes":[N,…],"parent":N或文档,"before":N或null}
  {"op":"remove_all","nodes":[N,…]}
  {"op":"assign_all","items":[{"node":N,"units":[…]},…]}
  {"op":"set_deadline_all","nodes":[N,…],"value":"…"}  {"op":"set_status_all","nodes":[N,…],"value":"done"}
  {"op":"several","commands":[{"op":…},…]}         不同节点的几处修改，一次撤销
  {"op":"set_annotation","node":A,"body":"…"}
  {"op":"reply","node":A,"body":"…","author":"…"}
  {"op":"restore","node":N,"field":"title","value":…} 恢复旧值；null 为原文
  {"op":"enter_units","units":[{"full_name":"…","short_name":"…","group":"…","order":1},…]}
  {"op":"edit_unit","unit":U或名称,"value":{"full_name":"…","aliases":["…"],"merged_into":U或名称,
       "since":"2026-01-01","posts":[{"post":"局长","holder":"…"}]}}   未给的不变；改全称即更名
  {"op":"remove_unit","unit":U或名称}  {"op":"order_units","units":[U或名称,…]}
  {"op":"set_first_unit","value":"lead|collecting|none"}  首位为牵头单位
  {"op":"choose","node":N,"field":"title","value":…}   改动冲突：取其中一个值
  {"op":"undo"}  {"op":"redo"}

回答 / answers: saved <writer> <seq>（已写入磁盘）| unchanged | error <code> <message>"#;

/// Arguments of `apply`.
#[derive(Debug, Args)]
#[command(after_help = OPS, after_long_help = OPS)]
pub(super) struct Apply {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
}

impl Apply {
    /// Answers every line; an error is an answer, and the next line is carried out.
    pub(super) fn run(self) -> Result<(), CliError> {
        let mut session = open(&self.dir, Access::Write)?;
        let mut answers = stdout().lock();
        let mut lines = stdin().lock();
        let mut line = Vec::new();
        loop {
            line.clear();
            let wrong = |error| CliError::Input { path: PathBuf::from("-"), error };
            if lines.read_until(b'\n', &mut line).map_err(wrong)? == 0 {
                break;
            }
            let answer = match std::str::from_utf8(&line) {
                Ok(text) => {
                    let text = text.trim().trim_start_matches('\u{feff}');
                    if text.is_empty() {
                        continue;
                    }
                    answer(&mut session, text)
                }
                // Never guessed at: what is not Unicode would be saved as something else.
                Err(error) => told(&CliError::Line(error.to_string())),
            };
            writeln!(answers, "{answer}").and_then(|()| answers.flush()).map_err(CliError::Output)?;
        }
        Ok(session.close()?)
    }
}

fn answer(session: &mut Session, line: &str) -> String {
    let outcome = parse(session.plan(), line).and_then(|command| Ok(session.run(&command)?));
    let saved = outcome.and_then(|outcome| match outcome {
        Outcome::Unchanged => Ok("unchanged".to_owned()),
        Outcome::Saved { record, .. } => {
            session.wait_durable(record)?;
            Ok(format!("saved {} {}", record.writer, record.seq))
        }
    });
    saved.unwrap_or_else(|error| told(&error))
}

/// One line, whatever the words of the user that stand in the message.
fn told(error: &CliError) -> String {
    let sentence: String = error
        .sentence()
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    format!("error {} {sentence}", error.code())
}
