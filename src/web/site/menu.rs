//! The way to the pages that a role has: their groups in one row, and below it the pages of the group that is open. On a phone all of
//! them are folded together. A group of one page is that page.

use super::super::route::ACCOUNT;
use crate::{centre::Access, domain::UnitCode, text::Words};

/// Who has a page.
#[derive(Clone, Copy)]
enum Readers {
    /// Everybody who has signed in.
    All,
    /// Who reads the whole city's figures.
    OfTheCity,
    /// Who is shown who somebody is.
    OfPeople,
    /// Who may hand in files.
    OfFiles,
    /// The city's office alone.
    Office,
}

/// A page's path, the key of its name, and who has it.
type Entry = (&'static str, &'static str, Readers);

/// Pages by what they are for, behind the key of the group's name.
const GROUPS: &[(&str, &[Entry])] = &[
    (
        "site-menu-figures",
        &[
            ("/", "site-menu-overview", Readers::OfTheCity),
            ("/bao-cao", "site-menu-report", Readers::OfTheCity),
            ("/cau-hoi", "site-menu-questions", Readers::OfTheCity),
        ],
    ),
    (
        "site-menu-people",
        &[
            ("/can-nhac", "site-menu-remind", Readers::OfPeople),
            ("/tim", "site-menu-search", Readers::OfPeople),
            ("/one-touch", "site-menu-one-touch", Readers::Office),
        ],
    ),
    (
        "site-menu-waiting",
        &[
            ("/viec", "site-menu-cases", Readers::All),
            ("/yeu-cau", "site-menu-requests", Readers::OfPeople),
            ("/loi-chia-se", "site-menu-stories", Readers::OfPeople),
        ],
    ),
    (
        "site-menu-stations",
        &[
            ("/tram", "site-menu-station-list", Readers::All),
            ("/nop", "site-menu-hand-in", Readers::OfFiles),
            ("/phieu", "site-menu-sheets", Readers::All),
            ("/goi-noi-dung", "site-menu-packs", Readers::Office),
        ],
    ),
    (
        "site-menu-closing",
        &[
            ("/giai-thuong", "site-menu-prizes", Readers::Office),
            ("/chung-nhan", "site-menu-certificates", Readers::Office),
            ("/chot", "site-menu-freeze", Readers::Office),
        ],
    ),
    (
        "site-menu-office",
        &[
            ("/can-bo", "site-menu-accounts", Readers::Office),
            ("/ma-truy-cap", "site-menu-tokens", Readers::Office),
            ("/nhat-ky", "site-menu-trail", Readers::Office),
        ],
    ),
];

/// Pages of a clerk's own unit: which they are (`Nav::here`), what follows the unit's path, and the key of the name.
const OF_UNIT: &[(&str, &str, &str)] = &[
    ("today", "", "site-menu-today"),
    ("villages", "/thon", "site-menu-villages"),
    ("rosters", "/co-quan", "site-menu-rosters"),
    ("reports", "/bao-cao", "site-menu-unit-report"),
    ("certificates", "/chung-nhan", "site-menu-unit-certificates"),
    ("one-touch", "/one-touch", "site-menu-one-touch"),
];

/// The way to the pages.
pub struct Menu {
    /// Those of the role, each with a page at least.
    pub groups: Vec<Group>,
    /// Whether this is the page of the own account, which is in no group.
    pub is_account: bool,
}

/// Pages for one purpose.
pub struct Group {
    /// As it is read.
    pub name: String,
    /// Path of its first page, which it opens.
    pub href: String,
    /// Whether this page is one of its pages, or below one.
    pub is_open: bool,
    /// In their order.
    pub pages: Vec<Page>,
}

/// Page of a group.
pub struct Page {
    /// As it is read.
    pub name: String,
    /// Its path.
    pub href: String,
    /// Whether it is this page, or this page is below it.
    pub is_here: bool,
}

impl Menu {
    /// The way from the page at this path, or from a page below it; from one that it does not lead to where it has no such path.
    pub fn new(access: &Access, at: &str, words: &Words) -> Self {
        let mut groups = Vec::new();
        groups.extend(access.unit().map(|own| of_unit(own, words)));
        for (name, pages) in GROUPS {
            let own = pages.iter().filter(|(.., readers)| has(access, *readers));
            let pages: Vec<Page> = own.map(|(path, name, _)| Page::new(path, name, words)).collect();
            groups.extend(Group::new(name, pages, words));
        }
        let mut menu = Self { groups, is_account: at == ACCOUNT };
        menu.mark(at);
        menu
    }

    /// Marks the page at this path as the one that is open.
    fn mark(&mut self, at: &str) {
        for group in &mut self.groups {
            for page in &mut group.pages {
                page.is_here = page.href == at;
            }
            group.is_open = group.pages.iter().any(|page| page.is_here);
        }
    }

    /// Marks one of the own unit's pages as the one that is open.
    pub fn mark_of_unit(&mut self, code: &str, here: &str) {
        if let Some((_, after, _)) = OF_UNIT.iter().find(|(page, ..)| *page == here) {
            self.mark(&format!("/xa/{code}{after}"));
        }
    }

    /// The pages beside this one; none where it has no neighbours.
    pub fn open(&self) -> Option<&Group> {
        self.groups.iter().find(|group| group.is_open && group.pages.len() > 1)
    }

    /// The page that is open.
    pub fn here(&self) -> Option<&Page> {
        self.groups.iter().flat_map(|group| &group.pages).find(|page| page.is_here)
    }
}

impl Group {
    /// A group; none without pages.
    fn new(name: &'static str, pages: Vec<Page>, words: &Words) -> Option<Self> {
        let first = pages.first()?;
        let name = if pages.len() == 1 { first.name.clone() } else { words.get(name).into_owned() };
        Some(Self { name, href: first.href.clone(), is_open: false, pages })
    }
}

impl Page {
    fn new(path: &str, name: &'static str, words: &Words) -> Self {
        Self { name: words.get(name).into_owned(), href: path.to_owned(), is_here: false }
    }
}

fn of_unit(own: &UnitCode, words: &Words) -> Group {
    let page =
        |(_, after, name): &(&str, &str, &'static str)| Page::new(&format!("/xa/{}{after}", own.as_str()), name, words);
    Group {
        name: words.get("site-menu-unit").into_owned(),
        href: format!("/xa/{}", own.as_str()),
        is_open: false,
        pages: OF_UNIT.iter().map(page).collect(),
    }
}

fn has(access: &Access, readers: Readers) -> bool {
    match readers {
        Readers::All => true,
        Readers::OfTheCity => access.reads_city().is_ok(),
        Readers::OfPeople => access.sees_people(),
        Readers::OfFiles => *access != Access::Viewer,
        Readers::Office => access.administers().is_ok(),
    }
}
