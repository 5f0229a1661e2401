//! The centre's use cases over its ledger: ingest of bundles, enrolment, packs, receipts, decisions, figures, quota, recount.
//!
//! Promises: what a use case returns is durable; each states who may ask (`Access`) and refuses anyone else; every refusal has its
//! code and its next step (`explain`). The only door to the ledger: no page and no command sees a transaction.
//! Does not: print, read the clock, open files, or know HTTP.

mod access;
mod account_overview;
mod accounts;
mod admit;
mod anchor;
pub mod backup;
mod bundle_faults;
mod by_mouth;
mod case_detail;
mod case_list;
mod case_takers;
pub mod cases;
pub mod certificates;
mod clock;
mod clock_reading;
pub mod closing;
mod confirmed;
mod contest_cache;
mod corrections;
mod decide;
mod enrolment;
pub mod erasure_list;
pub mod explain;
mod fingerprint;
mod freshness;
mod ingest;
pub mod key_file;
mod keys;
mod lacking;
mod merging;
mod missing;
mod old_password;
mod one_time_code;
pub mod one_touch;
mod open_figures;
mod outcome;
mod overview;
mod own_account;
mod pack_list;
mod packs;
mod password;
pub mod people_refusals;
pub mod person;
mod phone_keys;
mod place_names;
mod query;
mod question_figures;
mod question_file;
mod question_statistics;
mod quota;
mod receipts;
mod recount;
pub mod reports;
mod request_shapes;
mod request_text;
mod requests;
mod reread;
mod residents;
pub mod rosters;
mod search_index;
mod service;
mod session;
pub mod sheets;
mod sign_in;
mod signs;
mod station_overview;
pub mod stories;
mod term;
mod tokens;
pub mod trail;
mod unit_page;

pub use crate::ledger::{Actor, Role};
pub use access::{Access, NotAllowed};
pub use account_overview::AccountOverview;
pub use accounts::AccountRefusal;
pub use case_list::{CaseNote, CasePage, LONGEST_REMARK};
pub use cases::{Case, Declaration};
pub use clock::ClockState;
pub use clock_reading::ClockReading;
pub use enrolment::{Approved, EnrolRefusal, EnrolRemark, Enrolment, Terms, WantedTerms};
pub use erasure_list::{ErasedHash, ErasureList, NoErasures};
pub use freshness::Freshness;
pub use keys::Keys;
pub use lacking::Lacking;
pub use merging::{NamedPlace, SpellingRefusal};
pub use missing::Missing;
pub use one_time_code::CodeSecret;
pub use open_figures::{CaseCounts, Vitals};
pub use outcome::{
    AcceptRefusal, AdmitRefusal, Admitted, BundleStanding, ClockRefusal, DecideRefusal, Decided, Difference,
    IngestRefusal, Ingested, Outcome, PackAdded, PackRefusal, QueryError, SheetRefusal, TermRefusal,
};
pub use overview::{CityTotals, FRESH_DAYS, Overview, UnitTotals};
pub use own_account::{Confirmation, OwnRefusal, OwnSession};
pub use pack_list::{PackList, PackOverview, TopicQuestions};
pub use packs::opens_pack;
pub use password::{AccountPassword, FIRST_PASSWORD_MS, LEAST_PASSWORD, PasswordFault, PasswordHash};
pub use person::LookReason;
pub use phone_keys::PhoneKeys;
pub use place_names::{ListedPlace, PlaceNames, Sums};
pub use query::{ReceiptFile, StationMatch};
pub use question_figures::{QuestionFigures, QuestionStatistics, TestStatistics};
pub use question_file::{QuestionFile, QuestionItem, TestItem};
pub use request_shapes::{PersonData, Request, RequestList, RequestRefusal, Wish};
pub use requests::{days_allowed, request_kind_key};
pub use residents::{Resident, ResidentList, SearchText};
pub use search_index::SearchIndex;
pub use service::Centre;
pub use session::{SessionLifetime, SignedIn};
pub use sheets::{SheetList, SheetNoted, SheetReport};
pub use sign_in::{DEVICE_MS, NewSession, SignIn, SignInRefusal, network};
pub use signs::sign_key;
pub use station_overview::{StationDetail, StationOverview};
pub use term::{Holdings, Term};
pub use tokens::{Bearer, LONGEST_TOKEN_NAME, MOST_TOKEN_DAYS, TokenRefusal, WantedToken};
pub use unit_page::{Agency, SilentStation, UnitToday, VillageLine, VillageList};

/// People that are read at once where all of them are visited.
const PAGE: u32 = 2_000;
