//! What handlers take as arguments, checked before they run.

mod body;
mod form;
mod sender;
mod session;

pub use body::BodyReader;
pub use form::{Files, FormField, LongForm, PageForm, broken};
pub use sender::{PeerAddress, Sender};
pub use session::{OwnAccount, Session, SessionLeft};
