use super::body::check_length;
use crate::web::{problem::Problem, state::AppState};
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, Multipart, multipart::MultipartError},
    http::{Request, StatusCode},
};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Fields of a page's form, without files.
pub struct PageForm<T>(pub T);

const MOST_FORM: usize = 4096;

impl<T: DeserializeOwned> FromRequest<Arc<AppState>> for PageForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), MOST_FORM)?;
        let form = Form::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| Problem::bad_request())
    }
}

/// Files of a page's form, to be read one after another.
pub struct Files(pub Multipart);

impl Files {
    /// Bytes of all files of one form. The route's body limit is the same.
    pub const MOST_BYTES: usize = 64 << 20;
}

/// Field of a form with a file.
pub struct FormField {
    /// Its name in the form.
    pub name: String,
    /// Name of the chosen file; none of a field of text.
    pub file: Option<String>,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl FormField {
    /// Its content as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Files {
    /// Name of the field with the file, in every form that has one file.
    pub const FILE: &str = "tep";

    /// All fields of a form with one file, in their order: of the file and of each text at most so many bytes.
    ///
    /// # Errors
    /// A field is too long, or the form is broken or cut short.
    pub async fn fields(self, (most, longest_text): (usize, usize)) -> Result<Vec<FormField>, Problem> {
        let Self(mut form) = self;
        let mut fields = Vec::new();
        while let Some(mut field) = form.next_field().await.map_err(|fault| broken(&fault))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let longest = if name == Self::FILE { most } else { longest_text };
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(|fault| broken(&fault))? {
                if bytes.len() + chunk.len() > longest {
                    return Err(Problem::too_large());
                }
                bytes.extend_from_slice(&chunk);
            }
            fields.push(FormField { name, file, bytes });
        }
        Ok(fields)
    }
}

/// What is wrong with a form that cannot be read to its end.
#[must_use]
pub fn broken(fault: &MultipartError) -> Problem {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::bad_request(), // else: no form, or cut short
    }
}

impl FromRequest<Arc<AppState>> for Files {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), Self::MOST_BYTES)?;
        Multipart::from_request(request, state).await.map(Self).map_err(|_| Problem::bad_request())
    }
}

/// Fields of a page's form of which one is what another page gave the browser to keep.
pub struct LongForm<T>(pub T);

impl LongForm<()> {
    /// Bytes of such a form. The route's body limit is the same.
    pub const MOST_BYTES: usize = 6 << 20;
}

impl<T: DeserializeOwned> FromRequest<Arc<AppState>> for LongForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), LongForm::MOST_BYTES)?;
        let form = Form::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| Problem::bad_request())
    }
}
