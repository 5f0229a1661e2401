//! The bare limits: a terminal program of ratatui and crossterm alone, a database of rusqlite alone, a file alone.

use super::figure::Stop;
use crossterm::{
    event::{self, Event, KeyCode},
    execute, queue,
    terminal::{self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate},
};
use ratatui::{
    Frame, Terminal,
    backend::CrosstermBackend,
    layout::{Constraint, Layout, Rect},
    style::{Color, Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Gauge, Paragraph, Wrap},
};
use rusqlite::{Connection, TransactionBehavior};
use std::{
    fs::{File, OpenOptions},
    io::{BufWriter, stdout},
    os::unix::fs::FileExt,
    path::Path,
    process::Command,
    time::Instant,
};

/// The word that makes this binary the bare program.
pub const APP: &str = "child:app";

/// This binary as the bare program: `j` moves the mark, `n` turns to the next question.
pub fn program() -> Result<Command, Stop> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(APP);
    Ok(command)
}

/// What runs in it.
pub fn app() -> Result<(), Stop> {
    terminal::enable_raw_mode()?;
    let mut out = BufWriter::with_capacity(128 << 10, stdout());
    execute!(out, terminal::EnterAlternateScreen)?;
    let mut screen = Terminal::new(CrosstermBackend::new(out))?;
    let (mut question, mut marked) = (0, 0);
    loop {
        queue!(screen.backend_mut(), BeginSynchronizedUpdate)?;
        screen.draw(|frame| exam(frame, question, marked))?;
        execute!(screen.backend_mut(), EndSynchronizedUpdate)?;
        match event::read()? {
            Event::Key(key) if key.code == KeyCode::Char('j') => marked = (marked + 1) % OPTIONS.len(),
            Event::Key(key) if key.code == KeyCode::Char('n') => {
                question = (question + 1) % 20;
                queue!(screen.backend_mut(), Clear(ClearType::All))?;
                screen.swap_buffers();
            }
            Event::Key(key) if key.code == KeyCode::Char('q') => return Ok(()),
            _ => (),
        }
    }
}

const OPTIONS: [&str; 4] = [
    "A. Làm ngay theo lời họ cho xong việc",
    "B. Dừng lại, gọi số tổng đài in trên thẻ để hỏi",
    "C. Gửi ảnh căn cước để họ kiểm tra giúp",
    "D. Chuyển trước một nửa số tiền",
];

/// A test's screen from the library's own widgets: head, progress, question, four options, keys.
pub fn exam(frame: &mut Frame<'_>, question: usize, marked: usize) {
    let parts = [Constraint::Length(3), Constraint::Length(3), Constraint::Min(10), Constraint::Length(3)];
    let [head, bar, body, keys] = Layout::vertical(parts).areas(frame.area());
    let boxed = || Block::new().borders(Borders::ALL);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let title =
        Line::from(vec![Span::styled("TRẠM ", bold.fg(Color::Yellow)), Span::raw("Nhà văn hóa thôn, xã Tân Kỳ")]);
    frame.render_widget(Paragraph::new(title).block(boxed()), head);
    let progress = Gauge::default().block(boxed().title("Tiến độ")).ratio((question + 1) as f64 / 20.0);
    frame.render_widget(progress.gauge_style(Style::new().fg(Color::Green)), bar);
    let rows = [6, 4, 4, 4, 4].map(Constraint::Length);
    let [asked, options @ ..]: [Rect; 5] = Layout::vertical(rows).areas(body);
    let stem = format!(
        "Câu {}: Có người gọi đến xưng là cán bộ ngân hàng, giục bác chuyển tiền ngay để giữ tài khoản khỏi bị khóa. Bác nên làm gì trước tiên?",
        question + 1
    );
    let stem = Paragraph::new(stem).style(bold).wrap(Wrap { trim: true });
    frame.render_widget(stem.block(boxed().title("Câu hỏi")), asked);
    for (at, (text, area)) in OPTIONS.iter().zip(options).enumerate() {
        let style = if at == marked { Style::new().fg(Color::Black).bg(Color::Cyan) } else { Style::new() };
        frame.render_widget(Paragraph::new(*text).style(style).block(boxed()), area);
    }
    let hints = "[1-4] chọn   [Enter] câu sau   [F1] trợ giúp   [Esc] gọi người hỗ trợ";
    frame.render_widget(Paragraph::new(hints).block(boxed()), keys);
}

/// A database of the station's schema under the station's settings, and nothing of the station around it.
pub struct Database {
    db: Connection,
    next: i64,
    end: i64,
}

/// Rows made ahead, as the station does.
const AHEAD: i64 = 640;

impl Database {
    pub fn create(path: &Path) -> Result<Self, Stop> {
        let db = Connection::open(path)?;
        let (key, salt) = ("5b".repeat(32), "c4".repeat(16));
        db.execute_batch(&format!("PRAGMA cipher_memory_security = ON; PRAGMA key = \"x'{key}{salt}'\";"))?;
        db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;")?;
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0))?;
        if mode != "wal" {
            return Err(Stop(format!("journal mode {mode}")));
        }
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
        db.execute_batch("PRAGMA wal_autocheckpoint = 0;")?;
        db.execute_batch(include_str!("../../src/store/migrations/0001_start.sql"))?;
        db.execute("INSERT INTO person (id, key) VALUES (1, zeroblob(32))", ())?;
        let mut database = Self { db, next: 1, end: 1 };
        database.checkpoint()?;
        Ok(database)
    }

    /// What happens between rounds: the log brought home, rows made ahead.
    pub fn checkpoint(&mut self) -> Result<(), Stop> {
        self.db.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(()))?;
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for seq in self.end..self.next + AHEAD {
            change
                .prepare_cached("INSERT INTO journal (seq, body) VALUES (?1, ?2)")?
                .execute((seq, [0_u8; 128].as_slice()))?;
        }
        change.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('brought_home', x'00')", ())?;
        change.commit()?;
        self.end = self.next + AHEAD;
        Ok(())
    }

    /// The statements of one answer, in one transaction; how many seconds they took.
    pub fn answer(&mut self) -> Result<f64, Stop> {
        let body = [1_u8; 128];
        let start = Instant::now();
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let _key: [u8; 32] =
            change.prepare_cached("SELECT key FROM person WHERE id = ?1")?.query_row([1], |row| row.get(0))?;
        change
            .prepare_cached(
                "INSERT INTO journal (seq, body) VALUES (?1, ?2) ON CONFLICT (seq) DO UPDATE SET body = excluded.body",
            )?
            .execute((self.next, body.as_slice()))?;
        change.commit()?;
        self.next += 1;
        Ok(start.elapsed().as_secs_f64())
    }
}

/// One page of 4 KiB and the head of its frame, rounded up to eight bytes: what a commit writes at least.
const FRAME: usize = 4152;

/// A file that is written over, as a log in use is.
pub struct Raw {
    file: File,
    places: u64,
    next: u64,
}

impl Raw {
    pub fn create(path: &Path, places: u64) -> Result<Self, Stop> {
        let file = OpenOptions::new().create(true).truncate(true).write(true).open(path)?;
        for place in 0..places {
            file.write_all_at(&[0; FRAME], place * FRAME as u64)?;
        }
        file.sync_all()?;
        Ok(Self { file, places, next: 0 })
    }

    /// Writes one frame and syncs it; how many seconds that took.
    pub fn write(&mut self) -> Result<f64, Stop> {
        let bytes = [0xa5; FRAME];
        let start = Instant::now();
        self.file.write_all_at(&bytes, self.next % self.places * FRAME as u64)?;
        self.file.sync_data()?;
        self.next += 1;
        Ok(start.elapsed().as_secs_f64())
    }
}
