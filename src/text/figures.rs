use super::{Value, Words, digits::grouped};
use crate::domain::{Birth, Date, Moment};
use chrono::Datelike;

/// `05/09/1962`, the same in every language: for values of notices, which have no wording of their own yet.
#[must_use]
pub fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A part of a whole in hundredths of a percent, rounded down, as every page and file has it; none of nothing.
#[must_use]
pub fn hundredths(part: i64, whole: u64) -> Option<i64> {
    let whole = i64::try_from(whole).ok().filter(|whole| *whole > 0)?;
    Some(part.saturating_mul(10_000) / whole)
}

/// `22/11/2026 14:05`, Vietnam time: the figures alone, alike in both languages.
#[must_use]
pub fn date_and_time(at: Moment) -> String {
    let (hour, minute) = at.clock();
    format!("{} {hour:02}:{minute:02}", short_date(at.date()))
}

/// `22/11/2026` of a date in the form `2026-11-22`.
#[must_use]
pub fn people_date(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

impl Words {
    /// When somebody was born, as slips and certificates state it.
    #[must_use]
    pub fn born(&self, birth: Birth) -> String {
        match birth {
            Birth::Day(day) => self.with("certificate-born-on", &[("date", self.long_date(day).into())]),
            Birth::Year(year) => self.with("certificate-born-in", &[("year", year.to_string().into())]),
        }
    }

    /// `1,52 %` of hundredths of a percent; in English `1.52 %`.
    #[must_use]
    pub fn share(&self, hundredths: i64) -> String {
        format!("{}{}{:02} %", hundredths / 100, self.language().decimal_sign(), hundredths.rem_euclid(100))
    }

    /// `1.234.567`; in English `1,234,567`.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        grouped(&number.to_string(), self.language().thousands_sign())
    }

    /// `1.234.567,8`: so many places behind the decimal comma; in English `1,234,567.8`.
    #[must_use]
    pub fn decimal(&self, number: f64, places: usize) -> String {
        let plain = format!("{number:.places$}");
        match plain.split_once('.') {
            Some((whole, rest)) => {
                format!("{}{}{rest}", grouped(whole, self.language().thousands_sign()), self.language().decimal_sign())
            }
            None => grouped(&plain, self.language().thousands_sign()),
        }
    }

    /// `83,3%`: a part of a whole in tenths of a percent, rounded half up, without a lone `,0`; `–` of nothing.
    #[must_use]
    pub fn percent(&self, part: u64, whole: u64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        let (part, whole) = (u128::from(part), u128::from(whole));
        let tenths = (part * 2000 + whole) / (whole * 2);
        let percents = grouped(&(tenths / 10).to_string(), self.language().thousands_sign());
        match tenths % 10 {
            0 => format!("{percents}%"),
            tenth => format!("{percents}{}{tenth}%", self.language().decimal_sign()),
        }
    }

    /// `05/09/1962`, in both languages.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        short_date(date)
    }

    /// `ngày 05 tháng 9 năm 1962`: below ten a day has a nought before it, of the months only the first two (Nghị định
    /// 30/2020/NĐ-CP, Phụ lục I, II.4).
    #[must_use]
    pub fn long_date(&self, date: Date) -> String {
        self.with(
            "figures-long-date",
            &[
                ("day", format!("{:02}", date.day()).into()),
                ("month", date.month().into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// `14:05`, Vietnam time.
    #[must_use]
    pub fn clock(&self, moment: Moment) -> String {
        let (hour, minute) = moment.clock();
        format!("{hour:02}:{minute:02}")
    }

    /// `14:05, 30/11/2025`, Vietnam time.
    #[must_use]
    pub fn moment(&self, moment: Moment) -> String {
        format!("{}, {}", self.clock(moment), self.date(moment.date()))
    }

    /// `20 giây`, `3 phút 20 giây`, `1 giờ 5 phút`: the two greatest units, and noughts left out.
    #[must_use]
    pub fn duration(&self, seconds: u32) -> String {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let seconds_shown = if hours > 0 { 0 } else { rest };
        let mut parts = Vec::new();
        if hours > 0 {
            parts.push(self.with("figures-hours", &[("n", hours.into())]));
        }
        if minutes > 0 {
            parts.push(self.with("figures-minutes", &[("n", minutes.into())]));
        }
        if seconds_shown > 0 || parts.is_empty() {
            parts.push(self.with("figures-seconds", &[("n", Value::from(seconds_shown))]));
        }
        parts.join(" ")
    }
}
