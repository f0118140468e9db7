//! What a frame of the window costs: the real window without a screen, driven as a person would.
//!
//! `cargo bench --bench frame` prints a line for each thing a person does, at 100,000 tasks in a
//! report of 33 MB: median and p99 of the CPU time of a frame (running the window, then making its
//! shapes into triangles), the worst one, and bytes allocated in a frame at the median. Then memory,
//! and the first painted frame beside that of an empty window with the same fonts. Nothing is asserted.
//!
//! The graphics card's part is left out; on a software renderer it depends on the driver alone.
//! `cargo bench --bench frame -- scroll` runs only what is named so (for a profiler).

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase,
    pos2, vec2,
};
use luoshi::{
    model::{CancelToken, NoReport},
    session,
    store::{Access, Places},
    ui::{App, Place, Start, fonts},
};
use std::{
    fmt::Write,
    path::Path,
    time::{Duration, Instant},
};

/// Tasks in the report.
const TASKS: usize = 100_000;
/// The window, in points.
const SIZE: (f32, f32) = (1440.0, 900.0);
/// A place in the outline, and one in the text.
const TREE: Pos2 = pos2(150.0, 420.0);
const TEXT: Pos2 = pos2(700.0, 500.0);

/// An action plan of `tasks` tasks: sections of ten, units on each, a target on each.
fn report(tasks: usize) -> String {
    let mut text = String::from("某市高质量发展行动方案\n\n一、重点任务\n\n");
    for task in 0..tasks {
        if task % 10 == 0 {
            let line = if task == 0 { "" } else { "\n\n" };
            let batch = task / 10 + 1;
            let _ = write!(text, "{line}（{batch}）推进第{batch}批重点工作。");
        }
        let ordinal = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][task % 10];
        let _ = write!(
            text,
            "{ordinal}是加快建设现代产业体系。聚焦主导产业补链强链，推动重点项目落地见效，完善配套服务，优化营商环境，强化要素保障，健全工作机制，确保全年新增规模以上工业企业{}家以上（责任单位：市经信局、市发改委、市财政局，相关区镇街道）",
            task % 90 + 10
        );
    }
    text
}

/// CPU time of this thread: other programs on the machine do not count.
#[cfg(target_os = "linux")]
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
fn cpu() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Resident memory now, in MB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

/// The window without a screen.
struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
}

/// What one frame cost.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu: Duration,
    bytes: u64,
}

fn input(time: f64, events: Vec<Event>) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE.0, SIZE.1))),
        time: Some(time),
        events,
        focused: true,
        ..RawInput::default()
    }
}

impl Window {
    fn open(place: Place, start: Start) -> Self {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, place, start);
        Self { ctx, app, time: 0.0 }
    }

    /// One frame, in all the passes that it asks for, as the window system would run it.
    fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += 1.0 / 60.0;
        let raw = input(self.time, events);
        let start = cpu();
        let spent = allocation_counter::measure(|| {
            let mut output = self.ctx.run_ui(raw, |ui| {
                self.app.step(ui.ctx());
                self.app.draw(ui);
            });
            // There is no card to take them.
            output.textures_delta.clear();
            std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        });
        Cost { cpu: cpu().saturating_sub(start), bytes: spent.bytes_total }
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.frame(Vec::new());
        }
    }

    /// Draws until the jobs have done what was asked, and for a second more, in which what was
    /// opened is made ready; gives what the frames cost.
    fn wait(&mut self, is_so: impl Fn(&App) -> bool) -> Vec<Duration> {
        let (start, mut done) = (Instant::now(), None);
        let mut costs = Vec::new();
        while done.is_none_or(|done: Instant| done.elapsed() < Duration::from_secs(1))
            && start.elapsed() < Duration::from_mins(1)
        {
            costs.push(self.frame(Vec::new()).cpu);
            if done.is_none() && is_so(&self.app) {
                println!("{:<44} {:>7.0} ms", "opened, until rows are drawn", milliseconds(start.elapsed()));
                done = Some(Instant::now());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        costs
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) -> Cost {
        let cost = self.frame(vec![Event::ModifiersChanged(modifiers), key_event(modifiers, key, true)]);
        let after =
            self.frame(vec![key_event(modifiers, key, false), Event::ModifiersChanged(Modifiers::NONE)]);
        if after.cpu > cost.cpu { after } else { cost }
    }

    fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at), button(at, true)]);
        self.frame(vec![button(at, false)]);
    }
}

fn key_event(modifiers: Modifiers, key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn wheel(points: f32) -> Event {
    let delta = vec2(0.0, points);
    let (unit, source, phase) = (MouseWheelUnit::Point, MouseWheelSource::Unknown, TouchPhase::Move);
    Event::MouseWheel { unit, source, delta, phase, modifiers: Modifiers::NONE }
}

/// Runs one thing that a person does, `frames` times, and says what its frames cost.
struct Figures {
    only: Vec<String>,
    all: Vec<Duration>,
    /// Most memory after any scene, in MB.
    most: f64,
}

impl Figures {
    fn scene(
        &mut self,
        window: &mut Window,
        what: &str,
        frames: usize,
        mut act: impl FnMut(&mut Window, usize) -> Cost,
    ) {
        if !self.only.is_empty() && !self.only.iter().any(|only| what.contains(only.as_str())) {
            return;
        }
        window.frames(4);
        let costs: Vec<Cost> = (0..frames).map(|at| act(window, at)).collect();
        self.all.extend(costs.iter().map(|cost| cost.cpu));
        let mut times: Vec<Duration> = costs.iter().map(|cost| cost.cpu).collect();
        times.sort_unstable();
        let mut bytes: Vec<u64> = costs.iter().map(|cost| cost.bytes).collect();
        bytes.sort_unstable();
        line(what, &times, Some(bytes[bytes.len() / 2]));
        self.most = self.most.max(memory());
    }
}

fn line(what: &str, times: &[Duration], bytes: Option<u64>) {
    let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share).round() as usize]);
    let worst = times.last().copied().map_or(0.0, milliseconds);
    let bytes = bytes.map_or_else(String::new, |bytes| {
        format!("   {:>7.1} kB a frame   {:>4.0} MB", bytes as f64 / 1024.0, memory())
    });
    println!(
        "{what:<44} median {:>7.3} ms   p99 {:>7.3} ms   worst {worst:>8.3} ms{bytes}",
        at(0.5),
        at(0.99)
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The project's folder in the home of the bench.
const PROJECT: &str = "bench.luoshi";

fn place_in(root: &Path) -> Place {
    let reader = env!("CARGO_BIN_EXE_luoshi").into();
    Place { places: Places::under(root), home: root.to_owned(), reader }
}

/// A project of the whole report.
fn make(place: &Place) -> Result<(), Box<dyn std::error::Error>> {
    let dir = place.home.join(PROJECT);
    let (reporter, cancel) = (&NoReport, &CancelToken::new());
    let text = report(TASKS);
    println!("a report of {:.1} MB with {TASKS} tasks", text.len() as f64 / 1e6);
    let prepared = session::prepare_bytes(text.as_bytes(), "report.txt", reporter, cancel)?;
    session::create(&dir, "bench")?;
    let mut open = session::open(&place.places, &dir, Access::Write, reporter, cancel)?;
    open.import(&prepared)?;
    open.close()?;
    Ok(())
}

fn at_work(window: &mut Window, figures: &mut Figures) {
    let none = Modifiers::NONE;
    figures.scene(window, "nothing happens", 300, |window, _| window.frame(Vec::new()));
    figures.scene(window, "scroll the outline", 600, |window, at| {
        let way = if at % 200 < 150 { -120.0 } else { 240.0 };
        window.frame(vec![Event::PointerMoved(TREE), wheel(way)])
    });
    figures.scene(window, "scroll the text", 600, |window, at| {
        let way = if at % 200 < 150 { -120.0 } else { 240.0 };
        window.frame(vec![Event::PointerMoved(TEXT), wheel(way)])
    });
    figures.scene(window, "move the pointer over everything", 400, |window, at| {
        let to = pos2((at * 37 % 1440) as f32, (at * 53 % 900) as f32);
        window.frame(vec![Event::PointerMoved(to)])
    });
    window.click(TREE);
    figures.scene(window, "select row after row", 400, |window, _| window.press(none, Key::ArrowDown));
    figures.scene(window, "jump by pages", 300, |window, at| {
        window.press(none, if at % 30 < 25 { Key::PageDown } else { Key::PageUp })
    });
    figures.scene(window, "jump to the end and back", 40, |window, at| {
        window.press(none, if at % 2 == 0 { Key::End } else { Key::Home })
    });
    figures.scene(window, "select with the mouse, all over", 200, |window, at| {
        let row = pos2(TREE.x, 180.0 + (at * 61 % 600) as f32);
        window.frame(vec![Event::PointerMoved(row), wheel(-900.0)]);
        let pressed = window.frame(vec![button(row, true)]);
        let released = window.frame(vec![button(row, false)]);
        let drawn = window.frame(Vec::new());
        [pressed, released, drawn].into_iter().max_by_key(|cost| cost.cpu).unwrap_or_default()
    });
    let command_shift = Modifiers { shift: true, ..Modifiers::COMMAND };
    figures.scene(window, "fold all, unfold all", 20, |window, at| {
        window.press(command_shift, if at % 2 == 0 { Key::C } else { Key::E })
    });
    window.press(command_shift, Key::E);
    window.click(TREE);
    figures.scene(window, "drag a row over the outline", 300, |window, at| {
        let to = pos2(TREE.x + 10.0, 180.0 + (at * 7 % 600) as f32);
        let mut events = vec![Event::PointerMoved(to)];
        if at == 0 {
            events = vec![Event::PointerMoved(TREE), button(TREE, true)];
        }
        window.frame(events)
    });
    // Let go where it came from: nothing is moved.
    window.frame(vec![Event::PointerMoved(TREE)]);
    window.frame(vec![button(TREE, false)]);
    window.press(none, Key::Escape);
    window.click(TREE);
    window.press(none, Key::F2);
    figures.scene(window, "type in the side panel", 300, |window, at| {
        let letter = ["推", "进", "重", "点", "项", "目"][at % 6];
        window.frame(vec![Event::Text(letter.to_owned())])
    });
    figures.scene(window, "compose with an input method", 200, |window, at| {
        let event = match at % 4 {
            3 => egui::ImeEvent::Commit("发".to_owned()),
            part => egui::ImeEvent::Preedit { text: "fa zhan"[..=part].to_owned(), active_range_chars: None },
        };
        window.frame(vec![Event::Ime(event)])
    });
    figures.scene(window, "end an edit", 40, |window, at| {
        window.press(none, Key::F2);
        window.frame(vec![Event::Text(format!("{}", at % 10))]);
        window.press(none, Key::Enter)
    });
    figures.scene(window, "move a row up and down", 20, |window, at| {
        window.press(Modifiers::ALT, if at % 2 == 0 { Key::ArrowDown } else { Key::ArrowUp })
    });
    figures.scene(window, "undo and redo", 40, |window, at| {
        window.press(Modifiers::COMMAND, if at % 2 == 0 { Key::Z } else { Key::Y })
    });
}

fn elsewhere(window: &mut Window, figures: &mut Figures) {
    for (what, key) in [("task table", Key::Num2), ("matrix", Key::Num3), ("units", Key::Num4)] {
        figures.scene(window, &format!("show the {what}, and the text again"), 20, |window, at| {
            window.press(Modifiers::COMMAND, if at % 2 == 0 { key } else { Key::Num1 })
        });
        window.press(Modifiers::COMMAND, key);
        figures.scene(window, &format!("scroll the {what}"), 400, |window, at| {
            let way = if at % 200 < 150 { -120.0 } else { 240.0 };
            window.frame(vec![Event::PointerMoved(TEXT), wheel(way)])
        });
    }
    edit_cells(window, figures);
    window.press(Modifiers::COMMAND, Key::Num1);
    let command_shift = Modifiers { shift: true, ..Modifiers::COMMAND };
    window.press(command_shift, Key::F);
    figures.scene(window, "type in search", 240, |window, at| {
        // Words that are on every task, on few, and on none.
        let words = ["产", "业", "体", "系", "市", "发", "改", "99"];
        if at % 10 == 9 {
            window.press(Modifiers::COMMAND, Key::A);
            return window.press(Modifiers::NONE, Key::Backspace);
        }
        window.frame(vec![Event::Text(words[at % 10 % words.len()].to_owned())])
    });
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::K);
    figures.scene(window, "type in the palette", 120, |window, at| {
        window.frame(vec![Event::Text(["d", "y"][at % 2].to_owned())])
    });
    window.press(Modifiers::NONE, Key::Escape);
}

/// Cells of the task table: each edit makes its order anew.
fn edit_cells(window: &mut Window, figures: &mut Figures) {
    window.press(Modifiers::COMMAND, Key::Num2);
    window.frames(60);
    window.press(Modifiers::NONE, Key::ArrowDown);
    for _ in 0..5 {
        window.press(Modifiers::NONE, Key::ArrowRight);
    }
    figures.scene(window, "edit cells of the task table", 120, |window, at| match at % 3 {
        1 => window.frame(vec![Event::Text("8月底前".to_owned())]),
        _ => window.press(Modifiers::NONE, Key::Enter),
    });
    figures.scene(window, "walk down the task table", 200, |window, _| {
        window.press(Modifiers::NONE, Key::ArrowDown)
    });
}

/// A real window that closes once its first frame was painted; empty, if there is no app in it.
struct Brief {
    app: Option<App>,
    frames: usize,
}

impl eframe::App for Brief {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.frames += 1;
        if self.frames == 2 {
            // What was drawn before this is on the screen.
            println!("painted");
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        } else {
            ctx.request_repaint();
        }
        if let Some(app) = &mut self.app {
            app.logic(ctx, frame);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        match &mut self.app {
            Some(app) => app.ui(ui, frame),
            None => {
                egui::CentralPanel::default().show(ui, |ui| ui.label("落实"));
            }
        }
    }
}

/// The process that shows one brief window.
fn brief(own: bool, root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let place = place_in(root);
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native(
        "bench",
        options,
        Box::new(move |creation| {
            let app = if own {
                Some(App::new(&creation.egui_ctx, place, Start::Welcome))
            } else {
                fonts::install(&creation.egui_ctx);
                None
            };
            Ok(Box::new(Brief { app, frames: 0 }))
        }),
    )?;
    Ok(())
}

/// From the start of the process to the first painted frame: the window with its welcome screen, and
/// an empty one with the same fonts, by turns.
fn first_frames(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        println!("{:<44} not measured: there is no display (try xvfb-run)", "first painted frame");
        return Ok(());
    }
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..9 {
        for (which, times) in ["own", "empty"].into_iter().zip(&mut times) {
            let start = Instant::now();
            let mut child = std::process::Command::new(std::env::current_exe()?)
                .args(["--brief", which])
                .arg(root)
                .stdout(std::process::Stdio::piped())
                .spawn()?;
            let mut said = String::new();
            if let Some(out) = child.stdout.take() {
                std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut said)?;
            }
            times.push(start.elapsed());
            child.wait()?;
        }
    }
    let medians = times.each_mut().map(|times| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    });
    line("first painted frame, from the start", &times[0], None);
    line("the same of an empty window", &times[1], None);
    println!("{:<44} {:.2} x the empty one", "first painted frame", medians[0] / medians[1]);
    Ok(())
}

/// Has a part of the work done by another process, so that its memory does not count here.
fn apart(arguments: [&std::ffi::OsStr; 2]) -> Result<(), Box<dyn std::error::Error>> {
    let ended = std::process::Command::new(std::env::current_exe()?).args(arguments).status()?;
    if ended.success() { Ok(()) } else { Err("the other process failed".into()) }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--brief", which, root] => return brief(*which == "own", Path::new(root)),
        ["--make", root] => return make(&place_in(Path::new(root))),
        _ => {}
    }
    let only = arguments.into_iter().filter(|word| !word.starts_with("--")).collect();
    let folder = tempfile::tempdir()?;
    first_frames(&folder.path().join("first"))?;
    apart(["--make".as_ref(), folder.path().as_os_str()])?;
    let place = place_in(folder.path());
    let dir = place.home.join(PROJECT);
    let mut window = Window::open(place, Start::Path(dir));
    let mut costs = window.wait(|app| app.desk().is_some());
    costs.sort_unstable();
    line("while it opens", &costs, None);
    println!("{:<44} {:>7.0} MB", "memory after opening", memory());
    let mut figures = Figures { only, all: Vec::new(), most: memory() };
    at_work(&mut window, &mut figures);
    elsewhere(&mut window, &mut figures);
    figures.all.sort_unstable();
    if !figures.all.is_empty() {
        line("all frames together", &figures.all, None);
    }
    println!("{:<44} {:>7.0} MB", "memory at most, after any of these", figures.most);
    Ok(())
}
