use super::{
    checklist::{self, ChecklistArgs},
    coverage::{self, Coverage},
    draw::{self, Draw},
    export::{self, Export},
    import::{self, Import},
    links::{self, Links},
    lint::{self, Lint},
    new::{self, New},
    pack::{self, PackCommand},
    preview::{self, Preview},
    release::{self, Release},
    root::{self, RootCommand},
    stats::{self, Stats},
    units::{self, Units},
};
use crate::cli::{CommandResult, Console};
use clap::{Parser, Subcommand};

/// Command line of `tramso-studio`.
#[derive(Parser)]
#[command(name = "tramso-studio", version, about = "Trạm học số: công cụ soạn nội dung")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands of `tramso-studio`.
#[derive(Subcommand)]
pub enum Command {
    /// Lập một bộ nội dung nhỏ để bắt đầu soạn
    #[command(
        after_help = "Ví dụ:\n  tramso-studio new dot-1\n  tramso-studio new dot-2 --edition dot-1 --id hoc-so-2027 --opens 2027-10-01 --closes 2027-10-31"
    )]
    New(New),
    /// Kiểm tra một thư mục nội dung: mọi lỗi một lần, kèm tệp, dòng, quy tắc và cách sửa
    #[command(
        after_help = "Ví dụ:\n  tramso-studio lint question_banks/cong-dan-so\n  tramso-studio lint --format json nganhang",
        after_long_help = lint::rules()
    )]
    Lint(Lint),
    /// Đường dẫn cài ứng dụng Smart Hải Phòng
    #[command(subcommand)]
    Links(Links),
    /// Bản khóa gốc: khóa nào được ký thay Ban Tổ chức
    #[command(
        subcommand,
        after_help = "Ví dụ:\n  tramso-studio root init --out goc --centre \"Sở Khoa học và Công nghệ\""
    )]
    Root(RootCommand),
    /// Gói nội dung: lập khóa, đóng gói, xem, kiểm tra
    #[command(subcommand, after_help = "Ví dụ:\n  tramso-studio pack build --demo --out mau.tsp")]
    Pack(PackCommand),
    /// Lập bản phần mềm cho trạm (.tsu): chương trình cho cả hai hệ máy, ký bằng khóa mà bản khóa gốc nêu cho việc này
    #[command(
        after_help = "Ví dụ:\n  tramso-studio release --version 0.3.0 --linux tramso --windows tramso.exe --changes co-gi-moi.txt --changes-en what-is-new.txt --root goc --key khoa/phan-mem.key --out tramso-0.3.0.tsu"
    )]
    Release(Release),
    /// Rút một đề từ gói, in ra JSON: mọi máy, mọi bản đều như nhau
    #[command(after_help = "Ví dụ:\n  tramso-studio draw --pack goi.tsp --seed 00…01 --identity khoa/de-thi.age")]
    Draw(Draw),
    /// Nhận câu hỏi từ tệp của người khác: GIFT, Aiken, Moodle XML, CSV, Excel, Word, chữ dán; câu không nhận được thì kể rõ lý do
    #[command(
        after_help = "Ví dụ:\n  tramso-studio import cau-hoi.docx --report doc-thu.html\n  tramso-studio import cau-hoi.xlsx --into nganhang --lesson 2.1\n  tramso-studio import - --from text --out moi.toml",
        after_long_help = import::heads()
    )]
    Import(Import),
    /// Ghi câu hỏi của một thư mục nội dung ra tệp cho phần mềm khác
    #[command(
        after_help = "Ví dụ:\n  tramso-studio export nganhang --to csv --out cau-hoi.csv\n  tramso-studio export nganhang --to gift --topic 2 --out chuyen-de-2.gift"
    )]
    Export(Export),
    /// Xã, phường, đặc khu: tra cứu, phát mẫu và nạp danh sách thôn, cơ quan
    #[command(
        after_help = "Ví dụ:\n  tramso-studio units list --search \"cam giang\"\n  tramso-studio units template --unit 11113 --out tan-ky.xlsx\n  tramso-studio units import tan-ky.xlsx --into nganhang"
    )]
    Units(Units),
    /// Số liệu của một bộ nội dung: câu hỏi, dữ kiện, thời gian đọc, hạn dùng, đoán mò đúng mấy câu
    #[command(
        after_help = "Ví dụ:\n  tramso-studio stats question_banks/cong-dan-so\n  tramso-studio stats nganhang --json\n  tramso-studio stats nganhang --results thong-ke-cau-hoi.json"
    )]
    Stats(Stats),
    /// Bài nào dạy câu nào, điều gì dạy mà không hỏi, câu nào không bài nào dạy; kèm thống kê câu hỏi nếu có
    #[command(
        after_help = "Ví dụ:\n  tramso-studio coverage question_banks/cong-dan-so --topic 2\n  tramso-studio coverage nganhang --items thong-ke.json"
    )]
    Coverage(Coverage),
    /// Phiếu rà soát để in: hai người tự chọn đáp án, đánh dấu từng câu, ký từng trang; đáp án ở trang riêng
    #[command(
        after_help = "Ví dụ:\n  tramso-studio checklist question_banks/cong-dan-so --out ra-soat.pdf\n  tramso-studio checklist nganhang --topic 2 --all --out ra-soat-2.pdf"
    )]
    Checklist(ChecklistArgs),
    /// Xem trước bài học hoặc câu hỏi đúng như trên màn hình trạm
    #[command(
        after_help = "Ví dụ:\n  tramso-studio preview question_banks/cong-dan-so --lesson 1.1\n  tramso-studio preview question_banks/cong-dan-so --question A-001 --size 100x30 --theme light"
    )]
    Preview(Preview),
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// Those of the command.
    pub fn run(self, console: &Console) -> CommandResult {
        match self {
            Self::New(wanted) => new::run(&wanted, console),
            Self::Lint(wanted) => lint::run(&wanted, console),
            Self::Links(wanted) => links::run(&wanted, console),
            Self::Root(wanted) => root::run(&wanted, console),
            Self::Pack(wanted) => pack::run(&wanted, console),
            Self::Release(wanted) => release::run(&wanted, console),
            Self::Draw(wanted) => draw::run(&wanted, console),
            Self::Import(wanted) => import::run(&wanted, console),
            Self::Export(wanted) => export::run(&wanted, console),
            Self::Units(wanted) => units::run(&wanted, console),
            Self::Stats(wanted) => stats::run(&wanted, console),
            Self::Coverage(wanted) => coverage::run(&wanted, console),
            Self::Checklist(wanted) => checklist::run(&wanted, console),
            Self::Preview(wanted) => preview::run(&wanted, console),
        }
    }
}
