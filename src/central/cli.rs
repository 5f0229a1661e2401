use super::{
    backup::{self, Backup, Move, Restore, Verify},
    cases::{self, Cases, Decide, Undo},
    certificate::{self, CertificateCommand},
    clock::{self, Clock},
    closing::{self, ClosingCommand},
    demo, doctor, end,
    enrol::{self, EnrolCommand, Revoke},
    forget,
    ingest::{self, Ingest},
    init::{self, Init},
    key::{self, KeyCommand},
    loadgen::{self, Loadgen},
    location::CentreLocation,
    pack::{self, PackCommand},
    password, questions, recount, report,
    serve::{self, Serve},
    sheets::{self, Sheet, Sheets},
    status,
    trail::{self, Trail},
    user::{self, UserCommand},
};
use crate::cli::{CommandResult, Console};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "tramso-central",
    version,
    about = "Trạm học số: chương trình của Ban Tổ chức",
    after_help = "Ví dụ:\n  tramso-central demo                         dùng thử ngay, xong xóa hết\n  tramso-central init --dir trung-tam --contest hoc-so-hai-phong --name 'Sở Khoa học và Công nghệ'\n  tramso-central serve --dir trung-tam        mở máy chủ\n  tramso-central ingest /media/usb --dir trung-tam"
)]
/// Command line of `tramso-central`.
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Which centre.
    #[command(flatten)]
    pub location: CentreLocation,
}

/// Commands of `tramso-central`.
#[derive(Subcommand)]
pub enum Command {
    /// Lập Ban Tổ chức mới: khóa của máy chủ, khóa mang đi cất, mật khẩu trang xem
    #[command(
        after_help = "Ví dụ:\n  tramso-central init --dir trung-tam --contest hoc-so-hai-phong --name 'Sở Khoa học và Công nghệ'\nMật khẩu chỉ hiện một lần: chép ra giấy. Thư mục cat-di phải mang khỏi máy chủ."
    )]
    Init(Init),
    /// Gói nội dung
    #[command(subcommand, after_help = "Ví dụ:\n  tramso-central pack add goi.tsp --dir trung-tam")]
    Pack(PackCommand),
    /// Trạm: duyệt đơn ghi danh, xem danh sách
    #[command(subcommand, after_help = "Ví dụ:\n  tramso-central enrol list --dir trung-tam")]
    Enrol(EnrolCommand),
    /// Thu hồi một trạm: gói kết quả từ nay không được tính nữa
    #[command(
        after_help = "Ví dụ:\n  tramso-central revoke 4f1c22d0 --dir trung-tam\nGhi tám chữ số đầu của mã trạm là đủ nếu không trùng trạm khác."
    )]
    Revoke(Revoke),
    /// Nhận gói kết quả và giấy phép từ một thư mục hoặc USB; biên nhận ghi vào tramso-nhan
    #[command(after_help = "Ví dụ:\n  tramso-central ingest /media/usb --dir trung-tam")]
    Ingest(Ingest),
    /// Mở máy chủ: nhận gói kết quả qua mạng, trang xem cho Ban Tổ chức
    #[command(
        after_help = "Ví dụ:\n  tramso-central serve --dir trung-tam\n  tramso-central serve --dir trung-tam --listen 0.0.0.0:8443 --tls-cert may-chu.pem --tls-key may-chu.key\n  tramso-central serve --keys keys.age --passphrase-file mat-khau --database postgres://…\nDừng bằng Ctrl-C: việc đang nhận được làm xong rồi mới dừng."
    )]
    Serve(Serve),
    /// Tình hình: số người, số trạm, gói kết quả đã nhận và còn thiếu, việc đang chờ
    #[command(
        after_help = "Ví dụ:\n  tramso-central status --dir trung-tam\n  tramso-central status --dir trung-tam --json"
    )]
    Status,
    /// Khám trung tâm: khóa, thư mục, sổ cái, đồng hồ, gói nội dung; không thay đổi gì
    #[command(
        after_help = "Ví dụ:\n  tramso-central doctor --dir trung-tam\n  tramso-central doctor --full --dir trung-tam --passphrase-file mat-khau --json\n✗ là điều phải xử lý trước khi dùng tiếp, ▲ là điều nên xem. Còn ✗ thì lệnh trả về 1."
    )]
    Doctor(doctor::Doctor),
    /// Đồng hồ máy chủ so với việc mới nhất trong nhật ký; đồng hồ đúng mà máy không tin thì nhận bằng --accept
    #[command(
        after_help = "Ví dụ:\n  tramso-central clock --dir trung-tam\n  tramso-central clock --accept 29/11/2026 --dir trung-tam\nNgày gõ vào phải là ngày hôm nay. Biên nhận mang ngày của máy chủ đến mọi trạm: máy chủ sai ngày thì không ký gì."
    )]
    Clock(Clock),
    /// Việc đang chờ người quyết định
    #[command(after_help = "Ví dụ:\n  tramso-central cases --dir trung-tam")]
    Cases(Cases),
    /// Quyết định một việc
    #[command(
        after_help = "Ví dụ:\n  tramso-central decide 12 count --dir trung-tam\nCác từ được dùng: xem tramso-central cases."
    )]
    Decide(Decide),
    /// Rút lại một quyết định
    #[command(after_help = "Ví dụ:\n  tramso-central undo 12 --dir trung-tam")]
    Undo(Undo),
    /// Phiếu giấy rút thăm để xã đối chiếu
    #[command(after_help = "Ví dụ:\n  tramso-central sheets --dir trung-tam")]
    Sheets(Sheets),
    /// Ghi kết quả đối chiếu một phiếu giấy
    #[command(
        after_help = "Ví dụ:\n  tramso-central sheet 3 'BADCA CCBAD DABAC BD-AC' --dir trung-tam\n  tramso-central sheet 3 missing --dir trung-tam\nsame: đã so, khớp. differs: đã so, lệch. missing: không có phiếu."
    )]
    Sheet(Sheet),
    /// Xóa dữ liệu của một người ở đây và ở các trạm; số giấy tờ gõ vào từ bàn phím, không ghi trên dòng lệnh
    #[command(
        after_help = "Ví dụ:\n  tramso-central forget --dir trung-tam\n  tramso-central forget --dir trung-tam < so-giay-to"
    )]
    Forget,
    /// Hết hạn giữ dữ liệu: xóa mọi gói niêm phong và dữ liệu từng người, giữ lại các con số và nhật ký
    #[command(
        after_help = "Ví dụ:\n  tramso-central end --dir trung-tam\nLệnh in ra những gì sẽ xóa rồi hỏi một chữ xác nhận. Đứt giữa chừng thì chạy lại, lệnh làm nốt."
    )]
    End,
    /// Tài khoản đăng nhập trang xem: thêm, xem, khóa, mở lại, đặt mật khẩu, mã sáu số
    #[command(
        subcommand,
        after_help = "Ví dụ:\n  tramso-central user add tan-ky --role commune --unit 11113 --dir trung-tam\n  tramso-central user list --dir trung-tam"
    )]
    User(UserCommand),
    /// Nhật ký: ai đã làm gì, lúc nào
    #[command(
        after_help = "Ví dụ:\n  tramso-central trail --dir trung-tam\n  tramso-central trail --account lan --kind decide --day 2026-11-22 --dir trung-tam"
    )]
    Trail(Trail),
    /// Đặt mật khẩu mới cho tài khoản thanh-pho của trang xem
    #[command(
        after_help = "Ví dụ:\n  tramso-central password --dir trung-tam\nAi đang mở trang bằng tài khoản ấy phải đăng nhập lại. Tài khoản khác: tramso-central user password."
    )]
    Password(password::NewPassword),
    /// Thống kê câu hỏi: ghi tệp trả về ban nội dung, không có tên ai
    #[command(
        after_help = "Ví dụ:\n  tramso-central questions --out thong-ke-cau-hoi.json --dir trung-tam\n  tramso-central questions --json --dir trung-tam\nBan nội dung đọc bằng: tramso-studio stats nganhang --results thong-ke-cau-hoi.json"
    )]
    Questions(questions::Questions),
    /// Báo cáo của một xã, phường, đặc khu hoặc của thành phố: Word, Excel, CSV, bản tin cho loa, Zalo, cổng thông tin
    #[command(
        after_help = "Ví dụ:\n  tramso-central report 11113 --kind docx --out /media/usb/ --dir trung-tam\n  tramso-central report --kind xlsx --from 2026-11-01 --to 2026-11-30 --out bao-cao.xlsx --dir trung-tam\n  tramso-central report 11113 --kind loa --dir trung-tam\nKhông ghi mã đơn vị là báo cáo toàn thành phố. Không ghi --out thì bản tin in ra màn hình, tệp khác ghi vào thư mục đang đứng."
    )]
    Report(report::ReportOptions),
    /// Đếm lại tất cả và so với các số đang giữ
    #[command(
        after_help = "Ví dụ:\n  tramso-central recount --dir trung-tam --json\n  tramso-central recount --from-bundles --dir trung-tam\nSau khi nâng cấp: --from-bundles đọc lại các gói đang giữ để có điện thoại, đoàn thể, lời chia sẻ, số phiếu của người nộp từ trước."
    )]
    Recount(recount::Recount),
    /// Sao lưu: sổ cái, khóa và danh sách đã xóa vào một thư mục mới trên USB, trong lúc máy chủ vẫn chạy
    #[command(
        after_help = "Ví dụ:\n  tramso-central backup /media/usb --dir trung-tam\nTệp đã khóa: chỉ tệp khóa của Ban Tổ chức hoặc khóa khôi phục mở được. Chép xong máy tự đọc lại cả bản."
    )]
    Backup(Backup),
    /// Đọc lại một bản sao lưu từ đầu đến cuối, không thay đổi gì
    #[command(
        after_help = "Ví dụ:\n  tramso-central verify /media/usb/sao-luu-hoc-so-2025-20251129-170000 --dir trung-tam"
    )]
    Verify(Verify),
    /// Khôi phục từ bản sao lưu vào một thư mục mới hoặc sổ cái PostgreSQL trống; các trạm tự nộp lại phần thiếu
    #[command(
        after_help = "Ví dụ:\n  tramso-central restore /media/usb/sao-luu-hoc-so-2025-20251129-170000 --dir trung-tam-moi\n  tramso-central restore --accept-loss --dir trung-tam      dùng tiếp sổ cái đang thiếu\nDừng mọi máy chủ trước khi khôi phục. Ai đang mở trang phải đăng nhập lại."
    )]
    Restore(Restore),
    /// Chuyển sổ cái từ tệp sang PostgreSQL, hoặc từ PostgreSQL về tệp
    #[command(
        after_help = "Ví dụ:\n  tramso-central move --to postgres://tramso@may-csdl/tramso --dir trung-tam\n  tramso-central move --to tep --database postgres://tramso@may-csdl/tramso --dir trung-tam\nDừng mọi máy chủ trước khi chuyển."
    )]
    Move(Move),
    /// Chốt số liệu: kiểm trước khi chốt, chốt, ký, kiểm tra chữ ký, xem
    #[command(
        subcommand,
        after_help = "Ví dụ:\n  tramso-central closing check --dir trung-tam\n  tramso-central closing freeze --out /media/usb --dir trung-tam"
    )]
    Closing(ClosingCommand),
    /// Ban Tổ chức mẫu chạy thử trên máy này, dừng là xóa hết
    #[command(after_help = "Ví dụ:\n  tramso-central demo\n  tramso-central demo --listen 127.0.0.1:9000")]
    Demo(demo::Demo),
    /// Gửi trạm giả, người giả tới Ban Tổ chức mẫu đang chạy, rồi đối chiếu: không thiếu, không thừa
    #[command(
        after_help = "Ví dụ:\n  tramso-central loadgen http://127.0.0.1:8080\n  tramso-central loadgen --write tram-gia --stations 100 --people 2000 --seed 1\n  tramso-central loadgen https://may-chu:8443 --ca noi-cap.pem --stations 114 --people 20000 --shuffle --repeat 30 --cut 30\nChỉ gửi được tới Ban Tổ chức mẫu (lệnh demo); nơi khác không nhận."
    )]
    Loadgen(Loadgen),
    /// Khóa ký giấy chứng nhận và khóa ký số liệu chốt, cho Ban Tổ chức lập từ bản trước
    #[command(subcommand, after_help = "Ví dụ:\n  tramso-central key certificate --out /media/usb --dir trung-tam")]
    Key(KeyCommand),
    /// Giấy chứng nhận: cấp, xem, thu hồi; kiểm tra giấy và phiếu ghi nhận của trạm
    #[command(
        subcommand,
        after_help = "Ví dụ:\n  tramso-central certificate issue 11113 --out chung-nhan.pdf --dir trung-tam\n  tramso-central certificate verify giay.pdf --root goc --pack goi.tsp"
    )]
    Certificate(CertificateCommand),
}

impl Command {
    /// Runs the command.
    pub fn run(self, location: &CentreLocation, console: &Console) -> CommandResult {
        match self {
            Self::Init(wanted) => init::run(&wanted, location, console),
            Self::Pack(wanted) => pack::run(&wanted, location, console),
            Self::Enrol(wanted) => enrol::run(&wanted, location, console),
            Self::Revoke(wanted) => enrol::revoke(&wanted, location, console),
            Self::Ingest(wanted) => ingest::run(&wanted, location, console),
            Self::Serve(wanted) => serve::run(&wanted, location, console),
            Self::Status => status::run(location, console),
            Self::Doctor(wanted) => doctor::run(&wanted, location, console),
            Self::Clock(wanted) => clock::run(&wanted, location, console),
            Self::Cases(wanted) => cases::list(&wanted, location, console),
            Self::Decide(wanted) => cases::decide(&wanted, location, console),
            Self::Undo(wanted) => cases::undo(&wanted, location, console),
            Self::Sheets(wanted) => sheets::list(&wanted, location, console),
            Self::Sheet(wanted) => sheets::note(&wanted, location, console),
            Self::Forget => forget::run(location, console),
            Self::End => end::run(location, console),
            Self::Password(wanted) => password::run(&wanted, location, console),
            Self::Trail(wanted) => trail::run(&wanted, location, console),
            Self::User(wanted) => user::run(&wanted, location, console),
            Self::Questions(wanted) => questions::run(&wanted, location, console),
            Self::Report(wanted) => report::run(&wanted, location, console),
            Self::Recount(wanted) => recount::run(&wanted, location, console),
            Self::Backup(wanted) => backup::backup(&wanted, location, console),
            Self::Verify(wanted) => backup::verify(&wanted, location, console),
            Self::Restore(wanted) => backup::restore(&wanted, location, console),
            Self::Move(wanted) => backup::migrate(&wanted, location, console),
            Self::Closing(wanted) => closing::run(&wanted, location, console),
            Self::Demo(wanted) => demo::run(&wanted, console),
            Self::Loadgen(wanted) => loadgen::command(&wanted, console),
            Self::Key(wanted) => key::run(&wanted, location, console),
            Self::Certificate(wanted) => certificate::run(&wanted, location, console),
        }
    }
}
