use super::{
    args::{AcceptArgs, InitArgs, StationArgs},
    certificate::{self, SlipTo},
    commands, demo,
    enrol::RequestCheck,
    enrol_commands, handbook, init, machine, pages, poster, receive,
    release::{self, ReleaseCommand},
    simulate, transfer, verify,
};
use crate::cli::Console;
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Trạm học số: the offline exam station of Hải Phòng's villages.
#[derive(Parser)]
#[command(
    name = "tramso",
    version,
    about = "Trạm học số: trạm học và thi kỹ năng số không cần mạng của thôn, tổ dân phố",
    after_help = "Ví dụ:\n  tramso demo                          dùng thử ngay, không cần cài đặt gì\n  tramso init --demo --dir tram --volunteer 'Cô Mai'\n  tramso --dir tram                    mở trạm\n  tramso doctor --dir tram             kiểm tra trạm"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    station: StationArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Mở trạm (như không gõ lệnh nào)
    #[command(after_help = "Ví dụ:\n  tramso run --dir /var/lib/tramso")]
    Run,
    /// Trạm dùng thử: cuộc thi mở ngay hôm nay, mật khẩu hiện trên màn hình
    #[command(
        after_help = "Ví dụ:\n  tramso demo               dùng xong xóa hết\n  tramso demo --dir thu     giữ lại trong thư mục thu"
    )]
    Demo,
    /// Lập một trạm mới
    #[command(
        after_help = "Ví dụ:\n  tramso init --dir tram --volunteer 'Cô Mai' --unit 11113 --village 'thôn Quý Cao'\n  tramso init --demo --dir tram --volunteer 'Cô Mai'\nMật khẩu được tạo ra và chỉ hiện một lần: chép ra giấy. Trạm mới chỉ cho luyện tập, đến khi ghi danh (tramso enrol)."
    )]
    Init(InitArgs),
    /// Ghi danh trạm với Ban Tổ chức: xin bằng một tệp, rồi nhận giấy phép
    #[command(subcommand)]
    Enrol(Enrol),
    /// Trạm đang có gì: người dự thi, bản ghi chờ nộp
    #[command(after_help = "Ví dụ:\n  tramso status --dir tram --json")]
    Status,
    /// Kiểm tra trạm: kho dữ liệu, chuỗi bản ghi, khóa, ổ đĩa, đồng hồ
    #[command(
        after_help = "Ví dụ:\n  tramso doctor --dir tram\n  tramso doctor --dir tram --passphrase-file mk.txt    (kiểm tra cả bên trong)"
    )]
    Doctor,
    /// Máy đặt trạm có dùng được không
    #[command(subcommand)]
    Station(StationCommand),
    /// Nộp kết quả ra USB, đọc lại cho chắc, và nhận tệp Ban Tổ chức để trên USB đó
    #[command(
        after_help = "Ví dụ:\n  tramso export /media/usb --dir tram\nKết quả nằm trong thư mục tramso-nop của USB, đã khóa cho Ban Tổ chức."
    )]
    Export {
        /// Nơi USB được gắn vào
        #[arg(value_name = "DIR")]
        to: PathBuf,
    },
    /// Gửi kết quả qua mạng và nhận biên nhận; đứt giữa chừng thì lần sau gửi tiếp
    #[command(
        after_help = "Ví dụ:\n  tramso send https://ten-may-chu.vn --dir tram\n  tramso send --dir tram --passphrase-file mk.txt        (địa chỉ đã đặt ở bàn người hỗ trợ)"
    )]
    Send {
        /// Địa chỉ của Ban Tổ chức (mặc định: địa chỉ trạm đã lưu); http:// chỉ dùng được với chính máy này
        #[arg(value_name = "URL")]
        address: Option<String>,
        /// Chứng thư của nơi cấp riêng của Ban Tổ chức (PEM), thay cho các nơi cấp quen biết
        #[arg(long, value_name = "F.pem")]
        ca: Option<PathBuf>,
        /// Số lần thử liền nhau mà không tiến thêm được
        #[arg(long, default_value_t = 6)]
        tries: u32,
    },
    /// Sao lưu trạm ra USB
    #[command(after_help = "Ví dụ:\n  tramso backup /media/usb --dir tram")]
    Backup {
        /// Thư mục trên USB
        to: PathBuf,
    },
    /// Dựng lại trạm từ bản sao lưu
    #[command(after_help = "Ví dụ:\n  tramso restore /media/usb/tramso-…-backup --dir tram-moi")]
    Restore {
        /// Thư mục của bản sao lưu
        from: PathBuf,
    },
    /// Nhận tệp Ban Tổ chức gửi: biên nhận (.tsr), gói nội dung (.tsp), giấy phép mới (.tsg)
    #[command(
        after_help = "Ví dụ:\n  tramso receive /media/usb --dir tram\n  tramso receive cds-hp-2025-3.tsp --dir tram --passphrase-file mk.txt"
    )]
    Receive {
        /// Tệp, hoặc thư mục có tệp
        #[arg(required = true, value_name = "PATH")]
        places: Vec<PathBuf>,
    },
    /// Xem một tệp là gì, của ai, và chữ ký có đúng không: gói kết quả, biên nhận, giấy phép, đơn ghi danh, gói nội dung
    #[command(
        after_help = "Ví dụ:\n  tramso verify 11113-4f1c22d0-9a3b5c7d-000001.tsb --dir tram\n  tramso verify goi.tsb --key RWQ…          (khóa của trạm, không cần mở trạm)\n  tramso verify don.tsq"
    )]
    Verify {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Khóa công khai (minisign) của trạm hay của Ban Tổ chức, thay cho những gì trạm này biết
        #[arg(long, value_name = "RW…")]
        key: Option<String>,
    },
    /// Cho người học giả lập đi qua trạm dùng thử, để thử và đo; trạm thật từ chối
    #[command(after_help = "Ví dụ:\n  tramso simulate --people 200 --seed 7 --dir tram --passphrase-file mk.txt")]
    Simulate {
        /// Số người giả lập
        #[arg(long, default_value_t = 30)]
        people: u32,
        /// Mầm ngẫu nhiên: cùng mầm thì cùng những người ấy
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// In phiếu ghi nhận của một người đã hoàn thành: ra tệp PDF, hoặc ra máy in
    #[command(
        after_help = "Ví dụ:\n  tramso certificate TK-7F3K9Q-000012 --out phieu.pdf --dir tram\n  tramso certificate TK-7F3K9Q-000012 --print --dir tram            (máy in thường dùng)"
    )]
    Certificate {
        /// Số của phiếu
        number: String,
        /// Tệp PDF sẽ ghi
        #[arg(long, value_name = "F.pdf", required_unless_present = "print", conflicts_with = "print")]
        out: Option<PathBuf>,
        /// In ra máy in này, hoặc máy in thường dùng; không ghi tệp nào
        #[arg(long, value_name = "PRINTER", num_args = 0..=1)]
        print: Option<Option<String>>,
        /// Ghi đè tệp đã có; hủy bản in còn chờ từ trước
        #[arg(long)]
        force: bool,
    },
    /// In áp phích, biển để bàn, tờ rơi, phiếu đăng ký mang về ra tệp PDF
    #[command(
        after_help = "Ví dụ:\n  tramso poster --out /media/usb --dir tram --hours 'Thứ bảy, chủ nhật: 7 giờ 30 đến 11 giờ'\n  tramso poster a3 --out ap-phich.pdf --content noi-dung --place 'Nhà văn hóa thôn Quý Cao'\nNơi đặt trạm, số hỗ trợ, mã cài ứng dụng lấy từ nội dung của trạm; chỗ chưa biết thì để dòng chấm để viết tay.\nLoại: a4, a3 (áp phích), sign (biển để bàn), leaflet (tờ rơi), form (phiếu đăng ký)."
    )]
    Poster(poster::PosterArgs),
    /// In sổ tay của người hỗ trợ (A5), hoặc tờ nhớ (A4), ra tệp PDF
    #[command(
        after_help = "Ví dụ:\n  tramso handbook --out so-tay.pdf\n  tramso handbook --sheet --out to-nho.pdf\nKhông cần trạm: sổ đi kèm chương trình. In hai trang sổ trên một tờ A4 ngang thì vừa tay."
    )]
    Handbook(handbook::HandbookArgs),
    /// Ghi trang hướng dẫn (man) và phần gõ tắt của chương trình, để đóng gói
    #[command(hide = true)]
    Pages {
        /// Thư mục sẽ ghi
        #[arg(value_name = "DIR")]
        out: PathBuf,
    },
    /// Bản phần mềm: xem tệp, cài từ USB, đang chạy bản nào
    #[command(subcommand, after_help = "Ví dụ:\n  tramso release install /media/usb --dir tram")]
    Release(ReleaseCommand),
    /// Hiện một mã QR trên màn hình
    #[command(after_help = "Ví dụ:\n  tramso qr https://haiphong.gov.vn")]
    Qr {
        /// Nội dung của mã
        text: String,
    },
}

#[derive(Subcommand)]
enum StationCommand {
    /// Kiểm tra máy: màn hình, bàn phím, máy quét, ổ đĩa, máy in, loa, vùng tráo đổi…; mỗi mục tốt ✓, nên xem ▲ hay phải sửa ✗
    #[command(
        after_help = "Chạy ngay trên máy của trạm, trong cửa sổ mà trạm dùng. Không cần mật khẩu; kết quả đi kèm đơn ghi danh (tramso enrol request).\nKết thúc với mã 0 khi không có mục nào phải sửa, 1 khi có.\nVí dụ:\n  tramso station check --dir tram\n  tramso station check --dir tram --quick           (không hỏi phím và máy quét)\n  tramso station check --dir tram --json            (cho chương trình khác đọc)"
    )]
    Check {
        /// Không hỏi phím và máy quét
        #[arg(long)]
        quick: bool,
    },
}

#[derive(Subcommand)]
enum Enrol {
    /// Ghi đơn ghi danh ra tệp (.tsq); dấu vân tay hiện ra để đọc qua điện thoại
    #[command(after_help = "Ví dụ:\n  tramso enrol request --out /media/usb --dir tram")]
    Request {
        /// Tệp hoặc thư mục sẽ ghi
        #[arg(long, value_name = "F")]
        out: PathBuf,
        /// Không kèm kết quả kiểm tra máy: cho Ban Tổ chức còn dùng bản 0.1
        #[arg(long)]
        without_check: bool,
    },
    /// Nhận giấy phép (.tsg) cùng gói nội dung (.tsp) của Ban Tổ chức
    #[command(
        after_help = "Ví dụ:\n  tramso enrol accept /media/usb --dir tram\n  tramso enrol accept 11113-4f1c22d0-000001.tsg --pack cds-hp-2025-1.tsp --root-fingerprint 'ba ca da …'"
    )]
    Accept(AcceptArgs),
}

/// Parses the arguments, runs one command, and answers with its exit status: 0 done, 1 refused with a notice, 2 wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    crate::platform::harden();
    if let Some(status) = crate::platform::speak_where_asked() {
        return status;
    }
    let cli: Cli = match crate::cli::parsed() {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let console = Console::with_json_failures(cli.station.json);
    let station = &cli.station;
    let done = match cli.command.unwrap_or(Command::Run) {
        Command::Run => match commands::run(station, &console) {
            Ok(status) => return status,
            Err(failures) => Err(failures),
        },
        Command::Demo => demo::run(station, &console),
        Command::Init(wanted) => init::run(station, &wanted, &console),
        Command::Enrol(Enrol::Request { out, without_check }) => {
            let check = if without_check { RequestCheck::Left } else { RequestCheck::Kept };
            enrol_commands::request(station, (&out, check), &console)
        }
        Command::Enrol(Enrol::Accept(wanted)) => enrol_commands::accept(station, &wanted, &console),
        Command::Status => commands::status(station, &console),
        Command::Doctor => commands::doctor(station, &console),
        Command::Station(StationCommand::Check { quick }) => {
            let scope = if quick { machine::Scope::MachineAlone } else { machine::Scope::Whole };
            machine::run(station, scope, &console)
        }
        Command::Export { to } => transfer::export(station, &to, &console),
        Command::Send { address, ca, tries } => {
            transfer::send(station, &transfer::Wanted { address, authority: ca, tries }, &console)
        }
        Command::Backup { to } => commands::backup(station, &to, &console),
        Command::Restore { from } => commands::restore(station, &from, &console),
        Command::Receive { places } => receive::run(station, &places, &console),
        Command::Verify { files, key } => verify::run(station, &files, key.as_deref(), &console),
        Command::Simulate { people, seed } => simulate::run(station, people, seed, &console),
        Command::Certificate { number, out, print, force } => {
            let printer = print.flatten();
            let to = out.as_deref().map_or(SlipTo::Printer(printer.as_deref()), SlipTo::File);
            certificate::run(station, &number, (to, force), &console)
        }
        Command::Poster(wanted) => poster::run(station, &wanted, &console),
        Command::Handbook(wanted) => handbook::run(&wanted, &console),
        Command::Pages { out } => pages::write::<Cli>(&out, &console),
        Command::Release(wanted) => release::run(station, &wanted, &console),
        Command::Qr { text } => commands::qr(&text, &console),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failures) => {
            console.failures(&failures);
            ExitCode::FAILURE
        }
    }
}
