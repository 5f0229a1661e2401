//! Arguments that several commands read.

use clap::Args;
use std::path::PathBuf;

/// Which station, and how it is opened without a keyboard.
#[derive(Args, Clone)]
pub struct StationArgs {
    /// Thư mục của trạm (mặc định: $TRAMSO_DIR, rồi ~/.local/share/tramso)
    #[arg(long, value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Tệp có một dòng là mật khẩu; không có thì hỏi trên bàn phím
    #[arg(long, value_name = "F", global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Tên người hỗ trợ mở trạm (mặc định: người đầu tiên)
    #[arg(long, value_name = "NAME", global = true)]
    pub volunteer: Option<String>,
    /// Thư mục nội dung thay cho khóa học có sẵn; được kiểm tra hết trước khi dùng
    #[arg(long, value_name = "DIR", global = true)]
    pub content: Option<PathBuf>,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long, global = true)]
    pub json: bool,
}

/// What a new station is.
#[derive(Args, Clone)]
pub struct InitArgs {
    /// Trạm dùng thử, ghi danh với Ban Tổ chức mẫu có sẵn trong chương trình
    #[arg(long)]
    pub demo: bool,
    /// Mã xã, phường, đặc khu nơi đặt trạm (5 chữ số)
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Thôn, tổ dân phố nơi đặt trạm
    #[arg(long, value_name = "NAME")]
    pub village: Option<String>,
    /// Hỏi từng dòng những gì chưa nêu: tên người hỗ trợ, xã phường, thôn (gõ Telex được); chép câu mật khẩu xong thì gõ lại cho chắc
    #[arg(long, conflicts_with = "demo")]
    pub ask: bool,
}

/// A grant and what belongs to it.
#[derive(Args)]
pub struct AcceptArgs {
    /// Tệp giấy phép, hoặc thư mục có giấy phép và gói nội dung
    #[arg(value_name = "F")]
    pub from: PathBuf,
    /// Gói nội dung đi cùng giấy phép (mặc định: các gói .tsp nằm cạnh)
    #[arg(long, value_name = "P")]
    pub pack: Option<PathBuf>,
    /// Tám âm tiết của bản khóa gốc, do Ban Tổ chức đọc qua điện thoại; không có thì hỏi trên bàn phím
    #[arg(long, value_name = "TÁM ÂM TIẾT")]
    pub root_fingerprint: Option<String>,
    /// Cho phép giấy phép của cuộc thi dùng thử (demo)
    #[arg(long)]
    pub demo: bool,
}
