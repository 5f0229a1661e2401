//! `open.json`: what everybody may read: contest, lessons, units, revoked stations.

use super::{
    contest_shape::ContestV1,
    json::{LessonName, V1},
};
use crate::{
    content::Pack,
    domain::{Block, Check, CheckOption, Contest, Lesson, Page, Place, PlaceKind, Unit, UnitCode, UnitKind},
};
use serde::{Deserialize, Serialize};

/// The readable part of a pack, `open.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPart {
    /// The contest.
    pub contest: Contest,
    /// In order of their ids.
    pub lessons: Vec<Lesson>,
    /// In order of their codes.
    pub units: Vec<Unit>,
    /// Villages and agencies that units have listed, by unit.
    pub places: Vec<Place>,
    /// Ids of stations whose records no longer count, in byte order.
    pub revoked: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenV1 {
    v: V1,
    contest: ContestV1,
    lessons: Vec<LessonV1>,
    units: Vec<UnitV1>,
    /// Left out where no unit has listed any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceV1>,
    revoked: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonV1 {
    id: LessonName,
    title: String,
    required: bool,
    facts: Vec<String>,
    pages: Vec<PageV1>,
    checks: Vec<CheckV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageV1 {
    title: String,
    blocks: Vec<BlockV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BlockV1 {
    Paragraph(String),
    Steps(Vec<String>),
    Points(Vec<String>),
    Remember(Vec<String>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckV1 {
    stem: String,
    options: Vec<CheckOptionV1>,
    why: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckOptionV1 {
    text: String,
    right: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitV1 {
    code: String,
    kind: UnitKindV1,
    name: String,
    population: u32,
    inferred: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceV1 {
    unit: String,
    kind: PlaceKindV1,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heads: Option<u32>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PlaceKindV1 {
    Village,
    Neighbourhood,
    ResidentialArea,
    Agency,
    School,
    Enterprise,
    Association,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum UnitKindV1 {
    Commune,
    Ward,
    SpecialZone,
}

impl OpenV1 {
    pub(super) fn new(pack: &Pack, revoked: &[String]) -> Self {
        Self {
            v: V1,
            contest: ContestV1::new(&pack.contest),
            lessons: pack.lessons.iter().map(LessonV1::new).collect(),
            units: pack.units.iter().map(UnitV1::new).collect(),
            places: pack.places.iter().map(PlaceV1::new).collect(),
            revoked: revoked.to_vec(),
        }
    }

    /// The values, or the name of the field that has no meaning.
    pub(super) fn open(self) -> Result<OpenPart, &'static str> {
        Ok(OpenPart {
            contest: self.contest.open()?,
            lessons: self.lessons.into_iter().map(LessonV1::open).collect(),
            units: self.units.into_iter().map(UnitV1::open).collect::<Result<_, _>>()?,
            places: self.places.into_iter().map(PlaceV1::open).collect::<Result<_, _>>()?,
            revoked: self.revoked,
        })
    }
}

impl PlaceV1 {
    fn new(place: &Place) -> Self {
        let kind = match place.kind {
            PlaceKind::Village => PlaceKindV1::Village,
            PlaceKind::Neighbourhood => PlaceKindV1::Neighbourhood,
            PlaceKind::ResidentialArea => PlaceKindV1::ResidentialArea,
            PlaceKind::Agency => PlaceKindV1::Agency,
            PlaceKind::School => PlaceKindV1::School,
            PlaceKind::Enterprise => PlaceKindV1::Enterprise,
            PlaceKind::Association => PlaceKindV1::Association,
        };
        Self { unit: place.unit.as_str().to_owned(), kind, name: place.name.clone(), heads: place.heads }
    }

    fn open(self) -> Result<Place, &'static str> {
        let kind = match self.kind {
            PlaceKindV1::Village => PlaceKind::Village,
            PlaceKindV1::Neighbourhood => PlaceKind::Neighbourhood,
            PlaceKindV1::ResidentialArea => PlaceKind::ResidentialArea,
            PlaceKindV1::Agency => PlaceKind::Agency,
            PlaceKindV1::School => PlaceKind::School,
            PlaceKindV1::Enterprise => PlaceKind::Enterprise,
            PlaceKindV1::Association => PlaceKind::Association,
        };
        let unit = UnitCode::parse(&self.unit).ok_or("unit")?;
        Ok(Place { unit, kind, name: self.name, heads: self.heads })
    }
}

impl LessonV1 {
    fn new(lesson: &Lesson) -> Self {
        let page =
            |page: &Page| PageV1 { title: page.title.clone(), blocks: page.blocks.iter().map(BlockV1::new).collect() };
        Self {
            id: LessonName(lesson.id),
            title: lesson.title.clone(),
            required: lesson.required,
            facts: lesson.facts.clone(),
            pages: lesson.pages.iter().map(page).collect(),
            checks: lesson.checks.iter().map(CheckV1::new).collect(),
        }
    }

    fn open(self) -> Lesson {
        let page =
            |page: PageV1| Page { title: page.title, blocks: page.blocks.into_iter().map(BlockV1::open).collect() };
        Lesson {
            id: self.id.0,
            title: self.title,
            required: self.required,
            facts: self.facts,
            pages: self.pages.into_iter().map(page).collect(),
            checks: self.checks.into_iter().map(CheckV1::open).collect(),
        }
    }
}

impl BlockV1 {
    fn new(block: &Block) -> Self {
        match block {
            Block::Paragraph(text) => Self::Paragraph(text.clone()),
            Block::Steps(texts) => Self::Steps(texts.clone()),
            Block::Points(texts) => Self::Points(texts.clone()),
            Block::Remember(texts) => Self::Remember(texts.clone()),
        }
    }

    fn open(self) -> Block {
        match self {
            Self::Paragraph(text) => Block::Paragraph(text),
            Self::Steps(texts) => Block::Steps(texts),
            Self::Points(texts) => Block::Points(texts),
            Self::Remember(texts) => Block::Remember(texts),
        }
    }
}

impl CheckV1 {
    fn new(check: &Check) -> Self {
        let option = |option: &CheckOption| CheckOptionV1 { text: option.text.clone(), right: option.right };
        Self { stem: check.stem.clone(), options: check.options.iter().map(option).collect(), why: check.why.clone() }
    }

    fn open(self) -> Check {
        let option = |option: CheckOptionV1| CheckOption { text: option.text, right: option.right };
        Check { stem: self.stem, options: self.options.into_iter().map(option).collect(), why: self.why }
    }
}

impl UnitV1 {
    fn new(unit: &Unit) -> Self {
        let kind = match unit.kind {
            UnitKind::Commune => UnitKindV1::Commune,
            UnitKind::Ward => UnitKindV1::Ward,
            UnitKind::SpecialZone => UnitKindV1::SpecialZone,
        };
        Self {
            code: unit.code.as_str().to_owned(),
            kind,
            name: unit.name.clone(),
            population: unit.population,
            inferred: unit.population_inferred,
        }
    }

    fn open(self) -> Result<Unit, &'static str> {
        let kind = match self.kind {
            UnitKindV1::Commune => UnitKind::Commune,
            UnitKindV1::Ward => UnitKind::Ward,
            UnitKindV1::SpecialZone => UnitKind::SpecialZone,
        };
        let code = UnitCode::parse(&self.code).ok_or("code")?;
        Ok(Unit { code, kind, name: self.name, population: self.population, population_inferred: self.inferred })
    }
}
